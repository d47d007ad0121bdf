// Owns: checks of the type table and of the sizes and codes of ODBC's types. Never: declarations
// (type_declaration_test).
#include "value/column_type.h"

#include <doctest/doctest.h>

#include <cstdint>
#include <limits>
#include <string>

namespace {

using d1odbc::ColumnType;

struct Sizes {
  ColumnType type;
  SQLLEN display;
  SQLLEN octets;
};

ColumnType sized(SQLSMALLINT sql_type, SQLULEN size, SQLSMALLINT digits = 0) {
  return {.sql_type = sql_type, .name = "", .size = size, .digits = digits};
}

}  // namespace

TEST_CASE("the type table is ordered by DATA_TYPE, as SQLGetTypeInfo must give it") {
  SQLSMALLINT before = std::numeric_limits<SQLSMALLINT>::min();
  for (const d1odbc::TypeFacts& facts : d1odbc::all_types()) {
    CAPTURE(facts.name);
    CHECK(facts.sql_type >= before);
    before = facts.sql_type;
  }
}

TEST_CASE("the closest type of a DATA_TYPE comes first") {
  CHECK(d1odbc::find_type(SQL_BIGINT)->name == "BIGINT");
  CHECK(d1odbc::find_type(SQL_DOUBLE)->name == "REAL");
  CHECK(d1odbc::find_type(SQL_WVARCHAR)->name == "VARCHAR");
  CHECK(d1odbc::find_type(SQL_LONGVARBINARY)->name == "BLOB");
  CHECK(d1odbc::find_type(SQL_INTERVAL_DAY) == nullptr);
  CHECK(d1odbc::find_type(SQL_DATE) == nullptr);
}

TEST_CASE("a column made with a type of the table is described as that type") {
  for (const d1odbc::TypeFacts& facts : d1odbc::all_types()) {
    const std::string parameters = facts.create_params == "length"            ? "(20)"
                                   : facts.create_params == "precision,scale" ? "(10,2)"
                                                                              : "";
    const std::string declared = std::string(facts.name) + parameters;
    CAPTURE(declared);
    CAPTURE(facts.sql_type);
    const bool wide = d1odbc::is_wide_character(facts.sql_type);
    const ColumnType type = d1odbc::type_of_declaration(declared, {.wide = wide});
    CHECK(type.sql_type == facts.sql_type);
    CHECK(type.name == facts.name);
    CHECK((facts.column_size == 0 || type.size <= facts.column_size));
  }
}

TEST_CASE("only INTEGER counts by itself, and only numbers say whether they have a sign") {
  for (const d1odbc::TypeFacts& facts : d1odbc::all_types()) {
    CAPTURE(facts.name);
    CHECK(facts.auto_unique == (facts.name == "INTEGER"));
    CHECK(facts.is_unsigned.has_value() == d1odbc::is_number(facts.sql_type));
    CHECK(facts.radix.has_value() == d1odbc::is_number(facts.sql_type));
    CHECK(facts.case_sensitive == d1odbc::is_character(facts.sql_type));
    CHECK(facts.minimum_scale.has_value() == facts.maximum_scale.has_value());
    CHECK(facts.literal_prefix.empty() == facts.literal_suffix.empty());
  }
}

TEST_CASE("display size and octet length follow appendix D") {
  const Sizes rows[] = {
      {sized(SQL_BIT, 1), 1, 1},
      {sized(SQL_TINYINT, 3), 4, 1},
      {sized(SQL_SMALLINT, 5), 6, 2},
      {sized(SQL_INTEGER, 10), 11, 4},
      {sized(SQL_BIGINT, 19), 20, 20},
      {sized(SQL_REAL, 7), 14, 4},
      {sized(SQL_FLOAT, 15), 24, 8},
      {sized(SQL_DOUBLE, 15), 24, 8},
      {sized(SQL_NUMERIC, 10, 3), 12, 12},
      {sized(SQL_DECIMAL, 38), 40, 40},
      {sized(SQL_CHAR, 10), 10, 40},
      {sized(SQL_VARCHAR, 20), 20, 80},
      {sized(SQL_LONGVARCHAR, 65535), 65535, 262140},
      {sized(SQL_WCHAR, 10), 10, 20},
      {sized(SQL_WVARCHAR, 20), 20, 40},
      {sized(SQL_WLONGVARCHAR, 65535), 65535, 131070},
      {sized(SQL_BINARY, 16), 32, 16},
      {sized(SQL_VARBINARY, 20), 40, 20},
      {sized(SQL_LONGVARBINARY, 65535), 131070, 65535},
      {sized(SQL_TYPE_DATE, 10), 10, 6},
      {sized(SQL_TYPE_TIME, 8), 8, 6},
      {sized(SQL_TYPE_TIME, 12, 3), 12, 6},
      {sized(SQL_TYPE_TIMESTAMP, 23, 3), 23, 16},
      {sized(SQL_GUID, 36), 36, 16},
      {sized(SQL_INTERVAL_DAY, 2), SQL_NO_TOTAL, 34},
  };
  for (const Sizes& row : rows) {
    CAPTURE(row.type.sql_type);
    CHECK(d1odbc::display_size(row.type) == row.display);
    CHECK(d1odbc::octet_length(row.type) == row.octets);
  }
}

TEST_CASE("sizes stay within 32 bits") {
  constexpr SQLLEN limit = std::numeric_limits<std::int32_t>::max();
  CHECK(d1odbc::octet_length(sized(SQL_VARCHAR, 2147483647)) == limit);
  CHECK(d1odbc::octet_length(sized(SQL_WVARCHAR, std::numeric_limits<SQLULEN>::max())) == limit);
  CHECK(d1odbc::display_size(sized(SQL_VARBINARY, 2147483647)) == limit);
}

TEST_CASE("default types have the sizes that the type alone decides") {
  const d1odbc::TypeOptions options{.wide = false, .long_size = 1000};
  CHECK(d1odbc::default_type(SQL_LONGVARCHAR, options).size == 1000);
  CHECK(d1odbc::default_type(SQL_LONGVARBINARY, options).size == 1000);
  CHECK(d1odbc::default_type(SQL_VARCHAR, options).size == 255);
  CHECK(d1odbc::default_type(SQL_BIGINT, options).size == 19);
  CHECK(d1odbc::default_type(SQL_BIGINT, options).name == "BIGINT");
  CHECK(d1odbc::default_type(SQL_DECIMAL, options).size == 15);
  CHECK(d1odbc::default_type(SQL_REAL, options).name == "REAL");
  CHECK(d1odbc::default_type(SQL_REAL, options).size == 7);
  CHECK(d1odbc::default_type(SQL_TYPE_TIME, options).size == 8);
  CHECK(d1odbc::default_type(SQL_TYPE_TIMESTAMP, options).size == 23);
  CHECK(d1odbc::default_type(SQL_TYPE_TIMESTAMP, options).digits == 3);
  CHECK(d1odbc::unknown_type(options).sql_type == SQL_LONGVARCHAR);
  CHECK(d1odbc::unknown_type(options).name == "TEXT");
  CHECK(d1odbc::unknown_type({.wide = true}).sql_type == SQL_WLONGVARCHAR);
  CHECK(d1odbc::unknown_type({.wide = true}).size == 65535);
}

TEST_CASE("concise, verbose and ODBC 2 codes translate into each other") {
  struct Codes {
    SQLSMALLINT concise, verbose, code, odbc2;
  };
  const Codes rows[] = {
      {SQL_TYPE_DATE, SQL_DATETIME, 1, SQL_DATE},
      {SQL_TYPE_TIME, SQL_DATETIME, 2, SQL_TIME},
      {SQL_TYPE_TIMESTAMP, SQL_DATETIME, 3, SQL_TIMESTAMP},
      {SQL_INTERVAL_YEAR, SQL_INTERVAL, 1, SQL_INTERVAL_YEAR},
      {SQL_INTERVAL_MINUTE_TO_SECOND, SQL_INTERVAL, 13, SQL_INTERVAL_MINUTE_TO_SECOND},
      {SQL_VARCHAR, SQL_VARCHAR, 0, SQL_VARCHAR},
      {SQL_GUID, SQL_GUID, 0, SQL_GUID},
  };
  for (const Codes& row : rows) {
    CAPTURE(row.concise);
    CHECK(d1odbc::verbose_type(row.concise) == row.verbose);
    CHECK(d1odbc::interval_code(row.concise) == row.code);
    CHECK(d1odbc::odbc2_type(row.concise) == row.odbc2);
    CHECK(d1odbc::modern_type(row.odbc2) == row.concise);
  }
  CHECK(d1odbc::modern_type(SQL_TYPE_DATE) == SQL_TYPE_DATE);
}

TEST_CASE("families of types do not overlap") {
  const SQLSMALLINT types[] = {SQL_CHAR,         SQL_VARCHAR,  SQL_LONGVARCHAR, SQL_WCHAR,         SQL_WVARCHAR,
                               SQL_WLONGVARCHAR, SQL_BINARY,   SQL_VARBINARY,   SQL_LONGVARBINARY, SQL_BIT,
                               SQL_TINYINT,      SQL_SMALLINT, SQL_INTEGER,     SQL_BIGINT,        SQL_DECIMAL,
                               SQL_NUMERIC,      SQL_REAL,     SQL_FLOAT,       SQL_DOUBLE};
  int characters = 0;
  int wide = 0;
  int binaries = 0;
  int numbers = 0;
  for (const SQLSMALLINT type : types) {
    CAPTURE(type);
    const int families =
        (d1odbc::is_character(type) ? 1 : 0) + (d1odbc::is_binary(type) ? 1 : 0) + (d1odbc::is_number(type) ? 1 : 0);
    CHECK(families == 1);
    characters += d1odbc::is_character(type) ? 1 : 0;
    wide += d1odbc::is_wide_character(type) ? 1 : 0;
    binaries += d1odbc::is_binary(type) ? 1 : 0;
    numbers += d1odbc::is_number(type) ? 1 : 0;
  }
  CHECK(characters == 6);
  CHECK(wide == 3);
  CHECK(binaries == 3);
  CHECK(numbers == 10);
  CHECK_FALSE(d1odbc::is_number(SQL_TYPE_DATE));
  CHECK_FALSE(d1odbc::is_character(SQL_GUID));
}
