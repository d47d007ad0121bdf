// Owns: wide texts for tests that run with an SQLWCHAR of two bytes and again with one of four. Never: a test.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include <string>
#include <string_view>
#include <vector>

namespace d1odbc::testing {

inline constexpr bool wide_is_utf16 = sizeof(SQLWCHAR) == 2;

/// What holds for the width of this program, of two values.
template <class Value>
Value by_width(Value utf16, Value utf32) {
  return wide_is_utf16 ? utf16 : utf32;
}

/// Code points as SQLWCHARs; one beyond U+FFFF is a pair in UTF-16.
inline std::vector<SQLWCHAR> wide_text(std::u32string_view text) {
  std::vector<SQLWCHAR> units;
  for (const char32_t point : text) {
    if (wide_is_utf16 && point > 0xFFFF) {
      units.push_back(static_cast<SQLWCHAR>(0xD800 + ((point - 0x10000) >> 10U)));
      units.push_back(static_cast<SQLWCHAR>(0xDC00 + ((point - 0x10000) & 0x3FFU)));
    } else {
      units.push_back(static_cast<SQLWCHAR>(point));
    }
  }
  return units;
}

/// The memory of wide characters.
inline std::string memory_of(const std::vector<SQLWCHAR>& units) {
  return std::string(reinterpret_cast<const char*>(units.data()), units.size() * sizeof(SQLWCHAR));
}
inline std::string wide_memory(std::u32string_view text) { return memory_of(wide_text(text)); }

}  // namespace d1odbc::testing
