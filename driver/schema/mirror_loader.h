// Owns: writing D1's schema into an empty SQLite. Never: runs a text of the server's.
#pragma once

#include <string>
#include <vector>

#include "schema/guard.h"
#include "schema/mirror.h"
#include "schema/schema_objects.h"
#include "schema/sqlite_handle.h"
#include "schema/view_expansion.h"

namespace d1odbc {

/// What became of the rows.
struct LoadedSchema {
  std::vector<std::string> left_out;  // names of the objects that SQLite does not know
  ViewExpansion views;
  SchemaObjects objects;
};

/// An empty in-memory SQLite. Throws OdbcError HY000/HY001.
[[nodiscard]] SqliteConnection open_empty_mirror();

/// Writes the rows straight into the schema table of `connection` and makes SQLite read them, which parses each CREATE
/// and executes none. Views and triggers that grow too much keep their name and lose their text. The guard protects
/// the connection from here on. Throws OdbcError HY000/HY001 when SQLite itself cannot be set up.
[[nodiscard]] LoadedSchema load_mirror(sqlite3& connection, Guard& guard, const std::vector<SchemaRow>& rows);

}  // namespace d1odbc
