// Owns: SQLParamData and SQLPutData: the conversation, pieces, NULL, errors, cancelling. Never: conversions of whole
// values.
#include <array>
#include <string>

#include "test_servers.h"

using application::Manager;
using servers::Connected;

namespace {

SQLPOINTER token(SQLLEN number) { return reinterpret_cast<SQLPOINTER>(number); }

struct AtExecution : Connected {
  SQLLEN at_execution = SQL_DATA_AT_EXEC;

  AtExecution() { statement.run("DROP TABLE IF EXISTS dae; CREATE TABLE dae (id INTEGER PRIMARY KEY, t, b)"); }

  void bind(SQLUSMALLINT number, SQLSMALLINT c_type, SQLSMALLINT sql_type, SQLPOINTER data, SQLLEN* indicator) {
    REQUIRE_SUCCESS(statement,
                    SQLBindParameter(statement, number, SQL_PARAM_INPUT, c_type, sql_type, 0, 0, data, 0, indicator));
  }

  /// SQLParamData; the token, as a number.
  SQLLEN asked(const std::string& expected = "NEED_DATA") {
    SQLPOINTER place = nullptr;
    EXPECT(expected, statement, SQLParamData(statement, &place));
    return reinterpret_cast<SQLLEN>(place);
  }

  void put(std::string_view piece) {
    std::string bytes(piece);
    REQUIRE_SUCCESS(statement, SQLPutData(statement, bytes.data(), static_cast<SQLLEN>(bytes.size())));
  }

  void expect_sequence_error(SQLRETURN code) { EXPECT("ERROR HY010", statement, code); }
};

}  // namespace

TEST_CASE_FIXTURE(AtExecution, "parameters are asked for in order, with the tokens the application gave") {
  bind(1, SQL_C_CHAR, SQL_VARCHAR, token(11), &at_execution);
  SQLLEN with_length = SQL_LEN_DATA_AT_EXEC(5);
  bind(2, SQL_C_BINARY, SQL_VARBINARY, token(22), &with_length);
  EXPECT("NEED_DATA", statement, statement.execute("INSERT INTO dae (t, b) VALUES (?, ?)"));
  CHECK(asked() == 11);
  put("one ");
  put("");
  put("two");
  CHECK(asked() == 22);
  put(std::string_view("\0\xFF", 2));
  put("\x01");
  asked("SUCCESS");
  CHECK(statement.row_count() == 1);
  CHECK(statement.value_of("SELECT t || '|' || hex(b) || '|' || typeof(t) || typeof(b) FROM dae") ==
        "one two|00FF01|textblob");
}

TEST_CASE_FIXTURE(AtExecution, "SQLPrepare and SQLExecute ask each time they run") {
  bind(1, SQL_C_CHAR, SQL_VARCHAR, token(1), &at_execution);
  REQUIRE_SUCCESS(statement, statement.prepare("INSERT INTO dae (t) VALUES (?)"));
  for (const char* text : {"a", "b"}) {
    EXPECT("NEED_DATA", statement, SQLExecute(statement));
    CHECK(asked() == 1);
    put(text);
    asked("SUCCESS");
  }
  CHECK(statement.value_of("SELECT group_concat(t) FROM dae") == "a,b");
}

TEST_CASE_FIXTURE(AtExecution, "a piece may end inside a character, narrow and wide") {
  bind(1, SQL_C_CHAR, SQL_VARCHAR, token(1), &at_execution);
  bind(2, SQL_C_WCHAR, SQL_WVARCHAR, token(2), &at_execution);
  EXPECT("NEED_DATA", statement, statement.execute("INSERT INTO dae (t, b) VALUES (?, ?)"));
  asked();
  put("\xF0\x9F");
  put("\x98\x80!");
  asked();
  application::WideText text(u"\U0001F600?");
  const SQLLEN unit = sizeof(SQLWCHAR);
  REQUIRE_SUCCESS(statement, SQLPutData(statement, text.data(), unit));
  REQUIRE_SUCCESS(statement, SQLPutData(statement, text.data() + 1, static_cast<SQLLEN>(text.bytes()) - unit));
  asked("SUCCESS");
  CHECK(statement.value_of("SELECT t || b FROM dae") == "\U0001F600!\U0001F600?");
}

TEST_CASE_FIXTURE(AtExecution, "NULL, an empty text and a text with its terminator") {
  bind(1, SQL_C_CHAR, SQL_VARCHAR, token(1), &at_execution);
  bind(2, SQL_C_CHAR, SQL_VARCHAR, token(2), &at_execution);
  EXPECT("NEED_DATA", statement, statement.execute("INSERT INTO dae (t, b) VALUES (?, ?)"));
  asked();
  REQUIRE_SUCCESS(statement, SQLPutData(statement, nullptr, SQL_NULL_DATA));
  asked();
  char text[] = "ends";
  REQUIRE_SUCCESS(statement, SQLPutData(statement, text, SQL_NTS));
  REQUIRE_SUCCESS(statement, SQLPutData(statement, nullptr, 0));
  asked("SUCCESS");
  CHECK(statement.value_of("SELECT (t IS NULL) || b FROM dae") == "1ends");
}

TEST_CASE_FIXTURE(AtExecution, "numbers come in one piece") {
  SQLBIGINT number = 9007199254740993;
  bind(1, SQL_C_SBIGINT, SQL_BIGINT, token(1), &at_execution);
  EXPECT("NEED_DATA", statement, statement.execute("INSERT INTO dae (t) VALUES (?)"));
  asked();
  REQUIRE_SUCCESS(statement, SQLPutData(statement, &number, 0));
  asked("SUCCESS");
  CHECK(statement.value_of("SELECT CAST(t AS TEXT) FROM dae") == "9007199254740993");
  EXPECT("NEED_DATA", statement, statement.execute("INSERT INTO dae (t) VALUES (?)"));
  asked();
  REQUIRE_SUCCESS(statement, SQLPutData(statement, &number, 0));
  EXPECT("ERROR HY019", statement, SQLPutData(statement, &number, sizeof number));
  asked("ERROR HY010");  // the error has ended the execution (appendix B)
}

TEST_CASE_FIXTURE(AtExecution, "pieces and NULL do not mix") {
  bind(1, SQL_C_CHAR, SQL_VARCHAR, token(1), &at_execution);
  EXPECT("NEED_DATA", statement, statement.execute("INSERT INTO dae (t) VALUES (?)"));
  asked();
  put("x");
  EXPECT("ERROR HY011", statement, SQLPutData(statement, nullptr, SQL_NULL_DATA));
  char text[] = "y";
  EXPECT("ERROR HY009", statement, SQLPutData(statement, nullptr, 3));
  put("y");
  asked("SUCCESS");
  CHECK(statement.value_of("SELECT t FROM dae") == "xy");
  EXPECT("NEED_DATA", statement, statement.execute("INSERT INTO dae (t) VALUES (?)"));
  asked();
  REQUIRE_SUCCESS(statement, SQLPutData(statement, nullptr, SQL_NULL_DATA));
  EXPECT("ERROR HY020", statement, SQLPutData(statement, text, 1));
  asked("ERROR HY010");
}

TEST_CASE_FIXTURE(AtExecution, "a length that is none ends the execution") {
  bind(1, SQL_C_CHAR, SQL_VARCHAR, token(1), &at_execution);
  EXPECT("NEED_DATA", statement, statement.execute("INSERT INTO dae (t) VALUES (?)"));
  asked();
  char text[] = "y";
  EXPECT("ERROR HY090", statement, SQLPutData(statement, text, -7));
  asked("ERROR HY010");
  CHECK(statement.value_of("SELECT count(*) FROM dae") == "0");
}

TEST_CASE_FIXTURE(AtExecution, "while data is waited for, other functions are out of sequence") {
  bind(1, SQL_C_CHAR, SQL_VARCHAR, token(1), &at_execution);
  REQUIRE_SUCCESS(statement, statement.prepare("INSERT INTO dae (t) VALUES (?)"));
  char text[] = "x";
  SQLPOINTER place = nullptr;
  expect_sequence_error(SQLParamData(statement, &place));
  expect_sequence_error(SQLPutData(statement, text, 1));
  EXPECT("NEED_DATA", statement, SQLExecute(statement));
  expect_sequence_error(SQLPutData(statement, text, 1));  // before SQLParamData said for what
  SQLSMALLINT count = 0;
  SQLULEN value = 0;
  expect_sequence_error(SQLExecute(statement));
  expect_sequence_error(SQLFetch(statement));
  expect_sequence_error(SQLNumResultCols(statement, &count));
  expect_sequence_error(SQLFreeStmt(statement, SQL_CLOSE));
  expect_sequence_error(SQLGetStmtAttr(statement, SQL_ATTR_MAX_ROWS, &value, 0, nullptr));
  CHECK(asked() == 1);
  expect_sequence_error(SQLParamData(statement, &place));  // no data for the first parameter yet
  expect_sequence_error(SQLPrepare(statement, application::narrow("SELECT 1"), SQL_NTS));
  put("x");
  asked("SUCCESS");
  expect_sequence_error(SQLParamData(statement, &place));
}

TEST_CASE_FIXTURE(AtExecution, "SQLCancel gives up what was begun, and the statement can run again") {
  bind(1, SQL_C_CHAR, SQL_VARCHAR, token(1), &at_execution);
  REQUIRE_SUCCESS(statement, statement.prepare("INSERT INTO dae (t) VALUES (?)"));
  EXPECT("NEED_DATA", statement, SQLExecute(statement));
  asked();
  put("lost");
  EXPECT("SUCCESS", statement, SQLCancel(statement));
  SQLPOINTER place = nullptr;
  expect_sequence_error(SQLParamData(statement, &place));
  EXPECT("NEED_DATA", statement, SQLExecute(statement));
  asked();
  put("kept");
  asked("SUCCESS");
  CHECK(statement.value_of("SELECT group_concat(t) FROM dae") == "kept");
}

TEST_CASE_FIXTURE(AtExecution, "data that cannot be converted is told by the last SQLParamData, and nothing is run") {
  bind(1, SQL_C_CHAR, SQL_INTEGER, token(1), &at_execution);
  REQUIRE_SUCCESS(statement, statement.prepare("INSERT INTO dae (t) VALUES (?)"));
  EXPECT("NEED_DATA", statement, SQLExecute(statement));
  asked();
  put("no number");
  asked("ERROR 22018");
  EXPECT("NEED_DATA", statement, SQLExecute(statement));  // it is a prepared statement again
  REQUIRE(SQLCancel(statement) == SQL_SUCCESS);
  CHECK(statement.value_of("SELECT count(*) FROM dae") == "0");
}

TEST_CASE_FIXTURE(AtExecution, "each set of an array is asked for, with the address of its element") {
  std::array<std::array<char, 4>, 3> texts{{{"aa"}, {"bb"}, {"cc"}}};
  std::array<SQLLEN, 3> indicators{SQL_DATA_AT_EXEC, SQL_NTS, SQL_DATA_AT_EXEC};
  std::array<SQLUSMALLINT, 3> status{};
  SQLULEN processed = 0;
  statement.set(SQL_ATTR_PARAMSET_SIZE, 3);
  statement.set_place(SQL_ATTR_PARAM_STATUS_PTR, status.data());
  statement.set_place(SQL_ATTR_PARAMS_PROCESSED_PTR, &processed);
  REQUIRE_SUCCESS(statement, SQLBindParameter(statement, 1, SQL_PARAM_INPUT, SQL_C_CHAR, SQL_VARCHAR, 3, 0,
                                              texts.data(), 4, indicators.data()));
  EXPECT("NEED_DATA", statement, statement.execute("INSERT INTO dae (t) VALUES (?)"));
  SQLPOINTER place = nullptr;
  EXPECT("NEED_DATA", statement, SQLParamData(statement, &place));
  CHECK(place == texts[0].data());
  put("first");
  EXPECT("NEED_DATA", statement, SQLParamData(statement, &place));
  CHECK(place == texts[2].data());
  put("third");
  asked("SUCCESS");
  CHECK(processed == 3);
  CHECK(status == std::array<SQLUSMALLINT, 3>{SQL_PARAM_SUCCESS, SQL_PARAM_SUCCESS, SQL_PARAM_SUCCESS});
  statement.set(SQL_ATTR_PARAMSET_SIZE, 1);
  CHECK(statement.value_of("SELECT group_concat(t) FROM dae") == "first,bb,third");
}

TEST_CASE_FIXTURE(AtExecution, "SQLDisconnect and SQLEndTran wait for the data") {
  bind(1, SQL_C_CHAR, SQL_VARCHAR, token(1), &at_execution);
  EXPECT("NEED_DATA", statement, statement.execute("INSERT INTO dae (t) VALUES (?)"));
  EXPECT("ERROR HY010", connection, SQLEndTran(SQL_HANDLE_DBC, connection, SQL_COMMIT));
  EXPECT("ERROR HY010", connection, SQLDisconnect(connection));
  // The managers let attributes through; switching the database would send the data to another one.
  EXPECT("ERROR HY010", connection,
         SQLSetConnectAttr(connection, SQL_ATTR_CURRENT_CATALOG, application::narrow("other"), SQL_NTS));
  REQUIRE(SQLCancel(statement) == SQL_SUCCESS);
  EXPECT("SUCCESS", connection, SQLEndTran(SQL_HANDLE_DBC, connection, SQL_COMMIT));
}

TEST_CASE_FIXTURE(AtExecution, "megabytes in pieces arrive whole") {
  bind(1, SQL_C_BINARY, SQL_LONGVARBINARY, token(1), &at_execution);
  EXPECT("NEED_DATA", statement, statement.execute("INSERT INTO dae (b) VALUES (?)"));
  asked();
  const std::string piece(100000, '\x07');
  for (int count = 0; count < 15; ++count) put(piece);
  asked("SUCCESS");
  CHECK(statement.value_of("SELECT length(b) || hex(substr(b, 1499999)) FROM dae") == "15000000707");
}
