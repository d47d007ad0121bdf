// Owns: tests of rewritten RETURNING lists, run on a local SQLite. Never: the network.
#include "execute/lossless_returning.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <set>

#include "execute/bound_statement.h"
#include "execute/local_d1.h"
#include "execute/lossless.h"
#include "schema/schema_rows.h"

namespace d1odbc {

namespace {

const std::string ddl =
    "CREATE TABLE t(id INTEGER PRIMARY KEY, b, \"select\" TEXT COLLATE NOCASE, g AS (id + 1));"
    "CREATE TABLE w(k TEXT PRIMARY KEY, \"a`b\") WITHOUT ROWID;"
    "CREATE TABLE v_base(x, y); CREATE VIEW v AS SELECT x, y FROM v_base;"
    "CREATE TRIGGER v_insert INSTEAD OF INSERT ON v BEGIN INSERT INTO v_base VALUES (new.x, new.y); END;";
const std::string rows_of_t = "INSERT INTO t VALUES (1, 1.0, 'A'), (2, 9e999, 'b'), (9007199254740993, x'41', NULL);";

StatementText prepared(std::string_view sql) { return prepare_text(sql, {}).statements.at(0); }

std::string shown(const ResultSet& rows) {
  std::string text;
  for (std::size_t row = 0; row < rows.rows(); ++row) {
    text += row == 0 ? "" : " | ";
    for (std::size_t column = 0; column < rows.columns(); ++column) {
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

/// The rows that the rewritten statement returns; "plain" when it is not rewritten.
std::string returned(std::string_view sql, const std::vector<Value>& values) {
  testing::LocalD1 d1(ddl + rows_of_t);
  const auto mirror = testing::mirror_of(ddl.c_str());
  const auto compiled = mirror->compile(sql);
  if (!compiled) return "not SQL";
  const std::optional<StatementText> text = lossless_returning(*mirror, prepared(sql), compiled->columns.size());
  if (!text) return "plain";
  const ResultSet answer = d1.run(bound_statement(*text, values));
  return shown(lossless_rows(answer, std::vector<std::string>(compiled->columns.size(), "name")));
}

}  // namespace

TEST_CASE("a rewritten RETURNING list returns the values of the list, exactly") {
  struct Row {
    std::string_view sql;
    std::string_view rows;
    std::vector<Value> values = {};
  };
  const Value two = Value::of(std::int64_t{2});
  const Row rows[]{
      {"INSERT INTO t(id, b) VALUES (9223372036854775807, 1.0) RETURNING id, b", "i9223372036854775807 r1"},
      {"INSERT INTO t(b) VALUES ('i5') RETURNING b, rowid, oid AS o", "ti5 i9007199254740994 i9007199254740994"},
      {"INSERT INTO t VALUES (5, NULL, 'x') RETURNING *", "i5 n tx i6"},
      {"INSERT INTO t VALUES (5, 0.5, 'x') RETURNING *, id + 0.0, *", "i5 r0.5 tx i6 r5 i5 r0.5 tx i6"},
      {"INSERT INTO w VALUES ('k', 9e999) RETURNING *, k || '!' AS \"k!\"", "tk rinf tk!"},
      {"REPLACE INTO t(id, b) VALUES (1, -9e999) RETURNING t.b, \"t\".\"id\" AS t", "r-inf i1"},
      {"UPDATE t SET b = ? WHERE id = ? RETURNING ?, b + ?, id",
       "i2 i9007199254740995 i2",
       {Value::of(std::int64_t{9007199254740993}), two, two, two}},
      {"UPDATE t SET b = ?2 WHERE id = ?1 RETURNING ?2, ?1 c", "tx i2", {two, Value::text("x")}},
      {"UPDATE t SET b = 1 FROM w WHERE 0 RETURNING *", ""},
      {"UPDATE t AS z SET b = 7 WHERE z.id = 1 RETURNING b, b total", "i7 i7"},
      {"DELETE FROM t RETURNING id, typeof(b)", "i1 treal | i2 treal | i9007199254740993 tblob"},
      {"DELETE FROM t RETURNING \"select\" COLLATE NOCASE = 'a'", "i1 | i0 | n"},
      {"DELETE FROM t WHERE id = 1 RETURNING max(id, 2), (SELECT count(*) FROM w), 'a,b' -- , c\n", "i2 i0 ta,b"},
      {"DELETE FROM t WHERE id < 3 RETURNING id ORDER BY id LIMIT 1", "i1"},
      {"WITH c(x) AS (VALUES (10)) INSERT INTO t(id) SELECT x FROM c RETURNING id, g", "i10 i11"},
      {"INSERT INTO t(id) VALUES (1) ON CONFLICT(id) DO UPDATE SET b = id RETURNING b", "i1"},
      {"INSERT INTO t(id) VALUES (1) ON CONFLICT DO NOTHING RETURNING b", ""},
      {"INSERT INTO v VALUES (1, 2.0) RETURNING *", "i1 r2"},
      {"DELETE FROM t WHERE id = 1 RETURNING 'literal', NULL, 9e999, 1.0, x'00'",
       std::string_view("tliteral n rinf r1 b\0", 21)},
      {"DELETE FROM t WHERE id = 1 RETURNING (SELECT d1odbc_q FROM (SELECT 4 AS d1odbc_q))", "i4"},
      {"DELETE FROM t WHERE id = 1 RETURNING \"no such column\"", "tno such column"},
      {"DELETE FROM t WHERE id = 1 RETURNING -id, NOT id, id IS NULL, CASE id WHEN 1 THEN 1.0 END AS c, id BETWEEN 1 "
       "AND 2",
       "i-1 i0 i0 r1 i1"},
      {"DELETE FROM t WHERE id = 1 RETURNING (id, b) = (1, 1), id->'$', EXISTS (SELECT 1 WHERE id = 1)", "i1 t1 i1"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.sql);
    CHECK(returned(row.sql, row.values) == row.rows);
  }
}

TEST_CASE("what cannot be written anew goes as it is") {
  CHECK(returned("DELETE FROM t", {}) == "plain");
  // SQLite refuses these, inside a subquery it would not: they must not be made to run.
  CHECK(returned("DELETE FROM t RETURNING count(*)", {}) == "not SQL");
  CHECK(returned("DELETE FROM t RETURNING sum(id) OVER ()", {}) == "not SQL");
  CHECK(returned("DELETE FROM t RETURNING t.*", {}) == "not SQL");
}

TEST_CASE("an expression of RETURNING is evaluated once for each row") {
  testing::LocalD1 d1(ddl);
  const auto mirror = testing::mirror_of(ddl.c_str());
  const std::string_view sql =
      "INSERT INTO t(b) VALUES (1), (2), (3), (4), (5), (6), (7), (8) RETURNING random(), iif(random() & 1, 'x', 5) "
      "two";
  const std::optional<StatementText> text = lossless_returning(*mirror, prepared(sql), 2);
  REQUIRE(text.has_value());
  const ResultSet rows = lossless_rows(d1.run(bound_statement(*text, {})), {"r", "two"});
  std::set<std::int64_t> drawn;
  for (std::size_t row = 0; row < rows.rows(); ++row) {
    CHECK(rows.at(row, 0).storage == StorageClass::Integer);
    drawn.insert(rows.at(row, 0).integer);
    const ValueView two = rows.at(row, 1);
    CHECK((two.storage == StorageClass::Integer ? two.integer == 5 : two.bytes == "x"));
  }
  CHECK(drawn.size() == 8);
}

TEST_CASE("a column that D1 has no more is refused by it and never read as a text") {
  const auto mirror = testing::mirror_of(ddl.c_str());
  const std::optional<StatementText> text = lossless_returning(*mirror, prepared("DELETE FROM w RETURNING *"), 2);
  REQUIRE(text.has_value());
  CHECK(text->sql.find('"') == std::string::npos);
  CHECK(text->sql.find("`a``b`") != std::string::npos);
}

}  // namespace d1odbc
