// Owns: which statement attributes there are, their rules, setting and getting them. Never: acts on them.
#include "handle/statement_attributes.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "handle/statement.h"

#ifndef SQL_ATTR_ASYNC_STMT_PCALLBACK
#define SQL_ATTR_ASYNC_STMT_PCALLBACK 30  // ODBC 3.8; unixODBC's headers do not name them
#define SQL_ATTR_ASYNC_STMT_PCONTEXT 31
#endif

namespace d1odbc {

namespace {

constexpr SQLULEN longest_timeout = 86400;  // seconds: one day, as for the keywords

using enum When;

// clang-format off
#define ATTRIBUTE(id) id, #id
const std::array table = {
    // id, name                                      default                  when             applied, known, replacement
    NumericAttribute{ATTRIBUTE(SQL_ATTR_ASYNC_ENABLE), SQL_ASYNC_ENABLE_OFF,    Anytime,         {SQL_ASYNC_ENABLE_OFF}, {SQL_ASYNC_ENABLE_ON}},
    // Rows are compared by their values; there are no row versions and no locks in D1.
    NumericAttribute{ATTRIBUTE(SQL_ATTR_CONCURRENCY), SQL_CONCUR_READ_ONLY,     BeforePreparing, {SQL_CONCUR_READ_ONLY, SQL_CONCUR_VALUES}, {SQL_CONCUR_LOCK, SQL_CONCUR_ROWVER}, SQL_CONCUR_VALUES},
    NumericAttribute{ATTRIBUTE(SQL_ATTR_CURSOR_SCROLLABLE), SQL_NONSCROLLABLE,  WithoutCursor,   {SQL_NONSCROLLABLE, SQL_SCROLLABLE}, {}},
    NumericAttribute{ATTRIBUTE(SQL_ATTR_CURSOR_SENSITIVITY), SQL_UNSPECIFIED,   WithoutCursor,   {SQL_UNSPECIFIED, SQL_INSENSITIVE}, {SQL_SENSITIVE}},
    NumericAttribute{ATTRIBUTE(SQL_ATTR_CURSOR_TYPE), SQL_CURSOR_FORWARD_ONLY,  BeforePreparing, {SQL_CURSOR_FORWARD_ONLY, SQL_CURSOR_STATIC}, {SQL_CURSOR_KEYSET_DRIVEN, SQL_CURSOR_DYNAMIC}, SQL_CURSOR_STATIC},
    NumericAttribute{ATTRIBUTE(SQL_ATTR_ENABLE_AUTO_IPD), SQL_FALSE,            Anytime,         {SQL_FALSE}, {SQL_TRUE}},
    // There are no keyset-driven cursors, so the largest keyset is none.
    NumericAttribute{ATTRIBUTE(SQL_ATTR_KEYSET_SIZE), 0,                        Anytime,         {0}, {}, 0},
    NumericAttribute{ATTRIBUTE(SQL_ATTR_MAX_LENGTH), 0,                         Anytime,         {}, {}},
    NumericAttribute{ATTRIBUTE(SQL_ATTR_MAX_ROWS), 0,                           Anytime,         {}, {}},
    NumericAttribute{ATTRIBUTE(SQL_ATTR_METADATA_ID), SQL_FALSE,                Anytime,         {SQL_FALSE, SQL_TRUE}, {}},
    NumericAttribute{ATTRIBUTE(SQL_ATTR_NOSCAN), SQL_NOSCAN_OFF,                Anytime,         {SQL_NOSCAN_OFF, SQL_NOSCAN_ON}, {}},
    NumericAttribute{ATTRIBUTE(SQL_ATTR_QUERY_TIMEOUT), 0,                      Anytime,         {}, {}, {}, longest_timeout},
    NumericAttribute{ATTRIBUTE(SQL_ATTR_RETRIEVE_DATA), SQL_RD_ON,              Anytime,         {SQL_RD_ON, SQL_RD_OFF}, {}},
    NumericAttribute{ATTRIBUTE(SQL_ATTR_ROW_NUMBER), 0,                         ReadOnly,        {}, {}},
    // A positioned statement finds its row by the primary key or the rowid: never more than one.
    NumericAttribute{ATTRIBUTE(SQL_ATTR_SIMULATE_CURSOR), SQL_SC_UNIQUE,        BeforePreparing, {SQL_SC_UNIQUE}, {SQL_SC_NON_UNIQUE, SQL_SC_TRY_UNIQUE}, SQL_SC_UNIQUE},
    NumericAttribute{ATTRIBUTE(SQL_ATTR_USE_BOOKMARKS), SQL_UB_OFF,             BeforePreparing, {SQL_UB_OFF, SQL_UB_ON, SQL_UB_VARIABLE}, {}},
    NumericAttribute{ATTRIBUTE(SQL_GET_BOOKMARK), 0,                            ReadOnly,        {}, {}},
    // SQLExtendedFetch's; SQLFetchScroll has SQL_ATTR_ROW_ARRAY_SIZE.
    NumericAttribute{ATTRIBUTE(SQL_ROWSET_SIZE), SQL_ROWSET_SIZE_DEFAULT,       Anytime,         {}, {}},
};
#undef ATTRIBUTE

// "Statement Attributes That Set Descriptor Fields" (SQLSetStmtAttr).
constexpr std::array header_table = {
    HeaderAttribute{SQL_ATTR_PARAM_BIND_OFFSET_PTR, DescriptorRole::ApplicationParameter,    SQL_DESC_BIND_OFFSET_PTR},
    HeaderAttribute{SQL_ATTR_PARAM_BIND_TYPE,       DescriptorRole::ApplicationParameter,    SQL_DESC_BIND_TYPE},
    HeaderAttribute{SQL_ATTR_PARAM_OPERATION_PTR,   DescriptorRole::ApplicationParameter,    SQL_DESC_ARRAY_STATUS_PTR},
    HeaderAttribute{SQL_ATTR_PARAM_STATUS_PTR,      DescriptorRole::ImplementationParameter, SQL_DESC_ARRAY_STATUS_PTR},
    HeaderAttribute{SQL_ATTR_PARAMS_PROCESSED_PTR,  DescriptorRole::ImplementationParameter, SQL_DESC_ROWS_PROCESSED_PTR},
    HeaderAttribute{SQL_ATTR_PARAMSET_SIZE,         DescriptorRole::ApplicationParameter,    SQL_DESC_ARRAY_SIZE},
    HeaderAttribute{SQL_ATTR_ROW_ARRAY_SIZE,        DescriptorRole::ApplicationRow,          SQL_DESC_ARRAY_SIZE},
    HeaderAttribute{SQL_ATTR_ROW_BIND_OFFSET_PTR,   DescriptorRole::ApplicationRow,          SQL_DESC_BIND_OFFSET_PTR},
    HeaderAttribute{SQL_ATTR_ROW_BIND_TYPE,         DescriptorRole::ApplicationRow,          SQL_DESC_BIND_TYPE},
    HeaderAttribute{SQL_ATTR_ROW_OPERATION_PTR,     DescriptorRole::ApplicationRow,          SQL_DESC_ARRAY_STATUS_PTR},
    HeaderAttribute{SQL_ATTR_ROW_STATUS_PTR,        DescriptorRole::ImplementationRow,       SQL_DESC_ARRAY_STATUS_PTR},
    HeaderAttribute{SQL_ATTR_ROWS_FETCHED_PTR,      DescriptorRole::ImplementationRow,       SQL_DESC_ROWS_PROCESSED_PTR},
};
// clang-format on

SQLULEN number_of(SQLPOINTER value) { return std::bit_cast<SQLULEN>(value); }

bool is_asynchronous(SQLINTEGER id) {
  return id == SQL_ATTR_ASYNC_STMT_EVENT || id == SQL_ATTR_ASYNC_STMT_PCALLBACK || id == SQL_ATTR_ASYNC_STMT_PCONTEXT;
}

/// The row of a numeric attribute. Throws HYC00 for those of asynchronous notification, HY092 for an unknown one.
const NumericAttribute& numeric_attribute(SQLINTEGER id) {
  if (is_asynchronous(id)) throw OdbcError(State::NotImplemented, "Asynchronous notification is not supported.");
  const NumericAttribute* const row = find_attribute(table, id);
  if (row == nullptr) refuse_unknown_attribute(id);
  return *row;
}

void require_element(SQLULEN size) {
  if (size == 0) throw OdbcError(State::InvalidAttributeValue, "An array has at least one element.");
}

}  // namespace

std::span<const NumericAttribute> statement_attributes() noexcept { return table; }

const HeaderAttribute* find_header_attribute(SQLINTEGER id) noexcept {
  const auto found = std::ranges::find(header_table, id, &HeaderAttribute::id);
  return found == header_table.end() ? nullptr : &*found;
}

SQLULEN Statement::attribute(SQLINTEGER id) const {
  const NumericAttribute* row = find_attribute(table, id);
  return numbers_[static_cast<std::size_t>(row - table.data())];
}

void Statement::keep_attribute(SQLINTEGER id, SQLULEN value) {
  const NumericAttribute* row = find_attribute(table, id);
  numbers_[static_cast<std::size_t>(row - table.data())] = value;
}

void Statement::keep_cursor_attribute(SQLINTEGER id, SQLULEN value) {
  keep_attribute(id, value);
  switch (id) {
    case SQL_ATTR_CURSOR_TYPE:
      follow_cursor_type();
      break;
    case SQL_ATTR_CURSOR_SCROLLABLE:
      keep_attribute(SQL_ATTR_CURSOR_TYPE, value == SQL_SCROLLABLE ? SQL_CURSOR_STATIC : SQL_CURSOR_FORWARD_ONLY);
      follow_cursor_type();
      break;
    case SQL_ATTR_CURSOR_SENSITIVITY:
      if (value != SQL_INSENSITIVE) break;
      keep_attribute(SQL_ATTR_CONCURRENCY, SQL_CONCUR_READ_ONLY);
      keep_attribute(SQL_ATTR_CURSOR_TYPE, SQL_CURSOR_STATIC);
      keep_attribute(SQL_ATTR_CURSOR_SCROLLABLE, SQL_SCROLLABLE);
      break;
    case SQL_ATTR_CONCURRENCY:
      // "Insensitive cursors are never updatable."
      keep_attribute(SQL_ATTR_CURSOR_SENSITIVITY, value == SQL_CONCUR_READ_ONLY ? SQL_INSENSITIVE : SQL_UNSPECIFIED);
      break;
    default:
      break;
  }
}

// https://learn.microsoft.com/sql/odbc/reference/develop-app/cursor-characteristics-and-cursor-type
void Statement::follow_cursor_type() {
  const bool scrolls = attribute(SQL_ATTR_CURSOR_TYPE) != SQL_CURSOR_FORWARD_ONLY;
  const bool is_insensitive = scrolls && attribute(SQL_ATTR_CONCURRENCY) == SQL_CONCUR_READ_ONLY;
  keep_attribute(SQL_ATTR_CURSOR_SCROLLABLE, scrolls ? SQL_SCROLLABLE : SQL_NONSCROLLABLE);
  keep_attribute(SQL_ATTR_CURSOR_SENSITIVITY, is_insensitive ? SQL_INSENSITIVE : SQL_UNSPECIFIED);
}

void Statement::require_settable(const NumericAttribute& attribute) const {
  const bool wants_no_cursor = attribute.when == WithoutCursor || attribute.when == BeforePreparing;
  // Appendix B, "SQLSetStmtAttr": 24000 in the executed state too, before SQLFreeStmt(SQL_CLOSE).
  if (wants_no_cursor && executed_) {
    throw OdbcError(State::InvalidCursorState,
                    "{} cannot be set while a result is there; call SQLFreeStmt(SQL_CLOSE) first.", attribute.name);
  }
  const bool is_prepared = text_ && is_prepared_ && !executed_;
  if (attribute.when == BeforePreparing && is_prepared) {
    throw OdbcError(State::AttributeCannotBeSetNow, "{} can only be set before the statement is prepared.",
                    attribute.name);
  }
}

SQLRETURN Statement::set_attribute(SQLINTEGER id, SQLPOINTER value) {
  if (const HeaderAttribute* header = find_header_attribute(id)) {
    if (header->field == SQL_DESC_ARRAY_SIZE) require_element(number_of(value));
    set_header_attribute(*header, value);
    return SQL_SUCCESS;
  }
  switch (id) {
    case SQL_ATTR_APP_ROW_DESC:
      use_descriptor(ard_, value);
      return SQL_SUCCESS;
    case SQL_ATTR_APP_PARAM_DESC:
      use_descriptor(apd_, value);
      return SQL_SUCCESS;
    case SQL_ATTR_IMP_ROW_DESC:
    case SQL_ATTR_IMP_PARAM_DESC:
      throw OdbcError(State::AutomaticDescriptorHandle, "The implementation descriptors cannot be replaced.");
    case SQL_ATTR_FETCH_BOOKMARK_PTR:
      fetch_bookmark_ = value;
      return SQL_SUCCESS;
    case SQL_ATTR_ASYNC_STMT_EVENT:
      throw OdbcError(State::NoAsynchronousNotification, "Asynchronous notification is not supported.");
    default:
      break;
  }
  const NumericAttribute& row = numeric_attribute(id);
  require_settable(row);
  if (id == SQL_ROWSET_SIZE) require_element(number_of(value));
  keep_cursor_attribute(id, check_value(row, number_of(value), diagnostics()));
  return SQL_SUCCESS;
}

FieldValue Statement::attribute_value(SQLINTEGER id) const {
  if (const HeaderAttribute* header = find_header_attribute(id)) return header_attribute(*header);
  switch (id) {
    case SQL_ATTR_APP_ROW_DESC:
      return ard_->handle();
    case SQL_ATTR_APP_PARAM_DESC:
      return apd_->handle();
    case SQL_ATTR_IMP_ROW_DESC:
      return ird_->handle();
    case SQL_ATTR_IMP_PARAM_DESC:
      return ipd_->handle();
    case SQL_ATTR_FETCH_BOOKMARK_PTR:
      return fetch_bookmark_;
    case SQL_ATTR_CONCURRENCY:
      // What an open cursor was given instead counts until it is closed (SQLExecute, 01S02).
      return static_cast<SQLLEN>(cursor_ && !updatable_ ? SQLULEN{SQL_CONCUR_READ_ONLY} : attribute(id));
    case SQL_ATTR_ROW_NUMBER:
    case SQL_GET_BOOKMARK:
      return static_cast<SQLLEN>(current_row_number(id));
    default:
      return static_cast<SQLLEN>(attribute(numeric_attribute(id).id));
  }
}

SQLULEN Statement::current_row_number(SQLINTEGER id) const {
  const bool wants_bookmark = id == SQL_GET_BOOKMARK;
  if (wants_bookmark && attribute(SQL_ATTR_USE_BOOKMARKS) == SQL_UB_OFF)
    throw OdbcError(State::AttributeCannotBeSetNow, "Bookmarks are off (SQL_ATTR_USE_BOOKMARKS).");
  if (!cursor_) throw OdbcError(State::InvalidCursorState, "No cursor is open on this statement.");
  // A row's bookmark is its number.
  const std::size_t row = cursor_->row_number();
  if (row != 0) return row;
  throw OdbcError(wants_bookmark ? State::InvalidCursorPosition : State::InvalidCursorState,
                  "The cursor is not on a row; fetch one first.");
}

SQLRETURN Statement::get_figure(const FigureAttribute& attribute, SQLPOINTER value, SQLINTEGER* length,
                                const TextOut& text) {
  if (!figures_) {
    throw OdbcError(State::FunctionSequence, "{} is known after an execution; nothing was executed, or it failed.",
                    attribute.name);
  }
  const Figure figure = attribute.read(*figures_);
  if (const auto* words = std::get_if<std::string_view>(&figure)) {
    text.put(*words, &diagnostics());
    return SQL_SUCCESS;
  }
  if (value != nullptr) std::memcpy(value, &std::get<std::int64_t>(figure), sizeof(std::int64_t));
  if (length != nullptr) *length = sizeof(std::int64_t);
  return SQL_SUCCESS;
}

SQLRETURN Statement::get_attribute(SQLINTEGER id, SQLPOINTER value, SQLINTEGER* length, const TextOut& text) {
  if (value == nullptr && length == nullptr)
    throw OdbcError(State::InvalidNullPointer, "The places for the attribute's value and length are null pointers.");
  if (const FigureAttribute* figure = find_figure(id)) return get_figure(*figure, value, length, text);
  const FieldValue found = attribute_value(id);
  const FieldType type = std::holds_alternative<void*>(found) ? FieldType::Pointer : FieldType::Unsigned;
  const SQLINTEGER bytes = store_number(type, found, value);
  if (length != nullptr) *length = bytes;
  return SQL_SUCCESS;
}

}  // namespace d1odbc
