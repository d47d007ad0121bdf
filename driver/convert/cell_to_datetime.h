// Owns: cells as C dates, times and timestamps. Never: numbers as dates of the calendar (text only).
#pragma once

#include "convert/cell.h"

namespace d1odbc {

// Text that is no date, time or timestamp is 22018; a part that is lost and not zero is 01S07.
// https://learn.microsoft.com/sql/odbc/reference/appendixes/sql-to-c-character
std::optional<State> convert_to_date(const Cell& cell, void* destination);
std::optional<State> convert_to_time(const Cell& cell, void* destination);
std::optional<State> convert_to_timestamp(const Cell& cell, void* destination);

}  // namespace d1odbc
