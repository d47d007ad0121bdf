// Owns: the 11 integer C types with every SQL type of numbers, texts and intervals. Never: calls ODBC functions.
// https://learn.microsoft.com/sql/odbc/reference/appendixes/sql-to-c-numeric, …/c-to-sql-numeric
#include "conversion_rows.h"

namespace conversions {

namespace {

/// The least and the greatest number of a type, as text.
std::string least(const IntegerType& type) {
  if (!type.is_signed) return "0";
  return std::to_string(-(1LL << (8 * type.size - 2)) * 2);
}
std::string greatest(const IntegerType& type) {
  const unsigned long long all = ~0ULL >> (64 - 8 * type.size);
  return std::to_string(type.is_signed ? all / 2 : all);
}
/// One beyond: digits as text, since 2^64 is no C++ number.
std::string below(const IntegerType& type) {
  if (!type.is_signed) return "-1";
  return type.size == 8 ? "-9223372036854775809" : std::to_string(std::stoll(least(type)) - 1);
}
std::string above(const IntegerType& type) {
  if (type.size == 8) return type.is_signed ? "9223372036854775808" : "18446744073709551616";
  return std::to_string(std::stoll(greatest(type)) + 1);
}

std::string quoted(const std::string& text) { return "'" + text + "'"; }

}  // namespace

std::vector<ResultRow> integer_results() {
  std::vector<ResultRow> rows;
  for (const IntegerType& type : integer_types) {
    const auto size = static_cast<SQLLEN>(type.size);
    const auto good = [&](SQLSMALLINT sql_type, const std::string& literal, std::string bytes,
                          const char* outcome = "SUCCESS") {
      rows.push_back({type.c_type, sql_type, literal, whole, outcome, std::move(bytes), size});
    };
    const auto bad = [&](SQLSMALLINT sql_type, const std::string& literal, const char* outcome) {
      rows.push_back({type.c_type, sql_type, literal, whole, outcome});
    };
    const std::string low =
        integer(type.size, type.is_signed ? static_cast<long long>(1ULL << (8 * type.size - 1)) : 0);
    const std::string high =
        integer(type.size, type.is_signed ? static_cast<long long>(~0ULL >> (65 - 8 * type.size)) : -1);
    for (const SQLSMALLINT sql_type : Types{SQL_VARCHAR, SQL_LONGVARCHAR}) {
      good(sql_type, quoted(" " + least(type) + " "), low);
      good(sql_type, quoted(greatest(type)), high);
      good(sql_type, quoted(greatest(type) + ".5"), high, "SUCCESS_WITH_INFO 01S07");
      good(sql_type, "'1e2'", integer(type.size, 100));
      bad(sql_type, quoted(above(type)), "ERROR 22003");
      bad(sql_type, quoted(below(type)), "ERROR 22003");
      bad(sql_type, "'1x'", "ERROR 22018");
      bad(sql_type, "''", "ERROR 22018");
    }
    good(SQL_BIGINT, least(type), low);
    if (type.size < 8) good(SQL_BIGINT, greatest(type), high);
    if (type.size < 8) bad(SQL_BIGINT, above(type), "ERROR 22003");
    if (type.size < 8 || !type.is_signed) bad(SQL_BIGINT, below(type), "ERROR 22003");
    good(SQL_BIGINT, "1.5", integer(type.size, 1), "SUCCESS_WITH_INFO 01S07");
    bad(SQL_BIGINT, "'abc'", "ERROR 22018");
    bad(SQL_BIGINT, "x'31'", "ERROR 22018");
    good(SQL_DECIMAL, "12.75", integer(type.size, 12), "SUCCESS_WITH_INFO 01S07");
    good(SQL_DOUBLE, "127.0", integer(type.size, 127));
    good(SQL_DOUBLE, "1.9", integer(type.size, 1), "SUCCESS_WITH_INFO 01S07");
    bad(SQL_DOUBLE, "1e20", "ERROR 22003");
    if (type.is_signed) good(SQL_DOUBLE, "-1.9", integer(type.size, -1), "SUCCESS_WITH_INFO 01S07");
    if (!type.is_signed) bad(SQL_DOUBLE, "-1.9", "ERROR 22003");
    good(SQL_BIT, "1", integer(type.size, 1));
    good(SQL_BIT, "0", integer(type.size, 0));
  }
  return rows;
}

std::vector<ParameterRow> integer_parameters() {
  std::vector<ParameterRow> rows;
  for (const IntegerType& type : integer_types) {
    const auto give = [&](SQLSMALLINT sql_type, const std::string& bytes, const char* outcome,
                          const std::string& stored = "") {
      rows.push_back({type.c_type, sql_type, bytes, 0, outcome, stored});
    };
    const std::string low =
        integer(type.size, type.is_signed ? static_cast<long long>(1ULL << (8 * type.size - 1)) : 0);
    const std::string high =
        integer(type.size, type.is_signed ? static_cast<long long>(~0ULL >> (65 - 8 * type.size)) : -1);
    give(SQL_VARCHAR, low, "SUCCESS", quoted(least(type)) + " text");
    give(SQL_VARCHAR, high, "SUCCESS", quoted(greatest(type)) + " text");
    give(SQL_BIGINT, low, "SUCCESS", least(type) + " integer");
    const bool is_widest = type.size == 8 && !type.is_signed;
    give(SQL_BIGINT, high, is_widest ? "ERROR 22003" : "SUCCESS", greatest(type) + " integer");
    give(SQL_DECIMAL, high, is_widest ? "ERROR 22003" : "SUCCESS", greatest(type) + " integer");
    if (type.size > 1) give(SQL_TINYINT, integer(type.size, 256), "ERROR 22003");
    if (type.size > 2) give(SQL_SMALLINT, integer(type.size, 65536), "ERROR 22003");
    if (type.size > 4) give(SQL_INTEGER, integer(type.size, 4294967296), "ERROR 22003");
    give(SQL_BIT, integer(type.size, 0), "SUCCESS", "0 integer");
    give(SQL_BIT, integer(type.size, 2), "ERROR 22003");
    if (type.is_signed) give(SQL_BIT, integer(type.size, -1), "ERROR 22003");
    give(SQL_DOUBLE, integer(type.size, 100), "SUCCESS", "100.0 real");
    give(SQL_INTERVAL_DAY, integer(type.size, 12), "SUCCESS", "'12' text");
    rows.push_back({type.c_type, SQL_INTEGER, integer(type.size, 1), SQL_NULL_DATA, "SUCCESS", "NULL null"});
  }
  return rows;
}

}  // namespace conversions
