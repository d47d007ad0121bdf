// Owns: SQL_C_BIT, SQL_C_FLOAT, SQL_C_DOUBLE and SQL_C_NUMERIC with every SQL type of numbers and texts. Never: calls
// ODBC functions.
// https://learn.microsoft.com/sql/odbc/reference/appendixes/sql-to-c-numeric, …/sql-to-c-bit, …/c-to-sql-numeric,
// …/c-to-sql-bit
#include <limits>

#include "conversion_rows.h"

namespace conversions {

std::vector<ResultRow> real_results() {
  constexpr auto cut = "SUCCESS_WITH_INFO 01S07";
  const std::string zero(1, '\0');
  const std::string one(1, '\1');
  constexpr SQLLEN numeric_size = sizeof(SQL_NUMERIC_STRUCT);
  std::vector<ResultRow> rows;
  for (const SQLSMALLINT sql_type : Types{SQL_DECIMAL, SQL_DOUBLE, SQL_BIGINT, SQL_BIT}) {
    rows.push_back({SQL_C_BIT, sql_type, "0", whole, "SUCCESS", zero, 1});
    rows.push_back({SQL_C_BIT, sql_type, "1", whole, "SUCCESS", one, 1});
    rows.push_back({SQL_C_BIT, sql_type, "0.5", whole, cut, zero, 1});
    rows.push_back({SQL_C_BIT, sql_type, "1.5", whole, cut, one, 1});
    rows.push_back({SQL_C_BIT, sql_type, "2", whole, "ERROR 22003"});
    rows.push_back({SQL_C_BIT, sql_type, "-1", whole, "ERROR 22003"});
    rows.push_back({SQL_C_BIT, sql_type, "'yes'", whole, "ERROR 22018"});
    rows.push_back({SQL_C_DOUBLE, sql_type, "-1.5", whole, "SUCCESS", memory(-1.5), 8});
    rows.push_back({SQL_C_FLOAT, sql_type, "-1.5", whole, "SUCCESS", memory(-1.5F), 4});
    rows.push_back({SQL_C_DOUBLE, sql_type, "'yes'", whole, "ERROR 22018"});
    rows.push_back({SQL_C_FLOAT, sql_type, "x'31'", whole, "ERROR 22018"});
    rows.push_back({SQL_C_NUMERIC, sql_type, "-12", whole, "SUCCESS", numeric(true, 12), numeric_size});
    rows.push_back({SQL_C_NUMERIC, sql_type, "12.9", whole, cut, numeric(false, 12), numeric_size});
    rows.push_back({SQL_C_NUMERIC, sql_type, "'yes'", whole, "ERROR 22018"});
  }
  const std::vector<ResultRow> more = {
      {SQL_C_BIT, SQL_VARCHAR, "' 1 '", whole, "SUCCESS", one, 1},
      {SQL_C_BIT, SQL_VARCHAR, "'1.999'", whole, cut, one, 1},
      {SQL_C_BIT, SQL_VARCHAR, "'2'", whole, "ERROR 22003"},
      {SQL_C_BIT, SQL_VARCHAR, "'-0.5'", whole, "ERROR 22003"},
      {SQL_C_BIT, SQL_VARCHAR, "'true'", whole, "ERROR 22018"},
      {SQL_C_DOUBLE, SQL_VARCHAR, "' -1e-300 '", whole, "SUCCESS", memory(-1e-300), 8},
      {SQL_C_DOUBLE, SQL_VARCHAR, "'1e309'", whole, "ERROR 22003"},
      {SQL_C_DOUBLE, SQL_VARCHAR, "'inf'", whole, "ERROR 22018"},
      {SQL_C_DOUBLE, SQL_DOUBLE, "5e-324", whole, "SUCCESS", memory(std::numeric_limits<double>::denorm_min()), 8},
      {SQL_C_DOUBLE, SQL_DOUBLE, "1.7976931348623157e308", whole, "SUCCESS", memory(std::numeric_limits<double>::max()),
       8},
      {SQL_C_FLOAT, SQL_VARCHAR, "'0.5'", whole, "SUCCESS", memory(0.5F), 4},
      {SQL_C_FLOAT, SQL_VARCHAR, "'1e39'", whole, "ERROR 22003"},
      {SQL_C_FLOAT, SQL_DOUBLE, "-1e39", whole, "ERROR 22003"},
      {SQL_C_FLOAT, SQL_DECIMAL, "1234.56", whole, "SUCCESS", memory(1234.56F), 4},
      {SQL_C_NUMERIC, SQL_VARCHAR, "'18446744073709551615'", whole, "SUCCESS", numeric(false, ~0ULL), numeric_size},
      {SQL_C_NUMERIC, SQL_VARCHAR, "'0.5'", whole, cut, numeric(false, 0), numeric_size},
      {SQL_C_NUMERIC, SQL_VARCHAR, "'1e38'", whole, "ERROR 22003"},
      {SQL_C_NUMERIC, SQL_VARCHAR, "'one'", whole, "ERROR 22018"},
      {SQL_C_NUMERIC, SQL_DOUBLE, "1e38", whole, "ERROR 22003"},
  };
  rows.insert(rows.end(), more.begin(), more.end());
  return rows;
}

std::vector<ParameterRow> real_parameters() {
  const std::string one(1, '\1');
  std::vector<ParameterRow> rows = {
      {SQL_C_BIT, SQL_BIT, std::string(1, '\0'), 0, "SUCCESS", "0 integer"},
      {SQL_C_BIT, SQL_BIT, one, SQL_NULL_DATA, "SUCCESS", "NULL null"},
      // A fraction is cut for integers, whole digits are not.
      {SQL_C_DOUBLE, SQL_INTEGER, memory(1234.56), 0, "SUCCESS", "1234 integer"},
      {SQL_C_DOUBLE, SQL_TINYINT, memory(1234.56), 0, "ERROR 22003"},
      {SQL_C_DOUBLE, SQL_BIGINT, memory(1e19), 0, "ERROR 22003"},
      {SQL_C_DOUBLE, SQL_BIGINT, memory(std::numeric_limits<double>::infinity()), 0, "ERROR 22003"},
      {SQL_C_DOUBLE, SQL_BIT, memory(0.5), 0, "ERROR 22001"},
      {SQL_C_DOUBLE, SQL_BIT, memory(2.0), 0, "ERROR 22003"},
      {SQL_C_DOUBLE, SQL_BIT, memory(-0.5), 0, "ERROR 22003"},
      {SQL_C_DOUBLE, SQL_DOUBLE, memory(1e-10), 0, "SUCCESS", "1.0e-10 real"},
      {SQL_C_DOUBLE, SQL_DECIMAL, memory(0.1), 0, "SUCCESS", "0.1 real"},
      {SQL_C_FLOAT, SQL_FLOAT, memory(0.5F), 0, "SUCCESS", "0.5 real"},
      {SQL_C_FLOAT, SQL_SMALLINT, memory(1e6F), 0, "ERROR 22003"},
      {SQL_C_FLOAT, SQL_VARCHAR, memory(-0.5F), 0, "SUCCESS", "'-0.5' text"},
      {SQL_C_NUMERIC, SQL_VARCHAR, numeric(true, 12345, 2), 0, "SUCCESS", "'-123.45' text"},
      {SQL_C_NUMERIC, SQL_INTEGER, numeric(false, 12999, 3), 0, "SUCCESS", "12 integer"},
      {SQL_C_NUMERIC, SQL_BIGINT, numeric(false, 9223372036854775808ULL), 0, "ERROR 22003"},
      {SQL_C_NUMERIC, SQL_DECIMAL, numeric(false, 1250, 2), 0, "SUCCESS", "12.5 real"},
      {SQL_C_NUMERIC, SQL_DECIMAL, numeric(false, 9223372036854775809ULL), 0, "ERROR 22003"},
      {SQL_C_NUMERIC, SQL_NUMERIC, numeric(false, 12345678901234567890ULL, 19), 0, "ERROR 22003"},
      {SQL_C_NUMERIC, SQL_BIT, numeric(false, 5, 1), 0, "ERROR 22001"},
      {SQL_C_NUMERIC, SQL_BIT, numeric(false, 2), 0, "ERROR 22003"},
      {SQL_C_NUMERIC, SQL_INTERVAL_DAY, numeric(false, 25, 1), 0, "ERROR 22015"},
  };
  for (const SQLSMALLINT sql_type : Types{SQL_BIT, SQL_INTEGER, SQL_DOUBLE, SQL_DECIMAL, SQL_VARCHAR})
    rows.push_back({SQL_C_BIT, sql_type, "\2", 0, "ERROR 22003"});
  return rows;
}

}  // namespace conversions
