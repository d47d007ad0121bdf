// Owns: tests of counting what texts grow to. Never: SQLite (mirror_hostile_test).
#include "schema/view_expansion.h"

#include <doctest/doctest.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace d1odbc {

namespace {

SchemaRow object(std::string type, std::string name, std::string sql) {
  return {.type = std::move(type), .name = name, .table = name, .sql = std::move(sql)};
}

std::vector<const SchemaRow*> pointers(const std::vector<SchemaRow>& rows) {
  std::vector<const SchemaRow*> result;
  for (const SchemaRow& row : rows) result.push_back(&row);
  return result;
}

}  // namespace

TEST_CASE("a view counts once for each place where a text may read it as a table") {
  const std::vector<SchemaRow> rows{object("view", "v", "CREATE VIEW v AS SELECT 1 AS a"),
                                    object("view", "Two", "CREATE VIEW \"Two\" AS SELECT * FROM v x, v y")};
  const ViewExpansion views(pointers(rows));
  struct Row {
    std::string sql;
    std::uint64_t copies;
  };
  const Row table[]{
      {"", 0},
      {"SELECT 1", 0},
      {"SELECT * FROM v", 1},
      {"SELECT * FROM V", 1},
      {"SELECT v.a, v.a FROM main.v WHERE v.a = 1", 1},
      {"SELECT * FROM \"v\", [v], `v`, 'v'", 4},
      {"SELECT * FROM main . /* x */ \"v\"", 1},
      {"SELECT v, 'v' AS v FROM t AS v ORDER BY v", 0},
      {"SELECT * FROM t JOIN v ON t.a = v.a, v", 2},
      {"SELECT * FROM ((v) JOIN (SELECT v FROM t)), v", 2},
      {"SELECT * FROM two", 3},
      {"SELECT * FROM t WHERE a IN v OR a NOT IN main.v OR a IN (SELECT a FROM v)", 3},
      {"SELECT 1 FROM v UNION SELECT v FROM t UNION ALL SELECT 1 FROM v", 2},
      {"INSERT INTO v(a) SELECT v FROM t", 1},
      {"UPDATE v SET v = 1", 1},
      {"DELETE FROM v WHERE v = 1", 1},
      {"SELECT 1; SELECT 1 FROM v; SELECT v", 1},
      {"SELECT 1 -- FROM v", 0},
      {"WITH c AS (SELECT * FROM v) SELECT * FROM c x, c y", 4},
      {"WITH c(k) AS NOT MATERIALIZED (SELECT * FROM v), d AS (SELECT 1 FROM c, c) SELECT * FROM d, d", 10},
      {"WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT * FROM c", 1},
      {") ) FROM v", 1},
  };
  for (const Row& row : table) {
    CAPTURE(row.sql);
    CHECK(views.of(row.sql).copies == row.copies);
  }
}

TEST_CASE("the tokens of a view count with each copy, and a star stands for columns") {
  const std::vector<SchemaRow> rows{object("view", "v", "CREATE VIEW v AS SELECT 1 AS a")};
  const ViewExpansion views(pointers(rows));
  CHECK(views.of("SELECT 1").tokens == 2);
  CHECK(views.of("SELECT 1 FROM v, v").tokens == 6 + 2 * 8);
  CHECK(views.of("SELECT *, t.* FROM t").tokens == 206);
  CHECK(views.of("SELECT count(*), 2 * 3").tokens == 9);
}

TEST_CASE("views beyond the limits, and those that name themselves through others, are too large") {
  std::vector<SchemaRow> rows{
      object("view", "a", "CREATE VIEW a AS SELECT 1 FROM b"),
      object("view", "b", "CREATE VIEW b AS SELECT 1 FROM a"),
      object("view", "c", "CREATE VIEW c AS SELECT 1 FROM a"),
      object("view", "self", "CREATE VIEW self AS SELECT self FROM t self"),
      object("table", "hidden", "CREATE VIEW d AS SELECT 1"),
      object("view", "d", "CREATE VIEW d AS SELECT 1"),
      object("view", "odd", "CREATE VIEW main.odd AS SELECT 1"),
      object("view", "ctes", "CREATE VIEW ctes AS WITH x AS (SELECT 1 FROM y), y AS (SELECT 1 FROM x) SELECT 1 FROM x"),
      object("view", "w0", "CREATE VIEW w0 AS SELECT 1"),
  };
  for (int level = 1; level <= 10; ++level) {
    const std::string name = "w" + std::to_string(level);
    const std::string below = "w" + std::to_string(level - 1);
    rows.push_back(object("view", name, "CREATE VIEW " + name + " AS SELECT 1 FROM " + below + ", " + below));
  }
  rows.push_back(object("trigger", "tr", "CREATE TRIGGER tr AFTER INSERT ON t BEGIN SELECT 1 FROM w8, w8; END"));
  rows.push_back(object("trigger", "ok", "CREATE TRIGGER ok AFTER INSERT ON t BEGIN SELECT 1 FROM w8; END"));
  const ViewExpansion views(pointers(rows));
  std::string too_large;
  for (const SchemaRow& row : rows) {
    if (views.is_too_large(row)) too_large += row.name + ' ';
  }
  CHECK(too_large == "a b c d odd ctes w9 w10 tr ");
  CHECK(views.of("SELECT 1 FROM w8").copies == 511);
}

TEST_CASE("all views together are limited too") {
  std::vector<SchemaRow> rows{object("view", "w", "CREATE VIEW w AS SELECT 1" + std::string(1'000, '+') + "1")};
  for (int index = 0; index < 200; ++index) {
    const std::string name = "x" + std::to_string(index);
    std::string sql = "CREATE VIEW " + name + " AS SELECT 1 FROM w";
    for (int turn = 1; turn < 150; ++turn) sql += ", w";
    rows.push_back(object("view", name, sql));
  }
  const ViewExpansion views(pointers(rows));
  CHECK_FALSE(views.is_too_large(rows[1]));
  CHECK_FALSE(views.is_too_large(rows[60]));
  CHECK(views.is_too_large(rows[70]));
}

}  // namespace d1odbc
