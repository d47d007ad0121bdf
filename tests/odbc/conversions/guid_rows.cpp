// Owns: SQL_C_GUID with every SQL type that holds GUIDs. Never: calls ODBC functions.
// https://learn.microsoft.com/sql/odbc/reference/appendixes/sql-to-c-guid, …/c-to-sql-guid
#include "conversion_rows.h"

namespace conversions {

std::vector<ResultRow> guid_results() {
  std::vector<ResultRow> rows;
  for (const SQLSMALLINT sql_type : Types{SQL_GUID, SQL_VARCHAR, SQL_LONGVARCHAR, SQL_LONGVARBINARY}) {
    rows.push_back(
        {SQL_C_GUID, sql_type, "'01234567-89ab-cdef-0123-456789abcdef'", whole, "SUCCESS", guid(), sizeof(SQLGUID)});
    rows.push_back(
        {SQL_C_GUID, sql_type, "'{01234567-89AB-CDEF-0123-456789ABCDEF}'", whole, "SUCCESS", guid(), sizeof(SQLGUID)});
    rows.push_back(
        {SQL_C_GUID, sql_type, "x'0123456789abcdef0123456789abcdef'", whole, "SUCCESS", guid(), sizeof(SQLGUID)});
    rows.push_back({SQL_C_GUID, sql_type, "'01234567'", whole, "ERROR 22018"});
    rows.push_back({SQL_C_GUID, sql_type, "x'01'", whole, "ERROR 22018"});
  }
  return rows;
}

std::vector<ParameterRow> guid_parameters() {
  return {
      {SQL_C_GUID, SQL_GUID, guid(), 0, "SUCCESS", "'01234567-89ab-cdef-0123-456789abcdef' text"},
      {SQL_C_GUID, SQL_CHAR, guid(), 0, "SUCCESS", "'01234567-89ab-cdef-0123-456789abcdef' text"},
      {SQL_C_GUID, SQL_VARBINARY, guid(), 0, "SUCCESS", "X'0123456789ABCDEF0123456789ABCDEF' blob"},
      {SQL_C_GUID, SQL_GUID, guid(), SQL_NULL_DATA, "SUCCESS", "NULL null"},
  };
}

}  // namespace conversions
