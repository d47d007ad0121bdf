// Owns: Julian day numbers and Unix times as dates. Never: rounds otherwise than SQLite does.
#include "convert/datetime_number.h"

#include <chrono>
#include <cstdint>

namespace d1odbc {

namespace {

constexpr std::int64_t day_in_milliseconds = 86'400'000;
// Julian days begin at noon: half a day before the midnight that begins the calendar's day.
constexpr std::int64_t half_day = day_in_milliseconds / 2;
constexpr std::int64_t last_julian_millisecond = 464'269'060'799'999;  // 9999-12-31 23:59:59.999
constexpr double julian_day_limit = 5'373'484.5;
constexpr double first_unix_second = -210'866'760'000.0;  // -4713-11-24 12:00:00, Julian day 0
constexpr double last_unix_second = 253'402'300'799.0;    // 9999-12-31 23:59:59
constexpr std::int64_t unix_epoch_as_julian = 210'866'760'000'000;
constexpr std::int64_t unix_epoch_as_midnight = 2'440'588;  // whole days from Julian day -0.5 to 1970-01-01 00:00

/// Milliseconds since Julian day 0, rounded as SQLite rounds: by adding a half and cutting, in double arithmetic.
std::optional<std::int64_t> julian_milliseconds(double number) {
  double milliseconds = 0;
  if (number >= 0 && number < julian_day_limit) {
    milliseconds = number * static_cast<double>(day_in_milliseconds);
  } else if (number >= first_unix_second && number <= last_unix_second) {
    milliseconds = number * 1000.0 + static_cast<double>(unix_epoch_as_julian);
  } else {
    return std::nullopt;  // NaN too
  }
  const auto whole = static_cast<std::int64_t>(milliseconds + 0.5);
  if (whole > last_julian_millisecond) return std::nullopt;
  return whole;
}

DateTime time_of_day(std::int64_t julian) {
  const auto millisecond = static_cast<unsigned>((julian + half_day) % day_in_milliseconds);
  DateTime moment{.has_time = true};
  moment.hour = millisecond / 3'600'000;
  moment.minute = millisecond / 60'000 % 60;
  moment.second = millisecond / 1000 % 60;
  moment.nanosecond = millisecond % 1000 * 1'000'000;
  return moment;
}

}  // namespace

std::optional<DateTime> datetime_of_number(double number) {
  const std::optional<std::int64_t> julian = julian_milliseconds(number);
  if (!julian) return std::nullopt;
  const std::int64_t day = (*julian + half_day) / day_in_milliseconds - unix_epoch_as_midnight;
  const std::chrono::year_month_day date{std::chrono::sys_days(std::chrono::days(day))};
  const int year = static_cast<int>(date.year());
  if (year < 0) return std::nullopt;
  DateTime moment = time_of_day(*julian);
  moment.has_date = true;
  moment.year = year;
  moment.month = static_cast<unsigned>(date.month());
  moment.day = static_cast<unsigned>(date.day());
  return moment;
}

std::optional<DateTime> time_of_number(double number) {
  const std::optional<std::int64_t> julian = julian_milliseconds(number);
  if (!julian) return std::nullopt;
  return time_of_day(*julian);
}

}  // namespace d1odbc
