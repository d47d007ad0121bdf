// Owns: applications of ODBC 2: the functions that ODBC 3 replaced, the codes of date types, SQLSTATEs S1xxx.
// Never: what an application of ODBC 3 sees the same way (the other files).
#include <array>
#include <cstring>

#include "test_servers.h"

using application::Statement;

namespace {

/// A connection of an application that asked for ODBC 2 behaviour.
struct Old {
  application::Environment environment{SQL_OV_ODBC2};
  application::Connection connection{environment};
  Statement statement{opened(connection)};

 private:
  static const application::Connection& opened(application::Connection& connection) {
    REQUIRE_SUCCESS(connection, connection.connect(servers::connection_string()));
    return connection;
  }
};

void make_days(Statement& statement) {
  statement.run("DROP TABLE IF EXISTS odbc2_days");
  statement.run("CREATE TABLE odbc2_days (d DATE, t TIME, ts TIMESTAMP)");
  statement.run("INSERT INTO odbc2_days VALUES ('2024-02-29', '23:59:58', '2024-02-29 23:59:58.500')");
}

/// The handles of an application that has never heard of SQLAllocHandle.
struct Oldest {
  SQLHENV environment = SQL_NULL_HENV;
  SQLHDBC connection = SQL_NULL_HDBC;
  SQLHSTMT statement = SQL_NULL_HSTMT;

  Oldest() {
    REQUIRE(SQLAllocEnv(&environment) == SQL_SUCCESS);
    REQUIRE(SQLAllocConnect(environment, &connection) == SQL_SUCCESS);
  }
  ~Oldest() {
    if (statement != SQL_NULL_HSTMT) SQLFreeStmt(statement, SQL_DROP);
    SQLDisconnect(connection);
    SQLFreeConnect(connection);
    SQLFreeEnv(environment);
  }
  Oldest(const Oldest&) = delete;
  Oldest& operator=(const Oldest&) = delete;

  void connect() {
    const std::string text = servers::connection_string();
    std::array<SQLCHAR, 1024> completed{};
    SQLSMALLINT length = 0;
    const SQLRETURN code = SQLDriverConnect(connection, nullptr, application::narrow(text), SQL_NTS, completed.data(),
                                            static_cast<SQLSMALLINT>(completed.size()), &length, SQL_DRIVER_NOPROMPT);
    INFO(error());
    REQUIRE(code == SQL_SUCCESS);
    REQUIRE(SQLAllocStmt(connection, &statement) == SQL_SUCCESS);
  }

  SQLRETURN execute(const std::string& sql) const {
    return SQLExecDirect(statement, application::narrow(sql), SQL_NTS);
  }

  /// The SQLSTATE of the next record of SQLError, "" when there is none.
  [[nodiscard]] std::string error() const {
    std::array<SQLCHAR, SQL_SQLSTATE_SIZE + 1> state{};
    std::array<SQLCHAR, SQL_MAX_MESSAGE_LENGTH> text{};
    SQLINTEGER native = 0;
    SQLSMALLINT length = 0;
    const SQLRETURN code = SQLError(environment, connection, statement, state.data(), &native, text.data(),
                                    static_cast<SQLSMALLINT>(text.size()), &length);
    return SQL_SUCCEEDED(code) ? reinterpret_cast<const char*>(state.data()) : "";
  }
};

}  // namespace

TEST_CASE_FIXTURE(Old, "dates and times have ODBC 2's type codes wherever a type is told") {
  constexpr std::array<SQLSMALLINT, 3> codes{SQL_DATE, SQL_TIME, SQL_TIMESTAMP};
  make_days(statement);
  REQUIRE_SUCCESS(statement, statement.execute("SELECT d, t, ts FROM odbc2_days"));
  for (SQLUSMALLINT column = 1; column <= codes.size(); ++column) {
    CAPTURE(column);
    SQLSMALLINT type = 0;
    REQUIRE_SUCCESS(statement,
                    SQLDescribeCol(statement, column, nullptr, 0, nullptr, &type, nullptr, nullptr, nullptr));
    CHECK(type == codes[column - 1U]);
    SQLLEN told = 0;
    REQUIRE_SUCCESS(statement, SQLColAttributes(statement, column, SQL_COLUMN_TYPE, nullptr, 0, nullptr, &told));
    CHECK(told == codes[column - 1U]);
  }
  statement.close();

  const std::string table = "odbc2_days";
  REQUIRE_SUCCESS(statement,
                  SQLColumns(statement, nullptr, 0, nullptr, 0, application::narrow(table), SQL_NTS, nullptr, 0));
  for (const SQLSMALLINT code : codes) {
    REQUIRE_SUCCESS(statement, SQLFetch(statement));
    CHECK(statement.integer_at(5) == code);
  }
  statement.close();

  for (const SQLSMALLINT code : codes) {
    CAPTURE(code);
    REQUIRE_SUCCESS(statement, SQLGetTypeInfo(statement, code));
    REQUIRE_SUCCESS(statement, SQLFetch(statement));
    CHECK(statement.integer_at(2) == code);
    statement.close();
  }
}

TEST_CASE_FIXTURE(Old, "dates and times go both ways as ODBC 2's C types") {
  make_days(statement);
  SQL_DATE_STRUCT date{2023, 12, 31};
  SQL_TIMESTAMP_STRUCT timestamp{2023, 12, 31, 1, 2, 3, 250'000'000};
  SQLLEN date_size = sizeof date;
  SQLLEN timestamp_size = sizeof timestamp;
  REQUIRE_SUCCESS(statement, SQLBindParameter(statement, 1, SQL_PARAM_INPUT, SQL_C_DATE, SQL_DATE, 10, 0, &date,
                                              sizeof date, &date_size));
  REQUIRE_SUCCESS(statement, SQLBindParameter(statement, 2, SQL_PARAM_INPUT, SQL_C_TIMESTAMP, SQL_TIMESTAMP, 23, 3,
                                              &timestamp, sizeof timestamp, &timestamp_size));
  REQUIRE_SUCCESS(statement, statement.execute("INSERT INTO odbc2_days (d, ts) VALUES (?, ?)"));
  statement.close();
  REQUIRE_SUCCESS(statement, SQLFreeStmt(statement, SQL_RESET_PARAMS));

  SQL_DATE_STRUCT got_date{};
  SQL_TIMESTAMP_STRUCT got_timestamp{};
  REQUIRE_SUCCESS(statement, statement.execute("SELECT d, ts, CAST(d AS TEXT) FROM odbc2_days WHERE t IS NULL"));
  REQUIRE_SUCCESS(statement, SQLBindCol(statement, 1, SQL_C_DATE, &got_date, sizeof got_date, &date_size));
  REQUIRE_SUCCESS(statement, SQLFetch(statement));
  CHECK(date_size == sizeof got_date);
  CHECK(std::memcmp(&got_date, &date, sizeof date) == 0);
  REQUIRE_SUCCESS(statement,
                  SQLGetData(statement, 2, SQL_C_TIMESTAMP, &got_timestamp, sizeof got_timestamp, &timestamp_size));
  CHECK(timestamp_size == sizeof got_timestamp);
  CHECK(got_timestamp.year == 2023);
  CHECK(got_timestamp.second == 3);
  CHECK(got_timestamp.fraction == 250'000'000);
  CHECK(statement.text_at(3) == "2023-12-31");
}

TEST_CASE_FIXTURE(Old, "diagnostics have ODBC 2's SQLSTATEs") {
  struct Row {
    const char* sql;
    const char* state;
  };
  for (const Row& row : {Row{"SELECT 1 FROM odbc2_nowhere", "ERROR S0002"}, Row{"SELEKT 1", "ERROR 37000"}}) {
    CAPTURE(row.sql);
    EXPECT(row.state, statement, statement.execute(row.sql));
  }
  SQLINTEGER value = 0;
  EXPECT("ERROR S1092", statement, SQLSetStmtAttr(statement, 9999, nullptr, 0));
  REQUIRE_SUCCESS(statement, statement.execute("SELECT 'x'"));
  REQUIRE_SUCCESS(statement, SQLFetch(statement));
  EXPECT("ERROR 22005", statement, SQLGetData(statement, 1, SQL_C_SLONG, &value, sizeof value, nullptr));
  EXPECT("ERROR S1002", statement, SQLGetData(statement, 2, SQL_C_SLONG, &value, sizeof value, nullptr));
}

TEST_CASE_FIXTURE(Oldest, "a program of ODBC 2 alone connects, writes, reads and ends") {
  REQUIRE(SQLSetConnectOption(connection, SQL_LOGIN_TIMEOUT, 20) == SQL_SUCCESS);
  connect();
  REQUIRE(SQLSetConnectOption(connection, SQL_AUTOCOMMIT, SQL_AUTOCOMMIT_OFF) == SQL_SUCCESS);
  SQLUINTEGER autocommit = 77;
  REQUIRE(SQLGetConnectOption(connection, SQL_AUTOCOMMIT, &autocommit) == SQL_SUCCESS);
  CHECK(autocommit == SQL_AUTOCOMMIT_OFF);
  REQUIRE(SQLSetStmtOption(statement, SQL_QUERY_TIMEOUT, 30) == SQL_SUCCESS);
  SQLULEN timeout = 0;
  REQUIRE(SQLGetStmtOption(statement, SQL_QUERY_TIMEOUT, &timeout) == SQL_SUCCESS);
  CHECK(timeout == 30);

  REQUIRE(SQL_SUCCEEDED(execute("DROP TABLE IF EXISTS odbc2_town")));
  REQUIRE(SQL_SUCCEEDED(execute("CREATE TABLE odbc2_town (id INTEGER, name VARCHAR(20))")));
  SQLINTEGER id = 7;
  SQLLEN id_size = 0;
  std::array<char, 20> name{"Oslo"};
  SQLLEN name_size = SQL_NTS;
  REQUIRE(SQLPrepare(statement, application::narrow("INSERT INTO odbc2_town VALUES (?, ?)"), SQL_NTS) == SQL_SUCCESS);
  REQUIRE(SQLSetParam(statement, 1, SQL_C_LONG, SQL_INTEGER, 10, 0, &id, &id_size) == SQL_SUCCESS);
  REQUIRE(SQLSetParam(statement, 2, SQL_C_CHAR, SQL_VARCHAR, 20, 0, name.data(), &name_size) == SQL_SUCCESS);
  CHECK(SQLExecute(statement) == SQL_SUCCESS);
  REQUIRE(SQLTransact(environment, connection, SQL_COMMIT) == SQL_SUCCESS);
  REQUIRE(SQLFreeStmt(statement, SQL_CLOSE) == SQL_SUCCESS);
  REQUIRE(SQLFreeStmt(statement, SQL_RESET_PARAMS) == SQL_SUCCESS);

  name.fill('x');
  id = 0;
  REQUIRE(execute("SELECT id, name FROM odbc2_town") == SQL_SUCCESS);
  REQUIRE(SQLBindCol(statement, 1, SQL_C_LONG, &id, 0, &id_size) == SQL_SUCCESS);
  REQUIRE(SQLBindCol(statement, 2, SQL_C_CHAR, name.data(), name.size(), &name_size) == SQL_SUCCESS);
  CHECK(SQLFetch(statement) == SQL_SUCCESS);
  CHECK(id == 7);
  CHECK(id_size == sizeof id);
  CHECK(std::string(name.data()) == "Oslo");
  CHECK(name_size == 4);
  CHECK(SQLFetch(statement) == SQL_NO_DATA);
  REQUIRE(SQLFreeStmt(statement, SQL_CLOSE) == SQL_SUCCESS);
  REQUIRE(SQLTransact(environment, SQL_NULL_HDBC, SQL_COMMIT) == SQL_SUCCESS);
}

TEST_CASE_FIXTURE(Oldest, "SQLError gives each record of ODBC 2 once") {
  connect();
  REQUIRE(execute("SELECT 1 FROM odbc2_nowhere") == SQL_ERROR);
  CHECK(error() == "S0002");
  CHECK(error().empty());
  REQUIRE(execute("SELEKT") == SQL_ERROR);
  CHECK(error() == "37000");
}

TEST_CASE_FIXTURE(Oldest, "SQLParamOptions sends an array of parameters") {
  connect();
  REQUIRE(SQL_SUCCEEDED(execute("DROP TABLE IF EXISTS odbc2_numbers")));
  REQUIRE(SQL_SUCCEEDED(execute("CREATE TABLE odbc2_numbers (n INTEGER)")));
  std::array<SQLINTEGER, 3> numbers{10, 20, 12};
  std::array<SQLLEN, 3> sizes{};
  SQLULEN processed = 0;
  REQUIRE(SQLParamOptions(statement, numbers.size(), &processed) == SQL_SUCCESS);
  REQUIRE(SQLBindParameter(statement, 1, SQL_PARAM_INPUT, SQL_C_LONG, SQL_INTEGER, 10, 0, numbers.data(), 0,
                           sizes.data()) == SQL_SUCCESS);
  REQUIRE(execute("INSERT INTO odbc2_numbers VALUES (?)") == SQL_SUCCESS);
  CHECK(processed == 3);
  REQUIRE(SQLParamOptions(statement, 1, nullptr) == SQL_SUCCESS);
  REQUIRE(SQLFreeStmt(statement, SQL_RESET_PARAMS) == SQL_SUCCESS);
  REQUIRE(execute("SELECT sum(n) FROM odbc2_numbers") == SQL_SUCCESS);
  REQUIRE(SQLFetch(statement) == SQL_SUCCESS);
  SQLINTEGER sum = 0;
  SQLLEN size = 0;
  REQUIRE(SQLGetData(statement, 1, SQL_C_LONG, &sum, 0, &size) == SQL_SUCCESS);
  CHECK(sum == 42);
}
