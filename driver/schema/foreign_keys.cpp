// Owns: the queries for foreign keys, and which key of the parent they mean. Never: the order of a result.
#include "schema/foreign_keys.h"

#include <algorithm>
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
    "SELECT t.name, t.sql, f.id, f.\"table\", f.\"from\", f.\"to\", f.on_update, f.on_delete"
    " FROM sqlite_schema t JOIN pragma_foreign_key_list(t.name) f WHERE t.type = 'table'";
enum KeyCell : std::size_t { Child, ChildText, Id, Parent, From, To, OnUpdate, OnDelete };

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

struct ListedKeys {
  std::vector<ListedKey> keys;
  std::map<std::string, TableConstraints, std::less<>> texts;  // by child
};

void begin_key(ListedKeys& listed, const std::vector<ValueView>& cells) {
  ListedKey& next = listed.keys.emplace_back();
  next.id = cells[Id].integer;
  next.key.child = cells[Child].bytes;
  next.key.parent = cells[Parent].bytes;
  next.key.on_update = cells[OnUpdate].bytes;
  next.key.on_delete = cells[OnDelete].bytes;
  next.names_parent_columns = !cells[To].is_null();
  if (!listed.texts.contains(next.key.child)) {
    listed.texts.emplace(next.key.child, read_constraints(cells[ChildText].bytes));
  }
}

ListedKeys list_keys(const Mirror& mirror, std::string_view condition, std::string_view table) {
  ListedKeys listed;
  const bool has_quote = table.find_first_of("\"'`[]") != std::string_view::npos;
  const std::string query = std::string(cells_of_key) + std::string(condition);
  const auto read = [&](const std::vector<ValueView>& cells) {
    const bool is_next = listed.keys.empty() || listed.keys.back().id != cells[Id].integer ||
                         listed.keys.back().key.child != cells[Child].bytes;
    if (is_next) begin_key(listed, cells);
    listed.keys.back().key.columns.emplace_back(cells[From].bytes);
    listed.keys.back().key.parent_columns.emplace_back(cells[To].bytes);
  };
  mirror.query(query, {ValueView::text(table), ValueView::of(std::int64_t{has_quote})}, read);
  return listed;
}

void take_text(ListedKey& listed, const TableConstraints& text, std::size_t count) {
  if (text.foreign_keys.size() != count) return;
  const ForeignKeyText& found = text.foreign_keys[count - 1 - static_cast<std::size_t>(listed.id)];
  listed.key.name = found.name;
  listed.key.deferral = found.deferral;
  listed.key.is_deferral_known = true;
}

/// A parent with its primary key.
struct ParentTable {
  CatalogObject table;
  std::vector<std::string> primary_key;
};

std::optional<ParentTable> find_parent(const Mirror& mirror, const std::string& name) {
  std::optional<CatalogObject> table = find_catalog_table(mirror, {.catalog = {}, .schema = {}, .table = {.text = name}});
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

}  // namespace

}  // namespace d1odbc
