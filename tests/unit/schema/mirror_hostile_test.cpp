// Owns: tests of loading what no honest server sends. Never: ordinary compiling (mirror_test).
#include <doctest/doctest.h>

#include <algorithm>

#include "schema/catalog.h"
#include "schema/mirror.h"
#include "schema_rows.h"

namespace d1odbc {

using testing::names;
using testing::table_row;

namespace {

SchemaRow row(std::string type, std::string name, std::string table, std::optional<std::string> sql) {
  return {.type = std::move(type), .name = std::move(name), .table = std::move(table), .sql = std::move(sql)};
}

const SchemaRow good = table_row("good", "CREATE TABLE good(a INTEGER)");

bool was_left_out(const Mirror& mirror, const std::string& name) {
  const auto& left_out = mirror.left_out();
  return std::find(left_out.begin(), left_out.end(), name) != left_out.end();
}

}  // namespace

TEST_CASE("a row that cannot be loaded is left out and costs no other") {
  const SchemaRow bad_rows[]{
      table_row("x", "ATTACH ':memory:' AS evil"),
      table_row("x", "PRAGMA writable_schema=ON"),
      table_row("x", "DROP TABLE good"),
      table_row("x", "CREATE"),
      table_row("x", "CREATE TABLE x("),
      table_row("x", "CREATE TABLE x(a, CONSTRAINT NEW SYNTAX)"),
      table_row("x", "CREATE TABLE x AS SELECT 1"),
      table_row("x", "CREATE TABLE other(a)"),
      table_row("x", std::string("CREATE TABLE x(a)\0; DROP", 24)),
      table_row(std::string("x\0y", 3), "CREATE TABLE x(a)"),
      table_row("x", "CREATE TABLE x(a) -- " + std::string(1'100'000, 'z')),
      table_row("x", "CREATE TABLE x(a CHECK (" + std::string(5'000, '(') + "1" + std::string(5'000, ')') + "))"),
      table_row("", "CREATE TABLE \"\"(a)"),
      row("table", "x", "x", std::nullopt),
      row("view", "x", "x", std::nullopt),
      row("view", "x", "x", ""),
      row("index", "x", "missing", "CREATE INDEX x ON missing(a)"),
      row("index", "sqlite_autoindex_good_1", "good", std::nullopt),
      row("index", "x", "good", "CREATE INDEX x ON good(nosuch)"),
      row("trigger", "x", "missing", "CREATE TRIGGER x AFTER INSERT ON missing BEGIN SELECT 1; END"),
      row("", "x", "x", "CREATE TABLE x(a)"),
      row("procedure", "x", "x", "CREATE TABLE x(a)"),
      row("TABLE", "x", "x", "CREATE TABLE x(a)"),
      table_row("sqlite_master", "CREATE TABLE sqlite_master(a)"),
      table_row("SQLITE_schema", "CREATE TABLE sqlite_schema(type)"),
      table_row("pragma_table_xinfo", "CREATE TABLE pragma_table_xinfo(a)"),
      row("view", "PRAGMA_table_list", "PRAGMA_table_list", "CREATE VIEW PRAGMA_table_list AS SELECT 1"),
      table_row("good", "CREATE TABLE good(second)"),
      table_row("GOOD", "CREATE TABLE GOOD(second)"),
      table_row(std::string(20'000, 'n'), "CREATE TABLE n(a)"),
  };
  for (const SchemaRow& bad : bad_rows) {
    CAPTURE(bad.type);
    CAPTURE(bad.name.substr(0, 40));
    CAPTURE(bad.sql.value_or("(null)").substr(0, 80));
    const auto mirror = Mirror::load({good, bad, table_row("after", "CREATE TABLE after(b TEXT)")});
    CHECK(was_left_out(*mirror, bad.name));
    CHECK(mirror->left_out().size() == 1);
    CHECK(names(*mirror, "SELECT * FROM good") == "a");
    CHECK(names(*mirror, "SELECT * FROM after") == "b");
    CHECK(list_columns(*mirror, {}, {}, {.text = "after"}, {}, {}).rows.rows() == 1);
    CHECK(names(*mirror, "SELECT * FROM sqlite_master") == "type,name,tbl_name,rootpage,sql");
  }
}

TEST_CASE("D1's own tables never enter the mirror and are not noted") {
  const auto mirror = Mirror::load({table_row("_cf_KV", "CREATE TABLE _cf_KV(a)"),
                                    table_row("_CF_METADATA", "CREATE TABLE _CF_METADATA(a)"),
                                    row("index", "i", "_cf_KV", "CREATE INDEX i ON _cf_KV(a)"), good});
  CHECK(mirror->left_out().empty());
  CHECK(names(*mirror, "SELECT * FROM _cf_KV") == "(none)");
  CHECK(list_tables(*mirror, {}, {}, {}, {}, {}).rows.rows() == 1);
}

TEST_CASE("broken objects do not come back after an error in a user's text") {
  const auto mirror = Mirror::load({table_row("x", "CREATE TABLE x("), good});
  for (int turn = 0; turn < 3; ++turn) {
    CHECK_FALSE(mirror->compile("SELECT * FROM nosuch").has_value());
    CHECK_FALSE(mirror->compile("SELECT * FROM x").has_value());
    CHECK_FALSE(mirror->compile("PRAGMA schema_version=5").has_value());
    CHECK(names(*mirror, "SELECT * FROM good") == "a");
  }
}

TEST_CASE("views on missing tables and on each other fail alone") {
  const auto mirror = Mirror::load({row("view", "lost", "lost", "CREATE VIEW lost AS SELECT * FROM missing"),
                                    row("view", "a", "a", "CREATE VIEW a AS SELECT * FROM b"),
                                    row("view", "b", "b", "CREATE VIEW b AS SELECT * FROM a"),
                                    row("view", "self", "self", "CREATE VIEW self AS SELECT * FROM self"),
                                    row("view", "late", "late", "CREATE VIEW late AS SELECT a AS x FROM good"), good});
  CHECK(mirror->left_out() == std::vector<std::string>{"a", "b"});
  for (const std::string view : {"lost", "a", "b", "self"}) {
    CAPTURE(view);
    CHECK(names(*mirror, "SELECT * FROM " + view) == "(none)");
  }
  CHECK(names(*mirror, "SELECT * FROM late") == "x");
  const DescribedRows columns = list_columns(*mirror, {}, {}, {}, {}, {});
  REQUIRE(columns.rows.rows() == 2);
  CHECK(columns.rows.at(0, 2).bytes == "good");
  CHECK(columns.rows.at(1, 2).bytes == "late");
  CHECK(list_tables(*mirror, {}, {}, {}, "VIEW", {}).rows.rows() == 5);
}

TEST_CASE("views that multiply each other are given up, not expanded without end") {
  std::vector<SchemaRow> rows{good, row("view", "v0", "v0", "CREATE VIEW v0 AS SELECT a FROM good")};
  for (int level = 1; level <= 30; ++level) {
    const std::string name = "v" + std::to_string(level);
    const std::string below = "v" + std::to_string(level - 1);
    rows.push_back(
        row("view", name, name, "CREATE VIEW " + name + " AS SELECT x.a FROM " + below + " x, " + below + " y"));
  }
  const auto mirror = Mirror::load(rows);
  CHECK_FALSE(mirror->compile("SELECT * FROM v30").has_value());
  CHECK(names(*mirror, "SELECT * FROM v3") == "a");
}

TEST_CASE("wide views that multiply each other are left out, listed, and cost the others nothing") {
  std::string columns = "0 AS c";
  for (int number = 1; number < 100; ++number) columns += ", 1+1+1 AS c" + std::to_string(number);
  std::vector<SchemaRow> rows{good, row("view", "v0", "v0", "CREATE VIEW v0 AS SELECT " + columns)};
  for (int level = 1; level < 40; ++level) {
    const std::string name = "v" + std::to_string(level);
    const std::string below = "v" + std::to_string(level - 1);
    rows.push_back(
        row("view", name, name, "CREATE VIEW " + name + " AS SELECT a.* FROM " + below + " a, " + below + " b"));
  }
  const auto mirror = Mirror::load(rows);
  CHECK_FALSE(was_left_out(*mirror, "v5"));
  CHECK(was_left_out(*mirror, "v13"));
  CHECK(was_left_out(*mirror, "v39"));
  for (const std::string view : {"v13", "v16", "v39"}) {
    CAPTURE(view);
    CHECK(names(*mirror, "SELECT * FROM " + view) == "(none)");
    CHECK(list_tables(*mirror, {}, {}, {.text = view}, {}, {}).rows.rows() == 1);
    CHECK(list_columns(*mirror, {}, {}, {.text = view}, {}, {}).rows.rows() == 0);
  }
  CHECK(names(*mirror, "SELECT c1 FROM v3") == "c1");
  CHECK(names(*mirror, "SELECT * FROM good") == "a");

  std::string joined = "SELECT 1 FROM v7 x";
  for (int number = 1; number < 64; ++number) joined += ", v7 x" + std::to_string(number);
  CHECK_FALSE(mirror->compile(joined).has_value());
  std::string ctes = "WITH c0 AS (SELECT * FROM v0)";
  for (int level = 1; level < 30; ++level) {
    const std::string below = "c" + std::to_string(level - 1);
    ctes += ", c" + std::to_string(level) + " AS (SELECT a.* FROM " + below + " a, " + below + " b)";
  }
  CHECK_FALSE(mirror->compile(ctes + " SELECT * FROM c29").has_value());
}

TEST_CASE("views that double an expression at each level compile without writing it out") {
  std::vector<SchemaRow> rows{good, row("view", "w0", "w0", "CREATE VIEW w0 AS SELECT a + 1 AS c FROM good")};
  for (int level = 1; level < 60; ++level) {
    const std::string name = "w" + std::to_string(level);
    rows.push_back(
        row("view", name, name, "CREATE VIEW " + name + " AS SELECT c + c AS c FROM w" + std::to_string(level - 1)));
  }
  const auto mirror = Mirror::load(rows);
  CHECK(mirror->left_out().empty());
  CHECK(names(*mirror, "SELECT * FROM w59 WHERE c > 1") == "c");
}

TEST_CASE("five levels of views, each used twice, keep their columns and origins") {
  std::vector<SchemaRow> rows{good, row("view", "v0", "v0", "CREATE VIEW v0 AS SELECT a, a AS v0 FROM good")};
  for (int level = 1; level <= 5; ++level) {
    const std::string name = "v" + std::to_string(level);
    const std::string below = "v" + std::to_string(level - 1);
    rows.push_back(row("view", name, name,
                       "CREATE VIEW " + name + " AS SELECT x.a, y.v0 FROM " + below + " x JOIN " + below +
                           " y ON x.a = y.a WHERE x.v0 > 1"));
  }
  const auto mirror = Mirror::load(rows);
  CHECK(mirror->left_out().empty());
  const auto compiled = mirror->compile("SELECT * FROM v5");
  REQUIRE(compiled.has_value());
  REQUIRE(compiled->columns.size() == 2);
  CHECK(compiled->columns[0].declared_type == "INTEGER");
  CHECK(compiled->columns[1].name == "v0");
  CHECK(compiled->columns[1].table == "good");
  CHECK(compiled->columns[1].column == "a");
  CHECK(list_columns(*mirror, {}, {}, {.text = "v5"}, {}, {}).rows.rows() == 2);
}

TEST_CASE("modules cannot take the place of the driver's own table-valued functions") {
  const auto mirror = Mirror::load({good, table_row("p", "CREATE VIRTUAL TABLE p USING pragma_table_xinfo(a)"),
                                    table_row("j", "CREATE VIRTUAL TABLE j USING json_each(a)"),
                                    table_row("f", "CREATE VIRTUAL TABLE f USING fts5()"),
                                    table_row("d", "CREATE VIRTUAL TABLE d USING fts5(a, a)"),
                                    table_row("i", "CREATE VIRTUAL TABLE i USING evil(a), b); DROP TABLE good; --)"),
                                    table_row("e", "CREATE VIRTUAL TABLE e USING evil(\"a) ; x\" b) (c)")});
  CHECK(names(*mirror, "SELECT key FROM json_each('[]')") == "key");
  const DescribedRows columns = list_columns(*mirror, {}, {}, {.text = "good"}, {}, {});
  CHECK(columns.rows.rows() == 1);
  CHECK(names(*mirror, "SELECT * FROM d") == "(none)");
  CHECK(list_columns(*mirror, {}, {}, {}, {}, {}).rows.rows() >= 1);
}

TEST_CASE("objects whose text is of another kind do no harm") {
  const auto mirror = Mirror::load(
      {row("index", "t", "t", "CREATE TABLE t(a)"), row("table", "v", "v", "CREATE VIEW v AS SELECT 1 AS one"),
       row("trigger", "u", "u", "CREATE TABLE u(a)"), row("view", "w", "w", "CREATE TABLE w(a)"),
       table_row("x", "create temp table x(a)"),
       row("trigger", "y", "x", "CREATE TEMP TRIGGER y AFTER INSERT ON x BEGIN SELECT 1; END"),
       row("index", "z", "good", "CREATE INDEX z ON good(nosuch(a))"), good});
  CHECK(names(*mirror, "SELECT * FROM good") == "a");
  CHECK(list_tables(*mirror, {}, {}, {.text = "good"}, {}, {}).rows.rows() == 1);
  static_cast<void>(list_columns(*mirror, {}, {}, {}, {}, {}));
}

TEST_CASE("statistics, sequences and shadow tables load as ordinary rows") {
  const auto mirror = testing::mirror_of(
      "CREATE TABLE t(id INTEGER PRIMARY KEY AUTOINCREMENT, a UNIQUE); CREATE INDEX i ON t(a) WHERE a > 1;"
      "INSERT INTO t(a) VALUES(1); ANALYZE; CREATE VIRTUAL TABLE f USING fts5(x);"
      "CREATE TRIGGER \"tr \"\"g\" AFTER INSERT ON t BEGIN INSERT INTO f VALUES(new.a); END");
  CHECK(mirror->left_out().empty());
  CHECK(names(*mirror, "SELECT * FROM sqlite_sequence") == "name,seq");
  CHECK(names(*mirror, "SELECT tbl FROM sqlite_stat1") == "tbl");
  CHECK(names(*mirror, "SELECT id FROM f_data") == "id");
  CHECK(mirror->compile("INSERT INTO t(a) VALUES(1)").has_value());
}

}  // namespace d1odbc
