// Owns: keeping D1's limit of parameters in statements that the driver writes itself. Never: reads the text.
#pragma once

#include <vector>

#include "d1/request_body.h"
#include "sql/statement_text.h"
#include "value/value.h"

namespace d1odbc {

/// As bound_statement, and at most 100 parameters (D1's limit): where there are more, integers and NULL among the
/// parameters from `first_movable` on are written into the text, and the shortest of their texts travel in one JSON
/// parameter. Throws OdbcError HYC00 when too many reals and blobs are left.
[[nodiscard]] D1Statement bound_within_limit(const StatementText& statement, const std::vector<Value>& values,
                                             unsigned first_movable);

}  // namespace d1odbc
