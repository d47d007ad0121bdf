// Owns: stand-ins for functions that D1 has and the local SQLite lacks. Never: computes anything.
#pragma once

#include <sqlite3.h>

#include <string>

namespace d1odbc {

/// Registers a stand-in for each function of D1's allow-list that does not compile on this connection. The mirror never
/// runs a statement, so each gives NULL; they are deterministic and innocuous, or views and expression indexes that use
/// them would not load. Throws OdbcError HY000/HY001 when SQLite refuses.
void add_stub_functions(sqlite3& connection);

/// Adds a function of one argument under this name. Throws OdbcError HY000 or HY001.
void add_stub_function(sqlite3& connection, const std::string& name);

}  // namespace d1odbc
