// Owns: the fast path of reading: conversions that lose nothing and need no look at anything but the value. Never: says
// why a conversion fails (the converters of cell.h do).
#pragma once

#include <cstddef>

#include "convert/c_type.h"
#include "value/column_type.h"
#include "value/value.h"

namespace d1odbc {

/// Where a cell goes; length and indicator may be null and may be the same place. Nothing need be aligned.
struct PlainTarget {
  void* data;
  void* length;
  void* indicator;
  std::size_t capacity;  // bytes, for characters
};

/// Writes a value that is not NULL whole, with its length, and says true. False: no length was written (some of the
/// data may have been), because it is another storage class, may not fit, or something would have to be said; then the
/// converters of cell.h decide.
using PlainConverter = bool (*)(const ValueView& value, const PlainTarget& target);

/// The fast converter of a column's type to a C type; nullptr when there is none. It gives what the converters of
/// cell.h give. Precondition: the column has no integers that D1 may have rounded (from 2^53 on).
[[nodiscard]] PlainConverter find_plain_converter(const CTypeFacts& c_type, const ColumnType& type) noexcept;

}  // namespace d1odbc
