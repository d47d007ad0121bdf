// Owns: the texts for what is beyond D1's limits. Never: the limits themselves (d1/limits.h).
#include "execute/limits.h"

#include "d1/limits.h"
#include "error/odbc_error.h"

namespace d1odbc {

namespace {

void refuse_too_many_parameters(const D1Statement& statement) {
  if (statement.parameters.size() <= d1_limits::parameters) return;
  throw OdbcError(State::SyntaxOrAccess,
                  "The statement has {} parameters; D1 takes at most {}. Send fewer, or pass a list as one JSON text "
                  "through json_each(?). Nothing was sent.",
                  statement.parameters.size(), d1_limits::parameters);
}

void refuse_too_long_text(const D1Statement& statement) {
  if (statement.sql.size() <= d1_limits::statement_bytes) return;
  throw OdbcError(State::SyntaxOrAccess,
                  "The statement has {} bytes as D1 would receive it; D1 takes at most {}. Bind values as parameters, "
                  "or split it. Nothing was sent.",
                  statement.sql.size(), d1_limits::statement_bytes);
}

}  // namespace

void refuse_beyond_limits(std::span<const D1Statement> statements) {
  for (const D1Statement& statement : statements) {
    refuse_too_many_parameters(statement);
    refuse_too_long_text(statement);
  }
}

void refuse_too_many_columns(std::size_t columns) {
  if (columns <= d1_limits::columns) return;
  throw OdbcError(State::SyntaxOrAccess,
                  "The result has {} columns; D1 returns at most {}. Select fewer. Nothing was sent.", columns,
                  d1_limits::columns);
}

}  // namespace d1odbc
