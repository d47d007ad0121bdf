// Owns: the questions about a written table. Never: the mirror's lock.
#include "schema/write_effects.h"

#include <utility>

#include "config/ascii.h"
#include "error/odbc_error.h"

namespace d1odbc {

namespace {

constexpr std::string_view kind_query =
    "SELECT type = 'view', wr, type = 'virtual' FROM pragma_table_list(?1) WHERE schema = 'main' AND type <> 'shadow'";

constexpr std::string_view triggers_query = "SELECT tbl_name FROM sqlite_schema WHERE type = 'trigger'";

// A table with a foreign key says so in its text: the others need not be asked.
constexpr std::string_view actions_query =
    "SELECT f.\"table\" FROM sqlite_schema m, pragma_foreign_key_list(m.name) f WHERE m.type = 'table'"
    " AND m.sql LIKE '%references%'"
    " AND (f.on_update NOT IN ('NO ACTION', 'RESTRICT') OR f.on_delete NOT IN ('NO ACTION', 'RESTRICT'))";

}  // namespace

WriteEffects WriteEffectsCache::find(std::string_view table, bool is_whole, const Query& query) try {
  if (is_refused_) return {};
  std::string name = folded(table);
  const auto known = effects_.find(name);
  if (known != effects_.end()) return known->second;
  const WriteEffects effects = read(name, is_whole, query);
  // Names that the mirror does not have come from texts: their number has no bound.
  if (effects.is_known) effects_.emplace(std::move(name), effects);
  return effects;
} catch (const OdbcError&) {
  is_refused_ = true;  // by SQLite, perhaps after much work: that is not tried for each INSERT
  return {};
}

WriteEffects WriteEffectsCache::read(const std::string& name, bool is_whole, const Query& query) {
  WriteEffects effects;
  bool is_view = false;
  bool is_virtual = false;  // it keeps its rows in tables of its own, whose rows are counted too
  query(kind_query, {ValueView::text(name)}, [&](const std::vector<ValueView>& row) {
    effects.is_known = true;
    is_view = row[0].integer != 0;
    is_virtual = row[2].integer != 0;
    effects.has_rowid = !is_view && row[1].integer == 0;
  });
  if (!effects.is_known) return effects;
  if (is_view) {
    effects.changes_others = false;  // what its INSTEAD OF triggers change is all that an application can count
    return effects;
  }
  read_watched_tables(query);
  effects.changes_others = !is_whole || is_virtual || watched_.contains(name);
  return effects;
}

void WriteEffectsCache::read_watched_tables(const Query& query) {
  if (has_watched_tables_) return;
  const Row add = [&](const std::vector<ValueView>& row) { watched_.insert(folded(row[0].bytes)); };
  query(triggers_query, {}, add);
  query(actions_query, {}, add);
  has_watched_tables_ = true;
}

}  // namespace d1odbc
