// Owns: a bound parameter's C data as the value D1 stores. Never: where the buffer of a parameter set lies.
#pragma once

#include <cstddef>
#include <optional>
#include <span>

#include "convert/c_type.h"
#include "value/value.h"

namespace d1odbc {

/// One parameter's data: `bytes` has the value's true length (a terminator is not part of it).
struct ParameterData {
  const CTypeFacts& c_type;
  SQLSMALLINT sql_type;  // concise, ODBC 3
  std::span<const char> bytes;
  BufferForm form = {};  // what the record of the buffer says: SQL_C_NUMERIC and intervals
};

/// The storage class that values of a SQL type have in D1.
[[nodiscard]] StorageClass storage_of(SQLSMALLINT sql_type) noexcept;

/// Converts. Throws OdbcError 22018 (text that is no value of the type; malformed UTF-8), 22001 (text with more digits
/// than the type keeps), 22003 (numbers; binary data of another length than the type's), 22007/22008 (datetime), 22015
/// (intervals), 07006 (the pair is not in the table: can_convert), HY090 (half a wide character).
[[nodiscard]] Value read_parameter(const ParameterData& data);

}  // namespace d1odbc
