// Owns: SQLExtendedFetch and SQLSetScrollOptions, the functions of ODBC 2 for block cursors. Never: SQLFetchScroll.
#include <array>
#include <string>

#include "test_servers.h"

using application::Manager;
using servers::Connected;

namespace {

const std::string seven_rows =
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 7) SELECT i, 'row ' || i FROM n";

struct Extended : Connected {
  std::array<SQLBIGINT, 3> ids{};
  std::array<SQLUSMALLINT, 3> status{};
  SQLULEN fetched = 9;

  Extended() {
    statement.set(SQL_ATTR_CURSOR_TYPE, SQL_CURSOR_STATIC);
    statement.set(SQL_ROWSET_SIZE, ids.size());
    REQUIRE_SUCCESS(statement, SQLBindCol(statement, 1, SQL_C_SBIGINT, ids.data(), 0, nullptr));
  }

  SQLRETURN fetch(SQLUSMALLINT orientation, SQLLEN offset = 0) {
    ids.fill(0);
    return SQLExtendedFetch(statement, orientation, offset, &fetched, status.data());
  }
};

}  // namespace

TEST_CASE_FIXTURE(Extended, "rowsets of SQL_ROWSET_SIZE with a status array of their own") {
  statement.set(SQL_ATTR_ROW_ARRAY_SIZE, 1);
  REQUIRE_SUCCESS(statement, statement.execute(seven_rows));
  EXPECT("SUCCESS", statement, fetch(SQL_FETCH_NEXT));
  CHECK(ids == std::array<SQLBIGINT, 3>{1, 2, 3});
  CHECK(fetched == 3);
  EXPECT("SUCCESS", statement, fetch(SQL_FETCH_LAST));
  CHECK(ids == std::array<SQLBIGINT, 3>{5, 6, 7});
  EXPECT("SUCCESS", statement, fetch(SQL_FETCH_ABSOLUTE, 6));
  CHECK(ids == std::array<SQLBIGINT, 3>{6, 7, 0});
  CHECK(fetched == 2);
  CHECK(status == std::array<SQLUSMALLINT, 3>{SQL_ROW_SUCCESS, SQL_ROW_SUCCESS, SQL_ROW_NOROW});
  EXPECT("NO_DATA", statement, fetch(SQL_FETCH_NEXT));
  EXPECT("SUCCESS", statement, fetch(SQL_FETCH_FIRST));
  EXPECT("SUCCESS", statement, fetch(SQL_FETCH_RELATIVE, 1));
  CHECK(ids == std::array<SQLBIGINT, 3>{2, 3, 4});
  EXPECT("SUCCESS_WITH_INFO 01S06", statement, fetch(SQL_FETCH_PRIOR));
  CHECK(ids == std::array<SQLBIGINT, 3>{1, 2, 3});
  EXPECT("ERROR HY106", statement, fetch(77));
}

TEST_CASE_FIXTURE(Extended, "a row in error is the warning 01S01, even if it is the only one") {
  REQUIRE_SUCCESS(statement, statement.execute("SELECT 'no number' UNION ALL SELECT 5 UNION ALL SELECT NULL"));
  EXPECT("SUCCESS_WITH_INFO 01S01", statement, fetch(SQL_FETCH_NEXT));
  CHECK(status == std::array<SQLUSMALLINT, 3>{SQL_ROW_ERROR, SQL_ROW_SUCCESS, SQL_ROW_ERROR});
  CHECK(ids[1] == 5);
  statement.close();
  statement.set(SQL_ROWSET_SIZE, 1);
  REQUIRE_SUCCESS(statement, statement.execute("SELECT 'no number'"));
  EXPECT("SUCCESS_WITH_INFO 01S01", statement, fetch(SQL_FETCH_NEXT));
}

TEST_CASE_FIXTURE(Extended, "SQLExtendedFetch and SQLFetch do not mix on one cursor") {
  REQUIRE_SUCCESS(statement, statement.execute(seven_rows));
  EXPECT("SUCCESS", statement, fetch(SQL_FETCH_NEXT));
  EXPECT("ERROR HY010", statement, SQLFetch(statement));
  EXPECT("ERROR HY010", statement, SQLFetchScroll(statement, SQL_FETCH_NEXT, 0));
  statement.close();
  REQUIRE_SUCCESS(statement, statement.execute(seven_rows));
  REQUIRE_SUCCESS(statement, SQLFetch(statement));
  EXPECT("ERROR HY010", statement, fetch(SQL_FETCH_NEXT));
}

TEST_CASE_FIXTURE(Extended, "without a cursor, and with a forward-only one") {
  EXPECT("ERROR HY010", statement, fetch(SQL_FETCH_NEXT));
  statement.set(SQL_ATTR_CURSOR_TYPE, SQL_CURSOR_FORWARD_ONLY);
  REQUIRE_SUCCESS(statement, statement.execute(seven_rows));
  EXPECT("ERROR HY106", statement, fetch(SQL_FETCH_FIRST));
  EXPECT("SUCCESS", statement, fetch(SQL_FETCH_NEXT));
}

TEST_CASE_FIXTURE(Extended, "SQLGetData reads the row that SQLSetPos chose") {
  REQUIRE_SUCCESS(statement, statement.execute(seven_rows));
  EXPECT("SUCCESS", statement, fetch(SQL_FETCH_NEXT));
  CHECK(statement.text_at(2) == "row 1");
  REQUIRE_SUCCESS(statement, SQLSetPos(statement, 3, SQL_POSITION, SQL_LOCK_NO_CHANGE));
  CHECK(statement.text_at(2) == "row 3");
}

TEST_CASE_FIXTURE(Extended, "a fixed bookmark is the offset") {
  statement.set(SQL_ATTR_USE_BOOKMARKS, SQL_UB_ON);
  REQUIRE_SUCCESS(statement, statement.execute(seven_rows));
  EXPECT("SUCCESS", statement, fetch(SQL_FETCH_ABSOLUTE, 5));
  SQLULEN bookmark = 0;
  REQUIRE_SUCCESS(statement, SQLGetData(statement, 0, SQL_C_BOOKMARK, &bookmark, 0, nullptr));
  EXPECT("SUCCESS", statement, fetch(SQL_FETCH_FIRST));
  EXPECT("SUCCESS", statement, fetch(SQL_FETCH_BOOKMARK, static_cast<SQLLEN>(bookmark)));
  CHECK(ids == std::array<SQLBIGINT, 3>{5, 6, 7});
}

TEST_CASE_FIXTURE(Connected, "SQLSetScrollOptions sets the attributes that took its place") {
  EXPECT("SUCCESS", statement, SQLSetScrollOptions(statement, SQL_CONCUR_READ_ONLY, SQL_SCROLL_STATIC, 5));
  SQLULEN value = 0;
  REQUIRE_SUCCESS(statement, SQLGetStmtAttr(statement, SQL_ATTR_CURSOR_TYPE, &value, 0, nullptr));
  CHECK(value == SQL_CURSOR_STATIC);
  REQUIRE_SUCCESS(statement, SQLGetStmtAttr(statement, SQL_ROWSET_SIZE, &value, 0, nullptr));
  CHECK(value == 5);
}
