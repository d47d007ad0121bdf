// Owns: values that D1 rounds where a second look is impossible or comes too late: in texts that write, in changes
// through a cursor, in texts that cannot be wrapped. Never: plain queries (lossless_test).
#include <array>

#include "lossless_reading.h"

using application::Statement;
using lossless::make_table;
using lossless::Reading;

TEST_CASE("a query in a text that also writes is exact") {
  const Reading reading("auto");
  Statement statement(reading.connection);
  make_table(statement);
  statement.run("INSERT INTO lossless VALUES (1, 9007199254740993, '')");
  servers::reset_counts();
  REQUIRE_SUCCESS(statement, statement.execute("SELECT x FROM lossless; UPDATE lossless SET x = 1"));
  REQUIRE_SUCCESS(statement, SQLFetch(statement));
  CHECK(statement.integer_at(1) == 9007199254740993);
  CHECK(servers::counts().requests == 1);
}

TEST_CASE(
    "a cell that D1 rounded and nothing can bring exactly is 22003 as a number, and its digits come with a warning") {
  // The wrapper would make the text longer than D1 takes, so the second look is refused.
  const std::string sql = "SELECT 9007199254740993, 5, '" + std::string(99'950, 'x') + "'";
  for (const char* lossless : {"auto", "always"}) {
    CAPTURE(lossless);
    const Reading reading(lossless);
    Statement statement(reading.connection);
    EXPECT(application::unless_iodbc("SUCCESS_WITH_INFO 01000", "SUCCESS"), statement, statement.execute(sql));
    REQUIRE_SUCCESS(statement, SQLFetch(statement));
    SQLBIGINT number = 7;
    double real = 7;
    SQLLEN length = 7;
    EXPECT("ERROR 22003", statement, SQLGetData(statement, 1, SQL_C_SBIGINT, &number, 0, &length));
    CHECK(statement.text().find("CAST(column AS TEXT)") != std::string::npos);
    EXPECT("ERROR 22003", statement, SQLGetData(statement, 1, SQL_C_DOUBLE, &real, 0, &length));
    EXPECT("ERROR 22003", statement, SQLGetData(statement, 1, SQL_C_BINARY, &number, sizeof number, &length));
    CHECK(number == 7);
    std::array<char, 30> text{};
    EXPECT("SUCCESS_WITH_INFO 01000", statement,
           SQLGetData(statement, 1, SQL_C_CHAR, text.data(), text.size(), &length));
    CHECK(std::string(text.data()) == "9007199254740992");
    CHECK(length == 16);
    CHECK(statement.text().find("LosslessIntegers=off") != std::string::npos);
    EXPECT("SUCCESS", statement, SQLGetData(statement, 2, SQL_C_SBIGINT, &number, 0, &length));
    CHECK(number == 5);
  }
  const Reading reading("off");
  Statement statement(reading.connection);
  REQUIRE_SUCCESS(statement, statement.execute(sql));
  REQUIRE_SUCCESS(statement, SQLFetch(statement));
  CHECK(statement.integer_at(1) == 9007199254740992);
}

TEST_CASE("a bound cell that D1 rounded is 22003 as a number, and its digits come with a warning") {
  const Reading reading("auto");
  Statement statement(reading.connection);
  SQLBIGINT number = 7;
  SQLLEN length = 0;
  REQUIRE_SUCCESS(statement, SQLBindCol(statement, 1, SQL_C_SBIGINT, &number, 0, &length));
  const std::string sql = "SELECT 9007199254740993, '" + std::string(99'950, 'x') + "'";
  REQUIRE(SQL_SUCCEEDED(statement.execute(sql)));
  EXPECT("ERROR 22003", statement, SQLFetch(statement));
  CHECK(number == 7);
  statement.close();
  std::array<char, 30> text{};
  REQUIRE_SUCCESS(statement, SQLBindCol(statement, 1, SQL_C_CHAR, text.data(), text.size(), &length));
  REQUIRE(SQL_SUCCEEDED(statement.execute(sql)));
  EXPECT("SUCCESS_WITH_INFO 01000", statement, SQLFetch(statement));
  CHECK(std::string(text.data()) == "9007199254740992");
}

TEST_CASE("rows changed through a cursor are exact before and after, in each way of reading") {
  for (const char* lossless : {"auto", "always"}) {
    CAPTURE(lossless);
    const Reading reading(lossless);
    Statement statement(reading.connection);
    make_table(statement);
    statement.run("INSERT INTO lossless VALUES (9007199254740993, 9007199254740995, 'a')");
    statement.set(SQL_ATTR_CONCURRENCY, SQL_CONCUR_VALUES);
    statement.set(SQL_ATTR_CURSOR_TYPE, SQL_CURSOR_STATIC);
    SQLBIGINT id = 0;
    SQLBIGINT x = 0;
    SQLLEN lengths[2] = {};
    REQUIRE_SUCCESS(statement, SQLBindCol(statement, 1, SQL_C_SBIGINT, &id, 0, &lengths[0]));
    REQUIRE_SUCCESS(statement, SQLBindCol(statement, 2, SQL_C_SBIGINT, &x, 0, &lengths[1]));
    REQUIRE_SUCCESS(statement, statement.execute("SELECT id, x FROM lossless"));
    REQUIRE_SUCCESS(statement, SQLFetchScroll(statement, SQL_FETCH_NEXT, 0));
    CHECK(id == 9007199254740993);
    CHECK(x == 9007199254740995);
    id = 9007199254740997;
    x = -9007199254740995;
    REQUIRE_SUCCESS(statement, SQLSetPos(statement, 1, SQL_UPDATE, SQL_LOCK_NO_CHANGE));
    id = x = 0;
    REQUIRE_SUCCESS(statement, SQLSetPos(statement, 1, SQL_REFRESH, SQL_LOCK_NO_CHANGE));
    CHECK(id == 9007199254740997);
    CHECK(x == -9007199254740995);
    REQUIRE_SUCCESS(statement, SQLSetPos(statement, 1, SQL_DELETE, SQL_LOCK_NO_CHANGE));
    statement.close();
    SQLFreeStmt(statement, SQL_UNBIND);
    statement.set(SQL_ATTR_CONCURRENCY, SQL_CONCUR_READ_ONLY);
    CHECK(statement.value_of("SELECT count(*) FROM lossless") == "0");
  }
}
