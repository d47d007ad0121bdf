// Owns: tests of convert/decimal_text. Never: numbers of C.
#include "convert/decimal_text.h"

#include <doctest/doctest.h>

using namespace d1odbc;

TEST_CASE("a decimal text is taken apart without loss, and written in plain digits") {
  struct Row {
    std::string_view text;
    std::string_view digits;
    std::int64_t exponent = 0;
    bool negative = false;
    std::string_view written = {};
  };
  const Row rows[] = {
      {"0", "", 0, false, "0"},
      {"-0", "", 0, true, "0"},
      {"-0.00", "", -2, true, "0.00"},
      {"00120", "120", 0, false, "120"},
      {" +1.50 ", "150", -2, false, "1.50"},
      {"-.05", "5", -2, true, "-0.05"},
      {"5.", "5", 0, false, "5"},
      {"1e3", "1", 3, false, "1000"},
      {"-12.5E-3", "125", -4, true, "-0.0125"},
      {"1e+0", "1", 0, false, "1"},
      {"1e99999999999999999999", "1", 1'000'000'000},
      {"1e-99999999999999999999", "1", -1'000'000'000},
      {"123456789012345678901234567890.5", "1234567890123456789012345678905", -1, false,
       "123456789012345678901234567890.5"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const std::optional<Decimal> decimal = read_decimal(row.text);
    REQUIRE(decimal);
    CHECK(decimal->digits == row.digits);
    CHECK(decimal->exponent == row.exponent);
    CHECK(decimal->negative == row.negative);
    if (!row.written.empty()) CHECK(decimal_text(*decimal) == row.written);
  }
}

TEST_CASE("what is no decimal number is refused") {
  for (const std::string_view text :
       {"", " ", ".", "-", "+-1", "1e", "1e+", "e5", "1 2", "0x10", "inf", "1.2.3", "1,5"}) {
    CAPTURE(text);
    CHECK_FALSE(read_decimal(text));
  }
}
