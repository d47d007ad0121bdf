// Owns: virtual-table modules that declare columns and hold no rows, in place of fts5, rtree and unknown modules.
// Never: real full-text or spatial search.
#pragma once

#include <sqlite3.h>

#include <string>
#include <string_view>
#include <vector>

namespace d1odbc {

/// Takes SQLite's own modules away but those that hold no tables (json_each, json_tree, the pragmas): the real ones run
/// SQL against tables that are empty here. Throws OdbcError HY000/HY001.
void drop_real_modules(sqlite3& connection);

/// Registers a stand-in of that name, so that tables made with it can be compiled against. Names that SQLite keeps for
/// its table-valued functions (`pragma_…`, `json_each`, `json_tree`) are left alone. Throws OdbcError HY000/HY001.
void add_stub_module(sqlite3& connection, const std::string& module);

/// The CREATE TABLE that declares a virtual table's columns, from the arguments of its CREATE VIRTUAL TABLE as SQLite
/// passes them (texts between commas, blanks at the ends possible).
[[nodiscard]] std::string declare_stub_table(std::string_view module, std::string_view table,
                                             const std::vector<std::string_view>& arguments);

}  // namespace d1odbc
