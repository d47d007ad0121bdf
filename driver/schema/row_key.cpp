// Owns: the catalog queries behind a table's key. Never: statements of the user.
#include "schema/row_key.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <utility>

#include "config/ascii.h"
#include "schema/rowid_name.h"

namespace d1odbc {
namespace {

// No row: no primary key, or an INTEGER PRIMARY KEY, which is the rowid. In a WITHOUT ROWID table the primary key is
// the one index without the rowid (cid -1) in it.
constexpr std::string_view key_index_query =
    "SELECT NOT EXISTS (SELECT 1 FROM pragma_index_xinfo(i.name) x WHERE x.cid = -1)"
    " FROM pragma_index_list(?1) i WHERE i.origin = 'pk'";

// hidden: 2 and 3 are generated columns.
constexpr std::string_view columns_query = "SELECT name, pk, hidden, type FROM pragma_table_xinfo(?1)";

struct KeyPart {
  std::int64_t position = 0;  // in the primary key, from 1
  std::string column;
  Affinity affinity = Affinity::Blob;
};

enum class KeyStorage : std::uint8_t {
  InRowid,     // INTEGER PRIMARY KEY, or no primary key at all
  OwnIndex,    // of a table with a rowid
  TableItself  // WITHOUT ROWID
};

KeyStorage key_storage(const Mirror& mirror, const std::string& table) {
  KeyStorage storage = KeyStorage::InRowid;
  mirror.query(key_index_query, {ValueView::text(table)}, [&](const std::vector<ValueView>& cells) {
    storage = cells[0].integer != 0 ? KeyStorage::TableItself : KeyStorage::OwnIndex;
  });
  return storage;
}

/// Fills in the columns and gives the parts of the primary key in its order.
std::vector<KeyPart> read_columns(const Mirror& mirror, KeyedTable& table) {
  std::vector<KeyPart> parts;
  mirror.query(columns_query, {ValueView::text(table.name)}, [&](const std::vector<ValueView>& cells) {
    table.columns.push_back({std::string(cells[0].bytes), cells[2].integer >= 2});
    if (cells[1].integer > 0)
      parts.push_back({cells[1].integer, std::string(cells[0].bytes), affinity_of(cells[3].bytes)});
  });
  std::sort(parts.begin(), parts.end(),
            [](const KeyPart& left, const KeyPart& right) { return left.position < right.position; });
  return parts;
}

/// A name of the rowid that no column has, else the column that is the rowid.
std::optional<RowKey> rowid_key(const KeyedTable& table, const std::vector<KeyPart>& parts, KeyStorage storage) {
  RowKey key;
  if (storage == KeyStorage::InRowid && parts.size() == 1) key.rowid_column = parts[0].column;
  const auto free =
      std::ranges::find_if(rowid_names, [&](std::string_view name) { return table.find(name) == nullptr; });
  if (free == rowid_names.end() && key.rowid_column.empty()) return std::nullopt;
  key.columns = {free == rowid_names.end() ? key.rowid_column : std::string(*free)};
  return key;
}

RowKey primary_key(const std::vector<KeyPart>& parts) {
  RowKey key{RowKey::Kind::PrimaryKey, {}};
  for (const KeyPart& part : parts) {
    key.columns.push_back(part.column);
    key.affinities.push_back(part.affinity);
  }
  return key;
}

}  // namespace

const RowColumn* KeyedTable::find(std::string_view column) const noexcept {
  const auto found = std::find_if(columns.begin(), columns.end(),
                                  [&](const RowColumn& each) { return equal_folded(each.name, column); });
  return found == columns.end() ? nullptr : &*found;
}

std::variant<KeyedTable, NotUpdatable> keyed_table(const Mirror& mirror, std::string_view table) {
  const SchemaObject* const object = mirror.objects().find(table);
  if (object == nullptr) return NotUpdatable{fmt::format("the schema has no table {}", table)};
  if (object->is_view) return NotUpdatable{fmt::format("{} is a view", object->name)};
  if (object->is_virtual) return NotUpdatable{fmt::format("{} is a virtual table", object->name)};
  KeyedTable keyed{object->name, {}, {}};
  const std::vector<KeyPart> parts = read_columns(mirror, keyed);
  if (keyed.columns.empty()) return NotUpdatable{fmt::format("the schema says nothing of the table {}", keyed.name)};
  const KeyStorage storage = key_storage(mirror, keyed.name);
  if (storage == KeyStorage::TableItself) {
    keyed.key = primary_key(parts);
    return keyed;
  }
  std::optional<RowKey> key = rowid_key(keyed, parts, storage);
  if (!key) return NotUpdatable{fmt::format("columns of {} hide all names of its rowid", keyed.name)};
  keyed.key = std::move(*key);
  return keyed;
}

}  // namespace d1odbc
