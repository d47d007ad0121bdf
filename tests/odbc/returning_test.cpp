// Owns: RETURNING lists: exact values, the user's names, one evaluation. Never: queries (lossless_test).
#include <array>

#include "lossless_reading.h"

using application::Parameter;
using application::Statement;
using lossless::make_table;
using lossless::Reading;
using lossless::rows_of;

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
