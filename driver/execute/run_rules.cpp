// Owns: the rules for statements and sets. Never: sends.
#include "execute/run_rules.h"

#include "error/odbc_error.h"
#include "execute/limits.h"

namespace d1odbc {

namespace {

bool controls_transaction(StatementKind kind) {
  switch (kind) {
    case StatementKind::Begin:
    case StatementKind::Commit:
    case StatementKind::Rollback:
    case StatementKind::Savepoint:
    case StatementKind::Release:
      return true;
    default:
      return false;
  }
}

void refuse_transaction_control(std::span<const StatementText> statements) {
  for (const StatementText& statement : statements) {
    if (!controls_transaction(statement.kind)) continue;
    throw OdbcError(
        State::NotImplemented,
        "D1 has no transactions over several requests, so {} cannot run by itself. Put the statements into one text "
        "(BEGIN; …; COMMIT), which runs as one transaction.",
        statement.sql.substr(0, statement.sql.find_first_of(" \t\n")));
  }
}

/// Whether a statement may bring rows: by its description, or by its text where there is none.
bool may_bring_rows(const StatementText& statement, const LocalDescription& described) {
  if (described) return !described->empty();
  switch (statement.kind) {
    case StatementKind::Select:
    case StatementKind::Values:
    case StatementKind::Pragma:
    case StatementKind::Explain:
      return true;
    default:
      return statement.has_returning;
  }
}

void refuse_results_of_sets(const RunRequest& request) {
  if (request.sets.size() < 2) return;
  for (std::size_t index = 0; index < request.described.size(); ++index) {
    if (!may_bring_rows(request.text.statements[index], request.described[index])) continue;
    throw OdbcError(
        State::NotImplemented,
        "A statement with a result cannot run with {} parameter sets at once; set SQL_ATTR_PARAMSET_SIZE to 1.",
        request.sets.size());
  }
}

void refuse_wide_results(const RunRequest& request) {
  for (const LocalDescription& described : request.described) {
    if (described) refuse_too_many_columns(described->size());
  }
}

}  // namespace

bool is_framed(const PreparedText& text) {
  return text.statements.size() > 1 && text.statements.front().kind == StatementKind::Begin &&
         text.statements.back().kind == StatementKind::Commit;
}

std::size_t first_statement(const PreparedText& text) noexcept {
  return is_framed(text) && text.statements.size() > 2 ? 1 : 0;
}

std::span<const StatementText> statements_to_send(const PreparedText& text) {
  const std::span<const StatementText> statements = text.statements;
  return is_framed(text) ? statements.subspan(1, statements.size() - 2) : statements;
}

void refuse_before_sending(const RunRequest& request) {
  refuse_transaction_control(statements_to_send(request.text));
  refuse_results_of_sets(request);
  refuse_wide_results(request);
}

}  // namespace d1odbc
