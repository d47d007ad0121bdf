// Owns: cells as SQL_C_BINARY in the form of the default C type. Never: cuts to a buffer's size.
#pragma once

#include <string>

#include "convert/cell.h"

namespace d1odbc {

/// Writes the bytes of a cell whose column is neither character nor binary: what a parameter of SQL_C_BINARY and the
/// same SQL type takes. The memory of the default C type; for SQL_DECIMAL and SQL_NUMERIC text; for SQL_GUID 16 bytes
/// in the order of the text's digits. 22018 for a value that is none of the column's type, 22003 for one that the form
/// cannot hold whole.
/// https://learn.microsoft.com/sql/odbc/reference/appendixes/transferring-data-in-its-binary-form
[[nodiscard]] std::optional<State> convert_to_binary(const Cell& cell, std::string& bytes);

}  // namespace d1odbc
