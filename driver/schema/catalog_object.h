// Owns: which tables and views the arguments of a catalog function mean. Never: columns.
#pragma once

#include <vector>

#include "schema/catalog.h"
#include "schema/catalog_pattern.h"
#include "schema/mirror.h"

namespace d1odbc {

/// The one table or view of these names. nullptr when there is none, or when a catalog or schema is named: D1's objects
/// are in none. It lives as long as the mirror.
[[nodiscard]] const SchemaObject* find_catalog_object(const Mirror& mirror, const TableArguments& names);

/// The same for tables alone: a view has neither keys nor indexes.
[[nodiscard]] const SchemaObject* find_catalog_table(const Mirror& mirror, const TableArguments& names);

/// All tables and views that the pattern means, sorted by the bytes of their names.
[[nodiscard]] std::vector<const SchemaObject*> matching_objects(const Mirror& mirror, const CatalogPattern& pattern);

}  // namespace d1odbc
