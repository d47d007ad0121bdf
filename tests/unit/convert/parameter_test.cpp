// Owns: tests of convert/parameter: which conversions there are, encodings, binary data. Never: single families.
#include "convert/parameter.h"

#include <doctest/doctest.h>

#include "convert/parameter_values.h"
#include "convert/wide_text.h"

using namespace d1odbc;
using d1odbc::testing::memory_of;
using d1odbc::testing::parameter;
using d1odbc::testing::wide_memory;
using namespace std::string_view_literals;

TEST_CASE("which C family converts to which SQL type is appendix D's table") {
  // Columns: character, exact number, SQL_BIT, real, binary, date, time, timestamp, GUID
  constexpr SQLSMALLINT sql_types[] = {SQL_WVARCHAR,  SQL_DECIMAL,        SQL_BIT,
                                       SQL_DOUBLE,    SQL_VARBINARY,      SQL_TYPE_DATE,
                                       SQL_TYPE_TIME, SQL_TYPE_TIMESTAMP, SQL_GUID};
  struct Row {
    CFamily family;
    std::string_view possible;
  };
  const Row rows[] = {
      {CFamily::Character, "yyyyyyyyy"}, {CFamily::WideCharacter, "yyyyyyyyy"}, {CFamily::Binary, "yyyyyyyyy"},
      {CFamily::Integer, "yyyy-----"},   {CFamily::Bit, "yyyy-----"},           {CFamily::Floating, "yyyy-----"},
      {CFamily::Numeric, "yyyy-----"},   {CFamily::Date, "y----y-y-"},          {CFamily::Time, "y-----yy-"},
      {CFamily::Timestamp, "y----yyy-"}, {CFamily::Guid, "y-------y"},          {CFamily::Interval, "y--------"},
  };
  for (const Row& row : rows) {
    for (std::size_t index = 0; index < std::size(sql_types); ++index) {
      CAPTURE(static_cast<int>(row.family));
      CAPTURE(sql_types[index]);
      CHECK(can_convert(row.family, sql_types[index]) == (row.possible[index] == 'y'));
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
}

TEST_CASE("binary data stays binary, is text for a character type when it is UTF-8, and is nothing else yet") {
  CHECK(parameter(SQL_C_BINARY, "\x00\xFF"sv, SQL_LONGVARBINARY) == "B:00FF");
  CHECK(parameter(SQL_C_BINARY, "", SQL_VARBINARY) == "B:");
  CHECK(parameter(SQL_C_BINARY, "\xC3\xA9", SQL_VARCHAR) == "T:\xC3\xA9");
  CHECK(parameter(SQL_C_BINARY, "\xFF", SQL_VARCHAR) == "22018");
  CHECK(parameter(SQL_C_BINARY, "\1\0\0\0"sv, SQL_INTEGER) == "HYC00");
}

TEST_CASE("C types that are not built are HYC00, and too few bytes are HY090") {
  CHECK(parameter(SQL_C_NUMERIC, std::string(19, '\0'), SQL_DECIMAL) == "HYC00");
  CHECK(parameter(SQL_C_GUID, std::string(16, '\0'), SQL_GUID) == "HYC00");
  CHECK(parameter(SQL_C_INTERVAL_DAY, std::string(28, '\0'), SQL_VARCHAR) == "HYC00");
  CHECK(parameter(SQL_C_LONG, "\1\0\0"sv, SQL_INTEGER) == "HY090");
}
