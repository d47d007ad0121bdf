// Owns: the tables of what is denied and limited. Never: loads or compiles anything.
#include "schema/guard.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace d1odbc {

namespace {

struct Limit {
  int id;
  int value;
};
constexpr std::array limits{
    Limit{SQLITE_LIMIT_ATTACHED, 0},
    Limit{SQLITE_LIMIT_SQL_LENGTH, longest_sql},
    Limit{SQLITE_LIMIT_EXPR_DEPTH, 1'000},
    Limit{SQLITE_LIMIT_COLUMN, 500},
    Limit{SQLITE_LIMIT_VARIABLE_NUMBER, 32'766},
    Limit{SQLITE_LIMIT_COMPOUND_SELECT, 500},
    Limit{SQLITE_LIMIT_VDBE_OP, 2'000'000},
    Limit{SQLITE_LIMIT_WORKER_THREADS, 0},
};

struct Switch {
  int id;
  int value;
};
// Double-quoted strings are allowed because D1 allows them.
constexpr std::array switches{
    Switch{SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
    Switch{SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
    Switch{SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, 0},
    Switch{SQLITE_DBCONFIG_DQS_DML, 1},
    Switch{SQLITE_DBCONFIG_DQS_DDL, 1},
};

// The optimizer copies an expression to each place that uses it, which doubles it with each view or subquery of the
// form SELECT c + c AS c. Only programs that run need an optimizer.
constexpr unsigned all_optimizations = 0xFFFF'FFFF;

constexpr std::array denied_actions{SQLITE_ATTACH, SQLITE_DETACH};

// D1 refuses whatever would make or change something here.
constexpr std::string_view temporary_database = "temp";

// Compiling these reads the schema and does nothing else; the table-valued forms run through them. All others are
// denied: some act as soon as they are compiled, even under EXPLAIN.
constexpr std::array<std::string_view, 8> allowed_pragmas{
    "table_list", "table_info",  "table_xinfo",      "index_list",
    "index_info", "index_xinfo", "foreign_key_list", "foreign_key_check",
};

// The last two belong to modules that the mirror drops.
constexpr std::array<std::string_view, 3> denied_functions{"load_extension", "fts3_tokenizer", "fts5"};

constexpr std::array control_actions{SQLITE_TRANSACTION, SQLITE_SAVEPOINT, SQLITE_PRAGMA};

template <class Table>
bool lists(const Table& table, const char* name) noexcept {
  return name != nullptr && std::any_of(table.begin(), table.end(), [&](std::string_view entry) {
           return sqlite3_stricmp(entry.data(), name) == 0;
         });
}

template <class Table>
bool lists(const Table& table, int action) noexcept {
  return std::find(table.begin(), table.end(), action) != table.end();
}

bool changes_temporary(int action, const char* database) noexcept {
  return action != SQLITE_READ && database != nullptr && temporary_database == database;
}

}  // namespace

void Guard::protect(sqlite3& connection) noexcept {
  for (const Limit& limit : limits) sqlite3_limit(&connection, limit.id, limit.value);
  for (const Switch& item : switches) sqlite3_db_config(&connection, item.id, item.value, nullptr);
  sqlite3_test_control(SQLITE_TESTCTRL_OPTIMIZATIONS, &connection, all_optimizations);  // switches them off
  sqlite3_set_authorizer(&connection, &Guard::authorize, this);
  sqlite3_progress_handler(&connection, instructions_per_call, &Guard::progress, this);
}

void Guard::release(sqlite3& connection) noexcept {
  sqlite3_set_authorizer(&connection, nullptr, nullptr);
  sqlite3_progress_handler(&connection, 0, nullptr, nullptr);
}

void Guard::begin(WorkBudget budget) noexcept {
  left_ = budget;
  saw_control_ = false;
  module_.clear();
}

int Guard::judge(int action, const char* first, const char* second, const char* database) {
  if (left_.authorizations == 0) return SQLITE_DENY;
  --left_.authorizations;
  if (lists(control_actions, action)) saw_control_ = true;
  if (lists(denied_actions, action) || changes_temporary(action, database)) return SQLITE_DENY;
  if (action == SQLITE_PRAGMA && !lists(allowed_pragmas, first)) return SQLITE_DENY;
  if (action == SQLITE_FUNCTION && lists(denied_functions, second)) return SQLITE_DENY;
  if (action == SQLITE_CREATE_VTABLE && second != nullptr) module_ = second;
  return SQLITE_OK;
}

int Guard::authorize(void* self, int action, const char* first, const char* second, const char* database,
                     const char*) noexcept {
  try {
    return static_cast<Guard*>(self)->judge(action, first, second, database);
  } catch (...) {  // no memory for a name: SQLite must not see an exception
    return SQLITE_DENY;
  }
}

int Guard::progress(void* self) noexcept {
  Guard& guard = *static_cast<Guard*>(self);
  if (guard.left_.progress_calls == 0) return 1;
  --guard.left_.progress_calls;
  return 0;
}

}  // namespace d1odbc
