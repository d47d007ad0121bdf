// Owns: SQLPrimaryKeys. Never: keys that are not declared.
#include <cstdint>
#include <optional>
#include <string>

#include "schema/catalog.h"
#include "schema/catalog_object.h"
#include "schema/catalog_rows.h"
#include "schema/catalog_table_columns.h"
#include "schema/table_constraints.h"

namespace d1odbc {

DescribedRows list_primary_keys(const Mirror& mirror, const TableArguments& table, const CatalogOptions& options) {
  DescribedRows result = empty_result(primary_keys_columns, options);
  const SchemaObject* const found = find_catalog_table(mirror, table);
  if (found == nullptr) return result;
  const std::string name = read_constraints(mirror.text_of(found->place)).primary_key;
  std::int64_t position = 0;
  for (const std::string& column : primary_key_of(mirror, found->name)) {
    append_row(result, {
                           ValueView::null(),             // TABLE_CAT
                           ValueView::null(),             // TABLE_SCHEM
                           ValueView::text(found->name),  // TABLE_NAME
                           ValueView::text(column),       // COLUMN_NAME
                           number_cell(++position),       // KEY_SEQ
                           text_or_null_cell(name),       // PK_NAME
                       });
  }
  return result;
}

}  // namespace d1odbc
