// Owns: how wide the driver manager's wide characters are, for the parts that are compiled once for both widths.
// Never: SQLWCHAR itself.
#pragma once

#include <cstddef>

namespace d1odbc {

/// Bytes of one SQLWCHAR in the module that this code was linked into: 2 for unixODBC, 4 for iODBC. The value is in
/// wide_character.cpp, which each module has in its own width.
extern const std::size_t wide_character_bytes;

}  // namespace d1odbc
