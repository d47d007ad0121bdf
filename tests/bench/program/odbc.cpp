// Owns: the ODBC calls of odbc.h. Never: measures.
#include "odbc.h"

#include <fmt/core.h>

#include <array>
#include <sstream>
#include <stdexcept>

namespace bench {
namespace {

SQLCHAR* text_of(const std::string& text) { return reinterpret_cast<SQLCHAR*>(const_cast<char*>(text.c_str())); }

std::string first_diagnostic(SQLSMALLINT kind, SQLHANDLE handle) {
  std::array<SQLCHAR, 6> state{};
  std::array<SQLCHAR, 1024> text{};
  SQLINTEGER native = 0;
  SQLSMALLINT length = 0;
  const SQLRETURN code = SQLGetDiagRec(kind, handle, 1, state.data(), &native, text.data(), text.size(), &length);
  if (!SQL_SUCCEEDED(code)) return "no diagnostic";
  return fmt::format("{} {}", reinterpret_cast<const char*>(state.data()), reinterpret_cast<const char*>(text.data()));
}

}  // namespace

Handle::Handle(SQLSMALLINT kind, SQLHANDLE parent) : kind_(kind) {
  if (!SQL_SUCCEEDED(SQLAllocHandle(kind, parent, &handle_))) throw std::runtime_error("SQLAllocHandle failed.");
}

Handle::~Handle() { SQLFreeHandle(kind_, handle_); }

SQLRETURN Handle::check(const char* call, SQLRETURN code) const {
  if (SQL_SUCCEEDED(code) || code == SQL_NO_DATA) return code;
  throw std::runtime_error(fmt::format("{} gave {}: {}", call, code, first_diagnostic(kind_, handle_)));
}

Environment::Environment() : Handle(SQL_HANDLE_ENV, SQL_NULL_HANDLE) {
  check("SQLSetEnvAttr", SQLSetEnvAttr(*this, SQL_ATTR_ODBC_VERSION, reinterpret_cast<SQLPOINTER>(SQL_OV_ODBC3), 0));
}

Connection::Connection(const Environment& environment, const std::string& connection_string)
    : Handle(SQL_HANDLE_DBC, environment) {
  check("SQLDriverConnect", SQLDriverConnect(*this, nullptr, text_of(connection_string), SQL_NTS, nullptr, 0, nullptr,
                                             SQL_DRIVER_NOPROMPT));
}

Connection::~Connection() { SQLDisconnect(*this); }

void Connection::run_all(const std::string& statements) const {
  std::istringstream stream(statements);
  for (std::string sql; std::getline(stream, sql, '|');) Statement(*this).run(sql);
}

void Statement::set(SQLINTEGER attribute, SQLULEN value) const {
  set_pointer(attribute, reinterpret_cast<SQLPOINTER>(value));
}

void Statement::set_pointer(SQLINTEGER attribute, SQLPOINTER value) const {
  check("SQLSetStmtAttr", SQLSetStmtAttr(*this, attribute, value, 0));
}

void Statement::prepare(const std::string& sql) const { check("SQLPrepare", SQLPrepare(*this, text_of(sql), SQL_NTS)); }
void Statement::execute() const { check("SQLExecute", SQLExecute(*this)); }
void Statement::run(const std::string& sql) const {
  check("SQLExecDirect", SQLExecDirect(*this, text_of(sql), SQL_NTS));
}

void Statement::bind_column(std::size_t number, SQLSMALLINT c_type, void* data, std::size_t item_bytes,
                            SQLLEN* lengths) const {
  check("SQLBindCol",
        SQLBindCol(*this, static_cast<SQLUSMALLINT>(number), c_type, data, static_cast<SQLLEN>(item_bytes), lengths));
}

void Statement::bind_parameter(std::size_t number, SQLSMALLINT c_type, SQLSMALLINT sql_type, void* data,
                               std::size_t item_bytes, SQLLEN* lengths) const {
  check("SQLBindParameter", SQLBindParameter(*this, static_cast<SQLUSMALLINT>(number), SQL_PARAM_INPUT, c_type,
                                             sql_type, item_bytes, 0, data, static_cast<SQLLEN>(item_bytes), lengths));
}

bool Statement::fetch() const {
  return check("SQLFetchScroll", SQLFetchScroll(*this, SQL_FETCH_NEXT, 0)) != SQL_NO_DATA;
}

void Statement::close() const { check("SQLFreeStmt", SQLFreeStmt(*this, SQL_CLOSE)); }

}  // namespace bench
