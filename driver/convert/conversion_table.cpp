// Owns: the table of conversions, its notes and the groups of types. Never: values.
#include "convert/conversion_table.h"

#include <algorithm>

#include "convert/interval_text.h"

namespace d1odbc {

namespace {

#define D1ODBC_SQL_TYPE(code, group) \
  SqlTypeFacts { code, #code, SqlGroup::group }

constexpr std::array sql_types = {
    D1ODBC_SQL_TYPE(SQL_CHAR, Character),
    D1ODBC_SQL_TYPE(SQL_VARCHAR, Character),
    D1ODBC_SQL_TYPE(SQL_LONGVARCHAR, Character),
    D1ODBC_SQL_TYPE(SQL_WCHAR, Character),
    D1ODBC_SQL_TYPE(SQL_WVARCHAR, Character),
    D1ODBC_SQL_TYPE(SQL_WLONGVARCHAR, Character),
    D1ODBC_SQL_TYPE(SQL_DECIMAL, Exact),
    D1ODBC_SQL_TYPE(SQL_NUMERIC, Exact),
    D1ODBC_SQL_TYPE(SQL_TINYINT, Exact),
    D1ODBC_SQL_TYPE(SQL_SMALLINT, Exact),
    D1ODBC_SQL_TYPE(SQL_INTEGER, Exact),
    D1ODBC_SQL_TYPE(SQL_BIGINT, Exact),
    D1ODBC_SQL_TYPE(SQL_REAL, Approximate),
    D1ODBC_SQL_TYPE(SQL_FLOAT, Approximate),
    D1ODBC_SQL_TYPE(SQL_DOUBLE, Approximate),
    D1ODBC_SQL_TYPE(SQL_BIT, Bit),
    D1ODBC_SQL_TYPE(SQL_BINARY, Binary),
    D1ODBC_SQL_TYPE(SQL_VARBINARY, Binary),
    D1ODBC_SQL_TYPE(SQL_LONGVARBINARY, Binary),
    D1ODBC_SQL_TYPE(SQL_TYPE_DATE, Date),
    D1ODBC_SQL_TYPE(SQL_TYPE_TIME, Time),
    D1ODBC_SQL_TYPE(SQL_TYPE_TIMESTAMP, Timestamp),
    D1ODBC_SQL_TYPE(SQL_GUID, Guid),
    D1ODBC_SQL_TYPE(SQL_INTERVAL_YEAR, YearMonthField),
    D1ODBC_SQL_TYPE(SQL_INTERVAL_MONTH, YearMonthField),
    D1ODBC_SQL_TYPE(SQL_INTERVAL_YEAR_TO_MONTH, YearMonthFields),
    D1ODBC_SQL_TYPE(SQL_INTERVAL_DAY, DayTimeField),
    D1ODBC_SQL_TYPE(SQL_INTERVAL_HOUR, DayTimeField),
    D1ODBC_SQL_TYPE(SQL_INTERVAL_MINUTE, DayTimeField),
    D1ODBC_SQL_TYPE(SQL_INTERVAL_SECOND, DayTimeField),
    D1ODBC_SQL_TYPE(SQL_INTERVAL_DAY_TO_HOUR, DayTimeFields),
    D1ODBC_SQL_TYPE(SQL_INTERVAL_DAY_TO_MINUTE, DayTimeFields),
    D1ODBC_SQL_TYPE(SQL_INTERVAL_DAY_TO_SECOND, DayTimeFields),
    D1ODBC_SQL_TYPE(SQL_INTERVAL_HOUR_TO_MINUTE, DayTimeFields),
    D1ODBC_SQL_TYPE(SQL_INTERVAL_HOUR_TO_SECOND, DayTimeFields),
    D1ODBC_SQL_TYPE(SQL_INTERVAL_MINUTE_TO_SECOND, DayTimeFields),
};

#undef D1ODBC_SQL_TYPE

constexpr std::array<std::string_view, sql_group_count> group_names = {
    "character", "exact number", "approximate", "BIT",           "binary",       "DATE",     "TIME",
    "TIMESTAMP", "GUID",         "YEAR, MONTH", "YEAR TO MONTH", "DAY … SECOND", "DAY TO …",
};

// The rows, in the order of the table.
enum Row : std::size_t {
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
  YearMonthField,
  YearMonthFields,
  DayTimeField,
  DayTimeFields,
};

// Columns: character, exact number, approximate, BIT, binary, date, time, timestamp, GUID, intervals of year and month
// (one field, several), of day and time (one field, several). First results, then parameters.
// clang-format off
constexpr std::array conversions = {
    ConversionRow{"`SQL_C_CHAR`",
                  {"+", "+a", "+a", "+ab", "+", "+a", "+ac", "+a", "+a", "-d", "-d", "-d", "-d"},
                  {"+e", "+f", "+g", "+", "+e", "+", "+c", "+", "+h", "+", "+", "+", "+"}},
    ConversionRow{"`SQL_C_WCHAR`",
                  {"+", "+a", "+a", "+ab", "+", "+a", "+ac", "+a", "+a", "-d", "-d", "-d", "-d"},
                  {"+e", "+f", "+g", "+", "+e", "+", "+c", "+", "+h", "+", "+", "+", "+"}},
    ConversionRow{"`SQL_C_BINARY`",
                  {"+", "+ai", "+ai", "+ai", "+", "+ai", "+ai", "+ai", "+aj", "-d", "-d", "-d", "-d"},
                  {"+e", "+fi", "+i", "+i", "+e", "+i", "+i", "+i", "+j", "-", "-", "-", "-"}},
    ConversionRow{"integers",
                  {"+", "+", "+", "+b", "-", "-", "-", "-", "-", "-d", "-", "-d", "-"},
                  {"+e", "+fk", "+", "+", "-", "-", "-", "-", "-", "+", "-", "+", "-"}},
    ConversionRow{"`SQL_C_BIT`",
                  {"+", "+", "+", "+b", "-", "-", "-", "-", "-", "-", "-", "-", "-"},
                  {"+e", "+", "+", "+", "-", "-", "-", "-", "-", "-", "-", "-", "-"}},
    ConversionRow{"`SQL_C_FLOAT`, `SQL_C_DOUBLE`",
                  {"+", "+", "+", "+b", "-", "-", "-", "-", "-", "-", "-", "-", "-"},
                  {"+e", "+k", "+g", "+", "-", "-", "-", "-", "-", "-", "-", "-", "-"}},
    ConversionRow{"`SQL_C_NUMERIC`",
                  {"+", "+", "+", "+b", "-", "-", "-", "-", "-", "-d", "-", "-d", "-"},
                  {"+e", "+fk", "+g", "+", "-", "-", "-", "-", "-", "+", "-", "+", "-"}},
    ConversionRow{"`SQL_C_TYPE_DATE`",
                  {"+", "-", "-", "-", "-", "+", "-", "+", "-", "-", "-", "-", "-"},
                  {"+e", "-", "-", "-", "-", "+", "-", "+", "-", "-", "-", "-", "-"}},
    ConversionRow{"`SQL_C_TYPE_TIME`",
                  {"+", "-", "-", "-", "-", "-", "+", "+", "-", "-", "-", "-", "-"},
                  {"+e", "-", "-", "-", "-", "-", "+", "+", "-", "-", "-", "-", "-"}},
    ConversionRow{"`SQL_C_TYPE_TIMESTAMP`",
                  {"+", "-", "-", "-", "-", "+", "+", "+", "-", "-", "-", "-", "-"},
                  {"+e", "-", "-", "-", "-", "+", "+", "+", "-", "-", "-", "-", "-"}},
    ConversionRow{"`SQL_C_GUID`",
                  {"+", "-", "-", "-", "+j", "-", "-", "-", "+", "-", "-", "-", "-"},
                  {"+e", "-", "-", "-", "+j", "-", "-", "-", "+", "-", "-", "-", "-"}},
    ConversionRow{"intervals `YEAR`, `MONTH`",
                  {"+", "+", "-", "-", "-", "-", "-", "-", "-", "-d", "-d", "-", "-"},
                  {"+e", "+k", "-", "-", "-", "-", "-", "-", "-", "+", "+", "-", "-"}},
    ConversionRow{"interval `YEAR TO MONTH`",
                  {"+", "+l", "-", "-", "-", "-", "-", "-", "-", "-d", "-d", "-", "-"},
                  {"+e", "-", "-", "-", "-", "-", "-", "-", "-", "+", "+", "-", "-"}},
    ConversionRow{"intervals `DAY`, `HOUR`, `MINUTE`, `SECOND`",
                  {"+", "+", "-", "-", "-", "-", "-", "-", "-", "-", "-", "-d", "-d"},
                  {"+e", "+k", "-", "-", "-", "-", "-", "-", "-", "-", "-", "+", "+"}},
    ConversionRow{"intervals `DAY TO HOUR` … `MINUTE TO SECOND`",
                  {"+", "+l", "-", "-", "-", "-", "-", "-", "-", "-", "-", "-d", "-d"},
                  {"+e", "-", "-", "-", "-", "-", "-", "-", "-", "-", "-", "+", "+"}},
};

constexpr std::array notes = {
    ConversionNote{'a', "`SQLGetData` with a buffer that has no room at all gives `01004` and the length, where the tables have `22003`: "
                        "programs ask for the length so."},
    ConversionNote{'b', "SQLite lets a BOOLEAN column hold any value, so its text can be other than `0` and `1`, and a value may be too "
                        "large (`22003`) or no number (`22018`)."},
    ConversionNote{'c', "Text keeps the fraction of a second, which D1 stores; the tables have none for a time."},
    ConversionNote{'d', "D1 has no interval types, so no column is described as one. Intervals are stored as text, and numbers of one field."},
    ConversionNote{'e', "The column size of a parameter is not enforced (`22001`): SQLite enforces no length either."},
    ConversionNote{'f', "D1 has no exact decimals: `SQL_DECIMAL` and `SQL_NUMERIC` become a 64-bit integer or a double. Digits that this "
                        "would lose are refused, `22001` for text and `22003` for numbers; bind such a value as `SQL_VARCHAR` to keep "
                        "them."},
    ConversionNote{'g', "D1's reals are doubles; `SQL_REAL` takes their whole range. More digits than a double has are rounded, as the "
                        "tables allow."},
    ConversionNote{'h', "Text for `SQL_GUID` must be a GUID (`22018`), and is stored as it was given."},
    ConversionNote{'i', "Binary data is the memory of the default C type: 8 bytes for `SQL_BIGINT` or `SQL_DOUBLE`, a structure for dates "
                        "and times. For `SQL_DECIMAL` and `SQL_NUMERIC` it is text; a parameter may be an `SQL_NUMERIC_STRUCT` too. A "
                        "cell that this form cannot hold whole is `22003`, not cut."},
    ConversionNote{'j', "A GUID as binary data is its 16 bytes in the order of the text's digits (RFC 9562), as SQLite's `uuid_blob` "
                        "writes them. The tables lack these pairs, all but reading a GUID as `SQL_C_BINARY`; programs keep GUIDs so."},
    ConversionNote{'k', "The narrow integer types take their unsigned values too (`SQL_TINYINT` -128 to 255). A fraction is cut for an "
                        "integer type without the optional `01S07`."},
    ConversionNote{'l', "Always `22015`, as the tables have it: a number is an interval of one field only."},
};
// clang-format on

Row interval_row(const IntervalType& type) noexcept {
  if (type.is_year_month()) return type.has_one_field() ? YearMonthField : YearMonthFields;
  return type.has_one_field() ? DayTimeField : DayTimeFields;
}

Row row_of(const CTypeFacts& c_type) noexcept {
  switch (c_type.family) {
    case CFamily::Character:
      return Character;
    case CFamily::WideCharacter:
      return WideCharacter;
    case CFamily::Binary:
      return Binary;
    case CFamily::Integer:
      return Integer;
    case CFamily::Bit:
      return Bit;
    case CFamily::Floating:
      return Floating;
    case CFamily::Numeric:
      return Numeric;
    case CFamily::Date:
      return Date;
    case CFamily::Time:
      return Time;
    case CFamily::Timestamp:
      return Timestamp;
    case CFamily::Guid:
      return Guid;
    case CFamily::Interval:
      return interval_row(*find_interval(c_type.c_type));
  }
  return Character;
}

bool exists(const ConversionCells& cells, SQLSMALLINT sql_type) noexcept {
  const SqlTypeFacts* facts = find_sql_type(sql_type);
  return facts != nullptr && cells[static_cast<std::size_t>(facts->group)].starts_with('+');
}

}  // namespace

std::span<const SqlTypeFacts> all_sql_types() noexcept { return sql_types; }

const SqlTypeFacts* find_sql_type(SQLSMALLINT sql_type) noexcept {
  const auto found = std::ranges::find(sql_types, sql_type, &SqlTypeFacts::sql_type);
  return found == sql_types.end() ? nullptr : &*found;
}

std::span<const std::string_view, sql_group_count> sql_group_names() noexcept { return group_names; }
std::span<const ConversionRow> conversion_rows() noexcept { return conversions; }
std::span<const ConversionNote> conversion_notes() noexcept { return notes; }

const ConversionRow& conversions_of(const CTypeFacts& c_type) noexcept { return conversions[row_of(c_type)]; }

bool can_fetch(const CTypeFacts& c_type, SQLSMALLINT sql_type) noexcept {
  return exists(conversions_of(c_type).from_sql, sql_type);
}

bool can_convert(const CTypeFacts& c_type, SQLSMALLINT sql_type) noexcept {
  return exists(conversions_of(c_type).to_sql, sql_type);
}

}  // namespace d1odbc
