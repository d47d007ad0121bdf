// Owns: running a statement's text with its parameters: plain, updatable or positioned. Never: sends by itself
// (execute/ does), shows a result.
#include <fmt/format.h>

#include <variant>

#include "execute/describe.h"
#include "execute/parameter_set.h"
#include "handle/statement.h"
#include "sql/last_write_calls.h"

namespace d1odbc {

namespace {

/// The hidden columns behind the described ones, whose types must not change any more.
LocalDescription with_described(LocalDescription rewritten, const LocalDescription& described, std::size_t visible) {
  if (!rewritten || !described || described->size() != visible) return rewritten;
  std::copy(described->begin(), described->end(), rewritten->begin());
  return rewritten;
}

/// Where the set that was sent as number `sent` (from 0) stands in the array: ignored ones were not sent.
std::size_t place_of_set(const DescriptorData& apd, std::size_t sent) {
  std::size_t place = 0;
  for (; place + 1 < apd.header.array_size; ++place) {
    if (is_ignored_set(apd, place)) continue;
    if (sent == 0) break;
    --sent;
  }
  return place;
}

/// Of the set that was to be sent as number `sent`. A request is all or nothing: in the one that failed, the sets
/// before the refused one are as unused as those behind.
SQLUSMALLINT status_of_set(const SetsOfError& sets, std::size_t sent) {
  if (sent < sets.written) return SQL_PARAM_SUCCESS;
  if (sets.failed) return sent == *sets.failed ? SQL_PARAM_ERROR : SQL_PARAM_UNUSED;
  return sent < sets.written + sets.tried ? SQL_PARAM_DIAG_UNAVAILABLE : SQL_PARAM_UNUSED;
}

/// What a message says of the sets that requests before the failed one have written.
std::string written_before(const DescriptorData& apd, std::size_t written) {
  const std::size_t last = place_of_set(apd, written - 1) + 1;
  const std::string_view but = last == written ? "" : ", but for those that were to be ignored,";
  return fmt::format(" Sets 1 to {}{} were written by requests before.", last, but);
}

}  // namespace

SQLRETURN Statement::run_text() {
  const BoundParameters parameters = bound_parameters();
  std::vector<DataAtExecution::Item> items;
  if (text_->parameter_count != 0)
    items = parameters_at_execution(parameters.apd, parameters.ipd, text_->parameter_count,
                                    parameters.apd.header.array_size);
  if (items.empty()) return run_sets(parameters, {});
  return need_data(std::move(items),
                   [this, parameters](const SuppliedValues& supplied) { return run_sets(parameters, supplied); });
}

Statement::BoundParameters Statement::bound_parameters() const {
  // Copies, so that one execution reads one binding whatever another thread does to a shared descriptor, and whatever
  // becomes of it while data at execution is waited for.
  if (text_->parameter_count == 0) return {};
  BoundParameters parameters;
  parameters.ipd = ipd_->data();
  const auto lock = apd_->hold();
  parameters.apd = apd_->data();
  return parameters;
}

std::vector<std::vector<Value>> Statement::read_sets(const BoundParameters& parameters,
                                                     const SuppliedValues& supplied) {
  if (text_->parameter_count == 0) return {{}};
  const DescriptorData& apd = parameters.apd;
  SQLUSMALLINT* const status = parameters.ipd.header.array_status;
  std::vector<std::vector<Value>> sets;
  for (std::size_t set = 0; set < apd.header.array_size; ++set) {
    const bool ignored = is_ignored_set(apd, set);
    if (status != nullptr) status[set] = ignored ? SQL_PARAM_UNUSED : SQL_PARAM_DIAG_UNAVAILABLE;
    if (ignored) continue;
    try {
      sets.push_back(read_parameter_set(apd, parameters.ipd, text_->parameter_count, set, supplied));
    } catch (const OdbcError& error) {
      if (status != nullptr) status[set] = SQL_PARAM_ERROR;
      const bool is_about_set = apd.header.array_size > 1 && error.state() != State::CountFieldIncorrect;
      if (is_about_set) throw SetError(error, {.failed = sets.size()});
      throw;
    }
  }
  return sets;
}

SQLRETURN Statement::run_sets(const BoundParameters& parameters, const SuppliedValues& supplied) {
  const DescriptorHeader report = ipd_->header();
  if (report.rows_processed != nullptr) *report.rows_processed = 0;
  try {
    run_read_sets(read_sets(parameters, supplied), parameters);
  } catch (const SetError& error) {
    return report_failed_set(parameters, report.rows_processed, error);
  }

  const std::size_t set_count = text_->parameter_count != 0 ? parameters.apd.header.array_size : 1;
  if (report.rows_processed != nullptr) *report.rows_processed = set_count;
  SQLUSMALLINT* const status = text_->parameter_count != 0 ? parameters.ipd.header.array_status : nullptr;
  for (std::size_t set = 0; status != nullptr && set < set_count; ++set) {
    if (status[set] == SQL_PARAM_DIAG_UNAVAILABLE) status[set] = SQL_PARAM_SUCCESS;
  }
  executed_ = true;
  show_result(0);
  warn_when_read_only();
  publish_place();
  return found_no_row() ? SQL_NO_DATA : SQL_SUCCESS;
}

void Statement::run_read_sets(const std::vector<std::vector<Value>>& sets, const BoundParameters& parameters) {
  figures_.reset();
  if (positioned_) {
    run_positioned(sets);
  } else if (const std::optional<UpdatableSelect> select = updatable_select(); select && sets.size() == 1) {
    run_updatable(sets.front(), *select);
  } else if (!sets.empty()) {
    const DescriptorHeader& report = parameters.ipd.header;
    const bool names_failed_set = report.rows_processed != nullptr || report.array_status != nullptr;
    outcomes_ = run(*connection_->session(), {*text_, described_, sets, types_are_told_, names_failed_set}, deadlines(),
                    cancel_);
  }
}

SQLRETURN Statement::report_failed_set(const BoundParameters& parameters, SQLULEN* processed, const SetError& error) {
  const DescriptorData& apd = parameters.apd;
  const SetsOfError& sets = error.sets;
  const std::size_t sent_sets = sets.failed ? *sets.failed + 1 : sets.written + sets.tried;
  const std::size_t places = sent_sets == 0 ? 0 : place_of_set(apd, sent_sets - 1) + 1;
  // "The number of sets of parameters that have been processed, including error sets".
  if (processed != nullptr) *processed = places;
  SQLUSMALLINT* const status = parameters.ipd.header.array_status;
  std::size_t sent = 0;
  for (std::size_t set = 0; status != nullptr && set < apd.header.array_size; ++set)
    status[set] = is_ignored_set(apd, set) ? SQLUSMALLINT{SQL_PARAM_UNUSED} : status_of_set(sets, sent++);
  std::string text = sets.failed ? fmt::format("Set {}: {}", places, error.text()) : error.text();
  if (sets.written != 0) text += written_before(apd, sets.written);
  diagnostics().add(
      DiagnosticRecord{.state = error.state(),
                       .native_code = error.native_code(),
                       .text = std::move(text),
                       .row = sets.failed ? static_cast<std::int64_t>(places) : DiagnosticRecord::unknown_row,
                       .from_data_source = error.native_code() != 0});
  return SQL_ERROR;
}

std::optional<UpdatableSelect> Statement::updatable_select() {
  read_only_because_ = "SQL_ATTR_CONCURRENCY is SQL_CONCUR_READ_ONLY";
  if (attribute(SQL_ATTR_CONCURRENCY) == SQL_CONCUR_READ_ONLY) return std::nullopt;
  if (attribute(SQL_ATTR_MAX_LENGTH) != 0) {
    read_only_because_ = "SQL_ATTR_MAX_LENGTH cuts values, which must not be written back";
    return std::nullopt;
  }
  const std::shared_ptr<const Mirror> mirror = connection_->session()->mirror.at_hand();
  std::variant<UpdatableSelect, NotUpdatable> made = NotUpdatable{"the text has several statements"};
  if (mirror && text_->statements.size() == 1) made = make_updatable(*mirror, text_->statements.front());
  if (auto* select = std::get_if<UpdatableSelect>(&made)) {
    read_only_because_.clear();
    return std::move(*select);
  }
  read_only_because_ = std::get<NotUpdatable>(made).reason;
  return std::nullopt;
}

void Statement::warn_when_read_only() {
  const bool is_as_asked = !cursor_ || updatable_ || attribute(SQL_ATTR_CONCURRENCY) == SQL_CONCUR_READ_ONLY;
  if (is_as_asked) return;
  diagnostics().add(State::OptionValueChanged,
                    fmt::format("The cursor is read-only (SQL_CONCUR_READ_ONLY) because {}.", read_only_because_));
}

void Statement::run_updatable(const std::vector<Value>& values, const UpdatableSelect& select) {
  const std::shared_ptr<Session> session = connection_->session();
  PreparedText text = *text_;
  text.statements.front() = select.text;
  const std::vector<LocalDescription> described = {
      with_described(describe_locally(*session, select.text), described_.front(), select.visible())};
  outcomes_ = run(*session, {text, described, {values}, types_are_told_}, deadlines(), cancel_);
  const bool has_keys = outcomes_.front().columns.size() == select.visible() + select.hidden();
  if (!has_keys) {
    throw OdbcError(State::GeneralError,
                    "The table has other columns than were described: the schema has changed. Prepare again.");
  }
  updatable_ =
      std::make_shared<const UpdatableResult>(UpdatableResult{session, select, values, outcomes_.front().columns});
}

void Statement::run_positioned(const std::vector<std::vector<Value>>& sets) {
  if (sets.size() != 1) {
    throw OdbcError(State::NotImplemented,
                    "A positioned statement changes one row, so it cannot run with {} parameter sets.", sets.size());
  }
  const CurrentRow row = connection_->cursor_names().row_of(positioned_->cursor);
  const StatementText own = with_last_write(text_->statements.front(), connection_->session()->last_write.values());
  // The cursor's name stands elsewhere once the calls are replaced.
  const D1Statement statement =
      change_positioned(row.result->select.target, own, read_positioned(own.sql).value(), sets.front(), row.version);
  const ChangedRow changed =
      change_row(*row.result, statement, positioned_->kind, row.version.key, deadlines(), cancel_);
  Outcome outcome;
  outcome.row_count = changed.happened ? 1 : 0;
  outcomes_.clear();
  outcomes_.push_back(std::move(outcome));
  if (!changed.happened) {
    diagnostics().add(State::CursorOperationConflict,
                      "No row was changed: it is gone, or it has changed since it was fetched.");
    return;
  }
  const bool is_deleted = positioned_->kind == PositionedText::Kind::Delete;
  connection_->cursor_names().note_change(positioned_->cursor, {row.number, is_deleted, changed.now});
}

}  // namespace d1odbc
