// Owns: reading and writing numbers as text. Never: rounds where an exact answer exists.
#include "convert/number_text.h"

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

/// Digits with an optional fraction and nothing else: the form that is read exactly.
std::optional<WholeNumberReading> read_plain_decimal(std::string_view digits, bool negative) {
  const std::size_t whole_digits = count_digits(digits);
  std::string_view fraction = digits.substr(whole_digits);
  const bool has_point = fraction.starts_with('.');
  if (has_point) fraction.remove_prefix(1);
  if (count_digits(fraction) != fraction.size() || whole_digits + fraction.size() == 0) return std::nullopt;

  WholeNumberReading reading;
  reading.number.negative = negative;
  reading.number.fraction_lost = fraction.find_first_not_of('0') != std::string_view::npos;
  if (whole_digits == 0) return reading;
  const auto end = std::from_chars(digits.data(), digits.data() + whole_digits, reading.number.magnitude);
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

WholeNumberReading read_whole_number(std::string_view text) noexcept {
  const auto [digits, negative] = split_sign(text);
  if (const auto exact = read_plain_decimal(digits, negative)) return *exact;
  const std::optional<double> real = read_real(text);
  return real ? read_whole_number(*real) : WholeNumberReading{{}, NumberProblem::NotANumber};
}

std::optional<double> read_real(std::string_view text) noexcept {
  const auto [digits, negative] = split_sign(text);
  if (digits.empty() || !(is_digit(digits.front()) || digits.front() == '.')) return std::nullopt;
  double number = 0;
  const char* const end = digits.data() + digits.size();
  const auto result = std::from_chars(digits.data(), end, number);
  if (result.ptr != end || result.ec == std::errc::invalid_argument) return std::nullopt;
  if (result.ec == std::errc::result_out_of_range) {
    // from_chars leaves the value alone for both ends of the range; the exponent's sign tells which one it was.
    const std::size_t exponent = digits.find_first_of("eE");
    const bool tiny = exponent != std::string_view::npos && digits.substr(exponent + 1).starts_with('-');
    number = tiny ? 0.0 : std::numeric_limits<double>::infinity();
  }
  return negative ? -number : number;
}

std::string real_text(double number) {
  if (std::isinf(number)) return number < 0 ? "-Inf" : "Inf";
  std::array<char, 32> digits{};
  const auto written = std::to_chars(digits.data(), digits.data() + digits.size(), number);
  std::string text(digits.data(), written.ptr);
  if (text.find('.') != std::string::npos) return text;
  const std::size_t exponent = text.find('e');
  text.insert(exponent == std::string::npos ? text.size() : exponent, ".0");
  return text;
}

}  // namespace d1odbc
