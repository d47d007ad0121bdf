// Owns: what SQLColAttribute answers for a field of a column: one table. Never: which column.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include <cstdint>
#include <string>
#include <variant>

#include "value/column.h"

namespace d1odbc {

/// A field's value: a number or a text.
using ColumnField = std::variant<SQLLEN, std::string>;

/// Reads a field of a column (ODBC 3 SQL_DESC_… and ODBC 2 SQL_COLUMN_… codes). Throws HY091 for another code.
/// https://learn.microsoft.com/sql/odbc/reference/syntax/sqlcolattribute-function
[[nodiscard]] ColumnField column_field(const Column& column, SQLUSMALLINT field, bool odbc2);

}  // namespace d1odbc
