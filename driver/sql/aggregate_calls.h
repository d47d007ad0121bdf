// Owns: whether expressions call functions that take many rows into one value. Never: what they compute.
#pragma once

#include <string_view>
#include <vector>

#include "sql/lexer.h"
#include "sql/token_reader.h"

namespace d1odbc {

/// Whether an aggregate or a window function is called in these tokens, subqueries included (an aggregate there may
/// belong to the outer query). max and min with several arguments are none.
[[nodiscard]] bool calls_aggregates(std::string_view sql, const std::vector<Token>& tokens, TokenRange range);

}  // namespace d1odbc
