// Owns: the digits of a cell as the scaled 128-bit integer of SQL_NUMERIC_STRUCT. Never: reads text (decimal_text
// does).
#include "convert/cell_to_numeric.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <limits>
#include <string>

#include "convert/decimal_text.h"
#include "convert/number_text.h"

namespace d1odbc {

namespace {

constexpr std::int64_t most_digits = 38;  // 10^38 - 1 is the greatest number of nines below 2^128

std::optional<Decimal> decimal_of(const ValueView& value) {
  switch (value.storage) {
    case StorageClass::Integer:
      return read_decimal(fmt::format_int(value.integer).str());
    case StorageClass::Real:
      return read_decimal(real_text(value.real));
    case StorageClass::Text:
      return read_decimal(value.bytes);
    case StorageClass::Null:
    case StorageClass::Blob:
      break;
  }
  return std::nullopt;
}

struct Scaled {
  std::string digits;  // the integer number × 10^scale, at most 38
  std::optional<State> state;
};

Scaled out_of_range() { return {{}, State::NumericOutOfRange}; }

/// Cuts or fills the digits so that their last one is worth 10^-scale.
Scaled scaled(const Decimal& decimal, const BufferForm& form) {
  const std::int64_t size = decimal.magnitude() + form.scale;  // of the scaled integer
  if (decimal.digits.empty()) return {};
  if (size > std::min<std::int64_t>(form.precision, most_digits)) return out_of_range();
  const auto kept = static_cast<std::size_t>(std::max<std::int64_t>(size, 0));
  const std::size_t last = decimal.digits.find_last_not_of('0');
  std::string digits = decimal.digits.substr(0, kept);
  digits.resize(kept, '0');
  if (last < kept) return {std::move(digits), std::nullopt};
  // With a negative scale whole digits are cut too: those are not to be lost.
  const std::size_t first_lost = decimal.digits.find_first_not_of('0', kept);
  if (static_cast<std::int64_t>(first_lost) < decimal.magnitude()) return out_of_range();
  return {std::move(digits), State::FractionalTruncation};
}

/// Little endian; at most 38 digits.
void write_integer(const std::string& digits, SQLCHAR (&bytes)[SQL_MAX_NUMERIC_LEN]) {
  for (const char digit : digits) {
    unsigned carry = static_cast<unsigned>(digit - '0');
    for (SQLCHAR& byte : bytes) {
      carry += byte * 10U;
      byte = static_cast<SQLCHAR>(carry & 0xFFU);
      carry >>= 8U;
    }
  }
}

}  // namespace

std::optional<State> convert_to_numeric(const Cell& cell, void* destination) {
  const std::optional<Decimal> decimal = decimal_of(cell.value);
  // Inf is a number, beyond every range.
  if (!decimal)
    return cell.value.storage == StorageClass::Real ? State::NumericOutOfRange : State::InvalidCharacterValue;
  if (cell.rounded) return State::NumericOutOfRange;
  const BufferForm& form = cell.form;
  // The structure keeps its scale in one byte.
  using Limits = std::numeric_limits<SQLSCHAR>;
  if (form.scale < Limits::min() || form.scale > Limits::max()) return State::NumericOutOfRange;
  const auto [digits, state] = scaled(*decimal, form);
  if (state && !is_warning(*state)) return state;

  SQL_NUMERIC_STRUCT numeric{};
  numeric.precision = static_cast<SQLCHAR>(std::clamp<std::int64_t>(form.precision, 0, most_digits));
  numeric.scale = static_cast<SQLSCHAR>(form.scale);
  const bool is_zero = digits.find_first_not_of('0') == std::string::npos;
  numeric.sign = decimal->negative && !is_zero ? 0 : 1;
  write_integer(digits, numeric.val);
  std::memcpy(destination, &numeric, sizeof numeric);
  return state;
}

}  // namespace d1odbc
