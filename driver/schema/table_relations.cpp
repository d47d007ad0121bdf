// Owns: the two queries for triggers and foreign keys. Never: judges what a statement may do.
#include "schema/table_relations.h"

#include "config/ascii.h"

namespace d1odbc {

namespace {

constexpr std::string_view triggers_query =
    "SELECT tbl_name, instr(lower(sql), 'changes') > 0 FROM sqlite_schema WHERE type = 'trigger'";

// A table with a foreign key says so in its text: the others need not be asked.
constexpr std::string_view foreign_keys_query =
    "SELECT m.name, f.\"table\","
    " f.on_update NOT IN ('NO ACTION', 'RESTRICT') OR f.on_delete NOT IN ('NO ACTION', 'RESTRICT')"
    " FROM sqlite_schema m, pragma_foreign_key_list(m.name) f"
    " WHERE m.type = 'table' AND m.sql LIKE '%references%' AND f.seq = 0 ORDER BY m.name";

}  // namespace

TableRelations::TableRelations(const MirrorQuery& query) {
  query(triggers_query, {}, [this](const std::vector<ValueView>& cells) { add_trigger(cells); });
  query(foreign_keys_query, {}, [this](const std::vector<ValueView>& cells) { add_foreign_key(cells); });
}

void TableRelations::add_trigger(const std::vector<ValueView>& cells) {
  triggered_.insert(folded(cells[0].bytes));
  a_trigger_asks_changes_ = a_trigger_asks_changes_ || cells[1].integer != 0;
}

void TableRelations::add_foreign_key(const std::vector<ValueView>& cells) {
  const std::string_view child = cells[0].bytes;
  const std::string parent = folded(cells[1].bytes);
  with_foreign_keys_.insert(folded(child));
  std::vector<std::string>& children = children_[parent];
  if (children.empty() || children.back() != child) children.emplace_back(child);
  if (cells[2].integer != 0) with_actions_.insert(parent);
}

bool TableRelations::has_triggers(std::string_view table) const { return triggered_.contains(folded(table)); }

bool TableRelations::has_foreign_keys(std::string_view child) const {
  return with_foreign_keys_.contains(folded(child));
}

const std::vector<std::string>& TableRelations::children_of(std::string_view parent) const {
  static const std::vector<std::string> none;
  const auto found = children_.find(folded(parent));
  return found == children_.end() ? none : found->second;
}

bool TableRelations::acts_on_children(std::string_view parent) const { return with_actions_.contains(folded(parent)); }

const TableRelations& TableRelationsCache::read(const MirrorQuery& query) {
  if (refusal_) throw OdbcError(*refusal_);
  try {
    if (!relations_) relations_.emplace(query);
  } catch (const OdbcError& error) {
    if (error.state() == State::GeneralError) refusal_ = error;
    throw;
  }
  return *relations_;
}

}  // namespace d1odbc
