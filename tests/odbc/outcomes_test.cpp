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
