// Owns: reading a cell as a number of a C type, with the range and truncation rules of appendix D. Never: formats text.
#include "convert/cell_to_number.h"

#include <cmath>
#include <cstring>
#include <limits>
#include <type_traits>

#include "convert/number_text.h"

namespace d1odbc {

namespace {

template <class Number>
void store(void* destination, Number number) {
  std::memcpy(destination, &number, sizeof number);  // the application's address need not be aligned
}

WholeNumberReading whole_number_of(const Cell& cell) {
  switch (cell.value.storage) {
    case StorageClass::Integer: {
      if (is_integer_of_real(cell)) return read_whole_number(static_cast<double>(cell.value.integer));
      const bool negative = cell.value.integer < 0;
      const auto bits = static_cast<std::uint64_t>(cell.value.integer);
      return {{negative, negative ? 0 - bits : bits, false}, NumberProblem::None};
    }
    case StorageClass::Real:
      return read_whole_number(cell.value.real);
    case StorageClass::Text:
      return read_whole_number(cell.value.bytes);
    case StorageClass::Null:
    case StorageClass::Blob:
      break;
  }
  return {{}, NumberProblem::NotANumber};
}

std::optional<double> real_of(const Cell& cell) {
  switch (cell.value.storage) {
    case StorageClass::Integer:
      return static_cast<double>(cell.value.integer);
    case StorageClass::Real:
      return cell.value.real;
    case StorageClass::Text:
      return read_real(cell.value.bytes);
    case StorageClass::Null:
    case StorageClass::Blob:
      break;
  }
  return std::nullopt;
}

std::optional<State> problem_of(const WholeNumberReading& reading, const Cell& cell) {
  if (cell.rounded) return State::NumericOutOfRange;
  switch (reading.problem) {
    case NumberProblem::None:
      return std::nullopt;
    case NumberProblem::NotANumber:
      return State::InvalidCharacterValue;
    case NumberProblem::TooLarge:
      return State::NumericOutOfRange;
  }
  return std::nullopt;
}

template <class Integer>
bool fits(const WholeNumber& number) {
  constexpr auto largest = static_cast<std::uint64_t>(std::numeric_limits<Integer>::max());
  if (!number.negative) return number.magnitude <= largest;
  return number.magnitude == 0 || (std::is_signed_v<Integer> && number.magnitude <= largest + 1);
}

template <class Integer>
std::optional<State> convert_to_integer(const Cell& cell, void* destination) {
  const WholeNumberReading reading = whole_number_of(cell);
  if (const auto problem = problem_of(reading, cell)) return problem;
  if (!fits<Integer>(reading.number)) return State::NumericOutOfRange;
  const std::uint64_t bits = reading.number.negative ? 0 - reading.number.magnitude : reading.number.magnitude;
  store(destination, static_cast<Integer>(bits));
  if (reading.number.fraction_lost) return State::FractionalTruncation;
  return std::nullopt;
}

}  // namespace

FixedConverter integer_converter(SQLSMALLINT c_type) noexcept {
  switch (c_type) {
    case SQL_C_LONG:
    case SQL_C_SLONG:
      return convert_to_integer<SQLINTEGER>;
    case SQL_C_ULONG:
      return convert_to_integer<SQLUINTEGER>;
    case SQL_C_SHORT:
    case SQL_C_SSHORT:
      return convert_to_integer<SQLSMALLINT>;
    case SQL_C_USHORT:
      return convert_to_integer<SQLUSMALLINT>;
    case SQL_C_TINYINT:
    case SQL_C_STINYINT:
      return convert_to_integer<SQLSCHAR>;
    case SQL_C_UTINYINT:
      return convert_to_integer<SQLCHAR>;
    case SQL_C_SBIGINT:
      return convert_to_integer<std::int64_t>;
    case SQL_C_UBIGINT:
      return convert_to_integer<std::uint64_t>;
    default:
      return nullptr;
  }
}

std::optional<State> convert_to_bit(const Cell& cell, void* destination) {
  const WholeNumberReading reading = whole_number_of(cell);
  if (const auto problem = problem_of(reading, cell)) return problem;
  // "greater than 0, less than 2, and not equal to 1" is cut; less than 0 or from 2 on is out of range.
  const bool below_zero = reading.number.negative && (reading.number.magnitude != 0 || reading.number.fraction_lost);
  if (below_zero || reading.number.magnitude > 1) return State::NumericOutOfRange;
  store(destination, static_cast<SQLCHAR>(reading.number.magnitude));
  if (reading.number.fraction_lost) return State::FractionalTruncation;
  return std::nullopt;
}

std::optional<State> convert_to_double(const Cell& cell, void* destination) {
  const std::optional<double> number = real_of(cell);
  if (!number) return State::InvalidCharacterValue;
  if (cell.rounded) return State::NumericOutOfRange;
  if (std::isinf(*number) && cell.value.storage == StorageClass::Text) return State::NumericOutOfRange;
  store(destination, *number);
  return std::nullopt;
}

std::optional<State> convert_to_float(const Cell& cell, void* destination) {
  const std::optional<double> number = real_of(cell);
  if (!number) return State::InvalidCharacterValue;
  if (cell.rounded) return State::NumericOutOfRange;
  const bool out_of_range = std::fabs(*number) > static_cast<double>(std::numeric_limits<float>::max());
  if (out_of_range && !(std::isinf(*number) && cell.value.storage == StorageClass::Real))
    return State::NumericOutOfRange;
  store(destination, static_cast<float>(*number));
  return std::nullopt;
}

}  // namespace d1odbc
