// Owns: tests of descriptor/descriptor_types. Never: fields that are no types.
#include "descriptor/descriptor_types.h"

#include <doctest/doctest.h>

#include "descriptor/kinds.h"
#include "error/state_code.h"

using namespace d1odbc;
using namespace d1odbc::testing;

TEST_CASE("setting the concise type sets the other two and the fields that depend on it") {
  struct Row {
    SQLSMALLINT concise, kept, type, code, precision;
    SQLULEN length;
    SQLINTEGER interval_precision, radix;
  };
  constexpr SQLULEN untouched = 77;
  const Row rows[] = {
      {SQL_C_CHAR, SQL_CHAR, SQL_CHAR, 0, 0, 1, 9, 0},
      {SQL_VARCHAR, SQL_VARCHAR, SQL_VARCHAR, 0, 0, 1, 9, 0},
      {SQL_WVARCHAR, SQL_WVARCHAR, SQL_WVARCHAR, 0, 0, 1, 9, 0},
      {SQL_INTEGER, SQL_INTEGER, SQL_INTEGER, 0, 5, untouched, 9, 10},
      {SQL_NUMERIC, SQL_NUMERIC, SQL_NUMERIC, 0, 38, untouched, 9, 10},
      {SQL_DECIMAL, SQL_DECIMAL, SQL_DECIMAL, 0, 38, untouched, 9, 10},
      {SQL_FLOAT, SQL_FLOAT, SQL_FLOAT, 0, 15, untouched, 9, 10},
      {SQL_REAL, SQL_REAL, SQL_REAL, 0, 7, untouched, 9, 10},
      {SQL_TYPE_DATE, SQL_TYPE_DATE, SQL_DATETIME, SQL_CODE_DATE, 0, untouched, 9, 0},
      {SQL_TYPE_TIME, SQL_TYPE_TIME, SQL_DATETIME, SQL_CODE_TIME, 0, untouched, 9, 0},
      {SQL_TYPE_TIMESTAMP, SQL_TYPE_TIMESTAMP, SQL_DATETIME, SQL_CODE_TIMESTAMP, 6, untouched, 9, 0},
      {SQL_DATE, SQL_TYPE_DATE, SQL_DATETIME, SQL_CODE_DATE, 0, untouched, 9, 0},
      {SQL_TIMESTAMP, SQL_TYPE_TIMESTAMP, SQL_DATETIME, SQL_CODE_TIMESTAMP, 6, untouched, 9, 0},
      {SQL_INTERVAL_YEAR, SQL_INTERVAL_YEAR, SQL_INTERVAL, SQL_CODE_YEAR, 5, untouched, 2, 0},
      {SQL_INTERVAL_DAY_TO_SECOND, SQL_INTERVAL_DAY_TO_SECOND, SQL_INTERVAL, SQL_CODE_DAY_TO_SECOND, 6, untouched, 2,
       0},
  };
  for (const Row& row : rows) {
    CAPTURE(row.concise);
    DescriptorRecord record;
    record.length = untouched;
    record.precision = 5;
    record.scale = 3;
    record.interval_precision = 9;
    set_concise_type(record, row.concise, ipd);
    CHECK(record.concise_type == row.kept);
    CHECK(type_of(record) == row.type);
    CHECK(interval_code_of(record) == row.code);
    CHECK(record.precision == row.precision);
    CHECK(record.length == row.length);
    CHECK(record.interval_precision == row.interval_precision);
    CHECK(record.radix == row.radix);
    CHECK(record.scale == (row.kept == SQL_NUMERIC || row.kept == SQL_DECIMAL ? 0 : 3));
    CHECK(record.is_described);
  }
}

TEST_CASE("the verbose type and its code come in either order") {
  DescriptorRecord record;
  set_type(record, SQL_DATETIME, ipd);
  CHECK(type_of(record) == SQL_DATETIME);
  CHECK_FALSE(record.is_described);
  CHECK(thrown_by([&] { return check_consistency(record, ipd), 0; }) == "HY021");
  set_interval_code(record, SQL_CODE_TIME, ipd);
  CHECK(record.concise_type == SQL_TYPE_TIME);
  CHECK(record.is_described);

  DescriptorRecord other;
  set_interval_code(other, SQL_CODE_MONTH, ard);
  CHECK(other.concise_type == SQL_C_DEFAULT);
  CHECK(interval_code_of(other) == SQL_CODE_MONTH);
  set_type(other, SQL_INTERVAL, ard);
  CHECK(other.concise_type == SQL_C_INTERVAL_MONTH);
  CHECK(interval_code_of(other) == SQL_CODE_MONTH);
}

TEST_CASE("a code goes only with its type") {
  DescriptorRecord record;
  set_concise_type(record, SQL_INTERVAL_YEAR, ipd);
  set_type(record, SQL_DATETIME, ipd);  // the code of an interval is no code of a datetime
  CHECK(interval_code_of(record) == 0);
  for (const SQLSMALLINT code : std::initializer_list<SQLSMALLINT>{0, -1, 4, 13, 200}) {
    CAPTURE(code);
    CHECK(thrown_by([&] { return set_interval_code(record, code, ipd), 0; }) == "HY021");
  }
  set_type(record, SQL_INTERVAL, ipd);
  set_interval_code(record, SQL_CODE_MINUTE_TO_SECOND, ipd);
  CHECK(record.concise_type == SQL_INTERVAL_MINUTE_TO_SECOND);
  CHECK(thrown_by([&] { return set_interval_code(record, 14, ipd), 0; }) == "HY021");
  set_type(record, SQL_INTEGER, ipd);
  CHECK(interval_code_of(record) == 0);
  CHECK(thrown_by([&] { return set_interval_code(record, 14, ipd), 0; }) == "HY021");
}

TEST_CASE("SQL_DESC_TYPE takes no concise datetime or interval type") {
  for (const SQLSMALLINT type : std::initializer_list<SQLSMALLINT>{SQL_TYPE_DATE, SQL_TYPE_TIMESTAMP, SQL_INTERVAL_YEAR,
                                                                   SQL_INTERVAL_DAY_TO_SECOND}) {
    CAPTURE(type);
    DescriptorRecord record;
    CHECK(thrown_by([&] { return set_type(record, type, ard), 0; }) == "HY021");
    CHECK(thrown_by([&] { return set_type(record, type, ipd), 0; }) == "HY021");
    CHECK(record.concise_type == SQL_C_DEFAULT);
  }
}

TEST_CASE("an application's record has a C type, a parameter's an SQL type") {
  struct Row {
    SQLSMALLINT type;
    bool is_c, is_sql;
  };
  const Row rows[] = {
      {SQL_C_DEFAULT, true, false},  {SQL_C_SLONG, true, false},
      {SQL_C_CHAR, true, true},      {SQL_VARCHAR, false, true},
      {SQL_DECIMAL, false, true},    {SQL_NUMERIC, true, true},
      {SQL_C_GUID, true, true},      {SQL_C_SBIGINT, true, false},
      {SQL_BIGINT, false, true},     {0, false, false},
      {777, false, false},           {SQL_ARD_TYPE, false, false},
      {SQL_WCHAR, true, true},       {SQL_TIMESTAMP, true, true},
      {SQL_C_UTINYINT, true, false},
  };
  for (const Row& row : rows) {
    CAPTURE(row.type);
    DescriptorRecord record;
    CHECK(thrown_by([&] { return set_concise_type(record, row.type, ard), 0; }) == (row.is_c ? "00000" : "HY021"));
    CHECK(thrown_by([&] { return set_concise_type(record, row.type, application), 0; }) ==
          (row.is_c ? "00000" : "HY021"));
    CHECK(thrown_by([&] { return set_concise_type(record, row.type, ipd), 0; }) == (row.is_sql ? "00000" : "HY021"));
    CHECK(is_sql_type(row.type) == row.is_sql);
  }
}

TEST_CASE("the consistency check looks at the fields that go with the type") {
  struct Row {
    SQLSMALLINT concise, precision, scale;
    SQLINTEGER interval_precision;
    std::string_view state;
  };
  const Row rows[] = {
      {SQL_INTEGER, -1, 99, 0, "00000"},        {SQL_NUMERIC, 38, 0, 0, "00000"},
      {SQL_NUMERIC, 0, 0, 0, "HY021"},          {SQL_NUMERIC, 39, 0, 0, "HY021"},
      {SQL_NUMERIC, 10, 38, 0, "00000"},        {SQL_NUMERIC, 10, 39, 0, "HY021"},
      {SQL_NUMERIC, 10, -39, 0, "HY021"},       {SQL_DECIMAL, 0, 0, 0, "HY021"},
      {SQL_TYPE_DATE, 99, 0, 0, "00000"},       {SQL_TYPE_TIME, 9, 0, 0, "00000"},
      {SQL_TYPE_TIMESTAMP, 10, 0, 0, "HY021"},  {SQL_TYPE_TIMESTAMP, -1, 0, 0, "HY021"},
      {SQL_INTERVAL_YEAR, 99, 0, 2, "00000"},   {SQL_INTERVAL_YEAR, 0, 0, 0, "HY021"},
      {SQL_INTERVAL_YEAR, 0, 0, 11, "HY021"},   {SQL_INTERVAL_SECOND, 6, 0, 2, "00000"},
      {SQL_INTERVAL_SECOND, 10, 0, 2, "HY021"}, {SQL_INTERVAL_HOUR_TO_SECOND, 10, 0, 2, "HY021"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.concise);
    CAPTURE(row.precision);
    DescriptorRecord record;
    record.concise_type = row.concise;
    record.precision = row.precision;
    record.scale = row.scale;
    record.interval_precision = row.interval_precision;
    CHECK(thrown_by([&] { return check_consistency(record, ipd), 0; }) == row.state);
  }
}
