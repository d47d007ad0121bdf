// Owns: the columns of a statement, as they are described before and after it ran. Never: runs the statement.
#pragma once

#include <optional>
#include <vector>

#include "execute/session.h"
#include "sql/statement_text.h"
#include "value/column.h"

namespace d1odbc {

/// The columns known of a statement before it runs; empty when the mirror could not compile it.
using LocalDescription = std::optional<std::vector<Column>>;

/// The columns the mirror's compiler gives the text, without a request; empty when it does not compile there and is no
/// pragma that is known all the same. A statement without a result has none: an empty vector.
[[nodiscard]] std::optional<std::vector<Column>> describe_locally(const Session& session,
                                                                  const StatementText& statement);

/// The columns of a statement that the mirror cannot compile, by one request that fetches no row and brings the schema
/// too: by the new mirror where it compiles there, else by D1's names for a statement that reads; none for other
/// writes. Throws what D1 says of the text, and HY000 for a RETURNING that only running it could describe.
[[nodiscard]] std::vector<Column> describe_remotely(Session& session, const StatementText& statement,
                                                    const Deadlines& deadlines, CancelToken& cancel);

/// The columns of an answer of which nothing was described before: names from D1, types from the values (all integers:
/// BIGINT; numbers: DOUBLE; all blobs: binary; anything else: long text).
[[nodiscard]] std::vector<Column> describe_values(const ResultSet& rows, const TypeOptions& options);

/// The columns for an answer: those of the mirror where they agree with it in number and in the names of plain columns.
/// Unless `types_are_told`, expressions that the program does not decide (nothing is known, or numbers that depend on a
/// parameter or a text), or whose values contradict it, get their types from the values. Sets `contradicts_mirror` when
/// the columns do not agree: the schema has changed.
[[nodiscard]] std::vector<Column> describe_answer(const std::optional<std::vector<Column>>& local,
                                                  const ResultSet& rows, const TypeOptions& options,
                                                  bool types_are_told, bool& contradicts_mirror);

}  // namespace d1odbc
