// Owns: the digits of JSON numbers. Never: quotes, values.
#include "d1/json_number.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>

namespace d1odbc {

namespace {

constexpr std::size_t room_for_a_number = 32;

template <class Number>
void append_digits(std::string& out, Number number) {
  std::array<char, room_for_a_number> digits{};
  const auto written = std::to_chars(digits.data(), digits.data() + digits.size(), number);
  out.append(digits.data(), written.ptr);
}

}  // namespace

void append_json_integer(std::string& out, std::int64_t number) { append_digits(out, number); }

void append_json_real(std::string& out, double number) {
  if (std::isinf(number)) {
    out += number > 0 ? "9e999" : "-9e999";
    return;
  }
  const std::size_t start = out.size();
  append_digits(out, number);
  if (out.find_first_of(".e", start) == std::string::npos) out += ".0";
}

}  // namespace d1odbc
