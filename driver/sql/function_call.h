// Owns: reading what stands in {fn …}. Never: writes SQL, translates arguments.
#pragma once

#include <string_view>
#include <vector>

#include "sql/lexer.h"
#include "sql/scalar_functions.h"
#include "sql/token_reader.h"

namespace d1odbc {

/// A call of a scalar function: how it is written in D1's SQL, and the arguments that stand for `$1`, `$2`, …
struct FunctionCall {
  CallForm form = CallForm::Arguments;
  std::string_view text;  // the template; empty for DatabaseName and UserName
  std::vector<TokenRange> arguments;
};

/// Reads the tokens behind `{fn`. Throws OdbcError 42000 for an unknown function, a wrong number of arguments and
/// broken syntax, HYC00 for an interval or a conversion that D1 does not have.
[[nodiscard]] FunctionCall read_function_call(std::string_view sql, const std::vector<Token>& tokens,
                                              TokenRange inside);

}  // namespace d1odbc
