// Owns: the ASCII letters and characters of URLs and headers, whatever the locale. Never: other encodings.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace d1odbc {

/// "Content-TYPE" -> "content-type"; bytes outside A–Z stay.
[[nodiscard]] inline std::string ascii_lower(std::string_view text) {
  std::string lower(text);
  const auto lower_one = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; };
  std::ranges::transform(lower, lower.begin(), lower_one);
  return lower;
}

[[nodiscard]] constexpr bool is_ascii_digit(char c) noexcept { return c >= '0' && c <= '9'; }
[[nodiscard]] constexpr bool is_ascii_letter(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// What a URL may hold as it is: no blank, no control character, nothing outside ASCII.
[[nodiscard]] constexpr bool is_visible_ascii(char c) noexcept { return c > 0x20 && c < 0x7f; }

/// C0 control characters and DEL.
[[nodiscard]] constexpr bool is_ascii_control(char c) noexcept { return (c >= 0 && c < 0x20) || c == 0x7f; }

}  // namespace d1odbc
