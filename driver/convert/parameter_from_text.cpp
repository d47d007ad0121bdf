// Owns: character data of a parameter as a value of its SQL type. Never: encodings (the caller gives UTF-8).
#include <cmath>

#include "convert/datetime_text.h"
#include "convert/guid_text.h"
#include "convert/number_text.h"
#include "convert/parameter_parts.h"
#include "error/odbc_error.h"
#include "value/column_type.h"

namespace d1odbc {

namespace {

[[noreturn]] void refuse(SQLSMALLINT sql_type, std::string_view what) {
  throw OdbcError(State::InvalidCharacterValue, "A text parameter for SQL type {} is not {}.", sql_type, what);
}

/// 0 or 1; between them 22001, outside 22003.
Value bit(const WholeNumberReading& reading) {
  const WholeNumber& number = reading.number;
  const bool below_zero = number.negative && (number.magnitude != 0 || number.fraction_lost);
  if (reading.problem == NumberProblem::TooLarge || below_zero || number.magnitude > 1) {
    throw OdbcError(State::NumericOutOfRange, "A text parameter for SQL_BIT is neither 0 nor 1.");
  }
  if (number.fraction_lost) throw OdbcError(State::StringTooLong, "A text parameter for SQL_BIT has a fraction.");
  return Value::of(static_cast<std::int64_t>(number.magnitude));
}

Value whole_number(std::string_view text, SQLSMALLINT sql_type) {
  const WholeNumberReading reading = read_whole_number(text);
  if (reading.problem == NumberProblem::NotANumber) refuse(sql_type, "a number");
  // For character data both a lost fraction and lost digits are 22001.
  if (sql_type == SQL_BIT) return bit(reading);
  const bool fits = reading.problem == NumberProblem::None && !reading.number.fraction_lost &&
                    fits_exact_type(reading.number.negative, reading.number.magnitude, sql_type);
  if (!fits) {
    throw OdbcError(State::StringTooLong, "A text parameter holds a number that SQL type {} cannot hold without loss.",
                    sql_type);
  }
  return whole_parameter(reading.number.negative, reading.number.magnitude, sql_type);
}

double real_number(std::string_view text, SQLSMALLINT sql_type) {
  const std::optional<double> number = read_real(text);
  if (!number) refuse(sql_type, "a number");
  if (std::isinf(*number))
    throw OdbcError(State::NumericOutOfRange, "A text parameter holds a number beyond the range of a double.");
  return *number;
}

Value decimal_number(std::string_view text, SQLSMALLINT sql_type) {
  const std::optional<Decimal> decimal = read_decimal(text);
  if (!decimal) refuse(sql_type, "a number");
  // "Loss of whole digits" and "truncation of fractional digits" are both 22001 for character data.
  return exact_parameter(*decimal, State::StringTooLong);
}

/// As it was given: a program finds its rows again with the text that it has read.
Value guid(std::string_view text) {
  if (!read_guid(text)) refuse(SQL_GUID, "a GUID such as 01234567-89ab-cdef-0123-456789abcdef");
  return Value::text(std::string(text));
}

Value hexadecimal(std::string_view text) {
  const auto digit = [](char character) -> int {
    if (character >= '0' && character <= '9') return character - '0';
    if (character >= 'A' && character <= 'F') return character - 'A' + 10;
    if (character >= 'a' && character <= 'f') return character - 'a' + 10;
    refuse(SQL_VARBINARY, "a row of hexadecimal digits");
  };
  std::string bytes;
  bytes.reserve(text.size() / 2);
  // "If the length of the character string is odd, the last byte of the string is not converted."
  for (std::size_t index = 0; index + 1 < text.size(); index += 2) {
    bytes.push_back(static_cast<char>(digit(text[index]) * 16 + digit(text[index + 1])));
  }
  return Value::blob(std::move(bytes));
}

[[noreturn]] void lose_part(std::string_view part) {
  throw OdbcError(State::DatetimeOverflow, "A text parameter has {}, which its SQL type cannot hold.", part);
}

DateTime moment_of(std::string_view text, SQLSMALLINT sql_type) {
  const std::optional<DateTime> moment = read_datetime(text);
  if (!moment) refuse(sql_type, "a date or time such as 2024-01-31 12:30:00");
  if (moment->digits_cut) lose_part("more than nine digits of a fraction of a second");
  if (is_leap_second(*moment)) {
    throw OdbcError(State::DatetimeOverflow,
                    "A text parameter has the leap second {}; D1's date functions would give NULL for it. Send second "
                    "59 or the next minute.",
                    time_text(*moment, 0));
  }
  return *moment;
}

Value date(std::string_view text) {
  const DateTime moment = moment_of(text, SQL_TYPE_DATE);
  if (!moment.has_date) refuse(SQL_TYPE_DATE, "a date such as 2024-01-31");
  if (has_time_of_day(moment)) lose_part("a time of day");
  return Value::text(date_text(moment));
}

Value time(std::string_view text) {
  const DateTime moment = moment_of(text, SQL_TYPE_TIME);
  if (!moment.has_time) refuse(SQL_TYPE_TIME, "a time such as 12:30:00");
  // Fractions stay: D1 stores times as text and loses nothing.
  return Value::text(time_text(moment, fraction_digits(moment.nanosecond)));
}

Value timestamp(std::string_view text) {
  DateTime moment = moment_of(text, SQL_TYPE_TIMESTAMP);
  if (!moment.has_date) set_today(moment);
  return Value::text(timestamp_text(moment, fraction_digits(moment.nanosecond)));
}

}  // namespace

Value parameter_from_text(std::string_view utf8, SQLSMALLINT sql_type) {
  switch (sql_type) {
    case SQL_BIT:
    case SQL_TINYINT:
    case SQL_SMALLINT:
    case SQL_INTEGER:
    case SQL_BIGINT:
      return whole_number(utf8, sql_type);
    case SQL_DECIMAL:
    case SQL_NUMERIC:
      return decimal_number(utf8, sql_type);
    case SQL_REAL:
    case SQL_FLOAT:
    case SQL_DOUBLE:
      return Value::of(real_number(utf8, sql_type));
    case SQL_BINARY:
    case SQL_VARBINARY:
    case SQL_LONGVARBINARY:
      return hexadecimal(utf8);
    case SQL_GUID:
      return guid(utf8);
    case SQL_TYPE_DATE:
      return date(utf8);
    case SQL_TYPE_TIME:
      return time(utf8);
    case SQL_TYPE_TIMESTAMP:
      return timestamp(utf8);
    default:
      break;
  }
  if (const IntervalType* interval = find_interval(sql_type)) return interval_parameter(utf8, *interval);
  return Value::text(std::string(utf8));
}

}  // namespace d1odbc
