// Owns: what the mirror knows of a table that a statement writes to. Never: texts of statements, counts.
#pragma once

#include <string_view>

#include "schema/mirror.h"

namespace d1odbc {

/// What a write to a table may do beside its own rows.
struct WriteEffects {
  bool is_known = false;       // the mirror has the table
  bool has_rowid = false;      // an INSERT sets last_insert_rowid(): no view, not WITHOUT ROWID
  bool changes_others = true;  // triggers, or foreign-key actions of others: `meta.changes` counts their rows too
};

/// Thread safe; asks the mirror only. Of a table that the mirror does not have, and where objects are missing in it,
/// the careful answer is given.
[[nodiscard]] WriteEffects write_effects(const Mirror& mirror, std::string_view table);

}  // namespace d1odbc
