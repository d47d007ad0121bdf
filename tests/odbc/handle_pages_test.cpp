// Owns: the reference's pages of SQLAllocHandle, SQLFreeHandle, SQLFreeStmt, SQLCloseCursor, SQLCancel, SQLCancelHandle
// and SQLError. Never: handles that are no handles (direct/handles_test), the ODBC 2 forms (odbc2_test).
// Not raised against D1: HY014 and HY001 (only memory limits handles), 40001, 25S01 and 08S01 while freeing (nothing is
// sent), HY008 and HY018 of SQLCancel (nothing refuses a cancellation), everything of asynchronous calls.
#include <dlfcn.h>

#include <array>

#include "test_servers.h"

using application::Connection;
using application::Environment;
using application::Manager;
using application::Statement;
using servers::Connected;

namespace {

const std::string two_rows = "SELECT 1 AS n UNION ALL SELECT 2";

/// SQLCancelHandle, which iODBC 3.52 has not: nullptr there.
SQLRETURN (*cancel_handle())(SQLSMALLINT, SQLHANDLE) {
  return reinterpret_cast<SQLRETURN (*)(SQLSMALLINT, SQLHANDLE)>(dlsym(RTLD_DEFAULT, "SQLCancelHandle"));
}

/// Leaves the statement waiting for the data of its only parameter.
void wait_for_data(Statement& statement, SQLLEN& at_execution) {
  at_execution = SQL_DATA_AT_EXEC;
  REQUIRE_SUCCESS(statement, SQLBindParameter(statement, 1, SQL_PARAM_INPUT, SQL_C_CHAR, SQL_VARCHAR, 10, 0,
                                              &at_execution, 0, &at_execution));
  EXPECT("NEED_DATA", statement, statement.execute("SELECT ?"));
}

/// A column that is bound, and what was fetched into it.
struct Bound : Connected {
  SQLBIGINT value = -1;
  SQLLEN length = -1;

  void bind() { REQUIRE_SUCCESS(statement, SQLBindCol(statement, 1, SQL_C_SBIGINT, &value, sizeof value, &length)); }
  void fetch_first(SQLBIGINT expected) {
    value = -1;
    REQUIRE_SUCCESS(statement, statement.execute(two_rows));
    REQUIRE_SUCCESS(statement, SQLFetch(statement));
    CHECK(value == expected);
  }
};

/// What SQLError or SQLErrorW gave.
struct ErrorText {
  std::array<SQLCHAR, 6> state{};
  std::array<SQLCHAR, 600> text{};
  SQLINTEGER native = -7;
  SQLSMALLINT length = -7;

  SQLRETURN next(SQLHENV environment, SQLHDBC connection, SQLHSTMT statement, SQLSMALLINT capacity = 600) {
    return SQLError(environment, connection, statement, state.data(), &native, text.data(), capacity, &length);
  }
  [[nodiscard]] std::string state_text() const { return reinterpret_cast<const char*>(state.data()); }
  [[nodiscard]] std::string message() const { return reinterpret_cast<const char*>(text.data()); }
};

}  // namespace

// --- SQLAllocHandle --------------------------------------------------------------------------------------------------

TEST_CASE_FIXTURE(Connected, "SQLAllocHandle makes as many handles as are asked for, and each works") {
  std::vector<SQLHSTMT> statements(50);
  for (SQLHSTMT& each : statements) REQUIRE_SUCCESS(connection, SQLAllocHandle(SQL_HANDLE_STMT, connection, &each));
  for (const SQLHSTMT each : statements)
    CHECK(SQLExecDirect(each, application::narrow(two_rows), SQL_NTS) == SQL_SUCCESS);
  for (const SQLHSTMT each : statements) {
    CHECK(SQLFetch(each) == SQL_SUCCESS);
    CHECK(SQLFreeHandle(SQL_HANDLE_STMT, each) == SQL_SUCCESS);
  }
  CHECK(statement.value_of("SELECT 7") == "7");
}

TEST_CASE("SQLAllocHandle needs a place, and an open connection for statements and descriptors") {
  const Environment environment;
  const Connection closed(environment);
  EXPECT("ERROR HY009", environment, SQLAllocHandle(SQL_HANDLE_DBC, environment, nullptr));
  int somewhere = 0;
  for (const SQLSMALLINT kind : std::initializer_list<SQLSMALLINT>{SQL_HANDLE_STMT, SQL_HANDLE_DESC}) {
    CAPTURE(kind);
    SQLHANDLE handle = &somewhere;
    EXPECT("ERROR 08003", closed, SQLAllocHandle(kind, closed, &handle));
    CHECK(handle == SQL_NULL_HANDLE);
  }
}

TEST_CASE_FIXTURE(Connected, "SQLAllocHandle needs the right parent") {
  struct Row {
    SQLSMALLINT kind;
    SQLHANDLE parent;
  };
  for (const Row& row : {Row{SQL_HANDLE_DBC, connection}, Row{SQL_HANDLE_STMT, environment},
                         Row{SQL_HANDLE_STMT, statement}, Row{SQL_HANDLE_DESC, statement}}) {
    CAPTURE(row.kind);
    SQLHANDLE handle = SQL_NULL_HANDLE;
    CHECK(SQLAllocHandle(row.kind, row.parent, &handle) == SQL_INVALID_HANDLE);
    CHECK(handle == SQL_NULL_HANDLE);
  }
}

// --- SQLFreeHandle ---------------------------------------------------------------------------------------------------

TEST_CASE_FIXTURE(Connected, "SQLFreeHandle frees a statement with an open cursor, once") {
  SQLHSTMT other = SQL_NULL_HSTMT;
  REQUIRE_SUCCESS(connection, SQLAllocHandle(SQL_HANDLE_STMT, connection, &other));
  REQUIRE(SQLExecDirect(other, application::narrow(two_rows), SQL_NTS) == SQL_SUCCESS);
  CHECK(SQLFreeHandle(SQL_HANDLE_DBC, other) == SQL_INVALID_HANDLE);
  CHECK(SQLFreeHandle(SQL_HANDLE_STMT, other) == SQL_SUCCESS);
  CHECK(SQLFreeHandle(SQL_HANDLE_STMT, other) == SQL_INVALID_HANDLE);
  CHECK(SQLFetch(other) == SQL_INVALID_HANDLE);
}

TEST_CASE_FIXTURE(Connected, "SQLFreeHandle refuses what is in use, and a statement's own descriptors") {
  EXPECT("ERROR HY010", environment, SQLFreeHandle(SQL_HANDLE_ENV, environment));
  EXPECT("ERROR HY010", connection, SQLFreeHandle(SQL_HANDLE_DBC, connection));
  SQLHDESC own = SQL_NULL_HDESC;
  REQUIRE_SUCCESS(statement, SQLGetStmtAttr(statement, SQL_ATTR_IMP_ROW_DESC, &own, 0, nullptr));
  CHECK(SQLFreeHandle(SQL_HANDLE_DESC, own) == SQL_ERROR);
  CHECK(application::diagnostics(SQL_HANDLE_DESC, own).at(0).state == "HY017");
  CHECK(statement.value_of("SELECT 7") == "7");
}

TEST_CASE_FIXTURE(Connected, "a statement that waits for data is not freed before it is cancelled") {
  SQLLEN at_execution = 0;
  wait_for_data(statement, at_execution);
  EXPECT("ERROR HY010", statement, SQLFreeHandle(SQL_HANDLE_STMT, statement));
  EXPECT("ERROR HY010", statement, SQLFreeStmt(statement, SQL_DROP));
  EXPECT("SUCCESS", statement, SQLCancel(statement));
  CHECK(statement.free() == SQL_SUCCESS);
}

// --- SQLFreeStmt and SQLCloseCursor ----------------------------------------------------------------------------------

TEST_CASE_FIXTURE(Bound, "SQL_CLOSE ends the result and keeps what is bound and prepared") {
  bind();
  REQUIRE_SUCCESS(statement, statement.prepare(two_rows));
  for (int run = 0; run < 2; ++run) {
    REQUIRE_SUCCESS(statement, SQLExecute(statement));
    value = -1;
    REQUIRE_SUCCESS(statement, SQLFetch(statement));
    CHECK(value == 1);
    EXPECT("SUCCESS", statement, SQLFreeStmt(statement, SQL_CLOSE));
    EXPECT("ERROR HY010", statement, SQLFetch(statement));
  }
}

TEST_CASE_FIXTURE(Bound, "SQL_UNBIND takes the columns away but not the bookmark, and leaves the cursor open") {
  statement.set(SQL_ATTR_USE_BOOKMARKS, SQL_UB_VARIABLE);
  std::array<unsigned char, 16> bookmark{};
  SQLLEN bookmark_length = -1;
  REQUIRE_SUCCESS(statement,
                  SQLBindCol(statement, 0, SQL_C_VARBOOKMARK, bookmark.data(), bookmark.size(), &bookmark_length));
  bind();
  fetch_first(1);
  CHECK(bookmark_length > 0);
  EXPECT("SUCCESS", statement, SQLFreeStmt(statement, SQL_UNBIND));
  SQLHDESC ard = SQL_NULL_HDESC;
  REQUIRE_SUCCESS(statement, SQLGetStmtAttr(statement, SQL_ATTR_APP_ROW_DESC, &ard, 0, nullptr));
  SQLSMALLINT count = -1;
  CHECK(SQLGetDescField(ard, 0, SQL_DESC_COUNT, &count, 0, nullptr) == SQL_SUCCESS);
  CHECK(count == 0);
  value = -1;
  bookmark_length = -1;
  REQUIRE_SUCCESS(statement, SQLFetch(statement));
  CHECK(value == -1);
  // "This does not unbind the bookmark column" (SQLFreeStmt, "SQL_UNBIND").
  CHECK(bookmark_length > 0);
  CHECK(statement.integer_at(1) == 2);
}

TEST_CASE_FIXTURE(Connected, "SQL_RESET_PARAMS takes the parameters away; they can be bound again") {
  SQLINTEGER number = 5;
  const auto bind = [&] {
    REQUIRE_SUCCESS(statement, SQLBindParameter(statement, 1, SQL_PARAM_INPUT, SQL_C_SLONG, SQL_INTEGER, 10, 0, &number,
                                                0, nullptr));
  };
  bind();
  REQUIRE_SUCCESS(statement, statement.prepare("SELECT ?"));
  EXPECT("SUCCESS", statement, SQLFreeStmt(statement, SQL_RESET_PARAMS));
  EXPECT("ERROR 07002", statement, SQLExecute(statement));
  bind();
  REQUIRE_SUCCESS(statement, SQLExecute(statement));
  REQUIRE_SUCCESS(statement, SQLFetch(statement));
  CHECK(statement.integer_at(1) == 5);
}

TEST_CASE_FIXTURE(Connected, "SQL_DROP frees the statement") {
  SQLHSTMT other = SQL_NULL_HSTMT;
  REQUIRE_SUCCESS(connection, SQLAllocHandle(SQL_HANDLE_STMT, connection, &other));
  CHECK(SQLFreeStmt(other, SQL_DROP) == SQL_SUCCESS);
  CHECK(SQLFreeStmt(other, SQL_CLOSE) == SQL_INVALID_HANDLE);
}

TEST_CASE_FIXTURE(Connected, "an option of SQLFreeStmt that is none is HY092 and changes nothing") {
  REQUIRE_SUCCESS(statement, statement.execute(two_rows));
  for (const SQLUSMALLINT option : std::initializer_list<SQLUSMALLINT>{4, 99, 65535}) {
    CAPTURE(option);
    EXPECT("ERROR HY092", statement, SQLFreeStmt(statement, option));
  }
  REQUIRE_SUCCESS(statement, SQLFetch(statement));
  CHECK(statement.integer_at(1) == 1);
}

TEST_CASE_FIXTURE(Connected, "SQLCloseCursor closes wherever the cursor is, and drops the results that were to come") {
  REQUIRE_SUCCESS(statement, statement.execute("SELECT 1"));
  REQUIRE_SUCCESS(statement, SQLFetch(statement));
  EXPECT("NO_DATA", statement, SQLFetch(statement));
  EXPECT("SUCCESS", statement, SQLCloseCursor(statement));
  REQUIRE_SUCCESS(statement, statement.execute("SELECT 1; SELECT 2"));
  EXPECT("SUCCESS", statement, SQLCloseCursor(statement));
  EXPECT("NO_DATA", statement, SQLMoreResults(statement));
  EXPECT("ERROR 24000", statement, SQLCloseCursor(statement));
  REQUIRE_SUCCESS(statement, SQLGetTypeInfo(statement, SQL_ALL_TYPES));
  EXPECT("SUCCESS", statement, SQLCloseCursor(statement));
}

// --- SQLCancel and SQLCancelHandle -----------------------------------------------------------------------------------

TEST_CASE_FIXTURE(Connected, "SQLCancel without a running call changes nothing") {
  EXPECT("SUCCESS", statement, SQLCancel(statement));
  REQUIRE_SUCCESS(statement, statement.execute(two_rows));
  REQUIRE_SUCCESS(statement, SQLFetch(statement));
  EXPECT("SUCCESS", statement, SQLCancel(statement));
  if (application::manager() == Manager::None) {  // unixODBC's takes the statement for closed, as ODBC 2 did
    EXPECT("SUCCESS", statement, SQLFetch(statement));
    CHECK(statement.integer_at(1) == 2);
  }
  statement.close();
  CHECK(statement.value_of("SELECT 7") == "7");
}

TEST_CASE_FIXTURE(Connected, "SQLCancelHandle on a statement is SQLCancel") {
  const auto call = cancel_handle();
  if (call == nullptr) return;
  EXPECT("SUCCESS", statement, call(SQL_HANDLE_STMT, statement));
  SQLLEN at_execution = 0;
  wait_for_data(statement, at_execution);
  EXPECT("SUCCESS", statement, call(SQL_HANDLE_STMT, statement));
  SQLPOINTER token = nullptr;
  EXPECT("ERROR HY010", statement, SQLParamData(statement, &token));
  CHECK(statement.value_of("SELECT 7") == "7");
  CHECK(call(SQL_HANDLE_STMT, connection) == SQL_INVALID_HANDLE);
  CHECK(call(SQL_HANDLE_STMT, SQL_NULL_HANDLE) == SQL_INVALID_HANDLE);
}

// --- SQLError --------------------------------------------------------------------------------------------------------

TEST_CASE_FIXTURE(Connected, "SQLError gives each record of a statement once") {
  EXPECT("ERROR 42S02", statement, statement.execute("SELECT 1 FROM nowhere"));
  ErrorText error;
  CHECK(error.next(SQL_NULL_HENV, SQL_NULL_HDBC, statement) == SQL_SUCCESS);
  CHECK(error.state_text() == "42S02");
  CHECK(error.native == 7500);
  CHECK(error.message().find("nowhere") != std::string::npos);
  CHECK(error.length == static_cast<SQLSMALLINT>(error.message().size()));
  CHECK(error.next(SQL_NULL_HENV, SQL_NULL_HDBC, statement) == SQL_NO_DATA);
}

TEST_CASE_FIXTURE(Connected, "SQLErrorW gives wide texts, with lengths in characters") {
  EXPECT("ERROR 42S02", statement, statement.execute("SELECT 1 FROM nowhere"));
  std::array<SQLWCHAR, 6> state{};
  std::array<SQLWCHAR, 600> text{};
  SQLINTEGER native = -7;
  SQLSMALLINT length = -7;
  CHECK(SQLErrorW(SQL_NULL_HENV, SQL_NULL_HDBC, statement, state.data(), &native, text.data(), text.size(), &length) ==
        SQL_SUCCESS);
  CHECK(application::utf16(state.data()) == u"42S02");
  CHECK(native == 7500);
  CHECK(application::utf16(text.data()).find(u"nowhere") != std::u16string::npos);
  CHECK(length == static_cast<SQLSMALLINT>(application::utf16(text.data()).size()));
}

TEST_CASE_FIXTURE(Connected, "SQLError cuts a message to its buffer, and needs a handle") {
  EXPECT("ERROR 42S02", statement, statement.execute("SELECT 1 FROM nowhere"));
  const std::string whole = statement.text();
  ErrorText error;
  CHECK(error.next(SQL_NULL_HENV, SQL_NULL_HDBC, statement, 10) == SQL_SUCCESS_WITH_INFO);
  CHECK(error.state_text() == "42S02");
  CHECK(error.message() == whole.substr(0, 9));
  CHECK(error.length == static_cast<SQLSMALLINT>(whole.size()));
  CHECK(error.next(SQL_NULL_HENV, SQL_NULL_HDBC, SQL_NULL_HSTMT) == SQL_INVALID_HANDLE);
  CHECK(error.next(environment, SQL_NULL_HDBC, SQL_NULL_HSTMT) == SQL_NO_DATA);
  CHECK(error.next(SQL_NULL_HENV, connection, SQL_NULL_HSTMT) == SQL_NO_DATA);
}
