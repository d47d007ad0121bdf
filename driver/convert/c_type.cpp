// Owns: the table of C types and of their defaults. Never: buffers.
#include "convert/c_type.h"

#include <algorithm>
#include <array>

namespace d1odbc {

namespace {

#define D1ODBC_C_TYPE(code, family, size) \
  CTypeFacts { code, #code, CFamily::family, size }

constexpr std::array c_types = {
    D1ODBC_C_TYPE(SQL_C_CHAR, Character, 0),
    D1ODBC_C_TYPE(SQL_C_WCHAR, WideCharacter, 0),
    D1ODBC_C_TYPE(SQL_C_BINARY, Binary, 0),
    D1ODBC_C_TYPE(SQL_C_LONG, Integer, sizeof(SQLINTEGER)),
    D1ODBC_C_TYPE(SQL_C_SLONG, Integer, sizeof(SQLINTEGER)),
    D1ODBC_C_TYPE(SQL_C_ULONG, Integer, sizeof(SQLUINTEGER)),
    D1ODBC_C_TYPE(SQL_C_SHORT, Integer, sizeof(SQLSMALLINT)),
    D1ODBC_C_TYPE(SQL_C_SSHORT, Integer, sizeof(SQLSMALLINT)),
    D1ODBC_C_TYPE(SQL_C_USHORT, Integer, sizeof(SQLUSMALLINT)),
    D1ODBC_C_TYPE(SQL_C_TINYINT, Integer, 1),
    D1ODBC_C_TYPE(SQL_C_STINYINT, Integer, 1),
    D1ODBC_C_TYPE(SQL_C_UTINYINT, Integer, 1),
    D1ODBC_C_TYPE(SQL_C_SBIGINT, Integer, sizeof(SQLBIGINT)),
    D1ODBC_C_TYPE(SQL_C_UBIGINT, Integer, sizeof(SQLUBIGINT)),
    D1ODBC_C_TYPE(SQL_C_BIT, Bit, 1),
    D1ODBC_C_TYPE(SQL_C_FLOAT, Floating, sizeof(SQLREAL)),
    D1ODBC_C_TYPE(SQL_C_DOUBLE, Floating, sizeof(SQLDOUBLE)),
    D1ODBC_C_TYPE(SQL_C_NUMERIC, Numeric, sizeof(SQL_NUMERIC_STRUCT)),
    D1ODBC_C_TYPE(SQL_C_DATE, Date, sizeof(SQL_DATE_STRUCT)),
    D1ODBC_C_TYPE(SQL_C_TYPE_DATE, Date, sizeof(SQL_DATE_STRUCT)),
    D1ODBC_C_TYPE(SQL_C_TIME, Time, sizeof(SQL_TIME_STRUCT)),
    D1ODBC_C_TYPE(SQL_C_TYPE_TIME, Time, sizeof(SQL_TIME_STRUCT)),
    D1ODBC_C_TYPE(SQL_C_TIMESTAMP, Timestamp, sizeof(SQL_TIMESTAMP_STRUCT)),
    D1ODBC_C_TYPE(SQL_C_TYPE_TIMESTAMP, Timestamp, sizeof(SQL_TIMESTAMP_STRUCT)),
    D1ODBC_C_TYPE(SQL_C_GUID, Guid, sizeof(SQLGUID)),
    D1ODBC_C_TYPE(SQL_C_INTERVAL_YEAR, Interval, sizeof(SQL_INTERVAL_STRUCT)),
    D1ODBC_C_TYPE(SQL_C_INTERVAL_MONTH, Interval, sizeof(SQL_INTERVAL_STRUCT)),
    D1ODBC_C_TYPE(SQL_C_INTERVAL_DAY, Interval, sizeof(SQL_INTERVAL_STRUCT)),
    D1ODBC_C_TYPE(SQL_C_INTERVAL_HOUR, Interval, sizeof(SQL_INTERVAL_STRUCT)),
    D1ODBC_C_TYPE(SQL_C_INTERVAL_MINUTE, Interval, sizeof(SQL_INTERVAL_STRUCT)),
    D1ODBC_C_TYPE(SQL_C_INTERVAL_SECOND, Interval, sizeof(SQL_INTERVAL_STRUCT)),
    D1ODBC_C_TYPE(SQL_C_INTERVAL_YEAR_TO_MONTH, Interval, sizeof(SQL_INTERVAL_STRUCT)),
    D1ODBC_C_TYPE(SQL_C_INTERVAL_DAY_TO_HOUR, Interval, sizeof(SQL_INTERVAL_STRUCT)),
    D1ODBC_C_TYPE(SQL_C_INTERVAL_DAY_TO_MINUTE, Interval, sizeof(SQL_INTERVAL_STRUCT)),
    D1ODBC_C_TYPE(SQL_C_INTERVAL_DAY_TO_SECOND, Interval, sizeof(SQL_INTERVAL_STRUCT)),
    D1ODBC_C_TYPE(SQL_C_INTERVAL_HOUR_TO_MINUTE, Interval, sizeof(SQL_INTERVAL_STRUCT)),
    D1ODBC_C_TYPE(SQL_C_INTERVAL_HOUR_TO_SECOND, Interval, sizeof(SQL_INTERVAL_STRUCT)),
    D1ODBC_C_TYPE(SQL_C_INTERVAL_MINUTE_TO_SECOND, Interval, sizeof(SQL_INTERVAL_STRUCT)),
};

#undef D1ODBC_C_TYPE

struct DefaultCType {
  SQLSMALLINT sql_type;
  SQLSMALLINT c_type;
};
constexpr std::array defaults = {
    DefaultCType{SQL_CHAR, SQL_C_CHAR},
    DefaultCType{SQL_VARCHAR, SQL_C_CHAR},
    DefaultCType{SQL_LONGVARCHAR, SQL_C_CHAR},
    DefaultCType{SQL_WCHAR, SQL_C_WCHAR},
    DefaultCType{SQL_WVARCHAR, SQL_C_WCHAR},
    DefaultCType{SQL_WLONGVARCHAR, SQL_C_WCHAR},
    DefaultCType{SQL_DECIMAL, SQL_C_CHAR},
    DefaultCType{SQL_NUMERIC, SQL_C_CHAR},
    DefaultCType{SQL_BIT, SQL_C_BIT},
    DefaultCType{SQL_TINYINT, SQL_C_STINYINT},
    DefaultCType{SQL_SMALLINT, SQL_C_SSHORT},
    DefaultCType{SQL_INTEGER, SQL_C_SLONG},
    DefaultCType{SQL_BIGINT, SQL_C_SBIGINT},
    DefaultCType{SQL_REAL, SQL_C_FLOAT},
    DefaultCType{SQL_FLOAT, SQL_C_DOUBLE},
    DefaultCType{SQL_DOUBLE, SQL_C_DOUBLE},
    DefaultCType{SQL_BINARY, SQL_C_BINARY},
    DefaultCType{SQL_VARBINARY, SQL_C_BINARY},
    DefaultCType{SQL_LONGVARBINARY, SQL_C_BINARY},
    DefaultCType{SQL_TYPE_DATE, SQL_C_TYPE_DATE},
    DefaultCType{SQL_TYPE_TIME, SQL_C_TYPE_TIME},
    DefaultCType{SQL_TYPE_TIMESTAMP, SQL_C_TYPE_TIMESTAMP},
    DefaultCType{SQL_DATE, SQL_C_DATE},
    DefaultCType{SQL_TIME, SQL_C_TIME},
    DefaultCType{SQL_TIMESTAMP, SQL_C_TIMESTAMP},
    DefaultCType{SQL_GUID, SQL_C_GUID},
};

}  // namespace

BufferForm default_form(SQLSMALLINT c_type) noexcept {
  constexpr SQLSMALLINT numeric_digits = 38;
  constexpr SQLSMALLINT second_digits = 6;
  constexpr SQLINTEGER leading_digits = 2;
  if (c_type == SQL_C_NUMERIC) return {.precision = numeric_digits};
  return {.precision = second_digits, .leading_precision = leading_digits};
}

std::span<const CTypeFacts> all_c_types() noexcept { return c_types; }

const CTypeFacts* find_c_type(SQLSMALLINT c_type) noexcept {
  const auto* const found = std::ranges::find(c_types, c_type, &CTypeFacts::c_type);
  return found == c_types.end() ? nullptr : found;
}

SQLSMALLINT default_c_type(SQLSMALLINT sql_type) noexcept {
  const auto* const found = std::ranges::find(defaults, sql_type, &DefaultCType::sql_type);
  // An interval's default C type has the same code as its SQL type.
  return found == defaults.end() ? sql_type : found->c_type;
}

}  // namespace d1odbc
