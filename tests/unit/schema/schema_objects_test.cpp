// Owns: finding the objects of a schema by name. Never: what is in them.
#include "schema/schema_objects.h"

#include <doctest/doctest.h>

#include "schema/schema_rows.h"

using namespace d1odbc;

TEST_CASE("tables and views stand in the order of their bytes; each name leads to its text") {
  std::vector<SchemaRow> rows = testing::rows_of(
      "CREATE TABLE b (x UNIQUE); CREATE VIEW \"\u00c4\" AS SELECT 1; CREATE TABLE B2 (x); CREATE INDEX i ON B2 (x);"
      "CREATE TRIGGER b2 AFTER INSERT ON b BEGIN SELECT 1; END; CREATE VIRTUAL TABLE f USING fts5(body)");
  rows.push_back({.type = "table", .name = "new", .table = "new", .sql = "CREATE TABLE of a newer SQLite"});
  const std::shared_ptr<Mirror> mirror = Mirror::load(rows);
  const SchemaObjects& objects = mirror->objects();

  std::vector<std::string> names;
  for (const SchemaObject& each : objects.tables()) {
    if (!each.name.starts_with("f_")) names.push_back(each.name);
  }
  CHECK(names == std::vector<std::string>{"B2", "b", "f", "new", "\u00c4"});

  const SchemaObject* const table = objects.find("b2");
  REQUIRE(table != nullptr);
  CHECK(table->name == "B2");
  CHECK_FALSE(table->is_view);
  CHECK(mirror->text_of(table->place) == "CREATE TABLE B2 (x)");
  REQUIRE(objects.find("\u00c4") != nullptr);
  CHECK(objects.find("\u00c4")->is_view);
  REQUIRE(objects.find("F") != nullptr);
  CHECK(objects.find("F")->is_virtual);

  CHECK(mirror->text_of(objects.place_of("I")) == "CREATE INDEX i ON B2 (x)");
  CHECK(mirror->text_of(objects.place_of("sqlite_autoindex_b_1")).empty());
  CHECK(mirror->text_of(objects.place_of("new")) == "CREATE TABLE of a newer SQLite");
  CHECK(objects.find("i") == nullptr);
  CHECK(objects.place_of("nothing") == 0);
  CHECK(mirror->text_of(0).empty());
}
