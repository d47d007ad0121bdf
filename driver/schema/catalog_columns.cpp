// Owns: SQLColumns. Never: which type a declaration means (value/column_type), patterns.
#include <algorithm>
#include <cstdint>
#include <iterator>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "error/odbc_error.h"
#include "schema/catalog.h"
#include "schema/catalog_pattern.h"
#include "schema/catalog_rows.h"
#include "schema/table_columns.h"

namespace d1odbc {

namespace {

constexpr std::string_view names_query = "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') ORDER BY name";

/// What the mirror knows of one column.
struct TableColumn {
  std::string name;
  std::string declared_type;
  bool never_null = false;
  std::optional<std::string> default_text;
};

std::vector<std::string> matching_tables(const Mirror& mirror, const CatalogPattern& pattern) {
  std::vector<std::string> names;
  mirror.query(names_query, {}, [&](const std::vector<ValueView>& cells) {
    if (pattern.matches(cells[0].bytes)) names.emplace_back(cells[0].bytes);
  });
  return names;
}

TableColumn read_column(const std::vector<ValueView>& cells) {
  const auto at = [&](TableColumnsCell cell) -> const ValueView& { return cells[static_cast<std::size_t>(cell)]; };
  TableColumn column;
  column.name = at(TableColumnsCell::Name).bytes;
  column.declared_type = at(TableColumnsCell::Type).bytes;
  column.never_null = at(TableColumnsCell::NotNull).integer != 0 || at(TableColumnsCell::RowidAlias).integer != 0;
  if (!at(TableColumnsCell::Default).is_null()) column.default_text = at(TableColumnsCell::Default).bytes;
  return column;
}

// Empty for a view that does not compile: each object is asked for by itself so that one cannot cost the others.
std::vector<TableColumn> columns_of(const Mirror& mirror, const std::string& table) {
  std::vector<TableColumn> columns;
  try {
    mirror.query(table_columns_query, {ValueView::text(table)},
                 [&](const std::vector<ValueView>& cells) { columns.push_back(read_column(cells)); });
  } catch (const OdbcError& error) {
    if (error.state() != State::GeneralError) throw;
    columns.clear();
  }
  return columns;
}

ValueView number(std::int64_t value) { return ValueView::of(value); }

// The reference's Integer has 32 bits.
ValueView size(std::uint64_t value) {
  constexpr std::uint64_t largest = std::numeric_limits<std::int32_t>::max();
  return number(static_cast<std::int64_t>(std::min(value, largest)));
}

ValueView digits_of(const ColumnType& type, const TypeFacts* facts) {
  return facts != nullptr && facts->minimum_scale ? number(type.digits) : ValueView::null();
}

ValueView radix_of(const TypeFacts* facts) {
  return facts != nullptr && facts->radix ? number(*facts->radix) : ValueView::null();
}

ValueView subcode_of(const ColumnType& type) {
  const SQLSMALLINT code = interval_code(type.sql_type);
  return code == 0 ? ValueView::null() : number(code);
}

ValueView octets_of(const ColumnType& type) {
  const bool counted = is_character(type.sql_type) || is_binary(type.sql_type);
  return counted ? size(static_cast<std::uint64_t>(octet_length(type))) : ValueView::null();
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
  const TypeFacts* facts = find_type(type.sql_type);
  const ValueView cells[]{
      ValueView::null(),                                                          // TABLE_CAT
      ValueView::null(),                                                          // TABLE_SCHEM
      ValueView::text(table),                                                     // TABLE_NAME
      ValueView::text(column.name),                                               // COLUMN_NAME
      number(options.odbc2 ? odbc2_type(type.sql_type) : type.sql_type),          // DATA_TYPE
      ValueView::text(type.name),                                                 // TYPE_NAME
      size(type.size),                                                            // COLUMN_SIZE
      size(static_cast<std::uint64_t>(std::max<SQLLEN>(octet_length(type), 0))),  // BUFFER_LENGTH
      digits_of(type, facts),                                                     // DECIMAL_DIGITS
      radix_of(facts),                                                            // NUM_PREC_RADIX
      number(column.never_null ? SQL_NO_NULLS : SQL_NULLABLE),                    // NULLABLE
      ValueView::null(),                                                          // REMARKS
      default_of(column),                                                         // COLUMN_DEF
      number(verbose_type(type.sql_type)),                                        // SQL_DATA_TYPE
      subcode_of(type),                                                           // SQL_DATETIME_SUB
      octets_of(type),                                                            // CHAR_OCTET_LENGTH
      number(position),                                                           // ORDINAL_POSITION
      ValueView::text(column.never_null ? "NO" : "YES"),                          // IS_NULLABLE
  };
  static_assert(std::size(cells) == std::size(columns_columns));
  for (const ValueView& cell : cells) result.rows.append(cell);
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
    for (const TableColumn& found : columns_of(mirror, name)) {
      ++position;
      if (wanted.matches(found.name)) append_column(result, name, found, position, options);
    }
  }
  return result;
}

}  // namespace d1odbc
