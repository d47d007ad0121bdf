// Owns: SQLSetPos on the engine: positioning, refreshing, updating, deleting, adding, what is reported of each row.
// Never: bookmarks, WHERE CURRENT OF.
#include <array>
#include <cstring>
#include <string>

#include "test_servers.h"

using servers::Connected;

namespace {

struct Updating : Connected {
  std::array<SQLBIGINT, 3> ids{};
  std::array<SQLLEN, 3> id_lengths{};
  std::array<std::array<char, 20>, 3> names{};
  std::array<SQLLEN, 3> name_lengths{};
  std::array<SQLUSMALLINT, 3> status{};
  SQLULEN fetched = 0;
  application::Statement other{connection};

  Updating() {
    statement.run(
        "DROP TABLE IF EXISTS pos; CREATE TABLE pos (id INTEGER PRIMARY KEY, name TEXT NOT NULL DEFAULT 'new', x); "
        "INSERT INTO pos (id, name) VALUES (1, 'one'), (2, 'two'), (3, 'three'), (4, 'four')");
    statement.set(SQL_ATTR_CURSOR_TYPE, SQL_CURSOR_STATIC);
    statement.set(SQL_ATTR_CONCURRENCY, SQL_CONCUR_VALUES);
    statement.set(SQL_ATTR_ROW_ARRAY_SIZE, ids.size());
    statement.set_place(SQL_ATTR_ROW_STATUS_PTR, status.data());
    statement.set_place(SQL_ATTR_ROWS_FETCHED_PTR, &fetched);
    REQUIRE_SUCCESS(statement, SQLBindCol(statement, 1, SQL_C_SBIGINT, ids.data(), 0, id_lengths.data()));
    REQUIRE_SUCCESS(statement, SQLBindCol(statement, 2, SQL_C_CHAR, names.data(), 20, name_lengths.data()));
  }

  void open(const std::string& sql = "SELECT id, name FROM pos ORDER BY id") {
    REQUIRE_SUCCESS(statement, statement.execute(sql));
    REQUIRE_SUCCESS(statement, SQLFetch(statement));
  }

  void name(std::size_t row, const char* text) {
    std::strcpy(names.at(row).data(), text);
    name_lengths.at(row) = SQL_NTS;
    id_lengths.at(row) = SQL_COLUMN_IGNORE;
  }

  SQLRETURN set(SQLSETPOSIROW row, SQLUSMALLINT operation) {
    return SQLSetPos(statement, row, operation, SQL_LOCK_NO_CHANGE);
  }

  std::string table() { return other.value_of("SELECT group_concat(id || name) FROM (SELECT * FROM pos ORDER BY id)"); }
};

}  // namespace

TEST_CASE_FIXTURE(Updating, "one row is updated, and the cursor shows it") {
  open();
  name(1, "zwei");
  servers::reset_counts();
  EXPECT("SUCCESS", statement, set(2, SQL_UPDATE));
  CHECK(servers::counts().requests == 1);
  CHECK(status == std::array<SQLUSMALLINT, 3>{SQL_ROW_SUCCESS, SQL_ROW_UPDATED, SQL_ROW_SUCCESS});
  CHECK(statement.row_count() == 1);
  CHECK(table() == "1one,2zwei,3three,4four");
  REQUIRE_SUCCESS(statement, SQLFetchScroll(statement, SQL_FETCH_FIRST, 0));
  CHECK(std::string(names[1].data()) == "zwei");
  CHECK(status[1] == SQL_ROW_SUCCESS);
}

TEST_CASE_FIXTURE(Updating, "a whole rowset is updated by one request, but for rows that are to be ignored") {
  open();
  name(0, "a");
  name(1, "b");
  name(2, "c");
  std::array<SQLUSMALLINT, 3> operations{SQL_ROW_PROCEED, SQL_ROW_IGNORE, SQL_ROW_PROCEED};
  statement.set_place(SQL_ATTR_ROW_OPERATION_PTR, operations.data());
  servers::reset_counts();
  EXPECT("SUCCESS", statement, set(0, SQL_UPDATE));
  CHECK(servers::counts().requests == 1);
  CHECK(status == std::array<SQLUSMALLINT, 3>{SQL_ROW_UPDATED, SQL_ROW_SUCCESS, SQL_ROW_UPDATED});
  CHECK(table() == "1a,2two,3c,4four");
}

TEST_CASE_FIXTURE(Updating, "a row that somebody else changed is not overwritten") {
  open();
  other.run("UPDATE pos SET name = 'theirs' WHERE id = 2");
  name(1, "mine");
  EXPECT("SUCCESS_WITH_INFO 01001", statement, set(2, SQL_UPDATE));
  CHECK(status[1] == SQL_ROW_ERROR);
  CHECK(table() == "1one,2theirs,3three,4four");
  EXPECT("SUCCESS", statement, set(2, SQL_REFRESH));
  CHECK(std::string(names[1].data()) == "theirs");
  name(1, "mine");
  EXPECT("SUCCESS", statement, set(2, SQL_UPDATE));
  CHECK(table() == "1one,2mine,3three,4four");
}

TEST_CASE_FIXTURE(Updating, "a deleted row leaves a hole") {
  open();
  EXPECT("SUCCESS", statement, set(2, SQL_DELETE));
  CHECK(status[1] == SQL_ROW_DELETED);
  CHECK(table() == "1one,3three,4four");
  std::array<char, 8> text{};
  SQLLEN length = 0;
  EXPECT("ERROR HY109", statement, SQLGetData(statement, 2, SQL_C_CHAR, text.data(), text.size(), &length));
  EXPECT("ERROR HY109", statement, set(2, SQL_UPDATE));
  EXPECT("ERROR HY109", statement, set(2, SQL_DELETE));
  EXPECT("ERROR HY109", statement, set(2, SQL_REFRESH));
  EXPECT("SUCCESS", statement, set(2, SQL_POSITION));
  EXPECT("SUCCESS", statement, SQLFetchScroll(statement, SQL_FETCH_FIRST, 0));
  CHECK(status == std::array<SQLUSMALLINT, 3>{SQL_ROW_SUCCESS, SQL_ROW_DELETED, SQL_ROW_SUCCESS});
  CHECK(fetched == 3);
}

TEST_CASE_FIXTURE(Updating, "deleting what another statement deleted is told") {
  open();
  other.run("DELETE FROM pos WHERE id = 1");
  EXPECT("SUCCESS_WITH_INFO 01001", statement, set(1, SQL_DELETE));
  CHECK(statement.row_count() == 0);
  EXPECT("SUCCESS", statement, set(1, SQL_REFRESH));
  CHECK(status[0] == SQL_ROW_DELETED);
}

TEST_CASE_FIXTURE(Updating, "the key itself can be changed") {
  open();
  ids[0] = 10;
  id_lengths[0] = 0;
  name_lengths[0] = SQL_COLUMN_IGNORE;
  EXPECT("SUCCESS", statement, set(1, SQL_UPDATE));
  CHECK(table() == "2two,3three,4four,10one");
  name(0, "ten");
  EXPECT("SUCCESS", statement, set(1, SQL_UPDATE));
  CHECK(table() == "2two,3three,4four,10ten");
}

TEST_CASE_FIXTURE(Updating, "rows are added with the defaults of the columns that are ignored") {
  open();
  ids[0] = 9;
  id_lengths[0] = 0;
  name_lengths[0] = SQL_COLUMN_IGNORE;
  EXPECT("SUCCESS", statement, set(1, SQL_ADD));
  CHECK(status[0] == SQL_ROW_ADDED);
  CHECK(table() == "1one,2two,3three,4four,9new");
  REQUIRE_SUCCESS(statement, SQLFetchScroll(statement, SQL_FETCH_LAST, 0));
  CHECK(ids == std::array<SQLBIGINT, 3>{3, 4, 9});
  CHECK(std::string(names[2].data()) == "new");
}

TEST_CASE_FIXTURE(Updating, "a constraint that is violated changes no row and is told") {
  open();
  name(0, "a");
  name_lengths[1] = SQL_NULL_DATA;
  id_lengths[1] = SQL_COLUMN_IGNORE;
  id_lengths[2] = name_lengths[2] = SQL_COLUMN_IGNORE;
  EXPECT("ERROR 23000", statement, set(2, SQL_UPDATE));
  CHECK(status[1] == SQL_ROW_ERROR);
  SQLLEN row = 0;
  REQUIRE(SQLGetDiagField(SQL_HANDLE_STMT, statement, 1, SQL_DIAG_ROW_NUMBER, &row, 0, nullptr) == SQL_SUCCESS);
  CHECK(row == 2);
  CHECK(table() == "1one,2two,3three,4four");
}

TEST_CASE_FIXTURE(Updating, "a row whose data cannot be converted does not stop the others") {
  std::array<std::array<char, 8>, 3> texts{};
  REQUIRE_SUCCESS(statement, SQLBindCol(statement, 1, SQL_C_CHAR, texts.data(), 8, id_lengths.data()));
  open();
  name(0, "a");
  name(2, "c");
  std::strcpy(texts[1].data(), "x");
  id_lengths[1] = SQL_NTS;
  EXPECT("SUCCESS_WITH_INFO 22018", statement, set(0, SQL_UPDATE));
  CHECK(status == std::array<SQLUSMALLINT, 3>{SQL_ROW_UPDATED, SQL_ROW_ERROR, SQL_ROW_UPDATED});
  CHECK(table() == "1a,2two,3c,4four");
}

TEST_CASE_FIXTURE(Updating, "the status array that is set when SQLSetPos is called counts") {
  open();
  std::array<SQLUSMALLINT, 3> later{9, 9, 9};
  statement.set_place(SQL_ATTR_ROW_STATUS_PTR, later.data());
  EXPECT("SUCCESS", statement, set(2, SQL_DELETE));
  CHECK(later == std::array<SQLUSMALLINT, 3>{9, SQL_ROW_DELETED, 9});
  CHECK(status[1] == SQL_ROW_SUCCESS);
}

TEST_CASE_FIXTURE(Updating, "a row is added before the first fetch never, and behind an empty result's end") {
  REQUIRE_SUCCESS(statement, statement.execute("SELECT id, name FROM pos WHERE id > 99"));
  EXPECT("ERROR 24000", statement, set(1, SQL_ADD));
  EXPECT("NO_DATA", statement, SQLFetch(statement));
  ids[0] = 100;
  id_lengths[0] = 0;
  name(0, "last");
  id_lengths[0] = 0;
  // unixODBC itself asks for a row to stand on.
  if (application::manager() == application::Manager::UnixOdbc) return;
  EXPECT("SUCCESS", statement, set(1, SQL_ADD));
  CHECK(table() == "1one,2two,3three,4four,100last");
}

TEST_CASE_FIXTURE(Updating, "an open updatable cursor says which columns can be written") {
  REQUIRE_SUCCESS(statement, statement.execute("SELECT id, upper(name) FROM pos ORDER BY id"));
  SQLLEN updatable = 9;
  REQUIRE_SUCCESS(statement, SQLColAttribute(statement, 1, SQL_DESC_UPDATABLE, nullptr, 0, nullptr, &updatable));
  CHECK(updatable == SQL_ATTR_WRITE);
  REQUIRE_SUCCESS(statement, SQLColAttribute(statement, 2, SQL_DESC_UPDATABLE, nullptr, 0, nullptr, &updatable));
  CHECK(updatable == SQL_ATTR_READONLY);
}

TEST_CASE_FIXTURE(Updating, "nothing to update is 21S02") {
  open();
  id_lengths[0] = name_lengths[0] = SQL_COLUMN_IGNORE;
  EXPECT("ERROR 21S02", statement, set(1, SQL_UPDATE));
}

TEST_CASE_FIXTURE(Updating, "data at execution for a column") {
  open();
  name(0, "");
  name_lengths[0] = SQL_LEN_DATA_AT_EXEC(0);
  EXPECT("NEED_DATA", statement, set(1, SQL_UPDATE));
  SQLPOINTER place = nullptr;
  EXPECT("NEED_DATA", statement, SQLParamData(statement, &place));
  CHECK(place == names[0].data());
  char piece[] = "long";
  REQUIRE_SUCCESS(statement, SQLPutData(statement, piece, 4));
  REQUIRE_SUCCESS(statement, SQLPutData(statement, piece, 4));
  EXPECT("SUCCESS", statement, SQLParamData(statement, &place));
  CHECK(status[0] == SQL_ROW_UPDATED);
  CHECK(table() == "1longlong,2two,3three,4four");
  name_lengths[0] = SQL_LEN_DATA_AT_EXEC(0);
  EXPECT("NEED_DATA", statement, set(1, SQL_UPDATE));
  REQUIRE(SQLCancel(statement) == SQL_SUCCESS);
  CHECK(statement.text_at(2) == "longlong");  // the cursor is where it was
}

TEST_CASE_FIXTURE(Updating, "positions: rows that are not there, operations that are not, locks") {
  EXPECT("ERROR HY010", statement, set(1, SQL_POSITION));
  REQUIRE_SUCCESS(statement, statement.execute("SELECT id, name FROM pos ORDER BY id"));
  EXPECT("ERROR 24000", statement, set(1, SQL_POSITION));
  REQUIRE_SUCCESS(statement, SQLFetch(statement));
  EXPECT("ERROR HY109", statement, set(0, SQL_POSITION));
  EXPECT("ERROR HY107", statement, set(4, SQL_POSITION));
  EXPECT("ERROR HY092", statement, set(1, 9));
  EXPECT("ERROR HY092", statement, SQLSetPos(statement, 1, SQL_POSITION, 9));
  EXPECT("ERROR HYC00", statement, SQLSetPos(statement, 1, SQL_POSITION, SQL_LOCK_EXCLUSIVE));
  EXPECT("SUCCESS", statement, set(3, SQL_POSITION));
  CHECK(statement.text_at(2) == "three");
  SQLULEN row = 0;
  REQUIRE_SUCCESS(statement, SQLGetStmtAttr(statement, SQL_ATTR_ROW_NUMBER, &row, 0, nullptr));
  CHECK(row == 3);
  REQUIRE_SUCCESS(statement, SQLFetch(statement));
  EXPECT("ERROR HY109", statement, set(2, SQL_POSITION));  // the last rowset has one row
}

TEST_CASE_FIXTURE(Updating, "results that are not rows of one table open read-only, with a warning that says why") {
  struct Row {
    const char* sql;
  };
  for (const char* sql : {"SELECT a.id, b.name FROM pos a JOIN pos b ON a.id = b.id",
                          "SELECT DISTINCT id, name FROM pos", "SELECT max(id), 'x' FROM pos",
                          "SELECT id, count(*) FROM pos GROUP BY id", "SELECT id, name FROM pos UNION SELECT 7, 'x'",
                          "SELECT id, name FROM (SELECT * FROM pos)", "VALUES (1, 'x')"}) {
    CAPTURE(sql);
    EXPECT("SUCCESS_WITH_INFO 01S02", statement, statement.execute(sql));
    SQLULEN concurrency = 0;
    REQUIRE_SUCCESS(statement, SQLGetStmtAttr(statement, SQL_ATTR_CONCURRENCY, &concurrency, 0, nullptr));
    CHECK(concurrency == SQL_CONCUR_READ_ONLY);
    REQUIRE(SQL_SUCCEEDED(SQLFetch(statement)));
    EXPECT("ERROR HY092", statement, set(1, SQL_DELETE));
    statement.close();
    REQUIRE_SUCCESS(statement, SQLGetStmtAttr(statement, SQL_ATTR_CONCURRENCY, &concurrency, 0, nullptr));
    CHECK(concurrency == SQL_CONCUR_VALUES);
  }
}

TEST_CASE_FIXTURE(Updating, "the hidden key shows nowhere") {
  REQUIRE_SUCCESS(statement, statement.execute("SELECT id, name FROM pos ORDER BY 1"));
  SQLSMALLINT columns = 0;
  REQUIRE_SUCCESS(statement, SQLNumResultCols(statement, &columns));
  CHECK(columns == 2);
  REQUIRE_SUCCESS(statement, SQLFetch(statement));
  std::array<char, 8> text{};
  EXPECT("ERROR 07009", statement, SQLGetData(statement, 3, SQL_C_CHAR, text.data(), 8, nullptr));
}

TEST_CASE_FIXTURE(Updating, "with read-only concurrency rows are refreshed from the result and not changed") {
  statement.set(SQL_ATTR_CONCURRENCY, SQL_CONCUR_READ_ONLY);
  open();
  EXPECT("ERROR HY092", statement, set(1, SQL_UPDATE));
  EXPECT("ERROR HY092", statement, set(1, SQL_DELETE));
  EXPECT("ERROR HY092", statement, set(1, SQL_ADD));
  names[0].fill('x');
  EXPECT("SUCCESS", statement, set(1, SQL_REFRESH));
  CHECK(std::string(names[0].data()) == "one");
}

TEST_CASE_FIXTURE(Updating, "keys beyond 2^53, values beyond it, reals, blobs and NULL are compared exactly") {
  statement.run(
      "DELETE FROM pos; INSERT INTO pos VALUES (9007199254740993, 'big', 9007199254740995), (-9223372036854775808, "
      "'low', x'00FF'), (5, 'real', 0.1)");
  std::array<std::array<char, 24>, 3> values{};
  std::array<SQLLEN, 3> lengths{};
  REQUIRE_SUCCESS(statement, SQLBindCol(statement, 3, SQL_C_CHAR, values.data(), 24, lengths.data()));
  REQUIRE_SUCCESS(statement, statement.execute("SELECT id, name, x FROM pos ORDER BY id"));
  REQUIRE_SUCCESS(statement, SQLFetch(statement));
  CHECK(std::string(values[2].data()) == "9007199254740995");
  for (std::size_t row = 0; row < 3; ++row) {
    name(row, "seen");
    lengths[row] = SQL_COLUMN_IGNORE;
  }
  EXPECT("SUCCESS", statement, set(0, SQL_UPDATE));
  CHECK(status == std::array<SQLUSMALLINT, 3>{SQL_ROW_UPDATED, SQL_ROW_UPDATED, SQL_ROW_UPDATED});
  CHECK(other.value_of("SELECT count(*) FROM pos WHERE name = 'seen'") == "3");
  EXPECT("SUCCESS", statement, set(0, SQL_DELETE));
  CHECK(other.value_of("SELECT count(*) FROM pos") == "0");
}

TEST_CASE_FIXTURE(Updating,
                  "what the application did not touch keeps its value, be it cut, untyped or without a buffer") {
  statement.run("DELETE FROM pos; INSERT INTO pos VALUES (1, 'a text longer than the buffer of twenty', 5)");
  std::array<std::array<char, 8>, 3> values{};
  std::array<SQLLEN, 3> lengths{};
  REQUIRE_SUCCESS(statement, SQLBindCol(statement, 3, SQL_C_CHAR, values.data(), 8, lengths.data()));
  REQUIRE_SUCCESS(statement, statement.execute("SELECT id, name, x FROM pos"));
  EXPECT("SUCCESS_WITH_INFO 01004", statement, SQLFetch(statement));
  EXPECT("SUCCESS", statement, set(1, SQL_UPDATE));
  CHECK(status[0] == SQL_ROW_UPDATED);
  CHECK(other.value_of("SELECT name || typeof(x) || x FROM pos") == "a text longer than the buffer of twentyinteger5");
  std::strcpy(names[0].data(), "changed");  // the length still says 39
  EXPECT("ERROR HY090", statement, set(1, SQL_UPDATE));
  name_lengths[0] = SQL_NTS;
  lengths[0] = SQL_NULL_DATA;
  REQUIRE_SUCCESS(statement, SQLBindCol(statement, 3, SQL_C_CHAR, nullptr, 0, lengths.data()));
  EXPECT("SUCCESS", statement, set(1, SQL_UPDATE));
  CHECK(other.value_of("SELECT name || x FROM pos") == "changed5");
}

TEST_CASE_FIXTURE(Updating, "SQLSetPos of all rows tells how many it changed") {
  open();
  for (std::size_t row = 0; row < 3; ++row) name(row, "x");
  other.run("DELETE FROM pos WHERE id = 2");
  fetched = 99;
  EXPECT("SUCCESS_WITH_INFO 01001", statement, set(0, SQL_UPDATE));
  CHECK(fetched == 2);
  CHECK(statement.row_count() == 2);
}

TEST_CASE_FIXTURE(Updating, "keys that differ by letter case only name two rows, whatever the column's collation") {
  statement.run(
      "DROP TABLE IF EXISTS nc; CREATE TABLE nc (a TEXT COLLATE NOCASE, b TEXT, PRIMARY KEY (a COLLATE BINARY)) "
      "WITHOUT ROWID; INSERT INTO nc VALUES ('A', 'x'), ('a', 'x')");
  REQUIRE_SUCCESS(statement, SQLFreeStmt(statement, SQL_UNBIND));
  REQUIRE_SUCCESS(statement, statement.execute("SELECT b FROM nc"));
  REQUIRE_SUCCESS(statement, SQLFetch(statement));
  EXPECT("SUCCESS", statement, set(1, SQL_DELETE));
  CHECK(other.value_of("SELECT count(*) FROM nc") == "1");
}

TEST_CASE_FIXTURE(Updating, "a subquery in the list, and values cut by SQL_ATTR_MAX_LENGTH, make a cursor read-only") {
  EXPECT("SUCCESS_WITH_INFO 01S02", statement,
         statement.execute("SELECT id, (SELECT name FROM pos p WHERE p.id = pos.id) FROM pos"));
  statement.close();
  statement.set(SQL_ATTR_MAX_LENGTH, 3);
  EXPECT("SUCCESS_WITH_INFO 01S02", statement, statement.execute("SELECT id, name FROM pos"));
}

TEST_CASE_FIXTURE(Updating, "a column that has the name of the rowid is changed and added to like any other") {
  other.run(
      "DROP TABLE IF EXISTS pos_rowid; CREATE TABLE pos_rowid (rowid INTEGER, name TEXT);"
      "INSERT INTO pos_rowid VALUES (70, 'a'), (80, 'b'), (90, 'c')");
  open("SELECT * FROM pos_rowid");
  ids[0] = 71;
  EXPECT("SUCCESS", statement, set(1, SQL_UPDATE));
  ids[1] = 100;
  EXPECT("SUCCESS", statement, set(2, SQL_ADD));
  CHECK(
      other.value_of("SELECT group_concat(_rowid_ || ':' || rowid || name) FROM (SELECT _rowid_, * FROM pos_rowid)") ==
      "1:71a,2:80b,3:90c,4:100b");
  statement.close();
  other.run("DROP TABLE pos_rowid");
}
