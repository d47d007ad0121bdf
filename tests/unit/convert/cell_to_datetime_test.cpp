// Owns: tests of convert/cell_to_datetime. Never: the grammar of ISO 8601 (datetime_text_test has it).
#include "convert/cell_to_datetime.h"

#include <doctest/doctest.h>

#include <cstring>

#include "convert/datetime_text.h"
#include "error/state_code.h"

using namespace d1odbc;
using d1odbc::testing::code_of;

namespace {

template <class Structure>
struct Converted {
  std::string state;
  Structure value{};
};

/// Converts to an odd address.
template <class Structure>
Converted<Structure> convert(FixedConverter converter, const ValueView& value, SQLSMALLINT sql_type = SQL_VARCHAR) {
  const ColumnType type = default_type(sql_type, {});
  char memory[32];
  std::memset(memory, 0x5A, sizeof memory);
  Converted<Structure> converted{code_of(converter({value, type}, memory + 1))};
  CHECK(memory[0] == 0x5A);
  CHECK(memory[1 + sizeof(Structure)] == 0x5A);
  std::memcpy(&converted.value, memory + 1, sizeof(Structure));
  return converted;
}

bool same(const SQL_TIMESTAMP_STRUCT& a, const SQL_TIMESTAMP_STRUCT& b) {
  return a.year == b.year && a.month == b.month && a.day == b.day && a.hour == b.hour && a.minute == b.minute &&
         a.second == b.second && a.fraction == b.fraction;
}

}  // namespace

TEST_CASE("text becomes a date, and a time of day that is lost is 01S07") {
  struct Row {
    std::string_view text, state;
  };
  const Row rows[] = {
      {"2024-01-31", "00000"},
      {" 2024-01-31 ", "00000"},
      {"2024-01-31 00:00:00", "00000"},
      {"2024-01-31 00:00:00.0", "00000"},
      {"2024-01-31 00:00:01", "01S07"},
      {"2024-01-31T00:00:00.001", "01S07"},
      {"2024-01-31 00:00:00.0000000001", "01S07"},
      {"2024-01-30 24:00", "00000"},
      {"12:00:00", "22018"},
      {"2023-02-29", "22018"},
      {"", "22018"},
      {"x", "22018"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const auto date = convert<SQL_DATE_STRUCT>(convert_to_date, ValueView::text(row.text));
    CHECK(date.state == row.state);
    if (row.state == "22018") continue;
    CHECK(date.value.year == 2024);
    CHECK(date.value.month == 1);
    CHECK(date.value.day == 31);
  }
}

TEST_CASE("text becomes a time, the date is ignored, and a fraction that is lost is 01S07") {
  struct Row {
    std::string_view text, state;
  };
  const Row rows[] = {
      {"12:30:45", "00000"},
      {"1999-01-01 12:30:45", "00000"},
      {"12:30:45.000", "00000"},
      {"12:30:45.5", "01S07"},
      {"1999-01-01T12:30:45.000000001", "01S07"},
      {"2024-01-31", "22018"},
      {"12:30:45.0000000001", "01S07"},
      {"24:30:45", "22018"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const auto time = convert<SQL_TIME_STRUCT>(convert_to_time, ValueView::text(row.text));
    CHECK(time.state == row.state);
    if (row.state == "22018") continue;
    CHECK(time.value.hour == 12);
    CHECK(time.value.minute == 30);
    CHECK(time.value.second == 45);
  }
}

TEST_CASE("text becomes a timestamp: a date has midnight, the fraction is in nanoseconds") {
  const auto whole = convert<SQL_TIMESTAMP_STRUCT>(convert_to_timestamp, ValueView::text("2024-01-31 12:30:45.25"));
  CHECK(whole.state == "00000");
  CHECK(same(whole.value, {2024, 1, 31, 12, 30, 45, 250'000'000}));
  const auto date = convert<SQL_TIMESTAMP_STRUCT>(convert_to_timestamp, ValueView::text("0001-02-03"));
  CHECK(date.state == "00000");
  CHECK(same(date.value, {1, 2, 3, 0, 0, 0, 0}));
  CHECK(convert<SQL_TIMESTAMP_STRUCT>(convert_to_timestamp, ValueView::text("2024-02-30 00:00:00")).state == "22018");
  const auto cut =
      convert<SQL_TIMESTAMP_STRUCT>(convert_to_timestamp, ValueView::text("2024-01-31 00:00:00.1234567891"));
  CHECK(cut.state == "01S07");
  CHECK(same(cut.value, {2024, 1, 31, 0, 0, 0, 123'456'789}));
}

TEST_CASE("a time becomes a timestamp of today") {
  const auto time = convert<SQL_TIMESTAMP_STRUCT>(convert_to_timestamp, ValueView::text("12:30:45"));
  CHECK(time.state == "00000");
  CHECK(time.value.year >= 2024);
  CHECK(is_valid_date(time.value.year, time.value.month, time.value.day));
  CHECK(time.value.hour == 12);
  CHECK(time.value.second == 45);
}

TEST_CASE("a number or blob is no date: 07006 where the column is described so, else bad data") {
  struct Row {
    ValueView value;
    SQLSMALLINT sql_type;
    std::string_view state;
  };
  const Row rows[] = {
      {ValueView::of(std::int64_t{20240131}), SQL_BIGINT, "07006"},
      {ValueView::of(2460340.5), SQL_DOUBLE, "07006"},
      {ValueView::blob("2024-01-31"), SQL_VARBINARY, "07006"},
      {ValueView::of(std::int64_t{253'402'300'800}), SQL_TYPE_DATE, "22018"},
      {ValueView::of(-210'866'760'001.0), SQL_TYPE_TIME, "22018"},
      {ValueView::of(1e300), SQL_TYPE_TIMESTAMP, "22018"},
      {ValueView::blob("2024-01-31"), SQL_TYPE_DATE, "22018"},
      {ValueView::blob("2024-01-31"), SQL_VARCHAR, "22018"},
  };
  for (std::size_t index = 0; index < std::size(rows); ++index) {
    CAPTURE(index);
    CHECK(convert<SQL_DATE_STRUCT>(convert_to_date, rows[index].value, rows[index].sql_type).state ==
          rows[index].state);
    CHECK(convert<SQL_TIME_STRUCT>(convert_to_time, rows[index].value, rows[index].sql_type).state ==
          rows[index].state);
    CHECK(convert<SQL_TIMESTAMP_STRUCT>(convert_to_timestamp, rows[index].value, rows[index].sql_type).state ==
          rows[index].state);
  }
}

TEST_CASE("a number in a column of dates is the moment SQLite's date functions read") {
  struct Row {
    ValueView value;
    SQLSMALLINT sql_type;
    std::string_view date, time, timestamp;  // states
    SQL_TIMESTAMP_STRUCT moment;
  };
  const Row rows[] = {
      {ValueView::of(2460340.5), SQL_TYPE_DATE, "00000", "00000", "00000", {2024, 1, 31, 0, 0, 0, 0}},
      {ValueView::of(std::int64_t{2460341}), SQL_TYPE_DATE, "01S07", "00000", "00000", {2024, 1, 31, 12, 0, 0, 0}},
      {ValueView::of(std::int64_t{1706704245}),
       SQL_TYPE_TIMESTAMP,
       "01S07",
       "00000",
       "00000",
       {2024, 1, 31, 12, 30, 45, 0}},
      {ValueView::of(1706704245.25),
       SQL_TYPE_TIMESTAMP,
       "01S07",
       "01S07",
       "00000",
       {2024, 1, 31, 12, 30, 45, 250'000'000}},
      {ValueView::of(std::int64_t{0}), SQL_TYPE_TIMESTAMP, "22018", "22018", "22018", {}},
  };
  for (std::size_t index = 0; index < std::size(rows); ++index) {
    CAPTURE(index);
    const Row& row = rows[index];
    const auto date = convert<SQL_DATE_STRUCT>(convert_to_date, row.value, row.sql_type);
    const auto time = convert<SQL_TIME_STRUCT>(convert_to_time, row.value, row.sql_type);
    const auto timestamp = convert<SQL_TIMESTAMP_STRUCT>(convert_to_timestamp, row.value, row.sql_type);
    CHECK(date.state == row.date);
    CHECK(time.state == row.time);
    CHECK(timestamp.state == row.timestamp);
    if (row.timestamp != "00000") continue;
    CHECK(date.value.day == row.moment.day);
    CHECK(time.value.hour == row.moment.hour);
    CHECK(same(timestamp.value, row.moment));
  }
}

TEST_CASE("a number in a column of times has no date: as a timestamp it is of today") {
  const ValueView number = ValueView::of(0.25);
  CHECK(convert<SQL_DATE_STRUCT>(convert_to_date, number, SQL_TYPE_TIME).state == "22018");
  const auto time = convert<SQL_TIME_STRUCT>(convert_to_time, number, SQL_TYPE_TIME);
  CHECK(time.state == "00000");
  CHECK(time.value.hour == 18);
  const auto timestamp = convert<SQL_TIMESTAMP_STRUCT>(convert_to_timestamp, number, SQL_TYPE_TIME);
  CHECK(timestamp.state == "00000");
  CHECK(timestamp.value.year >= 2024);
  CHECK(timestamp.value.hour == 18);
}
