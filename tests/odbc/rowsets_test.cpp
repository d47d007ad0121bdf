// Owns: fetching several rows at once, by column and by row, and where SQLFetch reports. Never: conversions.
#include <array>
#include <cstddef>
#include <cstring>

#include "test_servers.h"

using servers::Connected;

namespace {

const std::string five_rows =
    "SELECT 1 AS id, 'one' AS name UNION ALL SELECT 2, 'two' UNION ALL SELECT 3, NULL UNION ALL SELECT 4, 'four' "
    "UNION ALL SELECT 5, 'a long name'";

struct Row {
  SQLBIGINT id;
  SQLLEN id_indicator;
  std::array<char, 6> name;
  SQLLEN name_length;
};

struct Rowset : Connected {
  std::array<SQLUSMALLINT, 3> status{};
  SQLULEN fetched = 0;

  Rowset() {
    statement.set(SQL_ATTR_ROW_ARRAY_SIZE, status.size());
    statement.set_place(SQL_ATTR_ROW_STATUS_PTR, status.data());
    statement.set_place(SQL_ATTR_ROWS_FETCHED_PTR, &fetched);
  }
};

}  // namespace

TEST_CASE_FIXTURE(Rowset, "the count of rows goes to a place that is not aligned too") {
  std::array<std::byte, 2 * sizeof(SQLULEN)> memory{};
  statement.set_place(SQL_ATTR_ROWS_FETCHED_PTR, memory.data() + 4);
  REQUIRE_SUCCESS(statement, statement.execute(five_rows));
  EXPECT("SUCCESS", statement, SQLFetch(statement));
  SQLULEN count = 0;
  std::memcpy(&count, memory.data() + 4, sizeof count);
  CHECK(count == 3);
}

TEST_CASE_FIXTURE(Rowset, "a rowset is fetched into columns") {
  std::array<SQLBIGINT, 3> ids{};
  std::array<SQLLEN, 3> id_lengths{};
  std::array<std::array<char, 6>, 3> names{};
  std::array<SQLLEN, 3> name_lengths{};
  REQUIRE_SUCCESS(statement, SQLBindCol(statement, 1, SQL_C_SBIGINT, ids.data(), 0, id_lengths.data()));
  REQUIRE_SUCCESS(statement, SQLBindCol(statement, 2, SQL_C_CHAR, names.data(), 6, name_lengths.data()));
  REQUIRE_SUCCESS(statement, statement.execute(five_rows));
  EXPECT("SUCCESS", statement, SQLFetch(statement));
  CHECK(fetched == 3);
  CHECK(status == std::array<SQLUSMALLINT, 3>{SQL_ROW_SUCCESS, SQL_ROW_SUCCESS, SQL_ROW_SUCCESS});
  CHECK(ids == std::array<SQLBIGINT, 3>{1, 2, 3});
  CHECK(id_lengths == std::array<SQLLEN, 3>{8, 8, 8});
  CHECK(std::string(names[1].data()) == "two");
  CHECK(name_lengths == std::array<SQLLEN, 3>{3, 3, SQL_NULL_DATA});
  EXPECT("SUCCESS_WITH_INFO 01004", statement, SQLFetch(statement));
  CHECK(fetched == 2);
  CHECK(status == std::array<SQLUSMALLINT, 3>{SQL_ROW_SUCCESS, SQL_ROW_SUCCESS_WITH_INFO, SQL_ROW_NOROW});
  CHECK(ids[1] == 5);
  CHECK(std::string(names[1].data()) == "a lon");
  CHECK(name_lengths[1] == 11);
  SQLLEN row = 0;
  REQUIRE_SUCCESS(statement,
                  SQLGetDiagField(SQL_HANDLE_STMT, statement, 1, SQL_DIAG_ROW_NUMBER, &row, sizeof row, nullptr));
  CHECK(row == 2);
  SQLINTEGER column = 0;
  REQUIRE_SUCCESS(statement, SQLGetDiagField(SQL_HANDLE_STMT, statement, 1, SQL_DIAG_COLUMN_NUMBER, &column,
                                             sizeof column, nullptr));
  CHECK(column == 2);
  EXPECT("NO_DATA", statement, SQLFetch(statement));
  CHECK(fetched == 0);
}

TEST_CASE_FIXTURE(Rowset, "a rowset is fetched into rows, at an offset") {
  std::array<Row, 6> rows{};
  SQLULEN offset = 0;
  statement.set(SQL_ATTR_ROW_BIND_TYPE, sizeof(Row));
  statement.set_place(SQL_ATTR_ROW_BIND_OFFSET_PTR, &offset);
  REQUIRE_SUCCESS(statement, SQLBindCol(statement, 1, SQL_C_SBIGINT, &rows[0].id, 0, &rows[0].id_indicator));
  REQUIRE_SUCCESS(statement, SQLBindCol(statement, 2, SQL_C_CHAR, rows[0].name.data(), 6, &rows[0].name_length));
  REQUIRE_SUCCESS(statement, statement.execute(five_rows));
  EXPECT("SUCCESS", statement, SQLFetch(statement));
  offset = 3 * sizeof(Row);
  EXPECT("SUCCESS_WITH_INFO 01004", statement, SQLFetch(statement));
  for (SQLBIGINT id = 1; id <= 5; ++id) CHECK(rows[static_cast<std::size_t>(id) - 1].id == id);
  CHECK(rows[5].id == 0);
  CHECK(std::string(rows[0].name.data()) == "one");
  CHECK(rows[2].name_length == SQL_NULL_DATA);
  CHECK(std::string(rows[3].name.data()) == "four");
  CHECK(rows[3].name_length == 4);
  CHECK(std::string(rows[4].name.data()) == "a lon");
  CHECK(rows[4].name_length == 11);
}

TEST_CASE_FIXTURE(Rowset, "a row with an error is marked and the others arrive") {
  std::array<SQLSCHAR, 3> small{};
  std::array<SQLLEN, 3> lengths{};
  REQUIRE_SUCCESS(statement, SQLBindCol(statement, 1, SQL_C_STINYINT, small.data(), 0, lengths.data()));
  REQUIRE_SUCCESS(statement, statement.execute("SELECT 1 UNION ALL SELECT 1000 UNION ALL SELECT 3"));
  EXPECT("SUCCESS_WITH_INFO 22003", statement, SQLFetch(statement));
  CHECK(status == std::array<SQLUSMALLINT, 3>{SQL_ROW_SUCCESS, SQL_ROW_ERROR, SQL_ROW_SUCCESS});
  CHECK(fetched == 3);
  CHECK(small[0] == 1);
  CHECK(small[2] == 3);
}

TEST_CASE_FIXTURE(Connected, "SQL_ATTR_ROW_NUMBER is the current row") {
  REQUIRE_SUCCESS(statement, statement.execute(five_rows));
  for (SQLULEN expected = 1; expected <= 5; ++expected) {
    REQUIRE_SUCCESS(statement, SQLFetch(statement));
    SQLULEN row = 0;
    REQUIRE_SUCCESS(statement, SQLGetStmtAttr(statement, SQL_ATTR_ROW_NUMBER, &row, 0, nullptr));
    CHECK(row == expected);
  }
}

TEST_CASE_FIXTURE(Connected, "a thousand rows arrive in their order") {
  REQUIRE_SUCCESS(statement, statement.execute("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE "
                                               "i < 1000) SELECT i, printf('%08d', i) FROM n"));
  SQLBIGINT id = 0;
  std::array<char, 9> digits{};
  REQUIRE_SUCCESS(statement, SQLBindCol(statement, 1, SQL_C_SBIGINT, &id, 0, nullptr));
  REQUIRE_SUCCESS(statement, SQLBindCol(statement, 2, SQL_C_CHAR, digits.data(), digits.size(), nullptr));
  SQLBIGINT count = 0;
  while (SQLFetch(statement) == SQL_SUCCESS) {
    ++count;
    REQUIRE(id == count);
    REQUIRE(std::atoll(digits.data()) == count);
  }
  CHECK(count == 1000);
}
