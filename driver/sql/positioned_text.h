// Owns: UPDATE and DELETE … WHERE CURRENT OF a cursor, as text. Never: cursors, rows, the schema.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "sql/named_table.h"
#include "sql/statement_text.h"

namespace d1odbc {

/// A positioned statement (ODBC reference, "Positioned Update and Delete Statements"). Offsets are bytes of the text
/// that was read.
struct PositionedText {
  enum class Kind : std::uint8_t { Update, Delete };

  Kind kind = Kind::Update;
  NamedTable table;
  std::string cursor;  // without quotes
  std::size_t where_begin = 0;
  std::size_t where_end = 0;  // behind the cursor's name
};

/// Reads `UPDATE t SET … WHERE CURRENT OF name` and `DELETE FROM t WHERE CURRENT OF name`; nothing for any other text.
/// To be asked before the mirror compiles a statement: this is not SQL of SQLite. Never fails.
[[nodiscard]] std::optional<PositionedText> read_positioned(std::string_view sql);

/// The statement with `condition` in place of its WHERE clause. The condition begins with WHERE and brings its own
/// markers, numbered as they shall be (behind the user's). Precondition: `positioned` was read from `statement.sql`.
[[nodiscard]] StatementText with_condition(const StatementText& statement, const PositionedText& positioned,
                                           const StatementText& condition);

/// The statement as the mirror can compile it: `WHERE 0` stands for the cursor's row.
[[nodiscard]] StatementText without_position(const StatementText& statement, const PositionedText& positioned);

}  // namespace d1odbc
