// Owns: SQL_C_CHAR and SQL_C_WCHAR with every SQL type. Never: calls ODBC functions.
// https://learn.microsoft.com/sql/odbc/reference/appendixes/c-to-sql-character, and the rows of SQL_C_CHAR in the pages
// "SQL to C"
#include "conversion_rows.h"

namespace conversions {

namespace {

/// A column's text; room in characters with the terminator.
struct TextRow {
  SQLSMALLINT sql_type;
  const char* literal;
  std::size_t room;
  const char* outcome;
  const char* text;    // what stands in the buffer before the terminator
  std::size_t length;  // of the whole text
  const char* bound = "";
};

// clang-format off
constexpr TextRow results[] = {
    {SQL_VARCHAR, "'abcdef'", 7, "SUCCESS", "abcdef", 6},
    {SQL_VARCHAR, "'abcdef'", 6, "SUCCESS_WITH_INFO 01004", "abcde", 6},
    {SQL_VARCHAR, "'abcdef'", 1, "SUCCESS_WITH_INFO 01004", "", 6},
    {SQL_VARCHAR, "''", 1, "SUCCESS", "", 0},
    {SQL_CHAR, "'abcdef'", 7, "SUCCESS", "abcdef", 6},
    {SQL_LONGVARCHAR, "'abcdef'", 3, "SUCCESS_WITH_INFO 01004", "ab", 6},
    // A text in a column of numbers, a number in a column of texts.
    {SQL_BIGINT, "'abcdef'", 20, "SUCCESS", "abcdef", 6},
    {SQL_LONGVARCHAR, "5", 20, "SUCCESS", "5", 1},
    // Appendix D, "SQL to C Data Conversion Examples".
    {SQL_DECIMAL, "1234.56", 8, "SUCCESS", "1234.56", 7},
    {SQL_DECIMAL, "1234.56", 5, "SUCCESS_WITH_INFO 01004", "1234", 7},
    {SQL_DECIMAL, "1234.56", 4, "ERROR 22003", "", 0},
    {SQL_NUMERIC, "-1234.5", 8, "SUCCESS", "-1234.5", 7},
    {SQL_NUMERIC, "-1234.5", 5, "ERROR 22003", "", 0},
    {SQL_TINYINT, "-128", 5, "SUCCESS", "-128", 4},
    {SQL_TINYINT, "-128", 4, "ERROR 22003", "", 0},
    {SQL_SMALLINT, "32767", 6, "SUCCESS", "32767", 5},
    {SQL_SMALLINT, "32767", 5, "ERROR 22003", "", 0},
    {SQL_INTEGER, "-2147483648", 12, "SUCCESS", "-2147483648", 11},
    {SQL_INTEGER, "-2147483648", 11, "ERROR 22003", "", 0},
    {SQL_BIGINT, "-9223372036854775808", 21, "SUCCESS", "-9223372036854775808", 20},
    {SQL_BIGINT, "-9223372036854775808", 20, "ERROR 22003", "", 0},
    {SQL_BIGINT, "5", 1, "SUCCESS_WITH_INFO 01004", "", 1, "ERROR 22003"},
    {SQL_DOUBLE, "1.5", 4, "SUCCESS", "1.5", 3},
    {SQL_DOUBLE, "1.5", 3, "SUCCESS_WITH_INFO 01004", "1.", 3},
    {SQL_DOUBLE, "1", 4, "SUCCESS", "1.0", 3},
    {SQL_DOUBLE, "1e300", 7, "ERROR 22003", "", 0},
    {SQL_DOUBLE, "1e300", 9, "SUCCESS", "1.0e+300", 8},
    {SQL_BIT, "1", 2, "SUCCESS", "1", 1},
    {SQL_BIT, "1", 1, "SUCCESS_WITH_INFO 01004", "", 1, "ERROR 22003"},
    {SQL_BIT, "7", 2, "SUCCESS", "7", 1},
    {SQL_LONGVARBINARY, "x'01FF'", 5, "SUCCESS", "01FF", 4},
    {SQL_BINARY, "x'01FF'", 2, "SUCCESS_WITH_INFO 01004", "0", 4},  // no room for a pair: SQLGetData must go on
    {SQL_BINARY, "x'01FF'", 1, "SUCCESS_WITH_INFO 01004", "", 4},
    {SQL_VARBINARY, "x'01FF'", 3, "SUCCESS_WITH_INFO 01004", "01", 4},
    {SQL_VARBINARY, "x''", 1, "SUCCESS", "", 0},
    {SQL_TYPE_DATE, "'1992-12-31'", 11, "SUCCESS", "1992-12-31", 10},
    {SQL_TYPE_DATE, "'1992-12-31'", 10, "ERROR 22003", "", 0},
    {SQL_TYPE_DATE, "'1992-12-31'", 1, "SUCCESS_WITH_INFO 01004", "", 10, "ERROR 22003"},
    {SQL_TYPE_TIME, "'23:45:55'", 9, "SUCCESS", "23:45:55", 8},
    {SQL_TYPE_TIME, "'23:45:55'", 8, "ERROR 22003", "", 0},
    {SQL_TYPE_TIME, "'23:45:55.12'", 12, "SUCCESS", "23:45:55.12", 11},
    {SQL_TYPE_TIME, "'23:45:55.12'", 11, "SUCCESS_WITH_INFO 01004", "23:45:55.1", 11},
    {SQL_TYPE_TIMESTAMP, "'1992-12-31 23:45:55.12'", 23, "SUCCESS", "1992-12-31 23:45:55.12", 22},
    {SQL_TYPE_TIMESTAMP, "'1992-12-31 23:45:55.12'", 22, "SUCCESS_WITH_INFO 01004", "1992-12-31 23:45:55.1", 22},
    {SQL_TYPE_TIMESTAMP, "'1992-12-31 23:45:55.12'", 20, "SUCCESS_WITH_INFO 01004", "1992-12-31 23:45:55", 22},
    {SQL_TYPE_TIMESTAMP, "'1992-12-31 23:45:55.12'", 18, "ERROR 22003", "", 0},
    {SQL_TYPE_TIMESTAMP, "'1992-12-31 23:45:55.12'", 19, "ERROR 22003", "", 0},
    {SQL_GUID, "'01234567-89ab-cdef-0123-456789abcdef'", 37, "SUCCESS", "01234567-89ab-cdef-0123-456789abcdef", 36},
    {SQL_GUID, "'01234567-89ab-cdef-0123-456789abcdef'", 36, "ERROR 22003", "", 0},
};

struct TextParameter {
  SQLSMALLINT sql_type;
  const char* text;
  const char* outcome;
  const char* stored = "";
};

constexpr TextParameter parameters[] = {
    {SQL_VARCHAR, "abcdef", "SUCCESS", "'abcdef' text"},
    {SQL_VARCHAR, "", "SUCCESS", "'' text"},
    {SQL_CHAR, " a ", "SUCCESS", "' a ' text"},
    {SQL_WLONGVARCHAR, "it's", "SUCCESS", "'it''s' text"},
    {SQL_DECIMAL, "1234.56", "SUCCESS", "1234.56 real"},
    {SQL_DECIMAL, "12.00", "SUCCESS", "12 integer"},
    {SQL_DECIMAL, "0.12345678901234567890", "ERROR 22001"},
    {SQL_NUMERIC, "9223372036854775809", "ERROR 22001"},
    {SQL_NUMERIC, "abc", "ERROR 22018"},
    {SQL_TINYINT, " 12 ", "SUCCESS", "12 integer"},
    {SQL_TINYINT, "12.5", "ERROR 22001"},
    {SQL_TINYINT, "256", "ERROR 22001"},
    {SQL_SMALLINT, "-32768", "SUCCESS", "-32768 integer"},
    {SQL_SMALLINT, "-32769", "ERROR 22001"},
    {SQL_INTEGER, "1e3", "SUCCESS", "1000 integer"},
    {SQL_INTEGER, "4294967296", "ERROR 22001"},
    {SQL_BIGINT, "9223372036854775807", "SUCCESS", "9223372036854775807 integer"},
    {SQL_BIGINT, "9223372036854775808", "ERROR 22001"},
    {SQL_BIGINT, "", "ERROR 22018"},
    {SQL_REAL, "1.5", "SUCCESS", "1.5 real"},
    {SQL_FLOAT, "-1e-300", "SUCCESS", "-1.0e-300 real"},
    {SQL_DOUBLE, "1e309", "ERROR 22003"},
    {SQL_DOUBLE, "1.5x", "ERROR 22018"},
    {SQL_BIT, "1", "SUCCESS", "1 integer"},
    {SQL_BIT, "0.5", "ERROR 22001"},
    {SQL_BIT, "2", "ERROR 22003"},
    {SQL_BIT, "-1", "ERROR 22003"},
    {SQL_BIT, "true", "ERROR 22018"},
    {SQL_BINARY, "01fF", "SUCCESS", "X'01FF' blob"},
    {SQL_VARBINARY, "01F", "SUCCESS", "X'01' blob"},  // "the last byte of the string is not converted"
    {SQL_LONGVARBINARY, "0x", "ERROR 22018"},
    {SQL_TYPE_DATE, "1992-12-31", "SUCCESS", "'1992-12-31' text"},
    {SQL_TYPE_DATE, "{d '1992-12-31'}", "SUCCESS", "'1992-12-31' text"},
    {SQL_TYPE_DATE, "1992-12-31 00:00:00", "SUCCESS", "'1992-12-31' text"},
    {SQL_TYPE_DATE, "1992-12-31 00:00:01", "ERROR 22008"},
    {SQL_TYPE_DATE, "1992-12-32", "ERROR 22018"},
    {SQL_TYPE_TIME, "23:45:55", "SUCCESS", "'23:45:55' text"},
    {SQL_TYPE_TIME, "1992-12-31 23:45:55", "SUCCESS", "'23:45:55' text"},
    {SQL_TYPE_TIME, "23:45:55.12", "SUCCESS", "'23:45:55.12' text"},
    {SQL_TYPE_TIME, "24:00:00", "ERROR 22018"},
    {SQL_TYPE_TIMESTAMP, "1992-12-31 23:45:55.12", "SUCCESS", "'1992-12-31 23:45:55.12' text"},
    {SQL_TYPE_TIMESTAMP, "1992-12-31", "SUCCESS", "'1992-12-31 00:00:00' text"},
    {SQL_TYPE_TIMESTAMP, "23:45:55", "SUCCESS", "*"},
    {SQL_TYPE_TIMESTAMP, "yesterday", "ERROR 22018"},
    {SQL_GUID, "01234567-89ab-cdef-0123-456789abcdef", "SUCCESS", "'01234567-89ab-cdef-0123-456789abcdef' text"},
    {SQL_GUID, "01234567", "ERROR 22018"},
    {SQL_INTERVAL_DAY, "3", "SUCCESS", "'3' text"},
    {SQL_INTERVAL_DAY, "3 04", "ERROR 22015"},
    {SQL_INTERVAL_YEAR_TO_MONTH, "1-03", "SUCCESS", "'1-03' text"},
    {SQL_INTERVAL_DAY_TO_SECOND, "long", "ERROR 22018"},
};
// clang-format on

constexpr SQLSMALLINT c_types[] = {SQL_C_CHAR, SQL_C_WCHAR};

}  // namespace

std::vector<ResultRow> character_results() {
  std::vector<ResultRow> rows;
  for (const SQLSMALLINT c_type : c_types) {
    const std::size_t size = character_size(c_type);
    for (const TextRow& row : results) {
      const bool has_data = std::string_view(row.outcome).starts_with("SUCCESS");
      rows.push_back({c_type, row.sql_type, row.literal, static_cast<SQLLEN>(row.room * size), row.outcome,
                      has_data ? characters(c_type, std::string(row.text) + '\0') : "",
                      has_data ? static_cast<SQLLEN>(row.length * size) : undefined, row.bound});
    }
    // A buffer that has not even room for the terminator: only the length.
    rows.push_back({c_type, SQL_VARCHAR, "'abc'", 0, "SUCCESS_WITH_INFO 01004", "", static_cast<SQLLEN>(3 * size)});
    if (size > 1) {
      // Half a wide character is never written.
      rows.push_back({c_type, SQL_VARCHAR, "'abc'", static_cast<SQLLEN>(3 * size - 1), "SUCCESS_WITH_INFO 01004",
                      characters(c_type, std::string("a") + '\0'), static_cast<SQLLEN>(3 * size)});
    }
  }
  return rows;
}

std::vector<ParameterRow> character_parameters() {
  std::vector<ParameterRow> rows;
  for (const SQLSMALLINT c_type : c_types) {
    for (const TextParameter& row : parameters) {
      const std::string bytes = characters(c_type, row.text);
      rows.push_back({c_type, row.sql_type, bytes, static_cast<SQLLEN>(bytes.size()), row.outcome, row.stored});
      rows.push_back(
          {c_type, row.sql_type, bytes + characters(c_type, std::string(1, '\0')), SQL_NTS, row.outcome, row.stored});
    }
    rows.push_back({c_type, SQL_VARCHAR, "", SQL_NULL_DATA, "SUCCESS", "NULL null"});
    rows.push_back({c_type, SQL_VARCHAR, "ab", SQL_NO_TOTAL, "ERROR HY090"});
  }
  rows.push_back({SQL_C_CHAR, SQL_VARCHAR, "\xFF", 1, "ERROR 22018"});
  // Not a whole number of wide characters.
  for (const SQLSMALLINT sql_type : Types{SQL_WVARCHAR, SQL_VARCHAR, SQL_INTEGER})
    rows.push_back({SQL_C_WCHAR, sql_type, characters(SQL_C_WCHAR, "11"), static_cast<SQLLEN>(sizeof(SQLWCHAR) + 1),
                    "ERROR HY090"});
  return rows;
}

}  // namespace conversions
