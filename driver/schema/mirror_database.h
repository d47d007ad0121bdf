// Owns: what a mirror keeps: the connection, its guard and its lock. Never: loads.
#pragma once

#include <initializer_list>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "schema/column_sources.h"
#include "schema/guard.h"
#include "schema/mirror.h"
#include "schema/mirror_query.h"
#include "schema/schema_objects.h"
#include "schema/sqlite_handle.h"
#include "schema/stored_columns.h"
#include "schema/table_relations.h"
#include "schema/view_expansion.h"
#include "schema/write_effects.h"

namespace d1odbc {

/// One connection to SQLite. All members but `mutex`, and what never changes after loading (`left_out`, `objects`), are
/// used under it.
struct Mirror::Database {
  std::mutex mutex;
  Guard guard;  // before the connection: it must be there until that one is closed
  SqliteConnection connection;
  std::vector<std::string> left_out;
  SchemaObjects objects;
  ViewExpansion views;
  StoredColumnsCache stored_columns;
  std::size_t watching_functions = 0;  // how many the connection has
  ColumnSourcesCache column_sources;
  TableRelationsCache relations;
  WriteEffectsCache write_effects;

  /// See Mirror::compile.
  [[nodiscard]] std::optional<CompiledStatement> compile(std::string_view sql);

  /// See Mirror::watch.
  [[nodiscard]] std::optional<std::vector<WatchedExpression>> watch(std::string_view sql, std::size_t calls);

  /// See Mirror::query.
  void query(std::string_view sql, std::initializer_list<ValueView> parameters, const MirrorRow& row);

  /// See Mirror::write_effects.
  [[nodiscard]] WriteEffects write_effects_of(std::string_view table);

  /// `query` for the caches.
  [[nodiscard]] MirrorQuery asking();

 private:
  [[nodiscard]] bool is_worth_compiling(std::string_view sql) const;
  /// What SQLite's metadata do not tell of a table.
  struct OriginTable {
    std::string rowid_alias;  // "" for a table without
    std::unordered_set<std::string> generated;
  };

  [[nodiscard]] CompiledColumn describe(sqlite3_stmt& statement, int index);
  [[nodiscard]] StoredColumns stored();
  void describe_expressions(std::string_view sql, std::vector<CompiledColumn>& columns);
  void describe_origin(CompiledColumn& column);
  void follow_sources(std::string_view sql, std::vector<CompiledColumn>& columns);
  [[nodiscard]] const OriginTable& origin_table(const std::string& table);

  std::unordered_map<std::string, OriginTable> origin_tables_;
};

}  // namespace d1odbc
