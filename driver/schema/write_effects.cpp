// Owns: the questions about a written table. Never: the mirror's lock.
#include "schema/write_effects.h"

#include "error/odbc_error.h"

namespace d1odbc {

namespace {

// Whether SQLite has loaded the table, and whether it is WITHOUT ROWID: every other index ends with the rowid (cid -1).
constexpr std::string_view table_query =
    "SELECT EXISTS (SELECT 1 FROM pragma_table_xinfo(?1)),"
    " EXISTS (SELECT 1 FROM pragma_index_list(?1) i WHERE i.origin = 'pk'"
    " AND NOT EXISTS (SELECT 1 FROM pragma_index_xinfo(i.name) x WHERE x.cid = -1))";

WriteEffects effects_of_table(const SchemaObject& table, TableRelationsCache& relations, const MirrorQuery& query) {
  WriteEffects effects;
  query(table_query, {ValueView::text(table.name)}, [&](const std::vector<ValueView>& cells) {
    effects.is_known = cells[0].integer != 0;
    effects.has_rowid = effects.is_known && cells[1].integer == 0;
  });
  if (!effects.is_known) return effects;
  const TableRelations& related = relations.read(query);
  // A virtual table keeps its rows in tables of its own, whose rows are counted too.
  effects.changes_others = table.is_virtual || related.has_triggers(table.name) || related.acts_on_children(table.name);
  return effects;
}

}  // namespace

WriteEffects WriteEffectsCache::find(const SchemaObject& table, bool is_whole, TableRelationsCache& relations,
                                     const MirrorQuery& query) try {
  // What the INSTEAD OF triggers of a view change is all that an application can count.
  if (table.is_view) return {.is_known = true, .has_rowid = false, .changes_others = false};
  const auto known = effects_.find(table.name);
  if (known != effects_.end()) return known->second;
  WriteEffects effects = effects_of_table(table, relations, query);
  effects.changes_others = effects.changes_others || !is_whole;
  if (effects.is_known) effects_.emplace(table.name, effects);
  return effects;
} catch (const OdbcError&) {
  return {};
}

}  // namespace d1odbc
