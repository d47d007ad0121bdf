// Owns: the questions about a written table. Never: keeps answers.
#include "schema/write_effects.h"

#include "error/odbc_error.h"

namespace d1odbc {

namespace {

constexpr std::string_view kind_query =
    "SELECT type = 'view', wr FROM pragma_table_list(?1) WHERE schema = 'main' AND type <> 'shadow'";

constexpr std::string_view trigger_query =
    "SELECT 1 FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?1 COLLATE NOCASE LIMIT 1";

// A table with a foreign key names the other table somewhere in its text: the others need not be asked.
constexpr std::string_view action_query =
    "SELECT 1 FROM sqlite_schema m, pragma_foreign_key_list(m.name) f WHERE m.type = 'table'"
    " AND m.sql LIKE '%references%' AND f.\"table\" = ?1 COLLATE NOCASE"
    " AND (f.on_update NOT IN ('NO ACTION', 'RESTRICT') OR f.on_delete NOT IN ('NO ACTION', 'RESTRICT')) LIMIT 1";

bool has_rows(const Mirror& mirror, std::string_view query, std::string_view table) {
  bool found = false;
  mirror.query(query, {ValueView::text(table)}, [&](const std::vector<ValueView>&) { found = true; });
  return found;
}

}  // namespace

WriteEffects write_effects(const Mirror& mirror, std::string_view table) try {
  WriteEffects effects;
  bool is_view = false;
  mirror.query(kind_query, {ValueView::text(table)}, [&](const std::vector<ValueView>& row) {
    effects.is_known = true;
    is_view = row[0].integer != 0;
    effects.has_rowid = !is_view && row[1].integer == 0;
  });
  if (!effects.is_known) return effects;
  if (is_view) {
    effects.changes_others = false;  // what its INSTEAD OF triggers change is all that an application can count
    return effects;
  }
  effects.changes_others =
      !mirror.left_out().empty() || has_rows(mirror, trigger_query, table) || has_rows(mirror, action_query, table);
  return effects;
} catch (const OdbcError&) {
  return {};  // SQLite refused a query: nothing is known
}

}  // namespace d1odbc
