// Owns: which table or view the ordinary arguments of a catalog function mean. Never: patterns, columns.
#pragma once

#include <optional>
#include <string>

#include "schema/catalog.h"

namespace d1odbc {

/// A table or view as the schema has it.
struct CatalogObject {
  std::string name;  // as the schema spells it
  std::string sql;   // the text that made it; "" when it is not known
  bool is_view = false;
  bool is_virtual = false;
};

/// The one object of these names. Nothing when there is none, or when a catalog or schema is named: D1's objects are in
/// none. Throws as Mirror::query does.
[[nodiscard]] std::optional<CatalogObject> find_catalog_object(const Mirror& mirror, const TableArguments& names);

/// The same for tables alone: a view has neither keys nor indexes.
[[nodiscard]] std::optional<CatalogObject> find_catalog_table(const Mirror& mirror, const TableArguments& names);

}  // namespace d1odbc
