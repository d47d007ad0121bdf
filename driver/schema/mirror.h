// Owns: an in-memory SQLite that holds D1's schema and no rows, and what it says of a SQL text. Never: runs a statement
// of the user, sends a request, or judges: a text it cannot compile goes to D1 all the same.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schema/class_set.h"
#include "schema/mirror_query.h"
#include "schema/schema_objects.h"
#include "schema/table_relations.h"
#include "schema/write_effects.h"
#include "value/value.h"

namespace d1odbc {

/// A row of `sqlite_master` in D1's rowid order. `sql` is empty for automatic indexes.
struct SchemaRow {
  std::string type;
  std::string name;
  std::string table;
  std::optional<std::string> sql;
};

/// The text that brings the schema: SELECT type, name, tbl_name, sql FROM sqlite_master … without `_cf_…`.
extern const std::string_view schema_query;

/// What the mirror's compiler says of one result column.
struct CompiledColumn {
  std::string name;           // the alias, else the column, else the expression's text
  std::string declared_type;  // "" for an expression
  std::string table;          // origin; "" for an expression and for a table-valued function
  std::string column;         // origin
  bool is_combined = false;   // the values may come from other columns too (UNION …): the origin is that of the name
  bool not_null = false;      // the origin column never holds NULL, by constraint or as the rowid
  bool adds_nulls = false;    // the query may give NULL all the same: an outer join, an aggregate of no rows, …
  bool primary_key = false;   // the origin column is (part of) the primary key
  bool auto_unique = false;   // the origin column is an INTEGER PRIMARY KEY (alias of the rowid)
  bool is_writable = false;   // the origin column may be assigned: neither generated nor SQLite's own
  std::string collation;      // of the origin column, "BINARY" by default; "" for an expression
  // Where no type is declared, or is_combined: what the compiled program may return, `anything` where that is not
  // clear.
  ExpressionType expression = ExpressionType::of(ClassSet::anything());
};

/// What the mirror says of one statement's text.
struct CompiledStatement {
  bool read_only = false;  // sqlite3_stmt_readonly or EXPLAIN, and neither BEGIN … RELEASE nor a PRAGMA
  std::vector<CompiledColumn> columns;
};

/// What an expression may hold, and whose value it is.
struct WatchedExpression {
  ExpressionType type;
  std::string declared_type = {};  // of the column
  bool is_column = false;          // the value of one column of a table, unchanged
};

class Mirror {
 public:
  /// Loads the schema by writing the schema table directly (nothing of the server's is executed). Objects that this
  /// SQLite cannot load, and views and triggers that grow without measure when the views in them are written out, are
  /// left out and never cost the others; SQLTables lists them all the same. 1,000 tables of 20 columns take 15 ms of
  /// processor time. Throws OdbcError HY000/HY001 only if SQLite itself cannot be set up.
  [[nodiscard]] static std::shared_ptr<Mirror> load(const std::vector<SchemaRow>& rows);
  ~Mirror();
  Mirror(const Mirror&) = delete;
  Mirror& operator=(const Mirror&) = delete;

  /// Compiles one statement; empty when it does not compile here: an error, no statement, a second one after it, a
  /// U+0000 inside, views or CTEs that multiply each other too often (see view_expansion.h), ATTACH, TEMP objects,
  /// pragmas other than those that list the schema. Never runs it, never acts on the process. Thread safe.
  [[nodiscard]] std::optional<CompiledStatement> compile(std::string_view sql) const;

  /// The names of the columns as `compile` gives them; none when it does not compile or has no result.
  [[nodiscard]] std::vector<std::string> column_names(std::string_view sql) const;

  /// What the functions `watching_function(0)` … (see program_types.h) are given where they stand in the text, `calls`
  /// of them. Empty: the text does not compile. Never runs it. Thread safe.
  [[nodiscard]] std::optional<std::vector<WatchedExpression>> watch(std::string_view sql, std::size_t calls) const;

  /// Runs one of the driver's own catalog queries on the mirror (constant text, values bound from ?1 on) and calls
  /// `row` for each row. The views are valid during the call only. Thread safe; `row` must not call the mirror. Throws
  /// OdbcError HY000 when SQLite refuses (a view on a missing table), HY001, and what `row` throws.
  void query(std::string_view sql, std::initializer_list<ValueView> parameters, const MirrorRow& row) const;

  /// The CREATE of the object at this place (SchemaObjects); "" when it has none. Thread safe. Throws as `query` does.
  [[nodiscard]] std::string text_of(std::int64_t place) const;

  /// What writes to a table do (write_effects.h), read once for each table. Thread safe.
  [[nodiscard]] WriteEffects write_effects(std::string_view table) const;

  /// Triggers and foreign keys, read when they are first asked for. Thread safe; the answer lives as long as the mirror
  /// and does not change. Throws as TableRelationsCache::read does.
  [[nodiscard]] const TableRelations& relations() const;

  /// Tables, views and indexes by name, those that could not be loaded among them.
  [[nodiscard]] const SchemaObjects& objects() const noexcept;

  /// Names of objects that could not be loaded, `_cf_…` not among them.
  [[nodiscard]] const std::vector<std::string>& left_out() const noexcept;

 private:
  Mirror();
  struct Database;
  std::unique_ptr<Database> database_;
};

}  // namespace d1odbc
