// Owns: tests of positioned statements as text. Never: cursors.
#include "sql/positioned_text.h"

#include <doctest/doctest.h>

#include <string>

namespace d1odbc {

namespace {

using Kind = PositionedText::Kind;

StatementText prepared(std::string_view sql) { return prepare_text(sql, {}).statements.at(0); }

}  // namespace

TEST_CASE("positioned statements are read with their table and cursor") {
  struct Row {
    std::string_view sql;
    Kind kind;
    std::string_view table;
    std::string_view qualifier;
    std::string_view cursor;
    std::string_view where;  // the text that is its WHERE clause
  };
  const Row rows[]{
      {"UPDATE t SET a = 1 WHERE CURRENT OF c", Kind::Update, "t", "t", "c", "WHERE CURRENT OF c"},
      {"update t set a=?, b = (SELECT x FROM u WHERE y) where current of SQL_CUR1;", Kind::Update, "t", "t", "SQL_CUR1",
       "where current of SQL_CUR1"},
      {"UPDATE OR IGNORE main.t AS x SET (a, b) = (1, 2) WHERE CURRENT OF \"my \"\"cursor\"", Kind::Update, "t", "x",
       "my \"cursor", "WHERE CURRENT OF \"my \"\"cursor\""},
      {"UPDATE [a b] SET a = 'WHERE CURRENT OF x' WHERE/*1*/CURRENT --2\nOF `c` -- 3", Kind::Update, "a b", "a b", "c",
       "WHERE/*1*/CURRENT --2\nOF `c`"},
      {"UPDATE t SET a = b IS DISTINCT FROM c WHERE CURRENT OF c", Kind::Update, "t", "t", "c", "WHERE CURRENT OF c"},
      {"UPDATE t SET a = CASE WHEN b THEN 1 END WHERE CURRENT OF c", Kind::Update, "t", "t", "c", "WHERE CURRENT OF c"},
      {"/* c */ DELETE FROM t WHERE CURRENT OF c ; ;", Kind::Delete, "t", "t", "c", "WHERE CURRENT OF c"},
      {"delete from \"T 1\" where current of [c d]", Kind::Delete, "T 1", "T 1", "c d", "where current of [c d]"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.sql);
    const std::optional<PositionedText> read = read_positioned(row.sql);
    REQUIRE(read.has_value());
    CHECK(read->kind == row.kind);
    CHECK(read->table.table == row.table);
    CHECK(read->table.qualifier() == row.qualifier);
    CHECK(read->cursor == row.cursor);
    CHECK(row.sql.substr(read->where_begin, read->where_end - read->where_begin) == row.where);
  }
}

TEST_CASE("any other text is no positioned statement") {
  const std::string_view texts[]{
      "",
      "SELECT a FROM t WHERE CURRENT OF c",
      "UPDATE t SET a = 1",
      "UPDATE t SET a = 1 WHERE b = 2",
      "UPDATE t SET a = 'WHERE CURRENT OF c'",
      "UPDATE t SET a = \"WHERE CURRENT OF c\"",
      "UPDATE t SET a = 1 -- WHERE CURRENT OF c",
      "UPDATE t SET a = 1 WHERE current = 2",
      "UPDATE t SET a = 1 WHERE CURRENT OF",
      "UPDATE t SET a = 1 WHERE CURRENT OF 'c'",
      "UPDATE t SET a = 1 WHERE CURRENT OF 12",
      "UPDATE t SET a = 1 WHERE CURRENT OF ?",
      "UPDATE t SET a = 1 WHERE CURRENT OF c AND b = 2",
      "UPDATE t SET a = 1 WHERE CURRENT OF c RETURNING a",
      "UPDATE t SET a = 1 WHERE CURRENT OF c; DELETE FROM t",
      "UPDATE t SET a = 1; UPDATE t SET a = 2 WHERE CURRENT OF c",
      "UPDATE t SET a = 1 FROM u WHERE CURRENT OF c",
      "UPDATE t SET a = (1 WHERE CURRENT OF c",
      "UPDATE t WHERE CURRENT OF c",
      "UPDATE temp.t SET a = 1 WHERE CURRENT OF c",
      "WITH x AS (SELECT 1) UPDATE t SET a = 1 WHERE CURRENT OF c",
      "DELETE t WHERE CURRENT OF c",
      "DELETE FROM t WHERE (CURRENT OF c)",
      "DELETE FROM t",
      "DELETE FROM t WHERE CURRENT OF \"c",
      "DELETE FROM (t) WHERE CURRENT OF c",
  };
  for (const std::string_view sql : texts) {
    CAPTURE(sql);
    CHECK_FALSE(read_positioned(sql).has_value());
  }
}

TEST_CASE("a condition takes the place of the clause and its markers stand behind the user's") {
  const StatementText statement = prepared("UPDATE t SET a = ?, b = ?1 WHERE CURRENT OF c");
  const auto positioned = read_positioned(statement.sql);
  REQUIRE(positioned.has_value());
  StatementText condition;
  condition.sql = "WHERE k = ? AND l IS ?";
  condition.markers = {{10, 1, 2}, {21, 1, 3}};

  const StatementText whole = with_condition(statement, *positioned, condition);
  CHECK(whole.sql == "UPDATE t SET a = ?, b = ?1 WHERE k = ? AND l IS ?");
  CHECK(whole.kind == StatementKind::Update);
  const RenderedText rendered = render(whole, {MarkerForm::Plain, MarkerForm::Integer, MarkerForm::Plain});
  CHECK(rendered.sql == "UPDATE t SET a = ?1, b = ?1 WHERE k = +CAST(?2 AS INTEGER) AND l IS ?3");
  CHECK(rendered.parameter_numbers == std::vector<unsigned>{1, 2, 3});
}

TEST_CASE("a positioned statement can be compiled without its cursor") {
  const StatementText statement = prepared("DELETE FROM t WHERE CURRENT OF c");
  const auto positioned = read_positioned(statement.sql);
  REQUIRE(positioned.has_value());
  CHECK(without_position(statement, *positioned).sql == "DELETE FROM t WHERE 0");
}

}  // namespace d1odbc
