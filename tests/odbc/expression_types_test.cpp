// Owns: what is told of columns without a declared type, before a statement runs and after. Never: declared types.
#include <string>
#include <vector>

#include "test_servers.h"

using application::Statement;
using servers::Connected;

namespace {

struct Told {
  SQLSMALLINT type = 0;
  SQLULEN size = 0;
  bool operator==(const Told&) const = default;
};

Told told_of(const Statement& statement) {
  Told told;
  REQUIRE_SUCCESS(statement,
                  SQLDescribeCol(statement, 1, nullptr, 0, nullptr, &told.type, &told.size, nullptr, nullptr));
  return told;
}

struct Expressions : Connected {
  Expressions() {
    statement.run("DROP TABLE IF EXISTS expressions");
    statement.run("CREATE TABLE expressions (id INTEGER PRIMARY KEY, i INTEGER, r REAL, x TEXT, b BLOB, u)");
    statement.run("INSERT INTO expressions VALUES (1, 7, 2.0, 'abc', X'00ff', 1), (2, NULL, NULL, NULL, NULL, 'z')");
  }
};

SQLSMALLINT narrow(SQLSMALLINT type) {
  return type == SQL_WVARCHAR       ? SQLSMALLINT{SQL_VARCHAR}
         : type == SQL_WLONGVARCHAR ? SQLSMALLINT{SQL_LONGVARCHAR}
                                    : type;
}

struct Row {
  std::string expression;
  SQLSMALLINT type;
};

const std::vector<Row> rows = {{"count(*)", SQL_BIGINT},
                               {"i + 1", SQL_BIGINT},
                               {"i = 7", SQL_BIGINT},
                               {"sum(i)", SQL_BIGINT},
                               {"avg(i)", SQL_DOUBLE},
                               {"r * 2", SQL_DOUBLE},
                               {"coalesce(r, 0)", SQL_DOUBLE},
                               {"CAST(u AS DECIMAL(10,2))", SQL_DOUBLE},
                               {"x || 'a'", SQL_LONGVARCHAR},
                               {"'abc'", SQL_VARCHAR},
                               {"date('now')", SQL_VARCHAR},
                               {"CASE WHEN i = 7 THEN 1 ELSE 'one' END", SQL_LONGVARCHAR},
                               {"zeroblob(2)", SQL_LONGVARBINARY},
                               {"max(b)", SQL_LONGVARBINARY}};

}  // namespace

TEST_CASE_FIXTURE(Expressions, "an expression has one type before it runs, after it, and without any rows") {
  for (const Row& row : rows) {
    CAPTURE(row.expression);
    const std::string query = "SELECT " + row.expression + " FROM expressions WHERE id ";
    Statement before(connection);
    REQUIRE_SUCCESS(before, before.prepare(query + "= 1"));
    const Told told = told_of(before);
    CHECK(narrow(told.type) == row.type);
    REQUIRE_SUCCESS(before, SQLExecute(before));
    CHECK(told_of(before) == told);
    for (const std::string rest : {"= 1", "= 2", "> 5"}) {
      CAPTURE(rest);
      Statement after(connection);
      REQUIRE_SUCCESS(after, after.execute(query + rest));
      CHECK(told_of(after) == told);
    }
  }
}

TEST_CASE_FIXTURE(Expressions, "values decide only where nothing is known and nothing was told") {
  const std::string query = "SELECT u FROM expressions WHERE id = 1";
  REQUIRE_SUCCESS(statement, statement.execute(query));
  CHECK(told_of(statement).type == SQL_BIGINT);
  statement.close();
  Statement told(connection);
  REQUIRE_SUCCESS(told, told.prepare(query));
  CHECK(narrow(told_of(told).type) == SQL_LONGVARCHAR);
  REQUIRE_SUCCESS(told, SQLExecute(told));
  CHECK(narrow(told_of(told).type) == SQL_LONGVARCHAR);
}

TEST_CASE_FIXTURE(Expressions,
                  "a column that holds what its declaration does not say: told types stay, others follow the values") {
  statement.run("INSERT INTO expressions (id, i) VALUES (3, 'seven')");
  const std::string query = "SELECT max(i) FROM expressions WHERE id = 3";
  REQUIRE_SUCCESS(statement, statement.execute(query));
  CHECK(narrow(told_of(statement).type) == SQL_LONGVARCHAR);
  statement.close();
  REQUIRE_SUCCESS(statement, statement.prepare(query));
  CHECK(told_of(statement).type == SQL_BIGINT);
  REQUIRE_SUCCESS(statement, SQLExecute(statement));
  CHECK(told_of(statement).type == SQL_BIGINT);
  REQUIRE_SUCCESS(statement, SQLFetch(statement));
  CHECK(statement.text_at(1) == "seven");
}

TEST_CASE_FIXTURE(Expressions, "arithmetic on a parameter is a number before it runs, and what its values are after") {
  SQLBIGINT five = 5;
  const auto bind = [&](const Statement& bound) {
    REQUIRE_SUCCESS(bound,
                    SQLBindParameter(bound, 1, SQL_PARAM_INPUT, SQL_C_SBIGINT, SQL_BIGINT, 19, 0, &five, 0, nullptr));
  };
  bind(statement);
  REQUIRE_SUCCESS(statement, statement.execute("SELECT ? + 1"));
  CHECK(told_of(statement).type == SQL_BIGINT);
  statement.close();
  REQUIRE_SUCCESS(statement, statement.prepare("SELECT ? + 1"));
  CHECK(told_of(statement).type == SQL_DOUBLE);
  REQUIRE_SUCCESS(statement, SQLExecute(statement));
  CHECK(told_of(statement).type == SQL_DOUBLE);
  REQUIRE_SUCCESS(statement, SQLFetch(statement));
  CHECK(statement.text_at(1) == "6");  // an integer keeps its form
  statement.close();
  REQUIRE_SUCCESS(statement, statement.prepare("SELECT ?"));
  CHECK(narrow(told_of(statement).type) == SQL_LONGVARCHAR);
}

TEST_CASE_FIXTURE(Expressions, "a RETURNING list has the types of its expressions") {
  REQUIRE_SUCCESS(statement, statement.prepare("UPDATE expressions SET i = 8 WHERE id = 1 RETURNING i + 1"));
  CHECK(told_of(statement).type == SQL_BIGINT);
  REQUIRE_SUCCESS(statement, SQLExecute(statement));
  REQUIRE_SUCCESS(statement, SQLFetch(statement));
  CHECK(statement.integer_at(1) == 9);
}
