// Owns: tests of d1/request_body and d1/json_text. Never: the network.
#include "d1/request_body.h"

#include <doctest/doctest.h>

#include <bit>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <random>
#include <vector>

#include "d1/json_text.h"
#include "error/odbc_error.h"

using namespace d1odbc;

namespace {

std::string body_of(Value parameter) {
  std::vector<D1Statement> statements(1);
  statements[0].sql = "S";
  statements[0].parameters.push_back(std::move(parameter));
  const std::string body = write_request_body(statements);
  const std::string start = R"({"sql":"S","params":[)";
  REQUIRE(body.starts_with(start));
  REQUIRE(body.ends_with("]}"));
  return body.substr(start.size(), body.size() - start.size() - 2);
}

std::string json_string(std::string_view text) {
  std::string out;
  append_json_string(out, text);
  return out;
}

}  // namespace

TEST_CASE("One statement is an object, several are a batch") {
  std::vector<D1Statement> statements{{"SELECT \"a\"\n", {}}};
  CHECK(write_request_body(statements) == R"({"sql":"SELECT \"a\"\n","params":[]})");
  statements.push_back({"INSERT ?", {}});
  statements[1].parameters.push_back(Value::of(std::int64_t{1}));
  statements[1].parameters.push_back(Value::null());
  CHECK(write_request_body(statements) ==
        R"({"batch":[{"sql":"SELECT \"a\"\n","params":[]},{"sql":"INSERT ?","params":["1",null]}]})");
}

TEST_CASE("Integers travel as decimal text") {
  CHECK(body_of(Value::of(std::int64_t{0})) == R"("0")");
  CHECK(body_of(Value::of(std::numeric_limits<std::int64_t>::max())) == R"("9223372036854775807")");
  CHECK(body_of(Value::of(std::numeric_limits<std::int64_t>::min())) == R"("-9223372036854775808")");
}

TEST_CASE("Reals travel as the shortest number that reads back, always with '.' or exponent") {
  const std::pair<double, std::string> rows[] = {
      {1.0, "1.0"},
      {-0.0, "-0.0"},
      {0.0, "0.0"},
      {0.1, "0.1"},
      {1e21, "1e+21"},
      {1e23, "1e+23"},
      {5e-324, "5e-324"},
      {100000.0, "1e+05"},
      {1234.0, "1234.0"},
      {123456789.0, "123456789.0"},
      {1.7976931348623157e308, "1.7976931348623157e+308"},
      {9007199254740993.0, "9007199254740992.0"},
  };
  for (const auto& [value, text] : rows) {
    CAPTURE(text);
    CHECK(body_of(Value::of(value)) == text);
  }
}

TEST_CASE("10,000 doubles of any bits are written so that they read back") {
  std::mt19937_64 random(7);
  for (int i = 0; i < 10'000; ++i) {
    const double value = std::bit_cast<double>(random());
    if (!std::isfinite(value)) continue;
    const std::string text = body_of(Value::of(value));
    if (std::bit_cast<std::uint64_t>(std::strtod(text.c_str(), nullptr)) != std::bit_cast<std::uint64_t>(value)) {
      FAIL_CHECK(text);
    }
    if (text.find_first_of(".e") == std::string::npos) FAIL_CHECK(text);
  }
}

TEST_CASE("NaN and infinity are refused rather than written as broken JSON") {
  CHECK_THROWS_AS((void)body_of(Value::of(std::numeric_limits<double>::infinity())), OdbcError);
  CHECK_THROWS_AS((void)body_of(Value::of(std::numeric_limits<double>::quiet_NaN())), OdbcError);
}

TEST_CASE("Blobs travel as arrays of bytes") {
  CHECK(body_of(Value::blob("")) == "[]");
  CHECK(body_of(Value::blob(std::string("\x00\x7f\x80\xff", 4))) == "[0,127,128,255]");
}

TEST_CASE("Texts are escaped as JSON asks, valid UTF-8 unchanged") {
  CHECK(json_string("") == R"("")");
  CHECK(json_string("plain é € 😀 \x7f/") == "\"plain é € 😀 \x7f/\"");
  CHECK(json_string("\"\\\b\f\n\r\t") == R"("\"\\\b\f\n\r\t")");
  CHECK(json_string(std::string_view("a\0b\x01\x1f", 5)) == R"("a\u0000b\u0001\u001f")");
  CHECK(body_of(Value::text("x\ny")) == R"("x\ny")");
}

TEST_CASE("What is not UTF-8 becomes U+FFFD, one for each maximal part") {
  const std::string bad = "\xEF\xBF\xBD";
  const std::pair<std::string, std::string> rows[] = {
      {"\xff", bad},
      {"a\x80z", "a" + bad + "z"},
      {"\xc0\xaf", bad + bad},
      {"\xe2\x82", bad},
      {"\xe2\x82x", bad + "x"},
      {"\xe2\x28\xa1", bad + "(" + bad},
      {"\xed\xa0\x80", bad + bad + bad},
      {"\xf0\x9f\x98", bad},
      {"\xf0\x80\x80\x80", bad + bad + bad + bad},
      {"\xf4\x90\x80\x80", bad + bad + bad + bad},
      {"\xf0\x9f\x98\"", bad + "\\\""},
      {"\xf4\x8f\xbf\xbf", "\xf4\x8f\xbf\xbf"},
      {"\xed\x9f\xbf", "\xed\x9f\xbf"},
  };
  for (const auto& [in, out] : rows) {
    CAPTURE(out);
    CHECK(json_string(in) == "\"" + out + "\"");
  }
}
