// Owns: tests of convert/parameter_from_numeric. Never: cells.
#include <doctest/doctest.h>

#include "convert/numeric_values.h"
#include "convert/parameter_values.h"

using namespace d1odbc;
using d1odbc::testing::numeric;
using d1odbc::testing::parameter_of;

namespace {

struct Row {
  bool negative;
  std::string_view digits;
  SQLSMALLINT precision;
  SQLSMALLINT scale;
  SQLSMALLINT sql_type;
  std::string_view expected;
};

const Row rows[] = {
    // Exact integers: a fraction is cut, whole digits are not.
    {false, "0", 38, 0, SQL_INTEGER, "I:0"},
    {true, "0", 38, 0, SQL_INTEGER, "I:0"},
    {true, "12", 38, 0, SQL_SMALLINT, "I:-12"},
    {false, "12999", 38, 3, SQL_INTEGER, "I:12"},
    {false, "12", 38, -3, SQL_INTEGER, "I:12000"},
    {false, "9223372036854775807", 38, 0, SQL_BIGINT, "I:9223372036854775807"},
    {false, "9223372036854775808", 38, 0, SQL_BIGINT, "22003"},
    {true, "9223372036854775808", 38, 0, SQL_BIGINT, "I:-9223372036854775808"},
    {true, "9223372036854775809", 38, 0, SQL_BIGINT, "22003"},
    {false, "256", 38, 0, SQL_TINYINT, "22003"},
    {false, "1", 38, -20, SQL_BIGINT, "22003"},
    // SQL_BIT.
    {false, "1", 38, 0, SQL_BIT, "I:1"},
    {false, "10", 38, 1, SQL_BIT, "I:1"},
    {false, "5", 38, 1, SQL_BIT, "22001"},
    {false, "2", 38, 0, SQL_BIT, "22003"},
    {true, "1", 38, 0, SQL_BIT, "22003"},
    {true, "0", 38, 0, SQL_BIT, "I:0"},
    // SQL_DECIMAL and SQL_NUMERIC: an integer where it is one, as for text.
    {false, "1200", 38, 2, SQL_DECIMAL, "I:12"},
    {true, "1250", 38, 2, SQL_NUMERIC, "R:-12.5"},
    {false, "9223372036854775807", 38, 0, SQL_DECIMAL, "I:9223372036854775807"},
    {false, "9223372036854775808", 38, 0, SQL_DECIMAL, "R:9.223372036854776e+18"},
    {false, "1", 38, 30, SQL_DECIMAL, "R:1e-30"},
    // Reals.
    {false, "1", 38, 1, SQL_DOUBLE, "R:0.1"},
    {false, "3", 38, 0, SQL_REAL, "R:3"},
    {false, "1", 38, -38, SQL_FLOAT, "R:1e+38"},
    // Text keeps every digit.
    {false, "99999999999999999999999999999999999999", 38, 0, SQL_VARCHAR, "T:99999999999999999999999999999999999999"},
    {true, "12345", 38, 2, SQL_WVARCHAR, "T:-123.45"},
    {true, "5", 38, 3, SQL_VARCHAR, "T:-0.005"},
    {false, "500", 38, 2, SQL_LONGVARCHAR, "T:5.00"},
    {false, "5", 38, -2, SQL_VARCHAR, "T:500"},
    {true, "0", 38, 2, SQL_VARCHAR, "T:0.00"},
    // The record's precision.
    {false, "123", 3, 1, SQL_VARCHAR, "T:12.3"},
    {false, "1234", 3, 1, SQL_VARCHAR, "22003"},
    {false, "100000000000000000000000000000000000000", 38, 0, SQL_VARCHAR, "22003"},
    // Intervals of one field.
    {false, "12", 38, 0, SQL_INTERVAL_DAY, "T:12"},
    {true, "1225", 38, 2, SQL_INTERVAL_SECOND, "T:-12.25"},
    {false, "1225", 38, 2, SQL_INTERVAL_DAY, "22015"},
    {false, "1", 38, 0, SQL_INTERVAL_DAY_TO_HOUR, "07006"},
    {false, "1", 38, 0, SQL_TYPE_DATE, "07006"},
};

}  // namespace

TEST_CASE("SQL_C_NUMERIC becomes what keeps its value") {
  for (std::size_t index = 0; index < std::size(rows); ++index) {
    const Row& row = rows[index];
    CAPTURE(index);
    CAPTURE(row.digits);
    // The structure's own scale does not count beside the record's.
    const SQLSCHAR own_scale = row.scale == 0 ? SQLSCHAR{0} : SQLSCHAR{7};
    CHECK(parameter_of(SQL_C_NUMERIC, numeric(row.negative, row.digits, own_scale), row.sql_type,
                       {.precision = row.precision, .scale = row.scale}) == row.expected);
  }
}

TEST_CASE("the structure's own scale counts where the record has the defaults") {
  CHECK(parameter_of(SQL_C_NUMERIC, numeric(false, "12345", 2), SQL_VARCHAR) == "T:123.45");
  CHECK(parameter_of(SQL_C_NUMERIC, numeric(false, "12345", -2), SQL_VARCHAR) == "T:1234500");
  CHECK(parameter_of(SQL_C_NUMERIC, numeric(false, "12345"), SQL_VARCHAR) == "T:12345");
  CHECK(parameter_of(SQL_C_NUMERIC, numeric(false, "12345", 2), SQL_VARCHAR, {.precision = 20}) == "T:12345");
}

TEST_CASE("all 128 bits are read") {
  SQL_NUMERIC_STRUCT all = numeric(false, "0");
  for (SQLCHAR& byte : all.val) byte = 0xFF;
  CHECK(parameter_of(SQL_C_NUMERIC, all, SQL_VARCHAR) == "22003");  // 39 digits
  CHECK(parameter_of(SQL_C_NUMERIC, all, SQL_VARCHAR, {.precision = 39}) ==
        "T:340282366920938463463374607431768211455");
}
