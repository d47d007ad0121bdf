// Owns: tests of handle/column_fields: SQLColAttribute's answers. Never: how a column was described.
#include "handle/column_fields.h"

#include <doctest/doctest.h>

#include "error/state_code.h"

using namespace d1odbc;
using d1odbc::testing::thrown_by;

namespace {

Column key() {
  Column column;
  column.name = "alias";
  column.type = type_of_declaration("INTEGER", {});
  column.nullable = SQL_NO_NULLS;
  column.base_table = "t";
  column.base_column = "id";
  column.auto_unique = true;
  column.updatable = true;
  return column;
}

Column of_type(std::string_view declared, bool wide = false) {
  Column column;
  column.name = "c";
  column.type = type_of_declaration(declared, {.wide = wide});
  return column;
}

SQLLEN number(const Column& column, SQLUSMALLINT field, bool odbc2 = false) {
  return std::get<SQLLEN>(column_field(column, field, odbc2));
}

std::string text(const Column& column, SQLUSMALLINT field) {
  return std::get<std::string>(column_field(column, field, false));
}

}  // namespace

TEST_CASE("the names of a column are told, and where it comes from") {
  CHECK(text(key(), SQL_DESC_NAME) == "alias");
  CHECK(text(key(), SQL_COLUMN_NAME) == "alias");
  CHECK(text(key(), SQL_DESC_LABEL) == "alias");
  CHECK(text(key(), SQL_DESC_BASE_COLUMN_NAME) == "id");
  CHECK(text(key(), SQL_DESC_BASE_TABLE_NAME) == "t");
  CHECK(text(key(), SQL_DESC_TABLE_NAME) == "t");
  CHECK(text(key(), SQL_DESC_CATALOG_NAME).empty());
  CHECK(text(key(), SQL_DESC_SCHEMA_NAME).empty());
  CHECK(text(key(), SQL_DESC_LOCAL_TYPE_NAME).empty());
  CHECK(text(key(), SQL_DESC_TYPE_NAME) == "INTEGER");
  CHECK(number(key(), SQL_DESC_UNNAMED) == SQL_NAMED);
  CHECK(number(Column{}, SQL_DESC_UNNAMED) == SQL_UNNAMED);
}

TEST_CASE("the numbers of a column are those of its type") {
  struct Row {
    std::string_view declared;
    SQLUSMALLINT field;
    SQLLEN value;
  };
  const Row rows[] = {
      {"INTEGER", SQL_DESC_CONCISE_TYPE, SQL_BIGINT},
      {"INTEGER", SQL_DESC_TYPE, SQL_BIGINT},
      {"INTEGER", SQL_DESC_LENGTH, 19},
      {"INTEGER", SQL_DESC_PRECISION, 19},
      {"INTEGER", SQL_DESC_SCALE, 0},
      {"INTEGER", SQL_DESC_OCTET_LENGTH, 20},  // appendix D: BIGINT counts as text
      {"INT", SQL_DESC_OCTET_LENGTH, 4},
      {"INTEGER", SQL_COLUMN_LENGTH, 20},
      {"INTEGER", SQL_DESC_DISPLAY_SIZE, 20},
      {"INTEGER", SQL_DESC_NUM_PREC_RADIX, 10},
      {"INTEGER", SQL_DESC_UNSIGNED, SQL_FALSE},
      {"INTEGER", SQL_DESC_CASE_SENSITIVE, SQL_FALSE},
      {"INTEGER", SQL_DESC_SEARCHABLE, SQL_PRED_BASIC},
      {"INTEGER", SQL_DESC_FIXED_PREC_SCALE, SQL_FALSE},
      {"VARCHAR(20)", SQL_DESC_CONCISE_TYPE, SQL_VARCHAR},
      {"VARCHAR(20)", SQL_DESC_LENGTH, 20},
      {"VARCHAR(20)", SQL_DESC_PRECISION, 20},
      {"VARCHAR(20)", SQL_DESC_OCTET_LENGTH, 80},
      {"VARCHAR(20)", SQL_DESC_DISPLAY_SIZE, 20},
      {"VARCHAR(20)", SQL_DESC_CASE_SENSITIVE, SQL_TRUE},
      {"VARCHAR(20)", SQL_DESC_UNSIGNED, SQL_TRUE},  // "or not numeric"
      {"VARCHAR(20)", SQL_DESC_SEARCHABLE, SQL_SEARCHABLE},
      {"VARCHAR(20)", SQL_DESC_NUM_PREC_RADIX, 0},
      {"DECIMAL(10,2)", SQL_DESC_PRECISION, 10},
      {"DECIMAL(10,2)", SQL_DESC_SCALE, 2},
      {"DECIMAL(10,2)", SQL_COLUMN_SCALE, 2},
      {"DECIMAL(10,2)", SQL_DESC_DISPLAY_SIZE, 12},
      {"DATETIME", SQL_DESC_CONCISE_TYPE, SQL_TYPE_TIMESTAMP},
      {"DATETIME", SQL_DESC_TYPE, SQL_DATETIME},
      {"DATETIME", SQL_DESC_PRECISION, 3},
      {"DATETIME", SQL_COLUMN_PRECISION, 23},
      {"DATETIME", SQL_DESC_LENGTH, 23},
      {"DATE", SQL_DESC_TYPE, SQL_DATETIME},
      {"DATE", SQL_DESC_DATETIME_INTERVAL_CODE, SQL_CODE_DATE},
      {"DATETIME", SQL_DESC_DATETIME_INTERVAL_CODE, SQL_CODE_TIMESTAMP},
      {"INTEGER", SQL_DESC_DATETIME_INTERVAL_CODE, 0},
      {"DATE", SQL_DESC_DATETIME_INTERVAL_PRECISION, 0},
      {"INTEGER", SQL_DESC_ROWVER, SQL_FALSE},
      {"DATE", SQL_DESC_LENGTH, 10},
  };
  for (const Row& row : rows) {
    CAPTURE(row.declared);
    CAPTURE(row.field);
    CHECK(number(of_type(row.declared), row.field) == row.value);
  }
  CHECK(number(of_type("VARCHAR(20)", true), SQL_DESC_CONCISE_TYPE) == SQL_WVARCHAR);
  CHECK(number(of_type("VARCHAR(20)", true), SQL_DESC_OCTET_LENGTH) == 40);
}

TEST_CASE("what a column allows is told") {
  CHECK(number(key(), SQL_DESC_NULLABLE) == SQL_NO_NULLS);
  CHECK(number(key(), SQL_COLUMN_NULLABLE) == SQL_NO_NULLS);
  CHECK(number(key(), SQL_DESC_AUTO_UNIQUE_VALUE) == SQL_TRUE);
  CHECK(number(key(), SQL_DESC_UPDATABLE) == SQL_ATTR_READWRITE_UNKNOWN);
  CHECK(number(Column{}, SQL_DESC_NULLABLE) == SQL_NULLABLE_UNKNOWN);
  CHECK(number(Column{}, SQL_DESC_UPDATABLE) == SQL_ATTR_READONLY);
}

TEST_CASE("an ODBC 2 application sees ODBC 2 codes of dates and times") {
  CHECK(number(of_type("DATE"), SQL_COLUMN_TYPE, true) == SQL_DATE);
  CHECK(number(of_type("DATETIME"), SQL_COLUMN_TYPE, true) == SQL_TIMESTAMP);
  CHECK(number(of_type("INTEGER"), SQL_COLUMN_TYPE, true) == SQL_BIGINT);
}

TEST_CASE("literals are quoted as D1 wants them") {
  CHECK(text(of_type("VARCHAR(5)"), SQL_DESC_LITERAL_PREFIX) == "'");
  CHECK(text(of_type("BLOB"), SQL_DESC_LITERAL_PREFIX) == "X'");
  CHECK(text(of_type("BLOB"), SQL_DESC_LITERAL_SUFFIX) == "'");
  CHECK(text(of_type("INTEGER"), SQL_DESC_LITERAL_PREFIX).empty());
}

TEST_CASE("a field ODBC does not know is HY091") {
  CHECK(thrown_by([] { return column_field(Column{}, 9999, false); }) == "HY091");
}
