// Owns: the entry points that make, free and ask handles: allocation, environment, diagnostics. Never: logic.
#include <sql.h>
#include <sqlext.h>
#include <sqlucode.h>

#include "api/guard.h"
#include "api/text_arguments.h"
#include "handle/allocation.h"
#include "handle/diagnostic_fields.h"

namespace d1odbc {

namespace {

void require_place(const SQLHANDLE* out) {
  if (out == nullptr) throw OdbcError(State::InvalidNullPointer, "The place for the new handle is a null pointer.");
}

/// A new handle below a parent handle; `make` gets the parent's object.
template <class Parent, class Make>
SQLRETURN allocate_below(SQLHANDLE parent, SQLHANDLE* out, Make make) noexcept {
  if (out != nullptr) *out = SQL_NULL_HANDLE;
  return on<Parent>(parent, [&](Parent&) -> SQLRETURN {
    require_place(out);
    *out = make(Registry::of_process().find<Parent>(parent));
    return SQL_SUCCESS;
  });
}

SQLRETURN new_environment(SQLHANDLE* out, SQLINTEGER version) noexcept {
  try {
    if (out == nullptr) return SQL_ERROR;  // there is no handle yet that could hold a record
    *out = SQL_NULL_HANDLE;
    *out = allocate_environment(version);
    return SQL_SUCCESS;
  } catch (...) {
    return SQL_ERROR;
  }
}

SQLRETURN allocate(SQLSMALLINT kind, SQLHANDLE parent, SQLHANDLE* out) noexcept {
  switch (kind) {
    case SQL_HANDLE_ENV:
      return new_environment(out, 0);
    case SQL_HANDLE_DBC:
      return allocate_below<Environment>(parent, out, allocate_connection);
    case SQL_HANDLE_STMT:
      return allocate_below<Connection>(parent, out, allocate_statement);
    case SQL_HANDLE_DESC:
      return allocate_below<Connection>(parent, out, allocate_descriptor);
    default:
      return SQL_ERROR;
  }
}

SQLRETURN release(SQLSMALLINT kind, SQLHANDLE handle) noexcept {
  switch (kind) {
    case SQL_HANDLE_ENV:
      return on<Environment>(handle, [&](Environment& environment) { return free_environment(handle, environment); });
    case SQL_HANDLE_DBC:
      return on<Connection>(handle, [&](Connection& connection) { return free_connection(handle, connection); });
    case SQL_HANDLE_STMT:
      return on<Statement>(handle, [&](Statement& statement) { return free_statement(handle, statement); });
    case SQL_HANDLE_DESC:
      return on<Descriptor>(handle, [&](Descriptor& descriptor) { return free_descriptor(handle, descriptor); });
    default:
      return SQL_ERROR;
  }
}

/// A live handle of this kind for SQLGetDiag*: these calls wait for nothing and change nothing.
std::shared_ptr<Handle> diagnosed(SQLSMALLINT kind, SQLHANDLE handle) {
  std::shared_ptr<Handle> object = Registry::of_process().find(handle);
  return object && static_cast<SQLSMALLINT>(object->kind()) == kind ? object : nullptr;
}

template <class Body>
SQLRETURN on_diagnosed(SQLSMALLINT kind, SQLHANDLE handle, Body body) noexcept {
  try {
    const std::shared_ptr<Handle> object = diagnosed(kind, handle);
    return object ? body(*object) : SQL_INVALID_HANDLE;
  } catch (...) {
    return SQL_ERROR;
  }
}

template <class Character>
SQLRETURN diagnostic_record(SQLSMALLINT kind, SQLHANDLE handle, SQLSMALLINT number, Character* state,
                            SQLINTEGER* native, Character* message, SQLSMALLINT capacity,
                            SQLSMALLINT* length) noexcept {
  return on_diagnosed(kind, handle, [&](const Handle& object) {
    return read_record(object, number, state_out(state), native,
                       text_out(message, capacity, length, TextOut::Unit::Characters));
  });
}

template <class Character>
SQLRETURN diagnostic_field(SQLSMALLINT kind, SQLHANDLE handle, SQLSMALLINT number, SQLSMALLINT field, SQLPOINTER value,
                           SQLSMALLINT capacity, SQLSMALLINT* length) noexcept {
  return on_diagnosed(kind, handle, [&](const Handle& object) {
    return read_field(object, number, field, value,
                      text_out(static_cast<Character*>(value), capacity, length, TextOut::Unit::Bytes));
  });
}

/// SQLError names up to three handles; the last one that is given counts.
template <class Character>
SQLRETURN first_error(SQLHENV environment, SQLHDBC connection, SQLHSTMT statement, Character* state, SQLINTEGER* native,
                      Character* message, SQLSMALLINT capacity, SQLSMALLINT* length) noexcept {
  const SQLSMALLINT kind = statement != SQL_NULL_HSTMT   ? SQL_HANDLE_STMT
                           : connection != SQL_NULL_HDBC ? SQL_HANDLE_DBC
                                                         : SQL_HANDLE_ENV;
  const SQLHANDLE handle = statement != SQL_NULL_HSTMT   ? statement
                           : connection != SQL_NULL_HDBC ? connection
                                                         : environment;
  return on_diagnosed(kind, handle, [&](Handle& object) {
    return take_record(object, state_out(state), native,
                       text_out(message, capacity, length, TextOut::Unit::Characters));
  });
}

}  // namespace

}  // namespace d1odbc

using namespace d1odbc;

SQLRETURN SQL_API SQLAllocHandle(SQLSMALLINT kind, SQLHANDLE parent, SQLHANDLE* out) {
  return allocate(kind, parent, out);
}
// A program that calls this is of ODBC 2 and never says so (SQLSetEnvAttr, "SQL_ATTR_ODBC_VERSION", is of ODBC 3).
SQLRETURN SQL_API SQLAllocEnv(SQLHENV* out) { return new_environment(out, SQL_OV_ODBC2); }
SQLRETURN SQL_API SQLAllocConnect(SQLHENV environment, SQLHDBC* out) {
  return allocate(SQL_HANDLE_DBC, environment, out);
}
SQLRETURN SQL_API SQLAllocStmt(SQLHDBC connection, SQLHSTMT* out) { return allocate(SQL_HANDLE_STMT, connection, out); }

SQLRETURN SQL_API SQLFreeHandle(SQLSMALLINT kind, SQLHANDLE handle) { return release(kind, handle); }
SQLRETURN SQL_API SQLFreeEnv(SQLHENV environment) { return release(SQL_HANDLE_ENV, environment); }
SQLRETURN SQL_API SQLFreeConnect(SQLHDBC connection) { return release(SQL_HANDLE_DBC, connection); }

SQLRETURN SQL_API SQLSetEnvAttr(SQLHENV handle, SQLINTEGER attribute, SQLPOINTER value, SQLINTEGER) {
  return on<Environment>(handle, [&](Environment& environment) { return environment.set_attribute(attribute, value); });
}

SQLRETURN SQL_API SQLGetEnvAttr(SQLHENV handle, SQLINTEGER attribute, SQLPOINTER value, SQLINTEGER,
                                SQLINTEGER* length) {
  return on<Environment>(handle,
                         [&](Environment& environment) { return environment.get_attribute(attribute, value, length); });
}

SQLRETURN SQL_API SQLGetDiagRec(SQLSMALLINT kind, SQLHANDLE handle, SQLSMALLINT number, SQLCHAR* state,
                                SQLINTEGER* native, SQLCHAR* message, SQLSMALLINT capacity, SQLSMALLINT* length) {
  return diagnostic_record(kind, handle, number, state, native, message, capacity, length);
}
SQLRETURN SQL_API SQLGetDiagRecW(SQLSMALLINT kind, SQLHANDLE handle, SQLSMALLINT number, SQLWCHAR* state,
                                 SQLINTEGER* native, SQLWCHAR* message, SQLSMALLINT capacity, SQLSMALLINT* length) {
  return diagnostic_record(kind, handle, number, state, native, message, capacity, length);
}

SQLRETURN SQL_API SQLGetDiagField(SQLSMALLINT kind, SQLHANDLE handle, SQLSMALLINT number, SQLSMALLINT field,
                                  SQLPOINTER value, SQLSMALLINT capacity, SQLSMALLINT* length) {
  return diagnostic_field<SQLCHAR>(kind, handle, number, field, value, capacity, length);
}
SQLRETURN SQL_API SQLGetDiagFieldW(SQLSMALLINT kind, SQLHANDLE handle, SQLSMALLINT number, SQLSMALLINT field,
                                   SQLPOINTER value, SQLSMALLINT capacity, SQLSMALLINT* length) {
  return diagnostic_field<SQLWCHAR>(kind, handle, number, field, value, capacity, length);
}

SQLRETURN SQL_API SQLError(SQLHENV environment, SQLHDBC connection, SQLHSTMT statement, SQLCHAR* state,
                           SQLINTEGER* native, SQLCHAR* message, SQLSMALLINT capacity, SQLSMALLINT* length) {
  return first_error(environment, connection, statement, state, native, message, capacity, length);
}
SQLRETURN SQL_API SQLErrorW(SQLHENV environment, SQLHDBC connection, SQLHSTMT statement, SQLWCHAR* state,
                            SQLINTEGER* native, SQLWCHAR* message, SQLSMALLINT capacity, SQLSMALLINT* length) {
  return first_error(environment, connection, statement, state, native, message, capacity, length);
}
