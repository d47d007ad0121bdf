// Owns: reals bit for bit, and dates, times and timestamps as structures and as text. Never: integers, text.
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

#include "test_servers.h"

using application::Parameter;
using servers::Connected;

namespace {

template <class Value>
Value read_as(Connected& d1, SQLSMALLINT c_type) {
  Value value{};
  SQLLEN length = 0;
  REQUIRE_SUCCESS(d1.statement, SQLGetData(d1.statement, 1, c_type, &value, sizeof value, &length));
  CHECK(length == static_cast<SQLLEN>(sizeof value));
  return value;
}

/// Sends one C value through `SELECT ?` and leaves the statement on its row.
template <class Value>
void send(Connected& d1, SQLSMALLINT c_type, SQLSMALLINT sql_type, const Value& value, SQLSMALLINT digits = 0) {
  Value copy = value;
  REQUIRE_SUCCESS(d1.statement,
                  SQLBindParameter(d1.statement, 1, SQL_PARAM_INPUT, c_type, sql_type, 29, digits, &copy, 0, nullptr));
  REQUIRE_SUCCESS(d1.statement, d1.statement.execute("SELECT ?"));
  REQUIRE_SUCCESS(d1.statement, SQLFetch(d1.statement));
}

}  // namespace

TEST_CASE_FIXTURE(Connected, "doubles come back bit for bit") {
  const std::vector<double> values{0.1,
                                   -0.1,
                                   1.0 / 3,
                                   5e-324,
                                   2.2250738585072009e-308,
                                   std::numeric_limits<double>::min(),
                                   std::numeric_limits<double>::max(),
                                   std::numeric_limits<double>::lowest(),
                                   1e22,
                                   1e23,
                                   9007199254740993.0,
                                   123456789.123456789,
                                   0.30000000000000004,
                                   6.02214076e23,
                                   1.5,
                                   3.0};
  statement.run("DROP TABLE IF EXISTS reals");
  statement.run("CREATE TABLE reals (x REAL)");
  for (const double value : values) {
    CAPTURE(value);
    double parameter = value;
    REQUIRE_SUCCESS(statement, SQLBindParameter(statement, 1, SQL_PARAM_INPUT, SQL_C_DOUBLE, SQL_DOUBLE, 15, 0,
                                                &parameter, 0, nullptr));
    statement.run("DELETE FROM reals");
    statement.run("INSERT INTO reals VALUES (?)");
    REQUIRE_SUCCESS(statement, SQLFreeStmt(statement, SQL_RESET_PARAMS));
    CHECK(statement.value_of("SELECT typeof(x) FROM reals") == "real");
    REQUIRE_SUCCESS(statement, statement.execute("SELECT x FROM reals"));
    REQUIRE_SUCCESS(statement, SQLFetch(statement));
    double got = 0;
    SQLLEN indicator = 0;
    EXPECT("SUCCESS", statement, SQLGetData(statement, 1, SQL_C_DOUBLE, &got, sizeof got, &indicator));
    CHECK(indicator == sizeof got);
    CHECK(std::bit_cast<std::uint64_t>(got) == std::bit_cast<std::uint64_t>(value));
    statement.close();
  }
}

TEST_CASE_FIXTURE(Connected, "a float is sent and read as what it is") {
  send(*this, SQL_C_FLOAT, SQL_REAL, 0.1F);
  CHECK(read_as<SQLREAL>(*this, SQL_C_FLOAT) == 0.1F);
  CHECK(read_as<double>(*this, SQL_C_DOUBLE) == static_cast<double>(0.1F));
}

TEST_CASE_FIXTURE(Connected, "infinities are stored; they come back as text, since D1's JSON has null for them") {
  for (const double value : {std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity()}) {
    CAPTURE(value);
    SQLDOUBLE sent = value;
    REQUIRE_SUCCESS(
        statement, SQLBindParameter(statement, 1, SQL_PARAM_INPUT, SQL_C_DOUBLE, SQL_DOUBLE, 15, 0, &sent, 0, nullptr));
    CHECK(statement.value_of("SELECT CAST(? AS TEXT)") == (value > 0 ? "Inf" : "-Inf"));
  }
  REQUIRE_SUCCESS(statement, SQLFreeStmt(statement, SQL_RESET_PARAMS));
  double infinity = std::numeric_limits<double>::infinity();
  REQUIRE_SUCCESS(statement, SQLBindParameter(statement, 1, SQL_PARAM_INPUT, SQL_C_DOUBLE, SQL_DOUBLE, 15, 0, &infinity,
                                              0, nullptr));
  CHECK(statement.value_of("SELECT ? > 1.7976931348623157e308") == "1");
}

TEST_CASE_FIXTURE(Connected, "a number that is none is NULL, as SQLite stores it") {
  double nan = std::numeric_limits<double>::quiet_NaN();
  REQUIRE_SUCCESS(statement,
                  SQLBindParameter(statement, 1, SQL_PARAM_INPUT, SQL_C_DOUBLE, SQL_DOUBLE, 15, 0, &nan, 0, nullptr));
  CHECK(statement.value_of("SELECT typeof(?)") == "null");
}

TEST_CASE_FIXTURE(Connected, "a date goes and comes as a structure and as text") {
  const SQL_DATE_STRUCT date{2024, 2, 29};
  send(*this, SQL_C_TYPE_DATE, SQL_TYPE_DATE, date);
  CHECK(statement.text_at(1) == "2024-02-29");
  const auto got = read_as<SQL_DATE_STRUCT>(*this, SQL_C_TYPE_DATE);
  CHECK(got.year == 2024);
  CHECK(got.month == 2);
  CHECK(got.day == 29);
}

TEST_CASE_FIXTURE(Connected, "a time goes and comes as a structure and as text") {
  const SQL_TIME_STRUCT time{23, 59, 58};
  send(*this, SQL_C_TYPE_TIME, SQL_TYPE_TIME, time);
  CHECK(statement.text_at(1) == "23:59:58");
  const auto got = read_as<SQL_TIME_STRUCT>(*this, SQL_C_TYPE_TIME);
  CHECK(got.hour == 23);
  CHECK(got.minute == 59);
  CHECK(got.second == 58);
}

TEST_CASE_FIXTURE(Connected, "a timestamp goes and comes as a structure and as text, with its fraction") {
  const SQL_TIMESTAMP_STRUCT moment{1999, 12, 31, 23, 59, 59, 123456789};
  send(*this, SQL_C_TYPE_TIMESTAMP, SQL_TYPE_TIMESTAMP, moment, 9);
  CHECK(statement.text_at(1) == "1999-12-31 23:59:59.123456789");
  const auto got = read_as<SQL_TIMESTAMP_STRUCT>(*this, SQL_C_TYPE_TIMESTAMP);
  CHECK(got.year == 1999);
  CHECK(got.second == 59);
  CHECK(got.fraction == 123456789);
}

TEST_CASE_FIXTURE(Connected, "a stored moment is read as its parts; a lost part is told") {
  REQUIRE_SUCCESS(statement, statement.execute("SELECT '2024-02-29 12:30:45.5'"));
  REQUIRE_SUCCESS(statement, SQLFetch(statement));
  SQL_DATE_STRUCT date{};
  SQLLEN length = 0;
  EXPECT("SUCCESS_WITH_INFO 01S07", statement, SQLGetData(statement, 1, SQL_C_TYPE_DATE, &date, sizeof date, &length));
  CHECK(date.day == 29);
  CHECK(length == sizeof date);
  SQL_TIME_STRUCT time{};
  EXPECT("SUCCESS_WITH_INFO 01S07", statement, SQLGetData(statement, 1, SQL_C_TYPE_TIME, &time, sizeof time, &length));
  CHECK(time.second == 45);
  SQL_TIMESTAMP_STRUCT moment{};
  EXPECT("SUCCESS", statement, SQLGetData(statement, 1, SQL_C_TYPE_TIMESTAMP, &moment, sizeof moment, &length));
  CHECK(moment.fraction == 500'000'000);
}

TEST_CASE_FIXTURE(Connected, "text that is no date is 22018, a date that is none is refused") {
  REQUIRE_SUCCESS(statement, statement.execute("SELECT 'tomorrow'"));
  REQUIRE_SUCCESS(statement, SQLFetch(statement));
  SQL_DATE_STRUCT date{};
  SQLLEN length = 0;
  EXPECT("ERROR 22018", statement, SQLGetData(statement, 1, SQL_C_TYPE_DATE, &date, sizeof date, &length));
  statement.close();
  SQL_DATE_STRUCT impossible{2023, 2, 29};
  REQUIRE_SUCCESS(statement, SQLBindParameter(statement, 1, SQL_PARAM_INPUT, SQL_C_TYPE_DATE, SQL_TYPE_DATE, 10, 0,
                                              &impossible, 0, nullptr));
  EXPECT("ERROR 22007", statement, statement.execute("SELECT ?"));
}
