// Owns: SQLite's handles as values that close themselves, and its failures as the driver's errors. Never: SQL texts,
// policy.
#pragma once

#include <sqlite3.h>

#include <memory>
#include <string_view>

#include "error/odbc_error.h"

namespace d1odbc {

struct CloseSqlite {
  void operator()(sqlite3* connection) const noexcept { sqlite3_close_v2(connection); }
};
struct FinalizeSqlite {
  void operator()(sqlite3_stmt* statement) const noexcept { sqlite3_finalize(statement); }
};

using SqliteConnection = std::unique_ptr<sqlite3, CloseSqlite>;
using SqliteStatement = std::unique_ptr<sqlite3_stmt, FinalizeSqlite>;

/// The outcome of compiling the first statement of a text.
struct SqlitePrepared {
  int code = SQLITE_OK;
  SqliteStatement statement;  // empty: an error, or nothing but blanks and comments
  std::string_view rest;      // what follows the first statement
};

/// Compiles the first statement of `sql`. Never throws: the code says what happened.
[[nodiscard]] SqlitePrepared prepare_sqlite(sqlite3& connection, std::string_view sql) noexcept;

/// Runs constant texts of the driver's own that give no rows. Throws OdbcError HY000 or HY001.
void execute_sqlite(sqlite3& connection, const char* sql);

/// Throws OdbcError HY001 when `code` is SQLite's "out of memory", else HY000 with SQLite's message.
[[noreturn]] void throw_sqlite_error(sqlite3& connection, int code, std::string_view doing);

}  // namespace d1odbc
