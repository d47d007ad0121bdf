// Owns: the queries for foreign keys, and which key of the parent they mean. Never: the order of a result.
#include "schema/foreign_keys.h"

#include <algorithm>
#include <functional>
#include <initializer_list>
#include <map>
#include <optional>
#include <utility>

#include "config/ascii.h"
#include "schema/catalog_object.h"
#include "schema/catalog_table_columns.h"

namespace d1odbc {

namespace {

// SQLite counts the keys of a table from the last one of its text.
constexpr std::string_view cells_of_key =
    "SELECT t.name, t.sql, f.id, f.\"table\", f.\"from\", f.\"to\", f.on_update, f.on_delete,"
    " (SELECT count(DISTINCT id) FROM pragma_foreign_key_list(t.name)) AS key_count"
    " FROM sqlite_schema t JOIN pragma_foreign_key_list(t.name) f WHERE t.type = 'table'";
enum KeyCell : std::size_t { Child, ChildText, Id, Parent, From, To, OnUpdate, OnDelete, KeyCount };

constexpr std::string_view in_child = " AND t.name = ?1 COLLATE NOCASE ORDER BY f.id DESC, f.seq";

// The text of a table that refers to another has its name in it: without that test each call would ask for the keys of
// every table. A name with quotes in it may be spelled in more than one way (?2).
constexpr std::string_view to_parent =
    " AND t.sql LIKE '%REFERENCES%' AND (?2 OR instr(lower(t.sql), lower(?1)))"
    " AND f.\"table\" = ?1 COLLATE NOCASE ORDER BY t.name, f.id DESC, f.seq";

/// A key as the pragma tells it.
struct ListedKey {
  ForeignKey key;
  std::int64_t id = 0;
  bool names_parent_columns = false;
};

/// Collects the rows of the query: one for each column of each key.
class KeyCollector {
 public:
  void take(const std::vector<ValueView>& cells) {
    const bool is_next =
        keys_.empty() || keys_.back().id != cells[Id].integer || keys_.back().key.child != cells[Child].bytes;
    if (is_next) begin_key(cells);
    keys_.back().key.columns.emplace_back(cells[From].bytes);
    keys_.back().key.parent_columns.emplace_back(cells[To].bytes);
  }

  [[nodiscard]] std::vector<ListedKey> keys() && { return std::move(keys_); }

 private:
  void begin_key(const std::vector<ValueView>& cells) {
    if (keys_.empty() || keys_.back().key.child != cells[Child].bytes) text_ = read_constraints(cells[ChildText].bytes);
    ListedKey& next = keys_.emplace_back();
    next.id = cells[Id].integer;
    next.key.child = cells[Child].bytes;
    next.key.parent = cells[Parent].bytes;
    next.key.on_update = cells[OnUpdate].bytes;
    next.key.on_delete = cells[OnDelete].bytes;
    next.names_parent_columns = !cells[To].is_null();
    take_text(next, cells[KeyCount].integer);
  }

  // A text with another number of keys was misread: then nothing is told of it.
  void take_text(ListedKey& listed, std::int64_t count) const {
    const auto& in_text = text_.foreign_keys;
    if (static_cast<std::int64_t>(in_text.size()) != count || listed.id >= count) return;
    const ForeignKeyText& found = in_text[static_cast<std::size_t>(count - 1 - listed.id)];
    listed.key.name = found.name;
    listed.key.deferral = found.deferral;
    listed.key.is_deferral_known = true;
  }

  std::vector<ListedKey> keys_;
  TableConstraints text_;  // of the last key's child
};

std::vector<ListedKey> list_keys(const Mirror& mirror, std::string_view condition,
                                 std::initializer_list<ValueView> parameters) {
  KeyCollector collector;
  const std::string query = std::string(cells_of_key) + std::string(condition);
  mirror.query(query, parameters, [&](const std::vector<ValueView>& cells) { collector.take(cells); });
  return std::move(collector).keys();
}

/// A parent with its primary key.
struct ParentTable {
  CatalogObject table;
  std::vector<std::string> primary_key;
};

std::optional<ParentTable> find_parent(const Mirror& mirror, const std::string& name) {
  std::optional<CatalogObject> table =
      find_catalog_table(mirror, {.catalog = {}, .schema = {}, .table = {.text = name}});
  if (!table) return std::nullopt;
  std::vector<std::string> primary_key = primary_key_of(mirror, table->name);
  return ParentTable{std::move(*table), std::move(primary_key)};
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
  key.parent = parent.table.name;
  key.parent_name = read_constraints(parent.table.sql).primary_key;
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
  return with_parents(mirror, list_keys(mirror, in_child, {ValueView::text(child)}));
}

std::vector<ForeignKey> foreign_keys_to(const Mirror& mirror, std::string_view parent) {
  const bool has_quote = parent.find_first_of("\"'`[]") != std::string_view::npos;
  return with_parents(mirror,
                      list_keys(mirror, to_parent, {ValueView::text(parent), ValueView::of(std::int64_t{has_quote})}));
}

}  // namespace d1odbc
