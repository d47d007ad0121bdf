// Owns: which table a statement writes to, told from its text. Never: the schema.
#pragma once

#include <optional>
#include <string>

#include "sql/statement_text.h"

namespace d1odbc {

/// What an INSERT, REPLACE, UPDATE or DELETE does to which table.
struct WrittenTable {
  std::string table;           // without quotes
  bool may_update = false;     // an UPSERT: rows may be changed that an INSERT does not add
  bool replaces_rows = false;  // REPLACE and OR REPLACE: rows may be deleted on the way
};

/// Reads `[WITH …] INSERT|REPLACE [OR …] INTO t …`, `UPDATE [OR …] t …`, `DELETE FROM t …`. Nothing for other
/// statements, another schema than main, and texts that are not understood. Never fails.
[[nodiscard]] std::optional<WrittenTable> read_written_table(const StatementText& statement);

}  // namespace d1odbc
