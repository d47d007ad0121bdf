// Owns: reading the one table that a SELECT, UPDATE or DELETE names. Never: what stands around it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "sql/token_reader.h"

namespace d1odbc {

/// A table as a statement names it.
struct NamedTable {
  std::string table;  // without quotes; a `main.` before it is left out
  std::string alias;  // without quotes; "" when there is none

  /// The name by which the statement calls the table's columns.
  [[nodiscard]] const std::string& qualifier() const noexcept { return alias.empty() ? table : alias; }
};

/// Reads `[main.]table [[AS] alias]` and moves behind it; nothing where no name stands and for another schema.
[[nodiscard]] std::optional<NamedTable> take_table(TokenReader& reader);

/// Moves over `INDEXED BY name` or `NOT INDEXED`.
void skip_index_choice(TokenReader& reader) noexcept;

}  // namespace d1odbc
