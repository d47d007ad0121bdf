// Owns: which statement attributes there are, their values and where each is kept. Never: acts on them.
#include "handle/statement_attributes.h"

#include <array>
#include <bit>

#include "handle/statement.h"

namespace d1odbc {

namespace {

constexpr SQLULEN longest_timeout = 86400;  // seconds: one day, as for the keywords

// id, name, default, when, applied, known, replacement
const std::array table = {
    NumericAttribute{SQL_ATTR_ASYNC_ENABLE,
                     "SQL_ATTR_ASYNC_ENABLE",
                     SQL_ASYNC_ENABLE_OFF,
                     When::Anytime,
                     {SQL_ASYNC_ENABLE_OFF},
                     {SQL_ASYNC_ENABLE_ON}},
    NumericAttribute{SQL_ATTR_CONCURRENCY,
                     "SQL_ATTR_CONCURRENCY",
                     SQL_CONCUR_READ_ONLY,
                     When::WithoutCursor,
                     {SQL_CONCUR_READ_ONLY},
                     {SQL_CONCUR_LOCK, SQL_CONCUR_ROWVER, SQL_CONCUR_VALUES},
                     SQL_CONCUR_READ_ONLY},
    NumericAttribute{SQL_ATTR_CURSOR_SCROLLABLE,
                     "SQL_ATTR_CURSOR_SCROLLABLE",
                     SQL_NONSCROLLABLE,
                     When::WithoutCursor,
                     {SQL_NONSCROLLABLE, SQL_SCROLLABLE},
                     {}},
    NumericAttribute{SQL_ATTR_CURSOR_SENSITIVITY,
                     "SQL_ATTR_CURSOR_SENSITIVITY",
                     SQL_UNSPECIFIED,
                     When::WithoutCursor,
                     {SQL_UNSPECIFIED, SQL_INSENSITIVE},
                     {SQL_SENSITIVE}},
    NumericAttribute{SQL_ATTR_CURSOR_TYPE,
                     "SQL_ATTR_CURSOR_TYPE",
                     SQL_CURSOR_FORWARD_ONLY,
                     When::WithoutCursor,
                     {SQL_CURSOR_FORWARD_ONLY, SQL_CURSOR_STATIC},
                     {SQL_CURSOR_KEYSET_DRIVEN, SQL_CURSOR_DYNAMIC},
                     SQL_CURSOR_STATIC},
    NumericAttribute{
        SQL_ATTR_ENABLE_AUTO_IPD, "SQL_ATTR_ENABLE_AUTO_IPD", SQL_FALSE, When::Anytime, {SQL_FALSE}, {SQL_TRUE}},
    NumericAttribute{SQL_ATTR_MAX_LENGTH, "SQL_ATTR_MAX_LENGTH", 0, When::Anytime, {0}, {}, 0},
    NumericAttribute{SQL_ATTR_MAX_ROWS, "SQL_ATTR_MAX_ROWS", 0, When::Anytime, {}, {}},
    NumericAttribute{SQL_ATTR_METADATA_ID, "SQL_ATTR_METADATA_ID", SQL_FALSE, When::Anytime, {SQL_FALSE, SQL_TRUE}, {}},
    NumericAttribute{
        SQL_ATTR_NOSCAN, "SQL_ATTR_NOSCAN", SQL_NOSCAN_OFF, When::Anytime, {SQL_NOSCAN_OFF, SQL_NOSCAN_ON}, {}},
    NumericAttribute{SQL_ATTR_QUERY_TIMEOUT, "SQL_ATTR_QUERY_TIMEOUT", 0, When::Anytime, {}, {}, {}, longest_timeout},
    NumericAttribute{
        SQL_ATTR_RETRIEVE_DATA, "SQL_ATTR_RETRIEVE_DATA", SQL_RD_ON, When::Anytime, {SQL_RD_ON, SQL_RD_OFF}, {}},
    NumericAttribute{SQL_ATTR_ROW_NUMBER, "SQL_ATTR_ROW_NUMBER", 0, When::ReadOnly, {}, {}},
    NumericAttribute{SQL_ATTR_USE_BOOKMARKS,
                     "SQL_ATTR_USE_BOOKMARKS",
                     SQL_UB_OFF,
                     When::WithoutCursor,
                     {SQL_UB_OFF},
                     {SQL_UB_ON, SQL_UB_VARIABLE}},
};

SQLULEN number_of(SQLPOINTER value) { return std::bit_cast<SQLULEN>(value); }

}  // namespace

std::span<const NumericAttribute> statement_attributes() noexcept { return table; }

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
  // The three ways to ask for a scrollable cursor imply each other (SQLSetStmtAttr, SQL_ATTR_CURSOR_TYPE and the
  // others).
  const bool scrolls = attribute(SQL_ATTR_CURSOR_TYPE) != SQL_CURSOR_FORWARD_ONLY;
  switch (id) {
    case SQL_ATTR_CURSOR_TYPE:
      keep_attribute(SQL_ATTR_CURSOR_SCROLLABLE, scrolls ? SQL_SCROLLABLE : SQL_NONSCROLLABLE);
      keep_attribute(SQL_ATTR_CURSOR_SENSITIVITY, scrolls ? SQL_INSENSITIVE : SQL_UNSPECIFIED);
      break;
    case SQL_ATTR_CURSOR_SCROLLABLE:
      keep_attribute(SQL_ATTR_CURSOR_TYPE, value == SQL_SCROLLABLE ? SQL_CURSOR_STATIC : SQL_CURSOR_FORWARD_ONLY);
      break;
    case SQL_ATTR_CURSOR_SENSITIVITY:
      if (value == SQL_INSENSITIVE) keep_attribute(SQL_ATTR_CURSOR_TYPE, SQL_CURSOR_STATIC);
      if (value == SQL_INSENSITIVE) keep_attribute(SQL_ATTR_CURSOR_SCROLLABLE, SQL_SCROLLABLE);
      break;
    default:
      break;
  }
}

SQLULEN* Statement::header_number(SQLINTEGER id) {
  switch (id) {
    case SQL_ATTR_PARAM_BIND_TYPE:
      return &apd_->data().header.bind_type;
    case SQL_ATTR_PARAMSET_SIZE:
      return &apd_->data().header.array_size;
    case SQL_ATTR_ROW_ARRAY_SIZE:
      return &ard_->data().header.array_size;
    case SQL_ATTR_ROW_BIND_TYPE:
      return &ard_->data().header.bind_type;
    default:
      return nullptr;
  }
}

void** Statement::header_pointer(SQLINTEGER id) {
  const auto place = [](auto** pointer) { return reinterpret_cast<void**>(pointer); };
  switch (id) {
    case SQL_ATTR_PARAM_BIND_OFFSET_PTR:
      return place(&apd_->data().header.bind_offset);
    case SQL_ATTR_PARAM_OPERATION_PTR:
      return place(&apd_->data().header.array_status);
    case SQL_ATTR_PARAM_STATUS_PTR:
      return place(&ipd_->data().header.array_status);
    case SQL_ATTR_PARAMS_PROCESSED_PTR:
      return place(&ipd_->data().header.rows_processed);
    case SQL_ATTR_ROW_BIND_OFFSET_PTR:
      return place(&ard_->data().header.bind_offset);
    case SQL_ATTR_ROW_OPERATION_PTR:
      return place(&ard_->data().header.array_status);
    case SQL_ATTR_ROW_STATUS_PTR:
      return place(&ird_->data().header.array_status);
    case SQL_ATTR_ROWS_FETCHED_PTR:
      return place(&ird_->data().header.rows_processed);
    default:
      return nullptr;
  }
}

SQLHANDLE* Statement::descriptor_handle(SQLINTEGER id) {
  switch (id) {
    case SQL_ATTR_APP_ROW_DESC:
      return &handles_.row;
    case SQL_ATTR_APP_PARAM_DESC:
      return &handles_.parameter;
    case SQL_ATTR_IMP_ROW_DESC:
      return &handles_.row_implementation;
    case SQL_ATTR_IMP_PARAM_DESC:
      return &handles_.parameter_implementation;
    default:
      return nullptr;
  }
}

SQLRETURN Statement::set_attribute(SQLINTEGER id, SQLPOINTER value) {
  if (SQLULEN* place = header_number(id)) {
    const bool is_size = id == SQL_ATTR_PARAMSET_SIZE || id == SQL_ATTR_ROW_ARRAY_SIZE;
    if (is_size && number_of(value) == 0)
      throw OdbcError(State::InvalidAttributeValue, "An array has at least one element.");
    *place = number_of(value);
    return SQL_SUCCESS;
  }
  if (void** place = header_pointer(id)) {
    *place = value;
    return SQL_SUCCESS;
  }
  if (const SQLHANDLE* own = descriptor_handle(id)) {
    const bool may_be_set = id == SQL_ATTR_APP_ROW_DESC || id == SQL_ATTR_APP_PARAM_DESC;
    if (!may_be_set)
      throw OdbcError(State::AutomaticDescriptorHandle, "The implementation descriptors cannot be replaced.");
    if (value == nullptr || value == *own) return SQL_SUCCESS;
    throw OdbcError(State::NotImplemented,
                    "Descriptors of the application are not supported; use SQLBindCol and SQLBindParameter.");
  }
  const NumericAttribute* row = find_attribute(table, id);
  if (row == nullptr) refuse_unknown_attribute(id);
  if (row->when == When::WithoutCursor && cursor_)
    throw OdbcError(State::InvalidCursorState, "{} cannot be set while a cursor is open.", row->name);
  keep_cursor_attribute(id, check_value(*row, number_of(value), diagnostics()));
  return SQL_SUCCESS;
}

SQLRETURN Statement::get_attribute(SQLINTEGER id, SQLPOINTER value, SQLINTEGER* length) {
  if (value == nullptr)
    throw OdbcError(State::InvalidNullPointer, "The place for the attribute's value is a null pointer.");
  if (length != nullptr) *length = sizeof(SQLULEN);
  if (void** place = header_pointer(id)) {
    *static_cast<void**>(value) = *place;
    return SQL_SUCCESS;
  }
  if (const SQLHANDLE* handle = descriptor_handle(id)) {
    *static_cast<SQLHANDLE*>(value) = *handle;
    return SQL_SUCCESS;
  }
  auto* const number = static_cast<SQLULEN*>(value);
  if (const SQLULEN* place = header_number(id)) {
    *number = *place;
    return SQL_SUCCESS;
  }
  if (find_attribute(table, id) == nullptr) refuse_unknown_attribute(id);
  if (id == SQL_ATTR_ROW_NUMBER) {
    if (!cursor_) throw OdbcError(State::InvalidCursorState, "No cursor is open on this statement.");
    *number = cursor_->row_number();
    return SQL_SUCCESS;
  }
  *number = attribute(id);
  return SQL_SUCCESS;
}

}  // namespace d1odbc
