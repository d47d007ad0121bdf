// Owns: making a result whose rows can be changed out of a SELECT: the hidden key, and which column of the table each
// visible one is. Never: sends, changes rows.
#pragma once

#include <cstddef>
#include <string>
#include <variant>
#include <vector>

#include "schema/mirror.h"
#include "schema/row_key.h"
#include "sql/statement_text.h"

namespace d1odbc {

/// What a visible column of an updatable result is.
struct UpdatableColumn {
  std::string base_column;  // "" for an expression and for the rowid under its own name
  bool writable = false;    // a plain column that is not generated, at its first appearance
};

/// Where changes of an updatable result go.
struct UpdateTarget {
  std::string table;
  RowKey key;
  std::vector<UpdatableColumn> columns;  // one for each visible column
};

/// A SELECT that carries the key of each row behind its visible columns.
struct UpdatableSelect {
  StatementText text;       // visible columns, then `target.key.columns.size()` hidden ones (see row_key_text.h)
  StatementText row_text;   // the same columns of one row: the key's parameters are numbered from `first_key_number`
  StatementText rows_text;  // of a table with rowids, of many rows: that parameter is a JSON array of rowids
  unsigned first_key_number = 1;
  UpdateTarget target;

  [[nodiscard]] std::size_t visible() const noexcept { return target.columns.size(); }
  [[nodiscard]] std::size_t hidden() const noexcept { return target.key.columns.size(); }
};

/// The SELECT with the key of its table's rows appended under names that the text does not use, so that ORDER BY and
/// WHERE mean what they meant; markers keep their numbers. Integers and texts of the key travel as text: no setting
/// can round them. NotUpdatable for a text that is no plain SELECT of one table, a table without a key, more than 100
/// columns (D1's limit) and a text that the mirror does not compile to these columns. Throws as Mirror::query does.
[[nodiscard]] std::variant<UpdatableSelect, NotUpdatable> make_updatable(const Mirror& mirror,
                                                                         const StatementText& statement);

}  // namespace d1odbc
