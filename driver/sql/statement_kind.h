// Owns: what a statement does, told from its keywords. Never: the schema, escapes.
#pragma once

#include <string_view>
#include <vector>

#include "sql/lexer.h"
#include "sql/statement_border.h"
#include "sql/statement_text.h"

namespace d1odbc {

/// What the keywords of a statement say (see StatementText).
struct StatementFacts {
  StatementKind kind = StatementKind::Other;
  bool has_returning = false;
  bool is_reading_pragma = false;
};

/// INSERT, REPLACE, UPDATE, DELETE: statements that count the rows they change.
[[nodiscard]] constexpr bool changes_rows(StatementKind kind) noexcept {
  return kind == StatementKind::Insert || kind == StatementKind::Replace || kind == StatementKind::Update ||
         kind == StatementKind::Delete;
}

/// The facts of the statement that these tokens of the text make.
[[nodiscard]] StatementFacts classify(std::string_view sql, const std::vector<Token>& tokens, TokenRange statement);

}  // namespace d1odbc
