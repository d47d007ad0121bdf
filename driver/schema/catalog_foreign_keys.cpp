// Owns: SQLForeignKeys: its call forms, rules in ODBC's words, the order of rows. Never: which keys there are.
#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "config/ascii.h"
#include "schema/catalog.h"
#include "schema/catalog_object.h"
#include "schema/catalog_pattern.h"
#include "schema/catalog_rows.h"
#include "schema/catalog_table_columns.h"
#include "schema/foreign_keys.h"

namespace d1odbc {

namespace {

/// What SQLite does with a child's rows, in ODBC's codes. ODBC 3 has one word for both ways of refusing, SQL_NO_ACTION,
/// "the same as the SQL_RESTRICT action in ODBC 2.x".
struct Rule {
  std::string_view name;
  SQLSMALLINT code;
  SQLSMALLINT odbc2_code;
};
constexpr std::array<Rule, 5> rules{{
    {"NO ACTION", SQL_NO_ACTION, SQL_RESTRICT},
    {"RESTRICT", SQL_NO_ACTION, SQL_RESTRICT},
    {"CASCADE", SQL_CASCADE, SQL_CASCADE},
    {"SET NULL", SQL_SET_NULL, SQL_SET_NULL},
    {"SET DEFAULT", SQL_SET_DEFAULT, SQL_SET_DEFAULT},
}};

ValueView rule_cell(std::string_view name, const CatalogOptions& options) {
  const auto found = std::find_if(rules.begin(), rules.end(), [&](const Rule& rule) { return rule.name == name; });
  if (found == rules.end()) return ValueView::null();
  return number_cell(options.odbc2 ? found->odbc2_code : found->code);
}

ValueView deferrability_cell(const ForeignKey& key) {
  if (!key.is_deferral_known) return ValueView::null();
  switch (key.deferral) {
    case Deferral::InitiallyDeferred:
      return number_cell(SQL_INITIALLY_DEFERRED);
    case Deferral::InitiallyImmediate:
      return number_cell(SQL_INITIALLY_IMMEDIATE);
    case Deferral::NotDeferrable:
      break;
  }
  return number_cell(SQL_NOT_DEFERRABLE);
}

/// One row of the result: a column of a key.
struct KeyColumn {
  const ForeignKey* key;
  std::size_t position;  // from 0
};

void append_key_column(DescribedRows& result, const KeyColumn& column, const CatalogOptions& options) {
  const ForeignKey& key = *column.key;
  append_row(result, {
                         ValueView::null(),                                            // PKTABLE_CAT
                         ValueView::null(),                                            // PKTABLE_SCHEM
                         ValueView::text(key.parent),                                  // PKTABLE_NAME
                         ValueView::text(key.parent_columns[column.position]),         // PKCOLUMN_NAME
                         ValueView::null(),                                            // FKTABLE_CAT
                         ValueView::null(),                                            // FKTABLE_SCHEM
                         ValueView::text(key.child),                                   // FKTABLE_NAME
                         ValueView::text(key.columns[column.position]),                // FKCOLUMN_NAME
                         number_cell(static_cast<std::int64_t>(column.position) + 1),  // KEY_SEQ
                         rule_cell(key.on_update, options),                            // UPDATE_RULE
                         rule_cell(key.on_delete, options),                            // DELETE_RULE
                         text_or_null_cell(key.name),                                  // FK_NAME
                         text_or_null_cell(key.parent_name),                           // PK_NAME
                         deferrability_cell(key),                                      // DEFERRABILITY
                     });
}

// "Ordered by FKTABLE_NAME and KEY_SEQ" when a parent's keys are asked for, else by PKTABLE_NAME and KEY_SEQ; two keys
// between the same tables stay in the order of the child's text.
void append_keys(DescribedRows& result, const std::vector<ForeignKey>& keys, bool by_child,
                 const CatalogOptions& options) {
  std::vector<KeyColumn> columns;
  for (const ForeignKey& key : keys) {
    for (std::size_t position = 0; position < key.columns.size(); ++position) columns.push_back({&key, position});
  }
  const auto place = [by_child](const KeyColumn& column) {
    const std::string& table = by_child ? column.key->child : column.key->parent;
    return std::tuple<std::string_view, std::size_t>(table, column.position);
  };
  std::stable_sort(columns.begin(), columns.end(),
                   [&](const KeyColumn& left, const KeyColumn& right) { return place(left) < place(right); });
  for (const KeyColumn& column : columns) append_key_column(result, column, options);
}

// PHP gives "" for the table it does not mean; no table has that name.
bool is_given(const TableArguments& names) { return !ordinary_name(names.table).empty(); }

// A parent that does not exist has no keys, though a child may name it.
std::vector<ForeignKey> keys_to(const Mirror& mirror, const TableArguments& parent) {
  const SchemaObject* const found = find_catalog_table(mirror, parent);
  return found ? foreign_keys_to(mirror, found->name) : std::vector<ForeignKey>();
}

std::vector<ForeignKey> keys_in(const Mirror& mirror, const TableArguments& child) {
  const SchemaObject* const found = find_catalog_table(mirror, child);
  return found ? foreign_keys_in(mirror, found->name) : std::vector<ForeignKey>();
}

std::vector<ForeignKey> keys_between(const Mirror& mirror, const TableArguments& parent, const TableArguments& child) {
  const SchemaObject* const found = find_catalog_table(mirror, parent);
  if (found == nullptr) return {};
  std::vector<ForeignKey> keys = keys_in(mirror, child);
  std::erase_if(keys, [&](const ForeignKey& key) { return !equal_folded(key.parent, found->name); });
  return keys;
}

}  // namespace

DescribedRows list_foreign_keys(const Mirror& mirror, const TableArguments& parent, const TableArguments& child,
                                const CatalogOptions& options) {
  DescribedRows result = empty_result(foreign_keys_columns, options);
  const bool of_parent = is_given(parent);
  const bool of_child = is_given(child);
  if (of_parent && of_child) {
    append_keys(result, keys_between(mirror, parent, child), true, options);
  } else if (of_parent) {
    append_keys(result, keys_to(mirror, parent), true, options);
  } else if (of_child) {
    append_keys(result, keys_in(mirror, child), false, options);
  }
  return result;
}

}  // namespace d1odbc
