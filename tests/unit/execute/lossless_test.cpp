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

TEST_CASE("a random value is drawn once for each cell") {
  testing::LocalD1 d1("CREATE TABLE t(a); INSERT INTO t VALUES (1), (2), (3), (4), (5), (6), (7), (8)");
  // Drawn twice, a large value would stand behind the test for a small one and be refused, or the pair would differ.
  const std::string_view sql = "SELECT x = x, typeof(x) FROM (SELECT random() AS x FROM t)";
  CHECK(read(d1, sql, 2, {}).size() > 0);
  for (int run = 0; run < 20; ++run) {
    const std::string rows = read(d1, "SELECT random() % 2 FROM t", 1, {});
    for (const char c : rows) CHECK(std::string_view("i01- |").find(c) != std::string_view::npos);
  }
}

TEST_CASE("an answer of another width is 08S01") {
  ResultSet answer({"a", "b"});
  CHECK(testing::thrown_by([&] { return lossless_rows(answer, {"a"}); }) == "08S01");
}

}  // namespace d1odbc
