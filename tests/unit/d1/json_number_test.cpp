// Owns: tests of numbers written as JSON. Never: values of the application.
#include "d1/json_number.h"

#include <doctest/doctest.h>

#include <limits>

using namespace d1odbc;

namespace {

std::string real(double number) {
  std::string out = "x";
  append_json_real(out, number);
  return out.substr(1);
}

std::string integer(std::int64_t number) {
  std::string out;
  append_json_integer(out, number);
  return out;
}

}  // namespace

TEST_CASE("integers have no point, reals always have one or an exponent") {
  CHECK(integer(0) == "0");
  CHECK(integer(std::numeric_limits<std::int64_t>::min()) == "-9223372036854775808");
  CHECK(integer(std::numeric_limits<std::int64_t>::max()) == "9223372036854775807");
  CHECK(real(0) == "0.0");
  CHECK(real(-0.0) == "-0.0");
  CHECK(real(1) == "1.0");
  CHECK(real(-12.5) == "-12.5");
  CHECK(real(0.1) == "0.1");
  CHECK(real(1e22) == "1e+22");
  CHECK(real(5e-324) == "5e-324");
  CHECK(real(std::numeric_limits<double>::max()) == "1.7976931348623157e+308");
  CHECK(real(std::numeric_limits<double>::infinity()) == "9e999");
  CHECK(real(-std::numeric_limits<double>::infinity()) == "-9e999");
}
