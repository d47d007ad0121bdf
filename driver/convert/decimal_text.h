// Owns: decimal numbers taken apart, of any length, without loss: from text and to text. Never: binary numbers, ranges.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace d1odbc {

/// A decimal number: `digits` without a point, worth digits × 10^exponent.
struct Decimal {
  bool negative = false;
  std::string digits = {};  // without leading zeros; empty for zero
  std::int64_t exponent = 0;

  /// The power of ten of the first digit, plus one: 0.001 has -2, 123 has 3.
  [[nodiscard]] std::int64_t magnitude() const { return static_cast<std::int64_t>(digits.size()) + exponent; }
};

/// Reads a sign, digits, a fraction and an exponent; blanks around are ignored. Empty when the text is something else.
/// Exponents beyond ±1,000,000,000 are taken as that: only "huge" and "tiny" matter there.
[[nodiscard]] std::optional<Decimal> read_decimal(std::string_view text);

/// All digits of a number, without an exponent ("-0.05", "120"). Precondition: the exponent is as small as that of an
/// SQL_NUMERIC_STRUCT (-128 to 127).
[[nodiscard]] std::string decimal_text(const Decimal& decimal);

/// Without blanks around.
[[nodiscard]] std::string_view without_blanks(std::string_view text) noexcept;

/// The number of decimal digits that a text begins with.
[[nodiscard]] std::size_t count_digits(std::string_view text) noexcept;

/// A number's text without blanks and without its sign.
struct SignedText {
  std::string_view digits;
  bool negative = false;
};
[[nodiscard]] SignedText split_sign(std::string_view text) noexcept;

}  // namespace d1odbc
