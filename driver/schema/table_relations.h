// Owns: what the tables of a schema do to each other: triggers and foreign keys, read once. Never: columns, a key's
// words.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "error/odbc_error.h"
#include "schema/mirror_query.h"

namespace d1odbc {

/// Names are compared as SQLite does (ASCII without case).
class TableRelations {
 public:
  /// Asks for all triggers and foreign keys: linear in the schema. Throws what `query` throws.
  explicit TableRelations(const MirrorQuery& query);

  [[nodiscard]] bool has_triggers(std::string_view table) const;

  /// Whether the text of any trigger has `changes` in it.
  [[nodiscard]] bool a_trigger_asks_changes() const noexcept { return a_trigger_asks_changes_; }

  [[nodiscard]] bool has_foreign_keys(std::string_view child) const;

  /// The tables with a foreign key to this one, sorted by the bytes of their names; none when no foreign key names it.
  [[nodiscard]] const std::vector<std::string>& children_of(std::string_view parent) const;

  /// Whether a foreign key changes or deletes rows of a child when one of this table changes.
  [[nodiscard]] bool acts_on_children(std::string_view parent) const;

 private:
  void add_trigger(const std::vector<ValueView>& cells);
  void add_foreign_key(const std::vector<ValueView>& cells);

  std::unordered_set<std::string> triggered_;  // all by folded names
  bool a_trigger_asks_changes_ = false;
  std::unordered_set<std::string> with_foreign_keys_;
  std::unordered_map<std::string, std::vector<std::string>> children_;
  std::unordered_set<std::string> with_actions_;
};

/// The relations of one schema, read when they are first asked for. What they were stays where it is.
class TableRelationsCache {
 public:
  /// Throws OdbcError HY000 when SQLite refuses, perhaps after much work: then at once each later time too. HY001.
  [[nodiscard]] const TableRelations& read(const MirrorQuery& query);

 private:
  std::optional<TableRelations> relations_;
  std::optional<OdbcError> refusal_;
};

}  // namespace d1odbc
