// Owns: the encodings UTF-16 and UTF-32, whichever SQLWCHAR has. Never: allocates for the application.
#include "convert/unicode.h"

#include <cstring>

namespace d1odbc {

namespace {

constexpr char32_t replacement = 0xFFFD;
constexpr char32_t last_code_point = 0x10FFFF;
constexpr bool wide_is_utf16 = sizeof(SQLWCHAR) == 2;

// One character at the front of a wide text.
struct Decoded {
  char32_t code_point;
  std::size_t length;  // units taken, at least 1
  bool valid;
};

constexpr bool is_high_surrogate(char32_t unit) { return unit >= 0xD800 && unit < 0xDC00; }
constexpr bool is_low_surrogate(char32_t unit) { return unit >= 0xDC00 && unit < 0xE000; }

constexpr Decoded malformed{replacement, 1, false};

Decoded decode_wide(std::span<const SQLWCHAR> text) {
  // A wchar_t is signed; below 0 lies nothing of Unicode, and as char32_t it is beyond the last code point.
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

constexpr char32_t high_surrogate_of(char32_t code_point) noexcept { return 0xD800 + ((code_point - 0x10000) >> 10U); }

constexpr char32_t low_surrogate_of(char32_t code_point) noexcept { return 0xDC00 + ((code_point - 0x10000) & 0x3FFU); }

void append_wide(std::vector<SQLWCHAR>& out, char32_t code_point) {
  if (!wide_is_utf16 || code_point < 0x10000) return out.push_back(static_cast<SQLWCHAR>(code_point));
  out.push_back(static_cast<SQLWCHAR>(high_surrogate_of(code_point)));
  out.push_back(static_cast<SQLWCHAR>(low_surrogate_of(code_point)));
}

}  // namespace

std::vector<SQLWCHAR> wide_of(std::string_view utf8) {
  std::vector<SQLWCHAR> wide;
  wide.reserve(utf8.size());
  while (!utf8.empty()) {
    const Utf8Character next = decode_utf8(utf8);
    append_wide(wide, next.code_point);
    utf8.remove_prefix(next.length);
  }
  return wide;
}

std::optional<std::size_t> put_wide(std::string_view utf8, void* place, std::size_t room) noexcept {
  if (room <= utf8.size()) return std::nullopt;
  auto* next = static_cast<char*>(place);
  const auto put = [&next](char32_t unit) {
    const auto wide = static_cast<SQLWCHAR>(unit);
    std::memcpy(next, &wide, sizeof wide);
    next += sizeof wide;
  };
  while (!utf8.empty()) {
    const auto byte = static_cast<unsigned char>(utf8.front());
    const Utf8Character character = byte < 0x80 ? Utf8Character{byte, 1, true} : decode_utf8(utf8);
    if (!character.valid) return std::nullopt;
    if (!wide_is_utf16 || character.code_point < 0x10000) {
      put(character.code_point);
    } else {
      put(high_surrogate_of(character.code_point));
      put(low_surrogate_of(character.code_point));
    }
    utf8.remove_prefix(character.length);
  }
  put(0);
  return static_cast<std::size_t>(next - static_cast<char*>(place)) / sizeof(SQLWCHAR) - 1;
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

std::size_t whole_characters(std::span<const SQLWCHAR> wide, std::size_t limit) noexcept {
  if (limit >= wide.size()) return wide.size();
  const bool inside_pair = wide_is_utf16 && limit > 0 && is_high_surrogate(static_cast<char32_t>(wide[limit - 1])) &&
                           is_low_surrogate(static_cast<char32_t>(wide[limit]));
  return inside_pair ? limit - 1 : limit;
}

}  // namespace d1odbc
