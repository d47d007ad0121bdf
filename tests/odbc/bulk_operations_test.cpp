// Owns: SQLBulkOperations on the engine: adding rows, and updating, deleting and fetching them by bookmark. Never:
// SQLSetPos.
#include <array>
#include <cstring>
#include <string>

#include "test_servers.h"

using servers::Connected;

namespace {

constexpr std::size_t size = 3;

struct Bulk : Connected {
  std::array<SQLUBIGINT, size> bookmarks{};
  std::array<SQLLEN, size> bookmark_lengths{};
  std::array<SQLBIGINT, size> ids{};
  std::array<SQLLEN, size> id_lengths{};
  std::array<std::array<char, 20>, size> names{};
  std::array<SQLLEN, size> name_lengths{};
  std::array<SQLUSMALLINT, size> status{};
  SQLULEN affected = 77;
  application::Statement other{connection};

  Bulk() {
    statement.run(
        "DROP TABLE IF EXISTS bulk; CREATE TABLE bulk (id INTEGER PRIMARY KEY, name TEXT); "
        "INSERT INTO bulk VALUES (1, 'one'), (2, 'two'), (3, 'three'), (4, 'four'), (5, 'five')");
    statement.set(SQL_ATTR_CURSOR_TYPE, SQL_CURSOR_STATIC);
    statement.set(SQL_ATTR_CONCURRENCY, SQL_CONCUR_VALUES);
    statement.set(SQL_ATTR_USE_BOOKMARKS, SQL_UB_VARIABLE);
    statement.set(SQL_ATTR_ROW_ARRAY_SIZE, size);
    statement.set_place(SQL_ATTR_ROW_STATUS_PTR, status.data());
    statement.set_place(SQL_ATTR_ROWS_FETCHED_PTR, &affected);
    REQUIRE_SUCCESS(statement,
                    SQLBindCol(statement, 0, SQL_C_VARBOOKMARK, bookmarks.data(), 8, bookmark_lengths.data()));
    REQUIRE_SUCCESS(statement, SQLBindCol(statement, 1, SQL_C_SBIGINT, ids.data(), 0, id_lengths.data()));
    REQUIRE_SUCCESS(statement, SQLBindCol(statement, 2, SQL_C_CHAR, names.data(), 20, name_lengths.data()));
    REQUIRE_SUCCESS(statement, statement.execute("SELECT id, name FROM bulk ORDER BY id"));
  }

  void row(std::size_t place, SQLBIGINT id, const char* name) {
    ids.at(place) = id;
    id_lengths.at(place) = 0;
    std::strcpy(names.at(place).data(), name);
    name_lengths.at(place) = SQL_NTS;
  }

  std::string table() {
    return other.value_of("SELECT group_concat(id || name) FROM (SELECT * FROM bulk ORDER BY id)");
  }
};

}  // namespace

TEST_CASE_FIXTURE(Bulk, "rows are added by one request and get bookmarks") {
  row(0, 11, "a");
  row(1, 12, "b");
  row(2, 13, "c");
  servers::reset_counts();
  EXPECT("SUCCESS", statement, SQLBulkOperations(statement, SQL_ADD));
  CHECK(servers::counts().requests == 1);
  CHECK(status == std::array<SQLUSMALLINT, size>{SQL_ROW_ADDED, SQL_ROW_ADDED, SQL_ROW_ADDED});
  CHECK(affected == 3);
  CHECK(statement.row_count() == 3);
  CHECK(table() == "1one,2two,3three,4four,5five,11a,12b,13c");
  const std::array<SQLUBIGINT, size> added = bookmarks;
  ids.fill(0);
  bookmarks = {added[2], added[0], 1};
  EXPECT("SUCCESS", statement, SQLBulkOperations(statement, SQL_FETCH_BY_BOOKMARK));
  CHECK(ids == std::array<SQLBIGINT, size>{13, 11, 1});
  CHECK(std::string(names[0].data()) == "c");
}

TEST_CASE_FIXTURE(Bulk, "rows are updated by bookmark, in any order") {
  REQUIRE_SUCCESS(statement, SQLFetch(statement));
  REQUIRE_SUCCESS(statement, SQLFetch(statement));  // rows 4 and 5
  const SQLUBIGINT fourth = bookmarks[0], fifth = bookmarks[1];
  bookmarks = {fifth, 2, fourth};
  row(0, 0, "FIVE");
  row(1, 0, "TWO");
  row(2, 0, "FOUR");
  id_lengths.fill(SQL_COLUMN_IGNORE);
  EXPECT("SUCCESS", statement, SQLBulkOperations(statement, SQL_UPDATE_BY_BOOKMARK));
  CHECK(status == std::array<SQLUSMALLINT, size>{SQL_ROW_UPDATED, SQL_ROW_UPDATED, SQL_ROW_UPDATED});
  CHECK(table() == "1one,2TWO,3three,4FOUR,5FIVE");
}

TEST_CASE_FIXTURE(Bulk, "rows are deleted by bookmark; a bookmark that is none is that row's error") {
  bookmarks = {4, 99, 2};
  EXPECT("SUCCESS_WITH_INFO HY111", statement, SQLBulkOperations(statement, SQL_DELETE_BY_BOOKMARK));
  CHECK(status == std::array<SQLUSMALLINT, size>{SQL_ROW_DELETED, SQL_ROW_ERROR, SQL_ROW_DELETED});
  CHECK(affected == 2);
  CHECK(table() == "1one,3three,5five");
  bookmarks = {4, 99, 2};
  EXPECT("ERROR HY111", statement, SQLBulkOperations(statement, SQL_FETCH_BY_BOOKMARK));
}

TEST_CASE_FIXTURE(Bulk, "afterwards the cursor is on no row until it is fetched") {
  REQUIRE_SUCCESS(statement, SQLFetch(statement));
  bookmarks = {1, 2, 3};
  EXPECT("SUCCESS", statement, SQLBulkOperations(statement, SQL_FETCH_BY_BOOKMARK));
  EXPECT("ERROR HY109", statement, SQLSetPos(statement, 1, SQL_POSITION, SQL_LOCK_NO_CHANGE));
  EXPECT("SUCCESS", statement, SQLFetchScroll(statement, SQL_FETCH_ABSOLUTE, 2));
  CHECK(ids == std::array<SQLBIGINT, size>{2, 3, 4});
  EXPECT("SUCCESS", statement, SQLSetPos(statement, 2, SQL_POSITION, SQL_LOCK_NO_CHANGE));
}

TEST_CASE_FIXTURE(Bulk, "data at execution for added rows, with the address of each row's buffer") {
  row(0, 21, "");
  row(1, 22, "bound");
  row(2, 23, "");
  name_lengths = {SQL_LEN_DATA_AT_EXEC(4), SQL_NTS, SQL_DATA_AT_EXEC};
  EXPECT("NEED_DATA", statement, SQLBulkOperations(statement, SQL_ADD));
  SQLPOINTER place = nullptr;
  char text[] = "later";
  EXPECT("NEED_DATA", statement, SQLParamData(statement, &place));
  CHECK(place == names[0].data());
  REQUIRE_SUCCESS(statement, SQLPutData(statement, text, SQL_NTS));
  EXPECT("NEED_DATA", statement, SQLParamData(statement, &place));
  CHECK(place == names[2].data());
  REQUIRE_SUCCESS(statement, SQLPutData(statement, nullptr, SQL_NULL_DATA));
  EXPECT("SUCCESS", statement, SQLParamData(statement, &place));
  CHECK(other.value_of("SELECT group_concat(ifnull(name, 'NULL')) FROM bulk WHERE id > 20") == "later,bound,NULL");
}

TEST_CASE_FIXTURE(Bulk, "cancelling leaves the cursor where it was, and adds nothing") {
  REQUIRE_SUCCESS(statement, SQLFetch(statement));
  REQUIRE_SUCCESS(statement, SQLSetPos(statement, 2, SQL_POSITION, SQL_LOCK_NO_CHANGE));
  row(0, 41, "a");
  row(1, 42, "b");
  row(2, 43, "c");
  name_lengths[1] = SQL_DATA_AT_EXEC;
  EXPECT("NEED_DATA", statement, SQLBulkOperations(statement, SQL_ADD));
  REQUIRE(SQLCancel(statement) == SQL_SUCCESS);
  CHECK(statement.text_at(2) == "two");
  CHECK(table() == "1one,2two,3three,4four,5five");
}

TEST_CASE_FIXTURE(Bulk, "operations by bookmark need bookmarks") {
  REQUIRE_SUCCESS(statement, SQLBindCol(statement, 0, SQL_C_VARBOOKMARK, nullptr, 0, nullptr));
  EXPECT("ERROR HY092", statement, SQLBulkOperations(statement, SQL_DELETE_BY_BOOKMARK));
  EXPECT("ERROR HY092", statement, SQLBulkOperations(statement, 99));
  statement.close();
  EXPECT("ERROR HY010", statement, SQLBulkOperations(statement, SQL_ADD));
}

TEST_CASE_FIXTURE(Bulk, "one row that violates a constraint: none is added") {
  row(0, 31, "a");
  row(1, 1, "b");
  row(2, 33, "c");
  EXPECT("ERROR 23000", statement, SQLBulkOperations(statement, SQL_ADD));
  CHECK(status == std::array<SQLUSMALLINT, size>{SQL_ROW_ERROR, SQL_ROW_ERROR, SQL_ROW_ERROR});
  CHECK(table() == "1one,2two,3three,4four,5five");
}

TEST_CASE_FIXTURE(Bulk, "a read-only cursor adds nothing") {
  statement.close();
  statement.set(SQL_ATTR_CONCURRENCY, SQL_CONCUR_READ_ONLY);
  REQUIRE_SUCCESS(statement, statement.execute("SELECT id, name FROM bulk ORDER BY id"));
  EXPECT("ERROR HY092", statement, SQLBulkOperations(statement, SQL_ADD));
  bookmarks = {5, 1, 3};
  EXPECT("SUCCESS", statement, SQLBulkOperations(statement, SQL_FETCH_BY_BOOKMARK));
  CHECK(ids == std::array<SQLBIGINT, size>{5, 1, 3});
}
