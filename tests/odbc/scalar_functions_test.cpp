// Owns: every scalar function of {fn …} through the driver on D1's engine: values, NULL, parameters, nesting, and that
// SQLGetInfo claims what is done. Never: how a function is written in D1's SQL (tests/unit/sql has that).
#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "../unit/sql/scalar_function_values.h"
#include "test_servers.h"

using application::Parameter;
using application::Statement;
using servers::Connected;

namespace {

// D1's limit is 100 columns and 100,000 bytes.
constexpr std::size_t columns_at_once = 60;

SQLUINTEGER bits_of(SQLHDBC connection, SQLUSMALLINT type) {
  SQLUINTEGER bits = 0;
  REQUIRE(SQLGetInfo(connection, type, &bits, sizeof bits, nullptr) == SQL_SUCCESS);
  return bits;
}

struct ClaimRow {
  SQLUINTEGER bit;
  const char* call;
};

struct ClaimTable {
  SQLUSMALLINT info_type;
  std::vector<ClaimRow> rows;
};

// Every bit that the reference has for functions, with a call that uses it.
const std::vector<ClaimTable> claims = {
    // clang-format off
    {SQL_STRING_FUNCTIONS, {
        {SQL_FN_STR_CONCAT, "CONCAT('a', 'b')"}, {SQL_FN_STR_INSERT, "INSERT('abc', 1, 1, 'x')"},
        {SQL_FN_STR_LEFT, "LEFT('abc', 1)"}, {SQL_FN_STR_LTRIM, "LTRIM(' a')"}, {SQL_FN_STR_LENGTH, "LENGTH('a')"},
        {SQL_FN_STR_LOCATE, "LOCATE('a', 'abc', 1)"}, {SQL_FN_STR_LCASE, "LCASE('A')"},
        {SQL_FN_STR_REPEAT, "REPEAT('a', 2)"}, {SQL_FN_STR_REPLACE, "REPLACE('a', 'a', 'b')"},
        {SQL_FN_STR_RIGHT, "RIGHT('abc', 1)"}, {SQL_FN_STR_RTRIM, "RTRIM('a ')"},
        {SQL_FN_STR_SUBSTRING, "SUBSTRING('abc', 1, 1)"}, {SQL_FN_STR_UCASE, "UCASE('a')"},
        {SQL_FN_STR_ASCII, "ASCII('a')"}, {SQL_FN_STR_CHAR, "CHAR(65)"},
        {SQL_FN_STR_DIFFERENCE, "DIFFERENCE('a', 'b')"}, {SQL_FN_STR_LOCATE_2, "LOCATE('a', 'abc')"},
        {SQL_FN_STR_SOUNDEX, "SOUNDEX('a')"}, {SQL_FN_STR_SPACE, "SPACE(2)"},
        {SQL_FN_STR_BIT_LENGTH, "BIT_LENGTH('a')"}, {SQL_FN_STR_CHAR_LENGTH, "CHAR_LENGTH('a')"},
        {SQL_FN_STR_CHARACTER_LENGTH, "CHARACTER_LENGTH('a')"}, {SQL_FN_STR_OCTET_LENGTH, "OCTET_LENGTH('a')"},
        {SQL_FN_STR_POSITION, "POSITION('a' IN 'abc')"}}},
    {SQL_NUMERIC_FUNCTIONS, {
        {SQL_FN_NUM_ABS, "ABS(1)"}, {SQL_FN_NUM_ACOS, "ACOS(1)"}, {SQL_FN_NUM_ASIN, "ASIN(1)"},
        {SQL_FN_NUM_ATAN, "ATAN(1)"}, {SQL_FN_NUM_ATAN2, "ATAN2(1, 1)"}, {SQL_FN_NUM_CEILING, "CEILING(1)"},
        {SQL_FN_NUM_COS, "COS(1)"}, {SQL_FN_NUM_COT, "COT(1)"}, {SQL_FN_NUM_EXP, "EXP(1)"},
        {SQL_FN_NUM_FLOOR, "FLOOR(1)"}, {SQL_FN_NUM_LOG, "LOG(1)"}, {SQL_FN_NUM_MOD, "MOD(1, 1)"},
        {SQL_FN_NUM_SIGN, "SIGN(1)"}, {SQL_FN_NUM_SIN, "SIN(1)"}, {SQL_FN_NUM_SQRT, "SQRT(1)"},
        {SQL_FN_NUM_TAN, "TAN(1)"}, {SQL_FN_NUM_PI, "PI()"}, {SQL_FN_NUM_RAND, "RAND()"},
        {SQL_FN_NUM_DEGREES, "DEGREES(1)"}, {SQL_FN_NUM_LOG10, "LOG10(1)"}, {SQL_FN_NUM_POWER, "POWER(1, 1)"},
        {SQL_FN_NUM_RADIANS, "RADIANS(1)"}, {SQL_FN_NUM_ROUND, "ROUND(1, 1)"},
        {SQL_FN_NUM_TRUNCATE, "TRUNCATE(1, 1)"}}},
    {SQL_TIMEDATE_FUNCTIONS, {
        {SQL_FN_TD_NOW, "NOW()"}, {SQL_FN_TD_CURDATE, "CURDATE()"}, {SQL_FN_TD_CURTIME, "CURTIME()"},
        {SQL_FN_TD_DAYOFMONTH, "DAYOFMONTH({d '2024-02-29'})"}, {SQL_FN_TD_DAYOFWEEK, "DAYOFWEEK({d '2024-02-29'})"},
        {SQL_FN_TD_DAYOFYEAR, "DAYOFYEAR({d '2024-02-29'})"}, {SQL_FN_TD_MONTH, "MONTH({d '2024-02-29'})"},
        {SQL_FN_TD_QUARTER, "QUARTER({d '2024-02-29'})"}, {SQL_FN_TD_WEEK, "WEEK({d '2024-02-29'})"},
        {SQL_FN_TD_YEAR, "YEAR({d '2024-02-29'})"}, {SQL_FN_TD_HOUR, "HOUR({t '10:20:30'})"},
        {SQL_FN_TD_MINUTE, "MINUTE({t '10:20:30'})"}, {SQL_FN_TD_SECOND, "SECOND({t '10:20:30'})"},
        {SQL_FN_TD_TIMESTAMPADD, "TIMESTAMPADD(SQL_TSI_DAY, 1, {d '2024-02-29'})"},
        {SQL_FN_TD_TIMESTAMPDIFF, "TIMESTAMPDIFF(SQL_TSI_DAY, {d '2024-02-29'}, {d '2024-02-29'})"},
        {SQL_FN_TD_DAYNAME, "DAYNAME({d '2024-02-29'})"}, {SQL_FN_TD_MONTHNAME, "MONTHNAME({d '2024-02-29'})"},
        {SQL_FN_TD_CURRENT_DATE, "CURRENT_DATE()"}, {SQL_FN_TD_CURRENT_TIME, "CURRENT_TIME(3)"},
        {SQL_FN_TD_CURRENT_TIMESTAMP, "CURRENT_TIMESTAMP(3)"},
        {SQL_FN_TD_EXTRACT, "EXTRACT(YEAR FROM {d '2024-02-29'})"}}},
    {SQL_SYSTEM_FUNCTIONS, {
        {SQL_FN_SYS_USERNAME, "USER()"}, {SQL_FN_SYS_DBNAME, "DATABASE()"}, {SQL_FN_SYS_IFNULL, "IFNULL(1, 2)"}}},
    {SQL_TIMEDATE_ADD_INTERVALS, {
        {SQL_FN_TSI_FRAC_SECOND, "TIMESTAMPADD(SQL_TSI_FRAC_SECOND, 1, {d '2024-02-29'})"},
        {SQL_FN_TSI_SECOND, "TIMESTAMPADD(SQL_TSI_SECOND, 1, {d '2024-02-29'})"},
        {SQL_FN_TSI_MINUTE, "TIMESTAMPADD(SQL_TSI_MINUTE, 1, {d '2024-02-29'})"},
        {SQL_FN_TSI_HOUR, "TIMESTAMPADD(SQL_TSI_HOUR, 1, {d '2024-02-29'})"},
        {SQL_FN_TSI_DAY, "TIMESTAMPADD(SQL_TSI_DAY, 1, {d '2024-02-29'})"},
        {SQL_FN_TSI_WEEK, "TIMESTAMPADD(SQL_TSI_WEEK, 1, {d '2024-02-29'})"},
        {SQL_FN_TSI_MONTH, "TIMESTAMPADD(SQL_TSI_MONTH, 1, {d '2024-02-29'})"},
        {SQL_FN_TSI_QUARTER, "TIMESTAMPADD(SQL_TSI_QUARTER, 1, {d '2024-02-29'})"},
        {SQL_FN_TSI_YEAR, "TIMESTAMPADD(SQL_TSI_YEAR, 1, {d '2024-02-29'})"}}},
    {SQL_TIMEDATE_DIFF_INTERVALS, {
        {SQL_FN_TSI_FRAC_SECOND, "TIMESTAMPDIFF(SQL_TSI_FRAC_SECOND, {d '2024-02-29'}, {d '2024-02-29'})"},
        {SQL_FN_TSI_SECOND, "TIMESTAMPDIFF(SQL_TSI_SECOND, {d '2024-02-29'}, {d '2024-02-29'})"},
        {SQL_FN_TSI_MINUTE, "TIMESTAMPDIFF(SQL_TSI_MINUTE, {d '2024-02-29'}, {d '2024-02-29'})"},
        {SQL_FN_TSI_HOUR, "TIMESTAMPDIFF(SQL_TSI_HOUR, {d '2024-02-29'}, {d '2024-02-29'})"},
        {SQL_FN_TSI_DAY, "TIMESTAMPDIFF(SQL_TSI_DAY, {d '2024-02-29'}, {d '2024-02-29'})"},
        {SQL_FN_TSI_WEEK, "TIMESTAMPDIFF(SQL_TSI_WEEK, {d '2024-02-29'}, {d '2024-02-29'})"},
        {SQL_FN_TSI_MONTH, "TIMESTAMPDIFF(SQL_TSI_MONTH, {d '2024-02-29'}, {d '2024-02-29'})"},
        {SQL_FN_TSI_QUARTER, "TIMESTAMPDIFF(SQL_TSI_QUARTER, {d '2024-02-29'}, {d '2024-02-29'})"},
        {SQL_FN_TSI_YEAR, "TIMESTAMPDIFF(SQL_TSI_YEAR, {d '2024-02-29'}, {d '2024-02-29'})"}}},
    // clang-format on
};

/// The value of `SELECT sql` with texts as parameters.
std::string value_with(Statement& statement, const std::string& sql, const std::vector<std::string>& values) {
  std::vector<Parameter> parameters;
  for (const std::string& value : values) parameters.push_back(Parameter::of(value));
  SQLUSMALLINT number = 0;
  for (Parameter& parameter : parameters) {
    REQUIRE(parameter.bind(statement, ++number, SQL_C_CHAR, SQL_VARCHAR) == SQL_SUCCESS);
  }
  std::string value = statement.value_of(sql);
  SQLFreeStmt(statement, SQL_RESET_PARAMS);
  return value;
}

}  // namespace

TEST_CASE_FIXTURE(Connected, "every scalar function has ODBC's value on the engine, in few requests") {
  const auto& rows = d1odbc::test::scalar_function_values;
  servers::reset_counts();
  for (std::size_t first = 0; first < rows.size(); first += columns_at_once) {
    const std::size_t end = std::min(first + columns_at_once, rows.size());
    std::string sql = "SELECT ";
    for (std::size_t at = first; at < end; ++at) {
      sql += (at == first ? "quote(" : ", quote(") + std::string(rows[at].expression) + ")";
    }
    REQUIRE_SUCCESS(statement, statement.execute(sql));
    REQUIRE_SUCCESS(statement, SQLFetch(statement));
    for (std::size_t at = first; at < end; ++at) {
      CAPTURE(rows[at].expression);
      CHECK(statement.text_at(static_cast<SQLUSMALLINT>(at - first + 1)) == std::string(rows[at].value));
    }
    statement.close();
  }
  CHECK(servers::counts().requests == static_cast<long>((rows.size() + columns_at_once - 1) / columns_at_once));
}

TEST_CASE_FIXTURE(Connected, "what SQLGetInfo claims of scalar functions runs, and what it does not claim is refused") {
  for (const ClaimTable& table : claims) {
    CAPTURE(table.info_type);
    SQLUINTEGER claimed = bits_of(connection, table.info_type);
    for (const ClaimRow& row : table.rows) {
      CAPTURE(row.call);
      const SQLRETURN code = statement.execute("SELECT {fn " + std::string(row.call) + "}");
      const std::string outcome = application::outcome(code, statement);
      if ((claimed & row.bit) != 0) {
        CHECK(outcome == "SUCCESS");
      } else {
        CHECK((outcome == "ERROR 42000" || outcome == "ERROR HYC00"));
      }
      claimed &= ~row.bit;
      statement.close();
    }
    CHECK(claimed == 0);
  }
}

TEST_CASE_FIXTURE(Connected, "a function that D1 cannot express says so and sends nothing") {
  struct Row {
    const char* call;
    const char* outcome;
    const char* text;
  };
  servers::reset_counts();
  for (const Row& row : {
           Row{"SOUNDEX('a')", "ERROR 42000", "SOUNDEX"},
           Row{"DIFFERENCE('a', 'b')", "ERROR 42000", "DIFFERENCE"},
           Row{"NOSUCH(1)", "ERROR 42000", "NOSUCH"},
           Row{"TIMESTAMPADD(SQL_TSI_FRAC_SECOND, 1, {d '2024-02-29'})", "ERROR HYC00", "SQL_TSI_FRAC_SECOND"},
           Row{"TIMESTAMPDIFF(SQL_TSI_CENTURY, 1, 2)", "ERROR HYC00", "SQL_TSI_CENTURY"},
           Row{"EXTRACT(CENTURY FROM {d '2024-02-29'})", "ERROR 42000", "CENTURY"},
           Row{"CONVERT(1, SQL_INTERVAL_YEAR)", "ERROR HYC00", "SQL_INTERVAL_YEAR"},
           Row{"LEFT('abc')", "ERROR 42000", "LEFT has 1 arguments"},
       }) {
    CAPTURE(row.call);
    EXPECT(row.outcome, statement, statement.execute("SELECT {fn " + std::string(row.call) + "}"));
    CHECK(statement.text().find(row.text) != std::string::npos);
  }
  CHECK(servers::counts().requests == 0);
}

TEST_CASE_FIXTURE(Connected, "arguments may be parameters, moved and repeated by the translation") {
  struct Row {
    const char* sql;
    std::vector<std::string> parameters;
    const char* value;
  };
  const Row rows[] = {
      {"SELECT {fn UCASE(?)}", {"abc"}, "ABC"},
      {"SELECT {fn LOCATE(?, ?)}", {"b", "abc"}, "2"},
      {"SELECT {fn LOCATE(?, ?, ?)}", {"b", "abcb", "3"}, "4"},
      {"SELECT ? || {fn POSITION(? IN ?)} || ?", {"<", "c", "abc", ">"}, "<3>"},
      {"SELECT {fn RIGHT(?, ?)}", {"abc", "2"}, "bc"},
      {"SELECT {fn SUBSTRING(?, ?, ?)}", {"abcdef", "0", "3"}, "ab"},
      {"SELECT {fn INSERT(?, ?, ?, ?)}", {"abcdef", "2", "3", "XY"}, "aXYef"},
      {"SELECT {fn REPEAT(?, ?)}", {"ab", "2"}, "abab"},
      {"SELECT {fn CONCAT({fn LCASE(?)}, {fn SPACE(?)})} || '|'", {"AB", "2"}, "ab  |"},
      {"SELECT {fn TIMESTAMPADD(SQL_TSI_MONTH, ?, ?)}", {"1", "2024-01-31"}, "2024-02-29 00:00:00"},
      {"SELECT {fn TIMESTAMPDIFF(SQL_TSI_YEAR, ?, ?)}", {"2000-06-15", "2024-06-14"}, "23"},
      {"SELECT {fn DAYNAME({fn TIMESTAMPADD(SQL_TSI_DAY, {fn LENGTH(?)}, ?)})}", {"abc", "2024-02-26"}, "Thursday"},
      {"SELECT {fn CONVERT(?, SQL_INTEGER)} + 1", {"41"}, "42"},
      {"SELECT {fn IFNULL(NULL, ?)}", {"x"}, "x"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.sql);
    CHECK(value_with(statement, row.sql, row.parameters) == row.value);
  }
}

TEST_CASE_FIXTURE(Connected, "parameters of C types and NULL reach functions exactly") {
  SQLBIGINT large = 9007199254740993;
  SQLINTEGER places = -1;
  SQLLEN fixed = 0;
  SQLLEN null = SQL_NULL_DATA;
  REQUIRE_SUCCESS(statement, SQLBindParameter(statement, 1, SQL_PARAM_INPUT, SQL_C_SBIGINT, SQL_BIGINT, 19, 0, &large,
                                              sizeof large, &fixed));
  REQUIRE_SUCCESS(statement, SQLBindParameter(statement, 2, SQL_PARAM_INPUT, SQL_C_SLONG, SQL_INTEGER, 10, 0, &places,
                                              sizeof places, &fixed));
  CHECK(statement.value_of("SELECT {fn ROUND(?, ?)}") == "9007199254740990");
  CHECK(statement.value_of("SELECT {fn TRUNCATE(?, ?)}") == "9007199254740990");
  CHECK(statement.value_of("SELECT {fn MOD(?, ?)}") == "0");
  REQUIRE_SUCCESS(statement, SQLBindParameter(statement, 2, SQL_PARAM_INPUT, SQL_C_SLONG, SQL_INTEGER, 10, 0, &places,
                                              sizeof places, &null));
  CHECK(statement.value_of("SELECT {fn ROUND(?, ?)}") == "NULL");
  CHECK(statement.value_of("SELECT {fn LOCATE(?, ?)}") == "NULL");
  SQL_TIMESTAMP_STRUCT moment{2024, 2, 29, 23, 59, 58, 500'000'000};
  REQUIRE_SUCCESS(statement, SQLBindParameter(statement, 1, SQL_PARAM_INPUT, SQL_C_TYPE_TIMESTAMP, SQL_TYPE_TIMESTAMP,
                                              23, 3, &moment, sizeof moment, &fixed));
  SQLFreeStmt(statement, SQL_RESET_PARAMS);
  REQUIRE_SUCCESS(statement, SQLBindParameter(statement, 1, SQL_PARAM_INPUT, SQL_C_TYPE_TIMESTAMP, SQL_TYPE_TIMESTAMP,
                                              23, 3, &moment, sizeof moment, &fixed));
  CHECK(statement.value_of("SELECT {fn SECOND(?)}") == "58");
  CHECK(statement.value_of("SELECT {fn TIMESTAMPADD(SQL_TSI_SECOND, 2, ?)}") == "2024-03-01 00:00:00.5");
}

TEST_CASE_FIXTURE(Connected, "functions work on columns, in conditions and in writes") {
  statement.run("DROP TABLE IF EXISTS functions");
  statement.run("CREATE TABLE functions (id INTEGER PRIMARY KEY, name TEXT, born DATE, amount REAL)");
  statement.run("INSERT INTO functions VALUES (1, {fn CONCAT('An', 'na')}, {d '2000-02-29'}, {fn POWER(2, 3)})");
  statement.run("INSERT INTO functions VALUES (2, NULL, NULL, NULL)");
  CHECK(statement.value_of("SELECT {fn UCASE(name)} FROM functions WHERE {fn MONTH(born)} = 2") == "ANNA");
  CHECK(statement.value_of("SELECT {fn IFNULL(name, '-')} FROM functions ORDER BY {fn LENGTH(name)} LIMIT 1") == "-");
  statement.run("UPDATE functions SET born = {fn TIMESTAMPADD(SQL_TSI_YEAR, 1, born)} WHERE {fn LEFT(name, 1)} = 'A'");
  CHECK(statement.value_of("SELECT born FROM functions WHERE id = 1") == "2001-02-28 00:00:00");
  CHECK(statement.value_of("SELECT count(*) FROM functions WHERE {fn YEAR(born)} IS NULL") == "1");
}

TEST_CASE_FIXTURE(Connected, "DATABASE and USER are those of the connection") {
  SQLCHAR name[128] = {};
  REQUIRE_SUCCESS(connection, SQLGetInfo(connection, SQL_DATABASE_NAME, name, sizeof name, nullptr));
  CHECK(statement.value_of("SELECT {fn DATABASE()}") == reinterpret_cast<char*>(name));
  REQUIRE_SUCCESS(connection, SQLGetInfo(connection, SQL_USER_NAME, name, sizeof name, nullptr));
  CHECK(statement.value_of("SELECT {fn USER()}") == reinterpret_cast<char*>(name));
}

TEST_CASE_FIXTURE(Connected, "values come as numbers and dates of C too") {
  REQUIRE_SUCCESS(statement, statement.execute("SELECT {fn YEAR({d '2024-02-29'})}, {fn SQRT(2)}, {fn CURDATE()}, "
                                               "{fn TIMESTAMPADD(SQL_TSI_DAY, 1, {d '2024-02-28'})}"));
  REQUIRE_SUCCESS(statement, SQLFetch(statement));
  CHECK(statement.integer_at(1) == 2024);
  double root = 0;
  SQLLEN length = 0;
  REQUIRE_SUCCESS(statement, SQLGetData(statement, 2, SQL_C_DOUBLE, &root, sizeof root, &length));
  CHECK(root == 1.4142135623730951);
  SQL_DATE_STRUCT today{};
  REQUIRE_SUCCESS(statement, SQLGetData(statement, 3, SQL_C_TYPE_DATE, &today, sizeof today, &length));
  CHECK(today.year >= 2024);
  SQL_TIMESTAMP_STRUCT moment{};
  REQUIRE_SUCCESS(statement, SQLGetData(statement, 4, SQL_C_TYPE_TIMESTAMP, &moment, sizeof moment, &length));
  CHECK(length == static_cast<SQLLEN>(sizeof moment));
  CHECK(moment.month == 2);
  CHECK(moment.day == 29);
}
