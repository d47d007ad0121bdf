// Owns: which moment a number is to SQLite's date functions. Never: text, C structures, which columns hold dates.
#pragma once

#include <optional>

#include "convert/datetime_text.h"

namespace d1odbc {

/// The moment of a number as SQLite's functions read it with the modifier 'auto': 0.0 to 5373484.499999 is a Julian day
/// number, else -210866760000 to 253402300799 seconds since 1970-01-01; so the first 62 days of 1970 cannot be told in
/// seconds. To the millisecond, by SQLite's own arithmetic. Empty outside these ranges and before the year 0, of which
/// the calendar of ODBC has no text. https://www.sqlite.org/lang_datefunc.html
[[nodiscard]] std::optional<DateTime> datetime_of_number(double number);

/// Its time of day alone, which also the years before 0 have: `time(0.25)` is 18:00:00.
[[nodiscard]] std::optional<DateTime> time_of_number(double number);

}  // namespace d1odbc
