// Owns: tests of exact decimals: what is kept and what is refused, from text and from numbers. Never: other types.
#include <doctest/doctest.h>

#include <cmath>
#include <cstdint>

#include "convert/number_text.h"
#include "convert/numeric_values.h"
#include "convert/parameter_values.h"

using namespace d1odbc;
using d1odbc::testing::numeric;
using d1odbc::testing::parameter;
using d1odbc::testing::parameter_of;

namespace {

struct Row {
  std::string_view text;
  std::string_view expected;
};

const Row rows[] = {
    {"0", "I:0"},
    {"-0.00", "I:0"},
    {" 12.00 ", "I:12"},
    {"1e3", "I:1000"},
    {"9223372036854775807", "I:9223372036854775807"},
    {"-9223372036854775808", "I:-9223372036854775808"},
    // A double's shortest text, with or without zeros at its end.
    {"0.1", "R:0.1"},
    {"0.10", "R:0.1"},
    {"-12.5", "R:-12.5"},
    {"0.12345678901234566", "R:0.12345678901234566"},
    {"1e300", "R:1e+300"},
    {"5e-324", "R:5e-324"},
    {"1.7976931348623157e308", "R:1.7976931348623157e+308"},
    // All digits of a double.
    {"0.1000000000000000055511151231257827021181583404541015625", "R:0.1"},
    {"9223372036854775808", "R:9.223372036854776e+18"},
    {"100000000000000000000", "R:1e+20"},
    // What neither an integer nor a double keeps.
    {"0.10000000000000000555", "22001"},
    {"0.1000000000000000055511151231257827021181583404541015626", "22001"},
    {"9223372036854775809", "22001"},
    {"12345678901234567.8", "22001"},
    {"0.12345678901234567890", "22001"},
    {"1e400", "22001"},
    {"1e-400", "22001"},
    {"-1e1000000000", "22001"},
    {"3e-1000000000", "22001"},
    {"twelve", "22018"},
    {"", "22018"},
    {"1e", "22018"},
};

}  // namespace

TEST_CASE("text for an exact decimal keeps every digit or is 22001") {
  for (const SQLSMALLINT sql_type : {SQLSMALLINT{SQL_DECIMAL}, SQLSMALLINT{SQL_NUMERIC}}) {
    for (const Row& row : rows) {
      CAPTURE(row.text);
      CHECK(parameter(SQL_C_CHAR, row.text, sql_type) == row.expected);
    }
  }
}

TEST_CASE("numbers for an exact decimal keep every digit or are 22003") {
  CHECK(parameter_of(SQL_C_NUMERIC, numeric(false, "12345678901234567890123456789012345678", 10), SQL_DECIMAL) ==
        "22003");
  CHECK(parameter_of(SQL_C_NUMERIC, numeric(false, "1", 30), SQL_NUMERIC) == "R:1e-30");
  CHECK(parameter_of(SQL_C_UBIGINT, std::uint64_t{18446744073709551615U}, SQL_DECIMAL) == "22003");
  CHECK(parameter_of(SQL_C_UBIGINT, std::uint64_t{9223372036854775808U}, SQL_DECIMAL) == "R:9.223372036854776e+18");
  CHECK(parameter_of(SQL_C_UBIGINT, std::uint64_t{18446744073709551615U}, SQL_VARCHAR) == "T:18446744073709551615");
  // An approximate type rounds, as its name says.
  CHECK(parameter_of(SQL_C_UBIGINT, std::uint64_t{18446744073709551615U}, SQL_DOUBLE) == "R:1.8446744073709552e+19");
  CHECK(parameter(SQL_C_CHAR, "0.12345678901234567890", SQL_DOUBLE) == "R:0.12345678901234568");
}

TEST_CASE("a double keeps its own shortest text and all its digits, over the whole range") {
  for (const double number : {0.0, 1.0, 0.1, 1.0 / 3, 5e-324, 2.2250738585072014e-308, 1.7976931348623157e308, 1e22,
                              std::ldexp(1.0, -1022), std::ldexp(1.0, 1023)}) {
    CAPTURE(number);
    const Decimal shortest = *read_decimal(real_text(number));
    CHECK(nearest_real(shortest) == number);
    CHECK(is_kept_by(number, shortest));
    CHECK(is_kept_by(-number, *read_decimal(real_text(-number))));
    CHECK_FALSE(is_kept_by(std::nextafter(number, HUGE_VAL), shortest));
  }
  CHECK_FALSE(is_kept_by(HUGE_VAL, *read_decimal("1e400")));
}
