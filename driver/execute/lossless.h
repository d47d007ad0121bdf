// Owns: reading a result again without the rounding of D1's JSON (design D3; d1-api section 7). Never: sends.
#pragma once

#include <cstddef>
#include <vector>

#include "sql/statement_text.h"
#include "value/column.h"
#include "value/result_set.h"

namespace d1odbc {

/// When results are read losslessly: the keyword LosslessIntegers.
enum class Lossless { Auto, Always, Off };

/// Whether the statement can be wrapped: a SELECT or VALUES of at most 99 columns whose rows do not change from one
/// run to the next by themselves (random()).
[[nodiscard]] bool can_read_losslessly(const StatementText& statement, std::size_t columns);

/// Whether a rounded integer may stand in a column that is not proven to hold reals: then the answer must be read
/// again. Proven is a plain column of REAL affinity in a SELECT that is not compound: SQLite stores no integer there.
[[nodiscard]] bool may_be_rounded(const ResultSet& rows, const std::vector<Column>& columns,
                                  const StatementText& statement);

/// Takes the marks of rounding off the columns that are proven to hold reals, and off all when rounding is accepted.
void accept_known_reals(ResultSet& rows, const std::vector<Column>& columns, const StatementText& statement,
                        Lossless lossless);

/// The statement inside a query that brings integers beyond 2^53 and infinities as text, and the storage class of each
/// cell in one more column.
[[nodiscard]] StatementText lossless_text(const StatementText& statement, std::size_t columns);

/// The rows of the wrapped query with every cell as D1 stores it, under the names of the columns. Throws OdbcError
/// 08S01 for an answer that is not one of `lossless_text`.
[[nodiscard]] ResultSet lossless_rows(const ResultSet& answer, const std::vector<Column>& columns);

}  // namespace d1odbc
