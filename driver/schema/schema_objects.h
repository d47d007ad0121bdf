// Owns: the names of a schema's tables, views and indexes, and where each one's text stands. Never: the texts, SQLite.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "schema/mirror_query.h"

namespace d1odbc {

struct SchemaRow;

/// A table or view, loaded or not.
struct SchemaObject {
  std::string name;  // as the schema spells it
  std::int64_t place = 0;
  bool is_view = false;
  bool is_virtual = false;
};

/// What may be found by its name without a walk over the schema. Never changes after it was made. Names are compared
/// as SQLite does (ASCII without case).
class SchemaObjects {
 public:
  SchemaObjects() = default;

  /// Of rows with one object for each name, which stand in the mirror's schema table at the rowids 1, 2, ….
  explicit SchemaObjects(const std::vector<const SchemaRow*>& rows);

  /// Tables and views, sorted by the bytes of their names.
  [[nodiscard]] const std::vector<SchemaObject>& tables() const noexcept { return tables_; }

  /// One of `tables()`; nullptr when no table or view has the name.
  [[nodiscard]] const SchemaObject* find(std::string_view table) const;

  /// The rowid of a table, a view or an index in the mirror's schema table; 0 when none has the name.
  [[nodiscard]] std::int64_t place_of(std::string_view name) const;

 private:
  std::vector<SchemaObject> tables_;
  std::unordered_map<std::string, std::size_t> table_numbers_;  // in tables_, by folded name
  std::unordered_map<std::string, std::int64_t> index_places_;  // by folded name
};

/// The CREATE of the object at this place; "" when there is none. Throws what `query` throws.
[[nodiscard]] std::string object_text(std::int64_t place, const MirrorQuery& query);

}  // namespace d1odbc
