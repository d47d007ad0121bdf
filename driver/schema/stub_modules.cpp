// Owns: SQLite's module interface, answered for tables without rows. Never: the columns (stub_columns has them).
#include "schema/stub_modules.h"

#include <algorithm>
#include <array>
#include <memory>

#include "schema/sqlite_handle.h"

namespace d1odbc {

namespace {

int refuse_create(sqlite3*, void*, int, const char* const*, sqlite3_vtab**, char**) noexcept { return SQLITE_ERROR; }

// SQLite passes the names of module, schema and table, then the arguments.
constexpr int first_argument = 3;

int connect(sqlite3* connection, void*, int count, const char* const* texts, sqlite3_vtab** table, char**) noexcept {
  try {
    const std::vector<std::string_view> arguments(texts + first_argument, texts + std::max(count, first_argument));
    const std::string declaration = declare_stub_table(texts[0], texts[2], arguments);
    if (const int code = sqlite3_declare_vtab(connection, declaration.c_str()); code != SQLITE_OK) return code;
    sqlite3_vtab_config(connection, SQLITE_VTAB_INNOCUOUS);  // else views over it are "unsafe" in an untrusted schema
    *table = std::make_unique<sqlite3_vtab>().release();     // SQLite keeps it until disconnect()
    return SQLITE_OK;
  } catch (...) {
    return SQLITE_NOMEM;
  }
}

int disconnect(sqlite3_vtab* table) noexcept {
  const std::unique_ptr<sqlite3_vtab> owned(table);
  return SQLITE_OK;
}

int choose_plan(sqlite3_vtab*, sqlite3_index_info*) noexcept { return SQLITE_OK; }

// Compiled programs need these to exist; none is ever run.
int refuse_open(sqlite3_vtab*, sqlite3_vtab_cursor**) noexcept { return SQLITE_ERROR; }
int close_cursor(sqlite3_vtab_cursor*) noexcept { return SQLITE_OK; }
int refuse_filter(sqlite3_vtab_cursor*, int, const char*, int, sqlite3_value**) noexcept { return SQLITE_ERROR; }
int refuse_next(sqlite3_vtab_cursor*) noexcept { return SQLITE_ERROR; }
int at_end(sqlite3_vtab_cursor*) noexcept { return 1; }
int refuse_column(sqlite3_vtab_cursor*, sqlite3_context*, int) noexcept { return SQLITE_ERROR; }
int refuse_rowid(sqlite3_vtab_cursor*, sqlite3_int64*) noexcept { return SQLITE_ERROR; }
int refuse_update(sqlite3_vtab*, int, sqlite3_value**, sqlite3_int64*) noexcept { return SQLITE_ERROR; }

template <std::size_t Count>
int is_one_of(const std::array<const char*, Count>& suffixes, const char* suffix) noexcept {
  return std::any_of(suffixes.begin(), suffixes.end(),
                     [&](const char* each) { return sqlite3_stricmp(each, suffix) == 0; });
}

int is_fts5_shadow(const char* suffix) noexcept {
  return is_one_of(std::array{"config", "content", "data", "docsize", "idx"}, suffix);
}
int is_fts3_shadow(const char* suffix) noexcept {
  return is_one_of(std::array{"content", "docsize", "segdir", "segments", "stat"}, suffix);
}
int is_rtree_shadow(const char* suffix) noexcept { return is_one_of(std::array{"node", "parent", "rowid"}, suffix); }

using ShadowTest = int (*)(const char* suffix);

constexpr sqlite3_module make_module(ShadowTest is_shadow) noexcept {
  sqlite3_module module{};
  module.iVersion = 3;  // the first with xShadowName
  module.xCreate = refuse_create;
  module.xConnect = connect;
  module.xBestIndex = choose_plan;
  module.xDisconnect = disconnect;
  module.xDestroy = disconnect;
  module.xOpen = refuse_open;
  module.xClose = close_cursor;
  module.xFilter = refuse_filter;
  module.xNext = refuse_next;
  module.xEof = at_end;
  module.xColumn = refuse_column;
  module.xRowid = refuse_rowid;
  module.xUpdate = refuse_update;
  module.xShadowName = is_shadow;
  return module;
}

constexpr sqlite3_module fts5_module = make_module(is_fts5_shadow);
constexpr sqlite3_module fts3_module = make_module(is_fts3_shadow);
constexpr sqlite3_module rtree_module = make_module(is_rtree_shadow);
constexpr sqlite3_module plain_module = make_module(nullptr);

struct KnownModule {
  const char* name;
  const sqlite3_module* module;
};
constexpr std::array known_modules{
    KnownModule{"fts5", &fts5_module},   KnownModule{"fts3", &fts3_module},       KnownModule{"fts4", &fts3_module},
    KnownModule{"rtree", &rtree_module}, KnownModule{"rtree_i32", &rtree_module},
};

constexpr std::array kept_modules{"json_each", "json_tree"};
constexpr std::string_view pragma_prefix = "pragma_";

bool is_reserved(const std::string& module) noexcept {
  if (sqlite3_strnicmp(module.c_str(), pragma_prefix.data(), static_cast<int>(pragma_prefix.size())) == 0) return true;
  return is_one_of(kept_modules, module.c_str()) != 0;
}

const sqlite3_module* stub_of(const std::string& module) noexcept {
  for (const KnownModule& known : known_modules) {
    if (sqlite3_stricmp(known.name, module.c_str()) == 0) return known.module;
  }
  return &plain_module;
}

}  // namespace

void drop_real_modules(sqlite3& connection) {
  std::array<const char*, kept_modules.size() + 1> kept{};  // SQLite wants a null at the end
  std::copy(kept_modules.begin(), kept_modules.end(), kept.begin());
  const int code = sqlite3_drop_modules(&connection, kept.data());
  if (code != SQLITE_OK) throw_sqlite_error(connection, code, "drop modules");
}

void add_stub_module(sqlite3& connection, const std::string& module) {
  if (is_reserved(module)) return;
  const int code = sqlite3_create_module_v2(&connection, module.c_str(), stub_of(module), nullptr, nullptr);
  if (code != SQLITE_OK) throw_sqlite_error(connection, code, "register module");
}

}  // namespace d1odbc
