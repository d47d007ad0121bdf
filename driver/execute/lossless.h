// Owns: reading a result without the rounding of D1's JSON (design D3; d1-api section 7). Never: sends.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "sql/statement_text.h"
#include "value/column.h"
#include "value/result_set.h"

namespace d1odbc {

/// When results are read losslessly: the keyword LosslessIntegers.
enum class Lossless { Auto, Always, Off };

/// Whether the statement can be wrapped: a SELECT, VALUES, or one of them behind WITH.
[[nodiscard]] bool can_read_losslessly(const StatementText& statement);

/// Whether a rounded integer may stand in a column that is not proven to hold reals: then the answer must be read
/// again. Proven is a plain column of REAL affinity in a SELECT that is not compound: SQLite stores no integer there.
[[nodiscard]] bool may_be_rounded(const ResultSet& rows, const std::vector<Column>& columns,
                                  const StatementText& statement);

/// Takes the marks of rounding off the columns that are proven to hold reals, and off all when rounding is accepted.
void accept_known_reals(ResultSet& rows, const std::vector<Column>& columns, const StatementText& statement,
                        Lossless lossless);

/// The statement inside a query that brings each cell marked (marked_cell.h), in the same order and evaluated once.
/// Precondition: it can be read losslessly and has `columns` columns, at least one.
[[nodiscard]] StatementText lossless_text(const StatementText& statement, std::size_t columns);

/// Whether the statement leaves it to the schema which columns it has: a * or table.* stands in it.
[[nodiscard]] bool expands_columns(const StatementText& statement);

/// The same for a statement that expands columns. `names` are those of `SELECT * FROM (statement)`: where D1 has other
/// ones, it refuses the text, instead of giving values under names of other columns.
[[nodiscard]] StatementText lossless_text(const StatementText& statement, const std::vector<std::string>& names);

/// The rows of an answer of marked cells as D1 stores them, under these names. Throws OdbcError 08S01 for an answer of
/// another form.
[[nodiscard]] ResultSet lossless_rows(const ResultSet& answer, std::vector<std::string> names);

[[nodiscard]] std::vector<std::string> names_of(const std::vector<Column>& columns);

}  // namespace d1odbc
