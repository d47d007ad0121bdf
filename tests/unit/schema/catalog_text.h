// Owns: results of catalog functions as text, for their tests. Never: checks anything.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <string>

#include "schema/catalog.h"

namespace d1odbc::testing {

inline std::string cell_text(const ResultSet& rows, std::size_t row, std::size_t column) {
  const ValueView cell = rows.at(row, column);
  if (cell.is_null()) return "NULL";
  return cell.storage == StorageClass::Integer ? std::to_string(cell.integer) : std::string(cell.bytes);
}

/// These columns (counted from 1, as in the reference) of every row: cells with spaces, rows with bars between.
inline std::string text_of(const DescribedRows& result, std::initializer_list<std::size_t> columns) {
  std::string text;
  for (std::size_t row = 0; row < result.rows.rows(); ++row) {
    if (row > 0) text += "|";
    std::string cells;
    for (const std::size_t column : columns) {
      cells += (cells.empty() ? "" : " ") + cell_text(result.rows, row, column - 1);
    }
    text += cells;
  }
  return text;
}

/// What the reference's table says of a result column.
struct ExpectedColumn {
  std::string name;
  std::string odbc2_name;  // "" for the same
  SQLSMALLINT type;
  SQLSMALLINT nullable;
};

/// Empty when the columns of both results are as expected, else what is not.
inline std::string wrong_columns(const DescribedRows& odbc3, const DescribedRows& odbc2,
                                 std::initializer_list<ExpectedColumn> expected) {
  if (odbc3.columns.size() != expected.size() || odbc2.columns.size() != expected.size()) return "their number";
  std::size_t index = 0;
  for (const ExpectedColumn& column : expected) {
    const Column& described = odbc3.columns[index];
    const std::string& old_name = column.odbc2_name.empty() ? column.name : column.odbc2_name;
    const bool right = described.name == column.name && described.type.sql_type == column.type &&
                       described.nullable == column.nullable && odbc2.columns[index].name == old_name &&
                       odbc3.rows.column_names()[index] == column.name;
    if (!right) return column.name;
    ++index;
  }
  return {};
}

inline CatalogOptions odbc2_options() {
  CatalogOptions options;
  options.odbc2 = true;
  return options;
}

/// An ordinary name of a table.
inline TableArguments named(std::string table) { return {{}, {}, {std::move(table), false}}; }

}  // namespace d1odbc::testing
