// Owns: the reference's pages of SQLPrepare, SQLExecute, SQLExecDirect, SQLMoreResults and SQLRowCount: texts and their
// lengths, what makes an execution fail. Never: what D1 refuses (errors_test), states (states_test).
// Not raised against D1: 01001, 01003, 01006, 01007 (it tells no such thing), 22001, 22008, 22012, 22019, 22025 (SQLite
// stores any length, and says NULL where others fail), 40001 (one statement at a time), 44000 (views are not written),
// 07006 and 22002 (no output parameters), 21S02 (a view with a wrong number of columns is no error while it is made).
#include <functional>

#include "test_servers.h"

using application::Manager;
using application::Statement;
using servers::Connected;

namespace {

/// The four functions that take a statement's text. `execute` makes of the prepared ones what the direct ones did.
struct TextFunction {
  const char* name;
  std::function<SQLRETURN(SQLHSTMT, const std::string*, SQLINTEGER)> call;
  bool prepares;
};

SQLCHAR* narrow_or_null(const std::string* text) { return text == nullptr ? nullptr : application::narrow(*text); }

template <class Function>
auto as_wide(Function function) {
  return [function](SQLHSTMT statement, const std::string* text, SQLINTEGER length) {
    if (text == nullptr) return function(statement, nullptr, length);
    application::WideText wide(application::utf16(*text));
    return function(statement, wide.data(), length);
  };
}

const std::vector<TextFunction> text_functions{
    {"SQLPrepare", [](SQLHSTMT s, const std::string* t, SQLINTEGER n) { return SQLPrepare(s, narrow_or_null(t), n); },
     true},
    {"SQLPrepareW", as_wide(&SQLPrepareW), true},
    {"SQLExecDirect",
     [](SQLHSTMT s, const std::string* t, SQLINTEGER n) { return SQLExecDirect(s, narrow_or_null(t), n); }, false},
    {"SQLExecDirectW", as_wide(&SQLExecDirectW), false},
};

struct Executing : Connected {
  Executing() {
    statement.run("DROP TABLE IF EXISTS executing");
    statement.run("CREATE TABLE executing (id INTEGER PRIMARY KEY, name TEXT)");
  }

  /// Runs a text with a length and gives the first value.
  std::string value(const TextFunction& function, const std::string& text, SQLINTEGER length) {
    EXPECT("SUCCESS", statement, function.call(statement, &text, length));
    if (function.prepares) REQUIRE_SUCCESS(statement, SQLExecute(statement));
    REQUIRE_SUCCESS(statement, SQLFetch(statement));
    const std::string got = statement.text_at(1).value_or("NULL");
    statement.close();
    return got;
  }
};

}  // namespace

// --- SQLPrepare and SQLExecDirect ------------------------------------------------------------------------------------

TEST_CASE_FIXTURE(Executing, "a statement's text ends at its terminator or after its length") {
  for (const TextFunction& function : text_functions) {
    CAPTURE(function.name);
    const std::string text = "SELECT 12345";
    const auto size = static_cast<SQLINTEGER>(text.size());
    CHECK(value(function, text, SQL_NTS) == "12345");
    CHECK(value(function, text, size) == "12345");
    CHECK(value(function, text, size - 1) == "1234");
    CHECK(value(function, text + " nonsense", size) == "12345");
    CHECK(value(function, "SELECT '\u00e4\u20ac'", SQL_NTS) == "\u00e4\u20ac");
  }
}

TEST_CASE_FIXTURE(Executing, "a text that is a null pointer, or has a length below zero, is refused") {
  const std::string text = "SELECT 1";
  for (const TextFunction& function : text_functions) {
    CAPTURE(function.name);
    EXPECT("ERROR HY009", statement, function.call(statement, nullptr, SQL_NTS));
    EXPECT("ERROR HY009", statement, function.call(statement, nullptr, 5));
    for (const SQLINTEGER length : {-1, -2, -4, -2147483647}) {
      CAPTURE(length);
      EXPECT("ERROR HY090", statement, function.call(statement, &text, length));
    }
    CHECK(statement.value_of("SELECT 7") == "7");
  }
}

TEST_CASE_FIXTURE(Executing, "what D1 refuses is told when the statement runs, and the statement can be used again") {
  REQUIRE_SUCCESS(statement, statement.prepare("SELECT nope FROM executing"));
  EXPECT("ERROR 42S22", statement, SQLExecute(statement));
  EXPECT("ERROR 42S22", statement, SQLExecute(statement));  // an error leaves it prepared (appendix B, SQLExecute)
  REQUIRE_SUCCESS(statement, statement.prepare("SELECT 7"));
  REQUIRE_SUCCESS(statement, SQLExecute(statement));
  REQUIRE_SUCCESS(statement, SQLFetch(statement));
  CHECK(statement.integer_at(1) == 7);
}

TEST_CASE_FIXTURE(Executing, "SQLPrepare sends no writes; SQLExecute sends one each time") {
  REQUIRE_SUCCESS(statement, statement.prepare("INSERT INTO executing (name) VALUES ('x')"));
  Statement other(connection);
  CHECK(other.value_of("SELECT count(*) FROM executing") == "0");
  for (SQLLEN run = 1; run <= 3; ++run) {
    EXPECT("SUCCESS", statement, SQLExecute(statement));
    CHECK(statement.row_count() == 1);
    CHECK(other.value_of("SELECT count(*) FROM executing") == std::to_string(run));
  }
}

TEST_CASE_FIXTURE(Executing, "preparing another text forgets the first one's result and types, not the parameters") {
  SQLINTEGER number = 5;
  REQUIRE_SUCCESS(
      statement, SQLBindParameter(statement, 1, SQL_PARAM_INPUT, SQL_C_SLONG, SQL_INTEGER, 10, 0, &number, 0, nullptr));
  REQUIRE_SUCCESS(statement, statement.prepare("INSERT INTO executing (id) VALUES (?)"));
  REQUIRE_SUCCESS(statement, SQLExecute(statement));
  REQUIRE_SUCCESS(statement, statement.prepare("SELECT id, name FROM executing WHERE id = ?"));
  SQLLEN count = 0;
  EXPECT("ERROR HY010", statement, SQLRowCount(statement, &count));
  SQLSMALLINT columns = 0;
  REQUIRE_SUCCESS(statement, SQLNumResultCols(statement, &columns));
  CHECK(columns == 2);
  REQUIRE_SUCCESS(statement, SQLExecute(statement));
  REQUIRE_SUCCESS(statement, SQLFetch(statement));
  CHECK(statement.integer_at(1) == 5);
}

// --- SQLExecute: parameters ------------------------------------------------------------------------------------------

TEST_CASE_FIXTURE(Executing, "every marker needs a parameter; parameters beyond the markers are ignored") {
  SQLINTEGER number = 4;
  for (const SQLUSMALLINT bound : std::initializer_list<SQLUSMALLINT>{1, 3}) {
    REQUIRE_SUCCESS(statement, SQLBindParameter(statement, bound, SQL_PARAM_INPUT, SQL_C_SLONG, SQL_INTEGER, 10, 0,
                                                &number, 0, nullptr));
  }
  REQUIRE_SUCCESS(statement, statement.prepare("SELECT ? + ?"));
  EXPECT("ERROR 07002", statement, SQLExecute(statement));
  EXPECT("ERROR 07002", statement, statement.execute("SELECT ?, ?, ?"));
  CHECK(statement.value_of("SELECT ?") == "4");
  CHECK(statement.value_of("SELECT 9") == "9");
}

TEST_CASE_FIXTURE(Executing, "a value that its SQL type cannot hold is refused before anything is sent") {
  struct Row {
    SQLSMALLINT sql_type;
    const char* text;
    SQLLEN indicator;
    const char* outcome;
  };
  for (const Row& row : {
           Row{SQL_INTEGER, "abc", SQL_NTS, "ERROR 22018"},
           Row{SQL_INTEGER, "12x", 2, "SUCCESS"},
           Row{SQL_BIGINT, "99999999999999999999", SQL_NTS, "ERROR 22001"},  // appendix D: whole digits that are lost
           Row{SQL_DOUBLE, "one", SQL_NTS, "ERROR 22018"},
           Row{SQL_TYPE_DATE, "2024-02-30", SQL_NTS, "ERROR 22018"},
           Row{SQL_TYPE_TIME, "25:00:00", SQL_NTS, "ERROR 22018"},
           Row{SQL_TYPE_TIMESTAMP, "soon", SQL_NTS, "ERROR 22018"},
           Row{SQL_BIT, "2", SQL_NTS, "ERROR 22003"},
           Row{SQL_VARCHAR, "abc", -77, "ERROR HY090"},
           Row{SQL_VARCHAR, "abc", SQL_DEFAULT_PARAM, "ERROR 07S01"},
           Row{SQL_VARCHAR, "abc", 0, "SUCCESS"},
           Row{SQL_VARCHAR, "abc", SQL_NULL_DATA, "SUCCESS"},
       }) {
    CAPTURE(row.sql_type);
    CAPTURE(row.text);
    SQLLEN indicator = row.indicator;
    REQUIRE_SUCCESS(statement, SQLBindParameter(statement, 1, SQL_PARAM_INPUT, SQL_C_CHAR, row.sql_type, 30, 0,
                                                const_cast<char*>(row.text), 0, &indicator));
    servers::reset_counts();
    EXPECT(row.outcome, statement, statement.execute("SELECT ?"));
    CHECK(servers::counts().requests == (row.outcome == std::string("SUCCESS") ? 1 : 0));
    statement.close();
  }
}

TEST_CASE_FIXTURE(Executing, "a null pointer as a parameter's buffer is an empty value or an error, never read") {
  SQLLEN length = 0;
  REQUIRE_SUCCESS(statement,
                  SQLBindParameter(statement, 1, SQL_PARAM_INPUT, SQL_C_CHAR, SQL_VARCHAR, 30, 0, nullptr, 0, &length));
  CHECK(statement.value_of("SELECT typeof(?1) || length(?1)") == "text0");
  length = 3;
  EXPECT("ERROR HY009", statement, statement.execute("SELECT ?"));
  length = SQL_NULL_DATA;
  CHECK(statement.value_of("SELECT ?") == "NULL");
}

// --- SQLMoreResults --------------------------------------------------------------------------------------------------

TEST_CASE_FIXTURE(Executing, "SQLMoreResults leaves rows unread, and each result has its own columns") {
  REQUIRE_SUCCESS(statement, statement.execute("SELECT 1 UNION ALL SELECT 2; SELECT 'a' AS x, 'b' AS y; "
                                               "INSERT INTO executing (id) VALUES (1), (2)"));
  REQUIRE_SUCCESS(statement, SQLFetch(statement));
  EXPECT("SUCCESS", statement, SQLMoreResults(statement));
  SQLSMALLINT columns = -1;
  REQUIRE_SUCCESS(statement, SQLNumResultCols(statement, &columns));
  CHECK(columns == 2);
  REQUIRE_SUCCESS(statement, SQLFetch(statement));
  CHECK(statement.text_at(2) == "b");
  EXPECT("SUCCESS", statement, SQLMoreResults(statement));
  REQUIRE_SUCCESS(statement, SQLNumResultCols(statement, &columns));
  CHECK(columns == 0);
  CHECK(statement.row_count() == 2);
  EXPECT("ERROR 24000", statement, SQLFetch(statement));
  EXPECT("NO_DATA", statement, SQLMoreResults(statement));
  EXPECT("ERROR HY010", statement, SQLFetch(statement));
}

// --- SQLRowCount -----------------------------------------------------------------------------------------------------

TEST_CASE_FIXTURE(Executing, "SQLRowCount counts changed rows, rows of a result, and nothing for a definition") {
  struct Row {
    const char* sql;
    SQLLEN count;
  };
  for (const Row& row :
       {Row{"INSERT INTO executing (id) VALUES (1), (2), (3)", 3}, Row{"SELECT * FROM executing", 3},
        Row{"SELECT * FROM executing WHERE id = 9", 0}, Row{"UPDATE executing SET name = 'x' WHERE id > 1", 2},
        Row{"INSERT INTO executing (name) VALUES ('r') RETURNING id", 1}, Row{"DELETE FROM executing", 4},
        Row{"DELETE FROM executing", 0}, Row{"CREATE TABLE IF NOT EXISTS executing (id)", 0}}) {
    CAPTURE(row.sql);
    const SQLRETURN code = statement.execute(row.sql);
    CHECK((SQL_SUCCEEDED(code) || code == SQL_NO_DATA));
    const bool forgets_count = code == SQL_NO_DATA && application::manager() == Manager::Iodbc;
    if (forgets_count) continue;  // HY010
    const SQLLEN counted = statement.row_count();
    const bool is_definition = std::string(row.sql).starts_with("CREATE");
    CHECK((counted == row.count || (is_definition && counted == -1)));
    statement.close();
  }
}

TEST_CASE_FIXTURE(Executing, "SQLRowCount goes with the result") {
  SQLLEN count = -7;
  REQUIRE_SUCCESS(statement, statement.execute("SELECT 1"));
  EXPECT("SUCCESS", statement, SQLRowCount(statement, &count));
  CHECK(count == 1);
  EXPECT("SUCCESS", statement, SQLCloseCursor(statement));
  count = -7;
  EXPECT("ERROR HY010", statement, SQLRowCount(statement, &count));
  if (application::manager() == Manager::None) CHECK(count == -7);  // managers write -1
  EXPECT("ERROR 42S02", statement, statement.execute("SELECT 1 FROM nowhere"));
  EXPECT("ERROR HY010", statement, SQLRowCount(statement, &count));
  REQUIRE_SUCCESS(statement, SQLGetTypeInfo(statement, SQL_DOUBLE));
  EXPECT("SUCCESS", statement, SQLRowCount(statement, &count));
  SQLLEN rows = 0;
  while (SQLFetch(statement) == SQL_SUCCESS) ++rows;
  CHECK(rows > 0);
  CHECK(count == rows);
}
