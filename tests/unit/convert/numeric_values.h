// Owns: SQL_NUMERIC_STRUCT as text for assertions, and made of text. Never: asserts.
#pragma once

#include <fmt/format.h>
#include <sql.h>
#include <sqlext.h>

#include <algorithm>
#include <string>
#include <string_view>

namespace d1odbc::testing {

/// "+12345 of 38,2": sign, the integer, precision and scale.
inline std::string written(SQL_NUMERIC_STRUCT numeric) {
  std::string digits;
  do {
    unsigned remainder = 0;
    for (int index = SQL_MAX_NUMERIC_LEN - 1; index >= 0; --index) {
      const unsigned part = remainder * 256 + numeric.val[index];
      numeric.val[index] = static_cast<SQLCHAR>(part / 10);
      remainder = part % 10;
    }
    digits.insert(digits.begin(), static_cast<char>('0' + remainder));
  } while (std::any_of(numeric.val, numeric.val + SQL_MAX_NUMERIC_LEN, [](SQLCHAR byte) { return byte != 0; }));
  return fmt::format("{}{} of {},{}",
                     numeric.sign == 1   ? "+"
                     : numeric.sign == 0 ? "-"
                                         : "?",
                     digits, static_cast<int>(numeric.precision), static_cast<int>(numeric.scale));
}

/// The structure for an integer in decimal digits.
inline SQL_NUMERIC_STRUCT numeric(bool negative, std::string_view digits, SQLSCHAR scale = 0) {
  SQL_NUMERIC_STRUCT made{};
  made.precision = 38;
  made.scale = scale;
  made.sign = negative ? 0 : 1;
  for (const char digit : digits) {
    unsigned carry = static_cast<unsigned>(digit - '0');
    for (SQLCHAR& byte : made.val) {
      carry += byte * 10U;
      byte = static_cast<SQLCHAR>(carry % 256);
      carry /= 256;
    }
  }
  return made;
}

}  // namespace d1odbc::testing
