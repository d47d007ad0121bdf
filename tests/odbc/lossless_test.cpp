// Owns: what LosslessIntegers does to results: integers beyond 2^53, storage classes, infinities, RETURNING lists, and
// how many requests it takes. Never: parameters by themselves (storage_classes_test).
#include <array>
#include <cmath>
#include <limits>

#include "test_servers.h"

using application::Connection;
using application::Environment;
using application::Parameter;
using application::Statement;

namespace {

/// A connection with one way of reading.
struct Reading {
  Environment environment;
  Connection connection{environment};

  explicit Reading(const std::string& lossless) {
    REQUIRE_SUCCESS(connection, connection.connect(servers::connection_string(";LosslessIntegers=" + lossless)));
  }
};

/// A column as text and in binary: together they show the storage class ("1 00…", "1.0 …F03F", "31 31").
std::string shown(const Statement& statement, SQLUSMALLINT column) {
  std::array<char, 100> text{};
  std::array<unsigned char, 100> bytes{};
  SQLLEN length = 0;
  REQUIRE_SUCCESS(statement, SQLGetData(statement, column, SQL_C_CHAR, text.data(), text.size(), &length));
  if (length == SQL_NULL_DATA) return "NULL";
  REQUIRE_SUCCESS(statement, SQLGetData(statement, column, SQL_C_BINARY, bytes.data(), bytes.size(), &length));
  std::string shown = std::string(text.data()) + " ";
  for (SQLLEN each = 0; each < length; ++each) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    shown += digits[bytes.at(static_cast<std::size_t>(each)) >> 4U];
    shown += digits[bytes.at(static_cast<std::size_t>(each)) & 15U];
  }
  return shown;
}

std::string rows_of(Statement& statement, const std::string& sql) {
  const SQLRETURN code = statement.execute(sql);
  INFO(sql, ": ", application::all_texts(statement));
  REQUIRE(application::outcome(code, statement) == "SUCCESS");
  SQLSMALLINT columns = 0;
  REQUIRE_SUCCESS(statement, SQLNumResultCols(statement, &columns));
  std::string rows;
  while (SQLFetch(statement) == SQL_SUCCESS) {
    for (SQLUSMALLINT column = 1; column <= columns; ++column)
      rows += (column > 1 ? ", " : rows.empty() ? "" : " | ") + statement.text_at(column).value_or("NULL");
  }
  statement.close();
  return rows;
}

/// `count` columns `first`, 2, 3, ….
std::string list_of(std::size_t count, const std::string& first) {
  std::string list = first;
  for (std::size_t column = 2; column <= count; ++column) list += "," + std::to_string(column);
  return list;
}

constexpr auto large = "9007199254740993";

void make_table(Statement& statement) {
  statement.run("DROP TABLE IF EXISTS lossless");
  statement.run("CREATE TABLE lossless (id INTEGER PRIMARY KEY, x, \"select\" TEXT)");
}

}  // namespace

TEST_CASE("always: each value has the storage class it has in D1") {
  const Reading reading("always");
  Statement statement(reading.connection);
  struct Row {
    const char* sql;
    const char* shown;
  };
  const Row rows[]{
      {"1", "1 0100000000000000"},
      {"1.0", "1.0 000000000000F03F"},
      {"-0.0", "-0.0 0000000000000080"},
      {"0.0", "0.0 0000000000000000"},
      {"0", "0 0000000000000000"},
      {"9007199254740993", "9007199254740993 0100000000002000"},
      {"-9223372036854775808", "-9223372036854775808 0000000000000080"},
      {"9007199254740992.0", "9.007199254740992e+15 0000000000004043"},
      {"9e999", "Inf 000000000000F07F"},
      {"-9e999", "-Inf 000000000000F0FF"},
      {"'1'", "1 31"},
      {"x'31'", "31 31"},
      {"'i1'", "i1 6931"},
      {"NULL", "NULL"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.sql);
    REQUIRE_SUCCESS(statement, statement.execute("SELECT " + std::string(row.sql) + " UNION ALL SELECT 'x'"));
    REQUIRE_SUCCESS(statement, SQLFetch(statement));
    CHECK(shown(statement, 1) == row.shown);
    statement.close();
    REQUIRE_SUCCESS(statement, statement.execute("SELECT " + std::string(row.sql)));
    REQUIRE_SUCCESS(statement, SQLFetch(statement));
    CHECK(shown(statement, 1) == row.shown);
    statement.close();
  }
}

TEST_CASE("always: INTEGER and REAL in one column stay apart") {
  const Reading reading("always");
  Statement statement(reading.connection);
  CHECK(rows_of(statement, "SELECT 1 UNION ALL SELECT 1.0 UNION ALL SELECT 2.5") == "1 | 1.0 | 2.5");
  CHECK(rows_of(statement, "VALUES (9007199254740993), (1.0), (NULL)") == "9007199254740993 | 1.0 | NULL");
}

TEST_CASE("auto: a small integer may have been a real, and an infinity is NULL") {
  const Reading reading("auto");
  Statement statement(reading.connection);
  CHECK(rows_of(statement, "SELECT 1 UNION ALL SELECT 1.0") == "1 | 1");
  CHECK(rows_of(statement, "SELECT 9e999") == "NULL");
  CHECK(rows_of(statement, "SELECT 9007199254740993 UNION ALL SELECT 1.0") == "9007199254740993 | 1.0");
}

TEST_CASE("a query costs one request with always and off, and one more with auto where it holds large integers") {
  struct Row {
    const char* lossless;
    const char* sql;
    const char* rows;
    long requests;
  };
  const Row rows[]{
      {"auto", "SELECT 9007199254740991", "9007199254740991", 1},
      {"auto", "SELECT 9007199254740993", large, 2},
      {"always", "SELECT 9007199254740991", "9007199254740991", 1},
      {"always", "SELECT 9007199254740993", large, 1},
      {"always", "WITH x(a) AS (SELECT 9007199254740993) SELECT a FROM x -- end", large, 1},
      {"always", "PRAGMA foreign_keys", "1", 1},
      {"off", "SELECT 9007199254740993", "9007199254740992", 1},
  };
  for (const Row& row : rows) {
    CAPTURE(row.lossless);
    CAPTURE(row.sql);
    const Reading reading(row.lossless);
    Statement statement(reading.connection);
    servers::reset_counts();
    CHECK(rows_of(statement, row.sql) == row.rows);
    CHECK(servers::counts().requests == row.requests);
  }
}

TEST_CASE("as many columns as D1 gives are read exactly, with one request more or none") {
  for (const char* lossless : {"auto", "always"}) {
    CAPTURE(lossless);
    const Reading reading(lossless);
    Statement statement(reading.connection);
    for (const std::size_t count : {1U, 99U, 100U}) {
      CAPTURE(count);
      REQUIRE_SUCCESS(statement, statement.execute("SELECT " + list_of(count, large)));
      REQUIRE_SUCCESS(statement, SQLFetch(statement));
      CHECK(statement.text_at(1) == large);
      CHECK(statement.integer_at(static_cast<SQLUSMALLINT>(count)) ==
            (count == 1 ? 9007199254740993 : static_cast<SQLBIGINT>(count)));
      statement.close();
    }
  }
}

TEST_CASE("always: random values, parameters, orders and limits are those of the query") {
  const Reading reading("always");
  Statement statement(reading.connection);
  make_table(statement);
  statement.run("INSERT INTO lossless (x) VALUES (3), (1.0), ('2'), (NULL)");
  CHECK(rows_of(statement, "SELECT x FROM lossless ORDER BY id DESC") == "NULL | 2 | 1.0 | 3");
  CHECK(rows_of(statement, "SELECT typeof(random()), count(*) FROM lossless") == "integer, 4");
  // Evaluated twice for one cell, some of these would be a text "5".
  REQUIRE_SUCCESS(statement, statement.execute("SELECT iif(random() & 1, 'x', 5) FROM lossless JOIN lossless AS l"));
  for (int row = 0; row < 16; ++row) {
    REQUIRE_SUCCESS(statement, SQLFetch(statement));
    const std::string cell = shown(statement, 1);
    CHECK((cell == "x 78" || cell == "5 0500000000000000"));
  }
  statement.close();
  Parameter skip = Parameter::fixed(SQLBIGINT{2});
  REQUIRE_SUCCESS(statement, skip.bind(statement, 1, SQL_C_SBIGINT, SQL_BIGINT));
  CHECK(rows_of(statement, "SELECT id, ?1 FROM lossless ORDER BY id LIMIT 1 OFFSET ?1") == "3, 2");
}

TEST_CASE("always: a described column keeps its name and type") {
  const Reading reading("always");
  Statement statement(reading.connection);
  make_table(statement);
  statement.run("INSERT INTO lossless (x) VALUES (1.0)");
  REQUIRE_SUCCESS(statement, statement.prepare("SELECT id AS a, x + ? \"b c\", count(*) FROM lossless"));
  std::array<SQLCHAR, 30> name{};
  SQLSMALLINT types[3] = {};
  for (SQLUSMALLINT column = 1; column <= 3; ++column) {
    REQUIRE_SUCCESS(statement, SQLDescribeCol(statement, column, name.data(), name.size(), nullptr, &types[column - 1],
                                              nullptr, nullptr, nullptr));
  }
  Parameter one = Parameter::fixed(SQLBIGINT{1});
  REQUIRE_SUCCESS(statement, one.bind(statement, 1, SQL_C_SBIGINT, SQL_BIGINT));
  REQUIRE_SUCCESS(statement, SQLExecute(statement));
  const char* names[]{"a", "b c", "count(*)"};
  for (SQLUSMALLINT column = 1; column <= 3; ++column) {
    SQLSMALLINT type = 0;
    REQUIRE_SUCCESS(statement, SQLDescribeCol(statement, column, name.data(), name.size(), nullptr, &type, nullptr,
                                              nullptr, nullptr));
    CHECK(std::string(reinterpret_cast<char*>(name.data())) == names[column - 1]);
    CHECK(type == types[column - 1]);
  }
  REQUIRE_SUCCESS(statement, SQLFetch(statement));
  CHECK(statement.text_at(2) == "2.0");
}

TEST_CASE("a RETURNING list brings exact values in its one request") {
  struct Row {
    const char* sql;
    const char* rows;
  };
  const Row rows[]{
      {"INSERT INTO lossless VALUES (9007199254740993, 1.0, 'i1') RETURNING *", "9007199254740993, 1.0, i1"},
      {"REPLACE INTO lossless VALUES (9007199254740993, -9007199254740993, '') RETURNING id AS a, x b, -x",
       "9007199254740993, -9007199254740993, 9007199254740993"},
      {"INSERT INTO lossless(id, x) VALUES (9007199254740993, 0) ON CONFLICT(id) DO UPDATE SET x = excluded.id + 2 "
       "RETURNING lossless.x, \"select\"",
       "9007199254740995, "},
      {"UPDATE lossless AS l SET x = id RETURNING x /* the, value */, max(x, 1), 'a,b' -- end",
       "9007199254740993, 9007199254740993, a,b"},
      {"WITH n(v) AS (VALUES (9e999)) INSERT INTO lossless(x) SELECT v FROM n RETURNING x, typeof(x)", "Inf, real"},
      {"DELETE FROM lossless WHERE typeof(x) = 'integer' RETURNING rowid, (SELECT 9007199254740993)",
       "9007199254740993, 9007199254740993"},
      {"DELETE FROM lossless WHERE 0 RETURNING *", ""},
  };
  for (const char* lossless : {"auto", "always"}) {
    CAPTURE(lossless);
    const Reading reading(lossless);
    Statement statement(reading.connection);
    make_table(statement);
    for (const Row& row : rows) {
      CAPTURE(row.sql);
      servers::reset_counts();
      CHECK(rows_of(statement, row.sql) == row.rows);
      CHECK(servers::counts().requests == 1);
    }
  }
}

TEST_CASE("a RETURNING list keeps the user's names, and takes parameters once") {
  const Reading reading("auto");
  Statement statement(reading.connection);
  make_table(statement);
  Parameter number = Parameter::fixed(SQLBIGINT{9007199254740993});
  Parameter text = Parameter::of("?");
  REQUIRE_SUCCESS(statement, number.bind(statement, 1, SQL_C_SBIGINT, SQL_BIGINT));
  REQUIRE_SUCCESS(statement, text.bind(statement, 2, SQL_C_CHAR, SQL_VARCHAR));
  REQUIRE_SUCCESS(statement, statement.execute("INSERT INTO lossless(x) VALUES (?) RETURNING ? || '?' AS t, *, x + 1"));
  const char* names[]{"t", "id", "x", "select", "x + 1"};
  std::array<SQLCHAR, 30> name{};
  for (SQLUSMALLINT column = 1; column <= 5; ++column) {
    REQUIRE_SUCCESS(statement, SQLDescribeCol(statement, column, name.data(), name.size(), nullptr, nullptr, nullptr,
                                              nullptr, nullptr));
    CHECK(std::string(reinterpret_cast<char*>(name.data())) == names[column - 1]);
  }
  REQUIRE_SUCCESS(statement, SQLFetch(statement));
  CHECK(statement.text_at(1) == "??");
  CHECK(statement.integer_at(3) == 9007199254740993);
  CHECK(statement.text_at(5) == "9007199254740994");
}

TEST_CASE("an expression of RETURNING is evaluated once for each row") {
  const Reading reading("auto");
  Statement statement(reading.connection);
  make_table(statement);
  const std::string rows = rows_of(
      statement, "INSERT INTO lossless(x) VALUES (1), (2), (3) RETURNING typeof(random()), random() % 2 IN (0, 1, -1)");
  CHECK(rows == "integer, 1 | integer, 1 | integer, 1");
  REQUIRE_SUCCESS(statement, statement.execute("UPDATE lossless SET x = 1 RETURNING random()"));
  SQLBIGINT drawn[3] = {};
  for (SQLBIGINT& each : drawn) {
    REQUIRE_SUCCESS(statement, SQLFetch(statement));
    each = statement.integer_at(1);
  }
  CHECK(drawn[0] != drawn[1]);
  CHECK(drawn[1] != drawn[2]);
}

TEST_CASE("a table that somebody else has changed returns its columns as D1 has them, or says so") {
  const Reading reading("auto");
  const Reading other("auto");
  Statement statement(reading.connection);
  make_table(statement);
  CHECK(rows_of(statement, "INSERT INTO lossless VALUES (1, 2, 'x') RETURNING *") == "1, 2, x");
  Statement changing(other.connection);
  changing.run("ALTER TABLE lossless DROP COLUMN \"select\"");
  const SQLRETURN code = statement.execute("INSERT INTO lossless VALUES (2, 9007199254740993) RETURNING *");
  INFO(application::all_texts(statement));
  REQUIRE(SQL_SUCCEEDED(code));
  SQLSMALLINT columns = 0;
  REQUIRE_SUCCESS(statement, SQLNumResultCols(statement, &columns));
  CHECK(columns == 2);
}

TEST_CASE("always: a table that somebody else has changed is read under D1's names") {
  const Reading reading("always");
  const Reading other("auto");
  Statement statement(reading.connection);
  make_table(statement);
  statement.run("INSERT INTO lossless VALUES (1, 2.0, 'x')");
  CHECK(rows_of(statement, "SELECT *, 9007199254740993 FROM lossless JOIN lossless AS l") ==
        "1, 2.0, x, 1, 2.0, x, 9007199254740993");
  Statement changing(other.connection);
  changing.run("ALTER TABLE lossless RENAME COLUMN x TO y");
  REQUIRE(SQL_SUCCEEDED(statement.execute("SELECT * FROM lossless")));
  std::array<SQLCHAR, 30> name{};
  REQUIRE_SUCCESS(statement,
                  SQLDescribeCol(statement, 2, name.data(), name.size(), nullptr, nullptr, nullptr, nullptr, nullptr));
  CHECK(std::string(reinterpret_cast<char*>(name.data())) == "y");
}

TEST_CASE("a query in a text that also writes is exact") {
  const Reading reading("auto");
  Statement statement(reading.connection);
  make_table(statement);
  servers::reset_counts();
  REQUIRE_SUCCESS(statement, statement.execute("INSERT INTO lossless VALUES (1, 9007199254740993, ''); SELECT x FROM "
                                               "lossless; UPDATE lossless SET x = 1"));
  REQUIRE_SUCCESS(statement, SQLMoreResults(statement));
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
