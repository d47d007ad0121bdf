// Owns: whether one statement may insert many rows into a table in place of one statement for each. Never: texts of
// statements.
#pragma once

#include <string_view>

#include "schema/mirror.h"

namespace d1odbc {

/// What INSERT … SELECT of many rows does otherwise than one INSERT for each row.
struct ArrayTarget {
  /// Nothing that can be seen. False: the table is not known, it is a view (its triggers do the work), or a row may be
  /// the parent of a row before it, which a statement checks only at its end, or a trigger asks for changes().
  bool takes_rows_together = false;
  bool has_triggers = true;          // which may ignore a row or change others
  bool has_conflict_clauses = true;  // of its own constraints: OR IGNORE would override them
  bool is_parent = true;             // other tables refer to it: a replaced row must not come back within a statement
};

/// Thread safe; asks the mirror only, and where it does not know, the careful answer is given.
[[nodiscard]] ArrayTarget array_target(const Mirror& mirror, std::string_view table);

}  // namespace d1odbc
