// Owns: a change of a row of an updatable result, and what came of it. Never: sends, writes SQL.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "execute/row_change.h"
#include "execute/session.h"
#include "execute/updatable.h"
#include "value/column.h"

namespace d1odbc {

/// A result whose rows can be changed, with the parameters its SELECT was run with. Changes go where it came from, also
/// when the connection has changed its database since.
struct UpdatableResult {
  std::shared_ptr<Session> session;
  UpdatableSelect select;
  std::vector<Value> parameters;
  std::vector<Column> columns;  // visible and hidden ones
};

/// One row's change.
struct RowChange {
  enum class Kind { Update, Delete, Add };

  Kind kind = Kind::Update;
  RowVersion row;                        // of Update and Delete
  std::vector<ColumnValue> assignments;  // of Update and Add
};

/// A row as it is in the database now; `rows` is null when it is gone.
struct RowNow {
  std::shared_ptr<const ResultSet> rows;
  std::size_t row = 0;
};

/// What came of a change.
struct ChangedRow {
  bool happened = false;   // false: the row is gone or is not as it was fetched
  std::vector<Value> key;  // the key it has now; empty when D1 told none that can be read
  RowNow now;              // of Update
};

/// What the answer of a statement with the key in its RETURNING list says of the row. `before`: its key until then.
/// An answer that cannot be read does not make the change look failed: the row keeps that key.
[[nodiscard]] ChangedRow read_changed_row(const UpdatableResult& result, const ResultSet& answer,
                                          const std::vector<Value>& before);

/// Notes in the session what last_insert_rowid() and changes() say after the change.
void note_last_write(const UpdatableResult& result, RowChange::Kind kind, const ChangedRow& changed);

}  // namespace d1odbc
