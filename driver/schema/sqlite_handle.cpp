// Owns: calls to SQLite that every part of the mirror makes. Never: which texts are allowed.
#include "schema/sqlite_handle.h"

namespace d1odbc {

SqlitePrepared prepare_sqlite(sqlite3& connection, std::string_view sql) noexcept {
  SqlitePrepared prepared;
  if (sql.size() > static_cast<std::size_t>(sqlite3_limit(&connection, SQLITE_LIMIT_SQL_LENGTH, -1))) {
    prepared.code = SQLITE_TOOBIG;
    return prepared;
  }
  sqlite3_stmt* statement = nullptr;
  const char* tail = nullptr;
  prepared.code = sqlite3_prepare_v3(&connection, sql.data(), static_cast<int>(sql.size()), 0, &statement, &tail);
  prepared.statement.reset(statement);
  if (tail != nullptr) prepared.rest = sql.substr(static_cast<std::size_t>(tail - sql.data()));
  return prepared;
}

void execute_sqlite(sqlite3& connection, const char* sql) {
  const int code = sqlite3_exec(&connection, sql, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) throw_sqlite_error(connection, code, sql);
}

void throw_sqlite_error(sqlite3& connection, int code, std::string_view doing) {
  if ((code & 0xFF) == SQLITE_NOMEM) {
    throw OdbcError(State::MemoryAllocation, "There is not enough memory for the local copy of the schema.");
  }
  throw OdbcError(State::GeneralError, "The local copy of the schema failed at \"{}\": {} (SQLite code {}).", doing,
                  sqlite3_errmsg(&connection), code);
}

}  // namespace d1odbc
