// Owns: when the driver asks for the schema again, by the server's count of requests: own changes of it, what D1
// answers, age. Never: what the catalog functions say of each kind of object.
#include <string>

#include "catalog_rows.h"
#include "test_servers.h"

using application::unless_iodbc;
using servers::Connected;

namespace {

/// Requests since the last count.
long requests() {
  const long seen = servers::counts().requests;
  servers::reset_counts();
  return seen;
}

/// The server's certificates by another path: a connection with it shares no schema with the others.
std::string of_another_process() {
  std::string path = servers::d1().ca;
  path.insert(path.rfind('/'), "/.");
  return "CAFile=" + path + ";" + servers::connection_string();
}

struct Refreshed : Connected {
  application::Connection foreign_connection{environment};
  application::Statement foreign{opened()};

  const application::Connection& opened() {
    REQUIRE_SUCCESS(foreign_connection, foreign_connection.connect(of_another_process()));
    return foreign_connection;
  }

  Refreshed() {
    statement.run("DROP TABLE IF EXISTS fresh; DROP TABLE IF EXISTS fresh2; CREATE TABLE fresh (a INTEGER)");
    servers::reset_counts();
  }

  /// The columns of a table as SQLColumns tells them, with bars between.
  std::string columns(const std::string& table = "fresh") {
    REQUIRE_SUCCESS(statement,
                    SQLColumns(statement, nullptr, 0, nullptr, 0, application::narrow(table), SQL_NTS, nullptr, 0));
    return catalog::rows_of(statement, {4});
  }

  /// Lets another process change the schema.
  void elsewhere(const std::string& sql) {
    foreign.run(sql);
    servers::reset_counts();
  }
};

}  // namespace

TEST_CASE_FIXTURE(Refreshed, "each way to change the schema is one request, and the catalog shows it without another") {
  struct Row {
    const char* sql;
    const char* columns;
  };
  for (const Row& row : {
           Row{"ALTER TABLE fresh ADD COLUMN b", "a|b"},
           Row{"BEGIN; ALTER TABLE fresh ADD COLUMN c; INSERT INTO fresh (a) VALUES (1); COMMIT", "a|b|c"},
           Row{"SELECT 1; ALTER TABLE fresh RENAME COLUMN c TO d; SELECT 2", "a|b|d"},
           Row{"DROP TABLE fresh; CREATE TABLE fresh (x, y, z); ALTER TABLE fresh DROP COLUMN y", "x|z"},
           Row{"ANALYZE", "x|z"},
       }) {
    CAPTURE(row.sql);
    REQUIRE_SUCCESS(statement, statement.execute(row.sql));
    while (SQLMoreResults(statement) == SQL_SUCCESS) continue;
    statement.close();
    CHECK(columns() == row.columns);
    CHECK(requests() == 1);
  }
  CHECK(columns("sqlite_stat1") == "tbl|idx|stat");
  CHECK(requests() == 0);
  statement.run("DROP TABLE sqlite_stat1");
}

TEST_CASE_FIXTURE(Refreshed, "a change in manual-commit mode is seen at once, before and behind SQLEndTran") {
  REQUIRE_SUCCESS(connection, SQLSetConnectAttr(connection, SQL_ATTR_AUTOCOMMIT,
                                                reinterpret_cast<SQLPOINTER>(SQL_AUTOCOMMIT_OFF), 0));
  REQUIRE_SUCCESS(statement, statement.prepare("ALTER TABLE fresh ADD COLUMN b"));
  REQUIRE_SUCCESS(statement, SQLExecute(statement));
  CHECK(columns() == "a|b");
  REQUIRE_SUCCESS(connection, SQLEndTran(SQL_HANDLE_DBC, connection, SQL_COMMIT));
  CHECK(columns() == "a|b");
  CHECK(requests() == 1);
}

TEST_CASE_FIXTURE(Refreshed, "what D1 says of another schema than the driver knows costs one request, once") {
  struct Row {
    const char* change;
    const char* sql;
    const char* outcome;
    const char* columns;
  };
  for (const Row& row : {
           Row{"ALTER TABLE fresh RENAME COLUMN a TO b", "SELECT a FROM fresh", "ERROR 42S22", "b"},
           Row{"ALTER TABLE fresh ADD COLUMN c", "INSERT INTO fresh VALUES (1)", "ERROR 21S01", "b|c"},
           Row{"ALTER TABLE fresh ADD COLUMN d", "ALTER TABLE fresh ADD COLUMN d", "ERROR 42S21", "b|c|d"},
           Row{"DROP TABLE fresh", "SELECT b FROM fresh", "ERROR 42S02", ""},
           Row{"CREATE TABLE fresh (e)", "CREATE TABLE fresh (f)", "ERROR 42S01", "e"},
       }) {
    CAPTURE(row.change);
    elsewhere(row.change);
    EXPECT(row.outcome, statement, statement.execute(row.sql));
    CHECK(requests() == 1);
    CHECK(columns() == row.columns);
    CHECK(requests() == 1);
    CHECK(columns() == row.columns);
    CHECK(requests() == 0);
  }
}

TEST_CASE_FIXTURE(Refreshed, "an answer with other columns than were described costs one request, once") {
  elsewhere("ALTER TABLE fresh ADD COLUMN b; INSERT INTO fresh VALUES (1, 2)");
  // iODBC loses the warning of an execution.
  EXPECT(unless_iodbc("SUCCESS_WITH_INFO 01000", "SUCCESS"), statement, statement.execute("SELECT * FROM fresh"));
  CHECK(catalog::rows_of(statement, {1, 2}) == "1 2");
  CHECK(requests() == 1);
  CHECK(columns() == "a|b");
  CHECK(columns() == "a|b");
  CHECK(requests() == 1);
}

TEST_CASE_FIXTURE(Refreshed, "a statement that only D1 could compile costs one request, once") {
  elsewhere("CREATE TABLE fresh2 (a, b)");
  CHECK(columns("fresh2").empty());
  REQUIRE_SUCCESS(statement, statement.execute("INSERT INTO fresh2 VALUES (1, 2)"));
  CHECK(requests() == 1);
  CHECK(columns("fresh2") == "a|b");
  CHECK(requests() == 1);
  // Newer SQL says nothing new of the schema a second time.
  for (int time = 0; time < 3; ++time) {
    CHECK(statement.value_of("SELECT group_concat(a ORDER BY b) FROM fresh2") == "1");
    CHECK(columns() == "a");
  }
  CHECK(requests() == 4);
}

TEST_CASE_FIXTURE(Refreshed,
                  "describing a table of another process costs one request, which brings it into the catalog") {
  elsewhere("CREATE TABLE fresh2 (a INTEGER, b TEXT)");
  REQUIRE_SUCCESS(statement, statement.prepare("SELECT b, a FROM fresh2"));
  CHECK(requests() == 0);
  CHECK(catalog::column_names(statement) == "b,a");
  CHECK(columns("fresh2") == "a|b");
  CHECK(requests() == 1);
}

TEST_CASE_FIXTURE(Refreshed, "with SchemaCacheSeconds=0 each catalog call asks, else what others changed waits") {
  application::Connection old(environment);
  REQUIRE_SUCCESS(old, old.connect(servers::connection_string(";SchemaCacheSeconds=0")));
  application::Statement asking(old);
  elsewhere("ALTER TABLE fresh ADD COLUMN b");
  CHECK(columns() == "a");
  CHECK(requests() == 0);
  for (int time = 0; time < 2; ++time) {
    std::string table = "fresh";
    REQUIRE_SUCCESS(asking,
                    SQLColumns(asking, nullptr, 0, nullptr, 0, application::narrow(table), SQL_NTS, nullptr, 0));
    CHECK(catalog::rows_of(asking, {4}) == "a|b");
    CHECK(requests() == 1);
  }
  // The connections share what one of them learned.
  CHECK(columns() == "a|b");
  CHECK(requests() == 0);
}
