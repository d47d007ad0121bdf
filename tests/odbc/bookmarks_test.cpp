// Owns: bookmarks: column 0 bound and through SQLGetData, SQL_FETCH_BOOKMARK. Never: bulk operations.
#include <array>
#include <cstring>
#include <string>

#include "test_servers.h"

using servers::Connected;

namespace {

const std::string nine_rows =
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9) SELECT i FROM n";

struct Bookmarked : Connected {
  SQLBIGINT id = 0;

  Bookmarked() {
    statement.set(SQL_ATTR_CURSOR_TYPE, SQL_CURSOR_STATIC);
    REQUIRE_SUCCESS(statement, SQLBindCol(statement, 1, SQL_C_SBIGINT, &id, 0, nullptr));
  }

  void open(SQLULEN kind) {
    statement.set(SQL_ATTR_USE_BOOKMARKS, kind);
    REQUIRE_SUCCESS(statement, statement.execute(nine_rows));
  }

  SQLRETURN go(SQLLEN offset, void* bookmark) {
    statement.set_place(SQL_ATTR_FETCH_BOOKMARK_PTR, bookmark);
    id = 0;
    return SQLFetchScroll(statement, SQL_FETCH_BOOKMARK, offset);
  }
};

}  // namespace

TEST_CASE_FIXTURE(Bookmarked, "a variable bookmark read by SQLGetData leads back to its row") {
  open(SQL_UB_VARIABLE);
  for (int row = 0; row < 4; ++row) REQUIRE_SUCCESS(statement, SQLFetch(statement));
  std::array<unsigned char, 16> bookmark{};
  SQLLEN length = 0;
  EXPECT("SUCCESS", statement, SQLGetData(statement, 0, SQL_C_VARBOOKMARK, bookmark.data(), bookmark.size(), &length));
  CHECK(length == 8);
  REQUIRE_SUCCESS(statement, SQLFetchScroll(statement, SQL_FETCH_LAST, 0));
  CHECK(id == 9);
  EXPECT("SUCCESS", statement, go(0, bookmark.data()));
  CHECK(id == 4);
  EXPECT("SUCCESS", statement, go(2, bookmark.data()));
  CHECK(id == 6);
  EXPECT("SUCCESS", statement, go(-3, bookmark.data()));
  CHECK(id == 1);
  EXPECT("NO_DATA", statement, go(6, bookmark.data()));
  EXPECT("NO_DATA", statement, go(-4, bookmark.data()));
}

TEST_CASE_FIXTURE(Bookmarked, "a fixed bookmark is an SQLULEN") {
  open(SQL_UB_ON);
  REQUIRE_SUCCESS(statement, SQLFetchScroll(statement, SQL_FETCH_ABSOLUTE, 7));
  SQLULEN bookmark = 0;
  SQLLEN length = 0;
  EXPECT("SUCCESS", statement, SQLGetData(statement, 0, SQL_C_BOOKMARK, &bookmark, 0, &length));
  CHECK(length == sizeof bookmark);
  REQUIRE_SUCCESS(statement, SQLFetchScroll(statement, SQL_FETCH_FIRST, 0));
  EXPECT("SUCCESS", statement, go(1, &bookmark));
  CHECK(id == 8);
}

TEST_CASE_FIXTURE(Bookmarked, "column 0 is bound like any other, for whole rowsets") {
  std::array<std::array<unsigned char, 8>, 3> bookmarks{};
  std::array<SQLLEN, 3> lengths{};
  std::array<SQLBIGINT, 3> ids{};
  statement.set(SQL_ATTR_USE_BOOKMARKS, SQL_UB_VARIABLE);
  statement.set(SQL_ATTR_ROW_ARRAY_SIZE, 3);
  REQUIRE_SUCCESS(statement, SQLBindCol(statement, 1, SQL_C_SBIGINT, ids.data(), 0, nullptr));
  REQUIRE_SUCCESS(statement, SQLBindCol(statement, 0, SQL_C_VARBOOKMARK, bookmarks.data(), 8, lengths.data()));
  REQUIRE_SUCCESS(statement, statement.execute(nine_rows));
  REQUIRE_SUCCESS(statement, SQLFetch(statement));
  REQUIRE_SUCCESS(statement, SQLFetch(statement));
  CHECK(ids == std::array<SQLBIGINT, 3>{4, 5, 6});
  CHECK(lengths == std::array<SQLLEN, 3>{8, 8, 8});
  std::array<unsigned char, 8> fifth = bookmarks[1];
  REQUIRE_SUCCESS(statement, SQLFetchScroll(statement, SQL_FETCH_FIRST, 0));
  EXPECT("SUCCESS", statement, go(0, fifth.data()));
  CHECK(ids == std::array<SQLBIGINT, 3>{5, 6, 7});
  CHECK(std::memcmp(bookmarks[0].data(), fifth.data(), 8) == 0);
}

TEST_CASE_FIXTURE(Bookmarked, "a bookmark that is none of this result is HY111") {
  open(SQL_UB_VARIABLE);
  REQUIRE_SUCCESS(statement, SQLFetch(statement));
  for (SQLUBIGINT wrong : {SQLUBIGINT{0}, SQLUBIGINT{10}, ~SQLUBIGINT{0}}) {
    CAPTURE(wrong);
    EXPECT("ERROR HY111", statement, go(0, &wrong));
  }
  EXPECT("ERROR HY111", statement, go(0, nullptr));
}

TEST_CASE_FIXTURE(Bookmarked, "without SQL_ATTR_USE_BOOKMARKS there is no column 0") {
  open(SQL_UB_OFF);
  REQUIRE_SUCCESS(statement, SQLFetch(statement));
  SQLULEN bookmark = 1;
  SQLLEN length = 0;
  EXPECT("ERROR 07009", statement, SQLGetData(statement, 0, SQL_C_BOOKMARK, &bookmark, 0, &length));
  EXPECT("ERROR 07009", statement, SQLBindCol(statement, 0, SQL_C_BOOKMARK, &bookmark, 0, &length));
  EXPECT("ERROR HY106", statement, go(0, &bookmark));
}

TEST_CASE_FIXTURE(Bookmarked, "a buffer that is too short for a bookmark") {
  open(SQL_UB_VARIABLE);
  REQUIRE_SUCCESS(statement, SQLFetch(statement));
  std::array<unsigned char, 8> bookmark{};
  SQLLEN length = 0;
  EXPECT("SUCCESS_WITH_INFO 01004", statement,
         SQLGetData(statement, 0, SQL_C_VARBOOKMARK, bookmark.data(), 7, &length));
  CHECK(length == 8);
  EXPECT("ERROR 07006", statement, SQLGetData(statement, 0, SQL_C_CHAR, bookmark.data(), 8, &length));
}

TEST_CASE_FIXTURE(Bookmarked, "column 0 is described") {
  open(SQL_UB_VARIABLE);
  SQLSMALLINT type = 0, nullable = 9;
  SQLULEN size = 0;
  EXPECT("SUCCESS", statement, SQLDescribeCol(statement, 0, nullptr, 0, nullptr, &type, &size, nullptr, &nullable));
  CHECK(type == SQL_BINARY);
  CHECK(size == 8);
  CHECK(nullable == SQL_NO_NULLS);
  SQLSMALLINT count = 0;
  REQUIRE_SUCCESS(statement, SQLNumResultCols(statement, &count));
  CHECK(count == 1);
}
