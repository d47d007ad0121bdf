// Owns: from prepared text and values to one D1 request and back to outcomes. Never: keeps state between calls.
#include "execute/run.h"

#include <algorithm>
#include <span>

#include "error/odbc_error.h"
#include "execute/array_plan.h"
#include "execute/describe.h"
#include "execute/exact_answer.h"
#include "execute/failed_set.h"
#include "execute/lossless.h"
#include "execute/run_rules.h"
#include "execute/set_portions.h"

namespace d1odbc {

namespace {

bool change_schema(std::span<const StatementText> statements) {
  return std::ranges::any_of(statements, [](const StatementText& each) {
    return each.kind == StatementKind::Create || each.kind == StatementKind::Drop ||
           each.kind == StatementKind::Alter || each.kind == StatementKind::Analyze;  // sqlite_stat1 appears
  });
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
    throw SetError(std::move(failed->error), {.failed = failed->set});
  }
}

/// One text on its way to D1, in one request or, with many sets, in several.
class Run {
 public:
  Run(Session& session, const RunRequest& request, const Deadlines& deadlines, CancelToken& cancel)
      : session_(session),
        request_(request),
        statements_(statements_to_send(request.text)),
        offset_(static_cast<std::size_t>(statements_.data() - request.text.statements.data())),
        countdown_(deadlines, session.client().settings().surroundings.now),
        cancel_(cancel),
        to_send_{.statements = statements_,
                 .described = std::span(request.described).subspan(offset_, statements_.size()),
                 .sets = request.sets,
                 .impact = {effect_of(request, statements_), change_schema(statements_)}} {}

  std::vector<Outcome> outcomes() {
    const bool wants_schema_too = wants_schema(session_, request_, statements_);
    const std::optional<ArrayPlan> plan = plan_of(session_, to_send_);
    if (plan) to_send_.array = &*plan;
    const ParameterSets sets = request_.sets;
    for (std::size_t first = 0; first < sets.size(); first += to_send_.sets.size()) {
      const ParameterSets rest = sets.subspan(first);
      to_send_.sets = rest.first(sets_of_request(rest));
      to_send_.brings_schema = wants_schema_too && to_send_.sets.size() == rest.size();
      run_portion(first);
    }
    return std::move(outcomes_);
  }

 private:
  [[nodiscard]] std::size_t sets_of_request(ParameterSets rest) const {
    if (rest.size() == 1 || is_framed(request_.text)) return rest.size();
    constexpr std::size_t beside_text = 300;  // punctuation, and questions behind the statement
    std::size_t overhead = 0;
    if (to_send_.array == nullptr) {
      for (const StatementText& each : statements_) overhead += each.sql.size() + beside_text;
    }
    return sets_in_one_request(rest, {.overhead = overhead, .copies = statements_.size()});
  }

  /// The sets of `to_send_`, before which `first` sets were written.
  void run_portion(std::size_t first) try { take(send()); } catch (const SetError& error) {
    throw SetError(error,
                   {.failed = first + error.sets.failed.value(), .written = first, .tried = to_send_.sets.size()});
  } catch (const OdbcError& error) {
    if (to_send_.sets.size() == request_.sets.size()) throw;
    // Before its end is reached or unknown, a request has done nothing: as when time was over before it was sent.
    const bool was_judged = error.native_code() != 0 || error.text().ends_with(outcome_unknown_text);
    throw SetError(error, {.written = first, .tried = was_judged ? to_send_.sets.size() : 0});
  }

  std::vector<AnswerItem> send() {
    const MirrorKeeper::Ticket ticket = session_.mirror.ticket();
    const auto send = request_.names_failed_set ? send_naming_failed_set : send_exactly;
    std::vector<AnswerItem> items = send(session_, to_send_, countdown_.for_next_request(), cancel_);
    if (to_send_.brings_schema) {
      take_schema(session_, items.back().rows, ticket);
      items.pop_back();
    } else if (is_beyond_mirror(to_send_)) {
      session_.mirror.doubt();
    }
    return items;
  }

  void take(std::vector<AnswerItem> items) {
    for (std::size_t index = 0; index < items.size(); ++index) {
      const std::size_t statement = index % statements_.size();
      Outcome outcome = outcome_of(std::move(items[index]), statements_[statement], to_send_.described[statement],
                                   session_, request_.types_are_told);
      outcome.statement = offset_ + statement;
      if (outcomes_.size() <= statement) {
        outcomes_.push_back(std::move(outcome));
      } else {
        add(outcomes_[statement], outcome);
      }
    }
  }

  Session& session_;
  const RunRequest& request_;
  std::span<const StatementText> statements_;
  std::size_t offset_;
  Countdown countdown_;
  CancelToken& cancel_;
  StatementsToSend to_send_;
  std::vector<Outcome> outcomes_;
};

}  // namespace

std::vector<Outcome> run(Session& session, const RunRequest& request, const Deadlines& deadlines, CancelToken& cancel) {
  refuse_before_sending(request);
  if (statements_to_send(request.text).empty()) return {};
  return Run(session, request, deadlines, cancel).outcomes();
}

}  // namespace d1odbc
