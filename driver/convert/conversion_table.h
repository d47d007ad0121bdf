// Owns: which C type and which SQL type convert into each other, in both directions: one table, with the reasons where
// it is not appendix D's. Never: converts.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "convert/c_type.h"

namespace d1odbc {

/// SQL types that the tables of appendix D treat alike. Intervals are apart by their kind and by whether they have one
/// field or several.
enum class SqlGroup : std::uint8_t {
  Character,
  Exact,
  Approximate,
  Bit,
  Binary,
  Date,
  Time,
  Timestamp,
  Guid,
  YearMonthField,
  YearMonthFields,
  DayTimeField,
  DayTimeFields,
};
inline constexpr std::size_t sql_group_count = 13;

struct SqlTypeFacts {
  SQLSMALLINT sql_type;  // concise, ODBC 3
  std::string_view name;
  SqlGroup group;
};

/// One cell of the table: "+" the pair exists, "-" it does not; letters behind it name the notes that say where the
/// driver differs from the reference, or what the reference leaves to it.
using ConversionCells = std::array<std::string_view, sql_group_count>;

/// C types that the tables treat alike, and their pairs in the order of SqlGroup.
struct ConversionRow {
  std::string_view name;
  ConversionCells from_sql;  // results
  ConversionCells to_sql;    // parameters
};

struct ConversionNote {
  char letter;
  std::string_view reason;
};

/// Every concise SQL type of ODBC 3.
[[nodiscard]] std::span<const SqlTypeFacts> all_sql_types() noexcept;

/// The row of an SQL type (concise, ODBC 3); nullptr for a code that is none.
[[nodiscard]] const SqlTypeFacts* find_sql_type(SQLSMALLINT sql_type) noexcept;

/// The groups' names, in their order.
[[nodiscard]] std::span<const std::string_view, sql_group_count> sql_group_names() noexcept;

[[nodiscard]] std::span<const ConversionRow> conversion_rows() noexcept;
[[nodiscard]] std::span<const ConversionNote> conversion_notes() noexcept;

/// The row of a C type's group.
[[nodiscard]] const ConversionRow& conversions_of(const CTypeFacts& c_type) noexcept;

/// Whether a column that is described with this SQL type (concise, ODBC 3) can be read as the C type; else 07006 when
/// it is fetched. What a cell holds does not count: SQLite lets any column hold any value, and one that does not fit
/// the column's type is 22018.
/// https://learn.microsoft.com/sql/odbc/reference/appendixes/converting-data-from-sql-to-c-data-types
[[nodiscard]] bool can_fetch(const CTypeFacts& c_type, SQLSMALLINT sql_type) noexcept;

/// Whether a parameter of this C type can have this SQL type (concise, ODBC 3); else 07006 when it is bound.
/// https://learn.microsoft.com/sql/odbc/reference/appendixes/converting-data-from-c-to-sql-data-types
[[nodiscard]] bool can_convert(const CTypeFacts& c_type, SQLSMALLINT sql_type) noexcept;

}  // namespace d1odbc
