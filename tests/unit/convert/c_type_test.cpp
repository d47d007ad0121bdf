// Owns: tests of convert/c_type. Never: conversions.
#include "convert/c_type.h"

#include <doctest/doctest.h>

#include "convert/cell.h"

using namespace d1odbc;

TEST_CASE("the C types have the sizes of their structures") {
  struct Row {
    SQLSMALLINT c_type;
    CFamily family;
    std::size_t size;
  };
  const Row rows[] = {
      {SQL_C_CHAR, CFamily::Character, 0},
      {SQL_C_WCHAR, CFamily::WideCharacter, 0},
      {SQL_C_BINARY, CFamily::Binary, 0},
      {SQL_C_STINYINT, CFamily::Integer, 1},
      {SQL_C_SHORT, CFamily::Integer, 2},
      {SQL_C_ULONG, CFamily::Integer, 4},
      {SQL_C_SBIGINT, CFamily::Integer, 8},
      {SQL_C_BIT, CFamily::Bit, 1},
      {SQL_C_FLOAT, CFamily::Floating, 4},
      {SQL_C_DOUBLE, CFamily::Floating, 8},
      {SQL_C_NUMERIC, CFamily::Numeric, 19},
      {SQL_C_DATE, CFamily::Date, 6},
      {SQL_C_TYPE_TIME, CFamily::Time, 6},
      {SQL_C_TYPE_TIMESTAMP, CFamily::Timestamp, 16},
      {SQL_C_GUID, CFamily::Guid, 16},
      {SQL_C_INTERVAL_MINUTE_TO_SECOND, CFamily::Interval, sizeof(SQL_INTERVAL_STRUCT)},
  };
  for (const Row& row : rows) {
    CAPTURE(row.c_type);
    const CTypeFacts* facts = find_c_type(row.c_type);
    REQUIRE(facts != nullptr);
    CHECK(facts->c_type == row.c_type);
    CHECK(facts->family == row.family);
    CHECK(facts->size == row.size);
  }
}

TEST_CASE("a code ODBC does not know has no row, and SQL_C_DEFAULT is none of the types") {
  for (const SQLSMALLINT code : {SQLSMALLINT{SQL_C_DEFAULT}, SQLSMALLINT{SQL_ARD_TYPE}, SQLSMALLINT{0},
                                 SQLSMALLINT{777}, SQLSMALLINT{SQL_DATETIME + 90}}) {
    CAPTURE(code);
    CHECK(find_c_type(code) == nullptr);
  }
}

TEST_CASE("no C type comes twice, and exactly those of fixed size have a converter") {
  for (const CTypeFacts& facts : all_c_types()) {
    CAPTURE(facts.name);
    CHECK(find_c_type(facts.c_type) == &facts);
    CHECK((find_fixed_converter(facts) != nullptr) == (facts.size != 0));
  }
}

TEST_CASE("SQL_C_DEFAULT is the type of appendix D") {
  struct Row {
    SQLSMALLINT sql_type, c_type;
  };
  const Row rows[] = {
      {SQL_VARCHAR, SQL_C_CHAR},
      {SQL_WLONGVARCHAR, SQL_C_WCHAR},
      {SQL_DECIMAL, SQL_C_CHAR},
      {SQL_NUMERIC, SQL_C_CHAR},
      {SQL_BIT, SQL_C_BIT},
      {SQL_TINYINT, SQL_C_STINYINT},
      {SQL_SMALLINT, SQL_C_SSHORT},
      {SQL_INTEGER, SQL_C_SLONG},
      {SQL_BIGINT, SQL_C_SBIGINT},
      {SQL_REAL, SQL_C_FLOAT},
      {SQL_FLOAT, SQL_C_DOUBLE},
      {SQL_LONGVARBINARY, SQL_C_BINARY},
      {SQL_TYPE_DATE, SQL_C_TYPE_DATE},
      {SQL_TIMESTAMP, SQL_C_TIMESTAMP},
      {SQL_GUID, SQL_C_GUID},
      {SQL_INTERVAL_DAY, SQL_C_INTERVAL_DAY},
  };
  for (const Row& row : rows) {
    CAPTURE(row.sql_type);
    CHECK(default_c_type(row.sql_type) == row.c_type);
  }
}
