// Owns: RETURNING lists written so that D1's JSON loses nothing. Never: sends, reads answers (lossless.h does).
#pragma once

#include <cstddef>
#include <optional>

#include "schema/mirror.h"
#include "sql/statement_text.h"

namespace d1odbc {

/// The statement with each item of its RETURNING list as a marked cell (marked_cell.h), so that the answer is read by
/// `lossless_rows`. The list must be right before the statement runs: after a write there is no second look. Each
/// expression is still evaluated once for each row: random() returns one value, which is the marked one. Markers keep
/// their numbers and none is repeated. `*` becomes the columns that the mirror has; when D1 has one of them no more, it
/// refuses the statement, and nothing is written.
/// `columns` is the width of the result, as the mirror compiled it. Nothing comes back when there is no list, when it
/// cannot be read, or when the mirror does not compile what was made of it: then the statement goes as it is.
[[nodiscard]] std::optional<StatementText> lossless_returning(const Mirror& mirror, const StatementText& statement,
                                                              std::size_t columns);

}  // namespace d1odbc
