// Owns: the application's text buffers as arguments of one body that serves the ANSI and the wide form of a function.
// Never: decides what is written.
#pragma once

#include "convert/text_buffer.h"

namespace d1odbc {

/// Where a text result goes. `unit` says in what a wide function counts; ANSI functions count bytes.
template <class Length>
[[nodiscard]] TextOut text_out(SQLCHAR* buffer, SQLINTEGER capacity, Length* length, TextOut::Unit) {
  return {buffer, capacity, length};
}
template <class Length>
[[nodiscard]] TextOut text_out(SQLWCHAR* buffer, SQLINTEGER capacity, Length* length, TextOut::Unit unit) {
  return {buffer, capacity, length, unit};
}

/// A text argument whose length is told in bytes, or SQL_NTS. HY090 for a length that ends inside a character; else as
/// text_in.
template <class Character>
[[nodiscard]] std::optional<std::string> text_of_bytes(const Character* text, SQLINTEGER bytes) {
  constexpr SQLINTEGER size = sizeof(Character);
  if (bytes > 0 && bytes % size != 0)
    throw OdbcError(State::InvalidBufferLength, "A text length of {} bytes ends inside a character.", bytes);
  return text_in(text, bytes > 0 ? bytes / size : bytes);
}

/// The SQLSTATE buffer of SQLGetDiagRec and SQLError: always room for five characters and the terminator.
[[nodiscard]] inline TextOut state_out(SQLCHAR* buffer) {
  return {buffer, SQL_SQLSTATE_SIZE + 1, static_cast<SQLSMALLINT*>(nullptr)};
}
[[nodiscard]] inline TextOut state_out(SQLWCHAR* buffer) {
  return {buffer, SQL_SQLSTATE_SIZE + 1, static_cast<SQLSMALLINT*>(nullptr), TextOut::Unit::Characters};
}

}  // namespace d1odbc
