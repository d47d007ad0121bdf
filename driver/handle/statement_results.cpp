// Owns: describing and binding a statement's columns. Never: runs it, moves its cursor.
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
}

void check_bookmark_binding(SQLSMALLINT c_type, SQLULEN use_bookmarks) {
  if (use_bookmarks == SQL_UB_OFF) {
    throw OdbcError(State::InvalidDescriptorIndex,
                    "Column 0 is the bookmark, and bookmarks are off (SQL_ATTR_USE_BOOKMARKS).");
  }
  if (c_type == SQL_C_BOOKMARK || c_type == SQL_C_VARBOOKMARK) return;
  throw OdbcError(State::RestrictedDataType, "A bookmark is bound as SQL_C_BOOKMARK or SQL_C_VARBOOKMARK, not as {}.",
                  c_type);
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

void Statement::refuse_missing_result() const {
  // Appendix B: in state S4 SQLDescribeCol and SQLColAttribute are 24000, not 07005.
  if (executed_ && !cursor_)
    throw OdbcError(State::InvalidCursorState, "The statement that was executed has no result set.");
}

Column Statement::described_column(SQLUSMALLINT number) {
  refuse_missing_result();
  const std::vector<Column>& columns = described_columns();
  if (columns.empty()) throw OdbcError(State::NotACursorSpecification, "The statement has no result columns.");
  if (number == 0) return bookmark_description();
  if (number > columns.size()) {
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
  const Column column = described_column(number);
  name.put(column.name, &diagnostics());
  if (out.sql_type != nullptr) *out.sql_type = is_odbc2() ? odbc2_type(column.type.sql_type) : column.type.sql_type;
  if (out.size != nullptr) *out.size = column.type.size;
  if (out.digits != nullptr) *out.digits = column.type.digits;
  if (out.nullable != nullptr) *out.nullable = column.nullable;
  return SQL_SUCCESS;
}

SQLRETURN Statement::column_attribute(SQLUSMALLINT number, SQLUSMALLINT field, const TextOut& text, SQLLEN* numeric) {
  refuse_missing_result();
  if (field == SQL_DESC_COUNT || field == SQL_COLUMN_COUNT) {
    if (numeric != nullptr) *numeric = static_cast<SQLLEN>(described_columns().size());
    return SQL_SUCCESS;
  }
  const ColumnField value = column_field(described_column(number), field, is_odbc2());
  if (const auto* words = std::get_if<std::string>(&value)) {
    text.put(*words, &diagnostics());
  } else if (numeric != nullptr) {
    *numeric = field == SQL_DESC_UPDATABLE && number != 0 ? updatability(number, std::get<SQLLEN>(value))
                                                          : std::get<SQLLEN>(value);
  }
  return SQL_SUCCESS;
}

SQLLEN Statement::updatability(SQLUSMALLINT number, SQLLEN otherwise) {
  const auto told = [&](const UpdatableSelect& select) -> SQLLEN {
    return select.target.columns[number - 1].writable ? SQL_ATTR_WRITE : SQL_ATTR_READONLY;
  };
  if (cursor_) return updatable_ ? told(updatable_->select) : otherwise;
  // Before it runs, the answer is that of the cursor that would open now.
  const bool may_be_updatable = text_ && !text_->statements.empty() && !positioned_;
  const std::optional<UpdatableSelect> select = may_be_updatable ? updatable_select() : std::nullopt;
  return select && number <= select->target.columns.size() ? told(*select) : otherwise;
}

SQLRETURN Statement::row_count(SQLLEN* count) {
  if (!executed_) throw OdbcError(State::FunctionSequence, "No statement was executed.");
  if (count != nullptr) *count = static_cast<SQLLEN>(row_count_);
  return SQL_SUCCESS;
}

SQLRETURN Statement::bind_column(SQLUSMALLINT number, const ColumnBinding& binding) {
  if (binding.capacity < 0)
    throw OdbcError(State::InvalidBufferLength, "A buffer length of {} was given.", binding.capacity);
  if (number > most_records) check_record_number(number);
  if (binding.data == nullptr && binding.length_or_indicator == nullptr) {
    ard_->unbind(number);
    return SQL_SUCCESS;
  }
  if (number == 0) {
    check_bookmark_binding(binding.c_type, attribute(SQL_ATTR_USE_BOOKMARKS));
  } else {
    check_c_type(binding.c_type);
  }
  ard_->bind(number, buffer_record({binding.c_type, binding.data, binding.capacity, binding.length_or_indicator},
                                   ard_->kind_of_fields()));
  return SQL_SUCCESS;
}

}  // namespace d1odbc
