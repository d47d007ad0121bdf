// Owns: the order of attempts. Never: writes SQL.
#include "execute/exact_answer.h"

#include <algorithm>
#include <optional>

#include "d1/countdown.h"
#include "error/odbc_error.h"
#include "execute/bound_request.h"
#include "execute/bound_statement.h"
#include "execute/lossless.h"
#include "execute/lossless_returning.h"
#include "sql/embed.h"
#include "sql/last_write_calls.h"

namespace d1odbc {

namespace {

/// Whether a query is wrapped before anything is known of its values.
bool is_wrapped_at_once(Lossless lossless, const Impact& impact) {
  return lossless == Lossless::Always || impact.effect == Effect::Writes;
}

/// Whether the schema still says what was described, for a text whose columns depend on it.
bool is_up_to_date(const Mirror& mirror, const StatementText& statement, const std::vector<Column>& described) {
  return mirror.column_names(statement.sql) == names_of(described);
}

std::optional<StatementText> wrapped(const Session& session, const StatementText& statement,
                                     const std::vector<Column>& described) {
  if (!expands_columns(statement)) return lossless_text(statement, described.size());
  const std::shared_ptr<const Mirror> mirror = session.mirror.at_hand();
  if (!mirror || !is_up_to_date(*mirror, statement, described)) return std::nullopt;
  const std::vector<std::string> names = mirror->column_names(embed("SELECT * FROM (", statement, "\n)").sql);
  if (names.size() != described.size()) return std::nullopt;
  return lossless_text(statement, names);
}

std::optional<StatementText> rewritten(const Session& session, const StatementText& statement,
                                       const LocalDescription& described, const Impact& impact) {
  if (session.lossless == Lossless::Off || !described || described->empty()) return std::nullopt;
  if (impact.changes_schema) return std::nullopt;  // a * behind the change has other columns than the mirror
  if (statement.has_returning) {
    const std::shared_ptr<const Mirror> mirror = session.mirror.at_hand();
    if (!mirror || !is_up_to_date(*mirror, statement, *described)) return std::nullopt;
    return lossless_returning(*mirror, statement, described->size());
  }
  if (!can_read_losslessly(statement) || !is_wrapped_at_once(session.lossless, impact)) return std::nullopt;
  return wrapped(session, statement, *described);
}

RewrittenTexts rewritten_texts(const Session& session, const StatementsToSend& request) {
  RewrittenTexts texts;
  for (std::size_t index = 0; index < request.statements.size(); ++index)
    texts.push_back(rewritten(session, request.statements[index], request.described[index], request.impact));
  return texts;
}

struct ExactReport {
  std::vector<AnswerItem> items;
  std::vector<bool> is_lossless;
};

/// Hands the answers of one statement's questions to them.
void take_questions(const WriteQuestions& questions, const BoundRequest& bound, std::size_t statement,
                    std::size_t statements, std::vector<AnswerItem>& items, LastWrite& last_write) {
  std::vector<WriteQuestions::SetAnswer> sets;
  for (std::size_t index = statement; index < bound.places.size(); index += statements) {
    const Place behind = bound.behind[index];
    sets.push_back({&items[bound.places[index]], behind ? &items[*behind] : nullptr});
  }
  const Place before = bound.before[statement];
  questions.take(before ? &items[*before] : nullptr, sets, last_write);
}

/// The statements' own items and the schema's, the questions' answered and left out.
ExactReport report_of(Session& session, const StatementsToSend& request, const std::vector<WriteQuestions>& questions,
                      BoundRequest bound, std::vector<AnswerItem> items) {
  for (std::size_t index = 0; index < questions.size(); ++index)
    take_questions(questions[index], bound, index, questions.size(), items, session.last_write);
  ExactReport report{{}, std::move(bound.is_lossless)};
  for (const std::size_t place : bound.places) report.items.push_back(std::move(items[place]));
  if (request.brings_schema) report.items.push_back(std::move(items.back()));
  return report;
}

std::vector<WriteQuestions> questions_for(const Session& session, std::span<const StatementText> statements) {
  const std::shared_ptr<const Mirror> mirror = session.mirror.at_hand();
  std::vector<WriteQuestions> questions;
  for (const StatementText& statement : statements) questions.emplace_back(mirror.get(), statement);
  return questions;
}

ExactReport send_rewritten(Session& session, const StatementsToSend& request, const Deadlines& deadlines,
                           CancelToken& cancel) {
  const std::vector<WriteQuestions> questions = questions_for(session, request.statements);
  BoundRequest bound = bind_request(request, questions, rewritten_texts(session, request));
  const Countdown countdown(deadlines, session.client().settings().surroundings.now);
  try {
    RunReport report = send_statements(session, bound.items, request.impact, countdown.for_next_request(), cancel);
    return report_of(session, request, questions, std::move(bound), std::move(report.items));
  } catch (const OdbcError& error) {
    if ((!bound.has_lossless() && request.array == nullptr) || !may_be_due_to_rewriting(error)) throw;
    session.trace.write("the texts are sent as they were given, because D1 refused them rewritten: {}", error.text());
  }
  StatementsToSend as_given = request;
  as_given.array = nullptr;
  bound = bind_request(as_given, questions, RewrittenTexts(request.statements.size()));
  RunReport report = send_statements(session, bound.items, request.impact, countdown.for_next_request(), cancel);
  return report_of(session, as_given, questions, std::move(bound), std::move(report.items));
}

/// The items whose integers D1 rounded and that can be read again.
std::vector<std::size_t> rounded_items(const StatementsToSend& request, const ExactReport& report) {
  static const std::vector<Column> nothing_known;
  std::vector<std::size_t> rounded;
  for (std::size_t index = 0; index < report.is_lossless.size(); ++index) {
    const std::size_t statement = index % request.statements.size();
    const LocalDescription& described = request.described[statement];
    if (report.is_lossless[index] || !can_read_losslessly(request.statements[statement])) continue;
    const bool is_known = described && described->size() == report.items[index].rows.columns();
    if (may_be_rounded(report.items[index].rows, is_known ? *described : nothing_known, request.statements[statement]))
      rounded.push_back(index);
  }
  return rounded;
}

/// Replaces the answers that were rounded by exact ones, with one more request and only when there are any. The second
/// answer replaces the first whole: the rows may have changed in between.
void read_rounded_again(Session& session, const StatementsToSend& request, ExactReport& report,
                        const Deadlines& deadlines, CancelToken& cancel) {
  const std::vector<std::size_t> rounded = rounded_items(request, report);
  if (rounded.empty()) return;
  std::vector<D1Statement> again;
  for (const std::size_t index : rounded) {
    const StatementText& statement = request.statements[index % request.statements.size()];
    again.push_back(bound_statement(lossless_text(statement, report.items[index].rows.columns()),
                                    request.sets[index / request.statements.size()]));
  }
  try {
    const RunReport exact = session.client().run(again, Effect::Reads, deadlines, cancel);
    for (std::size_t each = 0; each < rounded.size(); ++each) {
      ResultSet& rows = report.items[rounded[each]].rows;
      rows = lossless_rows(exact.items[each].rows, rows.column_names());
    }
  } catch (const OdbcError& error) {
    // The first answer is complete but for its rounding, which it is marked with.
    if (error.state() == State::OperationCanceled || error.state() == State::Timeout) throw;
    session.trace.write("the result was not read again: {}", error.text());
  }
}

/// The statements with what they ask of the connection's last write written into them; empty when they do not ask. A
/// statement behind a write of the same request sees that one, and a set of an array the one before it.
std::vector<StatementText> with_own_last_write(const Session& session, const StatementsToSend& request) {
  const auto asks = [](const StatementText& each) { return !each.has_returning && calls_last_write(each); };
  if (request.sets.size() != 1 || std::ranges::none_of(request.statements, asks)) return {};
  std::vector<StatementText> own(request.statements.begin(), request.statements.end());
  for (StatementText& statement : own) {
    if (asks(statement)) statement = with_last_write(statement, session.last_write.values());
    if (!statement.reads_only()) break;
  }
  return own;
}

bool only_reads(std::span<const StatementText> statements) {
  return std::ranges::all_of(statements, [](const StatementText& each) { return each.reads_only(); });
}

}  // namespace

std::vector<AnswerItem> send_exactly(Session& session, const StatementsToSend& given, const Deadlines& deadlines,
                                     CancelToken& cancel) {
  StatementsToSend request = given;
  const std::vector<StatementText> own = with_own_last_write(session, given);
  if (!own.empty()) request.statements = own;
  ExactReport report = send_rewritten(session, request, deadlines, cancel);
  for (std::size_t index = 0; index < report.is_lossless.size(); ++index) {
    if (!report.is_lossless[index]) continue;
    const LocalDescription& described = request.described[index % request.statements.size()];
    report.items[index].rows = lossless_rows(report.items[index].rows, names_of(*described));
  }
  if (session.lossless != Lossless::Off && only_reads(request.statements))
    read_rounded_again(session, request, report, deadlines, cancel);
  return std::move(report.items);
}

}  // namespace d1odbc
