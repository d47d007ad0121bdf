// Owns: the conversion matrix from SQL to C: every row of tests/odbc/conversions through SQLGetData and through bound
// columns, and every pair of types. Never: the rows, pieces of long values, cursors.
// Columns of SQL_REAL and SQL_FLOAT and of intervals do not exist in D1.
#include <algorithm>
#include <map>
#include <string>

#include "conversions/every_pair.h"
#include "test_servers.h"

using conversions::ResultRow;
using servers::Connected;

namespace {

/// A column for each SQL type that D1 has: as the application sees it that asked for narrow texts, and for wide ones.
struct TypedColumn {
  SQLSMALLINT sql_type;
  SQLSMALLINT wide_type;
  const char* declared;
};
constexpr TypedColumn columns[] = {
    {SQL_VARCHAR, SQL_WVARCHAR, "VARCHAR(100)"},
    {SQL_CHAR, SQL_WCHAR, "CHAR(100)"},
    {SQL_LONGVARCHAR, SQL_WLONGVARCHAR, "TEXT"},
    {SQL_DECIMAL, SQL_DECIMAL, "DECIMAL(12,4)"},
    {SQL_NUMERIC, SQL_NUMERIC, "NUMERIC(12,4)"},
    {SQL_TINYINT, SQL_TINYINT, "TINYINT"},
    {SQL_SMALLINT, SQL_SMALLINT, "SMALLINT"},
    {SQL_INTEGER, SQL_INTEGER, "INT"},
    {SQL_BIGINT, SQL_BIGINT, "BIGINT"},
    {SQL_DOUBLE, SQL_DOUBLE, "REAL"},
    {SQL_BIT, SQL_BIT, "BOOLEAN"},
    {SQL_BINARY, SQL_BINARY, "BINARY(100)"},
    {SQL_VARBINARY, SQL_VARBINARY, "VARBINARY(100)"},
    {SQL_LONGVARBINARY, SQL_LONGVARBINARY, "BLOB"},
    {SQL_TYPE_DATE, SQL_TYPE_DATE, "DATE"},
    {SQL_TYPE_TIME, SQL_TYPE_TIME, "TIME"},
    {SQL_TYPE_TIMESTAMP, SQL_TYPE_TIMESTAMP, "TIMESTAMP"},
    {SQL_GUID, SQL_GUID, "UUID"},
};

/// The place of a type among the columns, from 1.
SQLUSMALLINT place_of(SQLSMALLINT sql_type) {
  const auto found = std::ranges::find_if(
      columns, [&](const TypedColumn& column) { return column.sql_type == sql_type || column.wide_type == sql_type; });
  REQUIRE(found != std::end(columns));
  return static_cast<SQLUSMALLINT>(found - columns + 1);
}

constexpr char untouched = 0x5A;
constexpr std::size_t largest_fixed = 64;

struct Buffer {
  explicit Buffer(const ResultRow& row)
      : capacity(row.capacity == conversions::whole ? 0 : row.capacity),
        bytes(row.capacity == conversions::whole ? largest_fixed : static_cast<std::size_t>(row.capacity) + 8,
              untouched) {}

  /// A buffer of fixed size ignores its length; everything behind the value stays as it was.
  void check(const ResultRow& row) const {
    if (row.length != conversions::undefined) CHECK(length == row.length);
    CHECK(bytes.substr(row.ignored_to, row.bytes.size() - row.ignored_to) == row.bytes.substr(row.ignored_to));
    const std::size_t written =
        row.capacity == conversions::whole ? row.bytes.size() : static_cast<std::size_t>(capacity);
    CHECK(bytes.find_first_not_of(untouched, written) == std::string::npos);
  }

  SQLLEN capacity;
  std::string bytes;
  SQLLEN length = -77;
};

struct Matrix {
  application::Environment environment;
  application::Connection connection{environment};

  explicit Matrix(const char* wide = "no") {
    REQUIRE(connection.connect(servers::connection_string(std::string(";WideTypes=") + wide)) == SQL_SUCCESS);
  }

  /// One table with a row for each row of the matrix, in three requests.
  static void store(application::Statement& statement, const std::vector<ResultRow>& rows) {
    std::string create = "DROP TABLE IF EXISTS matrix; CREATE TABLE matrix(";
    for (std::size_t index = 0; index < std::size(columns); ++index)
      create += "c" + std::to_string(index + 1) + " " + columns[index].declared + ", ";
    statement.run(create + "number INTEGER PRIMARY KEY)");
    std::map<SQLUSMALLINT, std::string> values;
    for (std::size_t index = 0; index < rows.size(); ++index) {
      std::string& list = values[place_of(rows[index].sql_type)];
      list += (list.empty() ? "(" : ",(") + std::to_string(index) + "," + rows[index].literal + ")";
    }
    std::string insert;
    for (const auto& [place, list] : values)
      insert += "INSERT INTO matrix(number, c" + std::to_string(place) + ") VALUES " + list + ";";
    statement.run(insert);
  }

  void check_types(application::Statement& statement, bool wide) {
    for (std::size_t index = 0; index < std::size(columns); ++index) {
      CAPTURE(columns[index].declared);
      SQLSMALLINT type = 0;
      REQUIRE_SUCCESS(statement, SQLDescribeCol(statement, static_cast<SQLUSMALLINT>(index + 1), nullptr, 0, nullptr,
                                                &type, nullptr, nullptr, nullptr));
      CHECK(type == (wide ? columns[index].wide_type : columns[index].sql_type));
    }
  }

  /// Runs the rows both ways.
  void run(const std::vector<ResultRow>& rows, bool wide = false) {
    application::Statement statement(connection);
    store(statement, rows);
    for (const bool bound : {false, true}) {
      CAPTURE(bound);
      REQUIRE_SUCCESS(statement, statement.execute("SELECT * FROM matrix ORDER BY number"));
      check_types(statement, wide);
      for (const ResultRow& row : rows) {
        CAPTURE(row.c_type);
        CAPTURE(row.sql_type);
        CAPTURE(row.literal);
        CAPTURE(row.capacity);
        bound ? fetch_bound(statement, row) : get_data(statement, row);
      }
      statement.close();
    }
    statement.run("DROP TABLE matrix");
  }

  static void get_data(application::Statement& statement, const ResultRow& row) {
    REQUIRE_SUCCESS(statement, SQLFetch(statement));
    Buffer buffer(row);
    EXPECT(row.outcome, statement,
           SQLGetData(statement, place_of(row.sql_type), row.c_type, buffer.bytes.data(), buffer.capacity,
                      &buffer.length));
    if (row.outcome.starts_with("SUCCESS")) buffer.check(row);
  }

  static void fetch_bound(application::Statement& statement, const ResultRow& row) {
    Buffer buffer(row);
    REQUIRE_SUCCESS(statement, SQLBindCol(statement, place_of(row.sql_type), row.c_type, buffer.bytes.data(),
                                          buffer.capacity, &buffer.length));
    const std::string& outcome = row.bound.empty() ? row.outcome : row.bound;
    EXPECT(outcome, statement, SQLFetch(statement));
    if (outcome.starts_with("SUCCESS")) buffer.check(row);
    REQUIRE_SUCCESS(statement, SQLFreeStmt(statement, SQL_UNBIND));
  }
};

std::vector<ResultRow> all_pairs() {
  std::vector<ResultRow> rows;
  for (const SQLSMALLINT c_type : conversions::every_c_type())
    for (const TypedColumn& column : columns) rows.push_back(conversions::result_of_pair(c_type, column.sql_type));
  return rows;
}

}  // namespace

TEST_CASE("every column type reads as every C type that appendix D pairs with it, and as no other: 07006") {
  Matrix().run(all_pairs());
}

TEST_CASE("wide texts read as every C type too") {
  std::vector<ResultRow> rows;
  for (const SQLSMALLINT c_type : conversions::every_c_type())
    for (const SQLSMALLINT sql_type : conversions::Types{SQL_WVARCHAR, SQL_WCHAR, SQL_WLONGVARCHAR})
      rows.push_back(conversions::result_of_pair(c_type, sql_type));
  Matrix("yes").run(rows, true);
}

TEST_CASE("columns as SQL_C_CHAR and SQL_C_WCHAR: data, lengths, cuts and ranges") {
  Matrix().run(conversions::character_results());
}
TEST_CASE("columns as SQL_C_BINARY: data, lengths, cuts and ranges") { Matrix().run(conversions::binary_results()); }
TEST_CASE("columns as C integers: the ends of every range, fractions, texts") {
  Matrix().run(conversions::integer_results());
}
TEST_CASE("columns as SQL_C_BIT, SQL_C_FLOAT, SQL_C_DOUBLE and SQL_C_NUMERIC") {
  Matrix().run(conversions::real_results());
}
TEST_CASE("columns as C dates, times and timestamps of ODBC 3 and 2") { Matrix().run(conversions::datetime_results()); }
TEST_CASE("columns as SQL_C_GUID") { Matrix().run(conversions::guid_results()); }
TEST_CASE("columns as the 13 C intervals") { Matrix().run(conversions::interval_results()); }

TEST_CASE_FIXTURE(Connected,
                  "a pair that does not exist is 07006 for a NULL too, and the cell stays readable as text") {
  statement.run("DROP TABLE IF EXISTS restricted; CREATE TABLE restricted(day DATE)");
  statement.run("INSERT INTO restricted VALUES (NULL), (1700000000)");
  REQUIRE_SUCCESS(statement, statement.execute("SELECT day FROM restricted ORDER BY rowid"));
  SQLBIGINT number = 0;
  SQLLEN length = 0;
  REQUIRE_SUCCESS(statement, SQLFetch(statement));
  EXPECT("ERROR 07006", statement, SQLGetData(statement, 1, SQL_C_SBIGINT, &number, sizeof number, &length));
  CHECK(statement.text_at(1) == std::nullopt);
  REQUIRE_SUCCESS(statement, SQLFetch(statement));
  EXPECT("ERROR 07006", statement, SQLGetData(statement, 1, SQL_C_SBIGINT, &number, sizeof number, &length));
  CHECK(statement.text_at(1).has_value());
  statement.close();
  statement.run("DROP TABLE restricted");
}

TEST_CASE_FIXTURE(Connected, "NULL without an indicator is 22002, and a code that is no C type HY003") {
  std::string buffer(100, untouched);
  REQUIRE_SUCCESS(statement, statement.execute("SELECT NULL, NULL"));
  REQUIRE_SUCCESS(statement, SQLFetch(statement));
  SQLUSMALLINT column = 1;
  for (const SQLSMALLINT c_type : conversions::every_c_type()) {
    CAPTURE(c_type);
    EXPECT("ERROR 22002", statement, SQLGetData(statement, column, c_type, buffer.data(), 100, nullptr));
    SQLLEN length = 0;
    REQUIRE_SUCCESS(statement, SQLGetData(statement, column, c_type, buffer.data(), 100, &length));
    // Managers make SQL_C_TYPE_DATE of SQL_C_DATE: the same column would go on with SQL_NO_DATA.
    column = column == 1 ? 2 : 1;
    CHECK(length == SQL_NULL_DATA);
    CHECK(buffer == std::string(100, untouched));
  }
  SQLLEN length = 0;
  for (const SQLSMALLINT no_c_type : {SQLSMALLINT{50}, SQLSMALLINT{114}, SQLSMALLINT{-14}})
    EXPECT("ERROR HY003", statement, SQLGetData(statement, 1, no_c_type, buffer.data(), 100, &length));
  statement.close();
}

TEST_CASE("SQL_C_DEFAULT reads a column as the C type of its SQL type") {
  // What the column's own C type gives is what SQL_C_DEFAULT gives.
  const std::pair<SQLSMALLINT, SQLSMALLINT> defaults[] = {
      {SQL_VARCHAR, SQL_C_CHAR},
      {SQL_CHAR, SQL_C_CHAR},
      {SQL_LONGVARCHAR, SQL_C_CHAR},
      {SQL_DECIMAL, SQL_C_CHAR},
      {SQL_NUMERIC, SQL_C_CHAR},
      {SQL_TINYINT, SQL_C_STINYINT},
      {SQL_SMALLINT, SQL_C_SSHORT},
      {SQL_INTEGER, SQL_C_SLONG},
      {SQL_BIGINT, SQL_C_SBIGINT},
      {SQL_DOUBLE, SQL_C_DOUBLE},
      {SQL_BIT, SQL_C_BIT},
      {SQL_BINARY, SQL_C_BINARY},
      {SQL_VARBINARY, SQL_C_BINARY},
      {SQL_LONGVARBINARY, SQL_C_BINARY},
      {SQL_TYPE_DATE, SQL_C_TYPE_DATE},
      {SQL_TYPE_TIME, SQL_C_TYPE_TIME},
      {SQL_TYPE_TIMESTAMP, SQL_C_TYPE_TIMESTAMP},
      {SQL_GUID, SQL_C_GUID},
  };
  std::vector<ResultRow> rows;
  for (const auto& [sql_type, c_type] : defaults) {
    rows.push_back(conversions::result_of_pair(c_type, sql_type));
    rows.back().c_type = SQL_C_DEFAULT;
  }
  Matrix().run(rows);
}
