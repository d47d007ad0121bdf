// Owns: tests of the wrapper around a query. Never: when it is used (exact_answer_test).
#include "execute/lossless.h"

#include <doctest/doctest.h>

#include "error/state_code.h"
#include "execute/bound_statement.h"
#include "execute/local_d1.h"

namespace d1odbc {

namespace {

/// The rows of the wrapped query, each cell with the first letter of its storage class.
std::string read(testing::LocalD1& d1, std::string_view sql, std::size_t columns, const std::vector<Value>& values) {
  const StatementText statement = prepare_text(sql, {}).statements.at(0);
  const ResultSet rows = lossless_rows(d1.run(bound_statement(lossless_text(statement, columns), values)),
                                       std::vector<std::string>(columns, "name"));
  CHECK(rows.storage_is_known());
  CHECK_FALSE(rows.has_inexact());
  std::string text;
  for (std::size_t row = 0; row < rows.rows(); ++row) {
    text += row == 0 ? "" : " | ";
    for (std::size_t column = 0; column < columns; ++column) {
      const ValueView cell = rows.at(row, column);
      text += column == 0 ? "" : " ";
      text += std::string(1, "nirtb"[static_cast<std::size_t>(cell.storage)]);
      if (cell.storage == StorageClass::Integer) text += std::to_string(cell.integer);
      if (cell.storage == StorageClass::Real) text += fmt::format("{}", cell.real);
      text += cell.bytes;
    }
  }
  return text;
}

}  // namespace

TEST_CASE("a wrapped query has the rows, the order and the values of the query") {
  testing::LocalD1 d1(
      "CREATE TABLE t(a INTEGER PRIMARY KEY, b, c0 TEXT);"
      "INSERT INTO t VALUES (9007199254740993, 1.0, 'x'), (2, 9e999, NULL), (3, x'41', 'i1');");
  struct Row {
    std::string_view sql;
    std::size_t columns;
    std::string_view rows;
    std::vector<Value> values = {};
  };
  const Row rows[]{
      {"SELECT a, b FROM t ORDER BY a DESC", 2, "i9007199254740993 r1 | i3 bA | i2 rinf"},
      {"SELECT a FROM t ORDER BY a LIMIT ? OFFSET ?",
       1,
       "i3",
       {Value::of(std::int64_t{1}), Value::of(std::int64_t{1})}},
      {"SELECT c0, ? FROM t WHERE a = ?2 -- the end", 2, "ti1 r1", {Value::of(1.0), Value::of(std::int64_t{3})}},
      {"VALUES (1, 1.0), ('1', NULL)", 2, "i1 r1 | t1 n"},
      {"SELECT 1 UNION ALL SELECT 1.0 UNION ALL SELECT '1'", 1, "i1 | r1 | t1"},
      {"WITH RECURSIVE n(x) AS (SELECT 9007199254740992 UNION ALL SELECT x + 1 FROM n LIMIT 2) SELECT x FROM n", 1,
       "i9007199254740992 | i9007199254740993"},
      {"WITH d1odbc_q(x) AS (SELECT 5) SELECT x FROM D1ODBC_Q", 1, "i5"},
      {"SELECT a FROM t WHERE 0", 1, ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.sql);
    CHECK(read(d1, row.sql, row.columns, row.values) == row.rows);
  }
}

TEST_CASE("an expression is evaluated once for each cell") {
  testing::LocalD1 d1("CREATE TABLE t(a); INSERT INTO t VALUES (1), (2), (3), (4), (5), (6), (7), (8)");
  // Evaluated twice, a cell could have the letter of one value and the text of the other.
  const std::string rows = read(d1, "SELECT iif(random() & 1, 'x', 5) FROM t JOIN t u", 1, {});
  CHECK(rows.find("t5") == std::string::npos);
  CHECK(rows.find("tx") != std::string::npos);
  CHECK(rows.find("i5") != std::string::npos);
}

TEST_CASE("a * that stands for columns is told from a product and from count(*)") {
  struct Row {
    std::string_view sql;
    bool expands;
  };
  const Row rows[]{
      {"SELECT * FROM t", true},
      {"SELECT a, t.* FROM t", true},
      {"SELECT DISTINCT/**/ * FROM t", true},
      {"SELECT a, -- x\n* FROM t", true},
      {"SELECT count(*) FROM t", false},
      {"SELECT 2 * a, (a) * 3 FROM t", false},
      {"SELECT '* ', \"*\" FROM t", false},
      {"SELECT a FROM (SELECT * FROM t)", true},
  };
  for (const Row& row : rows) {
    CAPTURE(row.sql);
    CHECK(expands_columns(prepare_text(row.sql, {}).statements.at(0)) == row.expands);
  }
}

TEST_CASE("a query whose columns are named is wrapped with the same rows") {
  testing::LocalD1 d1("CREATE TABLE t(a, \"b`c\"); INSERT INTO t VALUES (9007199254740993, 1.0)");
  const StatementText statement = prepare_text("SELECT *, u.a + 1 FROM t JOIN t u", {}).statements.at(0);
  const std::vector<std::string> names{"a", "b`c", "a:1", "b`c:1", "u.a + 1"};
  const ResultSet rows = lossless_rows(d1.run(bound_statement(lossless_text(statement, names), {})), names);
  CHECK(rows.at(0, 2).integer == 9007199254740993);
  CHECK(rows.at(0, 3).storage == StorageClass::Real);
}

TEST_CASE("an answer of another width is 08S01") {
  ResultSet answer({"a", "b"});
  CHECK(testing::thrown_by([&] { return lossless_rows(answer, {"a"}); }) == "08S01");
}

}  // namespace d1odbc
