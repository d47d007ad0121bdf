// Owns: from prepared text and values to one D1 request and back to outcomes. Never: keeps state between calls.
#include "execute/run.h"

#include <algorithm>
#include <span>

#include "error/odbc_error.h"
#include "execute/array_plan.h"
#include "execute/describe.h"
#include "execute/exact_answer.h"
#include "execute/failed_set.h"
#include "execute/limits.h"
#include "execute/lossless.h"

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

bool change_schema(std::span<const StatementText> statements) {
  return std::ranges::any_of(statements, [](const StatementText& each) {
    return each.kind == StatementKind::Create || each.kind == StatementKind::Drop ||
           each.kind == StatementKind::Alter || each.kind == StatementKind::Analyze;  // sqlite_stat1 appears
  });
}

/// Whether a text is `BEGIN; …; COMMIT`: one request, and a request is a transaction already.
bool is_framed(const PreparedText& text) {
  return text.statements.size() > 1 && text.statements.front().kind == StatementKind::Begin &&
         text.statements.back().kind == StatementKind::Commit;
}

std::span<const StatementText> statements_to_send(const PreparedText& text) {
  const std::span<const StatementText> statements = text.statements;
  return is_framed(text) ? statements.subspan(1, statements.size() - 2) : statements;
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

bool is_never_compiled(const StatementText& statement) {
  return statement.kind == StatementKind::Explain || statement.kind == StatementKind::Pragma;
}

/// A text that the mirror cannot compile counts as a write (design D2), but for the two kinds it never compiles.
bool only_reads(const StatementText& statement, const LocalDescription& described) {
  return statement.reads_only() && (described || is_never_compiled(statement));
}

/// Whether D1 ran what the mirror did not compile.
bool is_beyond_mirror(const StatementsToSend& request) {
  for (std::size_t index = 0; index < request.statements.size(); ++index) {
    if (!request.described[index] && !is_never_compiled(request.statements[index])) return true;
  }
  return false;
}

/// Whether the schema is asked for in the same request, so that it costs none of its own: after a statement that
/// changes it, and with a text that an old mirror could not compile.
bool wants_schema(const Session& session, const RunRequest& request, std::span<const StatementText> statements) {
  if (change_schema(statements)) return true;
  const bool all_compiled =
      std::ranges::all_of(request.described, [](const LocalDescription& each) { return each.has_value(); });
  return !all_compiled && !session.mirror.is_fresh();
}

Effect effect_of(const RunRequest& request, std::span<const StatementText> statements) {
  const auto offset = static_cast<std::size_t>(statements.data() - request.text.statements.data());
  for (std::size_t index = 0; index < statements.size(); ++index) {
    if (!only_reads(statements[index], request.described[offset + index])) return Effect::Writes;
  }
  return Effect::Reads;
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

Outcome outcome_of(AnswerItem item, const StatementText& statement, const LocalDescription& described, Session& session,
                   bool types_are_told) {
  Outcome outcome;
  outcome.meta = std::move(item.meta);
  outcome.has_columns = item.has_columns;
  if (!item.has_columns) {
    outcome.row_count = outcome.meta.changes.value_or(-1);
    return outcome;
  }
  outcome.columns = describe_answer(described, item.rows, session.types, types_are_told, outcome.schema_changed);
  if (outcome.schema_changed) session.mirror.mark_stale();
  accept_known_reals(item.rows, outcome.columns, statement, session.lossless);
  outcome.rounded = item.rows.has_inexact();
  outcome.rows = std::move(item.rows);
  outcome.row_count = static_cast<std::int64_t>(outcome.rows.rows());
  return outcome;
}

/// Gives the mirror the schema that came along. The statements have run by now: what is wrong with a schema must not
/// make them look failed.
void take_schema(Session& session, const ResultSet& rows, MirrorKeeper::Ticket ticket) {
  try {
    session.mirror.take(rows, ticket);
  } catch (const OdbcError& error) {
    session.trace.write("the schema was not taken: {}", error.text());
    session.mirror.mark_stale();
  }
}

std::optional<std::int64_t> sum_of(const std::optional<std::int64_t>& first,
                                   const std::optional<std::int64_t>& second) {
  if (!first || !second) return std::nullopt;
  std::int64_t sum = 0;
  // What a server makes up must not overflow.
  return __builtin_add_overflow(*first, *second, &sum) ? std::nullopt : std::optional(sum);
}

/// The next item of the same statement: D1's figures are those of all sets.
void add(Outcome& whole, const Outcome& next) {
  if (next.row_count >= 0)
    whole.row_count = sum_of(std::max<std::int64_t>(whole.row_count, 0), next.row_count).value_or(-1);
  whole.meta.rows_read = sum_of(whole.meta.rows_read, next.meta.rows_read);
  whole.meta.rows_written = sum_of(whole.meta.rows_written, next.meta.rows_written);
  whole.meta.size_after = next.meta.size_after;
  if (whole.meta.duration) *whole.meta.duration += next.meta.duration.value_or(0);
}

std::optional<ArrayPlan> plan_of(const Session& session, const StatementsToSend& request) {
  if (request.statements.size() != 1 || request.sets.size() < 2) return std::nullopt;
  return ArrayPlan::make(session.mirror.at_hand().get(), request.statements.front(), request.sets);
}

std::vector<AnswerItem> send_naming_failed_set(Session& session, const StatementsToSend& request,
                                               const Deadlines& deadlines, CancelToken& cancel) {
  const Countdown countdown(deadlines, session.client().settings().surroundings.now);
  try {
    return send_exactly(session, request, deadlines, cancel);
  } catch (const OdbcError& error) {
    if (request.sets.size() < 2) throw;
    std::optional<FailedSet> failed = find_failed_set(session, request, error, countdown, cancel);
    if (!failed) throw;
    session.trace.write("set {} of {} is the one that D1 refused", failed->set + 1, request.sets.size());
    throw SetError(std::move(failed->error), failed->set);
  }
}

}  // namespace

std::size_t first_statement(const PreparedText& text) noexcept {
  return is_framed(text) && text.statements.size() > 2 ? 1 : 0;
}

std::vector<Outcome> run(Session& session, const RunRequest& request, const Deadlines& deadlines, CancelToken& cancel) {
  const std::span<const StatementText> statements = statements_to_send(request.text);
  refuse_transaction_control(statements);
  refuse_results_of_sets(request);
  const Effect effect = effect_of(request, statements);
  if (statements.empty()) return {};
  refuse_wide_results(request);

  const auto offset = static_cast<std::size_t>(statements.data() - request.text.statements.data());
  const std::span<const LocalDescription> described = request.described;
  const bool brings_schema = wants_schema(session, request, statements);
  StatementsToSend to_send{.statements = statements,
                           .described = described.subspan(offset, statements.size()),
                           .sets = request.sets,
                           .impact = {effect, change_schema(statements)},
                           .brings_schema = brings_schema};
  const std::optional<ArrayPlan> plan = plan_of(session, to_send);
  if (plan) to_send.array = &*plan;
  const MirrorKeeper::Ticket ticket = session.mirror.ticket();
  std::vector<AnswerItem> items = request.names_failed_set ? send_naming_failed_set(session, to_send, deadlines, cancel)
                                                           : send_exactly(session, to_send, deadlines, cancel);
  if (brings_schema) {
    take_schema(session, items.back().rows, ticket);
    items.pop_back();
  } else if (is_beyond_mirror(to_send)) {
    session.mirror.doubt();
  }

  std::vector<Outcome> outcomes;
  for (std::size_t index = 0; index < items.size(); ++index) {
    const std::size_t statement = index % statements.size();
    Outcome outcome = outcome_of(std::move(items[index]), statements[statement], to_send.described[statement], session,
                                 request.types_are_told);
    outcome.statement = offset + statement;
    if (outcomes.size() <= statement) {
      outcomes.push_back(std::move(outcome));
    } else {
      add(outcomes[statement], outcome);
    }
  }
  return outcomes;
}

}  // namespace d1odbc
