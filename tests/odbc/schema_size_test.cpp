// Owns: a schema of 1,000 tables, and one with objects that the driver's own SQLite cannot read: what they cost in
// requests, and what is told of the rest. Never: how long that takes.
#include <array>
#include <string>

#include "catalog_rows.h"
#include "test_servers.h"

using servers::Connected;

namespace {

constexpr int tables = 1000;
constexpr int columns = 20;
constexpr int walked = 200;

std::string table_name(int number) { return "size_" + std::to_string(number); }

std::string create_text(int number) {
  std::string text = "CREATE TABLE " + table_name(number) + " (id INTEGER PRIMARY KEY";
  for (int column = 2; column < columns; ++column) text += ", c" + std::to_string(column) + " VARCHAR(20) NOT NULL";
  const std::string parent = number == 0 ? "" : " REFERENCES " + table_name(number / 2) + " (id)";
  return text + ", parent INTEGER" + parent + ", UNIQUE (c2))";
}

/// One text for all tables; those that others refer to are dropped last.
std::string for_all(std::string (*text)(int number), bool backwards) {
  std::string all;
  for (int count = 0; count < tables; ++count) {
    all += (all.empty() ? "" : ";") + text(backwards ? tables - 1 - count : count);
  }
  return all;
}

struct Large {
  application::Environment environment;
  application::Connection connection{environment};
  application::Statement statement{opened()};

  const application::Connection& opened() {
    REQUIRE_SUCCESS(connection, connection.connect(servers::connection_string_to("other")));
    return connection;
  }

  Large() {
    drop();
    statement.run(for_all(create_text, false));
  }
  ~Large() { drop(); }

  void drop() {
    const auto text = [](int number) { return "DROP TABLE IF EXISTS " + table_name(number); };
    const SQLRETURN code = statement.execute(for_all(text, true));
    CHECK((code == SQL_SUCCESS || code == SQL_SUCCESS_WITH_INFO));
    statement.close();
  }
};

SQLRETURN columns_of(SQLHSTMT statement, SQLCHAR* table) {
  return SQLColumns(statement, nullptr, 0, nullptr, 0, table, SQL_NTS, nullptr, 0);
}
SQLRETURN primary_keys_of(SQLHSTMT statement, SQLCHAR* table) {
  return SQLPrimaryKeys(statement, nullptr, 0, nullptr, 0, table, SQL_NTS);
}
SQLRETURN foreign_keys_of(SQLHSTMT statement, SQLCHAR* table) {
  return SQLForeignKeys(statement, nullptr, 0, nullptr, 0, nullptr, 0, nullptr, 0, nullptr, 0, table, SQL_NTS);
}
SQLRETURN foreign_keys_to(SQLHSTMT statement, SQLCHAR* table) {
  return SQLForeignKeys(statement, nullptr, 0, nullptr, 0, table, SQL_NTS, nullptr, 0, nullptr, 0, nullptr, 0);
}
SQLRETURN statistics_of(SQLHSTMT statement, SQLCHAR* table) {
  return SQLStatistics(statement, nullptr, 0, nullptr, 0, table, SQL_NTS, SQL_INDEX_ALL, SQL_QUICK);
}
SQLRETURN row_id_of(SQLHSTMT statement, SQLCHAR* table) {
  return SQLSpecialColumns(statement, SQL_BEST_ROWID, nullptr, 0, nullptr, 0, table, SQL_NTS, SQL_SCOPE_SESSION,
                           SQL_NULLABLE);
}
SQLRETURN table_privileges_of(SQLHSTMT statement, SQLCHAR* table) {
  return SQLTablePrivileges(statement, nullptr, 0, nullptr, 0, table, SQL_NTS);
}
SQLRETURN column_privileges_of(SQLHSTMT statement, SQLCHAR* table) {
  return SQLColumnPrivileges(statement, nullptr, 0, nullptr, 0, table, SQL_NTS, nullptr, 0);
}

std::size_t rows_left(application::Statement& statement) {
  std::size_t rows = 0;
  while (SQLFetch(statement) == SQL_SUCCESS) ++rows;
  statement.close();
  return rows;
}

}  // namespace

TEST_CASE_FIXTURE(Large, "1,000 tables of 20 columns come in one request; a walk over 200 of them costs none") {
  application::Connection fresh(environment);
  servers::reset_counts();
  REQUIRE_SUCCESS(fresh, fresh.connect(servers::connection_string_to("other")));
  CHECK(servers::counts().requests == 2);  // one of them finds the database by its name
  application::Statement walker(fresh);
  servers::reset_counts();
  std::string pattern = "size\\_%";
  REQUIRE_SUCCESS(walker, SQLTables(walker, nullptr, 0, nullptr, 0, application::narrow(pattern), SQL_NTS, nullptr, 0));
  CHECK(rows_left(walker) == tables);
  struct Row {
    SQLRETURN (*list)(SQLHSTMT, SQLCHAR*);
    std::size_t rows;
  };
  for (int number = 1; number <= walked; ++number) {
    std::string name = table_name(number);
    CAPTURE(name);
    for (const Row& row : {Row{columns_of, columns}, Row{primary_keys_of, 1}, Row{foreign_keys_of, 1},
                           Row{foreign_keys_to, 2}, Row{statistics_of, 3}}) {
      REQUIRE_SUCCESS(walker, row.list(walker, application::narrow(name)));
      CHECK(rows_left(walker) == row.rows);
    }
    REQUIRE_SUCCESS(walker, walker.prepare("SELECT * FROM " + name));
    SQLSMALLINT count = 0;
    REQUIRE_SUCCESS(walker, SQLNumResultCols(walker, &count));
    CHECK(count == columns);
  }
  CHECK(servers::counts().requests == 0);
}

namespace {

// Objects that SQLite 3.40 cannot read; D1's is newer.
constexpr std::array newer_objects{
    "CREATE TABLE newer_check (id INTEGER PRIMARY KEY, a INTEGER CHECK (a < 1_000), b TEXT REFERENCES newer_calm (k))",
    "CREATE TABLE newer_generated (a INTEGER, b INTEGER AS (a + 1_000), c TEXT)",
    "CREATE VIEW newer_view AS SELECT group_concat(k ORDER BY k DESC) AS ks FROM newer_calm",
    "CREATE INDEX newer_index ON newer_calm (k) WHERE v < 1_000",
    "CREATE TRIGGER newer_trigger AFTER DELETE ON newer_calm WHEN old.v > 1_000 BEGIN SELECT 1; END"};

struct Newer : Connected {
  Newer() {
    statement.run(
        "DROP VIEW IF EXISTS newer_view; DROP TABLE IF EXISTS newer_check; DROP TABLE IF EXISTS newer_generated;"
        "DROP TABLE IF EXISTS newer_child; DROP TABLE IF EXISTS newer_calm");
    statement.run("CREATE TABLE newer_calm (k VARCHAR(10) NOT NULL PRIMARY KEY, v INTEGER DEFAULT 7)");
    statement.run("CREATE TABLE newer_child (k VARCHAR(10) REFERENCES newer_calm)");
    statement.run("CREATE INDEX newer_plain ON newer_calm (v)");
    for (const char* sql : newer_objects) statement.run(sql);
    servers::reset_counts();
  }
  ~Newer() {
    for (const char* sql : {"DROP VIEW newer_view", "DROP TABLE newer_check", "DROP TABLE newer_generated",
                            "DROP TABLE newer_child", "DROP TABLE newer_calm"}) {
      CHECK(statement.execute(sql) == SQL_SUCCESS);
    }
  }

  std::string listed(SQLRETURN (*list)(SQLHSTMT, SQLCHAR*), const std::string& table,
                     std::initializer_list<SQLUSMALLINT> cells) {
    REQUIRE_SUCCESS(statement, list(statement, application::narrow(table)));
    return catalog::rows_of(statement, cells);
  }
};

}  // namespace

TEST_CASE_FIXTURE(Newer, "objects that this SQLite cannot read cost the others nothing in any catalog function") {
  std::string pattern = "newer\\_%";
  REQUIRE_SUCCESS(statement,
                  SQLTables(statement, nullptr, 0, nullptr, 0, application::narrow(pattern), SQL_NTS, nullptr, 0));
  CHECK(catalog::rows_of(statement, {3, 4}) ==
        "newer_calm TABLE|newer_check TABLE|newer_child TABLE|newer_generated TABLE|newer_view VIEW");
  CHECK(listed(columns_of, "newer_c%", {3, 4, 7}) == "newer_calm k 10|newer_calm v 19|newer_child k 10");
  CHECK(listed(primary_keys_of, "newer_calm", {4, 5}) == "k 1");
  CHECK(listed(foreign_keys_of, "newer_child", {3, 4, 7, 8}) == "newer_calm k newer_child k");
  CHECK(listed(foreign_keys_to, "newer_calm", {7, 8}) == "newer_child k");
  CHECK(listed(statistics_of, "newer_calm", {6, 9}) == "NULL NULL|sqlite_autoindex_newer_calm_1 k|newer_plain v");
  CHECK(listed(row_id_of, "newer_calm", {2}) == "k");
  CHECK_FALSE(listed(table_privileges_of, "newer_calm", {6}).empty());
  CHECK_FALSE(listed(column_privileges_of, "newer_calm", {4}).empty());
  REQUIRE_SUCCESS(statement, statement.prepare("SELECT v, k FROM newer_calm WHERE k = ?"));
  CHECK(catalog::column_names(statement) == "v,k");
  CHECK(servers::counts().requests == 0);
}

TEST_CASE_FIXTURE(Newer, "what this SQLite cannot read is described by one request, written and read") {
  REQUIRE_SUCCESS(statement, statement.prepare("SELECT * FROM newer_generated"));
  CHECK(servers::counts().requests == 0);
  CHECK(catalog::column_names(statement) == "a,b,c");
  CHECK(servers::counts().requests == 1);
  statement.run("INSERT INTO newer_generated (a, c) VALUES (2, 'two')");
  REQUIRE_SUCCESS(statement, statement.execute("SELECT * FROM newer_generated"));
  CHECK(catalog::rows_of(statement, {1, 2, 3}) == "2 1002 two");
  statement.run("INSERT INTO newer_calm (k) VALUES ('x'), ('y')");
  CHECK(statement.value_of("SELECT ks FROM newer_view") == "y,x");
  statement.run("INSERT INTO newer_check VALUES (31, 999, 'x')");
  CHECK(statement.value_of("SELECT last_insert_rowid()") == "31");
  EXPECT("ERROR 23000", statement, statement.execute("INSERT INTO newer_check VALUES (32, 1000, 'x')"));
  REQUIRE_SUCCESS(statement, statement.execute("UPDATE newer_check SET a = 5 WHERE id = 31"));
  CHECK(statement.row_count() == 1);
}
