// Owns: the conversion matrix from C to SQL: every row of tests/odbc/conversions through SQLBindParameter and
// SQLExecute, with what D1 got read back, and every pair of types. Never: the rows, arrays, SQLPutData.
#include <algorithm>
#include <deque>
#include <string>

#include "conversions/every_pair.h"
#include "test_servers.h"

using conversions::ParameterRow;
using servers::Connected;

namespace {

struct Matrix : Connected {
  /// A place that SQLBindParameter keeps: the bytes and their length.
  struct Bound {
    std::string bytes;
    SQLLEN length;
  };

  SQLRETURN bind(application::Statement& target, SQLUSMALLINT number, const ParameterRow& row, Bound& place) {
    place = {row.bytes, row.length};
    return SQLBindParameter(target, number, SQL_PARAM_INPUT, row.c_type, row.sql_type, 38, 0, place.bytes.data(),
                            static_cast<SQLLEN>(place.bytes.size()), &place.length);
  }

  /// Rows that fail send nothing, so they go one by one.
  void refuse(const ParameterRow& row) {
    Bound place;
    if (row.outcome == "07006") {
      EXPECT("ERROR 07006", statement, bind(statement, 1, row, place));
      return;
    }
    REQUIRE_SUCCESS(statement, bind(statement, 1, row, place));
    EXPECT(row.outcome, statement, SQLExecute(statement));
  }

  /// Rows that are stored go in one request: a VALUES list, one parameter a row.
  void send(const std::vector<ParameterRow>& rows) {
    std::string list;
    for (std::size_t index = 0; index < rows.size(); ++index) list += index == 0 ? "(?)" : ",(?)";
    application::Statement sender(connection);
    std::deque<Bound> places(rows.size());
    REQUIRE_SUCCESS(sender,
                    sender.prepare("SELECT quote(column1) || ' ' || typeof(column1) FROM (VALUES " + list + ")"));
    for (std::size_t index = 0; index < rows.size(); ++index) {
      CAPTURE(rows[index].c_type);
      CAPTURE(rows[index].sql_type);
      REQUIRE_SUCCESS(sender, bind(sender, static_cast<SQLUSMALLINT>(index + 1), rows[index], places[index]));
    }
    REQUIRE_SUCCESS(sender, SQLExecute(sender));
    for (const ParameterRow& row : rows) {
      CAPTURE(row.c_type);
      CAPTURE(row.sql_type);
      CAPTURE(row.bytes);
      REQUIRE_SUCCESS(sender, SQLFetch(sender));
      const std::string stored = sender.text_at(1).value();
      if (row.stored != "*") CHECK(stored == row.stored);
    }
  }

  void run(const std::vector<ParameterRow>& rows) {
    constexpr std::size_t most_parameters = 100;
    std::vector<ParameterRow> sent;
    REQUIRE_SUCCESS(statement, statement.prepare("SELECT ?"));
    for (const ParameterRow& row : rows) {
      CAPTURE(row.c_type);
      CAPTURE(row.sql_type);
      CAPTURE(row.bytes);
      CAPTURE(row.length);
      if (row.outcome != "SUCCESS") {
        refuse(row);
        continue;
      }
      sent.push_back(row);
      if (sent.size() < most_parameters) continue;
      send(sent);
      sent.clear();
    }
    if (!sent.empty()) send(sent);
  }
};

}  // namespace

TEST_CASE_FIXTURE(Matrix, "every C type goes to every SQL type that appendix D pairs with it, and to no other: 07006") {
  std::vector<ParameterRow> rows;
  for (const SQLSMALLINT c_type : conversions::every_c_type())
    for (const SQLSMALLINT sql_type : conversions::every_sql_type())
      rows.push_back(conversions::parameter_of_pair(c_type, sql_type));
  run(rows);
}

TEST_CASE_FIXTURE(Matrix, "SQL_C_CHAR and SQL_C_WCHAR parameters: storage, lost digits, bad texts, lengths") {
  run(conversions::character_parameters());
}
TEST_CASE_FIXTURE(Matrix, "SQL_C_BINARY parameters have the length of the SQL type or are 22003") {
  run(conversions::binary_parameters());
}
TEST_CASE_FIXTURE(Matrix, "C integers as parameters: the ends of every range") {
  run(conversions::integer_parameters());
}
TEST_CASE_FIXTURE(Matrix, "SQL_C_BIT, SQL_C_FLOAT, SQL_C_DOUBLE and SQL_C_NUMERIC parameters") {
  run(conversions::real_parameters());
}
TEST_CASE_FIXTURE(Matrix, "C dates, times and timestamps of ODBC 3 and 2 as parameters") {
  run(conversions::datetime_parameters());
}
TEST_CASE_FIXTURE(Matrix, "SQL_C_GUID parameters") { run(conversions::guid_parameters()); }
TEST_CASE_FIXTURE(Matrix, "the 13 C intervals as parameters") { run(conversions::interval_parameters()); }

TEST_CASE_FIXTURE(Matrix, "a parameter of SQL_C_DEFAULT has the C type of its SQL type") {
  std::vector<ParameterRow> rows;
  const std::pair<SQLSMALLINT, SQLSMALLINT> defaults[] = {
      {SQL_VARCHAR, SQL_C_CHAR},
      {SQL_DECIMAL, SQL_C_CHAR},
      {SQL_WVARCHAR, SQL_C_WCHAR},
      {SQL_TINYINT, SQL_C_STINYINT},
      {SQL_SMALLINT, SQL_C_SSHORT},
      {SQL_INTEGER, SQL_C_SLONG},
      {SQL_BIGINT, SQL_C_SBIGINT},
      {SQL_REAL, SQL_C_FLOAT},
      {SQL_FLOAT, SQL_C_DOUBLE},
      {SQL_DOUBLE, SQL_C_DOUBLE},
      {SQL_BIT, SQL_C_BIT},
      {SQL_VARBINARY, SQL_C_BINARY},
      {SQL_TYPE_DATE, SQL_C_TYPE_DATE},
      {SQL_TYPE_TIME, SQL_C_TYPE_TIME},
      {SQL_GUID, SQL_C_GUID},
      {SQL_TYPE_TIMESTAMP, SQL_C_TYPE_TIMESTAMP},
  };
  for (const auto& [sql_type, c_type] : defaults) {
    rows.push_back(conversions::parameter_of_pair(c_type, sql_type));
    rows.back().c_type = SQL_C_DEFAULT;
  }
  run(rows);
}

TEST_CASE("an ODBC 2 application binds with the codes of ODBC 2") {
  const application::Environment environment(SQL_OV_ODBC2);
  application::Connection connection(environment);
  REQUIRE(connection.connect(servers::connection_string()) == SQL_SUCCESS);
  application::Statement statement(connection);
  struct Row {
    SQLSMALLINT c_type;
    SQLSMALLINT sql_type;
    std::string bytes;
    const char* stored;
  };
  const Row rows[] = {
      {SQL_C_DATE, SQL_DATE, conversions::date(1992, 12, 31), "'1992-12-31'"},
      {SQL_C_DEFAULT, SQL_DATE, conversions::date(1992, 12, 31), "'1992-12-31'"},
      {SQL_C_TIME, SQL_TIME, conversions::time(23, 45, 55), "'23:45:55'"},
      {SQL_C_DEFAULT, SQL_TIME, conversions::time(23, 45, 55), "'23:45:55'"},
      {SQL_C_DATE, SQL_TIMESTAMP, conversions::date(1992, 12, 31), "'1992-12-31 00:00:00'"},
      {SQL_C_DEFAULT, SQL_TIMESTAMP, conversions::timestamp(1992, 12, 31, 23, 45, 55), "'1992-12-31 23:45:55'"},
      {SQL_C_BINARY, SQL_TIME, conversions::time(23, 45, 55), "'23:45:55'"},
      {SQL_C_LONG, SQL_INTEGER, conversions::integer(4, -7), "-7"},
      {SQL_C_SHORT, SQL_INTEGER, conversions::integer(2, -7), "-7"},
      {SQL_C_TINYINT, SQL_TINYINT, conversions::integer(1, -7), "-7"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.c_type);
    CAPTURE(row.sql_type);
    std::string bytes = row.bytes;
    auto length = static_cast<SQLLEN>(bytes.size());
    REQUIRE_SUCCESS(statement, SQLBindParameter(statement, 1, SQL_PARAM_INPUT, row.c_type, row.sql_type, 38, 0,
                                                bytes.data(), length, &length));
    CHECK(statement.value_of("SELECT quote(?)") == row.stored);
  }
  SQLINTEGER number = 1;
  EXPECT("ERROR 07006", statement,
         SQLBindParameter(statement, 1, SQL_PARAM_INPUT, SQL_C_LONG, SQL_DATE, 10, 0, &number, 4, nullptr));
}

TEST_CASE_FIXTURE(Connected, "a code that is no C type is HY003, one that is no SQL type HY004") {
  SQLINTEGER number = 1;
  const auto bind = [&](SQLSMALLINT c_type, SQLSMALLINT sql_type) {
    return SQLBindParameter(statement, 1, SQL_PARAM_INPUT, c_type, sql_type, 10, 0, &number, sizeof number, nullptr);
  };
  for (const SQLSMALLINT no_c_type : {SQLSMALLINT{50}, SQLSMALLINT{114}, SQLSMALLINT{-14}})
    EXPECT("ERROR HY003", statement, bind(no_c_type, SQL_INTEGER));
  for (const SQLSMALLINT no_sql_type : {SQLSMALLINT{0}, SQLSMALLINT{50}, SQLSMALLINT{114}, SQLSMALLINT{-12}})
    EXPECT("ERROR HY004", statement, bind(SQL_C_SLONG, no_sql_type));
}
