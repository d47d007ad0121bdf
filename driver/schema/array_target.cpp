// Owns: the judgement of a table. Never: keeps answers.
#include "schema/array_target.h"

#include <algorithm>

#include "config/ascii.h"
#include "error/odbc_error.h"

namespace d1odbc {

namespace {

bool refers_to_itself(const TableRelations& relations, const std::string& table) {
  return std::ranges::any_of(relations.children_of(table),
                             [&](const std::string& child) { return equal_folded(child, table); });
}

// A trigger may add parents: with one, no foreign key is taken for harmless. changes() in a trigger tells of the
// statement before; triggers fire others, on any table.
bool takes_rows_together(const TableRelations& relations, const std::string& table) {
  if (!relations.has_triggers(table)) return !refers_to_itself(relations, table);
  return !relations.a_trigger_asks_changes() && !relations.has_foreign_keys(table);
}

}  // namespace

ArrayTarget array_target(const Mirror& mirror, std::string_view table) try {
  const SchemaObject* const found = mirror.objects().find(table);
  const bool is_whole = mirror.left_out().empty();  // else a trigger may be missing
  if (found == nullptr || found->is_view || !is_whole) return {};
  const TableRelations& relations = mirror.relations();
  return {.takes_rows_together = takes_rows_together(relations, found->name),
          .has_triggers = relations.has_triggers(found->name),
          .has_conflict_clauses = folded(mirror.text_of(found->place)).find("conflict") != std::string::npos,
          .is_parent = !relations.children_of(found->name).empty()};
} catch (const OdbcError&) {
  return {};  // SQLite refused a query: nothing is known
}

}  // namespace d1odbc
