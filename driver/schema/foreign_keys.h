// Owns: the foreign keys of tables, as SQLite's pragma and the tables' texts tell them, with the keys they refer to.
// Never: ODBC's words for them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "schema/mirror.h"
#include "schema/table_constraints.h"

namespace d1odbc {

/// A foreign key with the primary key it refers to.
struct ForeignKey {
  std::string child;  // the table that has it; both names as the schema spells them
  std::string parent;
  std::string name;         // after CONSTRAINT; "" without
  std::string parent_name;  // of the parent's primary key
  std::string on_update;    // SQLite's words: NO ACTION, CASCADE, …
  std::string on_delete;
  Deferral deferral = Deferral::NotDeferrable;
  bool is_deferral_known = false;           // the table's text was read
  std::vector<std::string> columns;         // of the child
  std::vector<std::string> parent_columns;  // of the parent, "" where it has none for it
};

/// The keys of one table (its name as the schema spells it) that refer to primary keys, in the order of its text: keys
/// on other unique columns are left out. A parent that does not exist is taken as the text has it. Throws as
/// Mirror::query does.
[[nodiscard]] std::vector<ForeignKey> foreign_keys_in(const Mirror& mirror, std::string_view child);

/// The keys of all tables that refer to the primary key of this one, its own too; children by name.
[[nodiscard]] std::vector<ForeignKey> foreign_keys_to(const Mirror& mirror, std::string_view parent);

}  // namespace d1odbc
