// Owns: appendix B's table "Statement Transitions": every function of a statement in every state, one row each. Never:
// what a function does when it may be called.
// https://learn.microsoft.com/sql/odbc/reference/appendixes/statement-transitions
#include <array>
#include <functional>
#include <string>

#include "test_servers.h"

using application::Manager;
using application::narrow;
using application::Statement;
using servers::Connected;

namespace {

enum StateNumber { S1, S2, S3, S4, S5, S6, S7, S8, S9, S10, state_count };

constexpr std::array<const char*, state_count> state_names{
    "S1 allocated", "S2 prepared, no results", "S3 prepared",  "S4 executed", "S5 opened",
    "S6 SQLFetch",  "S7 SQLExtendedFetch",     "S8 need data", "S9 must put", "S10 can put"};

const std::string three_rows = "SELECT 1 AS n UNION ALL SELECT 2 UNION ALL SELECT 3";

/// Brings a fresh statement into a state. Parameter 1 is data at execution, which only the need-data states use.
void enter(Statement& statement, StateNumber state, SQLLEN& at_execution) {
  statement.set(SQL_ATTR_CURSOR_TYPE, SQL_CURSOR_STATIC);
  SQLPOINTER token = nullptr;
  char data[] = "x";
  switch (state) {
    case S1:
      return;
    case S2:
      REQUIRE_SUCCESS(statement, statement.prepare("INSERT INTO states (t) VALUES ('x')"));
      return;
    case S3:
      REQUIRE_SUCCESS(statement, statement.prepare(three_rows));
      return;
    case S4:
      REQUIRE_SUCCESS(statement, statement.execute("INSERT INTO states (t) VALUES ('x')"));
      return;
    case S5:
    case S6:
    case S7:
      REQUIRE_SUCCESS(statement, statement.execute(three_rows));
      if (state == S6) REQUIRE_SUCCESS(statement, SQLFetch(statement));
      if (state == S7) {
        SQLULEN fetched = 0;
        std::array<SQLUSMALLINT, 1> status{};
        REQUIRE_SUCCESS(statement, SQLExtendedFetch(statement, SQL_FETCH_NEXT, 0, &fetched, status.data()));
      }
      return;
    default:
      at_execution = SQL_DATA_AT_EXEC;
      REQUIRE_SUCCESS(statement, SQLBindParameter(statement, 1, SQL_PARAM_INPUT, SQL_C_CHAR, SQL_VARCHAR, 0, 0,
                                                  &at_execution, 0, &at_execution));
      EXPECT("NEED_DATA", statement, statement.execute("INSERT INTO states (t) VALUES (?)"));
      if (state == S8) return;
      EXPECT("NEED_DATA", statement, SQLParamData(statement, &token));
      if (state == S10) REQUIRE_SUCCESS(statement, SQLPutData(statement, data, 1));
  }
}

/// "ok" for every outcome that is no error, else the SQLSTATE.
std::string short_outcome(SQLRETURN code, const Statement& statement) {
  if (code != SQL_ERROR && code != SQL_INVALID_HANDLE) return "ok";
  const std::string whole = application::outcome(code, statement);
  return whole.substr(whole.find(' ') + 1);
}

struct Row {
  const char* function;
  std::function<SQLRETURN(SQLHSTMT)> call;
  std::array<const char*, state_count> expected;
};

SQLSMALLINT ignored_small = 0;
SQLLEN ignored_length = 0;
SQLULEN ignored_number = 0;
SQLPOINTER ignored_pointer = nullptr;
SQLBIGINT ignored_integer = 0;
std::array<SQLUSMALLINT, 4> ignored_status{};
std::array<SQLCHAR, 64> ignored_text{};
char one_byte[] = "y";

// clang-format off
const std::array rows = {
  //                                                               S1       S2       S3       S4       S5       S6       S7       S8       S9       S10
  Row{"SQLPrepare", [](SQLHSTMT s) { return SQLPrepare(s, narrow("SELECT 1"), SQL_NTS); },
                                                                  {"ok",    "ok",    "ok",    "ok",    "24000", "24000", "24000", "HY010", "HY010", "HY010"}},
  Row{"SQLExecDirect", [](SQLHSTMT s) { return SQLExecDirect(s, narrow("SELECT 1"), SQL_NTS); },
                                                                  {"ok",    "ok",    "ok",    "ok",    "24000", "24000", "24000", "HY010", "HY010", "HY010"}},
  Row{"SQLExecute", [](SQLHSTMT s) { return SQLExecute(s); },     {"HY010", "ok",    "ok",    "HY010", "HY010", "HY010", "HY010", "HY010", "HY010", "HY010"}},
  Row{"SQLFetch", [](SQLHSTMT s) { return SQLFetch(s); },         {"HY010", "HY010", "HY010", "24000", "ok",    "ok",    "HY010", "HY010", "HY010", "HY010"}},
  Row{"SQLFetchScroll", [](SQLHSTMT s) { return SQLFetchScroll(s, SQL_FETCH_NEXT, 0); },
                                                                  {"HY010", "HY010", "HY010", "24000", "ok",    "ok",    "HY010", "HY010", "HY010", "HY010"}},
  Row{"SQLExtendedFetch", [](SQLHSTMT s) { return SQLExtendedFetch(s, SQL_FETCH_NEXT, 0, &ignored_number, ignored_status.data()); },
                                                                  {"HY010", "HY010", "HY010", "24000", "ok",    "HY010", "ok",    "HY010", "HY010", "HY010"}},
  Row{"SQLGetData", [](SQLHSTMT s) { return SQLGetData(s, 1, SQL_C_SBIGINT, &ignored_integer, 0, &ignored_length); },
                                                                  {"HY010", "HY010", "HY010", "24000", "24000", "ok",    "ok",    "HY010", "HY010", "HY010"}},
  Row{"SQLSetPos", [](SQLHSTMT s) { return SQLSetPos(s, 1, SQL_POSITION, SQL_LOCK_NO_CHANGE); },
                                                                  {"HY010", "HY010", "HY010", "24000", "24000", "ok",    "ok",    "HY010", "HY010", "HY010"}},
  Row{"SQLBulkOperations", [](SQLHSTMT s) { return SQLBulkOperations(s, SQL_ADD); },
                                                                  {"HY010", "HY010", "HY010", "24000", "HY092", "HY092", "HY010", "HY010", "HY010", "HY010"}},
  Row{"SQLCloseCursor", [](SQLHSTMT s) { return SQLCloseCursor(s); },
                                                                  {"24000", "24000", "24000", "24000", "ok",    "ok",    "ok",    "HY010", "HY010", "HY010"}},
  Row{"SQLFreeStmt(SQL_CLOSE)", [](SQLHSTMT s) { return SQLFreeStmt(s, SQL_CLOSE); },
                                                                  {"ok",    "ok",    "ok",    "ok",    "ok",    "ok",    "ok",    "HY010", "HY010", "HY010"}},
  Row{"SQLFreeStmt(SQL_UNBIND)", [](SQLHSTMT s) { return SQLFreeStmt(s, SQL_UNBIND); },
                                                                  {"ok",    "ok",    "ok",    "ok",    "ok",    "ok",    "ok",    "HY010", "HY010", "HY010"}},
  Row{"SQLNumResultCols", [](SQLHSTMT s) { return SQLNumResultCols(s, &ignored_small); },
                                                                  {"HY010", "ok",    "ok",    "ok",    "ok",    "ok",    "ok",    "HY010", "HY010", "HY010"}},
  Row{"SQLNumParams", [](SQLHSTMT s) { return SQLNumParams(s, &ignored_small); },
                                                                  {"HY010", "ok",    "ok",    "ok",    "ok",    "ok",    "ok",    "HY010", "HY010", "HY010"}},
  Row{"SQLDescribeCol", [](SQLHSTMT s) { return SQLDescribeCol(s, 1, ignored_text.data(), 64, nullptr, nullptr, nullptr, nullptr, nullptr); },
                                                                  {"HY010", "07005", "ok",    "24000", "ok",    "ok",    "ok",    "HY010", "HY010", "HY010"}},
  Row{"SQLColAttribute", [](SQLHSTMT s) { return SQLColAttribute(s, 1, SQL_DESC_TYPE, nullptr, 0, nullptr, &ignored_length); },
                                                                  {"HY010", "07005", "ok",    "24000", "ok",    "ok",    "ok",    "HY010", "HY010", "HY010"}},
  Row{"SQLRowCount", [](SQLHSTMT s) { return SQLRowCount(s, &ignored_length); },
                                                                  {"HY010", "HY010", "HY010", "ok",    "ok",    "ok",    "ok",    "HY010", "HY010", "HY010"}},
  Row{"SQLMoreResults", [](SQLHSTMT s) { return SQLMoreResults(s); },
                                                                  {"ok",    "ok",    "ok",    "ok",    "ok",    "ok",    "ok",    "HY010", "HY010", "HY010"}},
  Row{"SQLParamData", [](SQLHSTMT s) { return SQLParamData(s, &ignored_pointer); },
                                                                  {"HY010", "HY010", "HY010", "HY010", "HY010", "HY010", "HY010", "ok",    "HY010", "ok"}},
  Row{"SQLPutData", [](SQLHSTMT s) { return SQLPutData(s, one_byte, 1); },
                                                                  {"HY010", "HY010", "HY010", "HY010", "HY010", "HY010", "HY010", "HY010", "ok",    "ok"}},
  Row{"SQLBindCol", [](SQLHSTMT s) { return SQLBindCol(s, 1, SQL_C_SBIGINT, &ignored_integer, 0, nullptr); },
                                                                  {"ok",    "ok",    "ok",    "ok",    "ok",    "ok",    "ok",    "HY010", "HY010", "HY010"}},
  Row{"SQLBindParameter", [](SQLHSTMT s) { return SQLBindParameter(s, 1, SQL_PARAM_INPUT, SQL_C_SBIGINT, SQL_BIGINT, 0, 0, &ignored_integer, 0, nullptr); },
                                                                  {"ok",    "ok",    "ok",    "ok",    "ok",    "ok",    "ok",    "HY010", "HY010", "HY010"}},
  Row{"SQLSetCursorName", [](SQLHSTMT s) { return SQLSetCursorName(s, narrow("states"), SQL_NTS); },
                                                                  {"ok",    "ok",    "ok",    "24000", "24000", "24000", "24000", "HY010", "HY010", "HY010"}},
  Row{"SQLGetCursorName", [](SQLHSTMT s) { return SQLGetCursorName(s, ignored_text.data(), 64, &ignored_small); },
                                                                  {"ok",    "ok",    "ok",    "ok",    "ok",    "ok",    "ok",    "HY010", "HY010", "HY010"}},
  Row{"SQLGetTypeInfo", [](SQLHSTMT s) { return SQLGetTypeInfo(s, SQL_ALL_TYPES); },
                                                                  {"ok",    "ok",    "ok",    "ok",    "24000", "24000", "24000", "HY010", "HY010", "HY010"}},
  Row{"SQLTables", [](SQLHSTMT s) { return SQLTables(s, nullptr, 0, nullptr, 0, nullptr, 0, nullptr, 0); },
                                                                  {"ok",    "ok",    "ok",    "ok",    "24000", "24000", "24000", "HY010", "HY010", "HY010"}},
  Row{"SQLSetStmtAttr(SQL_ATTR_CURSOR_TYPE)", [](SQLHSTMT s) { return SQLSetStmtAttr(s, SQL_ATTR_CURSOR_TYPE, SQLPOINTER(SQL_CURSOR_STATIC), 0); },
                                                                  {"ok",    "HY011", "HY011", "24000", "24000", "24000", "24000", "HY010", "HY010", "HY010"}},
  Row{"SQLSetStmtAttr(SQL_ATTR_MAX_ROWS)", [](SQLHSTMT s) { return SQLSetStmtAttr(s, SQL_ATTR_MAX_ROWS, SQLPOINTER(5), 0); },
                                                                  {"ok",    "ok",    "ok",    "ok",    "ok",    "ok",    "ok",    "HY010", "HY010", "HY010"}},
  Row{"SQLGetStmtAttr(SQL_ATTR_ROW_NUMBER)", [](SQLHSTMT s) { return SQLGetStmtAttr(s, SQL_ATTR_ROW_NUMBER, &ignored_number, 0, nullptr); },
                                                                  {"24000", "24000", "24000", "24000", "24000", "ok",    "ok",    "HY010", "HY010", "HY010"}},
  Row{"SQLGetStmtAttr(SQL_ATTR_MAX_ROWS)", [](SQLHSTMT s) { return SQLGetStmtAttr(s, SQL_ATTR_MAX_ROWS, &ignored_number, 0, nullptr); },
                                                                  {"ok",    "ok",    "ok",    "ok",    "ok",    "ok",    "ok",    "HY010", "HY010", "HY010"}},
  Row{"SQLCancel", [](SQLHSTMT s) { return SQLCancel(s); },       {"ok",    "ok",    "ok",    "ok",    "ok",    "ok",    "ok",    "ok",    "ok",    "ok"}},
};
// clang-format on

struct States : Connected {
  States() { statement.run("CREATE TABLE IF NOT EXISTS states (t)"); }
};

}  // namespace

TEST_CASE_FIXTURE(States, "each function in each state answers what appendix B says") {
  for (const Row& row : rows) {
    for (int state = S1; state < state_count; ++state) {
      const std::string function = row.function;
      const std::string in_state = state_names.at(static_cast<std::size_t>(state));
      const std::string expected = row.expected.at(static_cast<std::size_t>(state));
      CAPTURE(function);
      CAPTURE(in_state);
      Statement fresh(connection);
      SQLLEN at_execution = 0;
      enter(fresh, static_cast<StateNumber>(state), at_execution);
      const std::string outcome = short_outcome(row.call(fresh), fresh);
      CHECK(outcome == expected);
      SQLCancel(fresh);
    }
  }
}

TEST_CASE_FIXTURE(States, "results that were not read to their end stand in the way of the next execution") {
  REQUIRE_SUCCESS(statement, statement.execute("INSERT INTO states VALUES ('a'); SELECT 1"));
  EXPECT("ERROR 24000", statement, statement.execute("SELECT 2"));
  EXPECT("SUCCESS", statement, SQLMoreResults(statement));
  EXPECT("ERROR 24000", statement, statement.execute("SELECT 2"));
  EXPECT("NO_DATA", statement, SQLMoreResults(statement));
  EXPECT("SUCCESS", statement, statement.execute("SELECT 2"));
  statement.close();
  REQUIRE_SUCCESS(statement, statement.execute("INSERT INTO states VALUES ('a'); SELECT 1"));
  statement.close();
  EXPECT("SUCCESS", statement, statement.execute("SELECT 2"));
}

TEST_CASE_FIXTURE(States,
                  "a prepared statement is prepared again after its cursor is closed, its results read, or an error") {
  REQUIRE_SUCCESS(statement, statement.prepare(three_rows));
  for (int run = 0; run < 2; ++run) {
    REQUIRE_SUCCESS(statement, SQLExecute(statement));
    REQUIRE_SUCCESS(statement, SQLCloseCursor(statement));
  }
  REQUIRE_SUCCESS(statement, SQLExecute(statement));
  EXPECT("NO_DATA", statement, SQLMoreResults(statement));
  REQUIRE_SUCCESS(statement, SQLExecute(statement));
  statement.close();
  EXPECT("ERROR 42000", statement, statement.execute("SELEC"));
  EXPECT("ERROR HY010", statement, SQLExecute(statement));  // SQLExecDirect took the prepared text's place
}
