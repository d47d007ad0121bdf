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

std::size_t place_of_cut(std::string_view bytes, std::size_t room, CFamily family, Cut cut) {
  if (bytes.size() <= room) return bytes.size();
  // Half a wide character can never be handed out.
  if (family == CFamily::WideCharacter)
    return cut == Cut::AtCharacter ? wide_cut(bytes, room) : room / sizeof(SQLWCHAR) * sizeof(SQLWCHAR);
  return family == CFamily::Character && cut == Cut::AtCharacter ? whole_characters(bytes, room) : room;
}

}  // namespace

Piece copy_piece(std::string_view bytes, const VariableBuffer& buffer, Cut cut) {
  const std::size_t terminator = terminator_size(buffer.family);
  if (buffer.data == nullptr || buffer.capacity < terminator) return {0, false};
  const std::size_t taken = place_of_cut(bytes, buffer.capacity - terminator, buffer.family, cut);
  if (taken != 0) std::memcpy(buffer.data, bytes.data(), taken);
  if (terminator != 0) std::memset(static_cast<char*>(buffer.data) + taken, 0, terminator);
  return {taken, taken == bytes.size()};
}

}  // namespace d1odbc
