// Owns: what D1 needs to read ODBC's nested outer joins: brackets. Never: the text of an escape, its tables.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "sql/lexer.h"
#include "sql/token_reader.h"

namespace d1odbc {

/// A bracket that belongs before a token.
struct JoinBracket {
  std::size_t token = 0;
  char bracket = '(';
};

/// The brackets that make ODBC's `a LEFT OUTER JOIN b LEFT OUTER JOIN c ON … ON …` (appendix C, "Outer Join Escape
/// Sequence") what SQLite reads: `a LEFT OUTER JOIN (b LEFT OUTER JOIN c ON …) ON …`. In order of tokens; none where
/// each join has its condition at once, or where joins and conditions do not match.
[[nodiscard]] std::vector<JoinBracket> join_brackets(std::string_view sql, const std::vector<Token>& tokens,
                                                     TokenRange join);

}  // namespace d1odbc
