// Owns: the C data types of ODBC: one table. Never: converts.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace d1odbc {

enum class CFamily : std::uint8_t {
  Character,
  WideCharacter,
  Binary,
  Integer,
  Bit,
  Floating,
  Numeric,
  Date,
  Time,
  Timestamp,
  Guid,
  Interval,
};

struct CTypeFacts {
  SQLSMALLINT c_type;
  std::string_view name;
  CFamily family;
  std::size_t size;  // bytes of one value; 0: as long as the buffer says
};

/// Every C type ODBC 3.8 names (ODBC 2 codes included).
[[nodiscard]] std::span<const CTypeFacts> all_c_types() noexcept;

/// The row of a C type, or nullptr for a code ODBC does not know (HY003). SQL_C_DEFAULT has no row: see below.
[[nodiscard]] const CTypeFacts* find_c_type(SQLSMALLINT c_type) noexcept;

/// What SQL_C_DEFAULT means for a SQL type (appendix D, "Default C Data Types").
[[nodiscard]] SQLSMALLINT default_c_type(SQLSMALLINT sql_type) noexcept;

}  // namespace d1odbc
