// Owns: the encoding UTF-8. Never: allocates.
#include "convert/utf8.h"

#include <cstdint>

namespace d1odbc {

namespace {

constexpr char32_t replacement = 0xFFFD;
constexpr char32_t last_code_point = 0x10FFFF;

constexpr Utf8Character malformed{replacement, 1, false};

constexpr bool is_surrogate(char32_t code_point) { return code_point >= 0xD800 && code_point < 0xE000; }
constexpr bool is_continuation(unsigned char byte) { return (byte & 0xC0U) == 0x80U; }

// One row a form of UTF-8: how many bytes, which bits of the first carry the value, the smallest value it may say.
struct Utf8Form {
  std::uint8_t mask;
  std::uint8_t lead;
  std::size_t length;
  char32_t smallest;
};
constexpr Utf8Form utf8_forms[] = {{0xE0, 0xC0, 2, 0x80}, {0xF0, 0xE0, 3, 0x800}, {0xF8, 0xF0, 4, 0x10000}};

}  // namespace

Utf8Character decode_utf8(std::string_view text) noexcept {
  const auto byte = [&](std::size_t index) { return static_cast<unsigned char>(text[index]); };
  const unsigned char first = byte(0);
  if (first < 0x80) return {first, 1, true};
  for (const Utf8Form& form : utf8_forms) {
    if ((first & form.mask) != form.lead) continue;
    if (text.size() < form.length) return malformed;
    char32_t code_point = first & static_cast<unsigned char>(~form.mask);
    for (std::size_t index = 1; index < form.length; ++index) {
      if (!is_continuation(byte(index))) return malformed;
      code_point = (code_point << 6U) | (byte(index) & 0x3FU);
    }
    if (code_point < form.smallest || code_point > last_code_point || is_surrogate(code_point)) return malformed;
    return {code_point, form.length, true};
  }
  return malformed;
}

bool is_valid_utf8(std::string_view bytes) noexcept {
  while (!bytes.empty()) {
    const Utf8Character next = decode_utf8(bytes);
    if (!next.valid) return false;
    bytes.remove_prefix(next.length);
  }
  return true;
}

std::size_t count_characters(std::string_view utf8) noexcept {
  std::size_t count = 0;
  for (; !utf8.empty(); ++count) utf8.remove_prefix(decode_utf8(utf8).length);
  return count;
}

std::size_t whole_characters(std::string_view utf8, std::size_t limit) noexcept {
  if (limit >= utf8.size()) return utf8.size();
  std::size_t end = limit;
  // A character has at most three continuation bytes; malformed text is cut where the limit says.
  while (end > 0 && limit - end < 3 && is_continuation(static_cast<unsigned char>(utf8[end]))) --end;
  return is_continuation(static_cast<unsigned char>(utf8[end])) ? limit : end;
}

}  // namespace d1odbc
