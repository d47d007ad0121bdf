// Owns: settings and calls that must not say what is not so: timeouts, read-only, rollback, cancel. Never: faults.
#include <string>

#include "test_servers.h"

using servers::Connected;

namespace {

SQLPOINTER number(SQLULEN value) { return reinterpret_cast<SQLPOINTER>(value); }

struct ReadOnly : Connected {
  application::Connection reader{environment};

  ReadOnly() { REQUIRE_SUCCESS(reader, reader.connect(servers::connection_string(";ReadOnly=yes"))); }

  SQLUINTEGER access_mode() {
    SQLUINTEGER mode = 99;
    REQUIRE_SUCCESS(reader, SQLGetConnectAttr(reader, SQL_ATTR_ACCESS_MODE, &mode, 0, nullptr));
    return mode;
  }
};

}  // namespace

TEST_CASE_FIXTURE(Connected, "a timeout beyond a day becomes a day, and statements run") {
  EXPECT("SUCCESS_WITH_INFO 01S02", statement,
         SQLSetStmtAttr(statement, SQL_ATTR_QUERY_TIMEOUT, number(~SQLULEN{0}), 0));
  SQLULEN timeout = 0;
  REQUIRE_SUCCESS(statement, SQLGetStmtAttr(statement, SQL_ATTR_QUERY_TIMEOUT, &timeout, 0, nullptr));
  CHECK(timeout == 86400);
  CHECK(statement.value_of("SELECT 7") == "7");
}

TEST_CASE_FIXTURE(ReadOnly, "a connection that is read-only by its keyword says so and stays so") {
  CHECK(access_mode() == SQL_MODE_READ_ONLY);
  EXPECT("SUCCESS_WITH_INFO 01S02", reader,
         SQLSetConnectAttr(reader, SQL_ATTR_ACCESS_MODE, number(SQL_MODE_READ_WRITE), 0));
  CHECK(access_mode() == SQL_MODE_READ_ONLY);
}

TEST_CASE_FIXTURE(ReadOnly, "EXPLAIN of a pragma counts as a write: SQLite applies some while it compiles them") {
  application::Statement reading(reader);
  EXPECT("ERROR 42000", reading, reading.execute("EXPLAIN PRAGMA ignore_check_constraints=1"));
  EXPECT("SUCCESS", reading, reading.execute("EXPLAIN SELECT 1"));
}

TEST_CASE_FIXTURE(Connected, "setting autocommit to off again forgets no write") {
  statement.run("DROP TABLE IF EXISTS outcomes");
  statement.run("CREATE TABLE outcomes(i INTEGER)");
  const auto off = [&] { return SQLSetConnectAttr(connection, SQL_ATTR_AUTOCOMMIT, number(SQL_AUTOCOMMIT_OFF), 0); };
  REQUIRE_SUCCESS(connection, off());
  statement.run("INSERT INTO outcomes VALUES (1)");
  REQUIRE_SUCCESS(connection, off());
  EXPECT("ERROR HYC00", connection, SQLEndTran(SQL_HANDLE_DBC, connection, SQL_ROLLBACK));
  // A write that changed nothing leaves nothing to undo.
  EXPECT("NO_DATA", statement, statement.execute("UPDATE outcomes SET i = 2 WHERE i = 99"));
  EXPECT("SUCCESS", connection, SQLEndTran(SQL_HANDLE_DBC, connection, SQL_ROLLBACK));
}

TEST_CASE_FIXTURE(Connected, "cancelling an idle statement has no effect on its next description") {
  // The mirror of this SQLite does not know the function, so the columns are asked of D1.
  REQUIRE_SUCCESS(statement, statement.prepare("SELECT nosuch_function(1) AS x"));
  REQUIRE_SUCCESS(statement, SQLCancel(statement));
  SQLSMALLINT columns = 0;
  EXPECT("ERROR 42000", statement, SQLNumResultCols(statement, &columns));
}

TEST_CASE_FIXTURE(Connected, "a null buffer unbinds a column, whatever its C type") {
  EXPECT("SUCCESS", statement, SQLBindCol(statement, 1, SQL_C_NUMERIC, nullptr, 0, nullptr));
}

TEST_CASE_FIXTURE(Connected, "a single parameter set that is to be ignored is not run") {
  statement.run("DROP TABLE IF EXISTS outcomes");
  statement.run("CREATE TABLE outcomes(i INTEGER)");
  SQLINTEGER value = 5;
  SQLUSMALLINT operation = SQL_PARAM_IGNORE;
  statement.set_place(SQL_ATTR_PARAM_OPERATION_PTR, &operation);
  REQUIRE_SUCCESS(statement,
                  SQLBindParameter(statement, 1, SQL_PARAM_INPUT, SQL_C_SLONG, SQL_INTEGER, 0, 0, &value, 0, nullptr));
  (void)statement.execute("INSERT INTO outcomes VALUES (?)");
  statement.set_place(SQL_ATTR_PARAM_OPERATION_PTR, nullptr);
  REQUIRE_SUCCESS(statement, SQLFreeStmt(statement, SQL_RESET_PARAMS));
  CHECK(statement.value_of("SELECT count(*) FROM outcomes") == "0");
}

TEST_CASE_FIXTURE(Connected,
                  "without retrieving data a cursor still moves by whole rowsets and writes into no column") {
  SQLBIGINT ids[2] = {-1, -1};
  SQLULEN fetched = 0;
  statement.set(SQL_ATTR_ROW_ARRAY_SIZE, 2);
  statement.set_place(SQL_ATTR_ROWS_FETCHED_PTR, &fetched);
  REQUIRE_SUCCESS(statement, SQLBindCol(statement, 1, SQL_C_SBIGINT, ids, 0, nullptr));
  REQUIRE_SUCCESS(statement, statement.execute("SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3"));
  statement.set(SQL_ATTR_RETRIEVE_DATA, SQL_RD_OFF);
  EXPECT("SUCCESS", statement, SQLFetch(statement));
  CHECK(fetched == 2);
  CHECK(ids[0] == -1);
  statement.set(SQL_ATTR_RETRIEVE_DATA, SQL_RD_ON);
  EXPECT("SUCCESS", statement, SQLFetch(statement));
  CHECK(fetched == 1);
  CHECK(ids[0] == 3);
}

TEST_CASE_FIXTURE(Connected, "SQL_ATTR_MAX_ROWS cuts the result and its count") {
  statement.set(SQL_ATTR_MAX_ROWS, 2);
  REQUIRE_SUCCESS(statement, statement.execute("SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3"));
  SQLLEN rows = 0;
  EXPECT("SUCCESS", statement, SQLRowCount(statement, &rows));
  CHECK(rows == 2);
  EXPECT("SUCCESS", statement, SQLFetch(statement));
  EXPECT("SUCCESS", statement, SQLFetch(statement));
  EXPECT("NO_DATA", statement, SQLFetch(statement));
}

TEST_CASE_FIXTURE(Connected, "a text that SQLExecDirect could not run is not described afterwards") {
  statement.run("DROP TABLE IF EXISTS outcomes_keyed");
  statement.run("CREATE TABLE outcomes_keyed(i INTEGER PRIMARY KEY)");
  statement.run("INSERT INTO outcomes_keyed VALUES (1)");
  EXPECT("ERROR 23000", statement, statement.execute("SELECT 1 AS x; INSERT INTO outcomes_keyed VALUES (1)"));
  SQLSMALLINT count = 0;
  EXPECT("ERROR HY010", statement, SQLNumResultCols(statement, &count));
  EXPECT("ERROR HY010", statement, SQLNumParams(statement, &count));
}
