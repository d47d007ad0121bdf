// Owns: C dates and times of a parameter as ISO 8601 text. Never: text that holds dates.

#include "convert/datetime_text.h"
#include "convert/parameter_parts.h"
#include "error/odbc_error.h"
#include "value/column_type.h"

namespace d1odbc {

namespace {

/// "Data value does not contain a valid …": 22007 for datetime types, 22008 for character ones.
State invalid_state(SQLSMALLINT sql_type) {
  return is_character(sql_type) ? State::DatetimeOverflow : State::InvalidDatetimeFormat;
}

void check_date(const DateTime& moment, SQLSMALLINT sql_type) {
  if (!is_valid_date(moment.year, moment.month, moment.day)) {
    throw OdbcError(invalid_state(sql_type), "The parameter {} is no date of the calendar.", date_text(moment));
  }
}

void check_time(const DateTime& moment, SQLSMALLINT sql_type) {
  if (!is_valid_time(moment.hour, moment.minute, moment.second) || moment.nanosecond > 999'999'999) {
    throw OdbcError(invalid_state(sql_type), "The parameter {} is no time of day.", time_text(moment, 9));
  }
  if (is_leap_second(moment)) {
    throw OdbcError(invalid_state(sql_type),
                    "The parameter {} has a leap second; D1's date functions would give NULL for it. Send second 59 or "
                    "the next minute.",
                    time_text(moment, 9));
  }
}

DateTime moment_of(const ParameterData& data) {
  DateTime moment;
  switch (data.c_type.family) {
    case CFamily::Date: {
      const auto given = read_structure<SQL_DATE_STRUCT>(data);
      moment.has_date = true;
      moment.year = given.year;
      moment.month = given.month;
      moment.day = given.day;
      break;
    }
    case CFamily::Time: {
      const auto given = read_structure<SQL_TIME_STRUCT>(data);
      moment.has_time = true;
      moment.hour = given.hour;
      moment.minute = given.minute;
      moment.second = given.second;
      break;
    }
    default: {
      const auto given = read_structure<SQL_TIMESTAMP_STRUCT>(data);
      moment = {true, true, given.year, given.month, given.day, given.hour, given.minute, given.second, given.fraction};
      break;
    }
  }
  // "The date fields of the timestamp structure are ignored" for a time.
  if (moment.has_date && data.sql_type != SQL_TYPE_TIME) check_date(moment, data.sql_type);
  if (moment.has_time) check_time(moment, data.sql_type);
  return moment;
}

std::string as_date(const DateTime& moment) {
  if (has_time_of_day(moment))
    throw OdbcError(State::DatetimeOverflow, "The parameter {} has a time of day, which a date cannot hold.",
                    timestamp_text(moment, 9));
  return date_text(moment);
}

std::string as_time(const DateTime& moment) {
  if (moment.nanosecond != 0)
    throw OdbcError(State::DatetimeOverflow, "The parameter {} has a fraction of a second, which a time cannot hold.",
                    timestamp_text(moment, 9));
  return time_text(moment, 0);
}

std::string as_timestamp(DateTime moment) {
  if (!moment.has_date) set_today(moment);
  return timestamp_text(moment, fraction_digits(moment.nanosecond));
}

std::string as_its_own_text(const DateTime& moment) {
  if (!moment.has_time) return date_text(moment);
  if (!moment.has_date) return time_text(moment, 0);
  return timestamp_text(moment, fraction_digits(moment.nanosecond));
}

}  // namespace

Value parameter_from_datetime(const ParameterData& data) {
  const DateTime moment = moment_of(data);
  switch (data.sql_type) {
    case SQL_TYPE_DATE:
      return Value::text(as_date(moment));
    case SQL_TYPE_TIME:
      return Value::text(as_time(moment));
    case SQL_TYPE_TIMESTAMP:
      return Value::text(as_timestamp(moment));
    default:
      return Value::text(as_its_own_text(moment));
  }
}

}  // namespace d1odbc
