// Owns: the choice among the names of the schema. Never: what is in an object.
#include "schema/catalog_object.h"

#include <optional>
#include <string>

namespace d1odbc {

const SchemaObject* find_catalog_object(const Mirror& mirror, const TableArguments& names) {
  if (!ordinary_name(names.catalog).empty() || !ordinary_name(names.schema).empty()) return nullptr;
  return mirror.objects().find(ordinary_name(names.table));
}

const SchemaObject* find_catalog_table(const Mirror& mirror, const TableArguments& names) {
  const SchemaObject* const found = find_catalog_object(mirror, names);
  return found == nullptr || found->is_view ? nullptr : found;
}

// Programs ask for one table after the other: a plain name must not cost a walk over all of them.
std::vector<const SchemaObject*> matching_objects(const Mirror& mirror, const CatalogPattern& pattern) {
  std::vector<const SchemaObject*> objects;
  if (const std::optional<std::string> name = pattern.only_name()) {
    if (const SchemaObject* const found = mirror.objects().find(*name)) objects.push_back(found);
    return objects;
  }
  for (const SchemaObject& object : mirror.objects().tables()) {
    if (pattern.matches(object.name)) objects.push_back(&object);
  }
  return objects;
}

}  // namespace d1odbc
