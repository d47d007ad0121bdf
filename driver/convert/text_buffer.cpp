// Owns: cutting and terminating text at the end of an application's buffer. Never: converts values of columns.
#include "convert/text_buffer.h"

#include <algorithm>
#include <cstring>
#include <limits>
#include <span>

#include "convert/unicode.h"

namespace d1odbc {

namespace {

/// Units of a text argument: counted to the terminator for SQL_NTS.
template <class Unit>
std::span<const Unit> units_of(const Unit* text, SQLINTEGER length) {
  if (length == SQL_NTS) {
    const Unit* end = text;
    while (*end != 0) ++end;
    return {text, end};
  }
  if (length < 0)
    throw OdbcError(State::InvalidBufferLength, "A text length of {} was given; it must be SQL_NTS or at least 0.",
                    length);
  return {text, static_cast<std::size_t>(length)};
}

[[noreturn]] void refuse_text(std::string_view what) {
  throw OdbcError(State::InvalidCharacterValue, "A text argument is not well-formed {}.", what);
}

template <class Unit>
std::string required(const Unit* text, SQLINTEGER length) {
  std::optional<std::string> given = text_in(text, length);
  if (!given) throw OdbcError(State::InvalidNullPointer, "A text argument is a null pointer.");
  return std::move(*given);
}

template <class Length>
void store(Length* place, std::size_t length) {
  if (place == nullptr) return;
  *place = static_cast<Length>(std::min(length, static_cast<std::size_t>(std::numeric_limits<Length>::max())));
}

}  // namespace

std::optional<std::string> text_in(const SQLCHAR* text, SQLINTEGER length) {
  if (text == nullptr) return std::nullopt;
  const std::span<const SQLCHAR> units = units_of(text, length);
  std::string utf8(units.begin(), units.end());
  if (!is_valid_utf8(utf8)) refuse_text("UTF-8, which the ANSI functions of this driver take");
  return utf8;
}

std::optional<std::string> text_in(const SQLWCHAR* text, SQLINTEGER length) {
  if (text == nullptr) return std::nullopt;
  const std::span<const SQLWCHAR> units = units_of(text, length);
  if (!is_valid_wide(units)) refuse_text(wide_rule);
  return utf8_of(units);
}

std::string required_text_in(const SQLCHAR* text, SQLINTEGER length) { return required(text, length); }
std::string required_text_in(const SQLWCHAR* text, SQLINTEGER length) { return required(text, length); }

TextOut::TextOut(void* buffer, SQLINTEGER capacity, bool wide, Unit unit)
    : buffer_(buffer), given_capacity_(capacity), wide_(wide), unit_(unit) {
  if (capacity < 0) return;
  capacity_ = static_cast<std::size_t>(capacity);
  if (wide && unit == Unit::Bytes) capacity_ /= sizeof(SQLWCHAR);
}

void TextOut::write_length(std::size_t length) const {
  store(short_length_, length);
  store(long_length_, length);
}

bool TextOut::put_narrow(std::string_view utf8) const {
  write_length(utf8.size());
  if (buffer_ == nullptr) return true;
  if (capacity_ == 0) return false;
  const std::size_t taken = whole_characters(utf8, capacity_ - 1);
  if (taken != 0) std::memcpy(buffer_, utf8.data(), taken);
  static_cast<char*>(buffer_)[taken] = '\0';
  return taken == utf8.size();
}

bool TextOut::put_wide(std::string_view utf8) const {
  const std::vector<SQLWCHAR> wide = wide_of(utf8);
  write_length(unit_ == Unit::Bytes ? wide.size() * sizeof(SQLWCHAR) : wide.size());
  if (buffer_ == nullptr) return true;
  if (capacity_ == 0) return false;
  const std::size_t taken = whole_characters(wide, capacity_ - 1);
  // The application's buffer need not be aligned for wide characters.
  if (taken != 0) std::memcpy(buffer_, wide.data(), taken * sizeof(SQLWCHAR));
  std::memset(static_cast<char*>(buffer_) + taken * sizeof(SQLWCHAR), 0, sizeof(SQLWCHAR));
  return taken == wide.size();
}

void TextOut::check() const {
  if (buffer_ != nullptr && given_capacity_ < 0) {
    throw OdbcError(State::InvalidBufferLength, "A buffer length of {} was given; it must be at least 0.",
                    given_capacity_);
  }
}

void TextOut::put(std::string_view utf8, Diagnostics* diagnostics) const {
  check();
  const bool complete = wide_ ? put_wide(utf8) : put_narrow(utf8);
  if (!complete && diagnostics != nullptr) {
    diagnostics->add(State::StringTruncated,
                     "The buffer is too short for the text, which was cut; its full length was returned.");
  }
}

}  // namespace d1odbc
