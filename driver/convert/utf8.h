// Owns: what is well-formed UTF-8, and where its characters begin. Never: wide characters (unicode has those).
#pragma once

#include <cstddef>
#include <string_view>

namespace d1odbc {

/// One character at the front of a text, as `decode_utf8` found it.
struct Utf8Character {
  char32_t code_point;  // U+FFFD when it is malformed
  std::size_t length;   // bytes taken, at least 1
  bool valid;
};

/// The first character of a text that is not empty. A malformed byte is taken alone.
[[nodiscard]] Utf8Character decode_utf8(std::string_view text) noexcept;

/// Whether the bytes are well-formed UTF-8 (no surrogates, no overlong forms, nothing beyond U+10FFFF).
[[nodiscard]] bool is_valid_utf8(std::string_view bytes) noexcept;

/// Characters (code points) of a text; malformed bytes count one each.
[[nodiscard]] std::size_t count_characters(std::string_view utf8) noexcept;

/// The longest prefix of at most `limit` bytes that does not end inside a character.
[[nodiscard]] std::size_t whole_characters(std::string_view utf8, std::size_t limit) noexcept;

}  // namespace d1odbc
