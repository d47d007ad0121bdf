// Owns: the C dates, times and timestamps, of ODBC 3 and 2, with every SQL type of dates and texts. Never: calls ODBC
// functions.
// https://learn.microsoft.com/sql/odbc/reference/appendixes/sql-to-c-timestamp, …/c-to-sql-timestamp and their
// neighbours
#include "conversion_rows.h"

namespace conversions {

namespace {

constexpr SQLSMALLINT dates[] = {SQL_C_TYPE_DATE, SQL_C_DATE};
constexpr SQLSMALLINT times[] = {SQL_C_TYPE_TIME, SQL_C_TIME};
constexpr SQLSMALLINT timestamps[] = {SQL_C_TYPE_TIMESTAMP, SQL_C_TIMESTAMP};
constexpr auto cut = "SUCCESS_WITH_INFO 01S07";
constexpr std::size_t date_members = 3 * sizeof(SQLSMALLINT);

}  // namespace

std::vector<ResultRow> datetime_results() {
  std::vector<ResultRow> rows;
  for (const SQLSMALLINT c_type : dates) {
    for (const SQLSMALLINT sql_type : Types{SQL_VARCHAR, SQL_TYPE_DATE, SQL_TYPE_TIMESTAMP}) {
      rows.push_back({c_type, sql_type, "'1992-12-31'", whole, "SUCCESS", date(1992, 12, 31), 6});
      rows.push_back({c_type, sql_type, "'1992-12-31 00:00:00'", whole, "SUCCESS", date(1992, 12, 31), 6});
      rows.push_back({c_type, sql_type, "'1992-12-31 10:00:00'", whole, cut, date(1992, 12, 31), 6});
      rows.push_back({c_type, sql_type, "'1992-02-30'", whole, "ERROR 22018"});
      rows.push_back({c_type, sql_type, "'10:00:00'", whole, "ERROR 22018"});
    }
  }
  for (const SQLSMALLINT c_type : times) {
    for (const SQLSMALLINT sql_type : Types{SQL_LONGVARCHAR, SQL_TYPE_TIME, SQL_TYPE_TIMESTAMP}) {
      rows.push_back({c_type, sql_type, "'23:45:55'", whole, "SUCCESS", time(23, 45, 55), 6});
      rows.push_back({c_type, sql_type, "'1992-12-31 23:45:55'", whole, "SUCCESS", time(23, 45, 55), 6});
      rows.push_back({c_type, sql_type, "'1992-12-31 23:45:55.12'", whole, cut, time(23, 45, 55), 6});
      rows.push_back({c_type, sql_type, "'1992-12-31'", whole, "ERROR 22018"});
      rows.push_back({c_type, sql_type, "'24:00:00'", whole, "ERROR 22018"});
    }
  }
  for (const SQLSMALLINT c_type : timestamps) {
    for (const SQLSMALLINT sql_type : Types{SQL_VARCHAR, SQL_TYPE_TIMESTAMP, SQL_TYPE_DATE, SQL_TYPE_TIME}) {
      rows.push_back({c_type, sql_type, "'1992-12-31 23:45:55.123456789'", whole, "SUCCESS",
                      timestamp(1992, 12, 31, 23, 45, 55, 123456789), 16});
      rows.push_back({c_type, sql_type, "'1992-12-31'", whole, "SUCCESS", timestamp(1992, 12, 31, 0, 0, 0), 16});
      rows.push_back(
          {c_type, sql_type, "'23:45:55'", whole, "SUCCESS", timestamp(0, 0, 0, 23, 45, 55), 16, "", date_members});
      rows.push_back({c_type, sql_type, "'soon'", whole, "ERROR 22018"});
    }
  }
  return rows;
}

std::vector<ParameterRow> datetime_parameters() {
  std::vector<ParameterRow> rows;
  for (const SQLSMALLINT c_type : dates) {
    rows.push_back({c_type, SQL_TYPE_DATE, date(1992, 12, 31), 0, "SUCCESS", "'1992-12-31' text"});
    rows.push_back({c_type, SQL_TYPE_TIMESTAMP, date(1992, 12, 31), 0, "SUCCESS", "'1992-12-31 00:00:00' text"});
    rows.push_back({c_type, SQL_TYPE_DATE, date(1992, 2, 30), 0, "ERROR 22007"});
    rows.push_back({c_type, SQL_TYPE_TIMESTAMP, date(1992, 13, 1), 0, "ERROR 22007"});
    rows.push_back({c_type, SQL_VARCHAR, date(1992, 2, 30), 0, "ERROR 22008"});
    rows.push_back({c_type, SQL_TYPE_DATE, date(1992, 2, 30), SQL_NULL_DATA, "SUCCESS", "NULL null"});
  }
  for (const SQLSMALLINT c_type : times) {
    rows.push_back({c_type, SQL_TYPE_TIME, time(23, 45, 55), 0, "SUCCESS", "'23:45:55' text"});
    rows.push_back({c_type, SQL_TYPE_TIME, time(24, 0, 0), 0, "ERROR 22007"});
    rows.push_back({c_type, SQL_TYPE_TIMESTAMP, time(0, 60, 0), 0, "ERROR 22007"});
    rows.push_back({c_type, SQL_CHAR, time(0, 60, 0), 0, "ERROR 22008"});
  }
  for (const SQLSMALLINT c_type : timestamps) {
    const std::string moment = timestamp(1992, 12, 31, 23, 45, 55, 120000000);
    rows.push_back({c_type, SQL_TYPE_TIMESTAMP, moment, 0, "SUCCESS", "'1992-12-31 23:45:55.12' text"});
    rows.push_back({c_type, SQL_VARCHAR, moment, 0, "SUCCESS", "'1992-12-31 23:45:55.12' text"});
    rows.push_back({c_type, SQL_TYPE_DATE, moment, 0, "ERROR 22008"});
    rows.push_back({c_type, SQL_TYPE_TIME, moment, 0, "ERROR 22008"});
    rows.push_back({c_type, SQL_TYPE_DATE, timestamp(1992, 12, 31, 0, 0, 0), 0, "SUCCESS", "'1992-12-31' text"});
    // "The date fields of the timestamp structure are ignored."
    rows.push_back({c_type, SQL_TYPE_TIME, timestamp(0, 0, 0, 23, 45, 55), 0, "SUCCESS", "'23:45:55' text"});
    rows.push_back({c_type, SQL_TYPE_TIMESTAMP, timestamp(0, 0, 0, 23, 45, 55), 0, "ERROR 22007"});
    rows.push_back({c_type, SQL_TYPE_TIMESTAMP, timestamp(1992, 12, 31, 0, 0, 0, 1000000000), 0, "ERROR 22007"});
    rows.push_back({c_type, SQL_WVARCHAR, timestamp(1992, 12, 32, 0, 0, 0), 0, "ERROR 22008"});
  }
  return rows;
}

}  // namespace conversions
