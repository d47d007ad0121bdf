// Owns: running statements: row counts, several results, again with other values, closing. Never: what values are.
#include "test_servers.h"

using servers::Connected;

namespace {

struct Town : Connected {
  Town() {
    statement.run("DROP TABLE IF EXISTS town");
    statement.run("CREATE TABLE town (id INTEGER PRIMARY KEY, name TEXT UNIQUE)");
    statement.run("INSERT INTO town VALUES (1, 'a'), (2, 'b'), (3, 'c')");
  }

  void bind_integer(SQLUSMALLINT number, SQLINTEGER& value) {
    REQUIRE_SUCCESS(statement, SQLBindParameter(statement, number, SQL_PARAM_INPUT, SQL_C_SLONG, SQL_INTEGER, 10, 0,
                                                &value, 0, nullptr));
  }
};

}  // namespace

TEST_CASE_FIXTURE(Town, "SQLRowCount counts the rows of each kind of statement") {
  REQUIRE_SUCCESS(statement, statement.execute("SELECT * FROM town"));
  CHECK(statement.row_count() == 3);
  statement.close();
  REQUIRE_SUCCESS(statement, statement.execute("INSERT INTO town VALUES (4, 'd'), (5, 'e')"));
  CHECK(statement.row_count() == 2);
  REQUIRE_SUCCESS(statement, statement.execute("UPDATE town SET name = name || '!' WHERE id > 1"));
  CHECK(statement.row_count() == 4);
  REQUIRE_SUCCESS(statement, statement.execute("DELETE FROM town WHERE id = 1"));
  CHECK(statement.row_count() == 1);
}

TEST_CASE_FIXTURE(Town, "an update or delete that finds no row is SQL_NO_DATA") {
  EXPECT("NO_DATA", statement, statement.execute("DELETE FROM town WHERE id = 100"));
  EXPECT("NO_DATA", statement, statement.execute("UPDATE town SET name = 'x' WHERE id = 100"));
  SQLINTEGER id = 100;
  bind_integer(1, id);
  REQUIRE_SUCCESS(statement, statement.prepare("DELETE FROM town WHERE id = ?"));
  EXPECT("NO_DATA", statement, SQLExecute(statement));
}

TEST_CASE_FIXTURE(Town, "a prepared statement runs again with other values") {
  SQLINTEGER id = 1;
  REQUIRE_SUCCESS(statement, statement.prepare("SELECT name FROM town WHERE id = ?"));
  bind_integer(1, id);
  for (const auto& [value, name] : std::vector<std::pair<SQLINTEGER, std::string>>{{1, "a"}, {3, "c"}, {2, "b"}}) {
    id = value;
    REQUIRE_SUCCESS(statement, SQLExecute(statement));
    REQUIRE_SUCCESS(statement, SQLFetch(statement));
    CHECK(statement.text_at(1) == name);
    EXPECT("NO_DATA", statement, SQLFetch(statement));
    EXPECT("SUCCESS", statement, SQLCloseCursor(statement));
  }
}

TEST_CASE_FIXTURE(Town, "three statements in one text give three results, each with its parameters") {
  SQLINTEGER first = 2;
  SQLINTEGER second = 9;
  SQLINTEGER third = 3;
  bind_integer(1, first);
  bind_integer(2, second);
  bind_integer(3, third);
  REQUIRE_SUCCESS(statement, statement.execute("SELECT name FROM town WHERE id = ?; INSERT INTO town VALUES (?, 'i'); "
                                               "SELECT count(*) FROM town WHERE id >= ?"));
  REQUIRE_SUCCESS(statement, SQLFetch(statement));
  CHECK(statement.text_at(1) == "b");
  EXPECT("SUCCESS", statement, SQLMoreResults(statement));
  CHECK(statement.row_count() == 1);
  SQLSMALLINT columns = -1;
  REQUIRE_SUCCESS(statement, SQLNumResultCols(statement, &columns));
  CHECK(columns == 0);
  EXPECT("SUCCESS", statement, SQLMoreResults(statement));
  REQUIRE_SUCCESS(statement, SQLFetch(statement));
  CHECK(statement.integer_at(1) == 2);
  EXPECT("NO_DATA", statement, SQLMoreResults(statement));
  EXPECT("NO_DATA", statement, SQLMoreResults(statement));
}

TEST_CASE_FIXTURE(Town, "RETURNING is a result set") {
  REQUIRE_SUCCESS(statement, statement.execute("INSERT INTO town (name) VALUES ('x'), ('y') RETURNING id, name"));
  SQLSMALLINT columns = 0;
  REQUIRE_SUCCESS(statement, SQLNumResultCols(statement, &columns));
  CHECK(columns == 2);
  REQUIRE_SUCCESS(statement, SQLFetch(statement));
  CHECK(statement.integer_at(1) == 4);
  CHECK(statement.text_at(2) == "x");
  REQUIRE_SUCCESS(statement, SQLFetch(statement));
  CHECK(statement.integer_at(1) == 5);
  EXPECT("NO_DATA", statement, SQLFetch(statement));
}

TEST_CASE_FIXTURE(Town, "an empty result has its columns and no rows") {
  REQUIRE_SUCCESS(statement, statement.execute("SELECT id, name FROM town WHERE id > 100"));
  SQLSMALLINT columns = 0;
  REQUIRE_SUCCESS(statement, SQLNumResultCols(statement, &columns));
  CHECK(columns == 2);
  CHECK(statement.row_count() == 0);
  EXPECT("NO_DATA", statement, SQLFetch(statement));
}

TEST_CASE_FIXTURE(Town, "SQL_ATTR_MAX_ROWS cuts the result") {
  statement.set(SQL_ATTR_MAX_ROWS, 2);
  REQUIRE_SUCCESS(statement, statement.execute("SELECT id FROM town ORDER BY id"));
  REQUIRE_SUCCESS(statement, SQLFetch(statement));
  REQUIRE_SUCCESS(statement, SQLFetch(statement));
  CHECK(statement.integer_at(1) == 2);
  EXPECT("NO_DATA", statement, SQLFetch(statement));
}

TEST_CASE_FIXTURE(Town, "SQLFreeStmt closes without complaint, SQLCloseCursor needs a cursor") {
  EXPECT("SUCCESS", statement, SQLFreeStmt(statement, SQL_CLOSE));
  EXPECT("ERROR 24000", statement, SQLCloseCursor(statement));
  REQUIRE_SUCCESS(statement, statement.execute("SELECT 1"));
  EXPECT("SUCCESS", statement, SQLCloseCursor(statement));
  EXPECT("ERROR 24000", statement, SQLCloseCursor(statement));
}

TEST_CASE_FIXTURE(Town, "SQLFreeStmt takes bindings away") {
  SQLINTEGER id = 1;
  SQLINTEGER got = -1;
  bind_integer(1, id);
  REQUIRE_SUCCESS(statement, SQLBindCol(statement, 1, SQL_C_SLONG, &got, sizeof got, nullptr));
  REQUIRE_SUCCESS(statement, statement.execute("SELECT id FROM town WHERE id = ?"));
  REQUIRE_SUCCESS(statement, SQLFetch(statement));
  CHECK(got == 1);
  got = -1;
  statement.close();
  REQUIRE_SUCCESS(statement, SQLFreeStmt(statement, SQL_UNBIND));
  REQUIRE_SUCCESS(statement, statement.execute("SELECT id FROM town WHERE id = ?"));
  REQUIRE_SUCCESS(statement, SQLFetch(statement));
  CHECK(got == -1);
  statement.close();
  REQUIRE_SUCCESS(statement, SQLFreeStmt(statement, SQL_RESET_PARAMS));
  EXPECT("ERROR 07002", statement, statement.execute("SELECT id FROM town WHERE id = ?"));
}

TEST_CASE_FIXTURE(Town, "two statements of a connection have open results at the same time") {
  application::Statement other(connection);
  REQUIRE_SUCCESS(statement, statement.execute("SELECT id FROM town ORDER BY id"));
  REQUIRE_SUCCESS(other, other.execute("SELECT id FROM town ORDER BY id DESC"));
  REQUIRE_SUCCESS(statement, SQLFetch(statement));
  REQUIRE_SUCCESS(other, SQLFetch(other));
  CHECK(statement.integer_at(1) == 1);
  CHECK(other.integer_at(1) == 3);
}
