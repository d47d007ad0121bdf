// Owns: intervals of a parameter as text or as a number. Never: the grammar of interval texts, the structure's members.
#include <fmt/format.h>

#include "convert/interval_structure.h"
#include "convert/parameter_parts.h"
#include "error/odbc_error.h"
#include "value/column_type.h"

namespace d1odbc {

namespace {

Value in_fields_of(const Interval& interval, const IntervalType& type) {
  const std::optional<Interval> converted = convert_interval(interval, type);
  if (!converted) {
    throw OdbcError(State::InvalidCharacterValue, "The interval {} cannot become one of {}.", interval_text(interval),
                    type.is_year_month() ? "years and months" : "days and times");
  }
  if (converted->fraction_lost) {
    throw OdbcError(State::IntervalOverflow, "The interval {} has fields that SQL type {} cannot hold.",
                    interval_text(interval), type.code);
  }
  return Value::text(interval_text(*converted));
}

/// The value of the only field, with the fraction of a second.
Decimal only_field(const Interval& interval) {
  constexpr int nanosecond_digits = 9;
  const std::string digits = fmt::format("{}{:09}", interval.at(interval.type->first), interval.nanosecond);
  Decimal decimal{interval.negative, digits, -nanosecond_digits};
  decimal.digits.erase(0, decimal.digits.find_first_not_of('0'));
  return decimal;
}

}  // namespace

Value interval_parameter(std::string_view text, const IntervalType& type) {
  const IntervalReading reading = read_interval(text, type);
  if (reading.problem == IntervalProblem::NotAnInterval) {
    throw OdbcError(State::InvalidCharacterValue,
                    "A parameter for SQL type {} is not an interval such as 3 04:05:06.5 or 1-03.", type.code);
  }
  if (reading.problem == IntervalProblem::TooLarge)
    throw OdbcError(State::IntervalOverflow, "A parameter for SQL type {} is too long an interval.", type.code);
  return in_fields_of(reading.interval, type);
}

Value parameter_from_interval(const ParameterData& data) {
  const IntervalType& type = *find_interval(data.c_type.c_type);
  const std::optional<Interval> interval = interval_of(read_structure<SQL_INTERVAL_STRUCT>(data), type, data.form);
  if (!interval) {
    throw OdbcError(State::IntervalOverflow,
                    "A parameter of type {} has a field beyond its bounds. The first field has {} digits "
                    "(SQL_DESC_DATETIME_INTERVAL_PRECISION), a fraction {} (SQL_DESC_PRECISION).",
                    data.c_type.name, data.form.leading_precision, data.form.precision);
  }
  if (const IntervalType* target = find_interval(data.sql_type)) return in_fields_of(*interval, *target);
  if (is_number(data.sql_type)) return decimal_parameter(only_field(*interval), data.sql_type);
  return Value::text(interval_text(*interval));
}

}  // namespace d1odbc
