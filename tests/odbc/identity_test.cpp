// Owns: what a connection's own last write gave: last_insert_rowid(), changes(), @@IDENTITY, SQLRowCount beside
// triggers and cascades. Never: other clients' writes but to show that they are not taken for one's own.
#include <array>
#include <cstring>
#include <string>

#include "test_servers.h"

using servers::Connected;

namespace {

struct Identities : Connected {
  application::Connection other_connection{environment};
  application::Statement other{opened()};

  const application::Connection& opened() {
    REQUIRE_SUCCESS(other_connection, other_connection.connect(servers::connection_string()));
    return other_connection;
  }

  Identities() {
    statement.run(
        "DROP TABLE IF EXISTS id_lines; DROP TABLE IF EXISTS id_orders; DROP TABLE IF EXISTS id_keyed;"
        "DROP TABLE IF EXISTS id_log");
    statement.run("CREATE TABLE id_orders (id INTEGER PRIMARY KEY, name TEXT UNIQUE)");
    statement.run("CREATE TABLE id_lines (id INTEGER PRIMARY KEY, o INTEGER REFERENCES id_orders ON DELETE CASCADE)");
    statement.run("CREATE TABLE id_keyed (k TEXT PRIMARY KEY) WITHOUT ROWID");
    statement.run("CREATE TABLE id_log (id INTEGER PRIMARY KEY, t TEXT)");
  }

  /// Runs a statement that changes rows; how many it tells.
  SQLLEN changed_by(const std::string& sql) {
    const SQLRETURN code = statement.execute(sql);
    INFO(application::all_texts(statement));
    REQUIRE((code == SQL_SUCCESS || code == SQL_NO_DATA));
    const SQLLEN count = statement.row_count();
    statement.close();
    return count;
  }

  std::string identity() { return statement.value_of("SELECT last_insert_rowid()"); }
};

}  // namespace

TEST_CASE_FIXTURE(Identities, "last_insert_rowid() is this connection's own, whoever else writes") {
  statement.run("INSERT INTO id_orders (id, name) VALUES (7, 'seven')");
  other.run("INSERT INTO id_log (id, t) VALUES (900, 'of another client')");
  CHECK(identity() == "7");
  CHECK(statement.value_of("SELECT @@IDENTITY") == "7");
  CHECK(statement.value_of("SELECT @@identity AS \"the id\" WHERE @@Identity = 7") == "7");
  statement.run("INSERT INTO id_lines (o) VALUES (last_insert_rowid())");
  CHECK(statement.value_of("SELECT o FROM id_lines") == "7");
  CHECK(other.value_of("SELECT last_insert_rowid()") == "900");
}

TEST_CASE_FIXTURE(Identities, "the identity is exact beyond 2^53, and comes with the insert's own request") {
  servers::reset_counts();
  CHECK(changed_by("INSERT INTO id_orders (id, name) VALUES (9007199254740993, 'large')") == 1);
  CHECK(servers::counts().requests == 1);

  CHECK(identity() == "9007199254740993");
  statement.run("INSERT INTO id_orders (id, name) VALUES (-9223372036854775808, 'lowest')");
  CHECK(identity() == "-9223372036854775808");
}

TEST_CASE_FIXTURE(Identities, "only an INSERT that inserted into a table with rowids sets the identity") {
  statement.run("INSERT INTO id_orders (id, name) VALUES (5, 'five')");
  other.run("INSERT INTO id_log (id, t) VALUES (77, 'x')");
  for (const char* sql : {
           "INSERT OR IGNORE INTO id_orders (id, name) VALUES (6, 'five')",
           "INSERT INTO id_keyed VALUES ('a')",
           "INSERT INTO id_orders (id, name) VALUES (8, 'five') ON CONFLICT (name) DO UPDATE SET name = 'five'",
           "INSERT INTO id_orders (id, name) SELECT 1, 'one' WHERE false",
           "UPDATE id_orders SET name = 'FIVE' WHERE id = 5",
           "DELETE FROM id_log WHERE id = 77",
       }) {
    CAPTURE(sql);
    const SQLRETURN code = statement.execute(sql);
    CHECK((code == SQL_SUCCESS || code == SQL_NO_DATA));
    CHECK(identity() == "5");
  }
  // The same rowid as another client's last one, and still one's own.
  other.run("INSERT INTO id_log (id, t) VALUES (31, 'x')");
  statement.run("INSERT INTO id_orders (id, name) VALUES (31, 'new') ON CONFLICT (name) DO UPDATE SET name = 'new'");
  CHECK(identity() == "31");
}

TEST_CASE_FIXTURE(Identities, "SQLRowCount and changes() leave out the rows of triggers and cascades") {
  CHECK(changed_by("INSERT INTO id_orders (id, name) VALUES (1, 'one'), (2, 'two')") == 2);

  CHECK(statement.value_of("SELECT changes()") == "2");
  statement.run("INSERT INTO id_lines (o) VALUES (1), (1), (2)");
  statement.run(
      "CREATE TRIGGER id_noted AFTER INSERT ON id_orders BEGIN INSERT INTO id_log (t) VALUES ('a'), ('b'); END");
  servers::reset_counts();
  CHECK(changed_by("INSERT INTO id_orders (id, name) VALUES (3, 'three')") == 1);

  CHECK(changed_by("DELETE FROM id_orders WHERE id = 1") == 1);

  CHECK(servers::counts().requests == 2);
  CHECK(statement.value_of("SELECT changes()") == "1");
  CHECK(statement.value_of("SELECT count(*) FROM id_lines") == "1");
  CHECK(identity() == "3");
}

TEST_CASE_FIXTURE(Identities, "several statements and arrays count what each one did") {
  REQUIRE_SUCCESS(statement, statement.execute("INSERT INTO id_orders (name) VALUES ('x'); SELECT last_insert_rowid();"
                                               "INSERT INTO id_orders (name) VALUES ('y'), ('z')"));
  CHECK(statement.row_count() == 1);
  REQUIRE_SUCCESS(statement, SQLMoreResults(statement));
  REQUIRE_SUCCESS(statement, SQLFetch(statement));
  CHECK(statement.integer_at(1) == 1);
  REQUIRE_SUCCESS(statement, SQLMoreResults(statement));
  CHECK(statement.row_count() == 2);
  statement.close();
  CHECK(identity() == "3");

  SQLBIGINT ids[] = {11, 12, 13};
  statement.set(SQL_ATTR_PARAMSET_SIZE, 3);
  REQUIRE_SUCCESS(statement,
                  SQLBindParameter(statement, 1, SQL_PARAM_INPUT, SQL_C_SBIGINT, SQL_BIGINT, 0, 0, ids, 0, nullptr));
  servers::reset_counts();
  REQUIRE_SUCCESS(statement, statement.execute("INSERT INTO id_log (id) VALUES (?)"));
  CHECK(servers::counts().requests == 1);
  CHECK(statement.row_count() == 3);
  statement.set(SQL_ATTR_PARAMSET_SIZE, 1);
  REQUIRE_SUCCESS(statement, SQLFreeStmt(statement, SQL_RESET_PARAMS));
  CHECK(identity() == "13");
}

TEST_CASE_FIXTURE(Identities, "before the first write there is none") {
  CHECK(other.value_of("SELECT last_insert_rowid()") == "0");
  CHECK(other.value_of("SELECT changes()") == "0");
}

namespace {

/// A cursor over id_log or id_keyed whose rows can be changed, one row in the rowset.
struct CursorIdentities : Identities {
  application::Statement cursor{connection};
  std::array<char, 20> first{};
  SQLLEN first_length = 0;

  CursorIdentities() {
    statement.run("INSERT INTO id_log VALUES (1, 'one'), (2, 'two')");
    statement.run("INSERT INTO id_keyed VALUES ('k')");
    cursor.set(SQL_ATTR_CURSOR_TYPE, SQL_CURSOR_STATIC);
    cursor.set(SQL_ATTR_CONCURRENCY, SQL_CONCUR_VALUES);
    REQUIRE_SUCCESS(cursor, SQLBindCol(cursor, 1, SQL_C_CHAR, first.data(), first.size(), &first_length));
  }

  void open(const std::string& sql) {
    REQUIRE_SUCCESS(cursor, cursor.execute(sql));
    REQUIRE_SUCCESS(cursor, SQLFetch(cursor));
    other.run("INSERT OR REPLACE INTO id_orders (id, name) VALUES (900, 'of another client')");
  }

  /// Sets changes() to 0.
  void change_nothing() {
    EXPECT("NO_DATA", statement, statement.execute("UPDATE id_log SET t = t WHERE false"));
    statement.close();
  }

  void put(const char* text) {
    std::strcpy(first.data(), text);
    first_length = SQL_NTS;
  }
};

}  // namespace

TEST_CASE_FIXTURE(CursorIdentities, "a row added by SQLSetPos or SQLBulkOperations sets the identity and changes()") {
  open("SELECT t FROM id_log ORDER BY id");
  put("added");
  servers::reset_counts();
  REQUIRE_SUCCESS(cursor, SQLSetPos(cursor, 1, SQL_ADD, SQL_LOCK_NO_CHANGE));
  CHECK(servers::counts().requests == 1);
  CHECK(identity() == "3");
  CHECK(statement.value_of("SELECT @@IDENTITY") == "3");
  CHECK(statement.value_of("SELECT changes()") == "1");
  CHECK(statement.value_of("SELECT id FROM id_log WHERE t = 'added' AND id = last_insert_rowid()") == "3");
  servers::reset_counts();
  REQUIRE_SUCCESS(cursor, SQLBulkOperations(cursor, SQL_ADD));
  CHECK(servers::counts().requests == 1);
  CHECK(identity() == "4");
  CHECK(other.value_of("SELECT last_insert_rowid()") == "900");
}

TEST_CASE_FIXTURE(CursorIdentities, "the identity of an added row is exact beyond 2^53, beside triggers too") {
  statement.run("INSERT INTO id_log VALUES (9007199254740992, 'large')");
  statement.run(
      "CREATE TRIGGER id_added AFTER INSERT ON id_log BEGIN INSERT INTO id_orders (name) VALUES ('by trigger'); END");
  open("SELECT t FROM id_log ORDER BY id");
  REQUIRE_SUCCESS(cursor, SQLSetPos(cursor, 1, SQL_ADD, SQL_LOCK_NO_CHANGE));
  CHECK(identity() == "9007199254740993");
  CHECK(statement.value_of("SELECT changes()") == "1");
}

TEST_CASE_FIXTURE(CursorIdentities, "a row added to a table without rowids, or ignored, leaves the identity") {
  open("SELECT k FROM id_keyed");
  put("other");
  REQUIRE_SUCCESS(cursor, SQLSetPos(cursor, 1, SQL_ADD, SQL_LOCK_NO_CHANGE));
  CHECK(identity() == "2");
  CHECK(statement.value_of("SELECT changes()") == "1");
  cursor.close();
  statement.run("CREATE TRIGGER id_ignored BEFORE INSERT ON id_log BEGIN SELECT raise(IGNORE); END");
  open("SELECT t FROM id_log ORDER BY id");
  EXPECT("SUCCESS_WITH_INFO 01000", cursor, SQLSetPos(cursor, 1, SQL_ADD, SQL_LOCK_NO_CHANGE));
  CHECK(identity() == "2");
  CHECK(statement.value_of("SELECT changes()") == "0");
}

TEST_CASE_FIXTURE(CursorIdentities, "rows updated and deleted through a cursor set changes() and leave the identity") {
  REQUIRE_SUCCESS(cursor, SQLSetCursorName(cursor, application::narrow("IDS"), SQL_NTS));
  open("SELECT t FROM id_log ORDER BY id");
  change_nothing();
  CHECK(statement.value_of("SELECT changes()") == "0");
  put("changed");
  REQUIRE_SUCCESS(cursor, SQLSetPos(cursor, 1, SQL_UPDATE, SQL_LOCK_NO_CHANGE));
  CHECK(statement.value_of("SELECT changes()") == "1");

  change_nothing();
  servers::reset_counts();
  CHECK(changed_by("UPDATE id_log SET t = last_insert_rowid() || '.' || changes() WHERE CURRENT OF IDS") == 1);
  CHECK(servers::counts().requests == 1);
  CHECK(statement.value_of("SELECT changes()") == "1");
  CHECK(statement.value_of("SELECT t FROM id_log WHERE id = 1") == "2.0");

  changed_by("UPDATE id_log SET t = t");
  CHECK(statement.value_of("SELECT changes()") == "2");
  CHECK(changed_by("DELETE FROM id_log WHERE CURRENT OF IDS") == 1);
  CHECK(statement.value_of("SELECT changes()") == "1");
  CHECK(identity() == "2");
}
