// Owns: dates and times as ISO 8601 text, in and out. Never: C structures of ODBC, time zones of the machine.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace d1odbc {

/// A point on the calendar as text says it. Ranges are checked: a value of this type is a real date and time.
struct DateTime {
  bool has_date = false;
  bool has_time = false;
  int year = 0;  // 0–9999
  unsigned month = 1;
  unsigned day = 1;
  unsigned hour = 0;
  unsigned minute = 0;
  unsigned second = 0;
  std::uint32_t nanosecond = 0;
  bool digits_cut = false;  // the text had more than nine digits of the fraction, and what was cut is not zero
};

/// Reads `YYYY-MM-DD`, `HH:MM[:SS[.f…]]`, or both with blanks or `T` between; `Z`, `±HH:MM`, `±HHMM` or `±HH` at the
/// end moves the value to UTC, as SQLite's own functions do (they know `Z` and `±HH:MM`), and as there blanks may stand
/// before it. `24:00` after a date is midnight at the end of the day, as ISO 8601 and SQLite have it: the next day's
/// `00:00`; alone it is no time of day. Blanks around are ignored; digits of the fraction beyond nine are cut
/// (`digits_cut`). Also an ODBC literal: `{d '…'}`,
/// `{t '…'}`, `{ts '…'}` with what its word says. Empty when the text is no valid date or time.
[[nodiscard]] std::optional<DateTime> read_datetime(std::string_view text);

/// Whether year, month and day name a day of the proleptic Gregorian calendar, 0000–9999.
[[nodiscard]] bool is_valid_date(int year, unsigned month, unsigned day) noexcept;

/// Whether the fields are a time of day. Seconds go up to 61: "the range of seconds allows as many as two leap seconds"
/// (appendix D, "Constraints of the Gregorian Calendar"), so a stored text with them is readable.
[[nodiscard]] bool is_valid_time(unsigned hour, unsigned minute, unsigned second) noexcept;

/// Whether the second is 60 or 61. D1 would keep such a text, but its own functions give NULL for it: no parameter may
/// have one.
[[nodiscard]] bool is_leap_second(const DateTime& moment) noexcept;

/// Whether the time of day is later than midnight, by however little.
[[nodiscard]] bool has_time_of_day(const DateTime& moment) noexcept;

[[nodiscard]] std::string date_text(const DateTime& moment);                        // YYYY-MM-DD
[[nodiscard]] std::string time_text(const DateTime& moment, unsigned digits);       // HH:MM:SS[.f…]
[[nodiscard]] std::string timestamp_text(const DateTime& moment, unsigned digits);  // both, with a blank between

/// How many digits of the fraction are needed to lose nothing: 0 to 9.
[[nodiscard]] unsigned fraction_digits(std::uint32_t nanosecond) noexcept;

/// Sets the date of a time to today (UTC): what appendix D asks for when a time becomes a timestamp.
void set_today(DateTime& moment);

}  // namespace d1odbc
