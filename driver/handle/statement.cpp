// Owns: the life of a statement: prepared, executed, its results one after the other. Never: what a result holds.
#include "handle/statement.h"

#include <utility>

#include "execute/describe.h"
#include "execute/parameter_set.h"
#include "handle/registry.h"
#include "handle/statement_attributes.h"

namespace d1odbc {

Statement::Statement(std::shared_ptr<Connection> connection)
    : Handle(handle_kind),
      connection_(std::move(connection)),
      ard_(std::make_shared<Descriptor>(Descriptor::Allocation::ByStatement)),
      apd_(std::make_shared<Descriptor>(Descriptor::Allocation::ByStatement)),
      ird_(std::make_shared<Descriptor>(Descriptor::Allocation::ByStatement)),
      ipd_(std::make_shared<Descriptor>(Descriptor::Allocation::ByStatement)) {
  Registry& registry = Registry::of_process();
  handles_ = {registry.add(ard_), registry.add(apd_), registry.add(ird_), registry.add(ipd_)};
  for (const NumericAttribute& attribute : statement_attributes()) numbers_.push_back(attribute.default_value);
  if (connection_->metadata_id()) keep_attribute(SQL_ATTR_METADATA_ID, SQL_TRUE);
}

Statement::~Statement() {
  for (SQLHANDLE handle :
       {handles_.row, handles_.parameter, handles_.row_implementation, handles_.parameter_implementation}) {
    Registry::of_process().remove(handle);
  }
}

void Statement::begin_call() { cancel_.reset(); }

void Statement::refuse_open_cursor() const {
  if (cursor_) throw OdbcError(State::InvalidCursorState, "A cursor is open on this statement; close it first.");
}

Deadlines Statement::deadlines() const {
  const SQLULEN asked = attribute(SQL_ATTR_QUERY_TIMEOUT);
  const std::chrono::seconds limit(asked != 0 ? asked : connection_->default_query_timeout());
  return {std::chrono::milliseconds(0), limit, connection_->connection_timeout()};
}

void Statement::set_text(const std::string& text) {
  const std::shared_ptr<Session> session = connection_->session();
  ParseOptions options = connection_->parse_options();
  options.translate_escapes = attribute(SQL_ATTR_NOSCAN) == SQL_NOSCAN_OFF;
  PreparedText prepared = prepare_text(text, options);
  std::vector<LocalDescription> described;
  for (const StatementText& statement : prepared.statements) described.push_back(describe_locally(*session, statement));
  session->trace.write("prepare {}", text);
  text_ = std::move(prepared);
  described_ = std::move(described);
  types_are_told_ = false;
}

SQLRETURN Statement::prepare(const std::string& text) {
  refuse_open_cursor();
  begin_call();
  text_.reset();
  close_result();
  set_text(text);
  is_prepared_ = true;
  return SQL_SUCCESS;
}

SQLRETURN Statement::execute() {
  if (!text_ || !is_prepared_)
    throw OdbcError(State::FunctionSequence, "No statement is prepared; call SQLPrepare first.");
  refuse_open_cursor();
  begin_call();
  close_result();
  return run_prepared();
}

SQLRETURN Statement::execute_directly(const std::string& text) {
  refuse_open_cursor();
  begin_call();
  text_.reset();
  close_result();
  set_text(text);
  is_prepared_ = false;  // SQLExecute would be a sequence error
  return run_prepared();
}

SQLRETURN Statement::run_prepared() {
  const std::shared_ptr<Session> session = connection_->session();
  const DescriptorHeader& parameters = apd_->data().header;
  const bool has_parameters = text_->parameter_count != 0;
  const std::size_t set_count = has_parameters ? parameters.array_size : 1;
  SQLULEN* const processed = ipd_->data().header.rows_processed;
  SQLUSMALLINT* const status = ipd_->data().header.array_status;
  if (processed != nullptr) *processed = 0;

  std::vector<std::vector<Value>> sets;
  std::vector<std::size_t> used;
  for (std::size_t set = 0; set < set_count; ++set) {
    const bool ignored =
        has_parameters && parameters.array_status != nullptr && parameters.array_status[set] == SQL_PARAM_IGNORE;
    if (status != nullptr) status[set] = ignored ? SQL_PARAM_UNUSED : SQL_PARAM_DIAG_UNAVAILABLE;
    if (ignored) continue;
    try {
      sets.push_back(read_parameter_set(apd_->data(), ipd_->data(), text_->parameter_count, set));
    } catch (const OdbcError&) {
      if (status != nullptr) status[set] = SQL_PARAM_ERROR;
      throw;
    }
    used.push_back(set);
  }
  if (!sets.empty()) outcomes_ = run(*session, {*text_, described_, sets, types_are_told_}, deadlines(), cancel_);
  if (processed != nullptr) *processed = set_count;
  for (const std::size_t set : used) {
    if (status != nullptr) status[set] = SQL_PARAM_SUCCESS;
  }
  executed_ = true;
  show_result(0);
  return found_no_row() ? SQL_NO_DATA : SQL_SUCCESS;
}

bool Statement::found_no_row() const {
  // "If SQLExecute executes a searched update, insert, or delete statement that doesn't affect any rows at the data
  // source, the call to SQLExecute returns SQL_NO_DATA": of ODBC 3, for a single statement.
  if (is_odbc2() || text_->statements.size() != 1 || row_count_ != 0 || cursor_) return false;
  switch (text_->statements.front().kind) {
    case StatementKind::Insert:
    case StatementKind::Replace:
    case StatementKind::Update:
    case StatementKind::Delete:
      return true;
    default:
      return false;
  }
}

void Statement::show_result(std::size_t index) {
  shown_ = index;
  cursor_.reset();
  row_count_ = -1;
  if (index >= outcomes_.size()) return;
  Outcome& outcome = outcomes_[index];
  shown_statement_ = outcome.statement;
  row_count_ = outcome.row_count;
  if (outcome.schema_changed) {
    diagnostics().add(State::GeneralWarning,
                      "The result has other columns than were described: the database's schema has changed.");
  }
  if (outcome.rounded) {
    diagnostics().add(State::GeneralWarning,
                      "The result holds integers beyond 2^53, which D1 rounds: as numbers they are 22003. Select "
                      "CAST(column AS TEXT) to have "
                      "them exactly.");
  }
  if (outcome.has_columns) {
    cursor_.emplace(std::move(outcome.columns), std::move(outcome.rows), attribute(SQL_ATTR_MAX_ROWS));
    cursor_type_ = attribute(SQL_ATTR_CURSOR_TYPE);
    row_count_ = static_cast<std::int64_t>(cursor_->row_count());
  }
}

void Statement::show(DescribedRows result) {
  executed_ = true;
  text_.reset();  // a catalog function takes the place of what was prepared
  outcomes_.clear();
  shown_ = 0;
  cursor_.emplace(std::move(result.columns), std::move(result.rows), SQLULEN{0});
  cursor_type_ = attribute(SQL_ATTR_CURSOR_TYPE);
  row_count_ = static_cast<std::int64_t>(cursor_->row_count());
}

SQLRETURN Statement::more_results() {
  if (!executed_) return SQL_NO_DATA;
  if (shown_ + 1 >= outcomes_.size()) {
    close_result();
    return SQL_NO_DATA;
  }
  show_result(shown_ + 1);
  return SQL_SUCCESS;
}

void Statement::close_result() {
  cursor_.reset();
  outcomes_.clear();
  shown_ = 0;
  executed_ = false;
  row_count_ = -1;
}

SQLRETURN Statement::close_cursor() {
  if (!cursor_) throw OdbcError(State::InvalidCursorState, "No cursor is open on this statement.");
  close_result();
  return SQL_SUCCESS;
}

SQLRETURN Statement::free(SQLUSMALLINT option) {
  switch (option) {
    case SQL_CLOSE:
      close_result();
      return SQL_SUCCESS;
    case SQL_UNBIND:
      ard_->data().unbind_all();
      return SQL_SUCCESS;
    case SQL_RESET_PARAMS:
      apd_->data().unbind_all();
      ipd_->data().unbind_all();
      return SQL_SUCCESS;
    default:
      throw OdbcError(State::InvalidAttribute, "{} is no option of SQLFreeStmt.", option);
  }
}

void Statement::cancel() { cancel_.cancel(); }

void Statement::fill_header(CallReport& report) const {
  report.row_count = row_count_;
  report.cursor_row_count = cursor_ ? static_cast<std::int64_t>(cursor_->row_count()) : 0;
}

}  // namespace d1odbc
