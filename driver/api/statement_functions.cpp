// Owns: the entry points that prepare, bind, run and describe. Never: logic.
#include <sql.h>
#include <sqlext.h>
#include <sqlucode.h>

#include <algorithm>

#include "api/guard.h"
#include "api/text_arguments.h"
#include "handle/allocation.h"
#include "handle/statement.h"

namespace d1odbc {

namespace {

template <class Character>
SQLRETURN prepare(SQLHSTMT handle, Character* text, SQLINTEGER length) noexcept {
  return on<Statement>(handle, [&](Statement& statement) { return statement.prepare(required_text_in(text, length)); });
}

template <class Character>
SQLRETURN execute_directly(SQLHSTMT handle, Character* text, SQLINTEGER length) noexcept {
  return on<Statement>(
      handle, [&](Statement& statement) { return statement.execute_directly(required_text_in(text, length)); });
}

template <class Character>
SQLRETURN describe_column(SQLHSTMT handle, SQLUSMALLINT number, Character* name, SQLSMALLINT capacity,
                          SQLSMALLINT* length, const ColumnOut& out) noexcept {
  return on<Statement>(handle, [&](Statement& statement) {
    return statement.describe_column(number, text_out(name, capacity, length, TextOut::Unit::Characters), out);
  });
}

template <class Character>
SQLRETURN column_attribute(SQLHSTMT handle, SQLUSMALLINT number, SQLUSMALLINT field, SQLPOINTER text,
                           SQLSMALLINT capacity, SQLSMALLINT* length, SQLLEN* numeric) noexcept {
  return on<Statement>(handle, [&](Statement& statement) {
    return statement.column_attribute(
        number, field, text_out(static_cast<Character*>(text), capacity, length, TextOut::Unit::Bytes), numeric);
  });
}

SQLRETURN bind_parameter(SQLHSTMT handle, SQLUSMALLINT number, const ParameterBinding& binding) noexcept {
  return on<Statement>(handle, [&](Statement& statement) { return statement.bind_parameter(number, binding); });
}

SQLRETURN set_attribute(SQLHSTMT handle, SQLINTEGER attribute, SQLPOINTER value) noexcept {
  return on<Statement>(handle, [&](Statement& statement) { return statement.set_attribute(attribute, value); });
}

SQLRETURN get_attribute(SQLHSTMT handle, SQLINTEGER attribute, SQLPOINTER value, SQLINTEGER capacity,
                        SQLINTEGER* length) noexcept {
  return on<Statement>(handle, [&](Statement& statement) {
    // Most values are numbers, whose buffer length means nothing (SQL_IS_UINTEGER and the like are negative). ODBC has
    // no statement attribute with characters, so unixODBC calls either function for either: ours are always UTF-8.
    const SQLINTEGER room = std::max(capacity, SQLINTEGER{0});
    return statement.get_attribute(attribute, value, length,
                                   text_out(static_cast<SQLCHAR*>(value), room, length, TextOut::Unit::Bytes));
  });
}

/// Cancelling waits for nothing: neither for the call that it cancels nor for its diagnostics.
SQLRETURN cancel(SQLHSTMT handle) noexcept {
  try {
    const std::shared_ptr<Statement> statement = Registry::of_process().find<Statement>(handle);
    if (!statement) return SQL_INVALID_HANDLE;
    statement->cancel();
    return SQL_SUCCESS;
  } catch (...) {
    return SQL_ERROR;
  }
}

}  // namespace

}  // namespace d1odbc

using namespace d1odbc;

SQLRETURN SQL_API SQLPrepare(SQLHSTMT handle, SQLCHAR* text, SQLINTEGER length) {
  return prepare(handle, text, length);
}
SQLRETURN SQL_API SQLPrepareW(SQLHSTMT handle, SQLWCHAR* text, SQLINTEGER length) {
  return prepare(handle, text, length);
}
SQLRETURN SQL_API SQLExecDirect(SQLHSTMT handle, SQLCHAR* text, SQLINTEGER length) {
  return execute_directly(handle, text, length);
}
SQLRETURN SQL_API SQLExecDirectW(SQLHSTMT handle, SQLWCHAR* text, SQLINTEGER length) {
  return execute_directly(handle, text, length);
}

SQLRETURN SQL_API SQLExecute(SQLHSTMT handle) {
  return on<Statement>(handle, [](Statement& statement) { return statement.execute(); });
}

SQLRETURN SQL_API SQLMoreResults(SQLHSTMT handle) {
  return on<Statement>(handle, [](Statement& statement) { return statement.more_results(); });
}

SQLRETURN SQL_API SQLCloseCursor(SQLHSTMT handle) {
  return on<Statement>(handle, [](Statement& statement) { return statement.close_cursor(); });
}

SQLRETURN SQL_API SQLFreeStmt(SQLHSTMT handle, SQLUSMALLINT option) {
  return on<Statement>(handle, [&](Statement& statement) {
    return option == SQL_DROP ? free_statement(handle, statement) : statement.free(option);
  });
}

SQLRETURN SQL_API SQLCancel(SQLHSTMT handle) { return cancel(handle); }

SQLRETURN SQL_API SQLCancelHandle(SQLSMALLINT kind, SQLHANDLE handle) {
  if (kind == SQL_HANDLE_STMT) return cancel(handle);
  if (kind == SQL_HANDLE_DBC) return not_built<Connection>(handle, "Cancelling a connection's call");
  return SQL_INVALID_HANDLE;
}

SQLRETURN SQL_API SQLNumParams(SQLHSTMT handle, SQLSMALLINT* count) {
  return on<Statement>(handle, [&](Statement& statement) { return statement.number_of_parameters(count); });
}

SQLRETURN SQL_API SQLDescribeParam(SQLHSTMT handle, SQLUSMALLINT number, SQLSMALLINT* sql_type, SQLULEN* size,
                                   SQLSMALLINT* digits, SQLSMALLINT* nullable) {
  return on<Statement>(handle, [&](Statement& statement) {
    return statement.describe_parameter(number, {sql_type, size, digits, nullable});
  });
}

SQLRETURN SQL_API SQLBindParameter(SQLHSTMT handle, SQLUSMALLINT number, SQLSMALLINT direction, SQLSMALLINT c_type,
                                   SQLSMALLINT sql_type, SQLULEN size, SQLSMALLINT digits, SQLPOINTER data,
                                   SQLLEN capacity, SQLLEN* indicator) {
  return bind_parameter(handle, number, {direction, c_type, sql_type, size, digits, data, capacity, indicator});
}

SQLRETURN SQL_API SQLSetParam(SQLHSTMT handle, SQLUSMALLINT number, SQLSMALLINT c_type, SQLSMALLINT sql_type,
                              SQLULEN size, SQLSMALLINT digits, SQLPOINTER data, SQLLEN* indicator) {
  return bind_parameter(handle, number, {SQL_PARAM_INPUT, c_type, sql_type, size, digits, data, 0, indicator});
}

SQLRETURN SQL_API SQLParamOptions(SQLHSTMT handle, SQLULEN sets, SQLULEN* processed) {
  const SQLRETURN sized = set_attribute(handle, SQL_ATTR_PARAMSET_SIZE, reinterpret_cast<SQLPOINTER>(sets));
  return SQL_SUCCEEDED(sized) ? set_attribute(handle, SQL_ATTR_PARAMS_PROCESSED_PTR, processed) : sized;
}

SQLRETURN SQL_API SQLNumResultCols(SQLHSTMT handle, SQLSMALLINT* count) {
  return on<Statement>(handle, [&](Statement& statement) { return statement.number_of_columns(count); });
}

SQLRETURN SQL_API SQLDescribeCol(SQLHSTMT handle, SQLUSMALLINT number, SQLCHAR* name, SQLSMALLINT capacity,
                                 SQLSMALLINT* length, SQLSMALLINT* sql_type, SQLULEN* size, SQLSMALLINT* digits,
                                 SQLSMALLINT* nullable) {
  return describe_column(handle, number, name, capacity, length, {sql_type, size, digits, nullable});
}
SQLRETURN SQL_API SQLDescribeColW(SQLHSTMT handle, SQLUSMALLINT number, SQLWCHAR* name, SQLSMALLINT capacity,
                                  SQLSMALLINT* length, SQLSMALLINT* sql_type, SQLULEN* size, SQLSMALLINT* digits,
                                  SQLSMALLINT* nullable) {
  return describe_column(handle, number, name, capacity, length, {sql_type, size, digits, nullable});
}

SQLRETURN SQL_API SQLColAttribute(SQLHSTMT handle, SQLUSMALLINT number, SQLUSMALLINT field, SQLPOINTER text,
                                  SQLSMALLINT capacity, SQLSMALLINT* length, SQLLEN* numeric) {
  return column_attribute<SQLCHAR>(handle, number, field, text, capacity, length, numeric);
}
SQLRETURN SQL_API SQLColAttributeW(SQLHSTMT handle, SQLUSMALLINT number, SQLUSMALLINT field, SQLPOINTER text,
                                   SQLSMALLINT capacity, SQLSMALLINT* length, SQLLEN* numeric) {
  return column_attribute<SQLWCHAR>(handle, number, field, text, capacity, length, numeric);
}
SQLRETURN SQL_API SQLColAttributes(SQLHSTMT handle, SQLUSMALLINT number, SQLUSMALLINT field, SQLPOINTER text,
                                   SQLSMALLINT capacity, SQLSMALLINT* length, SQLLEN* numeric) {
  return column_attribute<SQLCHAR>(handle, number, field, text, capacity, length, numeric);
}
SQLRETURN SQL_API SQLColAttributesW(SQLHSTMT handle, SQLUSMALLINT number, SQLUSMALLINT field, SQLPOINTER text,
                                    SQLSMALLINT capacity, SQLSMALLINT* length, SQLLEN* numeric) {
  return column_attribute<SQLWCHAR>(handle, number, field, text, capacity, length, numeric);
}

SQLRETURN SQL_API SQLRowCount(SQLHSTMT handle, SQLLEN* count) {
  return on<Statement>(handle, [&](Statement& statement) { return statement.row_count(count); });
}

SQLRETURN SQL_API SQLBindCol(SQLHSTMT handle, SQLUSMALLINT number, SQLSMALLINT c_type, SQLPOINTER data, SQLLEN capacity,
                             SQLLEN* indicator) {
  return on<Statement>(handle, [&](Statement& statement) {
    return statement.bind_column(number, {c_type, data, capacity, indicator});
  });
}

SQLRETURN SQL_API SQLSetStmtAttr(SQLHSTMT handle, SQLINTEGER attribute, SQLPOINTER value, SQLINTEGER) {
  return set_attribute(handle, attribute, value);
}
SQLRETURN SQL_API SQLSetStmtAttrW(SQLHSTMT handle, SQLINTEGER attribute, SQLPOINTER value, SQLINTEGER) {
  return set_attribute(handle, attribute, value);
}
SQLRETURN SQL_API SQLGetStmtAttr(SQLHSTMT handle, SQLINTEGER attribute, SQLPOINTER value, SQLINTEGER capacity,
                                 SQLINTEGER* length) {
  return get_attribute(handle, attribute, value, capacity, length);
}
SQLRETURN SQL_API SQLGetStmtAttrW(SQLHSTMT handle, SQLINTEGER attribute, SQLPOINTER value, SQLINTEGER capacity,
                                  SQLINTEGER* length) {
  return get_attribute(handle, attribute, value, capacity, length);
}
SQLRETURN SQL_API SQLSetStmtOption(SQLHSTMT handle, SQLUSMALLINT option, SQLULEN value) {
  return set_attribute(handle, option, reinterpret_cast<SQLPOINTER>(value));
}
SQLRETURN SQL_API SQLGetStmtOption(SQLHSTMT handle, SQLUSMALLINT option, SQLPOINTER value) {
  return get_attribute(handle, option, value, 0, nullptr);
}
