// Owns: writing D1's schema into an empty SQLite. Never: runs a text of the server's.
#pragma once

#include <string>
#include <vector>

#include "schema/guard.h"
#include "schema/mirror.h"
#include "schema/sqlite_handle.h"

namespace d1odbc {

/// An empty in-memory SQLite. Throws OdbcError HY000/HY001.
[[nodiscard]] SqliteConnection open_empty_mirror();

/// Writes the rows straight into the schema table of `connection` and makes SQLite read them, which parses each CREATE
/// and executes none. The guard protects the connection from here on. Gives the names of the objects that SQLite does
/// not know afterwards. Throws OdbcError HY000/HY001 when SQLite itself cannot be set up.
[[nodiscard]] std::vector<std::string> load_mirror(sqlite3& connection, Guard& guard,
                                                   const std::vector<SchemaRow>& rows);

}  // namespace d1odbc
