// Owns: SQL_C_NUMERIC, SQL_C_GUID and the C intervals through bound columns, SQLGetData and bound parameters, with the
// precisions and scales of descriptor records. Never: every value (the unit tests of driver/convert have those).
#include <array>
#include <cstring>
#include <string>

#include "descriptor_fields.h"

using application::Handle;
using descriptors::apd;
using descriptors::ard;
using descriptors::set;
using descriptors::set_place;
using servers::Connected;

namespace {

/// A number up to 64 bits as the structure holds it.
SQL_NUMERIC_STRUCT numeric(bool negative, SQLUBIGINT magnitude, SQLSCHAR scale = 0) {
  SQL_NUMERIC_STRUCT made{};
  made.precision = 38;
  made.scale = scale;
  made.sign = negative ? 0 : 1;
  for (std::size_t index = 0; index < sizeof magnitude; ++index)
    made.val[index] = static_cast<SQLCHAR>(magnitude >> (8 * index) & 0xFFU);
  return made;
}

void check_same(const SQL_NUMERIC_STRUCT& got, const SQL_NUMERIC_STRUCT& expected) {
  CHECK(static_cast<int>(got.precision) == static_cast<int>(expected.precision));
  CHECK(static_cast<int>(got.scale) == static_cast<int>(expected.scale));
  CHECK(static_cast<int>(got.sign) == static_cast<int>(expected.sign));
  CHECK(std::memcmp(got.val, expected.val, sizeof got.val) == 0);
}

SQL_INTERVAL_STRUCT days(SQLUINTEGER day, SQLUINTEGER hour, SQLUINTEGER minute, SQLUINTEGER second,
                         SQLUINTEGER fraction, bool negative = false) {
  SQL_INTERVAL_STRUCT made{};
  made.interval_sign = negative ? SQL_TRUE : SQL_FALSE;
  made.intval.day_second = {day, hour, minute, second, fraction};
  return made;
}

struct Conversions : Connected {
  /// Sets the type, digits and scale of a record and its buffer, as the reference's example does.
  void describe(SQLHANDLE descriptor, SQLSMALLINT precision, SQLSMALLINT scale, void* data) {
    REQUIRE(set(descriptor, 1, SQL_DESC_TYPE, SQL_C_NUMERIC) == "SUCCESS");
    REQUIRE(set(descriptor, 1, SQL_DESC_PRECISION, precision) == "SUCCESS");
    REQUIRE(set(descriptor, 1, SQL_DESC_SCALE, scale) == "SUCCESS");
    if (data != nullptr) REQUIRE(set_place(descriptor, 1, SQL_DESC_DATA_PTR, data) == "SUCCESS");
  }

  void fetch(const std::string& sql) {
    statement.close();
    REQUIRE_SUCCESS(statement, statement.execute(sql));
    REQUIRE_SUCCESS(statement, SQLFetch(statement));
  }

  template <class Structure>
  void bind(SQLSMALLINT c_type, SQLSMALLINT sql_type, Structure& value) {
    REQUIRE_SUCCESS(statement, SQLBindParameter(statement, 1, SQL_PARAM_INPUT, c_type, sql_type, 38, 0, &value,
                                                sizeof value, nullptr));
  }
};

}  // namespace

TEST_CASE_FIXTURE(Conversions, "SQLBindCol with SQL_C_NUMERIC gives 38 digits without a fraction") {
  SQL_NUMERIC_STRUCT got{};
  SQLLEN length = 0;
  REQUIRE_SUCCESS(statement, SQLBindCol(statement, 1, SQL_C_NUMERIC, &got, sizeof got, &length));
  REQUIRE_SUCCESS(statement, statement.execute("SELECT -9007199254740993 UNION ALL SELECT 12.5 UNION ALL SELECT 'x'"));
  REQUIRE_SUCCESS(statement, SQLFetch(statement));
  check_same(got, numeric(true, 9007199254740993));
  CHECK(length == sizeof got);
  EXPECT("SUCCESS_WITH_INFO 01S07", statement, SQLFetch(statement));
  check_same(got, numeric(false, 12));
  EXPECT("ERROR 22018", statement, SQLFetch(statement));
}

TEST_CASE_FIXTURE(Conversions, "precision and scale of the row descriptor's record count") {
  SQL_NUMERIC_STRUCT got{};
  describe(ard(statement), 10, 4, &got);
  fetch("SELECT '10.001'");
  SQL_NUMERIC_STRUCT expected = numeric(false, 100010, 4);
  expected.precision = 10;
  check_same(got, expected);
  CHECK(got.val[0] == 0xAA);
  CHECK(got.val[1] == 0x86);
  CHECK(got.val[2] == 0x01);
  statement.close();
  REQUIRE_SUCCESS(statement, statement.execute("SELECT 1000000"));  // 11 digits with the fraction
  EXPECT("ERROR 22003", statement, SQLFetch(statement));
}

TEST_CASE_FIXTURE(Conversions,
                  "SQLGetData takes the precision and scale of a number with SQL_ARD_TYPE only, bound or not") {
  SQL_NUMERIC_STRUCT got{};
  SQLLEN length = 0;
  describe(ard(statement), 20, 2, nullptr);
  fetch("SELECT 12.345");
  EXPECT("SUCCESS_WITH_INFO 01S07", statement, SQLGetData(statement, 1, SQL_C_NUMERIC, &got, sizeof got, &length));
  check_same(got, numeric(false, 12));
  fetch("SELECT 12.345");
  EXPECT("SUCCESS_WITH_INFO 01S07", statement, SQLGetData(statement, 1, SQL_ARD_TYPE, &got, sizeof got, &length));
  SQL_NUMERIC_STRUCT expected = numeric(false, 1234, 2);
  expected.precision = 20;
  check_same(got, expected);
  CHECK(length == sizeof got);
  EXPECT("NO_DATA", statement, SQLGetData(statement, 1, SQL_ARD_TYPE, &got, sizeof got, &length));
}

TEST_CASE_FIXTURE(Conversions, "a numeric parameter keeps its digits in text and its value in numbers") {
  statement.run("DROP TABLE IF EXISTS numerics; CREATE TABLE numerics (x)");
  SQL_NUMERIC_STRUCT value = numeric(true, 1234567890123456789U);
  bind(SQL_C_NUMERIC, SQL_VARCHAR, value);
  describe(apd(statement), 19, 9, &value);
  statement.run("INSERT INTO numerics VALUES (?)");
  CHECK(statement.value_of("SELECT x || typeof(x) FROM numerics WHERE x LIKE '-%'") == "-1234567890.123456789text");

  value = numeric(false, 9223372036854775807U);
  bind(SQL_C_NUMERIC, SQL_DECIMAL, value);
  CHECK(statement.value_of("SELECT typeof(?)") == "integer");
  CHECK(statement.value_of("SELECT ?1 = 9223372036854775807") == "1");
  value = numeric(false, 125, 1);
  CHECK(statement.value_of("SELECT ? || '|' || typeof(?1)") == "12.5|real");
  bind(SQL_C_NUMERIC, SQL_INTEGER, value);
  CHECK(statement.value_of("SELECT ? || '|' || typeof(?1)") == "12|integer");
  value = numeric(false, 4294967296);
  EXPECT("ERROR 22003", statement, statement.execute("SELECT ?"));
}

TEST_CASE_FIXTURE(Conversions, "a GUID goes as text in lower case or as 16 bytes, and comes back the same") {
  SQLGUID sent{0x01234567, 0x89AB, 0xCDEF, {0xFE, 0xDC, 0xBA, 0x98, 0x76, 0x54, 0x32, 0x10}};
  SQLGUID got{};
  SQLLEN length = 0;
  bind(SQL_C_GUID, SQL_GUID, sent);
  CHECK(statement.value_of("SELECT ?") == "01234567-89ab-cdef-fedc-ba9876543210");
  fetch("SELECT '{' || upper(?) || '}'");
  REQUIRE_SUCCESS(statement, SQLGetData(statement, 1, SQL_C_GUID, &got, sizeof got, &length));
  CHECK(length == sizeof got);
  CHECK(std::memcmp(&got, &sent, sizeof got) == 0);
  statement.close();

  bind(SQL_C_GUID, SQL_BINARY, sent);
  CHECK(statement.value_of("SELECT typeof(?) || hex(?1)") == "blob0123456789ABCDEFFEDCBA9876543210");
  got = {};
  REQUIRE_SUCCESS(statement, SQLBindCol(statement, 1, SQL_C_GUID, &got, sizeof got, &length));
  fetch("SELECT ?");
  CHECK(std::memcmp(&got, &sent, sizeof got) == 0);
  statement.close();
  REQUIRE_SUCCESS(statement, statement.execute("SELECT 'no GUID'"));
  EXPECT("ERROR 22018", statement, SQLFetch(statement));
}

TEST_CASE_FIXTURE(Conversions, "a column of GUIDs has SQL_C_GUID as its default, and as text needs 37 bytes") {
  statement.run("DROP TABLE IF EXISTS guids; CREATE TABLE guids (id UUID)");
  statement.run("INSERT INTO guids VALUES ('01234567-89ab-cdef-fedc-ba9876543210')");
  SQLGUID got{};
  SQLLEN length = 0;
  fetch("SELECT id FROM guids");
  REQUIRE_SUCCESS(statement, SQLGetData(statement, 1, SQL_C_DEFAULT, &got, sizeof got, &length));
  CHECK(length == sizeof got);
  CHECK(got.Data1 == 0x01234567);
  CHECK(got.Data4[7] == 0x10);
  std::array<char, 37> text{};
  fetch("SELECT id FROM guids");
  EXPECT("ERROR 22003", statement, SQLGetData(statement, 1, SQL_C_CHAR, text.data(), 36, &length));
  REQUIRE_SUCCESS(statement, SQLGetData(statement, 1, SQL_C_CHAR, text.data(), 37, &length));
  CHECK(std::string(text.data()) == "01234567-89ab-cdef-fedc-ba9876543210");
  CHECK(length == 36);
}

TEST_CASE_FIXTURE(Conversions, "an interval goes as the text of its fields and comes back the same") {
  SQL_INTERVAL_STRUCT sent = days(3, 4, 5, 6, 500000, true);
  SQL_INTERVAL_STRUCT got{};
  SQLLEN length = 0;
  bind(SQL_C_INTERVAL_DAY_TO_SECOND, SQL_VARCHAR, sent);
  CHECK(statement.value_of("SELECT ?") == "-3 04:05:06.5");
  fetch("SELECT ?");
  REQUIRE_SUCCESS(statement, SQLGetData(statement, 1, SQL_C_INTERVAL_DAY_TO_SECOND, &got, sizeof got, &length));
  CHECK(length == sizeof got);
  CHECK(got.interval_type == SQL_IS_DAY_TO_SECOND);
  CHECK(got.interval_sign == SQL_TRUE);
  CHECK(std::memcmp(&got.intval.day_second, &sent.intval.day_second, sizeof got.intval.day_second) == 0);
  statement.close();

  bind(SQL_C_INTERVAL_DAY_TO_SECOND, SQL_INTERVAL_DAY_TO_MINUTE, sent);
  EXPECT("ERROR 22015", statement, statement.execute("SELECT ?"));
  sent = days(45, 0, 0, 0, 0);
  bind(SQL_C_INTERVAL_DAY, SQL_INTEGER, sent);
  CHECK(statement.value_of("SELECT typeof(?) || ?1") == "integer45");
  sent = days(100, 0, 0, 0, 0);  // more than the two digits of the leading field
  EXPECT("ERROR 22015", statement, statement.execute("SELECT ?"));
}

TEST_CASE_FIXTURE(Conversions, "bound columns take intervals of texts and exact numbers") {
  SQL_INTERVAL_STRUCT got{};
  SQLLEN length = 0;
  REQUIRE_SUCCESS(statement, SQLBindCol(statement, 1, SQL_C_INTERVAL_HOUR, &got, sizeof got, &length));
  REQUIRE_SUCCESS(statement, statement.execute("SELECT 'INTERVAL ''3 01'' DAY TO HOUR' UNION ALL SELECT '7:30' "
                                               "UNION ALL SELECT '100' UNION ALL SELECT 'soon'"));
  REQUIRE_SUCCESS(statement, SQLFetch(statement));
  CHECK(got.interval_type == SQL_IS_HOUR);
  CHECK(got.intval.day_second.hour == 73);
  CHECK(length == sizeof got);
  EXPECT("SUCCESS_WITH_INFO 01S07", statement, SQLFetch(statement));
  CHECK(got.intval.day_second.hour == 7);
  EXPECT("ERROR 22015", statement, SQLFetch(statement));
  EXPECT("ERROR 22018", statement, SQLFetch(statement));
  statement.close();

  statement.run("DROP TABLE IF EXISTS spans; CREATE TABLE spans (hours INTEGER, ratio REAL)");
  statement.run("INSERT INTO spans VALUES (-12, 0.5)");
  fetch("SELECT hours FROM spans");
  CHECK(got.interval_sign == SQL_TRUE);
  CHECK(got.intval.day_second.hour == 12);
  statement.close();
  REQUIRE_SUCCESS(statement, statement.execute("SELECT ratio FROM spans"));
  EXPECT("ERROR 07006", statement, SQLFetch(statement));
}

TEST_CASE_FIXTURE(Conversions,
                  "the precisions of a descriptor record hold for an interval's first field and fraction") {
  SQL_INTERVAL_STRUCT got{};
  const SQLHANDLE descriptor = ard(statement);
  REQUIRE(set(descriptor, 1, SQL_DESC_CONCISE_TYPE, SQL_C_INTERVAL_DAY_TO_SECOND) == "SUCCESS");
  REQUIRE(set(descriptor, 1, SQL_DESC_DATETIME_INTERVAL_PRECISION, 4) == "SUCCESS");
  REQUIRE(set(descriptor, 1, SQL_DESC_PRECISION, 3) == "SUCCESS");
  REQUIRE(set_place(descriptor, 1, SQL_DESC_DATA_PTR, &got) == "SUCCESS");
  fetch("SELECT '1234 04:05:06.789'");
  CHECK(got.intval.day_second.day == 1234);
  CHECK(got.intval.day_second.fraction == 789);
  statement.close();
  REQUIRE_SUCCESS(statement, statement.execute("SELECT '12345 00:00:00'"));
  EXPECT("ERROR 22015", statement, SQLFetch(statement));
}

TEST_CASE_FIXTURE(Conversions, "pairs that appendix D does not have are 07006 when a parameter is bound") {
  SQL_INTERVAL_STRUCT interval{};
  SQLGUID guid{};
  SQL_NUMERIC_STRUCT number{};
  struct Row {
    SQLSMALLINT c_type, sql_type;
    void* data;
  };
  const Row rows[] = {
      {SQL_C_INTERVAL_DAY_TO_HOUR, SQL_INTEGER, &interval},
      {SQL_C_INTERVAL_DAY, SQL_DOUBLE, &interval},
      {SQL_C_INTERVAL_YEAR, SQL_INTERVAL_DAY, &interval},
      {SQL_C_INTERVAL_DAY, SQL_TYPE_DATE, &interval},
      {SQL_C_GUID, SQL_INTEGER, &guid},
      {SQL_C_NUMERIC, SQL_GUID, &number},
      {SQL_C_NUMERIC, SQL_INTERVAL_DAY_TO_HOUR, &number},
      {SQL_C_NUMERIC, SQL_VARBINARY, &number},
  };
  for (const Row& row : rows) {
    CAPTURE(row.c_type);
    CAPTURE(row.sql_type);
    EXPECT("ERROR 07006", statement,
           SQLBindParameter(statement, 1, SQL_PARAM_INPUT, row.c_type, row.sql_type, 38, 0, row.data, 0, nullptr));
  }
}
