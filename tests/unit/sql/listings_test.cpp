// Owns: tests of sql/listings. Never: what D1 answers.
#include "sql/listings.h"

#include <doctest/doctest.h>
#include <sqlite3.h>

#include <memory>

#include "sql/lexer.h"

using namespace d1odbc;

namespace {

/// The columns that SQLite gives a pragma, and the class of their first values.
std::vector<std::string> columns_by_sqlite(const std::string& sql) {
  sqlite3* opened = nullptr;
  REQUIRE(sqlite3_open(":memory:", &opened) == SQLITE_OK);
  const std::unique_ptr<sqlite3, decltype(&sqlite3_close)> connection(opened, sqlite3_close);
  sqlite3_stmt* prepared = nullptr;
  REQUIRE(sqlite3_prepare_v2(opened, sql.c_str(), -1, &prepared, nullptr) == SQLITE_OK);
  const std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)> statement(prepared, sqlite3_finalize);
  std::vector<std::string> columns;
  const bool has_row = sqlite3_step(prepared) == SQLITE_ROW;
  for (int index = 0; index < sqlite3_column_count(prepared); ++index) {
    const std::string name = sqlite3_column_name(prepared, index);
    if (has_row) CHECK((sqlite3_column_type(prepared, index) == SQLITE_INTEGER) == lists_integers(name, false));
    columns.push_back(name);
  }
  return columns;
}

}  // namespace

TEST_CASE("the columns of a pragma that must not be compiled are those that SQLite gives it") {
  const std::string names[] = {"foreign_keys",        "defer_foreign_keys", "ignore_check_constraints",
                               "legacy_alter_table",  "recursive_triggers", "reverse_unordered_selects",
                               "case_sensitive_like", "quick_check",        "optimize",
                               "data_version",        "page_size"};
  for (const std::string& name : names) {
    const std::string forms[] = {"PRAGMA " + name, "pragma main." + name + " -- x", "PRAGMA " + name + " = 1",
                                 "PRAGMA " + name + "(1)"};
    for (const std::string& form : forms) {
      CAPTURE(form);
      const auto columns = pragma_columns(form);
      REQUIRE(columns.has_value());
      CHECK(*columns == columns_by_sqlite(form));
    }
  }
}

TEST_CASE("other texts have no pragma's columns") {
  const std::string texts[] = {"",
                               "SELECT 1",
                               "PRAGMA",
                               "PRAGMA nosuch",
                               "PRAGMA table_info(t)",
                               "PRAGMA main.",
                               "EXPLAIN PRAGMA foreign_keys",
                               "SELECT * FROM pragma_foreign_keys"};
  for (const std::string& sql : texts) {
    CAPTURE(sql);
    CHECK_FALSE(pragma_columns(sql).has_value());
  }
}

TEST_CASE("the parent of a query plan is a number, that of a foreign key a table") {
  CHECK(lists_integers("parent", true));
  CHECK_FALSE(lists_integers("parent", false));
  CHECK(lists_integers("notused", true));
  CHECK(lists_integers("id", true));
  CHECK_FALSE(lists_integers("detail", true));
  CHECK_FALSE(lists_integers("opcode", false));
}
