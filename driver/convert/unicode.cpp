// Owns: the encodings UTF-8, UTF-16 and UCS-4. Never: allocates for the application.
#include "convert/unicode.h"

#include <cstdint>

namespace d1odbc {

namespace {

constexpr char32_t replacement = 0xFFFD;
constexpr char32_t last_code_point = 0x10FFFF;
constexpr bool wide_is_utf16 = sizeof(SQLWCHAR) == 2;

struct Decoded {
  char32_t code_point;
  std::size_t length;  // units taken, at least 1
  bool valid;
};

constexpr bool is_high_surrogate(char32_t unit) { return unit >= 0xD800 && unit < 0xDC00; }
constexpr bool is_low_surrogate(char32_t unit) { return unit >= 0xDC00 && unit < 0xE000; }
constexpr bool is_continuation(unsigned char byte) { return (byte & 0xC0U) == 0x80U; }

constexpr Decoded malformed{replacement, 1, false};

// One row a form of UTF-8: how many bytes, which bits of the first carry the value, the smallest value it may say.
struct Utf8Form {
  std::uint8_t mask;
  std::uint8_t lead;
  std::size_t length;
  char32_t smallest;
};
constexpr Utf8Form utf8_forms[] = {{0xE0, 0xC0, 2, 0x80}, {0xF0, 0xE0, 3, 0x800}, {0xF8, 0xF0, 4, 0x10000}};

Decoded decode_utf8(std::string_view text) {
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
    const bool surrogate = is_high_surrogate(code_point) || is_low_surrogate(code_point);
    if (code_point < form.smallest || code_point > last_code_point || surrogate) return malformed;
    return {code_point, form.length, true};
  }
  return malformed;
}

Decoded decode_wide(std::span<const SQLWCHAR> text) {
  const auto first = static_cast<char32_t>(text[0]);
  if (is_low_surrogate(first) || first > last_code_point) return malformed;
  if (!is_high_surrogate(first)) return {first, 1, true};
  if (!wide_is_utf16 || text.size() < 2 || !is_low_surrogate(static_cast<char32_t>(text[1]))) return malformed;
  const auto second = static_cast<char32_t>(text[1]);
  return {0x10000 + ((first - 0xD800) << 10U) + (second - 0xDC00), 2, true};
}

void append_utf8(std::string& out, char32_t code_point) {
  const auto put = [&](char32_t byte) { out.push_back(static_cast<char>(byte)); };
  if (code_point < 0x80) {
    put(code_point);
    return;
  }
  const unsigned tail_bytes = code_point < 0x800 ? 1 : code_point < 0x10000 ? 2 : 3;
  const char32_t lead = tail_bytes == 1 ? 0xC0 : tail_bytes == 2 ? 0xE0 : 0xF0;
  put(lead | (code_point >> (6 * tail_bytes)));
  for (unsigned left = tail_bytes; left-- > 0;) put(0x80U | ((code_point >> (6 * left)) & 0x3FU));
}

void append_wide(std::vector<SQLWCHAR>& out, char32_t code_point) {
  if (!wide_is_utf16 || code_point < 0x10000) return out.push_back(static_cast<SQLWCHAR>(code_point));
  const char32_t offset = code_point - 0x10000;
  out.push_back(static_cast<SQLWCHAR>(0xD800 + (offset >> 10U)));
  out.push_back(static_cast<SQLWCHAR>(0xDC00 + (offset & 0x3FFU)));
}

}  // namespace

std::vector<SQLWCHAR> wide_of(std::string_view utf8) {
  std::vector<SQLWCHAR> wide;
  wide.reserve(utf8.size());
  while (!utf8.empty()) {
    const Decoded next = decode_utf8(utf8);
    append_wide(wide, next.code_point);
    utf8.remove_prefix(next.length);
  }
  return wide;
}

std::string utf8_of(std::span<const SQLWCHAR> wide) {
  std::string utf8;
  utf8.reserve(wide.size());
  while (!wide.empty()) {
    const Decoded next = decode_wide(wide);
    append_utf8(utf8, next.code_point);
    wide = wide.subspan(next.length);
  }
  return utf8;
}

bool is_valid_wide(std::span<const SQLWCHAR> wide) noexcept {
  while (!wide.empty()) {
    const Decoded next = decode_wide(wide);
    if (!next.valid) return false;
    wide = wide.subspan(next.length);
  }
  return true;
}

bool is_valid_utf8(std::string_view bytes) noexcept {
  while (!bytes.empty()) {
    const Decoded next = decode_utf8(bytes);
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

std::size_t whole_characters(std::span<const SQLWCHAR> wide, std::size_t limit) noexcept {
  if (limit >= wide.size()) return wide.size();
  const bool inside_pair = wide_is_utf16 && limit > 0 && is_high_surrogate(static_cast<char32_t>(wide[limit - 1])) &&
                           is_low_surrogate(static_cast<char32_t>(wide[limit]));
  return inside_pair ? limit - 1 : limit;
}

}  // namespace d1odbc
