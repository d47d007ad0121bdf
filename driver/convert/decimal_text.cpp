// Owns: reading and writing decimal numbers digit by digit. Never: doubles.
#include "convert/decimal_text.h"

#include <algorithm>

namespace d1odbc {

namespace {

constexpr std::int64_t largest_exponent = 1'000'000'000;

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

}  // namespace

std::string_view without_blanks(std::string_view text) noexcept {
  constexpr std::string_view blanks = " \t\n\r\v\f";
  const std::size_t first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::size_t count_digits(std::string_view text) noexcept {
  return std::min(text.find_first_not_of("0123456789"), text.size());
}

SignedText split_sign(std::string_view text) noexcept {
  text = without_blanks(text);
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  return {text, negative};
}

std::optional<Decimal> read_decimal(std::string_view text) {
  auto [rest, negative] = split_sign(text);
  const std::size_t whole = count_digits(rest);
  Decimal decimal{negative, std::string(rest.substr(0, whole)), 0};
  rest.remove_prefix(whole);
  std::size_t fraction = 0;
  if (rest.starts_with('.')) {
    rest.remove_prefix(1);
    fraction = count_digits(rest);
    decimal.digits.append(rest.substr(0, fraction));
    rest.remove_prefix(fraction);
  }
  if (whole + fraction == 0) return std::nullopt;
  const std::optional<std::int64_t> exponent = read_exponent(rest);
  if (!exponent) return std::nullopt;
  decimal.exponent = *exponent - static_cast<std::int64_t>(fraction);
  decimal.digits.erase(0, decimal.digits.find_first_not_of('0'));
  return decimal;
}

std::string decimal_text(const Decimal& decimal) {
  const std::string sign = decimal.negative && !decimal.digits.empty() ? "-" : "";
  if (decimal.exponent >= 0) {
    const auto zeros = static_cast<std::size_t>(decimal.digits.empty() ? 0 : decimal.exponent);
    return sign + (decimal.digits.empty() ? "0" : decimal.digits) + std::string(zeros, '0');
  }
  const auto fraction = static_cast<std::size_t>(-decimal.exponent);
  std::string text = decimal.digits;
  // At least one digit stands before the point.
  if (text.size() <= fraction) text.insert(0, fraction + 1 - text.size(), '0');
  text.insert(text.size() - fraction, ".");
  return sign + text;
}

}  // namespace d1odbc
