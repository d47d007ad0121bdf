// Owns: ODBC's escape sequences {…} in D1's SQL. Never: statement borders, the values of parameters.
#pragma once

#include <string_view>
#include <vector>

#include "sql/lexer.h"
#include "sql/marked_text.h"
#include "sql/statement_text.h"

namespace d1odbc {

/// The text with its escapes translated; bytes outside of escapes are kept, but that a blank is put where a translation
/// would run into a neighbouring word. Where a translation moves or repeats a marker, every `?` is written `?N`.
/// Throws OdbcError as prepare_text does (ODBC reference, "ODBC Escape Sequences").
[[nodiscard]] MarkedText translate_escapes(std::string_view sql, const std::vector<Token>& tokens,
                                           const MarkerNumbers& numbers, const ParseOptions& options);

}  // namespace d1odbc
