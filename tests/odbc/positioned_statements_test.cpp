// Owns: UPDATE and DELETE … WHERE CURRENT OF, and cursor names. Never: SQLSetPos.
#include <array>
#include <string>

#include "test_servers.h"

using servers::Connected;

namespace {

struct Positioned : Connected {
  application::Statement changer{connection};
  application::Statement other{connection};

  Positioned() {
    statement.run(
        "DROP TABLE IF EXISTS cur; CREATE TABLE cur (id INTEGER PRIMARY KEY, name TEXT); "
        "INSERT INTO cur VALUES (1, 'one'), (2, 'two'), (3, 'three')");
    statement.set(SQL_ATTR_CURSOR_TYPE, SQL_CURSOR_STATIC);
    statement.set(SQL_ATTR_CONCURRENCY, SQL_CONCUR_VALUES);
    REQUIRE_SUCCESS(statement, SQLSetCursorName(statement, application::narrow("C1"), SQL_NTS));
  }

  void open() {
    REQUIRE_SUCCESS(statement, statement.execute("SELECT id, name FROM cur ORDER BY id"));
    REQUIRE_SUCCESS(statement, SQLFetch(statement));
    REQUIRE_SUCCESS(statement, SQLFetch(statement));
  }

  std::string table() { return other.value_of("SELECT group_concat(id || name) FROM (SELECT * FROM cur ORDER BY id)"); }
};

std::string cursor_name(SQLHSTMT statement) {
  std::array<char, 130> name{};
  SQLSMALLINT length = 0;
  REQUIRE(SQLGetCursorName(statement, reinterpret_cast<SQLCHAR*>(name.data()), name.size(), &length) == SQL_SUCCESS);
  REQUIRE(std::string(name.data()).size() == static_cast<std::size_t>(length));
  return name.data();
}

}  // namespace

TEST_CASE_FIXTURE(Positioned, "UPDATE WHERE CURRENT OF changes the row the cursor is on") {
  open();
  application::Parameter name = application::Parameter::of("zwei");
  REQUIRE(name.bind(changer, 1, SQL_C_CHAR, SQL_VARCHAR) == SQL_SUCCESS);
  EXPECT("SUCCESS", changer, changer.execute("UPDATE cur SET name = ? WHERE CURRENT OF C1"));
  CHECK(changer.row_count() == 1);
  CHECK(table() == "1one,2zwei,3three");
  name = application::Parameter::of("deux");
  REQUIRE(name.bind(changer, 1, SQL_C_CHAR, SQL_VARCHAR) == SQL_SUCCESS);
  EXPECT("SUCCESS", changer, changer.execute("update cur set name = ? where current of \"c1\""));
  CHECK(table() == "1one,2deux,3three");
}

TEST_CASE_FIXTURE(Positioned, "DELETE WHERE CURRENT OF, prepared, row after row") {
  open();
  REQUIRE_SUCCESS(changer, changer.prepare("DELETE FROM cur WHERE CURRENT OF C1"));
  EXPECT("SUCCESS", changer, SQLExecute(changer));
  CHECK(table() == "1one,3three");
  EXPECT("ERROR 24000", changer, SQLExecute(changer));  // the row is gone
  REQUIRE_SUCCESS(statement, SQLFetch(statement));
  EXPECT("SUCCESS", changer, SQLExecute(changer));
  CHECK(table() == "1one");
  EXPECT("NO_DATA", statement, SQLFetch(statement));
  EXPECT("ERROR 24000", changer, SQLExecute(changer));
}

TEST_CASE_FIXTURE(Positioned, "SQLSetPos chooses the row of a rowset") {
  statement.set(SQL_ATTR_ROW_ARRAY_SIZE, 3);
  REQUIRE_SUCCESS(statement, statement.execute("SELECT id, name FROM cur ORDER BY id"));
  REQUIRE_SUCCESS(statement, SQLFetch(statement));
  REQUIRE_SUCCESS(statement, SQLSetPos(statement, 3, SQL_POSITION, SQL_LOCK_NO_CHANGE));
  EXPECT("SUCCESS", changer, changer.execute("DELETE FROM cur WHERE CURRENT OF C1"));
  CHECK(table() == "1one,2two");
}

TEST_CASE_FIXTURE(Positioned, "a row that somebody else changed stays as it is: 01001") {
  open();
  other.run("UPDATE cur SET name = 'theirs' WHERE id = 2");
  EXPECT("SUCCESS_WITH_INFO 01001", changer, changer.execute("UPDATE cur SET name = 'mine' WHERE CURRENT OF C1"));
  CHECK(changer.row_count() == 0);
  CHECK(table() == "1one,2theirs,3three");
}

TEST_CASE_FIXTURE(Positioned, "the cursor shows what positioned statements changed, and goes on comparing") {
  statement.set(SQL_ATTR_ROW_ARRAY_SIZE, 3);
  std::array<std::array<char, 8>, 3> texts{};
  std::array<SQLUSMALLINT, 3> status{};
  statement.set_place(SQL_ATTR_ROW_STATUS_PTR, status.data());
  REQUIRE_SUCCESS(statement, SQLBindCol(statement, 2, SQL_C_CHAR, texts.data(), 8, nullptr));
  REQUIRE_SUCCESS(statement, statement.execute("SELECT id, name FROM cur ORDER BY id"));
  REQUIRE_SUCCESS(statement, SQLFetchScroll(statement, SQL_FETCH_NEXT, 0));
  EXPECT("SUCCESS", changer, changer.execute("UPDATE cur SET id = 7, name = 'eins' WHERE CURRENT OF C1"));
  other.run("INSERT INTO cur VALUES (1, 'new one')");
  REQUIRE_SUCCESS(statement, SQLFetchScroll(statement, SQL_FETCH_FIRST, 0));
  CHECK(std::string(texts[0].data()) == "eins");
  other.run("UPDATE cur SET name = 'theirs' WHERE id = 7");
  EXPECT("SUCCESS_WITH_INFO 01001", changer, changer.execute("DELETE FROM cur WHERE CURRENT OF C1"));
  REQUIRE_SUCCESS(statement, SQLSetPos(statement, 1, SQL_REFRESH, SQL_LOCK_NO_CHANGE));
  EXPECT("SUCCESS", changer, changer.execute("DELETE FROM cur WHERE CURRENT OF C1"));
  REQUIRE_SUCCESS(statement, SQLFetchScroll(statement, SQL_FETCH_FIRST, 0));
  CHECK(status == std::array<SQLUSMALLINT, 3>{SQL_ROW_DELETED, SQL_ROW_SUCCESS, SQL_ROW_SUCCESS});
  CHECK(table() == "1new one,2two,3three");
}

TEST_CASE_FIXTURE(Positioned, "cursors that are not there, not open, on no row, of another table, or read-only") {
  EXPECT("ERROR 34000", changer, changer.execute("DELETE FROM cur WHERE CURRENT OF nobody"));
  EXPECT("ERROR 34000", changer, changer.execute("DELETE FROM cur WHERE CURRENT OF C1"));
  REQUIRE_SUCCESS(statement, statement.execute("SELECT id, name FROM cur ORDER BY id"));
  EXPECT("ERROR 24000", changer, changer.execute("DELETE FROM cur WHERE CURRENT OF C1"));
  REQUIRE_SUCCESS(statement, SQLFetch(statement));
  other.run("CREATE TABLE IF NOT EXISTS cur2 (id INTEGER PRIMARY KEY)");
  EXPECT("ERROR 42000", changer, changer.execute("DELETE FROM cur2 WHERE CURRENT OF C1"));
  statement.close();
  EXPECT("ERROR 34000", changer, changer.execute("DELETE FROM cur WHERE CURRENT OF C1"));
  statement.set(SQL_ATTR_CONCURRENCY, SQL_CONCUR_READ_ONLY);
  REQUIRE_SUCCESS(statement, statement.execute("SELECT id, name FROM cur ORDER BY id"));
  REQUIRE_SUCCESS(statement, SQLFetch(statement));
  EXPECT("ERROR 42000", changer, changer.execute("DELETE FROM cur WHERE CURRENT OF C1"));
  CHECK(table() == "1one,2two,3three");
}

TEST_CASE_FIXTURE(Connected, "a statement has a cursor name of its own from the start") {
  const std::string name = cursor_name(statement);
  CHECK(name.substr(0, 7) == "SQL_CUR");
  CHECK(cursor_name(statement) == name);
  application::Statement second(connection);
  CHECK(cursor_name(second) != name);
}

TEST_CASE_FIXTURE(Connected, "cursor names are unique on a connection, whatever their letter case") {
  application::Statement second(connection);
  EXPECT("SUCCESS", statement, SQLSetCursorName(statement, application::narrow("Café"), SQL_NTS));
  CHECK(cursor_name(statement) == "Café");
  EXPECT("ERROR 3C000", second, SQLSetCursorName(second, application::narrow("CAFé"), SQL_NTS));
  EXPECT("SUCCESS", statement, SQLSetCursorName(statement, application::narrow("other name"), 5));
  CHECK(cursor_name(statement) == "other");
  EXPECT("SUCCESS", second, SQLSetCursorName(second, application::narrow("Café"), SQL_NTS));
  EXPECT("SUCCESS", second, SQLSetCursorNameW(second, application::wide(u"\u00FCber"), SQL_NTS));
  CHECK(cursor_name(second) == "\u00FCber");
}

TEST_CASE_FIXTURE(Connected, "SQLSetCursorName: names that cannot be, and statements that have a result") {
  EXPECT("ERROR 34000", statement, SQLSetCursorName(statement, application::narrow(std::string(200, 'x')), SQL_NTS));
  EXPECT("ERROR HY009", statement, SQLSetCursorName(statement, nullptr, SQL_NTS));
  // unixODBC itself answers HY009 for a negative length.
  const bool by_unixodbc = application::manager() == application::Manager::UnixOdbc;
  EXPECT(by_unixodbc ? "ERROR HY009" : "ERROR HY090", statement,
         SQLSetCursorName(statement, application::narrow("x"), -5));
  REQUIRE_SUCCESS(statement, statement.execute("SELECT 1"));
  EXPECT("ERROR 24000", statement, SQLSetCursorName(statement, application::narrow("late"), SQL_NTS));
}

TEST_CASE_FIXTURE(Connected, "SQLGetCursorName into short buffers, narrow and wide") {
  REQUIRE_SUCCESS(statement, SQLSetCursorName(statement, application::narrow("abcdef"), SQL_NTS));
  std::array<SQLCHAR, 8> text{};
  SQLSMALLINT length = 0;
  EXPECT("SUCCESS_WITH_INFO 01004", statement, SQLGetCursorName(statement, text.data(), 6, &length));
  CHECK(length == 6);
  CHECK(std::string(reinterpret_cast<char*>(text.data())) == "abcde");
  EXPECT("SUCCESS", statement, SQLGetCursorName(statement, text.data(), 7, &length));
  EXPECT("ERROR HY090", statement, SQLGetCursorName(statement, text.data(), -1, &length));
  std::array<SQLWCHAR, 8> wide_text{};
  EXPECT("SUCCESS_WITH_INFO 01004", statement, SQLGetCursorNameW(statement, wide_text.data(), 4, &length));
  CHECK(length == 6);
  CHECK(application::utf16(wide_text.data()) == u"abc");
}
