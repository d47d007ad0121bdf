// Owns: what one row of the conversion matrix says, and the memory of C values. Never: calls ODBC functions.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include <array>
#include <cstring>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace conversions {

/// Codes to walk through; the macros of ODBC are ints.
using Types = std::initializer_list<SQLSMALLINT>;

/// The buffer's size is that of the C type.
inline constexpr SQLLEN whole = -1;
/// The length is not looked at: the tables call it undefined.
inline constexpr SQLLEN undefined = -100;

/// A column's cell read as a C type.
struct ResultRow {
  SQLSMALLINT c_type;
  SQLSMALLINT sql_type;  // the column's
  std::string literal;   // what the column holds, as SQL
  SQLLEN capacity;       // bytes of the buffer
  std::string outcome;   // of SQLGetData, and of SQLFetch with a bound column
  std::string bytes = {};
  SQLLEN length = undefined;
  std::string bound = {};      // SQLFetch's outcome where it is another
  std::size_t ignored_to = 0;  // the first bytes that are not compared: today's date
};

/// A C value given for an SQL type.
struct ParameterRow {
  SQLSMALLINT c_type;
  SQLSMALLINT sql_type;
  std::string bytes;
  SQLLEN length;            // or indicator
  std::string outcome;      // of SQLExecute
  std::string stored = {};  // quote(value) and typeof(value); "*" is any text
};

template <class Value>
[[nodiscard]] std::string memory(const Value& value) {
  return std::string(reinterpret_cast<const char*>(&value), sizeof value);
}

/// Text as SQL_C_CHAR or SQL_C_WCHAR: ASCII only.
[[nodiscard]] inline std::string characters(SQLSMALLINT c_type, std::string_view text) {
  if (c_type == SQL_C_CHAR) return std::string(text);
  std::string bytes;
  for (const char character : text) bytes += memory(static_cast<SQLWCHAR>(character));
  return bytes;
}
[[nodiscard]] inline std::size_t character_size(SQLSMALLINT c_type) {
  return c_type == SQL_C_CHAR ? 1 : sizeof(SQLWCHAR);
}

/// The integer C types with their ranges.
struct IntegerType {
  SQLSMALLINT c_type;
  std::size_t size;
  bool is_signed;
};
inline constexpr std::array integer_types = {
    IntegerType{SQL_C_TINYINT, 1, true}, IntegerType{SQL_C_STINYINT, 1, true}, IntegerType{SQL_C_UTINYINT, 1, false},
    IntegerType{SQL_C_SHORT, 2, true},   IntegerType{SQL_C_SSHORT, 2, true},   IntegerType{SQL_C_USHORT, 2, false},
    IntegerType{SQL_C_LONG, 4, true},    IntegerType{SQL_C_SLONG, 4, true},    IntegerType{SQL_C_ULONG, 4, false},
    IntegerType{SQL_C_SBIGINT, 8, true}, IntegerType{SQL_C_UBIGINT, 8, false},
};

/// The low bytes of a number: an integer of that size on a little-endian machine.
[[nodiscard]] inline std::string integer(std::size_t size, long long number) { return memory(number).substr(0, size); }

[[nodiscard]] inline std::string numeric(bool negative, unsigned long long magnitude, SQLSCHAR scale = 0) {
  SQL_NUMERIC_STRUCT made{};
  made.precision = 38;
  made.scale = scale;
  made.sign = negative ? 0 : 1;
  std::memcpy(made.val, &magnitude, sizeof magnitude);
  return memory(made);
}

[[nodiscard]] inline std::string date(SQLSMALLINT year, SQLUSMALLINT month, SQLUSMALLINT day) {
  return memory(SQL_DATE_STRUCT{year, month, day});
}
[[nodiscard]] inline std::string time(SQLUSMALLINT hour, SQLUSMALLINT minute, SQLUSMALLINT second) {
  return memory(SQL_TIME_STRUCT{hour, minute, second});
}
[[nodiscard]] inline std::string timestamp(SQLSMALLINT year, SQLUSMALLINT month, SQLUSMALLINT day, SQLUSMALLINT hour,
                                           SQLUSMALLINT minute, SQLUSMALLINT second, SQLUINTEGER fraction = 0) {
  return memory(SQL_TIMESTAMP_STRUCT{year, month, day, hour, minute, second, fraction});
}

/// 01234567-89ab-cdef-0123-456789abcdef as text, as SQLGUID, and as 16 bytes in the text's order.
inline constexpr std::string_view guid_text = "01234567-89ab-cdef-0123-456789abcdef";
[[nodiscard]] inline std::string guid() {
  return memory(SQLGUID{0x01234567, 0x89AB, 0xCDEF, {0x01, 0x23, 0x45, 0x67, 0x89, 0xAB, 0xCD, 0xEF}});
}
inline constexpr std::string_view guid_bytes{"\x01\x23\x45\x67\x89\xAB\xCD\xEF\x01\x23\x45\x67\x89\xAB\xCD\xEF", 16};

/// The 13 interval types: a text of each, its memory, and whether it has one field.
struct IntervalKind {
  SQLSMALLINT c_type;
  SQLINTERVAL structure;
  std::string_view text;
  std::array<SQLUINTEGER, 6> fields;  // year, month, day, hour, minute, second
  bool has_one_field;
  [[nodiscard]] bool is_year_month() const {
    return structure == SQL_IS_YEAR || structure == SQL_IS_MONTH || structure == SQL_IS_YEAR_TO_MONTH;
  }
};
inline constexpr std::array interval_kinds = {
    IntervalKind{SQL_C_INTERVAL_YEAR, SQL_IS_YEAR, "1", {1}, true},
    IntervalKind{SQL_C_INTERVAL_MONTH, SQL_IS_MONTH, "1", {0, 1}, true},
    IntervalKind{SQL_C_INTERVAL_DAY, SQL_IS_DAY, "1", {0, 0, 1}, true},
    IntervalKind{SQL_C_INTERVAL_HOUR, SQL_IS_HOUR, "1", {0, 0, 0, 1}, true},
    IntervalKind{SQL_C_INTERVAL_MINUTE, SQL_IS_MINUTE, "1", {0, 0, 0, 0, 1}, true},
    IntervalKind{SQL_C_INTERVAL_SECOND, SQL_IS_SECOND, "1", {0, 0, 0, 0, 0, 1}, true},
    IntervalKind{SQL_C_INTERVAL_YEAR_TO_MONTH, SQL_IS_YEAR_TO_MONTH, "1-02", {1, 2}, false},
    IntervalKind{SQL_C_INTERVAL_DAY_TO_HOUR, SQL_IS_DAY_TO_HOUR, "1 02", {0, 0, 1, 2}, false},
    IntervalKind{SQL_C_INTERVAL_DAY_TO_MINUTE, SQL_IS_DAY_TO_MINUTE, "1 02:03", {0, 0, 1, 2, 3}, false},
    IntervalKind{SQL_C_INTERVAL_DAY_TO_SECOND, SQL_IS_DAY_TO_SECOND, "1 02:03:04", {0, 0, 1, 2, 3, 4}, false},
    IntervalKind{SQL_C_INTERVAL_HOUR_TO_MINUTE, SQL_IS_HOUR_TO_MINUTE, "2:03", {0, 0, 0, 2, 3}, false},
    IntervalKind{SQL_C_INTERVAL_HOUR_TO_SECOND, SQL_IS_HOUR_TO_SECOND, "2:03:04", {0, 0, 0, 2, 3, 4}, false},
    IntervalKind{SQL_C_INTERVAL_MINUTE_TO_SECOND, SQL_IS_MINUTE_TO_SECOND, "3:04", {0, 0, 0, 0, 3, 4}, false},
};
[[nodiscard]] inline SQL_INTERVAL_STRUCT interval_structure(const IntervalKind& kind, bool negative = false) {
  SQL_INTERVAL_STRUCT made{};
  made.interval_type = kind.structure;
  made.interval_sign = negative ? SQL_TRUE : SQL_FALSE;
  const auto& fields = kind.fields;
  if (kind.is_year_month()) {
    made.intval.year_month = {fields[0], fields[1]};
  } else {
    made.intval.day_second = {fields[2], fields[3], fields[4], fields[5], 0};
  }
  return made;
}

/// The rows of one C family; each has its file.
[[nodiscard]] std::vector<ResultRow> character_results();
[[nodiscard]] std::vector<ParameterRow> character_parameters();
[[nodiscard]] std::vector<ResultRow> binary_results();
[[nodiscard]] std::vector<ParameterRow> binary_parameters();
[[nodiscard]] std::vector<ResultRow> integer_results();
[[nodiscard]] std::vector<ParameterRow> integer_parameters();
[[nodiscard]] std::vector<ResultRow> real_results();  // SQL_C_FLOAT, SQL_C_DOUBLE, SQL_C_BIT, SQL_C_NUMERIC
[[nodiscard]] std::vector<ParameterRow> real_parameters();
[[nodiscard]] std::vector<ResultRow> datetime_results();
[[nodiscard]] std::vector<ParameterRow> datetime_parameters();
[[nodiscard]] std::vector<ResultRow> guid_results();
[[nodiscard]] std::vector<ParameterRow> guid_parameters();
[[nodiscard]] std::vector<ResultRow> interval_results();
[[nodiscard]] std::vector<ParameterRow> interval_parameters();

}  // namespace conversions
