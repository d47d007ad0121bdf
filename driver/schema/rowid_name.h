// Owns: the names that SQLite has for the rowid where no column has them. Never: which columns a table has.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

#include "config/ascii.h"

namespace d1odbc {

/// In the order in which the driver takes one that no column hides (https://www.sqlite.org/rowidtable.html).
inline constexpr std::array<std::string_view, 3> rowid_names{"rowid", "_rowid_", "oid"};

/// Whether a name (without quotes) is one of them, in any ASCII case.
[[nodiscard]] inline bool is_rowid_name(std::string_view name) noexcept {
  return std::ranges::any_of(rowid_names, [&](std::string_view each) { return equal_folded(each, name); });
}

}  // namespace d1odbc
