// Owns: the statements that list something about the database or a program: PRAGMA and EXPLAIN. Never: whether D1
// permits one.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sql/token_reader.h"

namespace d1odbc {

/// Whether the pragma at the reader (PRAGMA [schema.]name [= value | (value)]) is in a form that is known only to read.
[[nodiscard]] bool is_reading_pragma(TokenReader reader);

/// The columns of a pragma statement that no mirror may compile, because compiling it would apply it: one of the
/// pragma's name, or none where it only sets. Nothing for every other text.
[[nodiscard]] std::optional<std::vector<std::string>> pragma_columns(std::string_view sql);

/// Whether a column of what PRAGMA, EXPLAIN or (`is_query_plan`) EXPLAIN QUERY PLAN lists holds integers; the others
/// hold texts.
[[nodiscard]] bool lists_integers(std::string_view column, bool is_query_plan);

}  // namespace d1odbc
