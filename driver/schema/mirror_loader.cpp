// Owns: the order of steps that loads the schema. Never: which rows are acceptable (schema_filter), what is denied
// (guard).
#include "schema/mirror_loader.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "schema/schema_filter.h"
#include "schema/stub_functions.h"
#include "schema/stub_modules.h"

namespace d1odbc {

namespace {

constexpr int page_size = 512;  // the smallest: one page stands for each table and index

constexpr int first_root = 3;  // page 1 is the schema table, page 2 the root of the padding

// Keeps an object in the schema table, where catalog functions find its name, and out of SQLite's reach.
const std::optional<std::string> unreadable_text = "CREATE";

// Tables that exist wherever D1 allows CREATE VIRTUAL TABLE in a user's text, whether or not the schema has one.
constexpr std::array usual_modules{"fts5", "fts5vocab", "rtree", "rtree_i32"};

bool has_root(const SchemaRow& row) {
  constexpr std::string_view virtual_table = "CREATE VIRTUAL";
  if (row.type != "table" && row.type != "index") return false;
  return !row.sql ||
         sqlite3_strnicmp(row.sql->c_str(), virtual_table.data(), static_cast<int>(virtual_table.size())) != 0;
}

// The compiler itself says which module the text names; it is never run.
void add_module_of(sqlite3& connection, Guard& guard, const SchemaRow& row) {
  guard.begin(compile_budget);
  static_cast<void>(prepare_sqlite(connection, *row.sql));
  if (!guard.module().empty()) add_stub_module(connection, guard.module());
}

void add_modules(sqlite3& connection, Guard& guard, const std::vector<const SchemaRow*>& rows) {
  drop_real_modules(connection);
  for (const char* module : usual_modules) add_stub_module(connection, module);
  for (const SchemaRow* row : rows) {
    if (row->type == "table" && !has_root(*row)) add_module_of(connection, guard, *row);
  }
}

// SQLite accepts a root page only inside the file, so one row of zeros makes the file long enough. Its pages are no
// b-trees: were one ever read (SQLite looks into sqlite_stat1), it is refused at once.
void pad(sqlite3& connection, std::size_t roots) {
  const std::size_t bytes = (roots + first_root) * page_size;
  execute_sqlite(connection, fmt::format("PRAGMA page_size={}; CREATE TABLE padding(zeros);"
                                         "INSERT INTO padding VALUES(zeroblob({}));",
                                         page_size, bytes)
                                 .c_str());
}

void bind_text(sqlite3_stmt& statement, int number, const std::string& text) {
  sqlite3_bind_text64(&statement, number, text.data(), text.size(), SQLITE_STATIC, SQLITE_UTF8);
}

struct RowPlace {
  sqlite3_int64 rowid = 0;
  sqlite3_int64 root_page = 0;
};

void insert_row(sqlite3& connection, sqlite3_stmt& insert, const SchemaRow& row, const RowPlace& place,
                const std::optional<std::string>& sql) {
  sqlite3_bind_int64(&insert, 1, place.rowid);
  bind_text(insert, 2, row.type);
  bind_text(insert, 3, row.name);
  bind_text(insert, 4, row.table);
  sqlite3_bind_int64(&insert, 5, place.root_page);
  if (sql) {
    bind_text(insert, 6, *sql);
  } else {
    sqlite3_bind_null(&insert, 6);
  }
  const int code = sqlite3_step(&insert);
  sqlite3_reset(&insert);
  if (code != SQLITE_DONE) throw_sqlite_error(connection, code, "write a schema row");
}

void insert_rows(sqlite3& connection, const std::vector<const SchemaRow*>& rows, const ViewExpansion& views) {
  const SqlitePrepared insert = prepare_sqlite(
      connection,
      "INSERT INTO sqlite_schema(rowid, type, name, tbl_name, rootpage, sql) VALUES(?1, ?2, ?3, ?4, ?5, ?6)");
  if (!insert.statement) throw_sqlite_error(connection, insert.code, "write the schema");
  sqlite3_int64 rowid = 0;
  sqlite3_int64 root = first_root;
  for (const SchemaRow* row : rows) {
    const auto& sql = views.is_too_large(*row) ? unreadable_text : row->sql;
    insert_row(connection, *insert.statement, *row, {++rowid, has_root(*row) ? root++ : 0}, sql);
  }
}

void write_rows(sqlite3& connection, const std::vector<const SchemaRow*>& rows, const ViewExpansion& views) {
  const auto roots = static_cast<std::size_t>(
      std::count_if(rows.begin(), rows.end(), [](const SchemaRow* row) { return has_root(*row); }));
  pad(connection, roots);
  execute_sqlite(connection, "PRAGMA writable_schema=ON; BEGIN; DELETE FROM sqlite_schema;");
  insert_rows(connection, rows, views);
  // While writable_schema is on, reading the schema again skips what cannot be parsed instead of failing.
  execute_sqlite(connection,
                 "COMMIT; PRAGMA schema_version=1000; SELECT name FROM sqlite_schema LIMIT 1;"
                 "PRAGMA writable_schema=OFF; PRAGMA temp_store=MEMORY;");
  sqlite3_db_config(&connection, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
}

using Names = std::unordered_set<std::string>;

// Only tables are asked: the columns of views would be worked out on the way, which a hostile schema makes long.
Names known_indexes(sqlite3& connection) {
  constexpr std::string_view query =
      "SELECT i.name FROM sqlite_schema t JOIN pragma_index_list(t.name) i WHERE t.type = 'table'";
  const SqlitePrepared prepared = prepare_sqlite(connection, query);
  if (!prepared.statement) throw_sqlite_error(connection, prepared.code, query);
  Names names;
  int code = sqlite3_step(prepared.statement.get());
  for (; code == SQLITE_ROW; code = sqlite3_step(prepared.statement.get())) {
    const auto* text = sqlite3_column_text(prepared.statement.get(), 0);
    if (text != nullptr) names.emplace(reinterpret_cast<const char*>(text));
  }
  if (code != SQLITE_DONE) throw_sqlite_error(connection, code, query);
  return names;
}

bool knows_table(sqlite3& connection, const std::string& name) noexcept {
  return sqlite3_table_column_metadata(&connection, "main", name.c_str(), nullptr, nullptr, nullptr, nullptr, nullptr,
                                       nullptr) == SQLITE_OK;
}

// No pragma lists triggers, and none lists views without their columns; a DROP that compiles proves the object.
bool can_drop(sqlite3& connection, std::string_view kind, const std::string& name) {
  std::string quoted;
  for (const char c : name) quoted.append(c == '"' ? 2 : 1, c);
  return prepare_sqlite(connection, fmt::format("DROP {} main.\"{}\"", kind, quoted)).code == SQLITE_OK;
}

std::vector<std::string> find_missing(sqlite3& connection, Guard& guard, const std::vector<const SchemaRow*>& rows) {
  guard.begin(query_budget);
  const Names indexes = known_indexes(connection);
  std::vector<std::string> missing;
  for (const SchemaRow* row : rows) {
    const bool known = row->type == "index"   ? indexes.contains(row->name)
                       : row->type == "table" ? knows_table(connection, row->name)
                                              : can_drop(connection, row->type, row->name);
    if (!known) missing.push_back(row->name);
  }
  return missing;
}

}  // namespace

SqliteConnection open_empty_mirror() {
  if (sqlite3_threadsafe() == 0) {
    throw OdbcError(State::GeneralError,
                    "The SQLite library was built without threads, which the driver needs; install another build.");
  }
  sqlite3* opened = nullptr;
  constexpr int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE;
  const int code = sqlite3_open_v2(":memory:", &opened, flags, nullptr);
  SqliteConnection connection(opened);
  if (!connection) throw OdbcError(State::MemoryAllocation, "There is not enough memory for the schema's copy.");
  if (code != SQLITE_OK) throw_sqlite_error(*connection, code, "open");
  return connection;
}

LoadedSchema load_mirror(sqlite3& connection, Guard& guard, const std::vector<SchemaRow>& rows) {
  FilteredSchema filtered = filter_schema(rows);
  add_stub_functions(connection);
  guard.protect(connection);
  add_modules(connection, guard, filtered.rows);
  guard.release(connection);
  ViewExpansion views(filtered.rows);
  write_rows(connection, filtered.rows, views);
  guard.protect(connection);
  std::vector<std::string> missing = find_missing(connection, guard, filtered.rows);
  filtered.left_out.insert(filtered.left_out.end(), missing.begin(), missing.end());
  return {.left_out = std::move(filtered.left_out), .views = std::move(views), .objects = SchemaObjects(filtered.rows)};
}

}  // namespace d1odbc
