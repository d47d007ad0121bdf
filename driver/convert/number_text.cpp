// Owns: reading and writing numbers as text. Never: rounds where an exact answer exists.
#include "convert/number_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>

namespace d1odbc {

namespace {

/// The value of a finite double in full: it has at most 767 decimal digits.
std::string all_digits(double number) {
  constexpr int most_fraction_digits = 766;
  std::array<char, 800> text{};
  const auto end = std::to_chars(text.data(), text.data() + text.size(), number, std::chars_format::scientific,
                                 most_fraction_digits);
  return {text.data(), end.ptr};
}

/// Digits without the zeros at their end, which only the exponent needs.
std::string_view significant(const Decimal& decimal) {
  return std::string_view(decimal.digits).substr(0, decimal.digits.find_last_not_of('0') + 1);
}

bool is_same_number(const Decimal& one, const Decimal& other) {
  if (one.digits.empty() || other.digits.empty()) return one.digits.empty() && other.digits.empty();
  return one.negative == other.negative && one.magnitude() == other.magnitude() &&
         significant(one) == significant(other);
}

}  // namespace

WholeNumberReading read_whole_number(double number) noexcept {
  if (std::isnan(number)) return {{}, NumberProblem::NotANumber};
  const double whole = std::trunc(std::fabs(number));
  constexpr double beyond = 18446744073709551616.0;  // 2^64
  if (whole >= beyond) return {{}, NumberProblem::TooLarge};
  return {{number < 0, static_cast<std::uint64_t>(whole), whole != std::fabs(number)}, NumberProblem::None};
}

WholeNumberReading read_whole_number(std::string_view text) {
  const std::optional<Decimal> decimal = read_decimal(text);
  return decimal ? whole_part(*decimal) : WholeNumberReading{{}, NumberProblem::NotANumber};
}

WholeNumberReading whole_part(const Decimal& decimal) {
  constexpr std::int64_t longest_whole = 20;  // digits of 2^64
  WholeNumberReading reading;
  reading.number.negative = decimal.negative;
  if (decimal.digits.empty()) return reading;
  if (decimal.magnitude() > longest_whole) return {{}, NumberProblem::TooLarge};
  const std::size_t kept =
      decimal.magnitude() <= 0 ? 0 : std::min(static_cast<std::size_t>(decimal.magnitude()), decimal.digits.size());
  reading.number.fraction_lost = decimal.digits.find_first_not_of('0', kept) != std::string::npos;
  if (kept == 0) return reading;
  std::string whole = decimal.digits.substr(0, kept);
  whole.resize(static_cast<std::size_t>(decimal.magnitude()), '0');
  const auto end = std::from_chars(whole.data(), whole.data() + whole.size(), reading.number.magnitude);
  if (end.ec == std::errc::result_out_of_range) reading.problem = NumberProblem::TooLarge;
  return reading;
}

std::optional<double> read_real(std::string_view text) {
  const std::optional<Decimal> decimal = read_decimal(text);
  if (!decimal) return std::nullopt;
  const auto [digits, negative] = split_sign(text);
  double number = 0;
  const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  // from_chars does not say at which end of the range a number lies.
  if (result.ec == std::errc::result_out_of_range)
    number = decimal->magnitude() < 0 ? 0.0 : std::numeric_limits<double>::infinity();
  return negative ? -number : number;
}

double nearest_real(const Decimal& decimal) {
  if (decimal.digits.empty()) return 0;
  const std::string text = decimal.digits + "e" + std::to_string(decimal.exponent);
  const double size = *read_real(text);
  return decimal.negative ? -size : size;
}

bool is_kept_by(double number, const Decimal& decimal) {
  if (!std::isfinite(number)) return false;
  return is_same_number(decimal, *read_decimal(real_text(number))) ||
         is_same_number(decimal, *read_decimal(all_digits(number)));
}

std::string real_text(double number) {
  if (std::isinf(number)) return number < 0 ? "-Inf" : "Inf";
  // Plain digits where SQLite writes them too, shortest form either way.
  const double size = std::fabs(number);
  const bool plain = size == 0 || (size >= 1e-4 && size < 1e15);
  std::array<char, 32> digits{};
  const auto written = std::to_chars(digits.data(), digits.data() + digits.size(), number,
                                     plain ? std::chars_format::fixed : std::chars_format::scientific);
  std::string text(digits.data(), written.ptr);
  if (text.find('.') != std::string::npos) return text;
  const std::size_t exponent = text.find('e');
  text.insert(exponent == std::string::npos ? text.size() : exponent, ".0");
  return text;
}

}  // namespace d1odbc
