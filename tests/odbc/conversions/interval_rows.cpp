// Owns: the 13 C intervals with every SQL type of numbers, texts and intervals. Never: calls ODBC functions.
// https://learn.microsoft.com/sql/odbc/reference/appendixes/sql-to-c-character, …/sql-to-c-numeric,
// …/c-to-sql-year-month-intervals, …/c-to-sql-day-time-intervals
#include "conversion_rows.h"

namespace conversions {

namespace {

constexpr SQLLEN size = sizeof(SQL_INTERVAL_STRUCT);

}  // namespace

std::vector<ResultRow> interval_results() {
  std::vector<ResultRow> rows;
  for (const IntervalKind& kind : interval_kinds) {
    const std::string text = "'" + std::string(kind.text) + "'";
    rows.push_back({kind.c_type, SQL_VARCHAR, text, whole, "SUCCESS", memory(interval_structure(kind)), size});
    rows.push_back({kind.c_type, SQL_LONGVARCHAR, "'-" + std::string(kind.text) + "'", whole, "SUCCESS",
                    memory(interval_structure(kind, true)), size});
    rows.push_back({kind.c_type, SQL_VARCHAR, "'soon'", whole, "ERROR 22018"});
    rows.push_back({kind.c_type, SQL_VARCHAR, "x'31'", whole, "ERROR 22018"});
    // Two digits of the first field are the default.
    if (kind.has_one_field) rows.push_back({kind.c_type, SQL_VARCHAR, "'100'", whole, "ERROR 22015"});
    for (const SQLSMALLINT sql_type :
         Types{SQL_DECIMAL, SQL_NUMERIC, SQL_TINYINT, SQL_SMALLINT, SQL_INTEGER, SQL_BIGINT}) {
      if (kind.has_one_field) {
        rows.push_back({kind.c_type, sql_type, "1", whole, "SUCCESS", memory(interval_structure(kind)), size});
        rows.push_back({kind.c_type, sql_type, "100", whole, "ERROR 22015"});
      } else {
        rows.push_back({kind.c_type, sql_type, "1", whole, "ERROR 22015"});
      }
    }
    const bool has_seconds = kind.structure == SQL_IS_SECOND;
    SQL_INTERVAL_STRUCT fraction = interval_structure(kind);
    if (has_seconds) fraction.intval.day_second.fraction = 500000;
    if (kind.has_one_field) {
      rows.push_back({kind.c_type, SQL_DECIMAL, "1.5", whole, has_seconds ? "SUCCESS" : "SUCCESS_WITH_INFO 01S07",
                      memory(fraction), size});
    }
  }
  // Trailing fields are cut.
  const IntervalKind& day = interval_kinds[2];
  rows.push_back({SQL_C_INTERVAL_DAY, SQL_VARCHAR, "'1 02:03'", whole, "SUCCESS_WITH_INFO 01S07",
                  memory(interval_structure(day)), size});
  return rows;
}

std::vector<ParameterRow> interval_parameters() {
  std::vector<ParameterRow> rows;
  for (const IntervalKind& kind : interval_kinds) {
    const std::string bytes = memory(interval_structure(kind));
    rows.push_back({kind.c_type, kind.c_type, bytes, 0, "SUCCESS", "*"});
    rows.push_back({kind.c_type, kind.c_type, bytes, SQL_NULL_DATA, "SUCCESS", "NULL null"});
    if (!kind.has_one_field) continue;
    rows.push_back({kind.c_type, SQL_VARCHAR, bytes, 0, "SUCCESS", "'1' text"});
    rows.push_back({kind.c_type, SQL_INTEGER, bytes, 0, "SUCCESS", "1 integer"});
    rows.push_back({kind.c_type, SQL_DECIMAL, bytes, 0, "SUCCESS", "1 integer"});
    IntervalKind large = kind;  // two digits of the first field are the default
    for (SQLUINTEGER& field : large.fields) field *= 100;
    rows.push_back({kind.c_type, SQL_VARCHAR, memory(interval_structure(large)), 0, "ERROR 22015"});
  }
  SQL_INTERVAL_STRUCT long_day = interval_structure(interval_kinds[9]);
  rows.push_back({SQL_C_INTERVAL_DAY_TO_SECOND, SQL_VARCHAR, memory(long_day), 0, "SUCCESS", "'1 02:03:04' text"});
  rows.push_back({SQL_C_INTERVAL_DAY_TO_SECOND, SQL_INTERVAL_DAY, memory(long_day), 0, "ERROR 22015"});
  return rows;
}

}  // namespace conversions
