// Owns: the arithmetic of a value's piece in a buffer. Never: knows which column or row.
#include "convert/pieces.h"

#include <sql.h>
#include <sqlext.h>

#include <algorithm>
#include <cstring>
#include <vector>

#include "convert/unicode.h"

namespace d1odbc {

namespace {

std::size_t terminator_size(CFamily family) {
  if (family == CFamily::Binary) return 0;
  return family == CFamily::WideCharacter ? sizeof(SQLWCHAR) : 1;
}

std::size_t wide_cut(std::string_view bytes, std::size_t room) {
  std::vector<SQLWCHAR> units(std::min(bytes.size(), room + sizeof(SQLWCHAR)) / sizeof(SQLWCHAR));
  std::memcpy(units.data(), bytes.data(), units.size() * sizeof(SQLWCHAR));
  return whole_characters(units, room / sizeof(SQLWCHAR)) * sizeof(SQLWCHAR);
}

std::size_t place_of_cut(std::string_view bytes, std::size_t room, const VariableBuffer& buffer, Cut cut) {
  if (bytes.size() <= room) return bytes.size();
  const bool is_wide = buffer.family == CFamily::WideCharacter;
  // Half a wide character can never be handed out.
  const std::size_t grain = std::max(buffer.grain, is_wide ? sizeof(SQLWCHAR) : std::size_t{1});
  // A piece always goes on: a buffer of one character gets half a pair rather than nothing for ever.
  const std::size_t whole_grains = room >= grain ? room / grain * grain : is_wide ? 0 : room;
  if (cut == Cut::Anywhere || buffer.family == CFamily::Binary) return whole_grains;
  return is_wide ? wide_cut(bytes, whole_grains) : whole_characters(bytes, whole_grains);
}

}  // namespace

std::size_t room_in(const VariableBuffer& buffer) noexcept {
  const std::size_t terminator = terminator_size(buffer.family);
  return buffer.capacity < terminator ? 0 : buffer.capacity - terminator;
}

Piece copy_piece(std::string_view bytes, const VariableBuffer& buffer, Cut cut) {
  const std::size_t terminator = terminator_size(buffer.family);
  if (buffer.data == nullptr || buffer.capacity < terminator) return {0, false};
  const std::size_t taken = place_of_cut(bytes, buffer.capacity - terminator, buffer, cut);
  if (taken != 0) std::memcpy(buffer.data, bytes.data(), taken);
  if (terminator != 0) std::memset(static_cast<char*>(buffer.data) + taken, 0, terminator);
  return {taken, taken == bytes.size()};
}

}  // namespace d1odbc
