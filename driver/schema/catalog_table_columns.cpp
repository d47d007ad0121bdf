// Owns: the reading of columns from the mirror, and the rules for the cells. Never: the queries' meaning
// (table_columns.h).
#include "schema/catalog_table_columns.h"

#include <algorithm>
#include <limits>

#include "error/odbc_error.h"
#include "schema/table_columns.h"

namespace d1odbc {

namespace {

constexpr std::string_view primary_key_query = "SELECT name FROM pragma_table_xinfo(?1) WHERE pk > 0 ORDER BY pk";

TableColumn read_column(const std::vector<ValueView>& cells) {
  const auto at = [&](TableColumnsCell cell) -> const ValueView& { return cells[static_cast<std::size_t>(cell)]; };
  TableColumn column;
  column.name = at(TableColumnsCell::Name).bytes;
  column.declared_type = at(TableColumnsCell::Type).bytes;
  column.is_rowid = at(TableColumnsCell::RowidAlias).integer != 0;
  column.never_null = at(TableColumnsCell::NotNull).integer != 0 || column.is_rowid;
  column.generated = at(TableColumnsCell::Generated).integer != 0;
  if (!at(TableColumnsCell::Default).is_null()) column.default_text = at(TableColumnsCell::Default).bytes;
  return column;
}

}  // namespace

std::vector<TableColumn> table_columns_of(const Mirror& mirror, std::string_view table) {
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

std::vector<std::string> primary_key_of(const Mirror& mirror, std::string_view table) {
  std::vector<std::string> columns;
  mirror.query(primary_key_query, {ValueView::text(table)},
               [&](const std::vector<ValueView>& cells) { columns.emplace_back(cells[0].bytes); });
  return columns;
}

ValueView number_cell(std::int64_t number) { return ValueView::of(number); }

ValueView size_cell(std::uint64_t size) {
  constexpr std::uint64_t largest = std::numeric_limits<std::int32_t>::max();
  return number_cell(static_cast<std::int64_t>(std::min(size, largest)));
}

ValueView text_or_null_cell(std::string_view text) { return text.empty() ? ValueView::null() : ValueView::text(text); }

ValueView data_type_cell(const ColumnType& type, const CatalogOptions& options) {
  return number_cell(options.odbc2 ? odbc2_type(type.sql_type) : type.sql_type);
}

ValueView buffer_length_cell(const ColumnType& type) {
  return size_cell(static_cast<std::uint64_t>(std::max<SQLLEN>(octet_length(type), 0)));
}

ValueView decimal_digits_cell(const ColumnType& type) {
  const TypeFacts* facts = find_type(type.sql_type);
  return facts != nullptr && facts->minimum_scale ? number_cell(type.digits) : ValueView::null();
}

}  // namespace d1odbc
