// Owns: SQL_INTERVAL_STRUCT, its fields in and out. Never: text.
#pragma once

#include <optional>

#include "convert/c_type.h"
#include "convert/interval_text.h"
#include "error/sqlstate.h"

namespace d1odbc {

/// Fills the structure. The fraction of a second is in units of the form's precision (500000 is half a second with six
/// digits). 22015 when the first field has more digits than the form's leading precision or than 32 bits, 01S07 when
/// digits of the fraction are cut, or were lost before.
/// https://learn.microsoft.com/sql/odbc/reference/appendixes/c-interval-structure
[[nodiscard]] std::optional<State> write_interval(const Interval& interval, const BufferForm& form,
                                                  SQL_INTERVAL_STRUCT& structure);

/// Reads it as the type says ("drivers do not read the interval_type field"). Empty when a field is beyond its
/// precision or the calendar.
[[nodiscard]] std::optional<Interval> interval_of(const SQL_INTERVAL_STRUCT& structure, const IntervalType& type,
                                                  const BufferForm& form);

}  // namespace d1odbc
