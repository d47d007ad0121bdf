// Owns: the result set of SQLGetTypeInfo, from the type table. Never: the table itself (value/column_type has it).
#pragma once

#include "value/described_rows.h"

namespace d1odbc {

/// The rows of the type table whose DATA_TYPE is `sql_type` (an ODBC 2 datetime code finds its ODBC 3 type), all of
/// them for SQL_ALL_TYPES; 19 columns in the reference's order. `odbc2`: ODBC 2 column names and datetime codes. Throws
/// HY004 for a code that is no SQL type of ODBC; a type D1 does not have gives an empty result.
/// https://learn.microsoft.com/sql/odbc/reference/syntax/sqlgettypeinfo-function
[[nodiscard]] DescribedRows list_types(SQLSMALLINT sql_type, const TypeOptions& options, bool odbc2);

}  // namespace d1odbc
