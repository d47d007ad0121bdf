// Owns: the life of a statement: prepared, executed, its results one after the other. Never: what a result holds.
#include "handle/statement.h"

#include <utility>

#include "execute/describe.h"
#include "handle/registry.h"
#include "handle/statement_attributes.h"
#include "sql/statement_kind.h"

namespace d1odbc {

Statement::Statement(std::shared_ptr<Connection> connection)
    : Handle(handle_kind),
      connection_(std::move(connection)),
      ard_(Descriptor::make(DescriptorRole::ApplicationRow, connection_)),
      apd_(Descriptor::make(DescriptorRole::ApplicationParameter, connection_)),
      ird_(Descriptor::make(DescriptorRole::ImplementationRow, connection_)),
      ipd_(Descriptor::make(DescriptorRole::ImplementationParameter, connection_)) {
  for (const NumericAttribute& attribute : statement_attributes()) numbers_.push_back(attribute.default_value);
  if (connection_->metadata_id()) keep_attribute(SQL_ATTR_METADATA_ID, SQL_TRUE);
}

Statement::~Statement() {
  connection_->cursor_names().forget(this);
  for (const Descriptor* descriptor : {&ard_.own(), &apd_.own(), ird_.get(), ipd_.get()})
    Registry::of_process().remove(descriptor->handle());
}

void Statement::begin_call() { cancel_.reset(); }

void Statement::refuse_open_cursor() const {
  if (cursor_) throw OdbcError(State::InvalidCursorState, "A cursor is open on this statement; close it first.");
  const bool has_more = executed_ && shown_ + 1 < outcomes_.size();
  if (has_more) {
    throw OdbcError(State::InvalidCursorState,
                    "The statement has more results; call SQLMoreResults to their end or SQLFreeStmt(SQL_CLOSE).");
  }
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
  const bool is_single = prepared.statements.size() == 1;
  positioned_ = is_single ? read_positioned(prepared.statements.front().sql) : std::nullopt;
  std::vector<LocalDescription> described;
  for (const StatementText& statement : prepared.statements) {
    described.push_back(
        describe_locally(*session, positioned_ ? without_position(statement, *positioned_) : statement));
  }
  session->trace.write("prepare {}", text);
  text_ = std::move(prepared);
  described_ = std::move(described);
  parameters_.reset();
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
  announce_execution();
  if (!text_ || !is_prepared_)
    throw OdbcError(State::FunctionSequence, "No statement is prepared; call SQLPrepare first.");
  refuse_open_cursor();
  begin_call();
  close_result();
  return run_text();
}

SQLRETURN Statement::execute_directly(const std::string& text) {
  announce_execution();
  refuse_open_cursor();
  begin_call();
  text_.reset();
  close_result();
  set_text(text);
  is_prepared_ = false;  // SQLExecute would be a sequence error
  return run_text();
}

bool Statement::found_no_row() const {
  // "If SQLExecute executes a searched update, insert, or delete statement that doesn't affect any rows at the data
  // source, the call to SQLExecute returns SQL_NO_DATA": of ODBC 3, for a single statement.
  if (is_odbc2() || positioned_ || text_->statements.size() != 1 || row_count_ != 0 || cursor_) return false;
  return changes_rows(text_->statements.front().kind);
}

void Statement::show_result(std::size_t index) {
  announce_execution();
  shown_ = index;
  cursor_.reset();
  row_count_ = -1;
  if (index >= outcomes_.size()) return;
  Outcome& outcome = outcomes_[index];
  shown_statement_ = outcome.statement;
  figures_ = outcome.meta;
  row_count_ = outcome.row_count;
  if (outcome.schema_changed) {
    diagnostics().add(State::GeneralWarning,
                      "The result has other columns than were described: the database's schema has changed.");
  }
  if (outcome.rounded) {
    diagnostics().add(State::GeneralWarning,
                      "The result holds integers beyond 2^53, which D1 rounds: as numbers they are 22003. Select "
                      "CAST(column AS TEXT) to have them exactly.");
  }
  if (outcome.has_columns) {
    if (updatable_) outcome.columns.resize(updatable_->select.visible());
    cursor_.emplace(std::move(outcome.columns), std::move(outcome.rows), cursor_options());
    row_count_ = static_cast<std::int64_t>(cursor_->row_count());
  }
}

void Statement::show(DescribedRows result) {
  executed_ = true;
  text_.reset();  // a catalog function takes the place of what was prepared
  outcomes_.clear();
  shown_ = 0;
  CursorOptions options = cursor_options();
  options.max_rows = 0;  // "SQL_ATTR_MAX_ROWS applies to … SELECT": the rows of catalog functions are not many
  cursor_.emplace(std::move(result.columns), std::move(result.rows), options);
  row_count_ = static_cast<std::int64_t>(cursor_->row_count());
}

SQLRETURN Statement::more_results() {
  if (!executed_) return SQL_NO_DATA;
  if (shown_ + 1 >= outcomes_.size()) {
    close_result();
    return SQL_NO_DATA;
  }
  updatable_.reset();  // only a result that comes alone can be changed
  show_result(shown_ + 1);
  moved_by_ = MovedBy::Nothing;
  publish_place();
  return SQL_SUCCESS;
}

CursorOptions Statement::cursor_options() const {
  return {attribute(SQL_ATTR_MAX_ROWS), attribute(SQL_ATTR_MAX_LENGTH), attribute(SQL_ATTR_CURSOR_TYPE),
          attribute(SQL_ATTR_USE_BOOKMARKS)};
}

void Statement::close_result() {
  cursor_.reset();
  updatable_.reset();
  read_only_because_.clear();
  moved_by_ = MovedBy::Nothing;
  is_after_bulk_ = false;
  extended_status_ = nullptr;
  publish_place();
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
      ard_->unbind_all();
      return SQL_SUCCESS;
    case SQL_RESET_PARAMS:
      apd_->unbind_all();
      return SQL_SUCCESS;
    default:
      throw OdbcError(State::InvalidAttribute, "{} is no option of SQLFreeStmt.", option);
  }
}

void Statement::fill_header(CallReport& report) const {
  report.row_count = row_count_;
  report.cursor_row_count = cursor_ ? static_cast<std::int64_t>(cursor_->row_count()) : 0;
  const std::size_t ran = executed_ ? shown_statement_ : 0;
  if (text_ && ran < text_->statements.size()) report.dynamic_function = dynamic_function(text_->statements[ran]);
}

}  // namespace d1odbc
