// Owns: SQLTables. Never: columns, patterns.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "schema/catalog.h"
#include "schema/catalog_pattern.h"
#include "schema/catalog_rows.h"

namespace d1odbc {

namespace {

// In the order of the result.
constexpr std::array<std::string_view, 3> table_types{"SYSTEM TABLE", "TABLE", "VIEW"};

// Objects that this SQLite could not load are listed all the same: D1 has them. pragma_table_list knows the shadow
// tables too, but works out the columns of every view on the way. `\` keeps _ literal.
constexpr std::string_view tables_query =
    "WITH part(module, suffix) AS (VALUES"
    " ('fts5', '_config'), ('fts5', '_content'), ('fts5', '_data'), ('fts5', '_docsize'), ('fts5', '_idx'),"
    " ('rtree', '_node'), ('rtree', '_parent'), ('rtree', '_rowid')),"
    " shadow(name) AS (SELECT v.name || part.suffix FROM sqlite_schema v JOIN part"
    " ON v.sql LIKE 'CREATE VIRTUAL TABLE % USING ' || part.module || '%')"
    "SELECT CASE WHEN type = 'view' THEN 'VIEW'"
    " WHEN name = 'd1_migrations' COLLATE NOCASE OR name LIKE 'sqlite\\_%' ESCAPE '\\'"
    " OR name COLLATE NOCASE IN shadow THEN 'SYSTEM TABLE'"
    " ELSE 'TABLE' END AS table_type, name"
    " FROM sqlite_schema WHERE type IN ('table', 'view') ORDER BY table_type, name";

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

  const CatalogPattern names(table);
  const WantedTypes wanted(types);
  mirror.query(tables_query, {}, [&](const std::vector<ValueView>& cells) {
    const ValueView& type = cells[0];
    const ValueView& name = cells[1];
    if (wanted.wants(type.bytes) && names.matches(name.bytes)) append_table(result, name, type);
  });
  return result;
}

}  // namespace d1odbc
