// Owns: SQL_NUMERIC_STRUCT of a parameter as a value of its SQL type. Never: goes through a double on the way.
#include <algorithm>
#include <string>

#include "convert/number_text.h"
#include "convert/parameter_parts.h"
#include "error/odbc_error.h"
#include "value/column_type.h"

namespace d1odbc {

namespace {

/// The decimal digits of a little-endian number, without leading zeros.
std::string digits_of(SQLCHAR (&bytes)[SQL_MAX_NUMERIC_LEN]) {
  std::string digits;
  while (std::ranges::any_of(bytes, [](SQLCHAR byte) { return byte != 0; })) {
    unsigned remainder = 0;
    for (std::size_t index = SQL_MAX_NUMERIC_LEN; index > 0; --index) {
      const unsigned part = remainder << 8U | bytes[index - 1];
      bytes[index - 1] = static_cast<SQLCHAR>(part / 10);
      remainder = part % 10;
    }
    digits.push_back(static_cast<char>('0' + remainder));
  }
  std::ranges::reverse(digits);
  return digits;
}

/// "The precision and scale fields … are used for input from an application" (C Data Types, note f), unless the record
/// was given its own by SQLSetDescField or SQLSetDescRec.
int scale_of(const SQL_NUMERIC_STRUCT& numeric, const BufferForm& form) {
  const BufferForm unset = default_form(SQL_C_NUMERIC);
  const bool is_set = form.precision != unset.precision || form.scale != unset.scale;
  return is_set ? form.scale : numeric.scale;
}

Value bit(const Decimal& decimal) {
  const WholeNumberReading reading = whole_part(decimal);
  const bool below_zero = decimal.negative && !decimal.digits.empty();
  if (reading.problem != NumberProblem::None || below_zero || reading.number.magnitude > 1)
    throw OdbcError(State::NumericOutOfRange, "The parameter {} is neither 0 nor 1.", decimal_text(decimal));
  // "Greater than 0, less than 2, and not equal to 1" is 22001.
  if (reading.number.fraction_lost)
    throw OdbcError(State::StringTooLong, "The parameter {} is neither 0 nor 1.", decimal_text(decimal));
  return Value::of(static_cast<std::int64_t>(reading.number.magnitude));
}

Value whole(const Decimal& decimal, SQLSMALLINT sql_type) {
  const WholeNumberReading reading = whole_part(decimal);
  if (reading.problem != NumberProblem::None) {
    throw OdbcError(State::NumericOutOfRange, "The parameter {} does not fit SQL type {}.", decimal_text(decimal),
                    sql_type);
  }
  return whole_parameter(reading.number.negative, reading.number.magnitude, sql_type);
}

Value field(const Decimal& decimal, const IntervalType& type) {
  const bool has_fraction = whole_part(decimal).number.fraction_lost;
  if (has_fraction && type.last != IntervalField::Second) {
    throw OdbcError(State::IntervalOverflow, "The parameter {} has a fraction, which its interval type cannot hold.",
                    decimal_text(decimal));
  }
  return interval_parameter(decimal_text(decimal), type);
}

}  // namespace

Value decimal_parameter(const Decimal& decimal, SQLSMALLINT sql_type) {
  if (sql_type == SQL_BIT) return bit(decimal);
  if (storage_of(sql_type) == StorageClass::Integer) return whole(decimal, sql_type);
  if (const IntervalType* interval = find_interval(sql_type)) return field(decimal, *interval);
  if (sql_type == SQL_DECIMAL || sql_type == SQL_NUMERIC) return exact_parameter(decimal, State::NumericOutOfRange);
  return parameter_from_text(decimal_text(decimal), sql_type);
}

Value parameter_from_numeric(const ParameterData& data) {
  auto numeric = read_structure<SQL_NUMERIC_STRUCT>(data);
  Decimal decimal{numeric.sign == 0, digits_of(numeric.val), 0};
  const int scale = scale_of(numeric, data.form);
  if (static_cast<int>(decimal.digits.size()) > data.form.precision) {
    throw OdbcError(State::NumericOutOfRange, "The number {} has more digits than the {} of SQL_DESC_PRECISION.",
                    decimal.digits, data.form.precision);
  }
  decimal.exponent = -scale;
  return decimal_parameter(decimal, data.sql_type);
}

}  // namespace d1odbc
