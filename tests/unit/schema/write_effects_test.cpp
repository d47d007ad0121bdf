// Owns: what the mirror says of tables that are written to. Never: texts of statements.
#include "schema/write_effects.h"

#include <doctest/doctest.h>

#include "error/odbc_error.h"
#include "schema/schema_rows.h"

using namespace d1odbc;

namespace {

/// "rowid" or "no rowid", and "alone" or "others"; "unknown".
std::string effects_of(const Mirror& mirror, std::string_view table) {
  const WriteEffects effects = mirror.write_effects(table);
  if (!effects.is_known) return effects.changes_others ? "unknown" : "unknown, but alone";
  return std::string(effects.has_rowid ? "rowid " : "no rowid ") + (effects.changes_others ? "others" : "alone");
}

}  // namespace

TEST_CASE("triggers and foreign-key actions change other rows; rowids are those of ordinary tables") {
  const std::shared_ptr<Mirror> mirror = testing::mirror_of(
      "CREATE TABLE plain (a); CREATE TABLE keyed (a PRIMARY KEY) WITHOUT ROWID; CREATE VIEW v AS SELECT 1;"
      "CREATE TABLE triggered (a); CREATE TRIGGER g AFTER INSERT ON Triggered BEGIN DELETE FROM plain; END;"
      "CREATE TABLE parent (a PRIMARY KEY); CREATE TABLE child (a REFERENCES Parent ON DELETE CASCADE);"
      "CREATE TABLE calm (a PRIMARY KEY); CREATE TABLE calm_child (a REFERENCES calm ON DELETE RESTRICT);"
      "CREATE VIRTUAL TABLE search USING fts5(body)");
  CHECK(effects_of(*mirror, "plain") == "rowid alone");
  CHECK(effects_of(*mirror, "PLAIN") == "rowid alone");
  CHECK(effects_of(*mirror, "keyed") == "no rowid alone");
  CHECK(effects_of(*mirror, "v") == "no rowid alone");
  CHECK(effects_of(*mirror, "triggered") == "rowid others");
  CHECK(effects_of(*mirror, "parent") == "rowid others");
  CHECK(effects_of(*mirror, "child") == "rowid alone");
  CHECK(effects_of(*mirror, "calm") == "rowid alone");
  CHECK(effects_of(*mirror, "search") == "rowid others");  // rows of its shadow tables
  CHECK(effects_of(*mirror, "nowhere") == "unknown");
  // What was kept of the first time says the same.
  CHECK(effects_of(*mirror, "keyed") == "no rowid alone");
  CHECK(effects_of(*mirror, "TRIGGERED") == "rowid others");
  CHECK(effects_of(*mirror, "nowhere") == "unknown");
}

TEST_CASE("SQLite is asked once for each table") {
  const SchemaObject table{.name = "plain", .place = 1};
  WriteEffectsCache cache;
  TableRelationsCache relations;
  int asked = 0;
  const MirrorQuery query = [&](std::string_view sql, std::initializer_list<ValueView>, const MirrorRow& row) {
    ++asked;
    if (sql.find("table_xinfo") != sql.npos) row({ValueView::of(std::int64_t{1}), ValueView::of(std::int64_t{0})});
  };
  for (int time = 0; time < 3; ++time) {
    CHECK(cache.find(table, true, relations, query).has_rowid);
    CHECK_FALSE(cache.find(table, true, relations, query).changes_others);
  }
  CHECK(asked == 3);
}

TEST_CASE("what SQLite refuses gives the careful answer") {
  const SchemaObject table{.name = "plain", .place = 1};
  WriteEffectsCache cache;
  TableRelationsCache relations;
  const MirrorQuery query = [&](std::string_view, std::initializer_list<ValueView>, const MirrorRow&) {
    throw OdbcError(State::GeneralError, "interrupted");
  };
  CHECK_FALSE(cache.find(table, true, relations, query).is_known);
  CHECK(cache.find(table, true, relations, query).changes_others);
}

TEST_CASE("a mirror with holes gives the careful answer") {
  std::vector<SchemaRow> rows = testing::rows_of("CREATE TABLE plain (a)");
  rows.push_back({.type = "trigger", .name = "g", .table = "plain", .sql = "CREATE TRIGGER g of a newer SQLite"});
  CHECK(effects_of(*Mirror::load(rows), "plain") == "rowid others");
}
