// Owns: SQLColumns. Never: which type a declaration means (value/column_type), patterns.
#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "schema/catalog.h"
#include "schema/catalog_pattern.h"
#include "schema/catalog_rows.h"
#include "schema/catalog_table_columns.h"

namespace d1odbc {

namespace {

constexpr std::string_view names_query = "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') ORDER BY name";

std::vector<std::string> matching_tables(const Mirror& mirror, const CatalogPattern& pattern) {
  std::vector<std::string> names;
  mirror.query(names_query, {}, [&](const std::vector<ValueView>& cells) {
    if (pattern.matches(cells[0].bytes)) names.emplace_back(cells[0].bytes);
  });
  return names;
}

ValueView radix_of(const TypeFacts* facts) {
  return facts != nullptr && facts->radix ? number_cell(*facts->radix) : ValueView::null();
}

ValueView subcode_of(const ColumnType& type) {
  const SQLSMALLINT code = interval_code(type.sql_type);
  return code == 0 ? ValueView::null() : number_cell(code);
}

ValueView octets_of(const ColumnType& type) {
  const bool counted = is_character(type.sql_type) || is_binary(type.sql_type);
  return counted ? size_cell(static_cast<std::uint64_t>(octet_length(type))) : ValueView::null();
}

// The text of the CREATE; the word NULL in upper case, as the reference writes it.
ValueView default_of(const TableColumn& column) {
  if (!column.default_text) return ValueView::null();
  const std::string& text = *column.default_text;
  const bool is_null = text.size() == 4 && std::equal(text.begin(), text.end(), "NULL", [](char have, char want) {
                         return have == want || have == want - 'A' + 'a';
                       });
  return ValueView::text(is_null ? "NULL" : std::string_view(text));
}

void append_column(DescribedRows& result, std::string_view table, const TableColumn& column, std::int64_t position,
                   const CatalogOptions& options) {
  const ColumnType type = type_of_declaration(column.declared_type, options.types);
  append_row(result, {
                         ValueView::null(),                                             // TABLE_CAT
                         ValueView::null(),                                             // TABLE_SCHEM
                         ValueView::text(table),                                        // TABLE_NAME
                         ValueView::text(column.name),                                  // COLUMN_NAME
                         data_type_cell(type, options),                                 // DATA_TYPE
                         ValueView::text(type.name),                                    // TYPE_NAME
                         size_cell(type.size),                                          // COLUMN_SIZE
                         buffer_length_cell(type),                                      // BUFFER_LENGTH
                         decimal_digits_cell(type),                                     // DECIMAL_DIGITS
                         radix_of(find_type(type.sql_type)),                            // NUM_PREC_RADIX
                         number_cell(column.never_null ? SQL_NO_NULLS : SQL_NULLABLE),  // NULLABLE
                         ValueView::null(),                                             // REMARKS
                         default_of(column),                                            // COLUMN_DEF
                         number_cell(verbose_type(type.sql_type)),                      // SQL_DATA_TYPE
                         subcode_of(type),                                              // SQL_DATETIME_SUB
                         octets_of(type),                                               // CHAR_OCTET_LENGTH
                         number_cell(position),                                         // ORDINAL_POSITION
                         ValueView::text(column.never_null ? "NO" : "YES"),             // IS_NULLABLE
                     });
}

}  // namespace

DescribedRows list_columns(const Mirror& mirror, const CatalogArgument& catalog, const CatalogArgument& schema,
                           const CatalogArgument& table, const CatalogArgument& column, const CatalogOptions& options) {
  DescribedRows result = empty_result(columns_columns, options);
  if (!CatalogPattern(catalog).matches_nothing_there() || !CatalogPattern(schema).matches_nothing_there())
    return result;

  const CatalogPattern wanted(column);
  for (const std::string& name : matching_tables(mirror, CatalogPattern(table))) {
    std::int64_t position = 0;
    for (const TableColumn& found : table_columns_of(mirror, name)) {
      ++position;
      if (wanted.matches(found.name)) append_column(result, name, found, position, options);
    }
  }
  return result;
}

}  // namespace d1odbc
