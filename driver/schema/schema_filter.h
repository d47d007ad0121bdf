// Owns: which rows of the server's schema table may enter the mirror. Never: SQLite.
#pragma once

#include <string>
#include <vector>

#include "schema/mirror.h"

namespace d1odbc {

/// The rows that the mirror can take, and the names of those it cannot.
struct FilteredSchema {
  std::vector<const SchemaRow*> rows;  // in the given order; they live as long as the given rows
  std::vector<std::string> left_out;
};

/// Drops D1's own `_cf_…` silently, and with a note: rows that are no object (unknown type, no CREATE, U+0000 inside),
/// names that SQLite keeps for itself or that would hide its table-valued functions, second objects of one name, and
/// what goes beyond the most objects.
[[nodiscard]] FilteredSchema filter_schema(const std::vector<SchemaRow>& rows);

}  // namespace d1odbc
