// Owns: the table of interval types, and the arithmetic of their fields. Never: the grammar of literals.
#include "convert/interval_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "convert/datetime_text.h"

namespace d1odbc {

namespace {

using enum IntervalField;

// clang-format off
constexpr std::array interval_types = {
    IntervalType{SQL_C_INTERVAL_YEAR,             SQL_IS_YEAR,             Year,   Year},
    IntervalType{SQL_C_INTERVAL_MONTH,            SQL_IS_MONTH,            Month,  Month},
    IntervalType{SQL_C_INTERVAL_DAY,              SQL_IS_DAY,              Day,    Day},
    IntervalType{SQL_C_INTERVAL_HOUR,             SQL_IS_HOUR,             Hour,   Hour},
    IntervalType{SQL_C_INTERVAL_MINUTE,           SQL_IS_MINUTE,           Minute, Minute},
    IntervalType{SQL_C_INTERVAL_SECOND,           SQL_IS_SECOND,           Second, Second},
    IntervalType{SQL_C_INTERVAL_YEAR_TO_MONTH,    SQL_IS_YEAR_TO_MONTH,    Year,   Month},
    IntervalType{SQL_C_INTERVAL_DAY_TO_HOUR,      SQL_IS_DAY_TO_HOUR,      Day,    Hour},
    IntervalType{SQL_C_INTERVAL_DAY_TO_MINUTE,    SQL_IS_DAY_TO_MINUTE,    Day,    Minute},
    IntervalType{SQL_C_INTERVAL_DAY_TO_SECOND,    SQL_IS_DAY_TO_SECOND,    Day,    Second},
    IntervalType{SQL_C_INTERVAL_HOUR_TO_MINUTE,   SQL_IS_HOUR_TO_MINUTE,   Hour,   Minute},
    IntervalType{SQL_C_INTERVAL_HOUR_TO_SECOND,   SQL_IS_HOUR_TO_SECOND,   Hour,   Second},
    IntervalType{SQL_C_INTERVAL_MINUTE_TO_SECOND, SQL_IS_MINUTE_TO_SECOND, Minute, Second},
};

struct FieldFacts {
  std::uint64_t units;     // months or seconds in one
  std::uint64_t greatest;  // of a field that is not the first
  char separator;          // before such a field
};
constexpr std::array<FieldFacts, 6> field_facts = {{
    {12,    0,  ' '},  // year
    {1,     11, '-'},  // month
    {86400, 0,  ' '},  // day
    {3600,  23, ' '},  // hour
    {60,    59, ':'},  // minute
    {1,     59, ':'},  // second
}};
// clang-format on

}  // namespace

bool Interval::is_zero() const noexcept {
  return nanosecond == 0 && std::ranges::all_of(fields, [](std::uint64_t value) { return value == 0; });
}

const IntervalType* find_interval(SQLSMALLINT code) noexcept {
  const auto found = std::ranges::find(interval_types, code, &IntervalType::code);
  return found == interval_types.end() ? nullptr : &*found;
}

bool is_interval_number(SQLSMALLINT sql_type) noexcept {
  constexpr std::array numbers = {SQL_TINYINT, SQL_SMALLINT, SQL_INTEGER, SQL_BIGINT, SQL_DECIMAL, SQL_NUMERIC};
  return std::ranges::find(numbers, sql_type) != numbers.end();
}

bool is_within_calendar(IntervalField field, std::uint64_t value) noexcept {
  return value <= field_facts[static_cast<std::size_t>(field)].greatest;
}

std::optional<Interval> convert_interval(const Interval& interval, const IntervalType& type) {
  if (interval.type->is_year_month() != type.is_year_month()) return std::nullopt;
  std::uint64_t rest = 0;  // in months or seconds
  for (std::size_t field = 0; field < field_facts.size(); ++field)
    rest += interval.fields[field] * field_facts[field].units;

  Interval converted{.type = &type, .negative = interval.negative, .fraction_lost = interval.fraction_lost};
  for (auto field = static_cast<std::size_t>(type.first); field <= static_cast<std::size_t>(type.last); ++field) {
    converted.fields[field] = rest / field_facts[field].units;
    rest %= field_facts[field].units;
  }
  if (type.last == Second) {
    converted.nanosecond = interval.nanosecond;
  } else if (rest != 0 || interval.nanosecond != 0) {
    converted.fraction_lost = true;
  }
  return converted;
}

std::string separators_of(const IntervalType& type) {
  std::string marks;
  for (auto field = static_cast<std::size_t>(type.first) + 1; field <= static_cast<std::size_t>(type.last); ++field)
    marks.push_back(field_facts[field].separator);
  return marks;
}

std::string interval_text(const Interval& interval) {
  const IntervalType& type = *interval.type;
  std::string text = interval.negative && !interval.is_zero() ? "-" : "";
  text += fmt::format("{}", interval.at(type.first));
  for (auto field = static_cast<std::size_t>(type.first) + 1; field <= static_cast<std::size_t>(type.last); ++field)
    text += fmt::format("{}{:02}", field_facts[field].separator, interval.fields[field]);
  const unsigned digits = fraction_digits(interval.nanosecond);
  if (digits != 0) text += "." + fmt::format("{:09}", interval.nanosecond).substr(0, digits);
  return text;
}

}  // namespace d1odbc
