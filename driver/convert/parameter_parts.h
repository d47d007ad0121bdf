// Owns: the conversions of single C families that read_parameter chooses from. Never: the choice.
#pragma once

#include "convert/parameter.h"

namespace d1odbc {

/// Text (UTF-8) as a value of the SQL type.
/// https://learn.microsoft.com/sql/odbc/reference/appendixes/c-to-sql-character
[[nodiscard]] Value parameter_from_text(std::string_view utf8, SQLSMALLINT sql_type);

/// SQL_C integers, bits and floating-point numbers. …/c-to-sql-numeric, …/c-to-sql-bit
[[nodiscard]] Value parameter_from_number(const ParameterData& data);

/// SQL_C_TYPE_DATE, _TIME, _TIMESTAMP. …/c-to-sql-date, …/c-to-sql-time, …/c-to-sql-timestamp
[[nodiscard]] Value parameter_from_datetime(const ParameterData& data);

/// Whether an exact SQL type holds a whole number (every other type does).
[[nodiscard]] bool fits_exact_type(bool negative, std::uint64_t magnitude, SQLSMALLINT sql_type) noexcept;

/// A whole number for an exact SQL type; 22003 when the type cannot hold it.
[[nodiscard]] Value whole_parameter(bool negative, std::uint64_t magnitude, SQLSMALLINT sql_type);

/// A C structure or number out of the application's bytes, which need not be aligned. 22003-free: throws HY090 when
/// there are too few bytes.
template <class Structure>
[[nodiscard]] Structure read_structure(const ParameterData& data);

}  // namespace d1odbc

#include <cstring>

#include "error/odbc_error.h"

template <class Structure>
Structure d1odbc::read_structure(const ParameterData& data) {
  Structure structure{};
  if (data.bytes.size() < sizeof structure) {
    throw OdbcError(State::InvalidBufferLength, "{} bytes were given for a {}, which takes {}.", data.bytes.size(),
                    data.c_type.name, sizeof structure);
  }
  std::memcpy(&structure, data.bytes.data(), sizeof structure);
  return structure;
}
