// Owns: cells as C dates, times and timestamps, and which numbers are dates. Never: the calendar (datetime_number and
// datetime_text have it).
#pragma once

#include <optional>
#include <string>

#include "convert/cell.h"
#include "convert/datetime_text.h"

namespace d1odbc {

// Text that is no date, time or timestamp is 22018; a part that is lost and not zero is 01S07.
// https://learn.microsoft.com/sql/odbc/reference/appendixes/sql-to-c-character
// A number in a column described as date, time or timestamp is what SQLite's date functions read (`moment_of_number`);
// in any other column, and one that is no date, it is not converted (07006 of columns of numbers, else 22018).
std::optional<State> convert_to_date(const Cell& cell, void* destination);
std::optional<State> convert_to_time(const Cell& cell, void* destination);
std::optional<State> convert_to_timestamp(const Cell& cell, void* destination);

/// The moment that a number in a column described as date, time or timestamp means: for a time only the time of day.
/// Empty for other cells, and for a number that is no date of the years 0–9999.
[[nodiscard]] std::optional<DateTime> moment_of_number(const Cell& cell);

/// That moment as the text of its column, as `date()`, `time()` and `datetime()` of SQLite write it, with what they
/// leave out: milliseconds, and the time of day in a column of dates, where they are not zero.
[[nodiscard]] std::string text_of_number(const DateTime& moment, SQLSMALLINT sql_type);

}  // namespace d1odbc
