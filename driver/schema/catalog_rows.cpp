// Owns: the types and sizes of the columns of catalog results. Never: their names (the header's tables).
#include "schema/catalog_rows.h"

#include <string>
#include <utility>
#include <vector>

namespace d1odbc {

namespace {

// SQLite limits no name, so these are sizes that programs can allocate and that hold what is usual; longer texts come
// whole through SQLGetData.
constexpr SQLULEN name_size = 128;
constexpr SQLULEN long_text_size = 1'024;

ColumnType one_character(const TypeOptions& options) {
  ColumnType type = default_type(options.wide ? SQL_WCHAR : SQL_CHAR, options);
  type.size = 1;
  return type;
}

ColumnType character_type(SQLULEN size, const TypeOptions& options) {
  ColumnType type = default_type(options.wide ? SQL_WVARCHAR : SQL_VARCHAR, options);
  type.size = size;
  return type;
}

ColumnType type_of(ResultType type, const TypeOptions& options) {
  switch (type) {
    case ResultType::Name:
      return character_type(name_size, options);
    case ResultType::LongText:
      return character_type(long_text_size, options);
    case ResultType::Character:
      return one_character(options);
    case ResultType::Smallint:
      return default_type(SQL_SMALLINT, options);
    case ResultType::Integer:
      break;
  }
  return default_type(SQL_INTEGER, options);
}

}  // namespace

DescribedRows empty_result(std::span<const ResultColumn> columns, const CatalogOptions& options) {
  DescribedRows result;
  std::vector<std::string> names;
  for (const ResultColumn& fixed : columns) {
    Column column;
    column.name = options.odbc2 ? fixed.odbc2_name : fixed.name;
    column.type = type_of(fixed.type, options.types);
    column.nullable = fixed.nullable;
    names.push_back(column.name);
    result.columns.push_back(std::move(column));
  }
  result.rows = ResultSet(std::move(names));
  return result;
}

void append_row(DescribedRows& result, std::initializer_list<ValueView> cells) {
  for (const ValueView& cell : cells) result.rows.append(cell);
}

}  // namespace d1odbc
