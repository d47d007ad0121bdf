// Owns: where the statements of a text begin and end. Never: what a statement does.
#pragma once

#include <string_view>
#include <vector>

#include "sql/lexer.h"
#include "sql/token_reader.h"

namespace d1odbc {

/// The statements of the text, each from its first token (a leading comment included) to its last that is neither blank
/// nor comment, without the `;`; empty ones left out. A `;` inside CREATE TRIGGER … END does not end it: such a
/// statement ends, as in sqlite3_complete, at `; END ;` or at the end of the text.
[[nodiscard]] std::vector<TokenRange> split_statements(std::string_view sql, const std::vector<Token>& tokens);

}  // namespace d1odbc
