// Owns: whether a SELECT reads one table row by row, told from its text. Never: the schema, rewrites text.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>

#include "sql/named_table.h"

namespace d1odbc {

/// Why the rows of a result cannot be changed through it. The text goes on after "because": "the result joins tables".
struct NotUpdatable {
  std::string reason;
};

/// A SELECT each of whose rows is one row of one table. Offsets are bytes of the text that was read.
struct SingleTableSelect {
  NamedTable from;
  std::size_t list_end = 0;   // where FROM begins: `, more columns ` can be put in here
  std::size_t table_end = 0;  // behind the table and its alias; an INDEXED BY may follow
};

/// Reads one statement: `SELECT [ALL] list FROM table [[AS] alias] [INDEXED BY x|NOT INDEXED] [WHERE …] [ORDER BY …]
/// [LIMIT …]`. Anything else, and any text in doubt, is NotUpdatable: WITH, DISTINCT, GROUP BY, HAVING, compound
/// SELECTs, joins, subqueries and functions in FROM, aggregates, window functions. Never fails.
[[nodiscard]] std::variant<SingleTableSelect, NotUpdatable> read_single_table_select(std::string_view sql);

}  // namespace d1odbc
