// Owns: the model's numbers: digits of texts and doubles, ranges of C integers, SQL_NUMERIC_STRUCT. Never: dates, texts
// as texts.
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <limits>

#include "value_model_parts.h"

namespace model {

Expected fixed(const std::string& memory, bool cut) {
  return {cut ? "01S07" : "", memory, static_cast<SQLLEN>(memory.size())};
}

Expected failed(const char* state) { return {state, "", 0}; }

namespace {

constexpr Wide huge = Wide{1} << 100;

bool is_digit(char character) { return character >= '0' && character <= '9'; }

}  // namespace

/// Blanks, sign, digits with a point, exponent; empty when the text is something else.
std::optional<Number> number_of(std::string_view text) {
  while (!text.empty() && std::string_view(" \t\n\v\f\r").find(text.front()) != std::string_view::npos)
    text.remove_prefix(1);
  while (!text.empty() && std::string_view(" \t\n\v\f\r").find(text.back()) != std::string_view::npos)
    text.remove_suffix(1);
  Number number;
  std::size_t at = 0;
  const auto more = [&] { return at < text.size(); };
  if (more() && (text[at] == '-' || text[at] == '+')) number.negative = text[at++] == '-';
  bool any = false;
  for (; more() && is_digit(text[at]); ++at, any = true) number.digits += text[at];
  if (more() && text[at] == '.') {
    for (++at; more() && is_digit(text[at]); ++at, any = true, --number.exponent) number.digits += text[at];
  }
  if (!any) return std::nullopt;
  if (more() && (text[at] == 'e' || text[at] == 'E')) {
    ++at;
    if (more() && text[at] == '+') ++at;
    long power = 0;
    const auto read = std::from_chars(text.data() + at, text.data() + text.size(), power);
    if (read.ec != std::errc()) return std::nullopt;
    at = static_cast<std::size_t>(read.ptr - text.data());
    number.exponent += power;
  }
  if (more()) return std::nullopt;
  number.digits.erase(0, std::min(number.digits.find_first_not_of('0'), number.digits.size()));
  return number;
}

/// The shortest digits that are this double and no other.
Number number_of(double value) {
  std::array<char, 40> text{};
  const auto end = std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::scientific);
  return *number_of(std::string_view(text.data(), static_cast<std::size_t>(end.ptr - text.data())));
}

std::optional<Number> number_of(const Stored& stored) {
  if (const auto* integer = std::get_if<std::int64_t>(&stored))
    return number_of(std::string_view(std::to_string(*integer)));
  if (const auto* real = std::get_if<double>(&stored)) return number_of(*real);
  if (const auto* text = std::get_if<std::string>(&stored)) return number_of(std::string_view(*text));
  return std::nullopt;
}

Whole whole_of(const Number& number) {
  Whole whole{number.negative, 0, false};
  for (long place = 0; place < static_cast<long>(number.digits.size()); ++place) {
    if (place < number.whole_digits()) {
      whole.magnitude = std::min(
          huge, whole.magnitude * 10 + static_cast<unsigned>(number.digits[static_cast<std::size_t>(place)] - '0'));
    } else if (number.digits[static_cast<std::size_t>(place)] != '0') {
      whole.cut = true;
    }
  }
  for (long zeros = 0; zeros < number.exponent && whole.magnitude != 0 && whole.magnitude < huge; ++zeros)
    whole.magnitude = std::min(huge, whole.magnitude * 10);
  return whole;
}

namespace {

/// A double's exact value, which its shortest digits need not be.
Whole whole_of(double value) {
  const double size = std::fabs(value);
  if (size >= 0x1p100) return {value < 0, huge, false};
  const auto magnitude = static_cast<Wide>(size);
  return {value < 0, magnitude, static_cast<double>(magnitude) != size};
}

std::optional<Whole> whole_of(const Stored& stored) {
  if (const auto* real = std::get_if<double>(&stored)) return whole_of(*real);
  const std::optional<Number> number = number_of(stored);
  if (!number) return std::nullopt;
  return whole_of(*number);
}

template <class Integer>
Expected integer(const Whole& whole) {
  const auto signed_value = static_cast<SignedWide>(whole.magnitude) * (whole.negative ? -1 : 1);
  if (signed_value < static_cast<SignedWide>(std::numeric_limits<Integer>::min()) ||
      signed_value > static_cast<SignedWide>(std::numeric_limits<Integer>::max()))
    return failed("22003");
  return fixed(memory_of(static_cast<Integer>(signed_value)), whole.cut);
}

}  // namespace

Expected integer(const Stored& stored, SQLSMALLINT code) {
  const std::optional<Whole> whole = whole_of(stored);
  if (!whole) return failed("22018");
  switch (code) {
    case SQL_C_UTINYINT:
      return integer<std::uint8_t>(*whole);
    case SQL_C_TINYINT:
    case SQL_C_STINYINT:
      return integer<std::int8_t>(*whole);
    case SQL_C_USHORT:
      return integer<std::uint16_t>(*whole);
    case SQL_C_SHORT:
    case SQL_C_SSHORT:
      return integer<std::int16_t>(*whole);
    case SQL_C_ULONG:
      return integer<std::uint32_t>(*whole);
    case SQL_C_LONG:
    case SQL_C_SLONG:
      return integer<std::int32_t>(*whole);
    case SQL_C_UBIGINT:
      return integer<std::uint64_t>(*whole);
    default:
      return integer<std::int64_t>(*whole);
  }
}

Expected bit(const Stored& stored) {
  const std::optional<Whole> whole = whole_of(stored);
  if (!whole) return failed("22018");
  const bool below_zero = whole->negative && (whole->magnitude != 0 || whole->cut);
  if (below_zero || whole->magnitude > 1) return failed("22003");
  return fixed(memory_of(static_cast<std::uint8_t>(whole->magnitude)), whole->cut);
}

namespace {

std::optional<double> real_of(const Stored& stored) {
  if (const auto* integer = std::get_if<std::int64_t>(&stored)) return static_cast<double>(*integer);
  if (const auto* real = std::get_if<double>(&stored)) return *real;
  if (!number_of(stored)) return std::nullopt;
  return std::strtod(std::get<std::string>(stored).c_str(), nullptr);  // it skips the same blanks
}

}  // namespace

Expected floating(const Stored& stored, SQLSMALLINT code) {
  const std::optional<double> real = real_of(stored);
  if (!real) return failed("22018");
  if (code == SQL_C_DOUBLE) return std::isinf(*real) ? failed("22003") : fixed(memory_of(*real), false);
  if (std::fabs(*real) > static_cast<double>(std::numeric_limits<float>::max())) return failed("22003");
  return fixed(memory_of(static_cast<float>(*real)), false);
}

/// With the default form: 38 digits, none behind the point.
Expected numeric(const Stored& stored) {
  constexpr long precision = 38;
  const std::optional<Number> number = number_of(stored);
  if (!number) return failed("22018");
  if (!number->digits.empty() && number->whole_digits() > precision) return failed("22003");
  SQL_NUMERIC_STRUCT structure{};
  structure.precision = precision;
  Wide value = 0;
  bool cut = false;
  for (long place = 0; place < std::max(number->whole_digits(), static_cast<long>(number->digits.size())); ++place) {
    const bool is_written = place < static_cast<long>(number->digits.size());
    const unsigned digit =
        is_written ? static_cast<unsigned>(number->digits[static_cast<std::size_t>(place)] - '0') : 0;
    if (place < number->whole_digits()) {
      value = value * 10 + digit;
    } else if (digit != 0) {
      cut = true;
    }
  }
  if (number->digits.empty()) value = 0;
  structure.sign = number->negative && value != 0 ? 0 : 1;
  for (SQLCHAR& byte : structure.val) {
    byte = static_cast<SQLCHAR>(value & 0xFF);
    value >>= 8;
  }
  return fixed(memory_of(structure), cut);
}

}  // namespace model
