// Owns: checks of what a declared type is in ODBC. Never: sizes that do not depend on the declaration.
#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "value/column_type.h"

namespace {

struct Row {
  std::string_view declared;
  SQLSMALLINT sql_type;
  std::string_view name;
  SQLULEN size;
  SQLSMALLINT digits = 0;
};

void check(const Row& row, const d1odbc::TypeOptions& options) {
  CAPTURE(row.declared);
  const d1odbc::ColumnType type = d1odbc::type_of_declaration(row.declared, options);
  CHECK(type.sql_type == row.sql_type);
  CHECK(type.name == row.name);
  CHECK(type.size == row.size);
  CHECK(type.digits == row.digits);
}

constexpr SQLULEN long_size = 65535;

}  // namespace

TEST_CASE("a declared type is told by its words") {
  const Row rows[] = {
      {"INTEGER", SQL_BIGINT, "INTEGER", 19},
      {"integer", SQL_BIGINT, "INTEGER", 19},
      {"BIGINT", SQL_BIGINT, "BIGINT", 19},
      {"INT", SQL_INTEGER, "INT", 10},
      {"INT(11)", SQL_INTEGER, "INT", 10},
      {"MEDIUMINT", SQL_INTEGER, "MEDIUMINT", 10},
      {"INT2", SQL_SMALLINT, "INT2", 5},
      {"SMALLINT", SQL_SMALLINT, "SMALLINT", 5},
      {"TINYINT(1)", SQL_TINYINT, "TINYINT", 3},
      {"BOOLEAN", SQL_BIT, "BOOLEAN", 1},
      {"bit", SQL_BIT, "BIT", 1},
      {"REAL", SQL_DOUBLE, "REAL", 15},
      {"FLOAT", SQL_DOUBLE, "FLOAT", 15},
      {"DOUBLE PRECISION", SQL_DOUBLE, "DOUBLE PRECISION", 15},
      {"DATE", SQL_TYPE_DATE, "DATE", 10},
      {"TIME", SQL_TYPE_TIME, "TIME", 8},
      {"TIME(6)", SQL_TYPE_TIME, "TIME", 15, 6},
      {"TIME(0)", SQL_TYPE_TIME, "TIME", 8},
      {"DATETIME", SQL_TYPE_TIMESTAMP, "DATETIME", 23, 3},
      {"TIMESTAMP(6)", SQL_TYPE_TIMESTAMP, "TIMESTAMP", 26, 6},
      {"DATETIME(0)", SQL_TYPE_TIMESTAMP, "DATETIME", 19},
      {"TIMESTAMP(99)", SQL_TYPE_TIMESTAMP, "TIMESTAMP", 29, 9},
      {"TIMESTAMP WITH TIME ZONE", SQL_TYPE_TIMESTAMP, "TIMESTAMP WITH TIME ZONE", 23, 3},
      {"CHAR(3)", SQL_CHAR, "CHAR", 3},
      {"NCHAR(55)", SQL_CHAR, "NCHAR", 55},
      {"VARCHAR(20)", SQL_VARCHAR, "VARCHAR", 20},
      {"NVARCHAR(100)", SQL_VARCHAR, "NVARCHAR", 100},
      {"CHARACTER VARYING(7)", SQL_VARCHAR, "CHARACTER VARYING", 7},
      {"NATIVE CHARACTER(70)", SQL_CHAR, "NATIVE CHARACTER", 70},
      {"VARCHAR", SQL_LONGVARCHAR, "VARCHAR", long_size},
      {"CHAR", SQL_LONGVARCHAR, "CHAR", long_size},
      {"TEXT", SQL_LONGVARCHAR, "TEXT", long_size},
      {"TEXT(40)", SQL_VARCHAR, "TEXT", 40},
      {"CLOB", SQL_LONGVARCHAR, "CLOB", long_size},
      {"JSON", SQL_LONGVARCHAR, "JSON", long_size},
      {"BLOB", SQL_LONGVARBINARY, "BLOB", long_size},
      {"BLOB(12)", SQL_VARBINARY, "BLOB", 12},
      {"BINARY(16)", SQL_BINARY, "BINARY", 16},
      {"VARBINARY(20)", SQL_VARBINARY, "VARBINARY", 20},
      {"VARBINARY", SQL_LONGVARBINARY, "VARBINARY", long_size},
      {"UUID", SQL_GUID, "UUID", 36},
      {"UNIQUEIDENTIFIER", SQL_GUID, "UNIQUEIDENTIFIER", 36},
  };
  for (const Row& row : rows) check(row, {});
}

TEST_CASE("a DECIMAL with a precision is exact, one without is a double so that no fraction is cut") {
  const Row rows[] = {
      {"DECIMAL(10, 2)", SQL_DECIMAL, "DECIMAL", 10, 2},
      {"decimal(10,2)", SQL_DECIMAL, "DECIMAL", 10, 2},
      {"NUMERIC(7)", SQL_NUMERIC, "NUMERIC", 7},
      {"NUMBER(5,9)", SQL_NUMERIC, "NUMBER", 5, 5},
      {"DECIMAL(1000,50)", SQL_DECIMAL, "DECIMAL", 38, 38},
      {"DECIMAL(10,-2)", SQL_DECIMAL, "DECIMAL", 10},
      {"DECIMAL(+10,+2)", SQL_DECIMAL, "DECIMAL", 10, 2},
      {"DECIMAL", SQL_DOUBLE, "DECIMAL", 15},
      {"NUMERIC", SQL_DOUBLE, "NUMERIC", 15},
      {"DECIMAL(0)", SQL_DOUBLE, "DECIMAL", 15},
      {"DECIMAL(-5)", SQL_DOUBLE, "DECIMAL", 15},
  };
  for (const Row& row : rows) check(row, {});
}

TEST_CASE("an unsigned integer is told as one that holds its whole range") {
  const Row rows[] = {
      {"INT UNSIGNED", SQL_BIGINT, "INT UNSIGNED", 19},
      {"UNSIGNED BIG INT", SQL_BIGINT, "UNSIGNED BIG INT", 19},
      {"tinyint(3) unsigned", SQL_BIGINT, "TINYINT UNSIGNED", 19},
      {"BIGINT UNSIGNED", SQL_BIGINT, "BIGINT UNSIGNED", 19},
  };
  for (const Row& row : rows) check(row, {});
}

TEST_CASE("unknown words follow SQLite's rules of affinity, in their order") {
  const Row rows[] = {
      {"CHARINT", SQL_BIGINT, "CHARINT", 19},
      {"MYCHAR(9)", SQL_VARCHAR, "MYCHAR", 9},
      {"RICHTEXT", SQL_LONGVARCHAR, "RICHTEXT", long_size},
      {"BLOBCLOB", SQL_LONGVARCHAR, "BLOBCLOB", long_size},
      {"MYBLOB", SQL_LONGVARBINARY, "MYBLOB", long_size},
      {"SUPERDOUBLE", SQL_DOUBLE, "SUPERDOUBLE", 15},
      {"FLOATY", SQL_DOUBLE, "FLOATY", 15},
      {"FLOATING POINT", SQL_DOUBLE, "FLOATING POINT", 15},
      {"STRING", SQL_LONGVARCHAR, "STRING", long_size},
      {"MONEY(10,2)", SQL_LONGVARCHAR, "MONEY", long_size},
      {"MONEY", SQL_LONGVARCHAR, "MONEY", long_size},
      {"ANY", SQL_LONGVARCHAR, "ANY", long_size},
      {"", SQL_LONGVARCHAR, "TEXT", long_size},
      {"  \t", SQL_LONGVARCHAR, "TEXT", long_size},
      {"(20)", SQL_LONGVARCHAR, "TEXT", long_size},
  };
  for (const Row& row : rows) check(row, {});
}

TEST_CASE("declarations are read tolerantly") {
  const Row rows[] = {
      {" varchar ( 20 ) ", SQL_VARCHAR, "VARCHAR", 20},
      {"double\t\n precision", SQL_DOUBLE, "DOUBLE PRECISION", 15},
      {"VARCHAR(20", SQL_VARCHAR, "VARCHAR", 20},
      {"VARCHAR(MAX)", SQL_LONGVARCHAR, "VARCHAR", long_size},
      {"VARCHAR2(20 CHAR)", SQL_VARCHAR, "VARCHAR2", 20},
      {"VARCHAR(20) COLLATE X", SQL_VARCHAR, "VARCHAR COLLATE X", 20},
      {"VARCHAR(-1)", SQL_LONGVARCHAR, "VARCHAR", long_size},
      {"VARCHAR(0)", SQL_LONGVARCHAR, "VARCHAR", long_size},
      {"VARCHAR()", SQL_LONGVARCHAR, "VARCHAR", long_size},
      {"VARCHAR)(", SQL_LONGVARCHAR, "VARCHAR)", long_size},
      {"\"Quoted; -- \"(1,2,3)", SQL_LONGVARCHAR, "\"QUOTED; -- \"", long_size},
      {"ENUM('a','b')", SQL_LONGVARCHAR, "ENUM", long_size},
  };
  for (const Row& row : rows) check(row, {});
}

TEST_CASE("a declared length that is too long to allocate makes a long type") {
  const Row rows[] = {
      {"VARCHAR(65535)", SQL_VARCHAR, "VARCHAR", 65535},
      {"VARCHAR(65536)", SQL_LONGVARCHAR, "VARCHAR", 500},
      {"VARCHAR(99999999999999999999999999)", SQL_LONGVARCHAR, "VARCHAR", 500},
      {"BINARY(4294967297)", SQL_LONGVARBINARY, "BINARY", 500},
  };
  for (const Row& row : rows) check(row, {.long_size = 500});
  check({"VARCHAR(100000)", SQL_VARCHAR, "VARCHAR", 100000}, {.long_size = 1000000});
}

TEST_CASE("a wide application sees wide character types, and nothing else changes") {
  const Row rows[] = {
      {"CHAR(3)", SQL_WCHAR, "CHAR", 3},
      {"VARCHAR(20)", SQL_WVARCHAR, "VARCHAR", 20},
      {"TEXT", SQL_WLONGVARCHAR, "TEXT", long_size},
      {"STRING", SQL_WLONGVARCHAR, "STRING", long_size},
      {"", SQL_WLONGVARCHAR, "TEXT", long_size},
      {"BLOB", SQL_LONGVARBINARY, "BLOB", long_size},
      {"INTEGER", SQL_BIGINT, "INTEGER", 19},
  };
  for (const Row& row : rows) check(row, {.wide = true});
}

TEST_CASE("a very long declaration is cut at a whole character") {
  const std::string declared = std::string(127, 'x') + "\xC3\xA9" + std::string(100000, 'y');
  const d1odbc::ColumnType type = d1odbc::type_of_declaration(declared, {});
  CHECK(type.name == std::string(127, 'X'));
  CHECK(type.sql_type == SQL_LONGVARCHAR);
}
