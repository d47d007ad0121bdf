// Owns: a statement with its values as D1 receives it. Never: sends it, reads the application's buffers.
#pragma once

#include <vector>

#include "d1/request_body.h"
#include "sql/statement_text.h"
#include "value/value.h"

namespace d1odbc {

/// The text with D1's markers and the parameters in its order: integers inside `+CAST(? AS INTEGER)`, infinities and
/// -0.0 as `9e999` (design D3). `values[n-1]` is ODBC's parameter n. Precondition: `values` covers every marker.
[[nodiscard]] D1Statement bound_statement(const StatementText& statement, const std::vector<Value>& values);

}  // namespace d1odbc
