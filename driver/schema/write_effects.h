// Owns: what the mirror knows of a table that a statement writes to. Never: texts of statements, counts.
#pragma once

#include <string_view>
#include <unordered_map>

#include "schema/mirror_query.h"
#include "schema/schema_objects.h"
#include "schema/table_relations.h"

namespace d1odbc {

/// What a write to a table may do beside its own rows.
struct WriteEffects {
  bool is_known = false;       // the mirror has the table
  bool has_rowid = false;      // an INSERT sets last_insert_rowid(): no view, not WITHOUT ROWID
  bool changes_others = true;  // triggers, or foreign-key actions of others: `meta.changes` counts their rows too
};

/// The effects of writes to a mirror's tables, each read when it is first asked for: every INSERT asks. Not thread
/// safe.
class WriteEffectsCache {
 public:
  /// Where objects are missing in the mirror (`is_whole`: none), or SQLite refuses, the careful answer is given.
  [[nodiscard]] WriteEffects find(const SchemaObject& table, bool is_whole, TableRelationsCache& relations,
                                  const MirrorQuery& query);

 private:
  std::unordered_map<std::string_view, WriteEffects> effects_;  // of known tables, which outlive the cache
};

}  // namespace d1odbc
