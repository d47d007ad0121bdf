// Owns: what is told of a statement's parameters and columns, before and after it runs. Never: the rows.
#include <array>

#include "test_servers.h"

using servers::Connected;

namespace {

struct Description {
  std::string name;
  SQLSMALLINT type = 0;
  SQLULEN size = 0;
  SQLSMALLINT digits = 0;
  SQLSMALLINT nullable = 0;

  bool operator==(const Description&) const = default;
};

Description describe(const application::Statement& statement, SQLUSMALLINT column) {
  Description told;
  std::array<SQLCHAR, 100> name{};
  SQLSMALLINT length = 0;
  REQUIRE_SUCCESS(statement, SQLDescribeCol(statement, column, name.data(), static_cast<SQLSMALLINT>(name.size()),
                                            &length, &told.type, &told.size, &told.digits, &told.nullable));
  told.name = reinterpret_cast<const char*>(name.data());
  CHECK(length == static_cast<SQLSMALLINT>(told.name.size()));
  return told;
}

SQLLEN number(const application::Statement& statement, SQLUSMALLINT column, SQLUSMALLINT field) {
  CAPTURE(column);
  CAPTURE(field);
  SQLLEN value = -77;
  REQUIRE_SUCCESS(statement, SQLColAttribute(statement, column, field, nullptr, 0, nullptr, &value));
  return value;
}

std::string text(const application::Statement& statement, SQLUSMALLINT column, SQLUSMALLINT field) {
  CAPTURE(column);
  CAPTURE(field);
  std::array<char, 100> value{};
  SQLSMALLINT length = 0;
  REQUIRE_SUCCESS(statement, SQLColAttribute(statement, column, field, value.data(),
                                             static_cast<SQLSMALLINT>(value.size()), &length, nullptr));
  CHECK(length == static_cast<SQLSMALLINT>(std::string(value.data()).size()));
  return value.data();
}

struct Described : Connected {
  Described() {
    statement.run("DROP TABLE IF EXISTS described");
    statement.run(
        "CREATE TABLE described (id INTEGER PRIMARY KEY, name VARCHAR(30) NOT NULL, price DECIMAL(10,2), weight REAL, "
        "born DATE, at TIMESTAMP, data BLOB, flag BOOLEAN, note TEXT)");
    statement.run(
        "INSERT INTO described VALUES (1, 'a', 1.25, 2.5, '2024-01-31', '2024-01-31 10:00:00', X'00', 1, 'n')");
  }
};

const std::string all_columns = "SELECT id, name, price, weight, born, at, data, flag, note FROM described";

}  // namespace

TEST_CASE_FIXTURE(Described, "columns are described before the statement runs, and the same after") {
  REQUIRE_SUCCESS(statement, statement.prepare(all_columns + " WHERE id = ?"));
  SQLSMALLINT count = 0;
  REQUIRE_SUCCESS(statement, SQLNumParams(statement, &count));
  CHECK(count == 1);
  REQUIRE_SUCCESS(statement, SQLNumResultCols(statement, &count));
  REQUIRE(count == 9);
  std::vector<Description> before;
  for (SQLUSMALLINT column = 1; column <= 9; ++column) before.push_back(describe(statement, column));
  SQLINTEGER id = 1;
  REQUIRE_SUCCESS(statement,
                  SQLBindParameter(statement, 1, SQL_PARAM_INPUT, SQL_C_SLONG, SQL_INTEGER, 10, 0, &id, 0, nullptr));
  REQUIRE_SUCCESS(statement, SQLExecute(statement));
  REQUIRE_SUCCESS(statement, SQLNumResultCols(statement, &count));
  CHECK(count == 9);
  for (SQLUSMALLINT column = 1; column <= 9; ++column) {
    CAPTURE(column);
    CHECK(describe(statement, column) == before[column - 1U]);
  }
}

TEST_CASE_FIXTURE(Described, "a declared type is told with its size, digits and nullability") {
  REQUIRE_SUCCESS(statement, statement.prepare(all_columns));
  CHECK(describe(statement, 1).name == "id");
  CHECK(describe(statement, 1).type == SQL_BIGINT);
  CHECK(describe(statement, 1).size == 19);
  const Description name = describe(statement, 2);
  CHECK((name.type == SQL_VARCHAR || name.type == SQL_WVARCHAR));
  CHECK(name.size == 30);
  CHECK(name.nullable == SQL_NO_NULLS);
  const Description price = describe(statement, 3);
  CHECK(price.type == SQL_DECIMAL);
  CHECK(price.size == 10);
  CHECK(price.digits == 2);
  CHECK(price.nullable == SQL_NULLABLE);
  CHECK(describe(statement, 4).type == SQL_DOUBLE);
  CHECK(describe(statement, 5).type == SQL_TYPE_DATE);
  CHECK(describe(statement, 5).size == 10);
  CHECK(describe(statement, 6).type == SQL_TYPE_TIMESTAMP);
  CHECK(describe(statement, 7).type == SQL_LONGVARBINARY);
  CHECK(describe(statement, 8).type == SQL_BIT);
  const Description note = describe(statement, 9);
  CHECK((note.type == SQL_LONGVARCHAR || note.type == SQL_WLONGVARCHAR));
  CHECK(note.size == 65535);
}

TEST_CASE_FIXTURE(Described, "SQLColAttribute agrees with SQLDescribeCol") {
  REQUIRE_SUCCESS(statement, statement.prepare(all_columns));
  CHECK(number(statement, 0, SQL_DESC_COUNT) == 9);
  for (SQLUSMALLINT column = 1; column <= 9; ++column) {
    CAPTURE(column);
    const Description told = describe(statement, column);
    CHECK(text(statement, column, SQL_DESC_NAME) == told.name);
    CHECK(text(statement, column, SQL_DESC_LABEL) == told.name);
    CHECK(text(statement, column, SQL_DESC_BASE_COLUMN_NAME) == told.name);
    CHECK(text(statement, column, SQL_DESC_BASE_TABLE_NAME) == "described");
    CHECK(text(statement, column, SQL_DESC_TABLE_NAME) == "described");
    CHECK(number(statement, column, SQL_DESC_CONCISE_TYPE) == told.type);
    CHECK(number(statement, column, SQL_DESC_NULLABLE) == told.nullable);
    CHECK(number(statement, column, SQL_DESC_UNNAMED) == SQL_NAMED);
    CHECK(number(statement, column, SQL_COLUMN_PRECISION) == static_cast<SQLLEN>(told.size));
    CHECK(number(statement, column, SQL_COLUMN_SCALE) == told.digits);
  }
  CHECK(number(statement, 5, SQL_DESC_TYPE) == SQL_DATETIME);
  CHECK(number(statement, 2, SQL_DESC_LENGTH) == 30);
  CHECK(number(statement, 2, SQL_DESC_DISPLAY_SIZE) == 30);
  CHECK(number(statement, 3, SQL_DESC_PRECISION) == 10);
  CHECK(number(statement, 3, SQL_DESC_SCALE) == 2);
  CHECK(number(statement, 1, SQL_DESC_UNSIGNED) == SQL_FALSE);
  CHECK(text(statement, 2, SQL_DESC_TYPE_NAME) == "VARCHAR");
  CHECK(text(statement, 2, SQL_DESC_LITERAL_PREFIX) == "'");
}

TEST_CASE_FIXTURE(Described, "a column's name that does not fit is cut with 01004 and the full length") {
  REQUIRE_SUCCESS(statement, statement.prepare("SELECT 1 AS a_long_name"));
  SQLCHAR name[5] = {};
  SQLSMALLINT length = 0;
  EXPECT("SUCCESS_WITH_INFO 01004", statement,
         SQLDescribeCol(statement, 1, name, sizeof name, &length, nullptr, nullptr, nullptr, nullptr));
  CHECK(std::string(reinterpret_cast<char*>(name)) == "a_lo");
  CHECK(length == 11);
}

TEST_CASE_FIXTURE(Described, "a statement without a result has no columns") {
  REQUIRE_SUCCESS(statement, statement.prepare("DELETE FROM described WHERE id = 100"));
  SQLSMALLINT count = -1;
  REQUIRE_SUCCESS(statement, SQLNumResultCols(statement, &count));
  CHECK(count == 0);
  SQLSMALLINT type = 0;
  EXPECT("ERROR 07005", statement, SQLDescribeCol(statement, 1, nullptr, 0, nullptr, &type, nullptr, nullptr, nullptr));
  SQLLEN value = 0;
  EXPECT("ERROR 07005", statement, SQLColAttribute(statement, 1, SQL_DESC_TYPE, nullptr, 0, nullptr, &value));
}

TEST_CASE_FIXTURE(Described, "a column that is not there is 07009, an unknown field HY091") {
  REQUIRE_SUCCESS(statement, statement.prepare("SELECT 1"));
  SQLSMALLINT type = 0;
  EXPECT("ERROR 07009", statement, SQLDescribeCol(statement, 2, nullptr, 0, nullptr, &type, nullptr, nullptr, nullptr));
  SQLLEN value = 0;
  EXPECT("ERROR HY091", statement, SQLColAttribute(statement, 1, 9999, nullptr, 0, nullptr, &value));
}

TEST_CASE_FIXTURE(Described, "question marks in strings, names and comments are no parameters") {
  REQUIRE_SUCCESS(statement, statement.prepare("SELECT '?', \"?\", ? /* ? */ -- ?\n FROM (SELECT 1 AS \"?\")"));
  SQLSMALLINT count = 0;
  REQUIRE_SUCCESS(statement, SQLNumParams(statement, &count));
  CHECK(count == 1);
}

TEST_CASE_FIXTURE(Described, "a parameter of which nothing is known is long text of unknown nullability") {
  REQUIRE_SUCCESS(statement, statement.prepare("SELECT ?"));
  SQLSMALLINT type = 0;
  SQLULEN size = 0;
  SQLSMALLINT digits = -1;
  SQLSMALLINT nullable = -1;
  REQUIRE_SUCCESS(statement, SQLDescribeParam(statement, 1, &type, &size, &digits, &nullable));
  CHECK((type == SQL_LONGVARCHAR || type == SQL_WLONGVARCHAR));
  CHECK(size == 65535);
  CHECK(nullable == SQL_NULLABLE_UNKNOWN);
  EXPECT("ERROR 07009", statement, SQLDescribeParam(statement, 2, &type, &size, &digits, &nullable));
}

TEST_CASE_FIXTURE(Described, "an environment that asked for ODBC 2 sees its type codes") {
  application::Environment old_environment(SQL_OV_ODBC2);
  application::Connection old(old_environment);
  REQUIRE_SUCCESS(old, old.connect(servers::connection_string()));
  application::Statement asked(old);
  REQUIRE_SUCCESS(asked, asked.prepare("SELECT born, at FROM described"));
  CHECK(describe(asked, 1).type == SQL_DATE);
  CHECK(describe(asked, 2).type == SQL_TIMESTAMP);
  EXPECT("ERROR S0002", asked, asked.execute("SELECT 1 FROM nowhere"));
}
