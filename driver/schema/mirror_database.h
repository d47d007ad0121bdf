// Owns: what a mirror keeps: the connection, its guard and its lock. Never: loads.
#pragma once

#include <functional>
#include <initializer_list>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "schema/guard.h"
#include "schema/mirror.h"
#include "schema/sqlite_handle.h"
#include "schema/stored_columns.h"
#include "schema/view_expansion.h"
#include "schema/write_effects.h"

namespace d1odbc {

using RowReader = std::function<void(const std::vector<ValueView>& cells)>;

/// One connection to SQLite. All members but `mutex` are used under it.
struct Mirror::Database {
  std::mutex mutex;
  Guard guard;  // before the connection: it must be there until that one is closed
  SqliteConnection connection;
  std::vector<std::string> left_out;
  ViewExpansion views;
  std::unordered_map<std::string, std::string> rowid_aliases;  // by table; "" for a table without
  StoredColumnsCache stored_columns;
  WriteEffectsCache write_effects;

  /// See Mirror::compile.
  [[nodiscard]] std::optional<CompiledStatement> compile(std::string_view sql);

  /// See Mirror::query.
  void query(std::string_view sql, std::initializer_list<ValueView> parameters, const RowReader& row);

 private:
  [[nodiscard]] bool is_worth_compiling(std::string_view sql) const;
  [[nodiscard]] CompiledColumn describe(sqlite3_stmt& statement, int index);
  void describe_expressions(std::string_view sql, std::vector<CompiledColumn>& columns);
  void describe_origin(CompiledColumn& column);
  [[nodiscard]] const std::string& rowid_alias_of(const std::string& table);
};

}  // namespace d1odbc
