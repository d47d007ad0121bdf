// Owns: comparing and trimming the ASCII text of settings, whatever the locale. Never: Unicode.
#pragma once

#include <string>
#include <string_view>

namespace d1odbc {

/// `A` to `Z` made small, every other byte as it is.
[[nodiscard]] constexpr char folded(char byte) noexcept {
  return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte - 'A' + 'a') : byte;
}

/// The whole text folded.
[[nodiscard]] std::string folded(std::string_view text);

/// Equal but for ASCII case.
[[nodiscard]] bool equal_folded(std::string_view left, std::string_view right) noexcept;

/// Without blanks, tabs and line ends at both ends.
[[nodiscard]] std::string_view trimmed(std::string_view text) noexcept;

/// True when a byte below 0x20 or 0x7F is in the text.
[[nodiscard]] bool has_control_character(std::string_view text) noexcept;

/// The text for a message: bytes outside printable ASCII as `?`, cut to 64 bytes, so that no byte of it acts on a
/// terminal or breaks the message's UTF-8.
[[nodiscard]] std::string shown(std::string_view text);

}  // namespace d1odbc
