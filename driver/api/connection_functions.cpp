// Owns: the entry points of a connection. Never: logic.
#include <sql.h>
#include <sqlext.h>
#include <sqlucode.h>

#include <string>
#include <type_traits>

#include "api/function_table.h"
#include "api/guard.h"
#include "api/text_arguments.h"
#include "handle/connection.h"
#include "handle/statement.h"

namespace d1odbc {

namespace {

template <class Character>
constexpr TextKind text_kind = std::is_same_v<Character, SQLWCHAR> ? TextKind::Wide : TextKind::Narrow;

template <class Character>
SQLRETURN connect(SQLHDBC handle, Character* source, SQLSMALLINT source_length, Character* user,
                  SQLSMALLINT user_length, Character* password, SQLSMALLINT password_length) noexcept {
  return on<Connection>(handle, [&](Connection& connection) {
    return connection.connect(text_in(source, source_length).value_or(""), text_in(user, user_length),
                              text_in(password, password_length), text_kind<Character>);
  });
}

template <class Character>
SQLRETURN driver_connect(SQLHDBC handle, Character* text, SQLSMALLINT text_length, Character* completed,
                         SQLSMALLINT capacity, SQLSMALLINT* length, SQLUSMALLINT completion) noexcept {
  return on<Connection>(handle, [&](Connection& connection) {
    return connection.driver_connect(text_in(text, text_length).value_or(""), completion,
                                     text_out(completed, capacity, length, TextOut::Unit::Characters),
                                     text_kind<Character>);
  });
}

template <class Character>
SQLRETURN browse_connect(SQLHDBC handle, Character* request, SQLSMALLINT request_length, Character* result,
                         SQLSMALLINT capacity, SQLSMALLINT* length) noexcept {
  return on<Connection>(handle, [&](Connection& connection) {
    return connection.browse(text_in(request, request_length).value_or(""),
                             text_out(result, capacity, length, TextOut::Unit::Characters), text_kind<Character>);
  });
}

/// The value of a text attribute, whose length is told in bytes.
template <class Character>
std::string attribute_text(SQLPOINTER value, SQLINTEGER bytes) {
  constexpr SQLINTEGER size = sizeof(Character);
  if (bytes > 0 && bytes % size != 0)
    throw OdbcError(State::InvalidBufferLength, "A text length of {} bytes ends inside a character.", bytes);
  return required_text_in(static_cast<const Character*>(value), bytes > 0 ? bytes / size : bytes);
}

template <class Character>
SQLRETURN set_attribute(SQLHDBC handle, SQLINTEGER attribute, SQLPOINTER value, SQLINTEGER bytes) noexcept {
  return on<Connection>(handle, [&](Connection& connection) {
    return connection.set_attribute(attribute, value, [&] { return attribute_text<Character>(value, bytes); });
  });
}

template <class Character>
SQLRETURN get_attribute(SQLHDBC handle, SQLINTEGER attribute, SQLPOINTER value, SQLINTEGER capacity,
                        SQLINTEGER* length) noexcept {
  return on<Connection>(handle, [&](Connection& connection) {
    return connection.get_attribute(attribute, value, length,
                                    text_out(static_cast<Character*>(value), capacity, length, TextOut::Unit::Bytes));
  });
}

template <class Character>
SQLRETURN get_info(SQLHDBC handle, SQLUSMALLINT type, SQLPOINTER value, SQLSMALLINT capacity,
                   SQLSMALLINT* length) noexcept {
  return on<Connection>(handle, [&](Connection& connection) {
    return connection.get_info(type, value, length,
                               text_out(static_cast<Character*>(value), capacity, length, TextOut::Unit::Bytes));
  });
}

template <class Character>
SQLRETURN native_sql(SQLHDBC handle, Character* text, SQLINTEGER text_length, Character* out, SQLINTEGER capacity,
                     SQLINTEGER* length) noexcept {
  return on<Connection>(handle, [&](Connection& connection) {
    return connection.native_sql(required_text_in(text, text_length),
                                 text_out(out, capacity, length, TextOut::Unit::Characters));
  });
}

SQLRETURN end_transaction(SQLSMALLINT kind, SQLHANDLE handle, SQLSMALLINT completion) noexcept {
  if (kind == SQL_HANDLE_ENV)
    return on<Environment>(handle, [&](Environment& environment) { return environment.end_transaction(completion); });
  if (kind == SQL_HANDLE_DBC)
    return on<Connection>(handle, [&](Connection& connection) { return connection.end_transaction(completion); });
  return SQL_INVALID_HANDLE;
}

SQLPOINTER number_argument(SQLULEN number) { return reinterpret_cast<SQLPOINTER>(number); }

/// The longest text an ODBC 2 option may have; its functions do not say how long the buffer is.
constexpr SQLINTEGER option_capacity = SQL_MAX_OPTION_STRING_LENGTH;

}  // namespace

}  // namespace d1odbc

using namespace d1odbc;

SQLRETURN SQL_API SQLConnect(SQLHDBC handle, SQLCHAR* source, SQLSMALLINT source_length, SQLCHAR* user,
                             SQLSMALLINT user_length, SQLCHAR* password, SQLSMALLINT password_length) {
  return connect(handle, source, source_length, user, user_length, password, password_length);
}
SQLRETURN SQL_API SQLConnectW(SQLHDBC handle, SQLWCHAR* source, SQLSMALLINT source_length, SQLWCHAR* user,
                              SQLSMALLINT user_length, SQLWCHAR* password, SQLSMALLINT password_length) {
  return connect(handle, source, source_length, user, user_length, password, password_length);
}

SQLRETURN SQL_API SQLDriverConnect(SQLHDBC handle, SQLHWND, SQLCHAR* text, SQLSMALLINT text_length, SQLCHAR* completed,
                                   SQLSMALLINT capacity, SQLSMALLINT* length, SQLUSMALLINT completion) {
  return driver_connect(handle, text, text_length, completed, capacity, length, completion);
}
SQLRETURN SQL_API SQLDriverConnectW(SQLHDBC handle, SQLHWND, SQLWCHAR* text, SQLSMALLINT text_length,
                                    SQLWCHAR* completed, SQLSMALLINT capacity, SQLSMALLINT* length,
                                    SQLUSMALLINT completion) {
  return driver_connect(handle, text, text_length, completed, capacity, length, completion);
}

SQLRETURN SQL_API SQLBrowseConnect(SQLHDBC handle, SQLCHAR* request, SQLSMALLINT request_length, SQLCHAR* result,
                                   SQLSMALLINT capacity, SQLSMALLINT* length) {
  return browse_connect(handle, request, request_length, result, capacity, length);
}
SQLRETURN SQL_API SQLBrowseConnectW(SQLHDBC handle, SQLWCHAR* request, SQLSMALLINT request_length, SQLWCHAR* result,
                                    SQLSMALLINT capacity, SQLSMALLINT* length) {
  return browse_connect(handle, request, request_length, result, capacity, length);
}

SQLRETURN SQL_API SQLDisconnect(SQLHDBC handle) {
  return on<Connection>(handle, [](Connection& connection) { return connection.disconnect(); });
}

SQLRETURN SQL_API SQLGetConnectAttr(SQLHDBC handle, SQLINTEGER attribute, SQLPOINTER value, SQLINTEGER capacity,
                                    SQLINTEGER* length) {
  return get_attribute<SQLCHAR>(handle, attribute, value, capacity, length);
}
SQLRETURN SQL_API SQLGetConnectAttrW(SQLHDBC handle, SQLINTEGER attribute, SQLPOINTER value, SQLINTEGER capacity,
                                     SQLINTEGER* length) {
  return get_attribute<SQLWCHAR>(handle, attribute, value, capacity, length);
}
SQLRETURN SQL_API SQLSetConnectAttr(SQLHDBC handle, SQLINTEGER attribute, SQLPOINTER value, SQLINTEGER bytes) {
  return set_attribute<SQLCHAR>(handle, attribute, value, bytes);
}
SQLRETURN SQL_API SQLSetConnectAttrW(SQLHDBC handle, SQLINTEGER attribute, SQLPOINTER value, SQLINTEGER bytes) {
  return set_attribute<SQLWCHAR>(handle, attribute, value, bytes);
}

SQLRETURN SQL_API SQLGetConnectOption(SQLHDBC handle, SQLUSMALLINT option, SQLPOINTER value) {
  return get_attribute<SQLCHAR>(handle, option, value, option_capacity, nullptr);
}
SQLRETURN SQL_API SQLGetConnectOptionW(SQLHDBC handle, SQLUSMALLINT option, SQLPOINTER value) {
  return get_attribute<SQLWCHAR>(handle, option, value, option_capacity * SQLINTEGER{sizeof(SQLWCHAR)}, nullptr);
}
SQLRETURN SQL_API SQLSetConnectOption(SQLHDBC handle, SQLUSMALLINT option, SQLULEN value) {
  return set_attribute<SQLCHAR>(handle, option, number_argument(value), SQL_NTS);
}
SQLRETURN SQL_API SQLSetConnectOptionW(SQLHDBC handle, SQLUSMALLINT option, SQLULEN value) {
  return set_attribute<SQLWCHAR>(handle, option, number_argument(value), SQL_NTS);
}

SQLRETURN SQL_API SQLGetInfo(SQLHDBC handle, SQLUSMALLINT type, SQLPOINTER value, SQLSMALLINT capacity,
                             SQLSMALLINT* length) {
  return get_info<SQLCHAR>(handle, type, value, capacity, length);
}
SQLRETURN SQL_API SQLGetInfoW(SQLHDBC handle, SQLUSMALLINT type, SQLPOINTER value, SQLSMALLINT capacity,
                              SQLSMALLINT* length) {
  return get_info<SQLWCHAR>(handle, type, value, capacity, length);
}

SQLRETURN SQL_API SQLGetFunctions(SQLHDBC handle, SQLUSMALLINT id, SQLUSMALLINT* supported) {
  return on<Connection>(handle, [&](Connection& connection) -> SQLRETURN {
    connection.require_known_functions();
    report_functions(id, supported);
    return SQL_SUCCESS;
  });
}

SQLRETURN SQL_API SQLNativeSql(SQLHDBC handle, SQLCHAR* text, SQLINTEGER text_length, SQLCHAR* out, SQLINTEGER capacity,
                               SQLINTEGER* length) {
  return native_sql(handle, text, text_length, out, capacity, length);
}
SQLRETURN SQL_API SQLNativeSqlW(SQLHDBC handle, SQLWCHAR* text, SQLINTEGER text_length, SQLWCHAR* out,
                                SQLINTEGER capacity, SQLINTEGER* length) {
  return native_sql(handle, text, text_length, out, capacity, length);
}

SQLRETURN SQL_API SQLEndTran(SQLSMALLINT kind, SQLHANDLE handle, SQLSMALLINT completion) {
  return end_transaction(kind, handle, completion);
}
SQLRETURN SQL_API SQLTransact(SQLHENV environment, SQLHDBC connection, SQLUSMALLINT completion) {
  const bool on_connection = connection != SQL_NULL_HDBC;
  return end_transaction(on_connection ? SQL_HANDLE_DBC : SQL_HANDLE_ENV, on_connection ? connection : environment,
                         static_cast<SQLSMALLINT>(completion));
}
