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

/// What an application's descriptor record says of a buffer beyond its C type: for SQL_C_NUMERIC the digits and the
/// scale, for intervals the digits of the fraction of a second and those of the leading field (SQL_DESC_PRECISION,
/// SQL_DESC_SCALE, SQL_DESC_DATETIME_INTERVAL_PRECISION). Other C types do not read it.
struct BufferForm {
  SQLSMALLINT precision = 0;
  SQLSMALLINT scale = 0;
  SQLINTEGER leading_precision = 0;
};

/// The form of a C type that no record speaks of: 38 digits without a fraction; 2 digits of the leading field and
/// microseconds (appendix D, "Overriding Default Precision and Scale …", "Overriding Default Leading and Seconds
/// Precision …").
[[nodiscard]] BufferForm default_form(SQLSMALLINT c_type) noexcept;

/// Every C type ODBC 3.8 names (ODBC 2 codes included).
[[nodiscard]] std::span<const CTypeFacts> all_c_types() noexcept;

/// The row of a C type, or nullptr for a code ODBC does not know (HY003). SQL_C_DEFAULT has no row: see below.
[[nodiscard]] const CTypeFacts* find_c_type(SQLSMALLINT c_type) noexcept;

/// What SQL_C_DEFAULT means for a SQL type (appendix D, "Default C Data Types").
[[nodiscard]] SQLSMALLINT default_c_type(SQLSMALLINT sql_type) noexcept;

}  // namespace d1odbc
