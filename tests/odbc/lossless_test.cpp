// Owns: what LosslessIntegers does to queries: integers beyond 2^53, storage classes, infinities, and how many requests
// it takes. Never: RETURNING (returning_test), what cannot be read exactly (rounded_test).
#include <cmath>
#include <limits>

#include "lossless_reading.h"

using application::Parameter;
using application::Statement;
using lossless::make_table;
using lossless::Reading;
using lossless::rows_of;
using lossless::shown;

namespace {

/// `count` columns `first`, 2, 3, ….
std::string list_of(std::size_t count, const std::string& first) {
  std::string list = first;
  for (std::size_t column = 2; column <= count; ++column) list += "," + std::to_string(column);
  return list;
}

constexpr auto large = "9007199254740993";

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
    // A column that may hold texts is described as text: its binary form is that of the characters.
    const std::string characters = std::string(row.shown).substr(0, std::string(row.shown).find(' '));
    CHECK(statement.text_at(1).value_or("NULL") == characters);
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
    CHECK((cell == "x 78" || cell == "5 35"));
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
