// Owns: what SQLGetInfo claims of the scalar functions inside {fn …}: read from the table that translates them, so that
// nothing is claimed that is not done. Never: the functions themselves (sql/scalar_functions has them).
#pragma once

#include <sql.h>
#include <sqlext.h>

#include <cstdint>

#include "sql/scalar_functions.h"

namespace d1odbc::claimed {

// What CONVERT makes sense of, by the family of its source: D1 would read a number as a Julian day for SQL_DATE, and
// puts the year 2000 before a time, where ODBC wants today.
inline constexpr std::uint32_t characters =
    SQL_CVT_CHAR | SQL_CVT_VARCHAR | SQL_CVT_LONGVARCHAR | SQL_CVT_WCHAR | SQL_CVT_WVARCHAR | SQL_CVT_WLONGVARCHAR;
inline constexpr std::uint32_t binaries = SQL_CVT_BINARY | SQL_CVT_VARBINARY | SQL_CVT_LONGVARBINARY;
inline constexpr std::uint32_t numbers = SQL_CVT_BIT | SQL_CVT_TINYINT | SQL_CVT_SMALLINT | SQL_CVT_INTEGER |
                                         SQL_CVT_BIGINT | SQL_CVT_DECIMAL | SQL_CVT_NUMERIC | SQL_CVT_REAL |
                                         SQL_CVT_FLOAT | SQL_CVT_DOUBLE;
inline constexpr std::uint32_t moments = SQL_CVT_DATE | SQL_CVT_TIME | SQL_CVT_TIMESTAMP;

inline constexpr std::uint32_t from_character = characters | binaries | numbers | moments | SQL_CVT_GUID;
inline constexpr std::uint32_t from_number = numbers | characters;
inline constexpr std::uint32_t from_binary = binaries | characters;
inline constexpr std::uint32_t from_date = SQL_CVT_DATE | SQL_CVT_TIMESTAMP | characters;
inline constexpr std::uint32_t from_time = SQL_CVT_TIME | characters;
inline constexpr std::uint32_t from_timestamp = moments | characters;
inline constexpr std::uint32_t from_guid = SQL_CVT_GUID | characters;

/// The SQL_FN_TSI_… bits of the intervals that TIMESTAMPADD takes; TIMESTAMPDIFF takes the same.
[[nodiscard]] inline std::uint32_t interval_bits() noexcept {
  std::uint32_t bits = 0;
  for (const TimestampInterval& interval : all_intervals()) bits |= interval.bit;
  return bits;
}

/// The SQL_CVT_… bits of the targets that CONVERT can write.
[[nodiscard]] inline std::uint32_t conversion_bits() noexcept {
  std::uint32_t bits = 0;
  for (const ConversionTarget& target : all_conversions()) bits |= target.bit;
  return bits;
}

}  // namespace d1odbc::claimed
