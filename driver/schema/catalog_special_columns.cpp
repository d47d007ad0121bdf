// Owns: SQLSpecialColumns. Never: keys for the driver's own changes of rows (row_key has those).
#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "config/ascii.h"
#include "schema/catalog.h"
#include "schema/catalog_object.h"
#include "schema/catalog_rows.h"
#include "schema/catalog_table_columns.h"
#include "schema/rowid_name.h"
#include "schema/table_indexes.h"

namespace d1odbc {

namespace {

/// The columns that name a row.
struct BestRowId {
  std::vector<TableColumn> columns;
  bool is_pseudo = false;  // a name of the rowid, which SQLColumns does not list
};

/// What a choice is made of.
struct TableKeys {
  std::vector<TableColumn> columns;
  std::vector<TableIndex> indexes;

  [[nodiscard]] const TableColumn* find(std::string_view name) const {
    const auto found = std::find_if(columns.begin(), columns.end(),
                                    [&](const TableColumn& column) { return equal_folded(column.name, name); });
    return found == columns.end() ? nullptr : &*found;
  }
};

std::optional<BestRowId> rowid_column(const TableKeys& keys) {
  const auto found =
      std::find_if(keys.columns.begin(), keys.columns.end(), [](const TableColumn& column) { return column.is_rowid; });
  if (found == keys.columns.end()) return std::nullopt;
  return BestRowId{{*found}};
}

// Nothing for an index that does not hold every row or has an expression in it.
std::optional<BestRowId> columns_of_index(const TableKeys& keys, const TableIndex& index) {
  if (!index.unique || index.filter || has_expression(index)) return std::nullopt;
  BestRowId row_id;
  for (const IndexTerm& term : index.terms) {
    const TableColumn* column = keys.find(term.text);
    if (column == nullptr) return std::nullopt;
    row_id.columns.push_back(*column);
  }
  return row_id;
}

bool is_never_null(const BestRowId& row_id) {
  return std::all_of(row_id.columns.begin(), row_id.columns.end(),
                     [](const TableColumn& column) { return column.never_null; });
}

// The primary key, else the unique index with the fewest columns.
std::optional<BestRowId> best_index(const TableKeys& keys, bool may_be_null) {
  std::optional<BestRowId> best;
  for (const TableIndex& index : keys.indexes) {
    std::optional<BestRowId> found = columns_of_index(keys, index);
    if (!found || (!may_be_null && !is_never_null(*found))) continue;
    if (index.is_primary_key) return found;
    if (!best || found->columns.size() < best->columns.size()) best = std::move(found);
  }
  return best;
}

// A name of the rowid that no column has.
std::optional<BestRowId> pseudo_rowid(const TableKeys& keys) {
  const auto free = std::find_if(rowid_names.begin(), rowid_names.end(),
                                 [&](std::string_view name) { return keys.find(name) == nullptr; });
  const bool has_rowid =
      std::none_of(keys.indexes.begin(), keys.indexes.end(), [](const TableIndex& index) { return index.is_table; });
  if (free == rowid_names.end() || !has_rowid) return std::nullopt;
  TableColumn column;
  column.name = *free;
  column.declared_type = "INTEGER";
  column.never_null = true;
  return BestRowId{{std::move(column)}, true};
}

std::optional<BestRowId> best_row_id(const TableKeys& keys, bool may_be_null) {
  if (keys.columns.empty()) return std::nullopt;  // the mirror could not load the table
  std::optional<BestRowId> best = rowid_column(keys);
  if (!best) best = best_index(keys, false);
  if (!best) best = pseudo_rowid(keys);
  if (!best && may_be_null) best = best_index(keys, true);
  return best;
}

void append_special_column(DescribedRows& result, const TableColumn& column, bool is_pseudo,
                           const CatalogOptions& options) {
  const ColumnType type = type_of_declaration(column.declared_type, options.types);
  append_row(result, {
                         number_cell(SQL_SCOPE_SESSION),                              // SCOPE
                         ValueView::text(column.name),                                // COLUMN_NAME
                         data_type_cell(type, options),                               // DATA_TYPE
                         ValueView::text(type.name),                                  // TYPE_NAME
                         size_cell(type.size),                                        // COLUMN_SIZE
                         buffer_length_cell(type),                                    // BUFFER_LENGTH
                         decimal_digits_cell(type),                                   // DECIMAL_DIGITS
                         number_cell(is_pseudo ? SQL_PC_PSEUDO : SQL_PC_NOT_PSEUDO),  // PSEUDO_COLUMN
                     });
}

}  // namespace

DescribedRows list_special_columns(const Mirror& mirror, SpecialColumns wanted, const TableArguments& table,
                                   bool may_be_null, const CatalogOptions& options) {
  DescribedRows result = empty_result(special_columns_columns, options);
  if (wanted == SpecialColumns::RowVersion) return result;
  const SchemaObject* const found = find_catalog_table(mirror, table);
  if (found == nullptr) return result;
  const TableKeys keys{table_columns_of(mirror, found->name), indexes_of(mirror, found->name)};
  const std::optional<BestRowId> best = best_row_id(keys, may_be_null);
  if (!best) return result;
  for (const TableColumn& column : best->columns) append_special_column(result, column, best->is_pseudo, options);
  return result;
}

}  // namespace d1odbc
