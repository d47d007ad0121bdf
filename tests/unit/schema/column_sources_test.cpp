// Owns: tests of what a text's views do to columns, through the mirror. Never: the reading of one text
// (query_traits_test).
#include "schema/column_sources.h"

#include <doctest/doctest.h>

#include "schema_rows.h"

namespace d1odbc {

namespace {

const std::string ddl =
    "CREATE TABLE t(id INTEGER PRIMARY KEY, n TEXT NOT NULL, g INT AS (id + 1));"
    "CREATE TABLE u(k TEXT NOT NULL, r REAL);"
    "CREATE VIEW plain AS SELECT id FROM t;"
    "CREATE VIEW outer_join AS SELECT t.id, u.k FROM u LEFT JOIN t ON t.n = u.k;"
    "CREATE VIEW \"Combined \"\"view\" AS SELECT k FROM u UNION ALL SELECT id FROM t;"
    "CREATE VIEW over_both AS SELECT id FROM OUTER_JOIN;"
    "CREATE VIEW deep AS SELECT k FROM (SELECT * FROM \"combined \"\"VIEW\");";

CompiledColumn first_column(const Mirror& mirror, const std::string& sql) {
  const auto compiled = mirror.compile(sql);
  REQUIRE(compiled.has_value());
  REQUIRE_FALSE(compiled->columns.empty());
  return compiled->columns.front();
}

}  // namespace

TEST_CASE("what a view does to columns is done to those of the tables it names, through other views too") {
  const auto mirror = testing::mirror_of(ddl);
  REQUIRE(mirror->left_out().empty());
  struct Row {
    std::string sql;
    bool is_combined, adds_nulls;
  };
  const Row rows[] = {
      {"SELECT id FROM t", false, false},
      {"SELECT id FROM plain", false, false},
      {"SELECT id FROM outer_join", false, true},
      {"SELECT id FROM main.outer_join", false, true},
      {"SELECT id FROM over_both", false, true},
      {"SELECT k FROM \"combined \"\"view\"", true, true},
      {"SELECT k FROM deep", true, true},
      {"WITH c AS (SELECT k FROM deep) SELECT * FROM c", true, true},
      // A table beside the view that the view does not read.
      {"SELECT p.id FROM plain p, outer_join", false, true},
      {"SELECT k FROM u, plain", false, false},
      // Asked again, it is the same.
      {"SELECT k FROM deep", true, true},
  };
  for (const Row& row : rows) {
    CAPTURE(row.sql);
    const CompiledColumn column = first_column(*mirror, row.sql);
    CHECK(column.is_combined == row.is_combined);
    CHECK(column.adds_nulls == row.adds_nulls);
  }
}

TEST_CASE("a column says whether it may be assigned") {
  const auto mirror = testing::mirror_of(ddl);
  CHECK(first_column(*mirror, "SELECT id FROM t").is_writable);
  CHECK(first_column(*mirror, "SELECT id FROM plain").is_writable);
  CHECK_FALSE(first_column(*mirror, "SELECT g FROM t").is_writable);
  CHECK_FALSE(first_column(*mirror, "SELECT sql FROM sqlite_schema").is_writable);
  CHECK_FALSE(first_column(*mirror, "SELECT id + 1 FROM t").is_writable);
}

TEST_CASE("a table-valued function is no table, and its column keeps its name") {
  const auto mirror = testing::mirror_of(ddl);
  const CompiledColumn column = first_column(*mirror, "SELECT name FROM pragma_table_info('t')");
  CHECK(column.table.empty());
  CHECK(column.column == "name");
  CHECK_FALSE(column.is_writable);
}

TEST_CASE("the types of combined columns are worked out beside the declared one") {
  const auto mirror = testing::mirror_of(ddl);
  const CompiledColumn column = first_column(*mirror, "SELECT id FROM t UNION ALL SELECT k FROM u");
  CHECK(column.declared_type == "INTEGER");
  CHECK(column.expression.classes.is(ClassSet::integer() | ClassSet::text()));
}

TEST_CASE("texts that name many unknown tables are not kept without end") {
  const auto mirror = testing::mirror_of(ddl);
  for (int number = 0; number < 12'000; number += 100) {
    std::string sql = "WITH ";
    for (int each = number; each < number + 100; ++each) {
      sql += (each == number ? "c" : ", c") + std::to_string(each) + " AS (SELECT id FROM t)";
    }
    sql += " SELECT t.id FROM t JOIN c" + std::to_string(number);
    CHECK_FALSE(first_column(*mirror, sql).adds_nulls);
  }
}

}  // namespace d1odbc
