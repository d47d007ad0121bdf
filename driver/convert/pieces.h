// Owns: cutting a rendered value to the size of a buffer: terminator, lengths, 01004. Never: renders, fetches.
#pragma once

#include <cstddef>
#include <string_view>

#include "convert/c_type.h"

namespace d1odbc {

/// A buffer of the application for one value of variable length; `data` may be null (then nothing is written).
struct VariableBuffer {
  void* data = nullptr;
  std::size_t capacity = 0;  // bytes, the terminator of character types included
  CFamily family = CFamily::Character;
  std::size_t grain = 1;  // bytes of the value that are never parted
};

struct Piece {
  std::size_t taken = 0;  // bytes of the value that went into the buffer
  bool complete = false;  // nothing is left behind them
};

/// Where a cut may fall. SQLGetData's next call goes on where the last ended, so its pieces fill the buffer; a bound
/// column has no next call and keeps whole characters.
enum class Cut { Anywhere, AtCharacter };

/// Bytes of a value that the buffer has room for, the terminator taken off.
[[nodiscard]] std::size_t room_in(const VariableBuffer& buffer) noexcept;

/// Copies as much of `bytes` as fits, and the terminator that character types have.
Piece copy_piece(std::string_view bytes, const VariableBuffer& buffer, Cut cut);

}  // namespace d1odbc
