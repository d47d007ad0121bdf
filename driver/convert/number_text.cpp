// Owns: reading and writing numbers as text. Never: rounds where an exact answer exists.
#include "convert/number_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>

namespace d1odbc {

namespace {

std::string_view without_blanks(std::string_view text) {
  constexpr std::string_view blanks = " \t\n\r\v\f";
  const std::size_t first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

bool is_digit(char character) { return character >= '0' && character <= '9'; }

std::size_t count_digits(std::string_view text) {
  std::size_t count = 0;
  while (count < text.size() && is_digit(text[count])) ++count;
  return count;
}

/// A decimal literal taken apart: `digits` without a point, worth digits × 10^exponent.
struct Decimal {
  std::string digits;  // without leading zeros; empty for zero
  std::int64_t exponent = 0;

  /// The power of ten of the first digit, plus one: 0.001 has -2, 123 has 3.
  [[nodiscard]] std::int64_t magnitude() const { return static_cast<std::int64_t>(digits.size()) + exponent; }
};

constexpr std::int64_t largest_exponent = 1'000'000'000;  // beyond it only "huge" and "tiny" matter

/// `e` or `E`, a sign, digits; empty when it is something else.
std::optional<std::int64_t> read_exponent(std::string_view text) {
  if (text.empty()) return 0;
  if (text.front() != 'e' && text.front() != 'E') return std::nullopt;
  text.remove_prefix(1);
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  if (text.empty() || count_digits(text) != text.size()) return std::nullopt;
  std::int64_t exponent = 0;
  for (const char digit : text) exponent = std::min(exponent * 10 + (digit - '0'), largest_exponent);
  return negative ? -exponent : exponent;
}

/// Digits with an optional fraction and exponent, without a sign.
std::optional<Decimal> read_decimal(std::string_view text) {
  const std::size_t whole = count_digits(text);
  Decimal decimal{std::string(text.substr(0, whole)), 0};
  text.remove_prefix(whole);
  std::size_t fraction = 0;
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    fraction = count_digits(text);
    decimal.digits.append(text.substr(0, fraction));
    text.remove_prefix(fraction);
  }
  if (whole + fraction == 0) return std::nullopt;
  const std::optional<std::int64_t> exponent = read_exponent(text);
  if (!exponent) return std::nullopt;
  decimal.exponent = *exponent - static_cast<std::int64_t>(fraction);
  decimal.digits.erase(0, decimal.digits.find_first_not_of('0'));
  return decimal;
}

constexpr std::int64_t longest_whole = 20;  // digits of 2^64

WholeNumberReading whole_part(const Decimal& decimal, bool negative) {
  WholeNumberReading reading;
  reading.number.negative = negative;
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

struct SignedText {
  std::string_view digits;
  bool negative = false;
};

SignedText split_sign(std::string_view text) {
  text = without_blanks(text);
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  return {text, negative};
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
  const auto [digits, negative] = split_sign(text);
  const std::optional<Decimal> decimal = read_decimal(digits);
  return decimal ? whole_part(*decimal, negative) : WholeNumberReading{{}, NumberProblem::NotANumber};
}

std::optional<double> read_real(std::string_view text) {
  const auto [digits, negative] = split_sign(text);
  const std::optional<Decimal> decimal = read_decimal(digits);
  if (!decimal) return std::nullopt;
  double number = 0;
  const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  // from_chars does not say at which end of the range a number lies.
  if (result.ec == std::errc::result_out_of_range)
    number = decimal->magnitude() < 0 ? 0.0 : std::numeric_limits<double>::infinity();
  return negative ? -number : number;
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
