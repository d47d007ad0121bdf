// Owns: intervals: the 13 types, their fields, as text and back, from one type to another. Never: buffers, cells.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace d1odbc {

enum class IntervalField : std::uint8_t { Year, Month, Day, Hour, Minute, Second };

/// One interval type: its first and last field. C and SQL types have the same codes.
struct IntervalType {
  SQLSMALLINT code;  // SQL_C_INTERVAL_…, SQL_INTERVAL_…
  SQLINTERVAL structure;
  IntervalField first;
  IntervalField last;

  [[nodiscard]] bool has_one_field() const noexcept { return first == last; }
  [[nodiscard]] bool is_year_month() const noexcept { return last <= IntervalField::Month; }
};

/// The row of a type's code; nullptr when it is no interval.
[[nodiscard]] const IntervalType* find_interval(SQLSMALLINT code) noexcept;

/// Whether a number of this SQL type may be an interval of one field and the reverse: exact ones, but not SQL_BIT.
[[nodiscard]] bool is_interval_number(SQLSMALLINT sql_type) noexcept;

/// Whether a field after the first may have this value: months up to 11, hours to 23, minutes and seconds to 59
/// (appendix D, "Constraints of the Gregorian Calendar").
[[nodiscard]] bool is_within_calendar(IntervalField field, std::uint64_t value) noexcept;

/// A span of time in the fields of one type; the others are 0. Fields after the first are within the calendar's bounds.
struct Interval {
  const IntervalType* type = nullptr;
  bool negative = false;
  std::array<std::uint64_t, 6> fields{};  // by IntervalField
  std::uint32_t nanosecond = 0;
  bool fraction_lost = false;  // the text had more than nine digits of it

  [[nodiscard]] std::uint64_t& at(IntervalField field) { return fields[static_cast<std::size_t>(field)]; }
  [[nodiscard]] std::uint64_t at(IntervalField field) const { return fields[static_cast<std::size_t>(field)]; }
  [[nodiscard]] bool is_zero() const noexcept;
};

enum class IntervalProblem : std::uint8_t { None, NotAnInterval, TooLarge };

struct IntervalReading {
  Interval interval = {};
  IntervalProblem problem = IntervalProblem::None;
};

/// Reads a literal of ODBC, with or without braces (`INTERVAL -'3 04:05:06.5' DAY TO SECOND`), or only its fields
/// (`-3 04:05:06.5`, `1-3`, `45`). Fields alone are named by their separators; where those leave a choice, by the type
/// that is wanted: `04:05` is minutes and seconds for MINUTE, SECOND and MINUTE TO SECOND, else hours and minutes.
/// TooLarge: a leading field of more than twelve digits.
/// https://learn.microsoft.com/sql/odbc/reference/appendixes/interval-literals
[[nodiscard]] IntervalReading read_interval(std::string_view text, const IntervalType& wanted);

/// The same span in another type's fields: higher fields go into the first one, `fraction_lost` says that something
/// below the last one was cut. Empty for a year-month type from a day-time one and the reverse, whose lengths nobody
/// knows.
[[nodiscard]] std::optional<Interval> convert_interval(const Interval& interval, const IntervalType& type);

/// The marks between the fields of a type: " ::" for DAY TO SECOND.
[[nodiscard]] std::string separators_of(const IntervalType& type);

/// The fields as in a literal's quotes, two digits for each after the first: `-1-03`, `3 04:05:06.5`.
[[nodiscard]] std::string interval_text(const Interval& interval);

}  // namespace d1odbc
