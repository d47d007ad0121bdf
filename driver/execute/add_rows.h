// Owns: adding rows to the table of an updatable result by one request: which go together as an array. Never: the
// application's buffers, the key of a row (added_keys has it), the JSON (array_plan has it).
#pragma once

#include <vector>

#include "execute/changed_row.h"

namespace d1odbc {

/// Adds the rows (RowChange::Kind::Add) in their order, all or none. Rows that follow each other and give values to the
/// same columns go as bound JSON where the table allows it (array_plan.h) and their keys are known (added_keys.h), the
/// others by a statement each. When D1 refuses rows because they went together, one more request sends them by a
/// statement each. An entry for each row. Throws as change_rows does.
[[nodiscard]] std::vector<ChangedRow> add_rows(const UpdatableResult& result, std::vector<RowChange> rows,
                                               const Deadlines& deadlines, CancelToken& cancel);

}  // namespace d1odbc
