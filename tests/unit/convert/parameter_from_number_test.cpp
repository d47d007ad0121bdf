// Owns: tests of convert/parameter_from_number (appendix D, "C to SQL: Numeric" and "Bit"). Never: text.
#include <doctest/doctest.h>

#include <limits>

#include "convert/parameter_values.h"

using namespace d1odbc;
using d1odbc::testing::parameter_of;

TEST_CASE("each C integer is read in its own width and sign") {
  CHECK(parameter_of(SQL_C_STINYINT, SQLSCHAR{-1}, SQL_BIGINT) == "I:-1");
  CHECK(parameter_of(SQL_C_UTINYINT, SQLCHAR{255}, SQL_BIGINT) == "I:255");
  CHECK(parameter_of(SQL_C_SHORT, SQLSMALLINT{-32768}, SQL_BIGINT) == "I:-32768");
  CHECK(parameter_of(SQL_C_USHORT, SQLUSMALLINT{65535}, SQL_BIGINT) == "I:65535");
  CHECK(parameter_of(SQL_C_LONG, SQLINTEGER{-2147483647 - 1}, SQL_BIGINT) == "I:-2147483648");
  CHECK(parameter_of(SQL_C_ULONG, SQLUINTEGER{4294967295U}, SQL_BIGINT) == "I:4294967295");
  CHECK(parameter_of(SQL_C_SBIGINT, std::numeric_limits<std::int64_t>::min(), SQL_BIGINT) == "I:-9223372036854775808");
  CHECK(parameter_of(SQL_C_UBIGINT, std::uint64_t{9223372036854775807U}, SQL_BIGINT) == "I:9223372036854775807");
  CHECK(parameter_of(SQL_C_UBIGINT, std::uint64_t{9223372036854775808U}, SQL_BIGINT) == "22003");
  CHECK(parameter_of(SQL_C_BIT, SQLCHAR{1}, SQL_BIT) == "I:1");
  CHECK(parameter_of(SQL_C_BIT, SQLCHAR{1}, SQL_VARCHAR) == "T:1");
  CHECK(parameter_of(SQL_C_BIT, SQLCHAR{1}, SQL_DOUBLE) == "R:1");
}

TEST_CASE("an integer that its SQL type cannot hold is 22003") {
  struct Row {
    std::int64_t number;
    SQLSMALLINT sql_type;
    std::string_view value;
  };
  const Row rows[] = {
      {1, SQL_BIT, "I:1"},
      {2, SQL_BIT, "22003"},
      {-1, SQL_BIT, "22003"},
      {-128, SQL_TINYINT, "I:-128"},
      {255, SQL_TINYINT, "I:255"},
      {256, SQL_TINYINT, "22003"},
      {-129, SQL_TINYINT, "22003"},
      {65536, SQL_SMALLINT, "22003"},
      {-2147483649, SQL_INTEGER, "22003"},
      {4294967296, SQL_INTEGER, "22003"},
      {-7, SQL_DOUBLE, "R:-7"},
      {-7, SQL_DECIMAL, "I:-7"},
      {std::numeric_limits<std::int64_t>::min(), SQL_NUMERIC, "I:-9223372036854775808"},
      {-7, SQL_WVARCHAR, "T:-7"},
      {std::numeric_limits<std::int64_t>::min(), SQL_VARCHAR, "T:-9223372036854775808"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.number);
    CAPTURE(row.sql_type);
    CHECK(parameter_of(SQL_C_SBIGINT, row.number, row.sql_type) == row.value);
  }
}

TEST_CASE("a real loses its fraction in an exact type, but for SQL_BIT, where it is 22001 or 22003") {
  struct Row {
    double number;
    SQLSMALLINT sql_type;
    std::string_view value;
  };
  const double infinity = std::numeric_limits<double>::infinity();
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const Row rows[] = {
      {0.1, SQL_DOUBLE, "R:0.1"},       {12.75, SQL_DECIMAL, "R:12.75"},
      {-1.9, SQL_INTEGER, "I:-1"},      {255.9, SQL_TINYINT, "I:255"},
      {256.0, SQL_TINYINT, "22003"},    {1e19, SQL_BIGINT, "22003"},
      {infinity, SQL_INTEGER, "22003"}, {1.0, SQL_BIT, "I:1"},
      {0.5, SQL_BIT, "22001"},          {1.5, SQL_BIT, "22001"},
      {2.0, SQL_BIT, "22003"},          {2.5, SQL_BIT, "22003"},
      {-0.5, SQL_BIT, "22003"},         {-1.0, SQL_BIT, "22003"},
      {0.1, SQL_VARCHAR, "T:0.1"},      {2.0, SQL_VARCHAR, "T:2.0"},
      {infinity, SQL_DOUBLE, "R:inf"},  {nan, SQL_DOUBLE, "NULL"},  // SQLite stores NaN as NULL
      {nan, SQL_VARCHAR, "NULL"},       {nan, SQL_INTEGER, "22003"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.number);
    CAPTURE(row.sql_type);
    CHECK(parameter_of(SQL_C_DOUBLE, row.number, row.sql_type) == row.value);
  }
  CHECK(parameter_of(SQL_C_FLOAT, SQLREAL{0.5F}, SQL_DOUBLE) == "R:0.5");
}
