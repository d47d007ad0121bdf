// Owns: finding what a text asks of the connection's last write: last_insert_rowid(), changes(), @@IDENTITY. Never:
// knows the answers.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "sql/statement_text.h"

namespace d1odbc {

/// What SQLite's functions of these names would give on a connection of one's own.
struct LastWriteValues {
  std::int64_t identity = 0;  // last_insert_rowid(), @@IDENTITY
  std::int64_t changes = 0;   // changes()
};

/// Whether a query or a change calls last_insert_rowid() or changes(). Definitions (CREATE …) keep their calls.
[[nodiscard]] bool calls_last_write(const StatementText& statement);

/// The statement with the values as literals in place of the calls. D1's one connection serves every client: its own
/// answer would be that of somebody else's write.
[[nodiscard]] StatementText with_last_write(const StatementText& statement, const LastWriteValues& values);

/// The text with `last_insert_rowid()` for each `@@IDENTITY` (any case), which SQLite cannot read: programs of Access,
/// .NET and Delphi ask so.
[[nodiscard]] std::string without_identity_variable(std::string_view sql);

}  // namespace d1odbc
