// Owns: changing rows of an updatable result by one request, and reading them again. Never: the application's buffers,
// cursors, row status.
#pragma once

#include <cstddef>
#include <vector>

#include "execute/changed_row.h"

namespace d1odbc {

/// Makes all changes in one request, which is all or nothing, and reads the updated rows back in it; a row whose key
/// was changed costs one request more, and adding many rows may (add_rows.h). An entry for each change; the changes are
/// of one kind. Throws OdbcError as Client::run and the builders of row_change.h do: then nothing was changed, unless
/// the text says that the outcome is unknown.
[[nodiscard]] std::vector<ChangedRow> change_rows(const UpdatableResult& result, std::vector<RowChange> changes,
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
