// Owns: static scrollable cursors through SQLFetchScroll, and the attributes that ask for them. Never: the arithmetic
// of every edge (the unit test of cursor/scroll_position has it).
#include <array>
#include <string>

#include "test_servers.h"

using servers::Connected;

namespace {

const std::string seven_rows =
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 7) SELECT i FROM n";

SQLULEN attribute_of(SQLHSTMT statement, SQLINTEGER attribute) {
  SQLULEN value = 99;
  REQUIRE(SQLGetStmtAttr(statement, attribute, &value, 0, nullptr) == SQL_SUCCESS);
  return value;
}

struct Scrolling : Connected {
  std::array<SQLBIGINT, 3> ids{};
  std::array<SQLUSMALLINT, 3> status{};
  SQLULEN fetched = 0;

  Scrolling() {
    statement.set(SQL_ATTR_CURSOR_TYPE, SQL_CURSOR_STATIC);
    statement.set(SQL_ATTR_ROW_ARRAY_SIZE, ids.size());
    statement.set_place(SQL_ATTR_ROW_STATUS_PTR, status.data());
    statement.set_place(SQL_ATTR_ROWS_FETCHED_PTR, &fetched);
    REQUIRE_SUCCESS(statement, SQLBindCol(statement, 1, SQL_C_SBIGINT, ids.data(), 0, nullptr));
  }

  SQLRETURN scroll(SQLSMALLINT orientation, SQLLEN offset = 0) {
    ids.fill(0);
    return SQLFetchScroll(statement, orientation, offset);
  }
};

}  // namespace

TEST_CASE_FIXTURE(Scrolling, "a static cursor goes to any rowset, and nothing is sent for it") {
  REQUIRE_SUCCESS(statement, statement.execute(seven_rows));
  EXPECT("SUCCESS", statement, scroll(SQL_FETCH_LAST));
  CHECK(ids == std::array<SQLBIGINT, 3>{5, 6, 7});
  EXPECT("SUCCESS", statement, scroll(SQL_FETCH_PRIOR));
  CHECK(ids == std::array<SQLBIGINT, 3>{2, 3, 4});
  EXPECT("SUCCESS_WITH_INFO 01S06", statement, scroll(SQL_FETCH_PRIOR));
  CHECK(ids == std::array<SQLBIGINT, 3>{1, 2, 3});
  EXPECT("NO_DATA", statement, scroll(SQL_FETCH_PRIOR));
  EXPECT("SUCCESS", statement, scroll(SQL_FETCH_ABSOLUTE, 6));
  CHECK(ids == std::array<SQLBIGINT, 3>{6, 7, 0});
  CHECK(fetched == 2);
  CHECK(status == std::array<SQLUSMALLINT, 3>{SQL_ROW_SUCCESS, SQL_ROW_SUCCESS, SQL_ROW_NOROW});
  CHECK(attribute_of(statement, SQL_ATTR_ROW_NUMBER) == 6);
  EXPECT("SUCCESS", statement, scroll(SQL_FETCH_RELATIVE, -4));
  CHECK(ids == std::array<SQLBIGINT, 3>{2, 3, 4});
  EXPECT("SUCCESS", statement, scroll(SQL_FETCH_ABSOLUTE, -1));
  CHECK(ids == std::array<SQLBIGINT, 3>{7, 0, 0});
  EXPECT("SUCCESS", statement, scroll(SQL_FETCH_FIRST));
  CHECK(ids == std::array<SQLBIGINT, 3>{1, 2, 3});
  // iODBC refuses SQLFetch after SQLFetchScroll by itself, as ODBC 2 did after SQLExtendedFetch.
  const bool may_mix = application::manager() != application::Manager::Iodbc;
  EXPECT(application::unless_iodbc("SUCCESS", "ERROR HY010"), statement, SQLFetch(statement));
  if (may_mix) CHECK(ids == std::array<SQLBIGINT, 3>{4, 5, 6});
  EXPECT("NO_DATA", statement, scroll(SQL_FETCH_ABSOLUTE, 8));
  EXPECT("NO_DATA", statement, scroll(SQL_FETCH_NEXT));
}

TEST_CASE_FIXTURE(Scrolling, "SQLGetData reads the first row of the rowset it was moved to, as often as it is moved") {
  statement.set(SQL_ATTR_ROW_ARRAY_SIZE, 1);
  REQUIRE_SUCCESS(statement, statement.execute(seven_rows));
  for (const SQLLEN row : {7, 1, 4, 4}) {
    EXPECT("SUCCESS", statement, scroll(SQL_FETCH_ABSOLUTE, row));
    CHECK(statement.integer_at(1) == row);
  }
}

TEST_CASE_FIXTURE(Connected, "the attributes that ask for a scrollable cursor imply each other") {
  statement.set(SQL_ATTR_CURSOR_SCROLLABLE, SQL_SCROLLABLE);
  CHECK(attribute_of(statement, SQL_ATTR_CURSOR_TYPE) == SQL_CURSOR_STATIC);
  statement.set(SQL_ATTR_CURSOR_SCROLLABLE, SQL_NONSCROLLABLE);
  CHECK(attribute_of(statement, SQL_ATTR_CURSOR_TYPE) == SQL_CURSOR_FORWARD_ONLY);
  statement.set(SQL_ATTR_CURSOR_TYPE, SQL_CURSOR_STATIC);
  CHECK(attribute_of(statement, SQL_ATTR_CURSOR_SCROLLABLE) == SQL_SCROLLABLE);
  CHECK(attribute_of(statement, SQL_ATTR_CURSOR_SENSITIVITY) == SQL_INSENSITIVE);
  EXPECT("SUCCESS_WITH_INFO 01S02", statement,
         SQLSetStmtAttr(statement, SQL_ATTR_CURSOR_TYPE, reinterpret_cast<SQLPOINTER>(SQL_CURSOR_KEYSET_DRIVEN), 0));
  CHECK(attribute_of(statement, SQL_ATTR_CURSOR_TYPE) == SQL_CURSOR_STATIC);
}
