// Owns: text between the application's buffers and the driver: arguments in, names and messages out, in both the ANSI
// (UTF-8) and the wide form. Never: column values (they are cut into pieces elsewhere).
#pragma once

#include <sql.h>
#include <sqlext.h>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "error/diagnostics.h"

namespace d1odbc {

/// A text argument: `length` in characters or SQL_NTS. A null pointer gives nothing. Throws OdbcError HY090 for another
/// negative length, 22018 for text that is not well-formed UTF-8 or Unicode: nothing is replaced in silence.
[[nodiscard]] std::optional<std::string> text_in(const SQLCHAR* text, SQLINTEGER length);
[[nodiscard]] std::optional<std::string> text_in(const SQLWCHAR* text, SQLINTEGER length);

/// The same for an argument that must be there: HY009 for a null pointer.
[[nodiscard]] std::string required_text_in(const SQLCHAR* text, SQLINTEGER length);
[[nodiscard]] std::string required_text_in(const SQLWCHAR* text, SQLINTEGER length);

/// Where a text goes: a buffer of the application with its capacity, and where its full length is written.
class TextOut {
 public:
  enum class Unit { Characters, Bytes };  // of the capacity and the length that a wide function uses

  /// Nowhere.
  TextOut() = default;
  /// ANSI: capacity in bytes. Throws HY090 for a negative capacity with a buffer. `Length` is SQLSMALLINT or
  /// SQLINTEGER.
  template <class Length>
  TextOut(SQLCHAR* buffer, SQLINTEGER capacity, Length* length) : TextOut(buffer, capacity, false, Unit::Bytes) {
    set(length);
  }
  template <class Length>
  TextOut(SQLWCHAR* buffer, SQLINTEGER capacity, Length* length, Unit unit) : TextOut(buffer, capacity, true, unit) {
    set(length);
  }

  /// Throws HY090 for a negative capacity with a buffer: for what must not fail later.
  void check() const;

  /// Writes the text and its terminator, cut at a whole character when the buffer is short (01004 into `diagnostics`,
  /// when given), and the full length without terminator. A null buffer gets the length only. HY090 for a negative
  /// capacity.
  void put(std::string_view utf8, Diagnostics* diagnostics) const;

 private:
  TextOut(void* buffer, SQLINTEGER capacity, bool wide, Unit unit);
  void set(SQLSMALLINT* length) { short_length_ = length; }
  void set(SQLINTEGER* length) { long_length_ = length; }
  void write_length(std::size_t length) const;
  [[nodiscard]] bool put_narrow(std::string_view utf8) const;
  [[nodiscard]] bool put_wide(std::string_view utf8) const;

  void* buffer_ = nullptr;
  SQLINTEGER given_capacity_ = 0;
  std::size_t capacity_ = 0;  // in units of the encoding, the terminator included
  bool wide_ = false;
  Unit unit_ = Unit::Bytes;
  SQLSMALLINT* short_length_ = nullptr;
  SQLINTEGER* long_length_ = nullptr;
};

}  // namespace d1odbc
