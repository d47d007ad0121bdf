// Owns: the description of a compiled text's column, as a result and SQLColumns of a view tell it. Never: compiles.
#pragma once

#include <optional>

#include "schema/class_set.h"
#include "schema/mirror.h"
#include "value/column.h"

namespace d1odbc {

/// The type of an expression by what its program may return: integers SQL_BIGINT, reals SQL_DOUBLE, both SQL_DOUBLE
/// with the name NUMERIC, blobs SQL_LONGVARBINARY, texts of a known length SQL_VARCHAR, other texts and mixtures long
/// text. Empty: nothing is known.
[[nodiscard]] std::optional<ColumnType> type_of_expression(const ExpressionType& expression,
                                                           const TypeOptions& options);

/// What is told of a column: its declared type where that holds for all its values, else that of the expression, else
/// long text. The origin is told only where the values come from one column of a table.
[[nodiscard]] Column described_column(const CompiledColumn& compiled, const TypeOptions& options);

}  // namespace d1odbc
