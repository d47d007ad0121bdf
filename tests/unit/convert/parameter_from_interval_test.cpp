// Owns: tests of convert/parameter_from_interval, and of texts for SQL interval types. Never: the grammar.
#include <doctest/doctest.h>

#include "convert/parameter_values.h"

using namespace d1odbc;
using d1odbc::testing::parameter;
using d1odbc::testing::parameter_of;

namespace {

SQL_INTERVAL_STRUCT years(SQLUINTEGER year, SQLUINTEGER month, bool negative = false) {
  SQL_INTERVAL_STRUCT interval{};
  interval.interval_type = SQL_IS_SECOND;  // not read
  interval.interval_sign = negative ? SQL_TRUE : SQL_FALSE;
  interval.intval.year_month = {year, month};
  return interval;
}

SQL_INTERVAL_STRUCT days(SQLUINTEGER day, SQLUINTEGER hour, SQLUINTEGER minute, SQLUINTEGER second,
                         SQLUINTEGER fraction, bool negative = false) {
  SQL_INTERVAL_STRUCT interval{};
  interval.interval_sign = negative ? SQL_TRUE : SQL_FALSE;
  interval.intval.day_second = {day, hour, minute, second, fraction};
  return interval;
}

struct Row {
  SQLSMALLINT c_type;
  SQL_INTERVAL_STRUCT interval;
  SQLSMALLINT sql_type;
  std::string_view expected;
  BufferForm form = default_form(SQL_C_INTERVAL_DAY);
};

const Row rows[] = {
    // Text: only the members of the type are read.
    {SQL_C_INTERVAL_YEAR, years(12, 99), SQL_VARCHAR, "T:12"},
    {SQL_C_INTERVAL_MONTH, years(99, 12, true), SQL_VARCHAR, "T:-12"},
    {SQL_C_INTERVAL_YEAR_TO_MONTH, years(1, 3), SQL_WVARCHAR, "T:1-03"},
    {SQL_C_INTERVAL_DAY, days(5, 99, 99, 99, 99), SQL_VARCHAR, "T:5"},
    {SQL_C_INTERVAL_HOUR, days(9, 4, 9, 9, 9), SQL_VARCHAR, "T:4"},
    {SQL_C_INTERVAL_MINUTE, days(9, 9, 61, 9, 9), SQL_VARCHAR, "T:61"},
    {SQL_C_INTERVAL_SECOND, days(9, 9, 9, 75, 250000), SQL_VARCHAR, "T:75.25"},
    {SQL_C_INTERVAL_DAY_TO_HOUR, days(3, 4, 99, 99, 99), SQL_VARCHAR, "T:3 04"},
    {SQL_C_INTERVAL_DAY_TO_MINUTE, days(3, 4, 5, 99, 99), SQL_VARCHAR, "T:3 04:05"},
    {SQL_C_INTERVAL_DAY_TO_SECOND, days(3, 4, 5, 6, 500000, true), SQL_LONGVARCHAR, "T:-3 04:05:06.5"},
    {SQL_C_INTERVAL_HOUR_TO_MINUTE, days(99, 4, 5, 99, 99), SQL_VARCHAR, "T:4:05"},
    {SQL_C_INTERVAL_HOUR_TO_SECOND, days(99, 4, 5, 6, 0), SQL_VARCHAR, "T:4:05:06"},
    {SQL_C_INTERVAL_MINUTE_TO_SECOND, days(99, 99, 5, 6, 1), SQL_VARCHAR, "T:5:06.000001"},
    {SQL_C_INTERVAL_DAY, days(0, 0, 0, 0, 0, true), SQL_VARCHAR, "T:0"},
    // The record's precisions.
    {SQL_C_INTERVAL_DAY, days(100, 0, 0, 0, 0), SQL_VARCHAR, "22015"},
    {SQL_C_INTERVAL_DAY, days(100, 0, 0, 0, 0), SQL_VARCHAR, "T:100", {.precision = 6, .leading_precision = 3}},
    {SQL_C_INTERVAL_SECOND, days(0, 0, 0, 7, 5), SQL_VARCHAR, "T:7.5", {.precision = 1, .leading_precision = 2}},
    {SQL_C_INTERVAL_SECOND,
     days(0, 0, 0, 7, 5),
     SQL_VARCHAR,
     "T:7.000000005",
     {.precision = 9, .leading_precision = 2}},
    {SQL_C_INTERVAL_SECOND, days(0, 0, 0, 7, 1000000), SQL_VARCHAR, "22015"},
    {SQL_C_INTERVAL_SECOND,
     days(0, 0, 0, 4294967295, 0),
     SQL_VARCHAR,
     "T:4294967295",
     {.precision = 6, .leading_precision = 10}},
    // Beyond the calendar.
    {SQL_C_INTERVAL_YEAR_TO_MONTH, years(1, 12), SQL_VARCHAR, "22015"},
    {SQL_C_INTERVAL_DAY_TO_HOUR, days(1, 24, 0, 0, 0), SQL_VARCHAR, "22015"},
    {SQL_C_INTERVAL_HOUR_TO_SECOND, days(0, 1, 60, 0, 0), SQL_VARCHAR, "22015"},
    {SQL_C_INTERVAL_HOUR_TO_SECOND, days(0, 1, 0, 60, 0), SQL_VARCHAR, "22015"},
    // Exact numbers, for single fields.
    {SQL_C_INTERVAL_DAY, days(45, 0, 0, 0, 0, true), SQL_INTEGER, "I:-45"},
    {SQL_C_INTERVAL_MONTH, years(0, 7), SQL_BIGINT, "I:7"},
    {SQL_C_INTERVAL_SECOND, days(0, 0, 0, 7, 250000), SQL_DECIMAL, "R:7.25"},
    {SQL_C_INTERVAL_SECOND, days(0, 0, 0, 7, 0, true), SQL_NUMERIC, "I:-7"},
    {SQL_C_INTERVAL_SECOND, days(0, 0, 0, 7, 250000), SQL_INTEGER, "I:7"},
    {SQL_C_INTERVAL_DAY, days(300, 0, 0, 0, 0), SQL_TINYINT, "22003", {.precision = 6, .leading_precision = 3}},
    {SQL_C_INTERVAL_DAY_TO_HOUR, days(1, 2, 0, 0, 0), SQL_INTEGER, "07006"},
    {SQL_C_INTERVAL_DAY, days(1, 0, 0, 0, 0), SQL_DOUBLE, "07006"},
    {SQL_C_INTERVAL_DAY, days(1, 0, 0, 0, 0), SQL_BIT, "07006"},
    // SQL interval types: the same span in their fields, nothing lost.
    {SQL_C_INTERVAL_DAY_TO_SECOND, days(3, 4, 5, 6, 500000), SQL_INTERVAL_DAY_TO_SECOND, "T:3 04:05:06.5"},
    {SQL_C_INTERVAL_DAY_TO_SECOND, days(3, 4, 5, 6, 0), SQL_INTERVAL_SECOND, "T:273906"},
    {SQL_C_INTERVAL_DAY_TO_SECOND, days(3, 4, 5, 0, 0), SQL_INTERVAL_DAY_TO_MINUTE, "T:3 04:05"},
    {SQL_C_INTERVAL_DAY_TO_SECOND, days(3, 4, 5, 6, 0), SQL_INTERVAL_DAY_TO_MINUTE, "22015"},
    {SQL_C_INTERVAL_YEAR_TO_MONTH, years(1, 3, true), SQL_INTERVAL_MONTH, "T:-15"},
    {SQL_C_INTERVAL_YEAR_TO_MONTH, years(1, 3), SQL_INTERVAL_YEAR, "22015"},
    {SQL_C_INTERVAL_YEAR, years(1, 0), SQL_INTERVAL_DAY, "07006"},
};

}  // namespace

TEST_CASE("an interval is the text of its fields, or the number of its only one") {
  for (std::size_t index = 0; index < std::size(rows); ++index) {
    const Row& row = rows[index];
    CAPTURE(index);
    CHECK(parameter_of(row.c_type, row.interval, row.sql_type, row.form) == row.expected);
  }
}

TEST_CASE("text and numbers for an SQL interval type are written in its fields") {
  CHECK(parameter(SQL_C_CHAR, "INTERVAL -'3 4:05:06.5' DAY TO SECOND", SQL_INTERVAL_DAY_TO_SECOND) ==
        "T:-3 04:05:06.5");
  CHECK(parameter(SQL_C_CHAR, "1-3", SQL_INTERVAL_YEAR_TO_MONTH) == "T:1-03");
  CHECK(parameter(SQL_C_CHAR, "1-3", SQL_INTERVAL_YEAR) == "22015");
  CHECK(parameter(SQL_C_CHAR, "1000000000000", SQL_INTERVAL_DAY) == "22015");
  CHECK(parameter(SQL_C_CHAR, "1-3", SQL_INTERVAL_DAY) == "22018");
  CHECK(parameter(SQL_C_CHAR, "soon", SQL_INTERVAL_DAY) == "22018");
  CHECK(parameter_of(SQL_C_SLONG, SQLINTEGER{-12}, SQL_INTERVAL_DAY) == "T:-12");
  CHECK(parameter_of(SQL_C_SLONG, SQLINTEGER{12}, SQL_INTERVAL_DAY_TO_HOUR) == "07006");
  CHECK(parameter_of(SQL_C_DOUBLE, 12.0, SQL_INTERVAL_DAY) == "07006");
}
