// Owns: tests of d1/number_text. Never: the reader around it.
#include "d1/number_text.h"

#include <doctest/doctest.h>

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>

using namespace d1odbc;

namespace {

struct Row {
  std::string text;
  double value;
};

constexpr double infinity = std::numeric_limits<double>::infinity();

}  // namespace

TEST_CASE("A JSON number becomes the nearest double, bit for bit") {
  const Row rows[] = {
      {"0.1", 0x1.999999999999ap-4},
      {"1e23", 0x1.52d02c7e14af6p+76},
      {"8.41e21", 0x1.c7e83209e90b2p+72},
      {"9007199254740993", 9007199254740992.0},
      {"9007199254740995", 9007199254740996.0},
      {"2.2250738585072011e-308", 0x0.fffffffffffffp-1022},
      {"2.2250738585072014e-308", 0x1p-1022},
      {"5e-324", 0x1p-1074},
      {"1.7976931348623157e308", 0x1.fffffffffffffp+1023},
      {"-1.7976931348623157E+308", -0x1.fffffffffffffp+1023},
      {"-0.0", -0.0},
      {"0e5", 0.0},
      {"100000000000000000000", 1e20},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(std::bit_cast<std::uint64_t>(double_of_json(row.text)) == std::bit_cast<std::uint64_t>(row.value));
  }
}

TEST_CASE("Numbers beyond the range of double become infinity or zero with their sign") {
  const Row rows[] = {
      {"1e309", infinity},
      {"-1e309", -infinity},
      {"1e400", infinity},
      {"1e-400", 0.0},
      {"-1e-400", -0.0},
      {"1e2147483647", infinity},
      {"1e-2147483647", 0.0},
      {"0.0001e313", infinity},
      {"123456e-400", 0.0},
      {"1e99999999999999999999", infinity},
      {"1e-99999999999999999999", 0.0},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(std::bit_cast<std::uint64_t>(double_of_json(row.text)) == std::bit_cast<std::uint64_t>(row.value));
  }
}

TEST_CASE("A number with a fraction or an exponent is not written as an integer") {
  CHECK(is_written_as_integer("-12"));
  CHECK(is_written_as_integer("100000000000000000000"));
  CHECK_FALSE(is_written_as_integer("1.0"));
  CHECK_FALSE(is_written_as_integer("1e21"));
  CHECK_FALSE(is_written_as_integer("1E+21"));
}
