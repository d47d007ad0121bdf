// Owns: SQL_C_BINARY with every SQL type that has a binary form. Never: calls ODBC functions.
// https://learn.microsoft.com/sql/odbc/reference/appendixes/c-to-sql-binary, and the rows of SQL_C_BINARY in the pages
// "SQL to C"
#include "conversion_rows.h"

namespace conversions {

namespace {

using namespace std::string_literals;

/// A value of a column, the memory of its default C type, and what a parameter of that memory stores.
struct Form {
  SQLSMALLINT sql_type;
  const char* literal;
  std::string bytes;
  const char* stored;
};

std::vector<Form> forms() {
  return {
      {SQL_DECIMAL, "1234.56", "1234.56", "1234.56 real"},
      {SQL_NUMERIC, "12", "12", "12 integer"},
      {SQL_TINYINT, "-2", integer(1, -2), "-2 integer"},
      {SQL_SMALLINT, "-2", integer(2, -2), "-2 integer"},
      {SQL_INTEGER, "-2", integer(4, -2), "-2 integer"},
      {SQL_BIGINT, "9223372036854775807", integer(8, 9223372036854775807), "9223372036854775807 integer"},
      {SQL_DOUBLE, "1", memory(1.0), "1.0 real"},
      {SQL_DOUBLE, "0.1", memory(0.1), "0.1 real"},
      {SQL_BIT, "1", integer(1, 1), "1 integer"},
      {SQL_TYPE_DATE, "'1992-12-31'", date(1992, 12, 31), "'1992-12-31' text"},
      {SQL_TYPE_TIME, "'23:45:55'", time(23, 45, 55), "'23:45:55' text"},
      {SQL_TYPE_TIMESTAMP, "'1992-12-31 23:45:55.12'", timestamp(1992, 12, 31, 23, 45, 55, 120000000),
       "'1992-12-31 23:45:55.12' text"},
      {SQL_GUID, "'01234567-89ab-cdef-0123-456789abcdef'", std::string(guid_bytes),
       "'01234567-89ab-cdef-0123-456789abcdef' text"},
  };
}

}  // namespace

std::vector<ResultRow> binary_results() {
  std::vector<ResultRow> rows;
  for (const Form& form : forms()) {
    const auto size = static_cast<SQLLEN>(form.bytes.size());
    rows.push_back({SQL_C_BINARY, form.sql_type, form.literal, size, "SUCCESS", form.bytes, size});
    rows.push_back({SQL_C_BINARY, form.sql_type, form.literal, size + 5, "SUCCESS", form.bytes, size});
    if (size > 1) rows.push_back({SQL_C_BINARY, form.sql_type, form.literal, size - 1, "ERROR 22003"});
    rows.push_back({SQL_C_BINARY, form.sql_type, form.literal, 0, "SUCCESS_WITH_INFO 01004", "", size, "ERROR 22003"});
  }
  const std::vector<ResultRow> more = {
      // Text and blobs are cut.
      {SQL_C_BINARY, SQL_VARCHAR, "'abcdef'", 6, "SUCCESS", "abcdef", 6},
      {SQL_C_BINARY, SQL_VARCHAR, "'abcdef'", 5, "SUCCESS_WITH_INFO 01004", "abcde", 6},
      {SQL_C_BINARY, SQL_CHAR, "'abcdef'", 6, "SUCCESS", "abcdef", 6},
      {SQL_C_BINARY, SQL_LONGVARCHAR, "'h'||char(233)", 3, "SUCCESS", "h\xC3\xA9", 3},
      {SQL_C_BINARY, SQL_LONGVARCHAR, "x'00FF'", 2, "SUCCESS", "\0\xFF"s, 2},
      {SQL_C_BINARY, SQL_BINARY, "x'00FF'", 2, "SUCCESS", "\0\xFF"s, 2},
      {SQL_C_BINARY, SQL_VARBINARY, "x'00FF'", 1, "SUCCESS_WITH_INFO 01004", "\0"s, 2},
      {SQL_C_BINARY, SQL_LONGVARBINARY, "x'00FF'", 0, "SUCCESS_WITH_INFO 01004", "", 2},
      {SQL_C_BINARY, SQL_LONGVARBINARY, "42", 2, "SUCCESS", "42", 2},
      // What the form cannot hold whole, and what is none of the column's type.
      {SQL_C_BINARY, SQL_TINYINT, "200", 8, "ERROR 22003"},
      {SQL_C_BINARY, SQL_BIGINT, "2.5", 8, "ERROR 22003"},
      {SQL_C_BINARY, SQL_BIGINT, "'abc'", 8, "ERROR 22018"},
      {SQL_C_BINARY, SQL_BIT, "2", 8, "ERROR 22003"},
      {SQL_C_BINARY, SQL_TYPE_DATE, "'1992-12-31 10:00:00'", 20, "ERROR 22003"},
      {SQL_C_BINARY, SQL_TYPE_TIME, "'10:00:00.5'", 20, "ERROR 22003"},
      {SQL_C_BINARY, SQL_TYPE_TIMESTAMP, "'soon'", 20, "ERROR 22018"},
      {SQL_C_BINARY, SQL_GUID, "'0123'", 20, "ERROR 22018"},
  };
  rows.insert(rows.end(), more.begin(), more.end());
  return rows;
}

std::vector<ParameterRow> binary_parameters() {
  std::vector<ParameterRow> rows;
  for (const Form& form : forms()) {
    const auto size = static_cast<SQLLEN>(form.bytes.size());
    rows.push_back({SQL_C_BINARY, form.sql_type, form.bytes, size, "SUCCESS", form.stored});
    if (form.sql_type == SQL_DECIMAL || form.sql_type == SQL_NUMERIC) continue;  // text of any length
    rows.push_back({SQL_C_BINARY, form.sql_type, form.bytes + "x", size + 1, "ERROR 22003"});
    rows.push_back({SQL_C_BINARY, form.sql_type, form.bytes, size - 1, "ERROR 22003"});
    rows.push_back({SQL_C_BINARY, form.sql_type, "", 0, "ERROR 22003"});
  }
  const std::vector<ParameterRow> more = {
      {SQL_C_BINARY, SQL_REAL, memory(0.5F), 4, "SUCCESS", "0.5 real"},
      {SQL_C_BINARY, SQL_REAL, memory(0.5), 8, "ERROR 22003"},
      {SQL_C_BINARY, SQL_FLOAT, memory(0.5), 8, "SUCCESS", "0.5 real"},
      {SQL_C_BINARY, SQL_DECIMAL, numeric(true, 1250, 2), sizeof(SQL_NUMERIC_STRUCT), "SUCCESS", "-12.5 real"},
      {SQL_C_BINARY, SQL_DECIMAL, "twelve", 6, "ERROR 22018"},
      {SQL_C_BINARY, SQL_BIT, "\2", 1, "ERROR 22003"},
      {SQL_C_BINARY, SQL_TYPE_DATE, date(1992, 13, 31), 6, "ERROR 22007"},
      {SQL_C_BINARY, SQL_VARCHAR, "a\0b"s, 3, "SUCCESS", "*"},
      {SQL_C_BINARY, SQL_WVARCHAR, "abc", 3, "SUCCESS", "'abc' text"},
      {SQL_C_BINARY, SQL_LONGVARCHAR, "\xFF", 1, "ERROR 22018"},
      {SQL_C_BINARY, SQL_BINARY, "\0\xFF"s, 2, "SUCCESS", "X'00FF' blob"},
      {SQL_C_BINARY, SQL_VARBINARY, "", 0, "SUCCESS", "X'' blob"},
      {SQL_C_BINARY, SQL_LONGVARBINARY, "", SQL_NULL_DATA, "SUCCESS", "NULL null"},
  };
  rows.insert(rows.end(), more.begin(), more.end());
  return rows;
}

}  // namespace conversions
