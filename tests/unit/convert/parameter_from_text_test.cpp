// Owns: tests of convert/parameter_from_text (appendix D, "C to SQL: Character"). Never: encodings.
#include <doctest/doctest.h>

#include "convert/parameter_parts.h"
#include "convert/parameter_values.h"

using namespace d1odbc;
using d1odbc::testing::parameter;

namespace {

struct Row {
  std::string_view text;
  SQLSMALLINT sql_type;
  std::string_view value;  // or the SQLSTATE
};

const Row rows[] = {
    {" text ", SQL_VARCHAR, "T: text "},
    {"{x}", SQL_GUID, "22018"},
    {"", SQL_GUID, "22018"},
    {"01234567-89AB-cdef-fedc-ba9876543210", SQL_GUID, "T:01234567-89AB-cdef-fedc-ba9876543210"},
    // Exact numbers: lost digits of either kind are 22001, what is no number is 22018.
    {"42", SQL_INTEGER, "I:42"},
    {" -42.000 ", SQL_SMALLINT, "I:-42"},
    {"1e2", SQL_INTEGER, "I:100"},
    {"9223372036854775807", SQL_BIGINT, "I:9223372036854775807"},
    {"-9223372036854775808", SQL_BIGINT, "I:-9223372036854775808"},
    {"1.5", SQL_INTEGER, "22001"},
    {"99999999999999999999", SQL_BIGINT, "22001"},
    {"9223372036854775808", SQL_BIGINT, "22001"},
    {"256", SQL_TINYINT, "22001"},
    {"-129", SQL_TINYINT, "22001"},
    {"65536", SQL_SMALLINT, "22001"},
    {"4294967296", SQL_INTEGER, "22001"},
    {"x", SQL_INTEGER, "22018"},
    {"", SQL_INTEGER, "22018"},
    {"12,5", SQL_DECIMAL, "22018"},
    // SQL_BIT: between 0 and 2 but neither 0 nor 1 is 22001, elsewhere 22003.
    {"0", SQL_BIT, "I:0"},
    {"1", SQL_BIT, "I:1"},
    {"0.5", SQL_BIT, "22001"},
    {"1.5", SQL_BIT, "22001"},
    {"2", SQL_BIT, "22003"},
    {"2.5", SQL_BIT, "22003"},
    {"-1", SQL_BIT, "22003"},
    {"-0.5", SQL_BIT, "22003"},
    {"99999999999999999999", SQL_BIT, "22003"},
    {"yes", SQL_BIT, "22018"},
    // Decimals: an integer where nothing is lost by it, else a real.
    {"12.50", SQL_DECIMAL, "R:12.5"},
    {"12.00", SQL_NUMERIC, "I:12"},
    {"-9223372036854775808", SQL_DECIMAL, "I:-9223372036854775808"},
    {"1e400", SQL_DECIMAL, "22001"},
    // Reals.
    {" 0.1 ", SQL_DOUBLE, "R:0.1"},
    {"42", SQL_FLOAT, "R:42"},
    {"1e309", SQL_DOUBLE, "22003"},
    {"inf", SQL_DOUBLE, "22018"},
    // Hexadecimal digits; an odd last one is not converted.
    {"00fFA1", SQL_VARBINARY, "B:00FFA1"},
    {"ABC", SQL_BINARY, "B:AB"},
    {"", SQL_LONGVARBINARY, "B:"},
    {"G0", SQL_BINARY, "22018"},
    {"0x0A", SQL_BINARY, "22018"},
    // Dates and times.
    {"2024-01-31", SQL_TYPE_DATE, "T:2024-01-31"},
    {"{d '2024-01-31'}", SQL_TYPE_DATE, "T:2024-01-31"},
    {"2024-01-31 00:00:00", SQL_TYPE_DATE, "T:2024-01-31"},
    {"2024-01-31 00:00:01", SQL_TYPE_DATE, "22008"},
    {"12:30:00", SQL_TYPE_DATE, "22018"},
    {"2024-02-30", SQL_TYPE_DATE, "22018"},
    {"12:30:00", SQL_TYPE_TIME, "T:12:30:00"},
    {"2024-01-31 12:30", SQL_TYPE_TIME, "T:12:30:00"},
    {"2024-01-31", SQL_TYPE_TIME, "22018"},
    {"2024-01-31", SQL_TYPE_TIMESTAMP, "T:2024-01-31 00:00:00"},
    {"2024-01-31T12:30:00.250", SQL_TYPE_TIMESTAMP, "T:2024-01-31 12:30:00.25"},
    {"{ts '2024-01-31 12:30:00'}", SQL_TYPE_TIMESTAMP, "T:2024-01-31 12:30:00"},
    {"yesterday", SQL_TYPE_TIMESTAMP, "22018"},
    {"2024-01-31 24:00", SQL_TYPE_TIMESTAMP, "T:2024-02-01 00:00:00"},
    {"2024-01-31T00:30:00+0100", SQL_TYPE_TIMESTAMP, "T:2024-01-30 23:30:00"},
    {"0000-01-01T00:00:00Z", SQL_TYPE_TIMESTAMP, "T:0000-01-01 00:00:00"},
    {"2024-01-31 12:30:00.123456789000", SQL_TYPE_TIMESTAMP, "T:2024-01-31 12:30:00.123456789"},
    {"2024-01-31 12:30:00.1234567891", SQL_TYPE_TIMESTAMP, "22008"},
    {"12:30:00.1234567891", SQL_TYPE_TIME, "22008"},
    {"2024-01-31 00:00:00.0000000001", SQL_TYPE_DATE, "22008"},
    // D1's date functions know no leap seconds.
    {"2016-12-31 23:59:60", SQL_TYPE_TIMESTAMP, "22008"},
    {"23:59:61", SQL_TYPE_TIME, "22008"},
    {"23:59:62", SQL_TYPE_TIME, "22018"},
    {"23:59:60", SQL_VARCHAR, "T:23:59:60"},
};

}  // namespace

TEST_CASE("character data becomes a value of its SQL type as appendix D says") {
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CAPTURE(row.sql_type);
    CHECK(parameter(SQL_C_CHAR, row.text, row.sql_type) == row.value);
  }
}

TEST_CASE("a time literal for a timestamp gets today's date") {
  const std::string value = parameter(SQL_C_CHAR, "12:30:45", SQL_TYPE_TIMESTAMP);
  REQUIRE(value.size() == 2 + 19);
  CHECK(value.ends_with(" 12:30:45"));
}
