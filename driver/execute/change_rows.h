// Owns: changing rows of an updatable result by one request, and reading them again. Never: the application's buffers,
// cursors, row status.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
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
  std::vector<Value> key;  // the key it has now
  RowNow now;              // of Update
};

/// Makes all changes in one request, which is all or nothing, and reads the updated rows back in it; a row whose key
/// was changed costs one request more. An entry for each change. Throws OdbcError as Client::run and the builders of
/// row_change.h do: then nothing was changed, unless the text says that the outcome is unknown.
[[nodiscard]] std::vector<ChangedRow> change_rows(const UpdatableResult& result, const std::vector<RowChange>& changes,
                                                  const Deadlines& deadlines, CancelToken& cancel);

/// Runs a positioned statement (row_change.h, change_positioned) for the row of this key, in the same way.
[[nodiscard]] ChangedRow change_row(const UpdatableResult& result, const D1Statement& statement,
                                    PositionedText::Kind kind, const std::vector<Value>& key,
                                    const Deadlines& deadlines, CancelToken& cancel);

/// Reads rows again by their keys, in one request. An entry for each key.
[[nodiscard]] std::vector<RowNow> read_rows(const UpdatableResult& result, const std::vector<std::vector<Value>>& keys,
                                            const Deadlines& deadlines, CancelToken& cancel);

/// What is known of a row that was just read: its key and what SQL_CONCUR_VALUES compares. Throws as key_of.
[[nodiscard]] RowVersion version_of(const UpdatableResult& result, const ResultSet& rows, std::size_t row);

}  // namespace d1odbc
