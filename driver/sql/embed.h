// Owns: putting a statement inside another text with its markers still in place. Never: knows what the text around
// does.
#pragma once

#include <string_view>

#include "sql/statement_text.h"

namespace d1odbc {

/// `before`, the statement's text, `after`; the markers keep their numbers and move along. Neither part may hold
/// markers.
[[nodiscard]] StatementText embed(std::string_view before, const StatementText& statement, std::string_view after);

}  // namespace d1odbc
