// Owns: tests of convert/parameter_from_datetime (appendix D, "C to SQL: Date", "Time", "Timestamp"). Never: text.
#include <doctest/doctest.h>

#include "convert/parameter_values.h"

using namespace d1odbc;
using d1odbc::testing::parameter_of;

TEST_CASE("a date structure becomes a date, a timestamp at midnight, or text") {
  struct Row {
    SQL_DATE_STRUCT date;
    SQLSMALLINT sql_type;
    std::string_view value;
  };
  const Row rows[] = {
      {{2024, 2, 29}, SQL_TYPE_DATE, "T:2024-02-29"},
      {{7, 1, 2}, SQL_VARCHAR, "T:0007-01-02"},
      {{2024, 2, 29}, SQL_TYPE_TIMESTAMP, "T:2024-02-29 00:00:00"},
      {{2023, 2, 29}, SQL_TYPE_DATE, "22007"},
      {{2023, 2, 29}, SQL_TYPE_TIMESTAMP, "22007"},
      {{2023, 2, 29}, SQL_VARCHAR, "22008"},
      {{-1, 1, 1}, SQL_TYPE_DATE, "22007"},
      {{10000, 1, 1}, SQL_TYPE_DATE, "22007"},
      {{2024, 0, 0}, SQL_TYPE_DATE, "22007"},
      {{2024, 65535, 65535}, SQL_TYPE_DATE, "22007"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.value);
    CAPTURE(row.sql_type);
    CHECK(parameter_of(SQL_C_TYPE_DATE, row.date, row.sql_type) == row.value);
    CHECK(parameter_of(SQL_C_DATE, row.date, row.sql_type) == row.value);
  }
}

TEST_CASE("a time structure becomes a time or text, and a timestamp of today") {
  CHECK(parameter_of(SQL_C_TYPE_TIME, SQL_TIME_STRUCT{23, 59, 59}, SQL_TYPE_TIME) == "T:23:59:59");
  CHECK(parameter_of(SQL_C_TYPE_TIME, SQL_TIME_STRUCT{1, 2, 3}, SQL_WVARCHAR) == "T:01:02:03");
  CHECK(parameter_of(SQL_C_TYPE_TIME, SQL_TIME_STRUCT{24, 0, 0}, SQL_TYPE_TIME) == "22007");
  CHECK(parameter_of(SQL_C_TYPE_TIME, SQL_TIME_STRUCT{0, 60, 0}, SQL_TYPE_TIMESTAMP) == "22007");
  CHECK(parameter_of(SQL_C_TYPE_TIME, SQL_TIME_STRUCT{0, 60, 0}, SQL_VARCHAR) == "22008");
  CHECK(parameter_of(SQL_C_TYPE_TIME, SQL_TIME_STRUCT{23, 59, 60}, SQL_TYPE_TIME) ==
        "22007");  // D1's functions know none
  CHECK(parameter_of(SQL_C_TYPE_TIME, SQL_TIME_STRUCT{23, 59, 61}, SQL_WCHAR) == "22008");
  CHECK(parameter_of(SQL_C_TYPE_TIME, SQL_TIME_STRUCT{23, 59, 62}, SQL_TYPE_TIME) == "22007");
  CHECK(parameter_of(SQL_C_TYPE_TIME, SQL_TIME_STRUCT{23, 59, 62}, SQL_CHAR) == "22008");
  const std::string today = parameter_of(SQL_C_TYPE_TIME, SQL_TIME_STRUCT{1, 2, 3}, SQL_TYPE_TIMESTAMP);
  CHECK(today.size() == 2 + 19);
  CHECK(today.ends_with(" 01:02:03"));
}

TEST_CASE("a timestamp structure keeps nanoseconds, and what its SQL type cannot hold is 22008") {
  struct Row {
    SQL_TIMESTAMP_STRUCT moment;
    SQLSMALLINT sql_type;
    std::string_view value;
  };
  const Row rows[] = {
      {{2024, 1, 31, 12, 30, 45, 0}, SQL_TYPE_TIMESTAMP, "T:2024-01-31 12:30:45"},
      {{2024, 1, 31, 12, 30, 45, 1}, SQL_TYPE_TIMESTAMP, "T:2024-01-31 12:30:45.000000001"},
      {{2024, 1, 31, 12, 30, 45, 250'000'000}, SQL_VARCHAR, "T:2024-01-31 12:30:45.25"},
      {{2024, 1, 31, 0, 0, 0, 0}, SQL_TYPE_DATE, "T:2024-01-31"},
      {{2024, 1, 31, 0, 0, 0, 1}, SQL_TYPE_DATE, "22008"},
      {{2024, 1, 31, 1, 0, 0, 0}, SQL_TYPE_DATE, "22008"},
      {{2024, 1, 31, 12, 30, 45, 0}, SQL_TYPE_TIME, "T:12:30:45"},
      {{2024, 1, 31, 12, 30, 45, 5}, SQL_TYPE_TIME, "22008"},
      // "The date fields of the timestamp structure are ignored."
      {{0, 0, 0, 12, 30, 45, 0}, SQL_TYPE_TIME, "T:12:30:45"},
      {{2024, 2, 30, 0, 0, 0, 0}, SQL_TYPE_TIMESTAMP, "22007"},
      {{2024, 1, 31, 24, 0, 0, 0}, SQL_TYPE_TIMESTAMP, "22007"},
      {{2016, 12, 31, 23, 59, 60, 0}, SQL_TYPE_TIMESTAMP, "22007"},
      {{2016, 12, 31, 23, 59, 60, 0}, SQL_TYPE_TIME, "22007"},
      {{2016, 12, 31, 23, 59, 60, 0}, SQL_VARCHAR, "22008"},
      {{2024, 1, 31, 0, 0, 0, 1'000'000'000}, SQL_TYPE_TIMESTAMP, "22007"},
      {{2024, 2, 30, 0, 0, 0, 0}, SQL_VARCHAR, "22008"},
  };
  for (std::size_t index = 0; index < std::size(rows); ++index) {
    CAPTURE(index);
    CHECK(parameter_of(SQL_C_TYPE_TIMESTAMP, rows[index].moment, rows[index].sql_type) == rows[index].value);
  }
}
