// Owns: the table of D1's types as ODBC sees them, and the sizes and codes of ODBC's types (appendix D). Never: reads a
// declaration (type_declaration.cpp does), values, buffers.
#include "value/column_type.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>

#include "value/wide_character.h"

namespace d1odbc {

namespace {

// The greatest n of VARCHAR(n) and the like that SQLGetTypeInfo tells; SQLite itself enforces none.
constexpr std::uint32_t bounded_maximum = 65535;
// The size of a bounded character or binary type of which only the type is known.
constexpr SQLULEN bounded_default = 255;
// NUMERIC affinity stores fractions as doubles, and 15 decimal digits survive a double.
constexpr SQLSMALLINT exact_digits = 15;
// The driver carries nanoseconds (SQL_TIMESTAMP_STRUCT.fraction); programs read here how many digits they may send.
constexpr std::uint32_t timestamp_maximum = 29;
constexpr SQLSMALLINT most_fraction_digits = 9;
constexpr std::uint32_t time_size = 8;  // hh:mm:ss
constexpr std::uint32_t time_maximum = 18;
// What SQLite's own functions write: YYYY-MM-DD HH:MM:SS.SSS.
constexpr SQLSMALLINT timestamp_default_digits = 3;

constexpr std::uint32_t long_size = 0;  // the keyword LongSize decides

// Literals are those of D1's SQL: 'text', X'0A', '2024-01-31'.
constexpr TypeFacts character(SQLSMALLINT sql_type, std::string_view name, std::uint32_t size,
                              std::string_view parameters = {}) {
  return {.sql_type = sql_type,
          .name = name,
          .column_size = size,
          .literal_prefix = "'",
          .literal_suffix = "'",
          .create_params = parameters,
          .case_sensitive = true,
          .searchable = SQL_SEARCHABLE,
          .is_unsigned = {},
          .auto_unique = false,
          .minimum_scale = {},
          .maximum_scale = {},
          .radix = {}};
}

constexpr TypeFacts binary(SQLSMALLINT sql_type, std::string_view name, std::uint32_t size,
                           std::string_view parameters = {}) {
  TypeFacts facts = character(sql_type, name, size, parameters);
  facts.literal_prefix = "X'";
  facts.case_sensitive = false;
  facts.searchable = SQL_PRED_BASIC;  // LIKE reads a BLOB as text
  return facts;
}

constexpr TypeFacts quoted(SQLSMALLINT sql_type, std::string_view name, std::uint32_t size,
                           std::optional<SQLSMALLINT> most_digits = {}) {
  TypeFacts facts = character(sql_type, name, size);
  facts.case_sensitive = false;
  if (most_digits) facts.minimum_scale = 0;
  facts.maximum_scale = most_digits;
  return facts;
}

// Approximate numbers have radix 10 too, since their size is told in decimal digits (15), as in SQLColumns.
constexpr TypeFacts number(SQLSMALLINT sql_type, std::string_view name, std::uint32_t digits,
                           std::optional<SQLSMALLINT> most_scale, std::string_view parameters = {}) {
  TypeFacts facts = quoted(sql_type, name, digits, most_scale);
  facts.literal_prefix = facts.literal_suffix = {};
  facts.create_params = parameters;
  facts.searchable = SQL_PRED_BASIC;
  facts.is_unsigned = sql_type == SQL_BIT;
  facts.auto_unique = sql_type == SQL_BIGINT && name == "INTEGER";
  facts.radix = SQLSMALLINT{10};
  return facts;
}

// Ordered by DATA_TYPE, then by closeness. Narrow and wide rows share D1's name: the difference is the program's, not
// the data source's. INTEGER comes after BIGINT because it can count by itself (the reference puts such types last).
constexpr std::array type_table = {
    // DATA_TYPE, TYPE_NAME, COLUMN_SIZE, greatest scale or CREATE_PARAMS
    quoted(SQL_GUID, "UUID", 36),
    character(SQL_WLONGVARCHAR, "TEXT", long_size),
    character(SQL_WLONGVARCHAR, "JSON", long_size),
    character(SQL_WVARCHAR, "VARCHAR", bounded_maximum, "length"),
    character(SQL_WCHAR, "CHAR", bounded_maximum, "length"),
    number(SQL_BIT, "BOOLEAN", 1, 0),
    number(SQL_TINYINT, "TINYINT", 3, 0),
    number(SQL_BIGINT, "BIGINT", 19, 0),
    number(SQL_BIGINT, "INTEGER", 19, 0),
    binary(SQL_LONGVARBINARY, "BLOB", long_size),
    binary(SQL_VARBINARY, "VARBINARY", bounded_maximum, "length"),
    binary(SQL_BINARY, "BINARY", bounded_maximum, "length"),
    character(SQL_LONGVARCHAR, "TEXT", long_size),
    character(SQL_LONGVARCHAR, "JSON", long_size),
    character(SQL_CHAR, "CHAR", bounded_maximum, "length"),
    number(SQL_NUMERIC, "NUMERIC", exact_digits, exact_digits, "precision,scale"),
    number(SQL_DECIMAL, "DECIMAL", exact_digits, exact_digits, "precision,scale"),
    number(SQL_INTEGER, "INT", 10, 0),
    number(SQL_SMALLINT, "SMALLINT", 5, 0),
    number(SQL_DOUBLE, "REAL", 15, {}),
    number(SQL_DOUBLE, "DOUBLE", 15, {}),
    number(SQL_DOUBLE, "FLOAT", 15, {}),
    character(SQL_VARCHAR, "VARCHAR", bounded_maximum, "length"),
    quoted(SQL_TYPE_DATE, "DATE", 10),
    quoted(SQL_TYPE_TIME, "TIME", time_maximum, most_fraction_digits),
    quoted(SQL_TYPE_TIMESTAMP, "DATETIME", timestamp_maximum, most_fraction_digits),
    quoted(SQL_TYPE_TIMESTAMP, "TIMESTAMP", timestamp_maximum, most_fraction_digits),
};

// Appendix D for the types whose sizes do not depend on the column. SQL_BIGINT counts as characters in transfer, which
// holds the 8 bytes of an integer as well. Exact and approximate numbers that no column has (SQL_REAL, SQL_FLOAT) are
// here because parameters may be bound with them; so is a name for those that the type table has not.
struct FixedSizes {
  SQLSMALLINT sql_type;
  std::string_view name;
  SQLULEN column_size;
  SQLLEN display_size;
  SQLLEN octets;
};

constexpr std::array fixed_sizes = {
    FixedSizes{SQL_BIT, "BOOLEAN", 1, 1, 1},       FixedSizes{SQL_TINYINT, "TINYINT", 3, 4, 1},
    FixedSizes{SQL_SMALLINT, "SMALLINT", 5, 6, 2}, FixedSizes{SQL_INTEGER, "INT", 10, 11, 4},
    FixedSizes{SQL_BIGINT, "BIGINT", 19, 20, 20},  FixedSizes{SQL_REAL, "REAL", 7, 14, 4},
    FixedSizes{SQL_FLOAT, "FLOAT", 15, 24, 8},     FixedSizes{SQL_DOUBLE, "REAL", 15, 24, 8},
    FixedSizes{SQL_TYPE_DATE, "DATE", 10, 10, 6},  FixedSizes{SQL_GUID, "UUID", 36, 36, 16},
};

constexpr const FixedSizes* find_fixed(SQLSMALLINT sql_type) noexcept {
  const auto* const row = std::ranges::find(fixed_sizes, sql_type, &FixedSizes::sql_type);
  return row == fixed_sizes.end() ? nullptr : row;
}

// ODBC 2 and ODBC 3 codes of the datetime types, and the interval code of the latter.
struct DatetimeCodes {
  SQLSMALLINT odbc2;
  SQLSMALLINT odbc3;
  SQLSMALLINT code;
};

constexpr std::array datetime_codes = {
    DatetimeCodes{SQL_DATE, SQL_TYPE_DATE, SQL_CODE_DATE},
    DatetimeCodes{SQL_TIME, SQL_TYPE_TIME, SQL_CODE_TIME},
    DatetimeCodes{SQL_TIMESTAMP, SQL_TYPE_TIMESTAMP, SQL_CODE_TIMESTAMP},
};

// Interval types are numbered 100 + their code (SQL_CODE_YEAR is 1, SQL_CODE_MINUTE_TO_SECOND is 13).
constexpr SQLSMALLINT interval_base = 100;

constexpr bool is_interval(SQLSMALLINT concise) noexcept {
  return concise >= SQL_INTERVAL_YEAR && concise <= SQL_INTERVAL_MINUTE_TO_SECOND;
}

constexpr SQLLEN interval_octets = 34;
constexpr SQLLEN time_octets = 6;
constexpr SQLLEN timestamp_octets = 16;
constexpr SQLLEN utf8_bytes_per_character = 4;

/// `size` times `factor`, held within 32 bits: many programs keep lengths in an SQLINTEGER.
SQLLEN scaled(SQLULEN size, SQLLEN factor) noexcept {
  constexpr SQLULEN limit = std::numeric_limits<std::int32_t>::max();
  return static_cast<SQLLEN>(std::min(std::min(size, limit) * static_cast<SQLULEN>(factor), limit));
}

constexpr bool is_long(SQLSMALLINT concise) noexcept {
  return concise == SQL_LONGVARCHAR || concise == SQL_WLONGVARCHAR || concise == SQL_LONGVARBINARY;
}

constexpr bool is_decimal(SQLSMALLINT concise) noexcept { return concise == SQL_DECIMAL || concise == SQL_NUMERIC; }

}  // namespace

std::span<const TypeFacts> all_types() noexcept { return type_table; }

const TypeFacts* find_type(SQLSMALLINT sql_type) noexcept {
  const auto* const row = std::ranges::find(type_table, sql_type, &TypeFacts::sql_type);
  return row == type_table.end() ? nullptr : row;
}

ColumnType unknown_type(const TypeOptions& options) {
  return default_type(options.wide ? SQL_WLONGVARCHAR : SQL_LONGVARCHAR, options);
}

SQLSMALLINT told_type(SQLSMALLINT sql_type, const TypeOptions& options) noexcept {
  return sql_type == SQL_BIGINT && options.narrow_integers ? SQLSMALLINT{SQL_INTEGER} : sql_type;
}

ColumnType default_type(SQLSMALLINT asked, const TypeOptions& options) {
  const SQLSMALLINT sql_type = told_type(asked, options);
  ColumnType type{.sql_type = sql_type, .name = {}, .size = 0, .digits = 0};
  if (const TypeFacts* const facts = find_type(sql_type)) type.name = facts->name;
  if (const FixedSizes* const fixed = find_fixed(sql_type)) {
    type.size = fixed->column_size;
    if (type.name.empty()) type.name = fixed->name;
  } else if (is_long(sql_type)) {
    type.size = options.long_size;
  } else if (is_character(sql_type) || is_binary(sql_type)) {
    type.size = bounded_default;
  } else if (is_decimal(sql_type)) {
    type.size = exact_digits;
  } else if (sql_type == SQL_TYPE_TIME) {
    type.size = time_size;
  } else if (sql_type == SQL_TYPE_TIMESTAMP) {
    type.digits = timestamp_default_digits;
    type.size = 20U + static_cast<SQLULEN>(timestamp_default_digits);  // yyyy-mm-dd hh:mm:ss.fff
  }
  return type;
}

SQLLEN display_size(const ColumnType& type) noexcept {
  if (const FixedSizes* const fixed = find_fixed(type.sql_type)) return fixed->display_size;
  if (is_binary(type.sql_type)) return scaled(type.size, 2);       // two hexadecimal digits a byte
  if (is_decimal(type.sql_type)) return scaled(type.size, 1) + 2;  // sign and decimal point
  if (is_interval(type.sql_type)) return SQL_NO_TOTAL;
  return scaled(type.size, 1);
}

SQLLEN octet_length(const ColumnType& type) noexcept {
  if (const FixedSizes* const fixed = find_fixed(type.sql_type)) return fixed->octets;
  if (is_wide_character(type.sql_type)) return scaled(type.size, static_cast<SQLLEN>(wide_character_bytes));
  if (is_character(type.sql_type)) return scaled(type.size, utf8_bytes_per_character);
  if (is_decimal(type.sql_type)) return scaled(type.size, 1) + 2;  // sent as characters: sign and decimal point
  if (type.sql_type == SQL_TYPE_TIME) return time_octets;
  if (type.sql_type == SQL_TYPE_TIMESTAMP) return timestamp_octets;
  if (is_interval(type.sql_type)) return interval_octets;
  return scaled(type.size, 1);
}

SQLSMALLINT verbose_type(SQLSMALLINT concise) noexcept {
  if (is_interval(concise)) return SQL_INTERVAL;
  const bool datetime = std::ranges::find(datetime_codes, concise, &DatetimeCodes::odbc3) != datetime_codes.end();
  return datetime ? SQLSMALLINT{SQL_DATETIME} : concise;
}

SQLSMALLINT interval_code(SQLSMALLINT concise) noexcept {
  if (is_interval(concise)) return static_cast<SQLSMALLINT>(concise - interval_base);
  const auto* const row = std::ranges::find(datetime_codes, concise, &DatetimeCodes::odbc3);
  return row == datetime_codes.end() ? SQLSMALLINT{0} : row->code;
}

SQLSMALLINT modern_type(SQLSMALLINT concise) noexcept {
  const auto* const row = std::ranges::find(datetime_codes, concise, &DatetimeCodes::odbc2);
  return row == datetime_codes.end() ? concise : row->odbc3;
}

SQLSMALLINT odbc2_type(SQLSMALLINT concise) noexcept {
  const auto* const row = std::ranges::find(datetime_codes, concise, &DatetimeCodes::odbc3);
  return row == datetime_codes.end() ? concise : row->odbc2;
}

bool is_character(SQLSMALLINT concise) noexcept {
  return concise == SQL_CHAR || concise == SQL_VARCHAR || concise == SQL_LONGVARCHAR || is_wide_character(concise);
}

bool is_wide_character(SQLSMALLINT concise) noexcept {
  return concise == SQL_WCHAR || concise == SQL_WVARCHAR || concise == SQL_WLONGVARCHAR;
}

bool is_binary(SQLSMALLINT concise) noexcept {
  return concise == SQL_BINARY || concise == SQL_VARBINARY || concise == SQL_LONGVARBINARY;
}

bool is_number(SQLSMALLINT concise) noexcept {
  constexpr std::array numbers = {SQL_BIT,     SQL_TINYINT, SQL_SMALLINT, SQL_INTEGER, SQL_BIGINT,
                                  SQL_DECIMAL, SQL_NUMERIC, SQL_REAL,     SQL_FLOAT,   SQL_DOUBLE};
  return std::ranges::find(numbers, concise) != numbers.end();
}

}  // namespace d1odbc
