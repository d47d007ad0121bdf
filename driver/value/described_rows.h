// Owns: rows that the driver itself makes (catalog functions, SQLGetTypeInfo), with their columns. Never: D1's rows.
#pragma once

#include <vector>

#include "value/column.h"
#include "value/result_set.h"

namespace d1odbc {

/// A result set with the columns the reference fixes for it.
struct DescribedRows {
  std::vector<Column> columns;
  ResultSet rows;
};

}  // namespace d1odbc
