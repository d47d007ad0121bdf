// Owns: the queries for foreign keys, and which key of the parent they mean. Never: the order of a result.
#include "schema/foreign_keys.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <map>
#include <optional>
#include <utility>

#include "config/ascii.h"
#include "schema/catalog_table_columns.h"

namespace d1odbc {

namespace {

// SQLite counts the keys of a table from the last one of its text.
constexpr std::string_view keys_query =
    "SELECT id, \"table\", \"from\", \"to\", on_update, on_delete FROM pragma_foreign_key_list(?1)"
    " ORDER BY id DESC, seq";
enum KeyCell : std::size_t { Id, Parent, From, To, OnUpdate, OnDelete };

/// A key as the pragma tells it.
struct ListedKey {
  ForeignKey key;
  std::int64_t id = 0;
  bool names_parent_columns = false;
};

ListedKey begin_key(std::string_view child, const std::vector<ValueView>& cells) {
  ListedKey listed;
  listed.id = cells[Id].integer;
  listed.key.child = child;
  listed.key.parent = cells[Parent].bytes;
  listed.key.on_update = cells[OnUpdate].bytes;
  listed.key.on_delete = cells[OnDelete].bytes;
  listed.names_parent_columns = !cells[To].is_null();
  return listed;
}

// A text with another number of keys was misread: then nothing is told of it.
void take_texts(std::vector<ListedKey>& keys, const std::vector<ForeignKeyText>& texts) {
  if (texts.size() != keys.size()) return;
  for (std::size_t number = 0; number < keys.size(); ++number) {
    ForeignKey& key = keys[number].key;
    key.name = texts[number].name;
    key.deferral = texts[number].deferral;
    key.is_deferral_known = true;
  }
}

// One row for each column of each key.
std::vector<ListedKey> list_keys(const Mirror& mirror, std::string_view child) {
  std::vector<ListedKey> keys;
  mirror.query(keys_query, {ValueView::text(child)}, [&](const std::vector<ValueView>& cells) {
    if (keys.empty() || keys.back().id != cells[Id].integer) keys.push_back(begin_key(child, cells));
    keys.back().key.columns.emplace_back(cells[From].bytes);
    keys.back().key.parent_columns.emplace_back(cells[To].bytes);
  });
  if (!keys.empty()) take_texts(keys, read_constraints(mirror.text_of(mirror.objects().place_of(child))).foreign_keys);
  return keys;
}

/// A parent with its primary key.
struct ParentTable {
  const SchemaObject* table;
  std::vector<std::string> primary_key;
  std::string key_name;
};

std::optional<ParentTable> find_parent(const Mirror& mirror, const std::string& name) {
  const SchemaObject* const table = mirror.objects().find(name);
  if (table == nullptr || table->is_view) return std::nullopt;
  return ParentTable{.table = table,
                     .primary_key = primary_key_of(mirror, table->name),
                     .key_name = read_constraints(mirror.text_of(table->place)).primary_key};
}

// Spells the columns as the parent does. False when they are not the parent's primary key, in any order.
bool match_primary_key(std::vector<std::string>& columns, const std::vector<std::string>& primary_key) {
  if (columns.size() != primary_key.size()) return false;
  for (std::string& column : columns) {
    const auto found = std::find_if(primary_key.begin(), primary_key.end(),
                                    [&](const std::string& each) { return equal_folded(each, column); });
    if (found == primary_key.end()) return false;
    column = *found;
  }
  return true;
}

// False for a key on other columns than the primary key's.
bool take_parent(ListedKey& listed, const ParentTable& parent) {
  ForeignKey& key = listed.key;
  key.parent = parent.table->name;
  key.parent_name = parent.key_name;
  if (listed.names_parent_columns) return match_primary_key(key.parent_columns, parent.primary_key);
  const std::size_t known = std::min(key.parent_columns.size(), parent.primary_key.size());
  std::copy_n(parent.primary_key.begin(), known, key.parent_columns.begin());
  return true;
}

/// Leaves out keys on unique columns that are no primary key. Each parent is looked up once.
std::vector<ForeignKey> with_parents(const Mirror& mirror, std::vector<ListedKey> listed) {
  std::map<std::string, std::optional<ParentTable>, std::less<>> parents;  // by folded name
  std::vector<ForeignKey> keys;
  for (ListedKey& each : listed) {
    const std::string name = folded(each.key.parent);
    if (!parents.contains(name)) parents.emplace(name, find_parent(mirror, each.key.parent));
    const std::optional<ParentTable>& parent = parents.at(name);
    if (!parent || take_parent(each, *parent)) keys.push_back(std::move(each.key));
  }
  return keys;
}

}  // namespace

std::vector<ForeignKey> foreign_keys_in(const Mirror& mirror, std::string_view child) {
  return with_parents(mirror, list_keys(mirror, child));
}

std::vector<ForeignKey> foreign_keys_to(const Mirror& mirror, std::string_view parent) {
  std::vector<ListedKey> listed;
  for (const std::string& child : mirror.relations().children_of(parent)) {
    std::ranges::copy_if(list_keys(mirror, child), std::back_inserter(listed),
                         [&](const ListedKey& each) { return equal_folded(each.key.parent, parent); });
  }
  return with_parents(mirror, std::move(listed));
}

}  // namespace d1odbc
