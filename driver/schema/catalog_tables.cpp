// Owns: SQLTables. Never: columns, patterns.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "config/ascii.h"
#include "schema/catalog.h"
#include "schema/catalog_object.h"
#include "schema/catalog_pattern.h"
#include "schema/catalog_rows.h"
#include "sql/identifier.h"
#include "sql/lexer.h"
#include "sql/token_reader.h"

namespace d1odbc {

namespace {

// In the order of the result.
constexpr std::array<std::string_view, 3> table_types{"SYSTEM TABLE", "TABLE", "VIEW"};

/// A table that a module makes for each of its own. (pragma_table_list knows them too, but works out the columns of
/// every view on the way.)
struct ShadowTable {
  std::string_view module;
  std::string_view suffix;
};
constexpr std::array<ShadowTable, 11> shadow_tables{{
    {"fts5", "_config"},
    {"fts5", "_content"},
    {"fts5", "_data"},
    {"fts5", "_docsize"},
    {"fts5", "_idx"},
    {"rtree", "_node"},
    {"rtree", "_parent"},
    {"rtree", "_rowid"},
    {"rtree_i32", "_node"},
    {"rtree_i32", "_parent"},
    {"rtree_i32", "_rowid"},
}};

/// The module of a CREATE VIRTUAL TABLE name USING module: behind the first USING that is a word by itself.
std::string module_in(std::string_view create) {
  const std::vector<Token> tokens = tokenize(create);
  TokenReader reader(create, tokens, {0, tokens.size()});
  while (!reader.at_end() && !reader.is_at("USING")) reader.advance();
  reader.advance();
  return without_quotes(reader.text());
}

/// The folded names of all tables that belong to virtual ones.
std::unordered_set<std::string> shadow_names(const Mirror& mirror) {
  std::unordered_set<std::string> names;
  for (const SchemaObject& table : mirror.objects().tables()) {
    if (!table.is_virtual) continue;
    const std::string module = module_in(mirror.text_of(table.place));
    for (const ShadowTable& shadow : shadow_tables) {
      if (equal_folded(module, shadow.module)) names.insert(folded(table.name) + std::string(shadow.suffix));
    }
  }
  return names;
}

bool is_system_name(const std::string& name) { return name == "d1_migrations" || name.starts_with("sqlite_"); }

/// An object of the schema as SQLTables tells it.
struct ListedTable {
  std::string_view type;
  std::string_view name;
};

// Objects that this SQLite could not load are listed all the same: D1 has them.
std::vector<ListedTable> matching_tables(const Mirror& mirror, const CatalogPattern& pattern) {
  const std::unordered_set<std::string> shadows = shadow_names(mirror);
  std::vector<ListedTable> tables;
  for (const SchemaObject* const object : matching_objects(mirror, pattern)) {
    const std::string name = folded(object->name);
    const bool is_system = is_system_name(name) || shadows.contains(name);
    const std::string_view type = object->is_view ? "VIEW" : is_system ? "SYSTEM TABLE" : "TABLE";
    tables.push_back({type, object->name});
  }
  std::ranges::stable_sort(tables, {}, &ListedTable::type);
  return tables;
}

constexpr char fold(char c) noexcept { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

// Blanks around an item and one pair of quotes are not part of a type's name.
std::string type_in_list(std::string_view item) {
  const auto trim = [&] {
    while (item.starts_with(' ')) item.remove_prefix(1);
    while (item.ends_with(' ')) item.remove_suffix(1);
  };
  trim();
  const bool quoted = item.size() >= 2 && item.front() == item.back() && (item.front() == '\'' || item.front() == '"');
  if (quoted) {
    item = item.substr(1, item.size() - 2);
    trim();
  }
  std::string type(item);
  std::transform(type.begin(), type.end(), type.begin(), fold);
  return type;
}

// The list's items without empty ones: programs end the list with a comma.
std::vector<std::string> split_types(std::string_view list) {
  std::vector<std::string> types;
  while (!list.empty()) {
    const std::size_t comma = std::min(list.find(','), list.size());
    if (std::string type = type_in_list(list.substr(0, comma)); !type.empty()) types.push_back(std::move(type));
    list.remove_prefix(std::min(comma + 1, list.size()));
  }
  return types;
}

// No list, an empty one, or one with a % (LibreOffice) asks for every type.
class WantedTypes {
 public:
  explicit WantedTypes(const std::optional<std::string>& list) : types_(split_types(list.value_or(""))) {
    if (has(SQL_ALL_TABLE_TYPES)) types_.clear();
  }
  [[nodiscard]] bool wants(std::string_view type) const { return types_.empty() || has(type); }

 private:
  [[nodiscard]] bool has(std::string_view type) const {
    return std::find(types_.begin(), types_.end(), type) != types_.end();
  }
  std::vector<std::string> types_;
};

void append_table(DescribedRows& result, const ValueView& name, const ValueView& type) {
  append_row(result, {ValueView::null(), ValueView::null(), name, type, ValueView::null()});
}

bool is_absent_or_empty(const CatalogArgument& argument) { return !argument.text || argument.text->empty(); }

// The enumeration of types; a null catalog or schema counts as empty (Perl). The enumerations of catalogs and schemas
// need no word of their own: D1 has neither, and no table has an empty name.
bool asks_for_types(const CatalogArgument& catalog, const CatalogArgument& schema, const CatalogArgument& table,
                    const std::optional<std::string>& types) {
  return types == SQL_ALL_TABLE_TYPES && table.text == "" && is_absent_or_empty(catalog) && is_absent_or_empty(schema);
}

}  // namespace

DescribedRows list_tables(const Mirror& mirror, const CatalogArgument& catalog, const CatalogArgument& schema,
                          const CatalogArgument& table, const std::optional<std::string>& types,
                          const CatalogOptions& options) {
  DescribedRows result = empty_result(tables_columns, options);
  if (asks_for_types(catalog, schema, table, types)) {
    for (const std::string_view type : table_types) append_table(result, ValueView::null(), ValueView::text(type));
    return result;
  }
  if (!CatalogPattern(catalog).matches_nothing_there() || !CatalogPattern(schema).matches_nothing_there())
    return result;

  const WantedTypes wanted(types);
  for (const ListedTable& each : matching_tables(mirror, CatalogPattern(table))) {
    if (!wanted.wants(each.type)) continue;
    append_table(result, ValueView::text(each.name), ValueView::text(each.type));
  }
  return result;
}

}  // namespace d1odbc
