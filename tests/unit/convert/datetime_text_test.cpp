// Owns: tests of convert/datetime_text. Never: C structures.
#include "convert/datetime_text.h"

#include <doctest/doctest.h>

using namespace d1odbc;

namespace {

/// The parts that the text had, as text again; "(none)" for no date and no time.
std::string read_back(std::string_view text) {
  const auto moment = read_datetime(text);
  if (!moment) return "(none)";
  const unsigned digits = fraction_digits(moment->nanosecond);
  if (!moment->has_time) return date_text(*moment);
  return moment->has_date ? timestamp_text(*moment, digits) : time_text(*moment, digits);
}

}  // namespace

TEST_CASE("dates and times are read in the forms of SQLite and of ODBC literals") {
  struct Row {
    std::string_view text, moment;
  };
  const Row rows[] = {
      {"2024-02-29", "2024-02-29"},
      {"  2024-01-31  ", "2024-01-31"},
      {"0000-01-01", "0000-01-01"},
      {"9999-12-31", "9999-12-31"},
      {"12:30", "12:30:00"},
      {"23:59:59", "23:59:59"},
      {"00:00:00.5", "00:00:00.5"},
      {"2024-01-31 12:30", "2024-01-31 12:30:00"},
      {"2024-01-31T12:30:45.123456789", "2024-01-31 12:30:45.123456789"},
      {"2024-01-31 12:30:45.1234567899", "2024-01-31 12:30:45.123456789"},
      {"2024-01-31 12:30:45.120", "2024-01-31 12:30:45.12"},
      {"2024-01-31T12:30:45Z", "2024-01-31 12:30:45"},
      {"2024-01-31 12:30:45+02:00", "2024-01-31 10:30:45"},
      {"2024-01-01 00:30:00+01:00", "2023-12-31 23:30:00"},
      {"2024-02-28 23:30:00-01:45", "2024-02-29 01:15:00"},
      {"00:30+01:00", "23:30:00"},
      {"23:30:00.25-01:00", "00:30:00.25"},
      {"{d '2024-01-31'}", "2024-01-31"},
      {"{t '12:30:00'}", "12:30:00"},
      {" {ts '2024-01-31 12:30:00.5'} ", "2024-01-31 12:30:00.5"},
      {"{ts'2024-01-31 12:30:00'}", "2024-01-31 12:30:00"},
      {"{ TS  '2024-01-31 12:30:00' }", "2024-01-31 12:30:00"},
      {"2024-01-31 12:30:45 +02:00", "2024-01-31 10:30:45"},
      {"12:30:45  Z", "12:30:45"},
      {"2024-01-31T12:30:45z", "2024-01-31 12:30:45"},
      {"2024-01-31t12:30:45.1+0130", "2024-01-31 11:00:45.1"},
      {"2024-01-31 12:30:45-08", "2024-01-31 20:30:45"},
      {"2024-01-31 12:30 +14:00", "2024-01-30 22:30:00"},
      {"12:30+02", "10:30:00"},
      {"2024-01-31   12:30", "2024-01-31 12:30:00"},
      {"2024-12-31 24:00", "2025-01-01 00:00:00"},
      {"2024-02-28T24:00:00.000Z", "2024-02-29 00:00:00"},
      {"2024-02-28 24:00:00-01:00", "2024-02-29 01:00:00"},
      {"23:59:60", "23:59:60"},
      {"2016-12-31 23:59:61.5", "2016-12-31 23:59:61.5"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(read_back(row.text) == row.moment);
  }
}

TEST_CASE("what is no point on the calendar is none") {
  for (const std::string_view text : {"",
                                      " ",
                                      "2023-02-29",
                                      "2024-13-01",
                                      "2024-00-10",
                                      "2024-01-00",
                                      "2024-1-1",
                                      "24-01-01",
                                      "12024-01-01",
                                      "2024-01-31x",
                                      "2024-01-31T",
                                      "2024-01-31 25:00",
                                      "12:60",
                                      "12:30:62",
                                      "12:30:45.",
                                      "1:30",
                                      "12",
                                      "12:3",
                                      "2024-01-31 12:30+15:00",
                                      "2024-01-31 12:30+2",
                                      "2024-01-31 12:30+020",
                                      "2024-01-31 12:30+02:",
                                      "2024-01-31 12:30+02000",
                                      "2024-01-31 12:30+0260",
                                      "2024-01-31+02:00",
                                      "2024-01-31 24:00:01",
                                      "2024-01-31 24:01",
                                      "2024-01-31 24:00:00.000000000001",
                                      "9999-12-31 24:00",
                                      "24:00:00",
                                      "24:00+01:00",
                                      "2024-01-31 12:30+02:60",
                                      "2024-01-31 12:30 x",
                                      "2024-01-31 12:30Zx",
                                      "0000-01-01 00:00+01:00",
                                      "9999-12-31 23:59-01:00",
                                      "{x '2024-01-31'}",
                                      "{d '}",
                                      "{d ''}",
                                      "{d 2024-01-31}",
                                      "{ts '2024-01-31 12:30:00' junk}",
                                      "{ts junk '2024-01-31 12:30:00'}",
                                      "{ts '2024-01-31' '12:30:00'}",
                                      "{ts '2024-01-31 12:30:00'",
                                      "{ts '2024-01-31'}",
                                      "{d '2024-01-31 12:30:00'}",
                                      "{t '2024-01-31'}",
                                      "{",
                                      "{}",
                                      "{'2024-01-31'}",
                                      "now",
                                      "-2024-01-31",
                                      "2024/01/31",
                                      "2460340.5"}) {
    CAPTURE(text);
    CHECK(read_back(text) == "(none)");
  }
}

TEST_CASE("digits beyond nine are cut, and it is told unless they are zero") {
  CHECK(read_datetime("2024-01-31 12:30:45.1234567891")->digits_cut);
  CHECK(read_datetime("12:30:45.00000000000000000001")->digits_cut);
  CHECK(read_datetime("12:30:45.00000000000000000001")->nanosecond == 0);
  CHECK_FALSE(read_datetime("2024-01-31 12:30:45.123456789000")->digits_cut);
  CHECK(has_time_of_day(*read_datetime("2024-01-31 00:00:00.00000000000000000001")));
  CHECK_FALSE(has_time_of_day(*read_datetime("2024-01-31 00:00:00.000000000000")));
}

TEST_CASE("a date is valid by the Gregorian rules from year 0 to 9999") {
  CHECK(is_valid_date(2000, 2, 29));
  CHECK_FALSE(is_valid_date(1900, 2, 29));
  CHECK(is_valid_date(0, 2, 29));
  CHECK_FALSE(is_valid_date(-1, 1, 1));
  CHECK_FALSE(is_valid_date(10000, 1, 1));
  CHECK_FALSE(is_valid_date(2024, 0, 1));
  CHECK_FALSE(is_valid_date(2024, 4, 31));
  CHECK_FALSE(is_valid_date(2024, 65535, 65535));
}

TEST_CASE("a fraction needs as many digits as it has") {
  CHECK(fraction_digits(0) == 0);
  CHECK(fraction_digits(1) == 9);
  CHECK(fraction_digits(500'000'000) == 1);
  CHECK(fraction_digits(123'000'000) == 3);
  CHECK(fraction_digits(999'999'990) == 8);
}

TEST_CASE("times are written with the digits that are asked for") {
  const DateTime moment{true, true, 7, 1, 2, 3, 4, 5, 6'000'000};
  CHECK(date_text(moment) == "0007-01-02");
  CHECK(time_text(moment, 0) == "03:04:05");
  CHECK(time_text(moment, 3) == "03:04:05.006");
  CHECK(timestamp_text(moment, 9) == "0007-01-02 03:04:05.006000000");
}

TEST_CASE("today is a valid date and leaves the time alone") {
  DateTime moment{.has_time = true, .hour = 12};
  set_today(moment);
  CHECK(moment.year >= 2024);
  CHECK(is_valid_date(moment.year, moment.month, moment.day));
  CHECK(moment.hour == 12);
}
