// Owns: tests of convert/parameter: which conversions there are, encodings, binary data. Never: single families.
#include "convert/parameter.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "convert/conversion_table.h"
#include "convert/parameter_values.h"
#include "convert/wide_text.h"

using namespace d1odbc;
using d1odbc::testing::memory_of;
using d1odbc::testing::parameter;
using d1odbc::testing::wide_memory;
using namespace std::string_view_literals;

TEST_CASE("which C type converts to which SQL type is appendix D's table") {
  // Columns: character, exact number, SQL_BIT, real, binary, date, time, timestamp, GUID, interval of one field of each
  // kind, of several of each kind.
  constexpr SQLSMALLINT sql_types[] = {SQL_WVARCHAR,
                                       SQL_DECIMAL,
                                       SQL_BIT,
                                       SQL_DOUBLE,
                                       SQL_VARBINARY,
                                       SQL_TYPE_DATE,
                                       SQL_TYPE_TIME,
                                       SQL_TYPE_TIMESTAMP,
                                       SQL_GUID,
                                       SQL_INTERVAL_MONTH,
                                       SQL_INTERVAL_SECOND,
                                       SQL_INTERVAL_YEAR_TO_MONTH,
                                       SQL_INTERVAL_DAY_TO_SECOND};
  struct Row {
    SQLSMALLINT c_type;
    std::string_view possible;
  };
  const Row rows[] = {
      {SQL_C_CHAR, "yyyyyyyyyyyyy"},
      {SQL_C_WCHAR, "yyyyyyyyyyyyy"},
      {SQL_C_BINARY, "yyyyyyyyy----"},
      {SQL_C_SLONG, "yyyy-----yy--"},
      {SQL_C_UBIGINT, "yyyy-----yy--"},
      {SQL_C_BIT, "yyyy---------"},
      {SQL_C_DOUBLE, "yyyy---------"},
      {SQL_C_NUMERIC, "yyyy-----yy--"},
      {SQL_C_TYPE_DATE, "y----y-y-----"},
      {SQL_C_TYPE_TIME, "y-----yy-----"},
      {SQL_C_TYPE_TIMESTAMP, "y----yyy-----"},
      {SQL_C_GUID, "y---y---y----"},
      {SQL_C_INTERVAL_YEAR, "yy-------y-y-"},
      {SQL_C_INTERVAL_MONTH, "yy-------y-y-"},
      {SQL_C_INTERVAL_YEAR_TO_MONTH, "y--------y-y-"},
      {SQL_C_INTERVAL_DAY, "yy--------y-y"},
      {SQL_C_INTERVAL_SECOND, "yy--------y-y"},
      {SQL_C_INTERVAL_DAY_TO_HOUR, "y---------y-y"},
      {SQL_C_INTERVAL_MINUTE_TO_SECOND, "y---------y-y"},
  };
  for (const Row& row : rows) {
    for (std::size_t index = 0; index < std::size(sql_types); ++index) {
      CAPTURE(row.c_type);
      CAPTURE(sql_types[index]);
      const CTypeFacts& c_type = *find_c_type(row.c_type);
      CHECK(can_convert(c_type, sql_types[index]) == (row.possible[index] == 'y'));
      // The conversion itself says the same.
      const std::string zeros(std::max<std::size_t>(c_type.size, 1), '\0');
      CHECK((parameter(row.c_type, zeros, sql_types[index]) == "07006") == (row.possible[index] != 'y'));
    }
  }
}

TEST_CASE("a SQL type's values have one storage class in D1") {
  CHECK(storage_of(SQL_BIT) == StorageClass::Integer);
  CHECK(storage_of(SQL_BIGINT) == StorageClass::Integer);
  CHECK(storage_of(SQL_DOUBLE) == StorageClass::Real);
  CHECK(storage_of(SQL_DECIMAL) == StorageClass::Real);
  CHECK(storage_of(SQL_BINARY) == StorageClass::Blob);
  CHECK(storage_of(SQL_WLONGVARCHAR) == StorageClass::Text);
  CHECK(storage_of(SQL_TYPE_DATE) == StorageClass::Text);
  CHECK(storage_of(SQL_GUID) == StorageClass::Text);
}

TEST_CASE("text of a parameter must be well formed") {
  CHECK(parameter(SQL_C_CHAR, "h\xC3\xA9", SQL_VARCHAR) == "T:h\xC3\xA9");
  CHECK(parameter(SQL_C_CHAR, "a\0b"sv, SQL_VARCHAR) == "T:a\0b"sv);
  CHECK(parameter(SQL_C_CHAR, "", SQL_VARCHAR) == "T:");
  CHECK(parameter(SQL_C_CHAR, "h\xE9", SQL_VARCHAR) == "22018");
  CHECK(parameter(SQL_C_WCHAR, wide_memory(U"\U0001F600"), SQL_VARCHAR) == "T:\xF0\x9F\x98\x80");
  CHECK(parameter(SQL_C_WCHAR, memory_of({0xD83D}), SQL_VARCHAR) == "22018");
  CHECK(parameter(SQL_C_WCHAR, wide_memory(U"42"), SQL_INTEGER) == "I:42");
  CHECK(parameter(SQL_C_WCHAR, ""sv, SQL_WVARCHAR) == "T:");
  CHECK(parameter(SQL_C_WCHAR, wide_memory(U"a") + "b", SQL_WVARCHAR) == "HY090");
  CHECK(parameter(SQL_C_WCHAR, "b"sv, SQL_INTEGER) == "HY090");
}

TEST_CASE("binary data stays binary, and is text for a character type when it is UTF-8") {
  CHECK(parameter(SQL_C_BINARY, "\x00\xFF"sv, SQL_LONGVARBINARY) == "B:00FF");
  CHECK(parameter(SQL_C_BINARY, "", SQL_VARBINARY) == "B:");
  CHECK(parameter(SQL_C_BINARY, "\xC3\xA9", SQL_VARCHAR) == "T:\xC3\xA9");
  CHECK(parameter(SQL_C_BINARY, "\xFF", SQL_VARCHAR) == "22018");
}

TEST_CASE("too few bytes for a C type of fixed size are HY090") {
  CHECK(parameter(SQL_C_LONG, "\1\0\0"sv, SQL_INTEGER) == "HY090");
  CHECK(parameter(SQL_C_NUMERIC, std::string(18, '\0'), SQL_DECIMAL) == "HY090");
  CHECK(parameter(SQL_C_GUID, std::string(15, '\0'), SQL_GUID) == "HY090");
  CHECK(parameter(SQL_C_INTERVAL_DAY, std::string(sizeof(SQL_INTERVAL_STRUCT) - 1, '\0'), SQL_VARCHAR) == "HY090");
}
