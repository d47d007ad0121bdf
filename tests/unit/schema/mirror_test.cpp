// Owns: tests of compiling on the mirror. Never: hostile schemas (mirror_hostile_test).
#include "schema/mirror.h"

#include <doctest/doctest.h>

#include <atomic>
#include <thread>

#include "error/odbc_error.h"
#include "schema_rows.h"

namespace d1odbc {

using testing::mirror_of;
using testing::names;
using testing::table_row;

namespace {

CompiledColumn column_of(const Mirror& mirror, std::string_view sql, std::size_t index = 0) {
  const auto compiled = mirror.compile(sql);
  REQUIRE(compiled.has_value());
  REQUIRE(compiled->columns.size() > index);
  return compiled->columns[index];
}

}  // namespace

TEST_CASE("an empty schema loads and compiles constants") {
  const auto mirror = Mirror::load({});
  CHECK(names(*mirror, "SELECT 1 AS one, 'x'") == "one,'x'");
  CHECK(mirror->left_out().empty());
}

TEST_CASE("the schema query keeps D1's own tables out and gives rows in rowid order") {
  const auto rows = testing::rows_of(
      "CREATE TABLE _cf_KV(k PRIMARY KEY); CREATE TABLE _CF_x(a); CREATE TABLE acf1(a UNIQUE); CREATE VIEW v AS SELECT "
      "1");
  REQUIRE(rows.size() == 3);
  CHECK(rows[0].name == "acf1");
  CHECK(rows[1].name == "sqlite_autoindex_acf1_1");
  CHECK_FALSE(rows[1].sql.has_value());
  CHECK(rows[2].name == "v");
}

TEST_CASE("a column of a table has its declared type, origin, constraint, key and collation") {
  const auto mirror = mirror_of(
      "CREATE TABLE t(id INTEGER PRIMARY KEY, name VARCHAR(20) COLLATE NOCASE NOT NULL, price DECIMAL(10,2), free)");
  CHECK(mirror->left_out().empty());

  const CompiledColumn id = column_of(*mirror, "SELECT id FROM t");
  CHECK(id.name == "id");
  CHECK(id.declared_type == "INTEGER");
  CHECK(id.table == "t");
  CHECK(id.column == "id");
  CHECK(id.not_null);
  CHECK(id.primary_key);
  CHECK(id.auto_unique);
  CHECK(id.collation == "BINARY");

  const CompiledColumn name = column_of(*mirror, "SELECT name AS \"the name\" FROM main.t AS u");
  CHECK(name.name == "the name");
  CHECK(name.declared_type == "VARCHAR(20)");
  CHECK(name.table == "t");
  CHECK(name.column == "name");
  CHECK(name.not_null);
  CHECK_FALSE(name.primary_key);
  CHECK_FALSE(name.auto_unique);
  CHECK(name.collation == "NOCASE");

  const CompiledColumn price = column_of(*mirror, "SELECT price FROM t");
  CHECK(price.declared_type == "DECIMAL(10,2)");
  CHECK_FALSE(price.not_null);
  CHECK(column_of(*mirror, "SELECT free FROM t").declared_type.empty());
}

TEST_CASE("an expression has no origin and is named by its text") {
  const auto mirror = mirror_of("CREATE TABLE t(a INTEGER, b TEXT)");
  const CompiledColumn sum = column_of(*mirror, "SELECT a + ?  FROM t");
  CHECK(sum.name == "a + ?");
  CHECK(sum.declared_type.empty());
  CHECK(sum.table.empty());
  CHECK(sum.column.empty());
  CHECK(sum.collation.empty());
  CHECK(names(*mirror, "SELECT t.a, T.B, count(*), * FROM t") == "a,b,count(*),a,b");
}

TEST_CASE("views, subqueries and CTEs pass origins through") {
  const auto mirror = mirror_of(
      "CREATE TABLE t(id INTEGER PRIMARY KEY, x DATE NOT NULL); CREATE VIEW v(k, d, e) AS SELECT id, x, x || '' FROM "
      "t");
  for (const std::string sql :
       {"SELECT d FROM v", "SELECT d FROM (SELECT * FROM v)", "WITH c AS (SELECT d FROM v) SELECT d FROM c"}) {
    CAPTURE(sql);
    const CompiledColumn column = column_of(*mirror, sql);
    CHECK(column.name == "d");
    CHECK(column.declared_type == "DATE");
    CHECK(column.table == "t");
    CHECK(column.column == "x");
    CHECK(column.not_null);
  }
  CHECK(column_of(*mirror, "SELECT k FROM v").auto_unique);
  CHECK(column_of(*mirror, "SELECT e FROM v").table.empty());
}

TEST_CASE("only an alias of the rowid counts by itself") {
  struct Row {
    std::string table;
    std::string column;
    bool auto_unique;
    bool not_null;
  };
  const auto mirror = mirror_of(
      "CREATE TABLE a(id integer PRIMARY KEY); CREATE TABLE b(id INT PRIMARY KEY);"
      "CREATE TABLE c(id INTEGER, x, PRIMARY KEY(id, x)); CREATE TABLE d(id INTEGER PRIMARY KEY DESC);"
      "CREATE TABLE e(id INTEGER PRIMARY KEY) WITHOUT ROWID; CREATE TABLE f(id INTEGER PRIMARY KEY, x TEXT) STRICT;"
      "CREATE TABLE g(id INTEGER, PRIMARY KEY(id)); CREATE TABLE h(id TEXT PRIMARY KEY);"
      "CREATE TABLE i(id INT PRIMARY KEY) STRICT; CREATE TABLE j(id INTEGER PRIMARY KEY AUTOINCREMENT);"
      "CREATE TABLE k(id INTEGER UNIQUE); CREATE TABLE l(x, \"Id\" INTEGER PRIMARY KEY)");
  CHECK(mirror->left_out().empty());
  for (const Row& row : {Row{"a", "id", true, true}, Row{"b", "id", false, false}, Row{"c", "id", false, false},
                         Row{"d", "id", false, false}, Row{"e", "id", false, true}, Row{"f", "id", true, true},
                         Row{"g", "id", true, true}, Row{"h", "id", false, false}, Row{"i", "id", false, true},
                         Row{"j", "id", true, true}, Row{"k", "id", false, false}, Row{"l", "ID", true, true},
                         Row{"a", "rowid", true, true}, Row{"h", "rowid", true, true}}) {
    CAPTURE(row.table);
    CAPTURE(row.column);
    const CompiledColumn column = column_of(*mirror, "SELECT " + row.column + " FROM " + row.table);
    CHECK(column.auto_unique == row.auto_unique);
    CHECK(column.not_null == row.not_null);
  }
}

TEST_CASE("read_only tells reading texts from writing and controlling ones") {
  const auto mirror = mirror_of("CREATE TABLE t(a UNIQUE)");
  struct Row {
    std::string sql;
    bool read_only;
  };
  for (const Row& row : {Row{"SELECT * FROM t", true},
                         Row{"VALUES (1)", true},
                         Row{"WITH c AS (SELECT 1) SELECT * FROM c", true},
                         Row{"EXPLAIN QUERY PLAN SELECT * FROM t", true},
                         Row{"EXPLAIN DELETE FROM t", true},
                         Row{"SELECT * FROM pragma_table_info('t')", true},
                         Row{"INSERT INTO t VALUES (1)", false},
                         Row{"INSERT INTO t VALUES (?) RETURNING a", false},
                         Row{"UPDATE t SET a = 1", false},
                         Row{"DELETE FROM t", false},
                         Row{"CREATE TABLE u(a)", false},
                         Row{"DROP TABLE t", false},
                         Row{"ALTER TABLE t ADD COLUMN b", false},
                         Row{"BEGIN", false},
                         Row{"COMMIT", false},
                         Row{"ROLLBACK", false},
                         Row{"SAVEPOINT s", false},
                         Row{"RELEASE s", false},
                         Row{"PRAGMA table_info(t)", false},
                         Row{"ANALYZE", false},
                         Row{"REINDEX t", false},
                         Row{"VACUUM", false},
                         Row{"WITH c AS (SELECT 1) INSERT INTO t SELECT * FROM c", false},
                         Row{"CREATE VIRTUAL TABLE f USING fts5(x)", false}}) {
    CAPTURE(row.sql);
    const auto compiled = mirror->compile(row.sql);
    REQUIRE(compiled.has_value());
    CHECK(compiled->read_only == row.read_only);
  }
}

TEST_CASE("a writing statement has columns only with RETURNING") {
  const auto mirror = mirror_of("CREATE TABLE t(id INTEGER PRIMARY KEY, a TEXT)");
  CHECK(names(*mirror, "INSERT INTO t(a) VALUES(?)") == "");
  CHECK(names(*mirror, "INSERT INTO t(a) VALUES(?) RETURNING id, a AS b") == "id,b");
  CHECK(names(*mirror, "PRAGMA table_info(t)") == "cid,name,type,notnull,dflt_value,pk");
}

TEST_CASE("texts that do not compile give nothing") {
  const auto mirror = mirror_of("CREATE TABLE t(a)");
  for (const std::string& sql :
       {std::string("SELECT"), std::string("SELECT * FROM missing"), std::string(""),
        std::string("  -- only a comment"), std::string(";"), std::string("SELECT 1; SELECT 2"),
        std::string("SELECT 1; garbage"), std::string("SELECT 'open"), std::string("SELECT 1; /* c */ ;; x"),
        std::string("SELECT 1\0 FROM t", 16), std::string("SELECT 1;\0", 10)}) {
    CAPTURE(sql);
    CHECK_FALSE(mirror->compile(sql).has_value());
  }
  for (const std::string sql :
       {"SELECT 1;", "SELECT 1 ; -- end", "SELECT 1; /* c */ ;; ", "  SELECT 1\n", "SELECT 1 /* open"}) {
    CAPTURE(sql);
    CHECK(mirror->compile(sql).has_value());
  }
}

TEST_CASE("compiling reaches neither the process nor the mirror") {
  const auto mirror = mirror_of("CREATE TABLE t(a)");
  for (const std::string sql :
       {"ATTACH ':memory:' AS x", "DETACH main", "PRAGMA writable_schema=ON", "EXPLAIN PRAGMA writable_schema=ON",
        "PRAGMA hard_heap_limit=1", "PRAGMA soft_heap_limit=1", "PRAGMA temp_store_directory='/'",
        "PRAGMA foreign_keys=OFF", "PRAGMA case_sensitive_like=ON", "SELECT load_extension('x')",
        "SELECT fts3_tokenizer('x')", "SELECT fts5(1)", "CREATE TEMP TABLE x(a)", "CREATE TEMP VIEW x AS SELECT 1",
        "CREATE TABLE temp.x(a)", "CREATE TEMP TRIGGER x AFTER INSERT ON t BEGIN SELECT 1; END",
        "SELECT * FROM dbstat"}) {
    CAPTURE(sql);
    CHECK_FALSE(mirror->compile(sql).has_value());
  }
  CHECK(mirror->compile("CREATE TABLE made(a)").has_value());
  CHECK(names(*mirror, "SELECT * FROM made") == "(none)");
  CHECK(mirror->compile("DROP TABLE t").has_value());
  CHECK(mirror->compile("BEGIN").has_value());
  CHECK(mirror->compile("BEGIN").has_value());
  CHECK(names(*mirror, "SELECT * FROM t") == "a");
  CHECK_FALSE(mirror->compile("UPDATE sqlite_schema SET sql = ''").has_value());
}

TEST_CASE("double-quoted strings are allowed as in D1") {
  CHECK(names(*mirror_of("CREATE TABLE t(a DEFAULT \"x\")"), "SELECT \"nosuch\" FROM t") == "\"nosuch\"");
}

TEST_CASE("functions that D1 has compile whatever this SQLite has") {
  const auto mirror = Mirror::load(
      {table_row("t", "CREATE TABLE t(a, b AS (concat(a, 'x')), c AS (octet_length(a)) STORED)"),
       {.type = "index", .name = "i", .table = "t", .sql = "CREATE INDEX i ON t(unhex(a)) WHERE octet_length(a) > 3"},
       {.type = "view", .name = "v", .table = "v", .sql = "CREATE VIEW v AS SELECT concat_ws('-', a, b) AS j FROM t"}});
  CHECK(mirror->left_out().empty());
  CHECK(names(*mirror, "SELECT * FROM t") == "a,b,c");
  CHECK(names(*mirror, "SELECT j FROM v") == "j");
  for (const std::string call : {"concat(1)",
                                 "concat(1,2,3)",
                                 "concat_ws(',',1,2)",
                                 "iif(a,1)",
                                 "iif(a,1,2)",
                                 "octet_length(a)",
                                 "string_agg(a,',')",
                                 "string_agg(a,',') OVER (ORDER BY a)",
                                 "timediff('now','now')",
                                 "unhex('00')",
                                 "unhex('0 0',' ')",
                                 "unixepoch()",
                                 "json_valid(a,6)",
                                 "jsonb(a)",
                                 "jsonb_array(1,2)",
                                 "jsonb_extract(a,'$')",
                                 "jsonb_group_array(a)",
                                 "jsonb_group_object(a,a)",
                                 "jsonb_set(a,'$.a',1)",
                                 "log(2,a)",
                                 "pow(a,2)",
                                 "mod(a,2)",
                                 "a->>'$'",
                                 "substring(a,1)",
                                 "format('%d',a)",
                                 "median_is_not_there()"}) {
    CAPTURE(call);
    const bool known = call != "median_is_not_there()";
    CHECK(mirror->compile("SELECT " + call + " FROM t").has_value() == known);
  }
}

TEST_CASE("full-text tables compile with MATCH, their functions and their hidden columns") {
  const auto mirror = mirror_of(
      "CREATE VIRTUAL TABLE \"my docs\" USING fts5(title, 'the body' UNINDEXED, tokenize = 'porter ascii', prefix='2 "
      "3')");
  CHECK(mirror->left_out().empty());
  CHECK(names(*mirror, "SELECT * FROM \"my docs\"") == "title,the body");
  CHECK(names(*mirror, "SELECT rank, rowid, title FROM \"my docs\" WHERE \"my docs\" MATCH ? ORDER BY rank") ==
        "rank,rowid,title");
  CHECK(names(*mirror,
              "SELECT bm25(\"my docs\", 1.0) AS b, highlight(\"my docs\", 0, '<', '>') AS h,"
              " snippet(\"my docs\", 0, '', '', '', 5) AS s FROM \"my docs\"('word')") == "b,h,s");
  CHECK(names(*mirror, "SELECT title FROM \"my docs\" WHERE title MATCH 'x' AND \"my docs\" = 'y'") == "title");
  const auto insert = mirror->compile("INSERT INTO \"my docs\"(title, \"the body\") VALUES(?, ?)");
  REQUIRE(insert.has_value());
  CHECK_FALSE(insert->read_only);
  CHECK(mirror->compile("INSERT INTO \"my docs\"(\"my docs\", rank) VALUES('merge', 100)").has_value());
}

TEST_CASE("rtree, vocabulary and unknown modules declare columns from their arguments") {
  const auto mirror =
      Mirror::load({table_row("r", "CREATE VIRTUAL TABLE r USING rtree(id, minx, maxx, +label TEXT)"),
                    table_row("q", "CREATE VIRTUAL TABLE q USING rtree_i32(id, a, b)"),
                    table_row("w", "CREATE VIRTUAL TABLE w USING fts5vocab('f', 'col')"),
                    table_row("z", "CREATE VIRTUAL TABLE z USING Zeta(k INTEGER, \"a \"\"b\" TEXT, opt=1)"),
                    table_row("n", "CREATE VIRTUAL TABLE n USING zilch"),
                    {.type = "view", .name = "v", .table = "v", .sql = "CREATE VIEW v AS SELECT k FROM z"}});
  CHECK(mirror->left_out().empty());
  CHECK(names(*mirror, "SELECT * FROM r") == "id,minx,maxx,label");
  CHECK(column_of(*mirror, "SELECT minx FROM r").declared_type == "REAL");
  CHECK(column_of(*mirror, "SELECT a FROM q").declared_type == "INT");
  CHECK(names(*mirror, "SELECT * FROM w") == "term,col,doc,cnt");
  CHECK(names(*mirror, "SELECT * FROM z") == "k,a \"b");
  CHECK(column_of(*mirror, "SELECT k FROM z").declared_type == "INTEGER");
  CHECK(names(*mirror, "SELECT k FROM v") == "k");
  CHECK(names(*mirror, "SELECT rank FROM n") == "rank");
}

TEST_CASE("table-valued functions compile") {
  const auto mirror = mirror_of("CREATE TABLE t(a)");
  CHECK(names(*mirror, "SELECT key, value FROM json_each(?)") == "key,value");
  CHECK(names(*mirror, "SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_xinfo(m.name) c") == "name,name");
}

TEST_CASE("query binds every kind of value and gives every kind back") {
  const auto mirror = Mirror::load({});
  std::vector<ValueView> seen;
  std::string text;
  std::string blob;
  mirror->query("SELECT ?1, ?2, ?3, ?4, ?5",
                {ValueView::of(std::int64_t{-7}), ValueView::of(0.5), ValueView::text(std::string_view("a\0b", 3)),
                 ValueView::blob("xy"), ValueView::null()},
                [&](const std::vector<ValueView>& cells) {
                  seen = cells;
                  text = cells[2].bytes;
                  blob = cells[3].bytes;
                });
  REQUIRE(seen.size() == 5);
  CHECK(seen[0].integer == -7);
  CHECK(seen[1].real == 0.5);
  CHECK(text == std::string("a\0b", 3));
  CHECK(seen[3].storage == StorageClass::Blob);
  CHECK(blob == "xy");
  CHECK(seen[4].is_null());
}

TEST_CASE("query says with HY000 what SQLite refused") {
  const auto mirror = Mirror::load({});
  try {
    mirror->query("SELECT * FROM missing", {}, [](const std::vector<ValueView>&) {});
    FAIL("nothing was thrown");
  } catch (const OdbcError& error) {
    CHECK(error.state() == State::GeneralError);
    CHECK(error.text().find("no such table: missing") != std::string::npos);
  }
}

TEST_CASE("several threads compile at the same time") {
  const auto mirror = mirror_of("CREATE TABLE t(id INTEGER PRIMARY KEY, a TEXT)");
  std::atomic<int> good = 0;
  std::vector<std::thread> threads;
  for (int thread = 0; thread < 4; ++thread) {
    threads.emplace_back([&] {
      for (int turn = 0; turn < 50; ++turn) good += names(*mirror, "SELECT id, a FROM t") == "id,a" ? 1 : 0;
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(good == 200);
}

}  // namespace d1odbc
