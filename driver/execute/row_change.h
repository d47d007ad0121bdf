// Owns: the SQL that changes, adds, deletes and reads again one row of a table. Never: sends, decides which rows,
// reads the application's buffers.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "d1/request_body.h"
#include "execute/lossless.h"
#include "execute/updatable.h"
#include "sql/positioned_text.h"
#include "value/result_set.h"
#include "value/value.h"

namespace d1odbc {

/// A column of the table with a value: a new one to be written, or the one that was fetched.
struct ColumnValue {
  std::string column;
  Value value;
};

/// A row as it was fetched.
struct RowVersion {
  std::vector<Value> key;              // from key_of (row_key_text.h)
  std::vector<ColumnValue> originals;  // what must not have changed (SQL_CONCUR_VALUES); empty: the key is enough
};

/// The values of a fetched row that SQL_CONCUR_VALUES compares: every base column once, but for integers that D1 has
/// rounded or, where results are not read losslessly, may have: these would never compare equal.
[[nodiscard]] std::vector<ColumnValue> originals_of(const UpdateTarget& target, const ResultSet& rows, std::size_t row,
                                                    Lossless lossless);

/// UPDATE, DELETE and INSERT of one row. Each answers with the key of the row that was changed (for UPDATE the new
/// one; read it by key_of), so that no rows mean: nothing was changed, because the row is gone, is not as it was
/// fetched, or a trigger or conflict clause said IGNORE. Originals are compared as they are stored: letter case counts
/// in any collation, NULL is NULL. D1's limit of 100 parameters is kept (parameter_limit.h). Throws OdbcError HYC00
/// when that is not possible. UPDATE takes at least one assignment; INSERT without any: DEFAULT VALUES.
[[nodiscard]] D1Statement update_row(const UpdateTarget& target, const std::vector<ColumnValue>& assignments,
                                     const RowVersion& row);
[[nodiscard]] D1Statement delete_row(const UpdateTarget& target, const RowVersion& row);
[[nodiscard]] D1Statement insert_row(const UpdateTarget& target, const std::vector<std::string>& columns,
                                     const std::vector<Value>& values);

/// The same INSERT without the key in its answer: its parameters are the columns' values in their order.
[[nodiscard]] StatementText insert_text(const UpdateTarget& target, const std::vector<std::string>& columns);

/// The positioned statement for this row, with the user's parameters (`parameters[n-1]` is ODBC's parameter n); answers
/// as update_row does. Throws OdbcError 42000 when the statement names another table than the cursor's, HYC00 as above.
[[nodiscard]] D1Statement change_positioned(const UpdateTarget& target, const StatementText& statement,
                                            const PositionedText& positioned, const std::vector<Value>& parameters,
                                            const RowVersion& row);

/// Reads one row again: the columns of `select.text`, no row when it is gone. `parameters` are those of the SELECT;
/// they are needed only where its list has markers.
[[nodiscard]] D1Statement read_row(const UpdatableSelect& select, const std::vector<Value>& parameters,
                                   const std::vector<Value>& key);

/// Reads the rows of these rowids again that are there, in any order: the same columns. Precondition: the select has a
/// `rows_text`; the keys are integers.
[[nodiscard]] D1Statement read_rows_together(const UpdatableSelect& select, const std::vector<Value>& parameters,
                                             std::span<const std::vector<Value>> keys);

}  // namespace d1odbc
