// Owns: SQLStatistics. Never: reads indexes (table_indexes does), counts rows.
#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "schema/catalog.h"
#include "schema/catalog_object.h"
#include "schema/catalog_rows.h"
#include "schema/catalog_table_columns.h"
#include "schema/table_indexes.h"

namespace d1odbc {

namespace {

// The headers have no code for a b-tree; "SQL_INDEX_OTHER indicates another type of index".
SQLSMALLINT type_of(const TableIndex& index) { return index.is_table ? SQL_INDEX_CLUSTERED : SQL_INDEX_OTHER; }

// The tree of a rowid table is sorted by its INTEGER PRIMARY KEY: for a program that looks for a unique index to edit
// by it is the best there is. SQLite counts its own automatic indexes from 1.
std::optional<TableIndex> rowid_index(const Mirror& mirror, const std::string& table) {
  const std::vector<TableColumn> columns = table_columns_of(mirror, table);
  const auto rowid =
      std::find_if(columns.begin(), columns.end(), [](const TableColumn& column) { return column.is_rowid; });
  if (rowid == columns.end()) return std::nullopt;
  TableIndex index;
  index.name = "sqlite_autoindex_" + table + "_0";
  index.unique = true;
  index.is_primary_key = true;
  index.is_table = true;
  index.terms.push_back({.text = rowid->name});
  return index;
}

// "Ordered by NON_UNIQUE, TYPE, INDEX_QUALIFIER, INDEX_NAME, and ORDINAL_POSITION".
std::vector<TableIndex> sorted_indexes(const Mirror& mirror, const std::string& table) {
  std::vector<TableIndex> indexes = indexes_of(mirror, table);
  if (std::optional<TableIndex> rowid = rowid_index(mirror, table)) indexes.push_back(std::move(*rowid));
  const auto place = [](const TableIndex& index) { return std::tuple(!index.unique, type_of(index), index.name); };
  std::sort(indexes.begin(), indexes.end(),
            [&](const TableIndex& left, const TableIndex& right) { return place(left) < place(right); });
  return indexes;
}

void append_table(DescribedRows& result, const std::string& table) {
  append_row(result, {
                         ValueView::null(),            // TABLE_CAT
                         ValueView::null(),            // TABLE_SCHEM
                         ValueView::text(table),       // TABLE_NAME
                         ValueView::null(),            // NON_UNIQUE
                         ValueView::null(),            // INDEX_QUALIFIER
                         ValueView::null(),            // INDEX_NAME
                         number_cell(SQL_TABLE_STAT),  // TYPE
                         ValueView::null(),            // ORDINAL_POSITION
                         ValueView::null(),            // COLUMN_NAME
                         ValueView::null(),            // ASC_OR_DESC
                         ValueView::null(),            // CARDINALITY
                         ValueView::null(),            // PAGES
                         ValueView::null(),            // FILTER_CONDITION
                     });
}

void append_index(DescribedRows& result, const std::string& table, const TableIndex& index) {
  std::int64_t position = 0;
  for (const IndexTerm& term : index.terms) {
    append_row(result, {
                           ValueView::null(),                                                  // TABLE_CAT
                           ValueView::null(),                                                  // TABLE_SCHEM
                           ValueView::text(table),                                             // TABLE_NAME
                           number_cell(index.unique ? SQL_FALSE : SQL_TRUE),                   // NON_UNIQUE
                           ValueView::null(),                                                  // INDEX_QUALIFIER
                           ValueView::text(index.name),                                        // INDEX_NAME
                           number_cell(type_of(index)),                                        // TYPE
                           number_cell(++position),                                            // ORDINAL_POSITION
                           ValueView::text(term.text),                                         // COLUMN_NAME
                           ValueView::text(term.descending ? "D" : "A"),                       // ASC_OR_DESC
                           ValueView::null(),                                                  // CARDINALITY
                           ValueView::null(),                                                  // PAGES
                           index.filter ? ValueView::text(*index.filter) : ValueView::null(),  // FILTER_CONDITION
                       });
  }
}

}  // namespace

DescribedRows list_statistics(const Mirror& mirror, const TableArguments& table, bool only_unique,
                              const CatalogOptions& options) {
  DescribedRows result = empty_result(statistics_columns, options);
  const SchemaObject* const found = find_catalog_table(mirror, table);
  if (found == nullptr) return result;
  append_table(result, found->name);
  for (const TableIndex& index : sorted_indexes(mirror, found->name)) {
    if (index.unique || !only_unique) append_index(result, found->name, index);
  }
  return result;
}

}  // namespace d1odbc
