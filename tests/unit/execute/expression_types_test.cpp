// Owns: checks of what SQL types the compiled program gives expressions. Never: D1, values.
#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <string_view>

#include "schema/described_column.h"
#include "schema/mirror.h"
#include "schema/schema_rows.h"

using d1odbc::Mirror;

namespace {

const std::string ddl =
    "CREATE TABLE t (id INTEGER PRIMARY KEY, i INTEGER, r REAL, x TEXT, b BLOB, n DECIMAL(10,2), u, d DATE, f BOOLEAN);"
    "CREATE INDEX t_i ON t (i, x);"
    "CREATE TABLE g (a INTEGER, v TEXT AS (a || 'x') VIRTUAL, s REAL AS (a * 1.5) STORED, z TEXT);"
    "CREATE TABLE w (a TEXT, c REAL, k INTEGER, PRIMARY KEY (k, a)) WITHOUT ROWID;"
    "CREATE TABLE strict (i INT, r REAL, x TEXT, b BLOB, a ANY) STRICT;"
    "CREATE TABLE options (i INT, r REAL, x TEXT /* ) */, PRIMARY KEY (x)) WITHOUT ROWID, strict -- ) ANY\n;"
    "CREATE TABLE empty_words (a FLOATING POINT, m MONEY, c VARBINARY(10), j JSON);"
    "CREATE VIEW sums AS SELECT i + 1 AS k, upper(x) AS z FROM t;"
    "CREATE TRIGGER after_t AFTER INSERT ON t BEGIN UPDATE w SET c = c + 1; END;";

std::shared_ptr<Mirror> mirror() {
  static const std::shared_ptr<Mirror> loaded = d1odbc::testing::mirror_of(ddl);
  return loaded;
}

std::string name_of(const d1odbc::ColumnType& type) {
  switch (type.sql_type) {
    case SQL_BIGINT:
      return "BIGINT";
    case SQL_INTEGER:
      return "INTEGER";
    case SQL_DOUBLE:
      return "DOUBLE";
    case SQL_LONGVARCHAR:
      return "TEXT";
    case SQL_VARCHAR:
      return "VARCHAR " + std::to_string(type.size);
    case SQL_LONGVARBINARY:
      return "BLOB";
    default:
      return std::to_string(type.sql_type);
  }
}

/// The types of a text's columns, with commas between; "?" for one that is not decided.
std::string types(std::string_view sql) {
  const auto compiled = mirror()->compile(sql);
  if (!compiled) return "(none)";
  std::string joined;
  for (const d1odbc::CompiledColumn& column : compiled->columns) {
    const auto type = d1odbc::type_of_expression(column.expression, {});
    joined += (joined.empty() ? "" : ",") + (type ? name_of(*type) : "?");
  }
  return joined;
}

struct Row {
  std::string_view sql;
  std::string_view expected;
};

template <std::size_t Count>
void check(const Row (&rows)[Count], std::string_view before = "", std::string_view after = "") {
  for (const Row& row : rows) {
    CAPTURE(row.sql);
    CHECK(types(std::string(before) + std::string(row.sql) + std::string(after)) == row.expected);
  }
}

}  // namespace

TEST_CASE("a literal or an expression of literals has the type of its value") {
  const Row rows[] = {
      {"1", "BIGINT"},
      {"-9223372036854775808", "BIGINT"},
      {"9223372036854775808", "DOUBLE"},
      {"1.5", "DOUBLE"},
      {"1e3", "DOUBLE"},
      {"-1.5", "DOUBLE"},
      {"'abc'", "VARCHAR 3"},
      {"''", "VARCHAR 1"},
      {"'\xC3\xA9\xF0\x9F\x98\x80'", "VARCHAR 3"},
      {"x'00ff'", "BLOB"},
      {"NULL", "?"},
      {"TRUE", "BIGINT"},
      {"5/2", "BIGINT"},
      {"5/2.0", "DOUBLE"},
      {"5%3", "BIGINT"},
      {"1+1.0", "DOUBLE"},
      {"'1'+1", "DOUBLE"},
      {"-'5'", "DOUBLE"},
      {"+'5'", "VARCHAR 1"},
      {"1||2", "TEXT"},
      {"'a'||'b'", "TEXT"},
      {"x'41'||x'42'", "TEXT"},
      {"1=2", "BIGINT"},
      {"'a'<'b'", "BIGINT"},
      {"1 IS NULL", "BIGINT"},
      {"1 IS NOT 2", "BIGINT"},
      {"NOT 1", "BIGINT"},
      {"1 AND 0", "BIGINT"},
      {"1 OR NULL", "BIGINT"},
      {"1 IS TRUE", "BIGINT"},
      {"5 & 3", "BIGINT"},
      {"5 | 3", "BIGINT"},
      {"1 << 3", "BIGINT"},
      {"8 >> 1", "BIGINT"},
      {"~5", "BIGINT"},
      {"1 BETWEEN 0 AND 2", "BIGINT"},
      {"1 IN (1, 2)", "BIGINT"},
      {"'a' LIKE 'b'", "BIGINT"},
      {"'a' GLOB 'b'", "BIGINT"},
      {"CAST('1' AS INTEGER)", "BIGINT"},
      {"CAST(1 AS REAL)", "DOUBLE"},
      {"CAST(1 AS TEXT)", "TEXT"},
      {"CAST('abc' AS TEXT)", "VARCHAR 3"},
      {"CAST('abc' AS BLOB)", "BLOB"},
      {"CAST('1.5' AS DECIMAL(10,2))", "DOUBLE"},
      {"CAST(1 AS NUMERIC)", "BIGINT"},
      {"CAST('1' AS VARCHAR(20))", "VARCHAR 1"},
      {"CAST(1 AS BOOLEAN)", "BIGINT"},
      {"CASE WHEN 1 THEN 2 ELSE 3 END", "BIGINT"},
      {"CASE WHEN 1 THEN 2 ELSE 3.5 END", "BIGINT"},  // SQLite leaves out what is never reached
      {"CASE WHEN ? THEN 2 ELSE 3.5 END", "DOUBLE"},
      {"CASE WHEN ? THEN 2 ELSE 'x' END", "TEXT"},
      {"CASE WHEN ? THEN 'yes' ELSE 'no' END", "VARCHAR 3"},
      {"CASE 1 WHEN 2 THEN NULL ELSE 3 END", "BIGINT"},
      {"CASE WHEN ? THEN x'00' ELSE 1 END", "TEXT"},
      {"1 COLLATE NOCASE", "BIGINT"},
      {"(SELECT 1)", "BIGINT"},
      {"EXISTS (SELECT 1)", "BIGINT"},
      {"current_timestamp", "VARCHAR 24"},
      {"current_date", "VARCHAR 11"},
  };
  check(rows, "SELECT ");
}

TEST_CASE("an expression over columns has the type of their declarations") {
  const Row rows[] = {
      {"id + 0", "BIGINT"},
      {"+i", "BIGINT"},
      {"i + 1", "BIGINT"},
      {"i / 2", "BIGINT"},
      {"i * r", "DOUBLE"},
      {"r + 1", "DOUBLE"},
      {"x + 1", "DOUBLE"},
      {"n + 1", "DOUBLE"},
      {"+n", "DOUBLE"},
      {"u + 1", "DOUBLE"},
      {"+u", "?"},
      {"u", "?"},
      {"+d", "?"},
      {"+f", "BIGINT"},
      {"+x", "TEXT"},
      {"+b", "BLOB"},
      {"i || x", "TEXT"},
      {"i = r", "BIGINT"},
      {"rowid + 1", "BIGINT"},
      {"-i", "BIGINT"},
      {"~i", "BIGINT"},
      {"CAST(u AS INTEGER)", "BIGINT"},
      {"CAST(i AS DECIMAL(10,2))", "BIGINT"},
      {"CAST(x AS DECIMAL(10,2))", "DOUBLE"},
      {"CAST(u AS TEXT)", "TEXT"},
      {"CASE WHEN i THEN i ELSE r END", "DOUBLE"},
      {"CASE WHEN i THEN i ELSE x END", "TEXT"},
      {"coalesce(i, 0)", "BIGINT"},
      {"coalesce(x, 0)", "TEXT"},
      {"coalesce(r, i)", "DOUBLE"},
      {"coalesce(NULL, b)", "BLOB"},
      {"ifnull(i, 1.5)", "DOUBLE"},
      {"iif(i, 1, 2)", "BIGINT"},
      {"iif(i, 1, 2.5)", "DOUBLE"},
      {"iif(i, 2.5)", "DOUBLE"},
      {"if(x, i, 2)", "BIGINT"},
      {"iif(i, 1, r, x)", "TEXT"},
      {"iif(x, 1, r, 2, 3)", "BIGINT"},
      {"nullif(i, 3)", "BIGINT"},
      {"nullif(x, '')", "TEXT"},
      {"(SELECT max(r) FROM t AS u WHERE u.i = t.i)", "DOUBLE"},
      {"(SELECT +x FROM t)", "TEXT"},
      {"EXISTS (SELECT 1 FROM w)", "BIGINT"},
      {"i IN (SELECT k FROM w)", "BIGINT"},
      {"? + 1", "DOUBLE"},
      {"?", "?"},
      {"? || 'a'", "TEXT"},
      {"? = i", "BIGINT"},
      {"coalesce(?, 1)", "?"},
      {"CAST(? AS INTEGER)", "BIGINT"},
      {"abs(?)", "DOUBLE"},
      {"length(?)", "BIGINT"},
  };
  check(rows, "SELECT ", " FROM t");
}

TEST_CASE("functions are known by a table") {
  const Row rows[] = {
      {"abs(i)", "BIGINT"},
      {"abs(r)", "DOUBLE"},
      {"abs(x)", "DOUBLE"},
      {"round(i)", "DOUBLE"},
      {"round(r, 2)", "DOUBLE"},
      {"sign(r)", "BIGINT"},
      {"length(x)", "BIGINT"},
      {"instr(x, 'a')", "BIGINT"},
      {"unicode(x)", "BIGINT"},
      {"upper(x)", "TEXT"},
      {"lower(i)", "TEXT"},
      {"substr(x, 1)", "TEXT"},
      {"substr(b, 1, 2)", "BLOB"},
      {"substr(u, 1)", "TEXT"},
      {"trim(x)", "TEXT"},
      {"replace(x, 'a', 'b')", "TEXT"},
      {"hex(b)", "TEXT"},
      {"quote(r)", "TEXT"},
      {"char(65, 66)", "TEXT"},
      {"printf('%d', i)", "TEXT"},
      {"typeof(u)", "VARCHAR 7"},
      {"random()", "BIGINT"},
      {"randomblob(3)", "BLOB"},
      {"zeroblob(3)", "BLOB"},
      {"date(d)", "VARCHAR 11"},
      {"time('now')", "VARCHAR 12"},
      {"datetime(d, '+1 day')", "VARCHAR 24"},
      {"julianday(d)", "DOUBLE"},
      {"unixepoch(d)", "DOUBLE"},
      {"strftime('%Y', d)", "TEXT"},
      {"max(i, 1)", "BIGINT"},
      {"max(i, r)", "DOUBLE"},
      {"min(i, r, x)", "TEXT"},
      {"max(1,2,3,4,5,6,7,i)", "BIGINT"},
      {"max(1,2,3,4,5,6,7,8,i)", "?"},
      {"json('{}')", "TEXT"},
      {"json_extract(x, '$.a')", "?"},
      {"x -> '$.a'", "TEXT"},
      {"x ->> '$.a'", "?"},
      {"json_array_length(x)", "BIGINT"},
      {"json_object('a', i)", "TEXT"},
      {"unhex('00')", "BLOB"},
      {"concat(x, i)", "TEXT"},
      {"sqrt(i)", "DOUBLE"},
      {"floor(r)", "DOUBLE"},
      {"floor(i)", "BIGINT"},
      {"pi()", "DOUBLE"},
      {"likely(i)", "BIGINT"},
      {"last_insert_rowid()", "BIGINT"},
      {"total_changes()", "BIGINT"},
      {"sqlite_version()", "TEXT"},
  };
  check(rows, "SELECT ", " FROM t");
}

TEST_CASE("aggregates and window functions follow their arguments") {
  const Row rows[] = {
      {"count(*)", "BIGINT"},
      {"count(DISTINCT x)", "BIGINT"},
      {"sum(i)", "BIGINT"},
      {"sum(r)", "DOUBLE"},
      {"sum(n)", "DOUBLE"},
      {"sum(x)", "DOUBLE"},
      {"sum(i) + 1", "BIGINT"},
      {"total(i)", "DOUBLE"},
      {"avg(i)", "DOUBLE"},
      {"min(i)", "BIGINT"},
      {"max(x)", "TEXT"},
      {"max(b)", "BLOB"},
      {"max(u)", "?"},
      {"max(d)", "?"},
      {"max(id)", "BIGINT"},
      {"group_concat(x)", "TEXT"},
      {"group_concat(x, ';')", "TEXT"},
      {"json_group_array(i)", "TEXT"},
      {"count(*) FILTER (WHERE i > 1)", "BIGINT"},
      {"max(i) - min(i)", "BIGINT"},
      {"sum(CASE WHEN x = 'a' THEN 1 ELSE 0 END)", "BIGINT"},
      {"sum(CASE WHEN x = 'a' THEN r ELSE 0 END)", "DOUBLE"},
      {"coalesce(sum(i), 0)", "BIGINT"},
      {"row_number() OVER (ORDER BY i)", "BIGINT"},
      {"rank() OVER (ORDER BY i)", "BIGINT"},
      {"ntile(4) OVER (ORDER BY i)", "BIGINT"},
      {"percent_rank() OVER (ORDER BY i)", "DOUBLE"},
      {"cume_dist() OVER (ORDER BY i)", "DOUBLE"},
      {"sum(i) OVER (PARTITION BY x)", "BIGINT"},
      {"sum(r) OVER (ORDER BY i ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)", "DOUBLE"},
      {"max(x) OVER (ORDER BY i ROWS BETWEEN 2 PRECEDING AND CURRENT ROW)", "TEXT"},
      {"lag(i) OVER (ORDER BY r)", "BIGINT"},
      {"lag(i, 1, 'none') OVER (ORDER BY r)", "TEXT"},
      {"lead(r) OVER (ORDER BY i)", "DOUBLE"},
      {"first_value(x) OVER (ORDER BY i)", "TEXT"},
      {"last_value(b) OVER (ORDER BY i)", "BLOB"},
      {"nth_value(i, 2) OVER (ORDER BY r)", "BIGINT"},
      {"avg(i) OVER ()", "DOUBLE"},
  };
  check(rows, "SELECT ", " FROM t");
}

TEST_CASE("joins, groups, views, compounds, CTEs and RETURNING keep the types of what they pass on") {
  const Row rows[] = {
      {"SELECT w.c + 1, t.i + 1 FROM t LEFT JOIN w ON w.k = t.i", "DOUBLE,BIGINT"},
      {"SELECT +w.a, +w.k, +w.c FROM w", "TEXT,BIGINT,DOUBLE"},
      {"SELECT +a, +v, +s, +z FROM g", "BIGINT,TEXT,DOUBLE,TEXT"},
      {"SELECT +i, +r, +x, +b, +a FROM strict", "BIGINT,DOUBLE,TEXT,BLOB,?"},
      {"SELECT +x, +r, +i FROM options", "TEXT,DOUBLE,BIGINT"},
      {"SELECT +a, +m, +c, +j FROM empty_words", "DOUBLE,?,BLOB,?"},
      {"SELECT i, sum(r), max(x) FROM t GROUP BY i", "BIGINT,DOUBLE,TEXT"},
      {"SELECT count(*), i + 1 FROM t GROUP BY i + 1 HAVING count(*) > 1", "BIGINT,BIGINT"},
      {"SELECT i + 1, upper(x) FROM t ORDER BY r DESC, x LIMIT 3 OFFSET 1", "BIGINT,TEXT"},
      {"SELECT DISTINCT i + 1, x || 'a' FROM t", "BIGINT,TEXT"},
      {"SELECT k, z FROM sums", "BIGINT,TEXT"},
      {"SELECT max(k) + 1 FROM sums GROUP BY z", "BIGINT"},
      {"SELECT k + 0.5 FROM (SELECT i + 1 AS k FROM t ORDER BY r LIMIT 5)", "DOUBLE"},
      {"VALUES (1, 'a'), (2.5, NULL)", "DOUBLE,VARCHAR 1"},
      {"SELECT column1 FROM (VALUES (1), (2))", "BIGINT"},
      {"SELECT 1 UNION SELECT 2", "BIGINT"},
      {"SELECT 1 UNION ALL SELECT 2.5", "DOUBLE"},
      {"SELECT 1 UNION SELECT 'a' ORDER BY 1", "TEXT"},
      {"SELECT i + 1 FROM t EXCEPT SELECT 5", "BIGINT"},
      {"SELECT i + 1 FROM t INTERSECT SELECT k FROM w", "BIGINT"},
      {"WITH c AS (SELECT i * 2 AS k FROM t) SELECT k FROM c", "BIGINT"},
      {"WITH c AS MATERIALIZED (SELECT r * 2 AS k FROM t) SELECT a.k, b.k FROM c a, c b", "DOUBLE,DOUBLE"},
      {"WITH RECURSIVE c(n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM c WHERE n < 5) SELECT n FROM c", "BIGINT"},
      {"WITH RECURSIVE c(n) AS (VALUES (1) UNION ALL SELECT n + 1.5 FROM c WHERE n < 5) SELECT n FROM c", "DOUBLE"},
      {"WITH RECURSIVE c(n, s) AS (VALUES (1, 'a') UNION SELECT n + 1, s || 'a' FROM c LIMIT 9) SELECT n, s FROM c",
       "BIGINT,TEXT"},
      {"SELECT t.i + s.i FROM t JOIN strict s ON s.x = t.x", "BIGINT"},
      {"SELECT t.i + 1 FROM t FULL JOIN strict s ON s.x = t.x", "BIGINT"},
      {"SELECT (SELECT count(*) FROM w WHERE w.k = t.i) FROM t", "BIGINT"},
      {"SELECT t.i + 1 FROM t WHERE x IN (SELECT a FROM w) OR i IN (1, 2, 3)", "BIGINT"},
      {"SELECT row_number() OVER (), k FROM (SELECT i + 1 AS k FROM t)", "BIGINT,BIGINT"},
      {"INSERT INTO t (i, r, x) VALUES ('5', 2, 3) RETURNING x || 'a', r + 1", "TEXT,DOUBLE"},
      {"UPDATE t SET i = i + 1 WHERE id = 3 RETURNING i + 1, x || ?", "BIGINT,TEXT"},
      {"DELETE FROM t WHERE r > 3 RETURNING r + 1, upper(x), b", "DOUBLE,TEXT,BLOB"},
      {"INSERT INTO w VALUES ('a', 1, 2) ON CONFLICT (k, a) DO UPDATE SET c = excluded.c + 1 RETURNING c * 2",
       "DOUBLE"},
      {"SELECT value + 1, key || '' FROM json_each('[1]')", "DOUBLE,TEXT"},
      {"SELECT value FROM json_each('[1]')", "?"},
      {"SELECT name || 'x' FROM pragma_table_info('t')", "TEXT"},
      {"EXPLAIN SELECT 1", "?,?,?,?,?,?,?,?"},
  };
  check(rows);
}

TEST_CASE("a hint and a promise are told apart") {
  const auto is_hint = [](std::string_view sql) {
    const auto compiled = mirror()->compile(sql);
    REQUIRE(compiled);
    return compiled->columns[0].expression.classes.is_hint();
  };
  CHECK(is_hint("SELECT +i FROM t"));
  CHECK(is_hint("SELECT max(r) FROM t"));
  CHECK(is_hint("SELECT 1 + 1"));  // an integer sum may overflow
  CHECK_FALSE(is_hint("SELECT +r FROM strict"));
  CHECK_FALSE(is_hint("SELECT +r FROM options"));
  CHECK_FALSE(is_hint("SELECT +i FROM options"));
  CHECK_FALSE(is_hint("SELECT avg(i) FROM t"));
  CHECK_FALSE(is_hint("SELECT u * 1.5 FROM t"));
  CHECK_FALSE(is_hint("SELECT x || 'a' FROM t"));
}

TEST_CASE("a program that is long or makes much work is left undecided in bounded time") {
  std::string wide = "SELECT 1";
  for (int index = 0; index < 400; ++index) wide += ", i + " + std::to_string(index);
  CHECK(types(wide + " FROM t ORDER BY r").starts_with("BIGINT,BIGINT"));
  std::string compound = "SELECT i + 1 FROM t";
  for (int index = 0; index < 400; ++index) compound += " UNION SELECT max(i) + 1 FROM t GROUP BY x";
  const std::string told = types(compound);
  CHECK((told == "?" || told == "BIGINT"));
  std::string cases = "SELECT 1";
  for (int index = 0; index < 900; ++index) cases = cases + " + iif(i = " + std::to_string(index) + ", 1, 2)";
  const std::string nested = types(cases + " FROM t");
  CHECK((nested == "?" || nested == "BIGINT"));
}

TEST_CASE("IntegerType=integer narrows expressions too") {
  const auto compiled = mirror()->compile("SELECT count(*) FROM t");
  REQUIRE(compiled);
  const auto type = d1odbc::type_of_expression(compiled->columns[0].expression, {.narrow_integers = true});
  REQUIRE(type);
  CHECK(type->sql_type == SQL_INTEGER);
  CHECK(type->size == 10);
}
