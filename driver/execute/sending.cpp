// Owns: the notes a request leaves in its session. Never: decides what is sent.
#include "execute/sending.h"

#include <algorithm>
#include <array>

#include "error/odbc_error.h"
#include "execute/limits.h"

namespace d1odbc {

namespace {

/// Whether an answer says that something was written, or does not say (design D6: a rollback would have to undo it).
bool wrote(const std::vector<AnswerItem>& items) {
  return std::ranges::any_of(items, [](const AnswerItem& item) {
    const bool silent = !item.meta.changes && !item.meta.rows_written && !item.meta.changed_db;
    return silent || item.meta.changes.value_or(0) > 0 || item.meta.rows_written.value_or(0) > 0 ||
           item.meta.changed_db.value_or(false);
  });
}

/// What D1 says when a text was written for another schema than it has: the mirror may be that other one.
constexpr std::array contradictions{
    State::TableNotFound, State::ColumnNotFound, State::IndexNotFound,          State::TableExists,
    State::ColumnExists,  State::IndexExists,    State::InsertValueListMismatch};

/// An error ended a request. It was all or nothing, but one whose answer was lost may have written.
void note_failure(Session& session, const OdbcError& error) {
  if (std::ranges::find(contradictions, error.state()) != contradictions.end()) session.mirror.mark_stale();
  if (!error.text().ends_with(outcome_unknown_text)) return;
  session.mirror.mark_stale();
  session.wrote_since_end = true;
}

void trace_run(const Session& session, const RunReport& report, Effect effect) {
  // As doubles: sums of what a server makes up do not overflow.
  double read = 0;
  double written = 0;
  double milliseconds = 0;
  for (const AnswerItem& item : report.items) {
    read += static_cast<double>(item.meta.rows_read.value_or(0));
    written += static_cast<double>(item.meta.rows_written.value_or(0));
    milliseconds += item.meta.duration.value_or(0);
  }
  session.trace.write(
      "ran {} statements that {} in {} requests: {:.0f} rows read, {:.0f} written, {:.3f} ms of SQL, region {}",
      report.items.size(), effect == Effect::Reads ? "read" : "write", report.attempts, read, written, milliseconds,
      report.items.empty() ? std::string() : report.items.back().meta.served_by_region);
}

}  // namespace

RunReport send_statements(Session& session, const std::vector<D1Statement>& items, Impact impact,
                          const Deadlines& deadlines, CancelToken& cancel) {
  if (impact.effect == Effect::Writes && session.read_only)
    throw OdbcError(State::SyntaxOrAccess, "The connection is read-only and this statement may write.");
  refuse_beyond_limits(items);
  try {
    RunReport report = session.client().run(items, impact.effect, deadlines, cancel);
    trace_run(session, report, impact.effect);
    if (impact.effect == Effect::Writes && (impact.changes_schema || wrote(report.items)))
      session.wrote_since_end = true;
    return report;
  } catch (const OdbcError& error) {
    note_failure(session, error);
    throw;
  }
}

bool may_be_due_to_rewriting(const OdbcError& error) {
  constexpr std::array states{State::SyntaxOrAccess, State::ColumnNotFound, State::InsertValueListMismatch,
                              State::StringTooLong};
  const bool is_refusal = error.native_code() != 0 && !error.text().ends_with(outcome_unknown_text);
  return is_refusal && std::ranges::find(states, error.state()) != states.end();
}

}  // namespace d1odbc
