// Owns: C numbers of a parameter as a value of its SQL type. Never: text that holds numbers.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <variant>

#include "convert/number_text.h"
#include "convert/parameter_parts.h"
#include "error/odbc_error.h"
#include "value/column_type.h"

namespace d1odbc {

namespace {

using Number = std::variant<std::int64_t, std::uint64_t, double>;

Number number_of(const ParameterData& data) {
  const auto as_signed = [](auto number) { return Number(std::in_place_type<std::int64_t>, number); };
  const auto as_unsigned = [](auto number) { return Number(std::in_place_type<std::uint64_t>, number); };
  switch (data.c_type.c_type) {
    case SQL_C_STINYINT:
    case SQL_C_TINYINT:
      return as_signed(read_structure<SQLSCHAR>(data));
    case SQL_C_UTINYINT:
      return as_unsigned(read_structure<SQLCHAR>(data));
    case SQL_C_SHORT:
    case SQL_C_SSHORT:
      return as_signed(read_structure<SQLSMALLINT>(data));
    case SQL_C_USHORT:
      return as_unsigned(read_structure<SQLUSMALLINT>(data));
    case SQL_C_LONG:
    case SQL_C_SLONG:
      return as_signed(read_structure<SQLINTEGER>(data));
    case SQL_C_ULONG:
      return as_unsigned(read_structure<SQLUINTEGER>(data));
    case SQL_C_SBIGINT:
      return as_signed(read_structure<std::int64_t>(data));
    case SQL_C_UBIGINT:
      return as_unsigned(read_structure<std::uint64_t>(data));
    case SQL_C_BIT:
      return as_unsigned(read_structure<SQLCHAR>(data));
    case SQL_C_FLOAT:
      return static_cast<double>(read_structure<SQLREAL>(data));
    default:
      return read_structure<SQLDOUBLE>(data);
  }
}

// The values that an exact SQL type holds; the unsigned readings of the narrow types are allowed, since SQLite stores
// every integer in 64 bits and the reference leaves the sign to the column.
struct ExactRange {
  SQLSMALLINT sql_type;
  std::uint64_t lowest;  // magnitude of the most negative value
  std::uint64_t highest;
};
constexpr std::array exact_ranges = {
    ExactRange{SQL_BIT, 0, 1},
    ExactRange{SQL_TINYINT, 128, 255},
    ExactRange{SQL_SMALLINT, 32768, 65535},
    ExactRange{SQL_INTEGER, 2147483648U, 4294967295U},
    ExactRange{SQL_BIGINT, 9223372036854775808U, 9223372036854775807U},
};

Value whole_from_real(double number, SQLSMALLINT sql_type) {
  const WholeNumberReading reading = read_whole_number(number);
  if (reading.problem != NumberProblem::None) {
    throw OdbcError(State::NumericOutOfRange, "The parameter {} does not fit SQL type {}.", number, sql_type);
  }
  if (sql_type == SQL_BIT && number < 0)
    throw OdbcError(State::NumericOutOfRange, "The parameter {} is neither 0 nor 1.", number);
  // Appendix D: a fraction is cut for the exact types, but for SQL_BIT it is 22001.
  if (sql_type == SQL_BIT && reading.number.fraction_lost && number > 0 && number < 2) {
    throw OdbcError(State::StringTooLong, "The parameter {} is neither 0 nor 1.", number);
  }
  return whole_parameter(reading.number.negative, reading.number.magnitude, sql_type);
}

Value real_parameter(double number, SQLSMALLINT sql_type) {
  // SQLite stores NaN as NULL; D1 has no other way to write it.
  if (std::isnan(number) && storage_of(sql_type) != StorageClass::Integer) return Value::null();
  switch (storage_of(sql_type)) {
    case StorageClass::Integer:
      return whole_from_real(number, sql_type);
    case StorageClass::Text:
      return Value::text(real_text(number));
    default:
      break;
  }
  return Value::of(number);
}

Value integer_parameter(bool negative, std::uint64_t magnitude, SQLSMALLINT sql_type) {
  const bool is_decimal = sql_type == SQL_DECIMAL || sql_type == SQL_NUMERIC;
  switch (storage_of(sql_type)) {
    case StorageClass::Integer:
      return whole_parameter(negative, magnitude, sql_type);
    case StorageClass::Text:
      return Value::text(fmt::format("{}{}", negative ? "-" : "", magnitude));
    default:
      break;
  }
  if (is_decimal) {
    const std::string digits = magnitude == 0 ? "" : fmt::format("{}", magnitude);
    return exact_parameter({negative, digits, 0}, State::NumericOutOfRange);
  }
  const auto real = static_cast<double>(magnitude);
  return Value::of(negative ? -real : real);
}

/// "SQL_C_BIT: 0 or 1"; another number cannot be told from a mistake.
void require_bit(std::uint64_t number) {
  if (number > 1) throw OdbcError(State::NumericOutOfRange, "The SQL_C_BIT parameter {} is neither 0 nor 1.", number);
}

}  // namespace

bool fits_exact_type(bool negative, std::uint64_t magnitude, SQLSMALLINT sql_type) noexcept {
  const auto range = std::ranges::find(exact_ranges, sql_type, &ExactRange::sql_type);
  return range == exact_ranges.end() || magnitude <= (negative ? range->lowest : range->highest);
}

Value whole_parameter(bool negative, std::uint64_t magnitude, SQLSMALLINT sql_type) {
  if (!fits_exact_type(negative, magnitude, sql_type)) {
    throw OdbcError(State::NumericOutOfRange, "The parameter {}{} does not fit SQL type {}.", negative ? "-" : "",
                    magnitude, sql_type);
  }
  return Value::of(static_cast<std::int64_t>(negative ? 0 - magnitude : magnitude));
}

Value parameter_from_number(const ParameterData& data) {
  const Number number = number_of(data);
  if (data.c_type.family == CFamily::Bit) require_bit(std::get<std::uint64_t>(number));
  if (const auto* real = std::get_if<double>(&number)) return real_parameter(*real, data.sql_type);
  if (const auto* whole = std::get_if<std::uint64_t>(&number)) return integer_parameter(false, *whole, data.sql_type);
  const std::int64_t whole = std::get<std::int64_t>(number);
  const auto bits = static_cast<std::uint64_t>(whole);
  return integer_parameter(whole < 0, whole < 0 ? 0 - bits : bits, data.sql_type);
}

}  // namespace d1odbc
