// Owns: making schema rows as D1 sends them, for the tests of the mirror and the catalog. Never: checks anything.
#pragma once

#include <sqlite3.h>

#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "schema/mirror.h"

namespace d1odbc::testing {

inline SchemaRow table_row(std::string name, std::string sql) {
  return {.type = "table", .name = name, .table = name, .sql = std::move(sql)};
}

/// Executes the texts in a SQLite of their own and gives the rows of its schema table, automatic indexes included.
inline std::vector<SchemaRow> rows_of(const std::string& ddl) {
  sqlite3* opened = nullptr;
  sqlite3_open(":memory:", &opened);
  const std::unique_ptr<sqlite3, int (*)(sqlite3*)> connection(opened, sqlite3_close);
  if (sqlite3_exec(opened, ddl.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
    throw std::runtime_error(sqlite3_errmsg(opened));
  }
  std::vector<SchemaRow> rows;
  const auto take = [](void* into, int, char** cells, char**) {
    SchemaRow row{.type = cells[0], .name = cells[1], .table = cells[2], .sql = {}};
    if (cells[3] != nullptr) row.sql = cells[3];
    static_cast<std::vector<SchemaRow>*>(into)->push_back(std::move(row));
    return 0;
  };
  sqlite3_exec(opened, std::string(schema_query).c_str(), take, &rows, nullptr);
  return rows;
}

inline std::shared_ptr<Mirror> mirror_of(const std::string& ddl) { return Mirror::load(rows_of(ddl)); }

/// The names of the columns, with commas between; "(none)" when the text does not compile.
inline std::string names(const Mirror& mirror, std::string_view sql) {
  const auto compiled = mirror.compile(sql);
  if (!compiled) return "(none)";
  std::string joined;
  for (const CompiledColumn& column : compiled->columns) joined += (joined.empty() ? "" : ",") + column.name;
  return joined;
}

}  // namespace d1odbc::testing
