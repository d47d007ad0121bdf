// Owns: describing, binding and fetching a statement's columns. Never: runs it.
#include <variant>

#include "convert/c_type.h"
#include "cursor/row_transfer.h"
#include "execute/describe.h"
#include "handle/column_fields.h"
#include "handle/statement.h"

namespace d1odbc {

namespace {

const std::vector<Column> no_columns;

void check_c_type(SQLSMALLINT c_type) {
  if (c_type == SQL_C_DEFAULT) return;
  const CTypeFacts* facts = find_c_type(c_type);
  if (facts == nullptr) throw OdbcError(State::InvalidCType, "{} is no C data type of ODBC.", c_type);
  const bool not_built = facts->size != 0 && find_fixed_converter(*facts) == nullptr;
  if (not_built)
    throw OdbcError(State::NotImplemented, "Reading as {} is not supported; bind the column as SQL_C_CHAR.",
                    facts->name);
}

}  // namespace

void Statement::require_text() const {
  // What SQLExecDirect ran is not prepared: it counts only while its result is there.
  if (executed_ || (text_ && is_prepared_)) return;
  throw OdbcError(State::FunctionSequence, "No statement is prepared or executed.");
}

const std::vector<Column>& Statement::described_columns() {
  if (cursor_) return cursor_->columns();
  require_text();
  if (executed_ || !text_) return no_columns;
  if (text_->statements.empty()) return no_columns;
  const std::size_t first = first_statement(*text_);
  if (!described_[first]) {
    begin_call();
    const std::shared_ptr<Session> session = connection_->session();
    described_[first] = describe_remotely(*session, text_->statements[first], deadlines(), cancel_);
  }
  return *described_[first];
}

const Column& Statement::described_column(SQLUSMALLINT number) {
  const std::vector<Column>& columns = described_columns();
  if (columns.empty()) throw OdbcError(State::NotACursorSpecification, "The statement has no result columns.");
  if (number == 0 || number > columns.size()) {
    throw OdbcError(State::InvalidDescriptorIndex, "Column {} was asked for; the result has {}.", number,
                    columns.size());
  }
  pin_described_types();
  return columns[number - 1];
}

void Statement::pin_described_types() {
  // "A described column type never changes until the next prepare" (design D3): what is told of a result holds for the
  // next execution too.
  if (types_are_told_ || !text_) return;
  types_are_told_ = true;
  if (cursor_) described_[shown_statement_] = cursor_->columns();
}

SQLRETURN Statement::number_of_columns(SQLSMALLINT* count) {
  const std::size_t columns = described_columns().size();
  if (count != nullptr) *count = static_cast<SQLSMALLINT>(columns);
  return SQL_SUCCESS;
}

SQLRETURN Statement::describe_column(SQLUSMALLINT number, const TextOut& name, const ColumnOut& out) {
  const Column& column = described_column(number);
  name.put(column.name, &diagnostics());
  if (out.sql_type != nullptr) *out.sql_type = is_odbc2() ? odbc2_type(column.type.sql_type) : column.type.sql_type;
  if (out.size != nullptr) *out.size = column.type.size;
  if (out.digits != nullptr) *out.digits = column.type.digits;
  if (out.nullable != nullptr) *out.nullable = column.nullable;
  return SQL_SUCCESS;
}

SQLRETURN Statement::column_attribute(SQLUSMALLINT number, SQLUSMALLINT field, const TextOut& text, SQLLEN* numeric) {
  if (field == SQL_DESC_COUNT || field == SQL_COLUMN_COUNT) {
    if (numeric != nullptr) *numeric = static_cast<SQLLEN>(described_columns().size());
    return SQL_SUCCESS;
  }
  const ColumnField value = column_field(described_column(number), field, is_odbc2());
  if (const auto* words = std::get_if<std::string>(&value)) {
    text.put(*words, &diagnostics());
  } else if (numeric != nullptr) {
    *numeric = std::get<SQLLEN>(value);
  }
  return SQL_SUCCESS;
}

SQLRETURN Statement::row_count(SQLLEN* count) {
  if (!executed_) throw OdbcError(State::FunctionSequence, "No statement was executed.");
  if (count != nullptr) *count = static_cast<SQLLEN>(row_count_);
  return SQL_SUCCESS;
}

SQLRETURN Statement::bind_column(SQLUSMALLINT number, const ColumnBinding& binding) {
  if (number == 0) throw OdbcError(State::InvalidDescriptorIndex, "Bookmarks are not supported; columns count from 1.");
  if (binding.capacity < 0)
    throw OdbcError(State::InvalidBufferLength, "A buffer length of {} was given.", binding.capacity);
  if (binding.data == nullptr && binding.length_or_indicator == nullptr) {
    ard_->data().unbind(number);
    return SQL_SUCCESS;
  }
  check_c_type(binding.c_type);
  ard_->data().record(number) = DescriptorRecord{.concise_type = binding.c_type,
                                                 .data = binding.data,
                                                 .octet_length = binding.capacity,
                                                 .octet_length_ptr = binding.length_or_indicator,
                                                 .indicator = binding.length_or_indicator};
  return SQL_SUCCESS;
}

Cursor& Statement::open_cursor() {
  if (cursor_) return *cursor_;
  if (!executed_) throw OdbcError(State::FunctionSequence, "No statement was executed.");
  throw OdbcError(State::InvalidCursorState, "The statement has no result set.");
}

SQLRETURN Statement::fetch(const FetchTarget& target) {
  const DescriptorHeader& report = ird_->data().header;
  const RowsetReport places{report.array_status, report.rows_processed};
  const DescriptorData& bindings = ard_->data();
  if (attribute(SQL_ATTR_RETRIEVE_DATA) == SQL_RD_ON)
    return open_cursor().fetch(target, bindings, places, diagnostics());
  // The cursor moves by whole rowsets, but nothing is written into the columns.
  return open_cursor().fetch(target, {bindings.header, {}}, places, diagnostics());
}

SQLRETURN Statement::fetch_scroll(SQLSMALLINT orientation, SQLLEN offset) {
  switch (orientation) {
    case SQL_FETCH_NEXT:
    case SQL_FETCH_FIRST:
    case SQL_FETCH_LAST:
    case SQL_FETCH_PRIOR:
    case SQL_FETCH_ABSOLUTE:
    case SQL_FETCH_RELATIVE:
      break;
    case SQL_FETCH_BOOKMARK:
      throw OdbcError(State::FetchTypeOutOfRange, "Bookmarks are off (SQL_ATTR_USE_BOOKMARKS).");
    default:
      throw OdbcError(State::FetchTypeOutOfRange, "{} is no fetch orientation of ODBC.", orientation);
  }
  (void)open_cursor();
  if (orientation != SQL_FETCH_NEXT && cursor_type_ == SQL_CURSOR_FORWARD_ONLY) {
    throw OdbcError(State::FetchTypeOutOfRange,
                    "The cursor is forward-only: SQL_FETCH_NEXT is its only direction. Set SQL_ATTR_CURSOR_TYPE to "
                    "SQL_CURSOR_STATIC "
                    "before the statement runs.");
  }
  return fetch({orientation, offset});
}

SQLRETURN Statement::get_data(const DataRequest& request) {
  return open_cursor().get_data(request, ard_->data(), diagnostics());
}

}  // namespace d1odbc
