// Owns: which tables take many rows by one statement. Never: texts of statements.
#include "schema/array_target.h"

#include <doctest/doctest.h>

#include <string>

#include "schema/schema_rows.h"

using namespace d1odbc;

namespace {

std::string target_of(const Mirror& mirror, std::string_view table) {
  const ArrayTarget target = array_target(mirror, table);
  if (!target.takes_rows_together) return target.has_triggers ? "singly triggers" : "singly";
  return std::string("together") + (target.has_triggers ? " triggers" : "") +
         (target.has_conflict_clauses ? " conflicts" : "") + (target.is_parent ? " parent" : "");
}

}  // namespace

TEST_CASE("rows that may be parents of rows before them, and views, are inserted singly") {
  const std::shared_ptr<Mirror> mirror = testing::mirror_of(
      "CREATE TABLE plain (a); CREATE TABLE keyed (a PRIMARY KEY) WITHOUT ROWID; CREATE VIEW v AS SELECT 1 AS a;"
      "CREATE TRIGGER gv INSTEAD OF INSERT ON v BEGIN SELECT 1; END;"
      "CREATE TABLE triggered (a); CREATE TRIGGER g AFTER INSERT ON Triggered BEGIN DELETE FROM plain; END;"
      "CREATE TABLE parent (a PRIMARY KEY); CREATE TABLE child (a REFERENCES Parent);"
      "CREATE TABLE tree (a PRIMARY KEY, b REFERENCES TREE (a));"
      "CREATE TABLE both (a REFERENCES parent); CREATE TRIGGER gb BEFORE INSERT ON both BEGIN SELECT 1; END;"
      "CREATE TABLE told (a); CREATE TRIGGER gt AFTER INSERT ON told BEGIN SELECT Changes(); END;"
      "CREATE TABLE replacing (a UNIQUE ON CONFLICT REPLACE); CREATE TABLE chained (a);"
      "CREATE TRIGGER gc AFTER INSERT ON chained BEGIN INSERT INTO told VALUES (1); END;"
      "CREATE VIRTUAL TABLE search USING fts5(body)");
  CHECK(target_of(*mirror, "plain") == "together");
  CHECK(target_of(*mirror, "PLAIN") == "together");
  CHECK(target_of(*mirror, "keyed") == "together");
  CHECK(target_of(*mirror, "search") == "together");
  CHECK(target_of(*mirror, "parent") == "together parent");
  CHECK(target_of(*mirror, "replacing") == "together conflicts");
  CHECK(target_of(*mirror, "chained") == "singly triggers");
  CHECK(target_of(*mirror, "child") == "together");
  CHECK(target_of(*mirror, "triggered") == "singly triggers");  // a trigger it fires may ask for changes()
  CHECK(target_of(*mirror, "tree") == "singly");
  CHECK(target_of(*mirror, "both") == "singly triggers");
  CHECK(target_of(*mirror, "told") == "singly triggers");
  CHECK(target_of(*mirror, "v") == "singly triggers");
  CHECK(target_of(*mirror, "nowhere") == "singly triggers");
}

TEST_CASE("a mirror with holes gives the careful answer") {
  std::vector<SchemaRow> rows = testing::rows_of("CREATE TABLE plain (a)");
  rows.push_back({.type = "trigger", .name = "g", .table = "plain", .sql = "CREATE TRIGGER g of a newer SQLite"});
  CHECK(target_of(*Mirror::load(rows), "plain") == "singly triggers");
}
