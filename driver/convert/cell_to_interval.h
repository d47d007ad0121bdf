// Owns: cells as SQL_INTERVAL_STRUCT. Never: parses by itself (interval_text does).
#pragma once

#include "convert/cell.h"

namespace d1odbc {

/// The converter of one of the 13 interval types. D1 has no intervals: texts that read_interval understands and exact
/// numbers become some. Whole numbers become types of one field only (22015 for the others), a fraction a part of a
/// second. 01S07 when trailing fields or digits of a fraction are cut, 22015 when the leading field is longer than its
/// precision, 22018 for other texts. The fraction is written in
/// units of the seconds precision: half a second is 500000 with six digits.
/// https://learn.microsoft.com/sql/odbc/reference/appendixes/sql-to-c-character, …/sql-to-c-numeric
[[nodiscard]] FixedConverter interval_converter(SQLSMALLINT c_type) noexcept;

}  // namespace d1odbc
