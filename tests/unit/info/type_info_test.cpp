// Owns: checks of SQLGetTypeInfo's result set. Never: the facts of single types (column_type_test has them).
#include "info/type_info.h"

#include <doctest/doctest.h>

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "error/odbc_error.h"

namespace {

using d1odbc::DescribedRows;
using d1odbc::StorageClass;
using d1odbc::ValueView;

/// One cell as a short text: "NULL", a number, or the text in quotes.
std::string cell(const DescribedRows& result, std::size_t row, std::size_t column) {
  const ValueView value = result.rows.at(row, column);
  if (value.is_null()) return "NULL";
  if (value.storage == StorageClass::Integer) return std::to_string(value.integer);
  return "'" + std::string(value.bytes) + "'";
}

std::vector<std::string> row_of(const DescribedRows& result, std::size_t row) {
  std::vector<std::string> cells;
  for (std::size_t column = 0; column < result.rows.columns(); ++column) cells.push_back(cell(result, row, column));
  return cells;
}

using Cells = std::vector<std::string>;

}  // namespace

TEST_CASE("SQLGetTypeInfo has the reference's 19 columns") {
  const DescribedRows result = d1odbc::list_types(SQL_ALL_TYPES, {}, false);
  const std::vector<std::string> names = {
      "TYPE_NAME",        "DATA_TYPE",         "COLUMN_SIZE",     "LITERAL_PREFIX",    "LITERAL_SUFFIX",
      "CREATE_PARAMS",    "NULLABLE",          "CASE_SENSITIVE",  "SEARCHABLE",        "UNSIGNED_ATTRIBUTE",
      "FIXED_PREC_SCALE", "AUTO_UNIQUE_VALUE", "LOCAL_TYPE_NAME", "MINIMUM_SCALE",     "MAXIMUM_SCALE",
      "SQL_DATA_TYPE",    "SQL_DATETIME_SUB",  "NUM_PREC_RADIX",  "INTERVAL_PRECISION"};
  CHECK(result.rows.column_names() == names);
  REQUIRE(result.columns.size() == names.size());
  for (std::size_t column = 0; column < names.size(); ++column) CHECK(result.columns[column].name == names[column]);
  CHECK(result.columns[0].type.sql_type == SQL_VARCHAR);
  CHECK(result.columns[0].nullable == SQL_NO_NULLS);
  CHECK(result.columns[1].type.sql_type == SQL_SMALLINT);
  CHECK(result.columns[2].type.sql_type == SQL_INTEGER);
  CHECK(result.columns[2].nullable == SQL_NULLABLE);
  CHECK(result.columns[17].type.sql_type == SQL_INTEGER);
  CHECK(d1odbc::list_types(SQL_ALL_TYPES, {.wide = true}, false).columns[0].type.sql_type == SQL_WVARCHAR);
}

TEST_CASE("all types are listed, ordered by DATA_TYPE") {
  const DescribedRows result = d1odbc::list_types(SQL_ALL_TYPES, {}, false);
  CHECK(result.rows.rows() == d1odbc::all_types().size());
  CHECK_FALSE(result.rows.row_is_open());
  std::int64_t before = std::numeric_limits<std::int64_t>::min();
  for (std::size_t row = 0; row < result.rows.rows(); ++row) {
    const std::int64_t code = result.rows.at(row, 1).integer;
    CAPTURE(row);
    CHECK(code >= before);
    before = code;
  }
}

TEST_CASE("single types are told cell by cell") {
  const d1odbc::TypeOptions options{.wide = false, .long_size = 4000};
  CHECK(row_of(d1odbc::list_types(SQL_LONGVARCHAR, options, false), 0) ==
        Cells{"'TEXT'", "-1", "4000", "'''", "'''", "NULL", "1", "1", "3", "NULL", "0", "NULL", "NULL", "NULL", "NULL",
              "-1", "NULL", "NULL", "NULL"});
  CHECK(row_of(d1odbc::list_types(SQL_VARBINARY, options, false), 0) ==
        Cells{"'VARBINARY'", "-3", "65535", "'X''", "'''", "'length'", "1", "0", "2", "NULL", "0", "NULL", "NULL",
              "NULL", "NULL", "-3", "NULL", "NULL", "NULL"});
  CHECK(row_of(d1odbc::list_types(SQL_DECIMAL, options, false), 0) ==
        Cells{"'DECIMAL'", "3", "15", "NULL", "NULL", "'precision,scale'", "1", "0", "2", "0", "0", "0", "NULL", "0",
              "15", "3", "NULL", "10", "NULL"});
  CHECK(row_of(d1odbc::list_types(SQL_TYPE_TIMESTAMP, options, false), 0) ==
        Cells{"'DATETIME'", "93", "29", "'''", "'''", "NULL", "1", "0", "3", "NULL", "0", "NULL", "NULL", "0", "9", "9",
              "3", "NULL", "NULL"});
}

TEST_CASE("the type that counts by itself comes after the plain one") {
  const DescribedRows result = d1odbc::list_types(SQL_BIGINT, {}, false);
  REQUIRE(result.rows.rows() == 2);
  CHECK(cell(result, 0, 0) == "'BIGINT'");
  CHECK(cell(result, 0, 11) == "0");
  CHECK(cell(result, 1, 0) == "'INTEGER'");
  CHECK(cell(result, 1, 11) == "1");
}

TEST_CASE("narrow and wide character types are both listed") {
  for (const int type : {SQL_CHAR, SQL_VARCHAR, SQL_LONGVARCHAR, SQL_WCHAR, SQL_WVARCHAR, SQL_WLONGVARCHAR}) {
    CAPTURE(type);
    CHECK(d1odbc::list_types(static_cast<SQLSMALLINT>(type), {}, false).rows.rows() >= 1);
  }
}

TEST_CASE("an ODBC 2 application gets ODBC 2 names and datetime codes, in their order") {
  const DescribedRows result = d1odbc::list_types(SQL_ALL_TYPES, {}, true);
  CHECK(result.columns[2].name == "PRECISION");
  CHECK(result.columns[10].name == "MONEY");
  CHECK(result.columns[11].name == "AUTO_INCREMENT");
  CHECK(result.rows.rows() == d1odbc::all_types().size());
  std::int64_t before = std::numeric_limits<std::int64_t>::min();
  for (std::size_t row = 0; row < result.rows.rows(); ++row) {
    const std::int64_t code = result.rows.at(row, 1).integer;
    CAPTURE(code);
    CHECK(code >= before);
    CHECK(code < SQL_TYPE_DATE);
    before = code;
  }
}

TEST_CASE("an ODBC 2 datetime code finds its ODBC 3 type") {
  const DescribedRows modern = d1odbc::list_types(SQL_TIMESTAMP, {}, false);
  REQUIRE(modern.rows.rows() == 2);
  CHECK(cell(modern, 0, 1) == "93");
  const DescribedRows old = d1odbc::list_types(SQL_DATE, {}, true);
  REQUIRE(old.rows.rows() == 1);
  CHECK(cell(old, 0, 0) == "'DATE'");
  CHECK(cell(old, 0, 1) == "9");
}

TEST_CASE("a type that D1 does not have gives no rows, a code that ODBC does not have is HY004") {
  CHECK(d1odbc::list_types(SQL_INTERVAL_DAY, {}, false).rows.rows() == 0);
  CHECK(d1odbc::list_types(SQL_REAL, {}, false).rows.rows() == 0);
  CHECK(d1odbc::list_types(SQL_REAL, {}, false).columns.size() == 19);
  for (const int code : {13, 90, 94, 100, 114, 1234, -12, -100}) {
    CAPTURE(code);
    try {
      static_cast<void>(d1odbc::list_types(static_cast<SQLSMALLINT>(code), {}, false));
      FAIL("no error");
    } catch (const d1odbc::OdbcError& error) {
      CHECK(error.state() == d1odbc::State::InvalidSqlType);
      CHECK(error.text().find(std::to_string(code)) != std::string::npos);
    }
  }
}
