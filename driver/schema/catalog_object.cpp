// Owns: the query for one object by its name. Never: what is in it.
#include "schema/catalog_object.h"

#include <string_view>
#include <vector>

#include "schema/catalog_pattern.h"

namespace d1odbc {

namespace {

// SQLite writes the stored text of a virtual table in this form.
constexpr std::string_view object_query =
    "SELECT name, sql, type = 'view', sql LIKE 'CREATE VIRTUAL TABLE %' FROM sqlite_schema"
    " WHERE type IN ('table', 'view') AND name = ?1 COLLATE NOCASE";

}  // namespace

std::optional<CatalogObject> find_catalog_object(const Mirror& mirror, const TableArguments& names) {
  if (!ordinary_name(names.catalog).empty() || !ordinary_name(names.schema).empty()) return std::nullopt;
  std::optional<CatalogObject> found;
  const std::string name = ordinary_name(names.table);
  mirror.query(object_query, {ValueView::text(name)}, [&](const std::vector<ValueView>& cells) {
    found = CatalogObject{.name = std::string(cells[0].bytes),
                          .sql = std::string(cells[1].bytes),
                          .is_view = cells[2].integer != 0,
                          .is_virtual = cells[3].integer != 0};
  });
  return found;
}

std::optional<CatalogObject> find_catalog_table(const Mirror& mirror, const TableArguments& names) {
  std::optional<CatalogObject> found = find_catalog_object(mirror, names);
  if (found && found->is_view) found.reset();
  return found;
}

}  // namespace d1odbc
