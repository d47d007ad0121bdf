// Owns: numbers as text: how SQLite writes them and what of a text is a number. Never: C buffers.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "convert/decimal_text.h"

namespace d1odbc {

/// A number read as a whole one: its magnitude, sign, and whether a fraction was cut off.
struct WholeNumber {
  bool negative = false;
  std::uint64_t magnitude = 0;
  bool fraction_lost = false;
};

/// What became of a text or double that should be a whole number.
enum class NumberProblem : std::uint8_t { None, NotANumber, TooLarge };

struct WholeNumberReading {
  WholeNumber number;
  NumberProblem problem = NumberProblem::None;
};

/// Blanks around are ignored; sign, digits, fraction and exponent are read, exactly.
[[nodiscard]] WholeNumberReading read_whole_number(std::string_view text);
[[nodiscard]] WholeNumberReading read_whole_number(double number) noexcept;

/// A decimal number without its fraction, exactly.
[[nodiscard]] WholeNumberReading whole_part(const Decimal& decimal);

/// A text as a double, nearest; empty when it is not a number (words such as "inf" are none). Out of range is infinite.
[[nodiscard]] std::optional<double> read_real(std::string_view text);

/// The double that is nearest to a decimal number; infinite beyond the range.
[[nodiscard]] double nearest_real(const Decimal& decimal);

/// Whether a double keeps a decimal number: it is the double's shortest text (0.1), or all of its digits (2^-60).
[[nodiscard]] bool is_kept_by(double number, const Decimal& decimal);

/// The shortest text that reads back as the same double, with ".0" when it would look like an integer ("1.0",
/// "1.0e+21", "Inf", "-Inf"), as SQLite writes reals.
[[nodiscard]] std::string real_text(double number);

}  // namespace d1odbc
