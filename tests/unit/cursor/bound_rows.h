// Owns: small results and bindings for the tests of cursor. Never: asserts.
#pragma once

#include <initializer_list>
#include <vector>

#include "descriptor/descriptor_data.h"
#include "value/column.h"
#include "value/result_set.h"

namespace d1odbc::testing {

inline std::vector<Column> columns_of(std::initializer_list<SQLSMALLINT> sql_types) {
  std::vector<Column> columns;
  for (const SQLSMALLINT sql_type : sql_types) {
    Column& column = columns.emplace_back();
    column.name = "c" + std::to_string(columns.size());
    column.type = default_type(sql_type, {});
  }
  return columns;
}

/// Cells row by row.
inline ResultSet rows_of_cells(std::size_t columns, const std::vector<ValueView>& cells) {
  ResultSet rows(std::vector<std::string>(columns, "c"));
  for (const ValueView& cell : cells) rows.append(cell);
  return rows;
}

/// What SQLBindCol does.
inline void bind(DescriptorData& ard, std::size_t number, SQLSMALLINT c_type, void* data, SQLLEN capacity,
                 SQLLEN* length) {
  ard.record(number) = {
      .concise_type = c_type, .data = data, .octet_length = capacity, .octet_length_ptr = length, .indicator = length};
}

}  // namespace d1odbc::testing
