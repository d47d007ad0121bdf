// Owns: tests of what names a row of a table. Never: SQL that changes rows.
#include "schema/row_key.h"

#include <doctest/doctest.h>

#include "schema_rows.h"

namespace d1odbc {

using testing::mirror_of;

namespace {

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ",") + name;
  return text;
}

/// "rowid: a,b" or "key: a,b" or why not.
std::string key_text(const Mirror& mirror, std::string_view table) {
  const auto looked_up = keyed_table(mirror, table);
  if (const auto* const refusal = std::get_if<NotUpdatable>(&looked_up)) return refusal->reason;
  const auto& keyed = std::get<KeyedTable>(looked_up);
  return (keyed.key.kind == RowKey::Kind::Rowid ? "rowid: " : "key: ") + joined(keyed.key.columns);
}

}  // namespace

TEST_CASE("a row is named by the rowid where there is one, else by the primary key") {
  struct Row {
    std::string_view ddl;
    std::string_view key;
  };
  const Row rows[]{
      {"CREATE TABLE t(a)", "rowid: rowid"},
      {"CREATE TABLE t(a INTEGER PRIMARY KEY)", "rowid: rowid"},
      {"CREATE TABLE t(a TEXT PRIMARY KEY, b)", "rowid: rowid"},
      {"CREATE TABLE t(ROWID)", "rowid: _rowid_"},
      {"CREATE TABLE t(RowId INTEGER PRIMARY KEY)", "rowid: _rowid_"},
      {"CREATE TABLE t(rowid, \"_ROWID_\")", "rowid: oid"},
      {"CREATE TABLE t(rowid, _rowid_ INTEGER PRIMARY KEY, oid)", "rowid: _rowid_"},
      {"CREATE TABLE t(rowid, _rowid_, oid, \"the key\" INTEGER, PRIMARY KEY(\"the key\"))", "rowid: the key"},
      {"CREATE TABLE t(rowid, _rowid_, oid)", "columns of t hide all names of its rowid"},
      {"CREATE TABLE t(rowid, _rowid_, oid INTEGER PRIMARY KEY DESC)", "columns of t hide all names of its rowid"},
      {"CREATE TABLE t(rowid, _rowid_, oid INT PRIMARY KEY)", "columns of t hide all names of its rowid"},
      {"CREATE TABLE t(rowid, _rowid_, oid AS (1) STORED)", "columns of t hide all names of its rowid"},
      {"CREATE TABLE t(a TEXT PRIMARY KEY, b) WITHOUT ROWID", "key: a"},
      {"CREATE TABLE t(a INTEGER PRIMARY KEY, rowid) WITHOUT ROWID", "key: a"},
      {"CREATE TABLE t(a, \"b c\", d UNIQUE, e, PRIMARY KEY(e, \"b c\", a)) WITHOUT ROWID", "key: e,b c,a"},
      {"CREATE TABLE t(a INT, b TEXT, PRIMARY KEY(b COLLATE NOCASE DESC, a)) STRICT, WITHOUT ROWID", "key: b,a"},
      {"CREATE TABLE t(a, b, PRIMARY KEY(a, b, a)) WITHOUT ROWID", "key: a,b"},
      {"CREATE VIEW t AS SELECT 1 AS a", "t is a view"},
      {"CREATE VIRTUAL TABLE t USING fts5(a)", "t is a virtual table"},
      {"CREATE TABLE u(a)", "the schema has no table t"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.ddl);
    const bool is_virtual = row.ddl.find("VIRTUAL") != std::string_view::npos;
    const auto mirror =
        is_virtual ? Mirror::load({testing::table_row("t", std::string(row.ddl))}) : mirror_of(std::string(row.ddl));
    CHECK(key_text(*mirror, "t") == row.key);
  }
}

TEST_CASE("the INTEGER PRIMARY KEY gives the rowid, and the columns of a primary key have their affinities") {
  const auto key_of_table = [](const std::string& ddl) {
    return std::get<KeyedTable>(keyed_table(*mirror_of(ddl), "t")).key;
  };
  CHECK(key_of_table("CREATE TABLE t(\"The Id\" INTEGER PRIMARY KEY, a)").rowid_column == "The Id");
  CHECK(key_of_table("CREATE TABLE t(rowid, _rowid_, oid INTEGER PRIMARY KEY)").rowid_column == "oid");
  CHECK(key_of_table("CREATE TABLE t(id INT PRIMARY KEY)").rowid_column == "");
  CHECK(key_of_table("CREATE TABLE t(id INTEGER PRIMARY KEY DESC)").rowid_column == "");
  CHECK(key_of_table("CREATE TABLE t(id INTEGER, b, PRIMARY KEY(id, b))").rowid_column == "");
  CHECK(key_of_table("CREATE TABLE t(id INTEGER PRIMARY KEY) WITHOUT ROWID").rowid_column == "");
  const RowKey key = key_of_table("CREATE TABLE t(a INT, b VARCHAR(9), c, PRIMARY KEY(c, b, a)) WITHOUT ROWID");
  CHECK(key.affinities == std::vector{Affinity::Blob, Affinity::Text, Affinity::Integer});
}

TEST_CASE("a table is found in any letter case and spelled as the schema does") {
  const auto mirror = mirror_of("CREATE TABLE \"My Table\"(a)");
  const auto looked_up = keyed_table(*mirror, "mY tABLE");
  REQUIRE(std::holds_alternative<KeyedTable>(looked_up));
  CHECK(std::get<KeyedTable>(looked_up).name == "My Table");
}

TEST_CASE("SQLite's own tables can be named but for the schema itself") {
  const auto mirror = mirror_of("CREATE TABLE t(a INTEGER PRIMARY KEY AUTOINCREMENT)");
  CHECK(key_text(*mirror, "sqlite_sequence") == "rowid: rowid");
  CHECK(key_text(*mirror, "sqlite_schema") == "the schema has no table sqlite_schema");
  CHECK(key_text(*mirror, "sqlite_master") == "the schema has no table sqlite_master");
}

TEST_CASE("the columns of a keyed table say which are generated") {
  const auto mirror = mirror_of("CREATE TABLE t(a, b AS (a + 1), c AS (a + 2) STORED, \"D d\")");
  const auto looked_up = keyed_table(*mirror, "t");
  REQUIRE(std::holds_alternative<KeyedTable>(looked_up));
  const auto& table = std::get<KeyedTable>(looked_up);
  REQUIRE(table.columns.size() == 4);
  CHECK_FALSE(table.columns[0].generated);
  CHECK(table.columns[1].generated);
  CHECK(table.columns[2].generated);
  CHECK_FALSE(table.columns[3].generated);
  REQUIRE(table.find("d D") != nullptr);
  CHECK(table.find("d D")->name == "D d");
  CHECK(table.find("e") == nullptr);
}

}  // namespace d1odbc
