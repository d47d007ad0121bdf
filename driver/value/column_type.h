// Owns: what ODBC calls the types of D1's columns: one table, read by SQLDescribeCol, SQLColAttribute, SQLColumns,
// SQLGetTypeInfo and SQLDescribeParam, so that they agree. Never: values, buffers.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace d1odbc {

/// One data type as SQLGetTypeInfo shows it (its result columns, in the reference's words).
struct TypeFacts {
  SQLSMALLINT sql_type;             // DATA_TYPE, concise, ODBC 3
  std::string_view name;            // TYPE_NAME, a word D1 accepts in CREATE TABLE
  std::uint32_t column_size;        // COLUMN_SIZE; 0: the keyword LongSize decides
  std::string_view literal_prefix;  // "" for none
  std::string_view literal_suffix;
  std::string_view create_params;  // "" for none
  bool case_sensitive;
  SQLSMALLINT searchable;           // SQL_SEARCHABLE, SQL_PRED_BASIC, ...
  std::optional<bool> is_unsigned;  // empty: not a number
  bool auto_unique;                 // can count by itself: INTEGER
  std::optional<SQLSMALLINT> minimum_scale;
  std::optional<SQLSMALLINT> maximum_scale;
  std::optional<SQLSMALLINT> radix;  // NUM_PREC_RADIX
};

/// How an application wants types described.
struct TypeOptions {
  bool wide = false;             // SQL_WVARCHAR rather than SQL_VARCHAR: the application connected through W functions
  bool narrow_integers = false;  // SQL_INTEGER where it would be SQL_BIGINT: the keyword IntegerType
  std::uint32_t long_size = 65535;  // size told of types without a declared length
};

/// The type of one column or parameter: its concise SQL type with the sizes this column has.
struct ColumnType {
  SQLSMALLINT sql_type = SQL_VARCHAR;  // concise
  std::string name;                    // as declared in D1, else the table's name for the type
  SQLULEN size = 0;                    // column size: characters, digits or bytes (appendix D, "Column Size")
  SQLSMALLINT digits = 0;              // decimal digits
};

/// Every type of the table, in the order SQLGetTypeInfo gives them (by DATA_TYPE, then by closeness).
[[nodiscard]] std::span<const TypeFacts> all_types() noexcept;

/// The row whose DATA_TYPE is `sql_type` (wide and narrow character types both have one), or nullptr.
[[nodiscard]] const TypeFacts* find_type(SQLSMALLINT sql_type) noexcept;

/// What a declared type (`VARCHAR(20)`, `decimal(10,2)`, "" for none) is in ODBC. Never fails: unknown words follow
/// SQLite's rules of affinity. A text or binary type without a length, or longer than 65,535 and LongSize, is a long
/// type; DECIMAL and NUMERIC without a precision are SQL_DOUBLE, since they may hold any fraction.
[[nodiscard]] ColumnType type_of_declaration(std::string_view declared, const TypeOptions& options);

/// The type told of a column of which nothing is known: long text.
[[nodiscard]] ColumnType unknown_type(const TypeOptions& options);

/// The type an application is told in place of `sql_type`: SQL_INTEGER for SQL_BIGINT with `narrow_integers`.
[[nodiscard]] SQLSMALLINT told_type(SQLSMALLINT sql_type, const TypeOptions& options) noexcept;

/// A `ColumnType` for a concise SQL type (or the one told in its place) with its default sizes: 255 for bounded
/// character and binary types, LongSize for long ones, 15 digits for SQL_DECIMAL, milliseconds for SQL_TYPE_TIMESTAMP.
/// Intervals, which D1 has not, have size 0.
[[nodiscard]] ColumnType default_type(SQLSMALLINT sql_type, const TypeOptions& options);

/// SQL_DESC_DISPLAY_SIZE: characters needed to show any value (appendix D, "Display Size"). SQL_NO_TOTAL for intervals.
[[nodiscard]] SQLLEN display_size(const ColumnType& type) noexcept;

/// SQL_DESC_OCTET_LENGTH / BUFFER_LENGTH: bytes of the default C type (appendix D, "Transfer Octet Length"), without
/// the terminator. Narrow character types count 4 bytes of UTF-8 a character, wide ones those of an SQLWCHAR (2, under
/// iODBC 4); at most INT32_MAX.
[[nodiscard]] SQLLEN octet_length(const ColumnType& type) noexcept;

/// SQL_DESC_TYPE of a concise type: SQL_DATETIME or SQL_INTERVAL for the datetime and interval types.
[[nodiscard]] SQLSMALLINT verbose_type(SQLSMALLINT concise) noexcept;

/// SQL_DESC_DATETIME_INTERVAL_CODE of a concise type, 0 where it has none.
[[nodiscard]] SQLSMALLINT interval_code(SQLSMALLINT concise) noexcept;

/// The ODBC 3 code for an ODBC 2 datetime code (SQL_DATE → SQL_TYPE_DATE); every other code unchanged.
[[nodiscard]] SQLSMALLINT modern_type(SQLSMALLINT concise) noexcept;

/// The ODBC 2 code of an ODBC 3 datetime code (SQL_TYPE_DATE → SQL_DATE), for applications that asked for ODBC 2.
[[nodiscard]] SQLSMALLINT odbc2_type(SQLSMALLINT concise) noexcept;

/// What SQLite makes of values that are stored in a column.
enum class Affinity : std::uint8_t { Blob, Text, Numeric, Integer, Real };

/// The affinity SQLite gives a declared type, in any case of letters; BLOB for none
/// (https://www.sqlite.org/datatype3.html, 3.1).
[[nodiscard]] Affinity affinity_of(std::string_view declared);

/// Whether SQLite gives a declared type REAL affinity: REAL, FLOA or DOUB in it, and neither INT, CHAR, CLOB, TEXT nor
/// BLOB.
[[nodiscard]] bool has_real_affinity(std::string_view declared);

[[nodiscard]] bool is_character(SQLSMALLINT concise) noexcept;  // narrow and wide
[[nodiscard]] bool is_wide_character(SQLSMALLINT concise) noexcept;
[[nodiscard]] bool is_binary(SQLSMALLINT concise) noexcept;
[[nodiscard]] bool is_number(SQLSMALLINT concise) noexcept;  // exact and approximate numbers and SQL_BIT

}  // namespace d1odbc
