// Owns: the value of a JSON number, bit for bit. Never: decides what a number means in an answer.
#include "d1/number_text.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <system_error>

namespace d1odbc {

namespace {

// Only asked for numbers outside double's range: there the sign of the power of ten of the first digit that is not zero
// says on which side the number lies.
bool is_large(std::string_view text) noexcept {
  const std::size_t exponent_mark = text.find_first_of("eE");
  long long exponent = 0;
  if (exponent_mark != std::string_view::npos) {
    std::string_view digits = text.substr(exponent_mark + 1);
    const bool negative = digits.starts_with('-');
    if (digits.starts_with('+') || negative) digits.remove_prefix(1);
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), exponent);
    if (read.ec != std::errc{}) return !negative;
    if (negative) exponent = -exponent;
  }
  const std::string_view mantissa = text.substr(0, exponent_mark);
  const std::size_t first = mantissa.find_first_of("123456789");
  if (first == std::string_view::npos) return false;
  const std::size_t point = std::min(mantissa.find('.'), mantissa.size());
  const long long place = static_cast<long long>(point) - static_cast<long long>(first);
  return place + exponent > 0;
}

}  // namespace

double double_of_json(std::string_view text) noexcept {
  double value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec != std::errc::result_out_of_range) return value;
  const double size = is_large(text) ? std::numeric_limits<double>::infinity() : 0.0;
  return text.starts_with('-') ? -size : size;
}

bool is_written_as_integer(std::string_view text) noexcept {
  return text.find_first_of(".eE") == std::string_view::npos;
}

}  // namespace d1odbc
