// Owns: the sorting of the names. Never: which rows a mirror takes (schema_filter).
#include "schema/schema_objects.h"

#include <algorithm>
#include <array>
#include <utility>

#include "config/ascii.h"
#include "schema/mirror.h"

namespace d1odbc {

namespace {

constexpr std::string_view text_query = "SELECT sql FROM sqlite_schema WHERE rowid = ?1";

// SQLite writes the stored text of a virtual table in this form.
bool is_virtual_table(const SchemaRow& row) {
  constexpr std::string_view start = "CREATE VIRTUAL TABLE ";
  return row.type == "table" && row.sql && equal_folded(std::string_view(*row.sql).substr(0, start.size()), start);
}

}  // namespace

SchemaObjects::SchemaObjects(const std::vector<const SchemaRow*>& rows) {
  std::int64_t place = 0;
  for (const SchemaRow* const row : rows) {
    ++place;
    if (row->type == "table" || row->type == "view") {
      tables_.push_back({row->name, place, row->type == "view", is_virtual_table(*row)});
    } else if (row->type == "index") {
      index_places_.emplace(folded(row->name), place);
    }
  }
  std::ranges::sort(tables_, {}, &SchemaObject::name);
  for (std::size_t number = 0; number < tables_.size(); ++number)
    table_numbers_.emplace(folded(tables_[number].name), number);
}

const SchemaObject* SchemaObjects::find(std::string_view table) const {
  const auto found = table_numbers_.find(folded(table));
  return found == table_numbers_.end() ? nullptr : &tables_[found->second];
}

std::int64_t SchemaObjects::place_of(std::string_view name) const {
  if (const SchemaObject* const table = find(name)) return table->place;
  const auto found = index_places_.find(folded(name));
  return found == index_places_.end() ? 0 : found->second;
}

std::string object_text(std::int64_t place, const MirrorQuery& query) {
  std::string text;
  query(text_query, {ValueView::of(place)}, [&](const std::vector<ValueView>& cells) { text = cells[0].bytes; });
  return text;
}

}  // namespace d1odbc
