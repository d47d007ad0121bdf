// Owns: the entry points that scroll, change rows through a cursor and send data at execution. Never: logic.
#include <sql.h>
#include <sqlext.h>
#include <sqlucode.h>

#include "api/guard.h"
#include "api/text_arguments.h"
#include "handle/statement.h"

namespace d1odbc {

namespace {

template <class Character>
SQLRETURN set_cursor_name(SQLHSTMT handle, Character* name, SQLSMALLINT length) noexcept {
  return on<Statement>(handle,
                       [&](Statement& statement) { return statement.set_cursor_name(required_text_in(name, length)); });
}

template <class Character>
SQLRETURN cursor_name(SQLHSTMT handle, Character* name, SQLSMALLINT capacity, SQLSMALLINT* length) noexcept {
  return on<Statement>(handle, [&](Statement& statement) {
    return statement.cursor_name(text_out(name, capacity, length, TextOut::Unit::Characters));
  });
}

}  // namespace

}  // namespace d1odbc

using namespace d1odbc;

SQLRETURN SQL_API SQLFetch(SQLHSTMT handle) {
  return on<Statement>(handle, [](Statement& statement) { return statement.fetch(); });
}

SQLRETURN SQL_API SQLFetchScroll(SQLHSTMT handle, SQLSMALLINT orientation, SQLLEN offset) {
  return on<Statement>(handle, [&](Statement& statement) { return statement.fetch_scroll(orientation, offset); });
}

SQLRETURN SQL_API SQLExtendedFetch(SQLHSTMT handle, SQLUSMALLINT orientation, SQLLEN offset, SQLULEN* rows_fetched,
                                   SQLUSMALLINT* row_status) {
  return on<Statement>(handle, [&](Statement& statement) {
    return statement.fetch_extended(orientation, offset, rows_fetched, row_status);
  });
}

SQLRETURN SQL_API SQLGetData(SQLHSTMT handle, SQLUSMALLINT column, SQLSMALLINT c_type, SQLPOINTER buffer,
                             SQLLEN capacity, SQLLEN* indicator) {
  return on<Statement>(handle, [&](Statement& statement) {
    return statement.get_data({column, c_type, buffer, capacity, indicator});
  });
}

SQLRETURN SQL_API SQLSetPos(SQLHSTMT handle, SQLSETPOSIROW row, SQLUSMALLINT operation, SQLUSMALLINT lock) {
  return on<Statement>(handle, [&](Statement& statement) { return statement.set_position(row, operation, lock); });
}

SQLRETURN SQL_API SQLBulkOperations(SQLHSTMT handle, SQLSMALLINT operation) {
  return on<Statement>(
      handle, [&](Statement& statement) { return statement.bulk_operation(static_cast<SQLUSMALLINT>(operation)); });
}

SQLRETURN SQL_API SQLSetScrollOptions(SQLHSTMT handle, SQLUSMALLINT concurrency, SQLLEN keyset_size,
                                      SQLUSMALLINT rowset_size) {
  return on<Statement>(handle, [&](Statement& statement) {
    return statement.set_scroll_options(concurrency, keyset_size, rowset_size);
  });
}

SQLRETURN SQL_API SQLParamData(SQLHSTMT handle, SQLPOINTER* token) {
  return on<Statement>(
      handle, [&](Statement& statement) { return statement.parameter_data(token); }, Admission::Anytime);
}

SQLRETURN SQL_API SQLPutData(SQLHSTMT handle, SQLPOINTER data, SQLLEN length) {
  return on<Statement>(
      handle, [&](Statement& statement) { return statement.put_data(data, length); }, Admission::Anytime);
}

SQLRETURN SQL_API SQLSetCursorName(SQLHSTMT handle, SQLCHAR* name, SQLSMALLINT length) {
  return set_cursor_name(handle, name, length);
}
SQLRETURN SQL_API SQLSetCursorNameW(SQLHSTMT handle, SQLWCHAR* name, SQLSMALLINT length) {
  return set_cursor_name(handle, name, length);
}
SQLRETURN SQL_API SQLGetCursorName(SQLHSTMT handle, SQLCHAR* name, SQLSMALLINT capacity, SQLSMALLINT* length) {
  return cursor_name(handle, name, capacity, length);
}
SQLRETURN SQL_API SQLGetCursorNameW(SQLHSTMT handle, SQLWCHAR* name, SQLSMALLINT capacity, SQLSMALLINT* length) {
  return cursor_name(handle, name, capacity, length);
}
