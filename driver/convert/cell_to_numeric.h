// Owns: cells as SQL_NUMERIC_STRUCT. Never: goes through a double.
#pragma once

#include "convert/cell.h"

namespace d1odbc {

/// Writes an SQL_NUMERIC_STRUCT with the precision and scale of the cell's form. 01S07 when digits behind the scale are
/// cut (toward zero), 22003 when whole digits would be lost, 22018 for what is no number.
/// https://learn.microsoft.com/sql/odbc/reference/appendixes/sql-to-c-numeric
std::optional<State> convert_to_numeric(const Cell& cell, void* destination);

}  // namespace d1odbc
