// Owns: one row for every pair of a C type and an SQL type, from a table of what a plain value becomes. Never: calls
// ODBC functions, single limits and truncations (the rows of each family have those).
#pragma once

#include "conversion_rows.h"

namespace conversions {

/// Every C type of ODBC 3.8 and 2, and every concise SQL type: as the headers of ODBC name them, not as the driver
/// does.
[[nodiscard]] std::vector<SQLSMALLINT> every_c_type();
[[nodiscard]] std::vector<SQLSMALLINT> every_sql_type();

/// A column of this SQL type read as the C type: its data for the pairs that appendix D has, else 07006.
[[nodiscard]] ResultRow result_of_pair(SQLSMALLINT c_type, SQLSMALLINT sql_type);

/// A parameter of the pair: what is stored, or "07006" as the outcome of SQLBindParameter.
[[nodiscard]] ParameterRow parameter_of_pair(SQLSMALLINT c_type, SQLSMALLINT sql_type);

}  // namespace conversions
