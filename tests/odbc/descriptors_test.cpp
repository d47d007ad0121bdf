// Owns: binding through descriptors: what SQLBindCol and SQLBindParameter set, the same by SQLSetDescField and
// SQLSetDescRec, what these refuse. Never: the table of fields (the unit test of descriptor/descriptor_fields walks
// it).
#include <array>
#include <string>

#include "descriptor_fields.h"

using namespace descriptors;
using servers::Connected;

TEST_CASE_FIXTURE(Connected, "a statement comes with four descriptors of its own") {
  for (const SQLHANDLE descriptor : {ard(statement), apd(statement), ipd(statement)}) {
    CHECK(number(descriptor, 0, SQL_DESC_ALLOC_TYPE) == SQL_DESC_ALLOC_AUTO);
    CHECK(number(descriptor, 0, SQL_DESC_COUNT) == 0);
    CHECK(read_outcome(descriptor, 1, SQL_DESC_TYPE) == "NO_DATA");
  }
  CHECK(ard(statement) != apd(statement));
  CHECK(ird(statement) != ipd(statement));
  CHECK(number(ard(statement), 0, SQL_DESC_ARRAY_SIZE) == 1);
  CHECK(number(apd(statement), 0, SQL_DESC_BIND_TYPE) == SQL_BIND_BY_COLUMN);
}

TEST_CASE_FIXTURE(Connected, "SQLBindCol sets the fields of the ARD") {
  struct Row {
    SQLSMALLINT c_type, concise, type, code, precision, scale;
  };
  const Row rows[] = {
      {SQL_C_SLONG, SQL_C_SLONG, SQL_C_SLONG, 0, 0, 0},
      {SQL_C_CHAR, SQL_C_CHAR, SQL_C_CHAR, 0, 0, 0},
      {SQL_C_DEFAULT, SQL_C_DEFAULT, SQL_C_DEFAULT, 0, 0, 0},
      {SQL_C_TYPE_DATE, SQL_C_TYPE_DATE, SQL_DATETIME, SQL_CODE_DATE, 0, 0},
      {SQL_C_TYPE_TIMESTAMP, SQL_C_TYPE_TIMESTAMP, SQL_DATETIME, SQL_CODE_TIMESTAMP, 6, 0},
      {SQL_C_TIMESTAMP, SQL_C_TYPE_TIMESTAMP, SQL_DATETIME, SQL_CODE_TIMESTAMP, 6, 0},
      {SQL_C_NUMERIC, SQL_C_NUMERIC, SQL_C_NUMERIC, 0, 38, 0},
  };
  std::array<char, 64> buffer{};
  SQLLEN length = 0;
  for (const Row& row : rows) {
    CAPTURE(row.c_type);
    REQUIRE_SUCCESS(statement, SQLBindCol(statement, 2, row.c_type, buffer.data(), buffer.size(), &length));
    const SQLHANDLE descriptor = ard(statement);
    CHECK(number(descriptor, 0, SQL_DESC_COUNT) == 2);
    CHECK(number(descriptor, 2, SQL_DESC_CONCISE_TYPE) == row.concise);
    CHECK(number(descriptor, 2, SQL_DESC_TYPE) == row.type);
    CHECK(number(descriptor, 2, SQL_DESC_DATETIME_INTERVAL_CODE) == row.code);
    CHECK(number(descriptor, 2, SQL_DESC_PRECISION) == row.precision);
    CHECK(number(descriptor, 2, SQL_DESC_SCALE) == row.scale);
    CHECK(number(descriptor, 2, SQL_DESC_OCTET_LENGTH) == 64);
    CHECK(place(descriptor, 2, SQL_DESC_DATA_PTR) == buffer.data());
    CHECK(place(descriptor, 2, SQL_DESC_OCTET_LENGTH_PTR) == &length);
    CHECK(place(descriptor, 2, SQL_DESC_INDICATOR_PTR) == &length);
    CHECK(place(descriptor, 1, SQL_DESC_DATA_PTR) == nullptr);
  }
}

TEST_CASE_FIXTURE(Connected, "unbinding the highest column lowers SQL_DESC_COUNT to the next bound one") {
  SQLINTEGER value = 0;
  for (const SQLUSMALLINT column : std::initializer_list<SQLUSMALLINT>{1, 3, 5})
    REQUIRE_SUCCESS(statement, SQLBindCol(statement, column, SQL_C_SLONG, &value, 0, nullptr));
  const SQLHANDLE descriptor = ard(statement);
  REQUIRE_SUCCESS(statement, SQLBindCol(statement, 3, SQL_C_SLONG, nullptr, 0, nullptr));
  CHECK(number(descriptor, 0, SQL_DESC_COUNT) == 5);
  REQUIRE_SUCCESS(statement, SQLBindCol(statement, 5, SQL_C_SLONG, nullptr, 0, nullptr));
  CHECK(number(descriptor, 0, SQL_DESC_COUNT) == 1);
  REQUIRE_SUCCESS(statement, SQLFreeStmt(statement, SQL_UNBIND));
  CHECK(number(descriptor, 0, SQL_DESC_COUNT) == 0);
}

TEST_CASE_FIXTURE(Connected, "SQLBindParameter sets the fields of the APD and of the IPD, by the SQL type") {
  struct Row {
    SQLSMALLINT c_type, sql_type;
    SQLULEN size;
    SQLSMALLINT digits;
    SQLSMALLINT type, code;
    SQLULEN length;
    SQLSMALLINT precision, scale;
  };
  constexpr SQLULEN any = 4711;      // the type has no length
  constexpr SQLSMALLINT none = -99;  // nor precision or scale
  const Row rows[] = {
      {SQL_C_CHAR, SQL_VARCHAR, 20, 3, SQL_VARCHAR, 0, 20, 0, none},
      {SQL_C_BINARY, SQL_VARBINARY, 30, 0, SQL_VARBINARY, 0, 30, none, none},
      {SQL_C_SLONG, SQL_INTEGER, 20, 3, SQL_INTEGER, 0, any, none, none},
      {SQL_C_CHAR, SQL_DECIMAL, 12, 3, SQL_DECIMAL, 0, any, 12, 3},
      {SQL_C_CHAR, SQL_NUMERIC, 30, -2, SQL_NUMERIC, 0, any, 30, -2},
      {SQL_C_DOUBLE, SQL_DOUBLE, 15, 2, SQL_DOUBLE, 0, any, 15, none},
      {SQL_C_TYPE_DATE, SQL_TYPE_DATE, 10, 5, SQL_DATETIME, SQL_CODE_DATE, 10, 0, none},
      {SQL_C_TYPE_TIMESTAMP, SQL_TYPE_TIMESTAMP, 23, 3, SQL_DATETIME, SQL_CODE_TIMESTAMP, 23, 3, none},
      {SQL_C_TIMESTAMP, SQL_TIMESTAMP, 29, 9, SQL_DATETIME, SQL_CODE_TIMESTAMP, 29, 9, none},
  };
  std::array<char, 64> buffer{};
  SQLLEN length = 0;
  for (const Row& row : rows) {
    CAPTURE(row.sql_type);
    REQUIRE_SUCCESS(statement, SQLBindParameter(statement, 1, SQL_PARAM_INPUT, row.c_type, row.sql_type, row.size,
                                                row.digits, buffer.data(), 64, &length));
    CHECK(number(apd(statement), 0, SQL_DESC_COUNT) == 1);
    CHECK(number(apd(statement), 1, SQL_DESC_OCTET_LENGTH) == 64);
    CHECK(place(apd(statement), 1, SQL_DESC_DATA_PTR) == buffer.data());
    CHECK(place(apd(statement), 1, SQL_DESC_INDICATOR_PTR) == &length);
    CHECK(place(apd(statement), 1, SQL_DESC_OCTET_LENGTH_PTR) == &length);
    const SQLHANDLE types = ipd(statement);
    CHECK(number(types, 0, SQL_DESC_COUNT) == 1);
    CHECK(number(types, 1, SQL_DESC_TYPE) == row.type);
    CHECK(number(types, 1, SQL_DESC_DATETIME_INTERVAL_CODE) == row.code);
    CHECK(number(types, 1, SQL_DESC_PARAMETER_TYPE) == SQL_PARAM_INPUT);
    if (row.length != any) CHECK(static_cast<SQLULEN>(number(types, 1, SQL_DESC_LENGTH)) == row.length);
    if (row.precision != none) CHECK(number(types, 1, SQL_DESC_PRECISION) == row.precision);
    if (row.scale != none) CHECK(number(types, 1, SQL_DESC_SCALE) == row.scale);
  }
  REQUIRE_SUCCESS(statement, SQLFreeStmt(statement, SQL_RESET_PARAMS));
  CHECK(number(apd(statement), 0, SQL_DESC_COUNT) == 0);
  CHECK(number(ipd(statement), 0, SQL_DESC_COUNT) == 1);  // "sets the SQL_DESC_COUNT field of the APD to 0"
}

TEST_CASE_FIXTURE(Connected, "SQLBindParameter refuses sizes and digits that its SQL type does not have") {
  struct Row {
    SQLSMALLINT sql_type;
    SQLULEN size;
    SQLSMALLINT digits;
    std::string outcome;
  };
  const Row rows[] = {
      {SQL_DOUBLE, 32767, 0, "SUCCESS"},
      {SQL_DOUBLE, 32768, 0, "ERROR HY104"},
      {SQL_NUMERIC, 40000, 0, "ERROR HY104"},
      {SQL_TYPE_TIMESTAMP, 29, 10, "ERROR HY104"},
      {SQL_TYPE_TIMESTAMP, 29, -1, "ERROR HY104"},
      {SQL_VARCHAR, 40000, 99, "SUCCESS"},
      {777, 1, 0, "ERROR HY004"},
  };
  char value[] = "1";
  for (const Row& row : rows) {
    CAPTURE(row.sql_type);
    EXPECT(row.outcome, statement,
           SQLBindParameter(statement, 1, SQL_PARAM_INPUT, SQL_C_CHAR, row.sql_type, row.size, row.digits, value, 2,
                            nullptr));
  }
  EXPECT("ERROR HY003", statement,
         SQLBindParameter(statement, 1, SQL_PARAM_INPUT, 777, SQL_VARCHAR, 1, 0, value, 2, nullptr));
}

TEST_CASE_FIXTURE(Connected, "the bookmark column is bound when bookmarks are on, and outlives SQL_UNBIND") {
  SQLULEN bookmark = 0;
  SQLINTEGER value = 0;
  EXPECT("ERROR 07009", statement, SQLBindCol(statement, 0, SQL_C_BOOKMARK, &bookmark, sizeof bookmark, nullptr));
  statement.set(SQL_ATTR_USE_BOOKMARKS, SQL_UB_VARIABLE);
  EXPECT("ERROR 07006", statement, SQLBindCol(statement, 0, SQL_C_CHAR, &bookmark, sizeof bookmark, nullptr));
  for (const SQLSMALLINT c_type : {SQLSMALLINT{SQL_C_BOOKMARK}, SQLSMALLINT{SQL_C_VARBOOKMARK}}) {
    REQUIRE_SUCCESS(statement, SQLBindCol(statement, 0, c_type, &bookmark, sizeof bookmark, nullptr));
    CHECK(number(ard(statement), 0, SQL_DESC_CONCISE_TYPE) == c_type);
  }
  REQUIRE_SUCCESS(statement, SQLBindCol(statement, 1, SQL_C_SLONG, &value, 0, nullptr));
  CHECK(number(ard(statement), 0, SQL_DESC_COUNT) == 1);
  REQUIRE_SUCCESS(statement, SQLFreeStmt(statement, SQL_UNBIND));
  CHECK(number(ard(statement), 0, SQL_DESC_COUNT) == 0);
  CHECK(place(ard(statement), 0, SQL_DESC_DATA_PTR) == &bookmark);
  CHECK(set_place(ard(statement), 0, SQL_DESC_DATA_PTR, nullptr) == "SUCCESS");
  CHECK(place(ard(statement), 0, SQL_DESC_DATA_PTR) == nullptr);
}

TEST_CASE_FIXTURE(Connected, "a column bound by fields has its length and its indicator in different places") {
  std::array<char, 8> word{};
  SQLLEN length = -5;
  SQLLEN indicator = -5;
  const SQLHANDLE descriptor = ard(statement);
  CHECK(set(descriptor, 1, SQL_DESC_TYPE, SQL_C_CHAR) == "SUCCESS");
  CHECK(number(descriptor, 1, SQL_DESC_LENGTH) == 1);
  CHECK(set(descriptor, 1, SQL_DESC_OCTET_LENGTH, word.size()) == "SUCCESS");
  CHECK(set_place(descriptor, 1, SQL_DESC_OCTET_LENGTH_PTR, &length) == "SUCCESS");
  CHECK(set_place(descriptor, 1, SQL_DESC_INDICATOR_PTR, &indicator) == "SUCCESS");
  CHECK(set_place(descriptor, 1, SQL_DESC_DATA_PTR, word.data()) == "SUCCESS");
  REQUIRE_SUCCESS(statement, statement.execute("SELECT 'text' UNION ALL SELECT NULL"));
  REQUIRE_SUCCESS(statement, SQLFetch(statement));
  CHECK(std::string(word.data()) == "text");
  CHECK(length == 4);
  CHECK(indicator == 0);
  REQUIRE_SUCCESS(statement, SQLFetch(statement));
  CHECK(indicator == SQL_NULL_DATA);
  CHECK(length == 4);  // it is not set for NULL
}

TEST_CASE_FIXTURE(Connected, "SQLSetDescRec binds a column and a parameter") {
  SQLINTEGER in = 41;
  SQLINTEGER out = 0;
  SQLLEN length = 0;
  CHECK(outcome(SQLSetDescRec(apd(statement), 1, SQL_C_SLONG, 0, sizeof in, 0, 0, &in, nullptr, nullptr),
                apd(statement)) == "SUCCESS");
  CHECK(outcome(SQLSetDescRec(ipd(statement), 1, SQL_INTEGER, 0, sizeof in, 10, 0, nullptr, nullptr, nullptr),
                ipd(statement)) == "SUCCESS");
  CHECK(outcome(SQLSetDescRec(ard(statement), 1, SQL_C_SLONG, 0, sizeof out, 0, 0, &out, &length, &length),
                ard(statement)) == "SUCCESS");
  REQUIRE_SUCCESS(statement, statement.execute("SELECT ? + 1"));
  REQUIRE_SUCCESS(statement, SQLFetch(statement));
  CHECK(out == 42);
  CHECK(length == sizeof out);
  statement.close();
  CHECK(outcome(SQLSetDescRec(ard(statement), 1, SQL_C_SLONG, 0, sizeof out, 0, 0, nullptr, nullptr, nullptr),
                ard(statement)) == "SUCCESS");
  out = 0;
  REQUIRE_SUCCESS(statement, statement.execute("SELECT ? + 1"));
  REQUIRE_SUCCESS(statement, SQLFetch(statement));
  CHECK(out == 0);
}

TEST_CASE_FIXTURE(Connected, "the precision and scale of SQL_C_NUMERIC are kept") {
  SQL_NUMERIC_STRUCT value{};
  REQUIRE_SUCCESS(statement, SQLBindCol(statement, 1, SQL_C_NUMERIC, &value, sizeof value, nullptr));
  CHECK(set(ard(statement), 1, SQL_DESC_PRECISION, 10) == "SUCCESS");
  CHECK(place(ard(statement), 1, SQL_DESC_DATA_PTR) == nullptr);  // the record became unbound
  CHECK(set(ard(statement), 1, SQL_DESC_SCALE, 3) == "SUCCESS");
  CHECK(set_place(ard(statement), 1, SQL_DESC_DATA_PTR, &value) == "SUCCESS");
  CHECK(number(ard(statement), 1, SQL_DESC_PRECISION) == 10);
  CHECK(number(ard(statement), 1, SQL_DESC_SCALE) == 3);
  CHECK(set(ard(statement), 1, SQL_DESC_PRECISION, 39) == "SUCCESS");
  CHECK(set_place(ard(statement), 1, SQL_DESC_DATA_PTR, &value) == "ERROR HY021");
}

TEST_CASE_FIXTURE(Connected, "what SQLSetDescField and SQLSetDescRec refuse has its own state") {
  CHECK(set(ard(statement), 1, SQL_DESC_ALLOC_TYPE, SQL_DESC_ALLOC_USER) == "ERROR HY091");
  CHECK(set(ard(statement), 1, 9999, 0) == "ERROR HY091");
  CHECK(set(ard(statement), 1, SQL_DESC_PARAMETER_TYPE, SQL_PARAM_INPUT) == "ERROR HY091");
  CHECK(set(apd(statement), 0, SQL_DESC_CONCISE_TYPE, SQL_C_SLONG) == "ERROR 07009");
  CHECK(set(ipd(statement), 0, SQL_DESC_CONCISE_TYPE, SQL_INTEGER) == "ERROR 07009");
  CHECK(set(ard(statement), -1, SQL_DESC_CONCISE_TYPE, SQL_C_SLONG) == "ERROR 07009");
  CHECK(set(ard(statement), 0, SQL_DESC_COUNT, -1) == "ERROR 07009");
  CHECK(set(ard(statement), 1, SQL_DESC_TYPE, SQL_C_TYPE_DATE) == "ERROR HY021");
  CHECK(set(ipd(statement), 1, SQL_DESC_PARAMETER_TYPE, 99) == "ERROR HY105");
  CHECK(set(ipd(statement), 1, SQL_DESC_UNNAMED, SQL_NAMED) == "ERROR HY092");
  CHECK(set(ird(statement), 1, SQL_DESC_SCALE, 1) == "ERROR HY016");
  SQLUSMALLINT status = 0;
  CHECK(set_place(ird(statement), 0, SQL_DESC_ARRAY_STATUS_PTR, &status) == "SUCCESS");
  CHECK(outcome(SQLSetDescRec(ird(statement), 1, SQL_INTEGER, 0, 4, 0, 0, nullptr, nullptr, nullptr), ird(statement)) ==
        "ERROR HY016");
  CHECK(outcome(SQLSetDescRec(ipd(statement), 0, SQL_INTEGER, 0, 4, 0, 0, nullptr, nullptr, nullptr), ipd(statement)) ==
        "ERROR 07009");
  SQLINTEGER value = 0;
  CHECK(outcome(SQLSetDescRec(apd(statement), 1, SQL_DATETIME, 9, 4, 0, 0, &value, nullptr, nullptr), apd(statement)) ==
        "ERROR HY021");
  CHECK(number(apd(statement), 0, SQL_DESC_COUNT) == 0);
}
