// Owns: SQLColumns. Never: which type a declaration means (value/column_type), patterns.
#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "schema/catalog.h"
#include "schema/catalog_object.h"
#include "schema/catalog_pattern.h"
#include "schema/catalog_rows.h"
#include "schema/catalog_table_columns.h"
#include "schema/described_column.h"
#include "sql/identifier.h"

namespace d1odbc {

namespace {

/// A row of the result, as far as columns differ.
struct ListedColumn {
  std::string name;
  ColumnType type;
  SQLSMALLINT nullable = SQL_NULLABLE_UNKNOWN;
  std::optional<std::string> default_text;
};

std::vector<ListedColumn> columns_of_table(const Mirror& mirror, const std::string& table, const TypeOptions& options) {
  std::vector<ListedColumn> columns;
  for (TableColumn& column : table_columns_of(mirror, table)) {
    columns.push_back({.name = std::move(column.name),
                       .type = type_of_declaration(column.declared_type, options),
                       .nullable = column.never_null ? SQLSMALLINT{SQL_NO_NULLS} : SQLSMALLINT{SQL_NULLABLE},
                       .default_text = std::move(column.default_text)});
  }
  return columns;
}

/// The columns of a view are those of a query of it. A view that does not compile has none.
std::vector<ListedColumn> columns_of_view(const Mirror& mirror, const std::string& view, const TypeOptions& options) {
  std::vector<ListedColumn> columns;
  const std::optional<CompiledStatement> compiled = mirror.compile("SELECT * FROM main." + quoted_name(view));
  if (!compiled) return columns;
  for (const CompiledColumn& each : compiled->columns) {
    Column column = described_column(each, options);
    columns.push_back({.name = std::move(column.name),
                       .type = std::move(column.type),
                       .nullable = column.nullable,
                       .default_text = std::nullopt});
  }
  return columns;
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
ValueView default_of(const ListedColumn& column) {
  if (!column.default_text) return ValueView::null();
  const std::string& text = *column.default_text;
  const bool is_null = text.size() == 4 && std::equal(text.begin(), text.end(), "NULL", [](char have, char want) {
                         return have == want || have == want - 'A' + 'a';
                       });
  return ValueView::text(is_null ? "NULL" : std::string_view(text));
}

// "If nullability is unknown, the column returns a zero-length string."
std::string_view is_nullable(SQLSMALLINT nullable) {
  switch (nullable) {
    case SQL_NO_NULLS:
      return "NO";
    case SQL_NULLABLE:
      return "YES";
    default:
      return "";
  }
}

void append_column(DescribedRows& result, std::string_view table, const ListedColumn& column, std::int64_t position,
                   const CatalogOptions& options) {
  const ColumnType& type = column.type;
  append_row(result, {
                         ValueView::null(),                              // TABLE_CAT
                         ValueView::null(),                              // TABLE_SCHEM
                         ValueView::text(table),                         // TABLE_NAME
                         ValueView::text(column.name),                   // COLUMN_NAME
                         data_type_cell(type, options),                  // DATA_TYPE
                         ValueView::text(type.name),                     // TYPE_NAME
                         size_cell(type.size),                           // COLUMN_SIZE
                         buffer_length_cell(type),                       // BUFFER_LENGTH
                         decimal_digits_cell(type),                      // DECIMAL_DIGITS
                         radix_of(find_type(type.sql_type)),             // NUM_PREC_RADIX
                         number_cell(column.nullable),                   // NULLABLE
                         ValueView::null(),                              // REMARKS
                         default_of(column),                             // COLUMN_DEF
                         number_cell(verbose_type(type.sql_type)),       // SQL_DATA_TYPE
                         subcode_of(type),                               // SQL_DATETIME_SUB
                         octets_of(type),                                // CHAR_OCTET_LENGTH
                         number_cell(position),                          // ORDINAL_POSITION
                         ValueView::text(is_nullable(column.nullable)),  // IS_NULLABLE
                     });
}

}  // namespace

DescribedRows list_columns(const Mirror& mirror, const CatalogArgument& catalog, const CatalogArgument& schema,
                           const CatalogArgument& table, const CatalogArgument& column, const CatalogOptions& options) {
  DescribedRows result = empty_result(columns_columns, options);
  if (!CatalogPattern(catalog).matches_nothing_there() || !CatalogPattern(schema).matches_nothing_there())
    return result;

  const CatalogPattern wanted(column);
  for (const SchemaObject* const object : matching_objects(mirror, CatalogPattern(table))) {
    std::int64_t position = 0;
    const auto columns_of = object->is_view ? columns_of_view : columns_of_table;
    for (const ListedColumn& found : columns_of(mirror, object->name, options.types)) {
      ++position;
      if (wanted.matches(found.name)) append_column(result, object->name, found, position, options);
    }
  }
  return result;
}

}  // namespace d1odbc
