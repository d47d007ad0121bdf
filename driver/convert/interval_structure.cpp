// Owns: the members of SQL_INTERVAL_STRUCT and the units of its fraction. Never: which intervals there are.
#include "convert/interval_structure.h"

#include <algorithm>
#include <limits>

namespace d1odbc {

namespace {

using enum IntervalField;

/// Nanoseconds of one unit of a fraction with so many digits.
std::uint32_t unit_of_fraction(SQLSMALLINT precision) {
  constexpr SQLSMALLINT most_digits = 9;
  std::uint32_t unit = 1;
  for (SQLSMALLINT digits = std::clamp<SQLSMALLINT>(precision, 0, most_digits); digits < most_digits; ++digits)
    unit *= 10;
  return unit;
}

bool fits_leading_precision(std::uint64_t value, SQLINTEGER precision) {
  if (value > std::numeric_limits<SQLUINTEGER>::max()) return false;
  SQLINTEGER digits = 0;
  for (; value != 0; value /= 10) ++digits;
  return digits <= precision;
}

SQLUINTEGER stored(const Interval& interval, IntervalField field) {
  return static_cast<SQLUINTEGER>(interval.at(field));
}

bool is_within_calendar(const Interval& interval) {
  const auto last = static_cast<std::size_t>(interval.type->last);
  for (std::size_t field = static_cast<std::size_t>(interval.type->first) + 1; field <= last; ++field)
    if (!is_within_calendar(static_cast<IntervalField>(field), interval.fields[field])) return false;
  return true;
}

}  // namespace

std::optional<State> write_interval(const Interval& interval, const BufferForm& form, SQL_INTERVAL_STRUCT& structure) {
  const IntervalType& type = *interval.type;
  if (!fits_leading_precision(interval.at(type.first), form.leading_precision)) return State::IntervalOverflow;
  const std::uint32_t unit = unit_of_fraction(form.precision);
  structure = {};
  structure.interval_type = type.structure;
  structure.interval_sign = interval.negative && !interval.is_zero() ? SQL_TRUE : SQL_FALSE;
  if (type.is_year_month()) {
    structure.intval.year_month = {stored(interval, Year), stored(interval, Month)};
  } else {
    structure.intval.day_second = {stored(interval, Day), stored(interval, Hour), stored(interval, Minute),
                                   stored(interval, Second), interval.nanosecond / unit};
  }
  if (interval.fraction_lost || interval.nanosecond % unit != 0) return State::FractionalTruncation;
  return std::nullopt;
}

std::optional<Interval> interval_of(const SQL_INTERVAL_STRUCT& structure, const IntervalType& type,
                                    const BufferForm& form) {
  std::array<SQLUINTEGER, 6> given{};
  SQLUINTEGER fraction = 0;
  if (type.is_year_month()) {
    given = {structure.intval.year_month.year, structure.intval.year_month.month, 0, 0, 0, 0};
  } else {
    const SQL_DAY_SECOND_STRUCT& day_second = structure.intval.day_second;
    given = {0, 0, day_second.day, day_second.hour, day_second.minute, day_second.second};
    fraction = type.last == Second ? day_second.fraction : 0;
  }
  Interval interval{.type = &type, .negative = structure.interval_sign != SQL_FALSE};
  // Members that the type does not have may hold anything.
  for (auto field = static_cast<std::size_t>(type.first); field <= static_cast<std::size_t>(type.last); ++field)
    interval.fields[field] = given[field];
  const std::uint64_t nanosecond = std::uint64_t{fraction} * unit_of_fraction(form.precision);
  const bool is_valid = fits_leading_precision(interval.at(type.first), form.leading_precision) &&
                        is_within_calendar(interval) && nanosecond < 1'000'000'000;
  if (!is_valid) return std::nullopt;
  interval.nanosecond = static_cast<std::uint32_t>(nanosecond);
  return interval;
}

}  // namespace d1odbc
