// Owns: comparing and trimming the ASCII text of settings, whatever the locale. Never: Unicode.
#include "config/ascii.h"

#include <algorithm>

namespace d1odbc {
namespace {

constexpr std::string_view blanks = " \t\r\n";
constexpr std::size_t longest_shown = 64;

constexpr bool is_control(char byte) noexcept {
  const auto code = static_cast<unsigned char>(byte);
  return code < 0x20 || code == 0x7F;
}

}  // namespace

std::string folded(std::string_view text) {
  std::string result(text);
  std::ranges::transform(result, result.begin(), [](char byte) { return folded(byte); });
  return result;
}

bool equal_folded(std::string_view left, std::string_view right) noexcept {
  return std::ranges::equal(left, right, [](char one, char other) { return folded(one) == folded(other); });
}

std::string_view trimmed(std::string_view text) noexcept {
  const std::size_t first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

bool has_control_character(std::string_view text) noexcept { return std::ranges::any_of(text, is_control); }

std::string shown(std::string_view text) {
  std::string result(text.substr(0, longest_shown));
  std::ranges::replace_if(
      result, [](char byte) { return is_control(byte) || static_cast<unsigned char>(byte) >= 0x80; }, '?');
  return text.size() > longest_shown ? result + "..." : result;
}

}  // namespace d1odbc
