// Owns: the conversions of single C families that read_parameter chooses from. Never: the choice.
#pragma once

#include "convert/decimal_text.h"
#include "convert/interval_text.h"
#include "convert/parameter.h"
#include "error/sqlstate.h"

namespace d1odbc {

/// Text (UTF-8) as a value of the SQL type.
/// https://learn.microsoft.com/sql/odbc/reference/appendixes/c-to-sql-character
[[nodiscard]] Value parameter_from_text(std::string_view utf8, SQLSMALLINT sql_type);

/// Binary data: as it is for binary types, UTF-8 for character types, else the memory of the SQL type's default C type.
/// 22003 when its length is another. SQL_GUID: 16 bytes in the text's order, or text. …/c-to-sql-binary
[[nodiscard]] Value parameter_from_binary(const ParameterData& data);

/// SQL_C integers, bits and floating-point numbers. …/c-to-sql-numeric, …/c-to-sql-bit
[[nodiscard]] Value parameter_from_number(const ParameterData& data);

/// SQL_C_TYPE_DATE, _TIME, _TIMESTAMP. …/c-to-sql-date, …/c-to-sql-time, …/c-to-sql-timestamp
[[nodiscard]] Value parameter_from_datetime(const ParameterData& data);

/// SQL_C_NUMERIC. The scale is that of the buffer's record when that was set (it has not its default of 38 digits and
/// scale 0), else the structure's own. …/c-to-sql-numeric
[[nodiscard]] Value parameter_from_numeric(const ParameterData& data);

/// A decimal number for a number, character or interval type: a fraction is cut for integers, whole digits are not
/// (22003), nor digits of SQL_DECIMAL.
[[nodiscard]] Value decimal_parameter(const Decimal& decimal, SQLSMALLINT sql_type);

/// SQL_DECIMAL and SQL_NUMERIC: an integer of 64 bits where it is one, as SQLite's NUMERIC affinity has it, else a
/// double. `when_lost` when neither keeps the number.
[[nodiscard]] Value exact_parameter(const Decimal& decimal, State when_lost);

/// SQL_C_GUID: lower-case text, for binary types 16 bytes in the text's order. …/c-to-sql-guid
[[nodiscard]] Value parameter_from_guid(const ParameterData& data);

/// The SQL_C_INTERVAL_… types: text of the fields, for exact numbers the value of the only field.
/// …/c-to-sql-year-month-intervals, …/c-to-sql-day-time-intervals
[[nodiscard]] Value parameter_from_interval(const ParameterData& data);

/// A text as text of an SQL interval type's fields. 22018 when it is no interval, 22015 when one of its fields is lost.
[[nodiscard]] Value interval_parameter(std::string_view text, const IntervalType& type);

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
