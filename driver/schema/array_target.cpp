// Owns: the question about the table. Never: keeps answers.
#include "schema/array_target.h"

#include "error/odbc_error.h"

namespace d1odbc {

namespace {

// A trigger may add parents: with one, no foreign key is taken for harmless. changes() in a trigger tells of the
// statement before; triggers fire others, on any table.
constexpr std::string_view query =
    "WITH known(has_triggers, asks_changes) AS (SELECT coalesce(sum(tbl_name = ?1 COLLATE NOCASE), 0) > 0,"
    " coalesce(sum(instr(lower(sql), 'changes') > 0), 0) > 0 FROM sqlite_schema WHERE type = 'trigger')"
    " SELECT t.type IN ('table', 'virtual') AND NOT (has_triggers AND asks_changes) AND NOT EXISTS (SELECT 1 FROM"
    " pragma_foreign_key_list(?1) f WHERE has_triggers OR f.\"table\" = ?1 COLLATE NOCASE), has_triggers,"
    " EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?1 COLLATE NOCASE"
    " AND instr(lower(sql), 'conflict') > 0),"
    " EXISTS (SELECT 1 FROM sqlite_schema m, pragma_foreign_key_list(m.name) f WHERE m.type = 'table'"
    " AND m.sql LIKE '%references%' AND f.\"table\" = ?1 COLLATE NOCASE)"
    " FROM pragma_table_list(?1) t, known WHERE t.schema = 'main'";

}  // namespace

ArrayTarget array_target(const Mirror& mirror, std::string_view table) try {
  if (!mirror.left_out().empty()) return {};  // a trigger may be among them
  ArrayTarget target;
  mirror.query(query, {ValueView::text(table)}, [&](const std::vector<ValueView>& row) {
    target.takes_rows_together = row[0].integer != 0;
    target.has_triggers = row[1].integer != 0;
    target.has_conflict_clauses = row[2].integer != 0;
    target.is_parent = row[3].integer != 0;
  });
  return target;
} catch (const OdbcError&) {
  return {};  // SQLite refused the query: nothing is known
}

}  // namespace d1odbc
