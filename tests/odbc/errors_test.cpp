// Owns: SQLSTATEs of calls in a wrong order and of statements that D1 refuses, with its code and text.
// Never: connecting, faults of the network.
#include "test_servers.h"

using servers::Connected;

namespace {

struct Keyed : Connected {
  Keyed() {
    statement.run("DROP TABLE IF EXISTS keyed");
    statement.run("CREATE TABLE keyed (id INTEGER PRIMARY KEY, name TEXT NOT NULL CHECK (name <> 'bad'))");
    statement.run("INSERT INTO keyed VALUES (1, 'a')");
  }
};

}  // namespace

TEST_CASE_FIXTURE(Keyed, "what D1 refuses has its SQLSTATE, D1's code and D1's text") {
  struct Row {
    const char* sql;
    const char* outcome;
    const char* text;
  };
  for (const Row& row : {
           Row{"SELEC 1", "ERROR 42000", "near \"SELEC\": syntax error"},
           Row{"SELECT 1 FROM nowhere", "ERROR 42S02", "no such table: nowhere"},
           Row{"SELECT nope FROM keyed", "ERROR 42S22", "no such column: nope"},
           Row{"INSERT INTO keyed VALUES (1, 'again')", "ERROR 23000", "UNIQUE constraint failed: keyed.id"},
           Row{"INSERT INTO keyed VALUES (2, NULL)", "ERROR 23000", "NOT NULL constraint failed: keyed.name"},
           Row{"INSERT INTO keyed VALUES (2, 'bad')", "ERROR 23000", "CHECK constraint failed"},
           Row{"CREATE TABLE keyed (x)", "ERROR 42S01", "table keyed already exists"},
           Row{"DROP INDEX nowhere", "ERROR 42S12", "no such index: nowhere"},
           Row{"INSERT INTO keyed VALUES (2)", "ERROR 21S01", "1 values were supplied"},
           Row{"SELECT nofunction(1)", "ERROR 42000", "no such function: nofunction"},
       }) {
    CAPTURE(row.sql);
    EXPECT(row.outcome, statement, statement.execute(row.sql));
    CHECK(statement.native() == 7500);
    CHECK(statement.text().find(row.text) != std::string::npos);
  }
  CHECK(statement.value_of("SELECT count(*) FROM keyed") == "1");
}

TEST_CASE_FIXTURE(Keyed, "a text without a statement is refused or does nothing, and is no crash") {
  const SQLRETURN code = statement.execute("-- nothing\n");
  CHECK((code == SQL_SUCCESS || code == SQL_ERROR));
}

TEST_CASE_FIXTURE(Keyed, "calls that need a statement are HY010 without one") {
  const application::Statement fresh(connection);
  SQLSMALLINT number = 0;
  SQLLEN count = 0;
  EXPECT("ERROR HY010", fresh, SQLExecute(fresh));
  EXPECT("ERROR HY010", fresh, SQLNumParams(fresh, &number));
  EXPECT("ERROR HY010", fresh, SQLNumResultCols(fresh, &number));
  EXPECT("ERROR HY010", fresh, SQLFetch(fresh));
  EXPECT("ERROR HY010", fresh, SQLRowCount(fresh, &count));
  EXPECT("NO_DATA", fresh, SQLMoreResults(fresh));
}

TEST_CASE_FIXTURE(Keyed, "a statement that SQLExecDirect ran is not prepared: SQLExecute is HY010 and writes nothing") {
  REQUIRE_SUCCESS(statement, statement.execute("INSERT INTO keyed (name) VALUES ('b')"));
  EXPECT("ERROR HY010", statement, SQLExecute(statement));
  statement.close();
  EXPECT("ERROR HY010", statement, SQLExecute(statement));
  CHECK(statement.value_of("SELECT count(*) FROM keyed") == "2");
}

TEST_CASE_FIXTURE(Keyed, "an open cursor is 24000 for the next statement") {
  REQUIRE_SUCCESS(statement, statement.execute("SELECT 1"));
  EXPECT("ERROR 24000", statement, statement.execute("SELECT 2"));
  EXPECT("ERROR 24000", statement, statement.prepare("SELECT 2"));
}

TEST_CASE_FIXTURE(Keyed, "fetching without a result set is 24000") {
  REQUIRE_SUCCESS(statement, statement.execute("UPDATE keyed SET name = 'b'"));
  EXPECT("ERROR 24000", statement, SQLFetch(statement));
}

TEST_CASE_FIXTURE(Keyed, "a parameter that is not bound is 07002, number 0 is 07009") {
  EXPECT("ERROR 07002", statement, statement.execute("SELECT ?"));
  SQLINTEGER value = 1;
  EXPECT("ERROR 07009", statement,
         SQLBindParameter(statement, 0, SQL_PARAM_INPUT, SQL_C_SLONG, SQL_INTEGER, 10, 0, &value, 0, nullptr));
  EXPECT("ERROR HY003", statement,
         SQLBindParameter(statement, 1, SQL_PARAM_INPUT, 9999, SQL_INTEGER, 10, 0, &value, 0, nullptr));
  EXPECT("ERROR HY105", statement,
         SQLBindParameter(statement, 1, 99, SQL_C_SLONG, SQL_INTEGER, 10, 0, &value, 0, nullptr));
}

TEST_CASE_FIXTURE(Keyed, "a column that is bound beyond the result is told") {
  SQLINTEGER value = 0;
  REQUIRE_SUCCESS(statement, SQLBindCol(statement, 2, SQL_C_SLONG, &value, sizeof value, nullptr));
  REQUIRE_SUCCESS(statement, statement.execute("SELECT 1"));
  EXPECT("ERROR 07009", statement, SQLFetch(statement));
}

TEST_CASE_FIXTURE(Keyed, "a failed statement leaves the connection working") {
  EXPECT("ERROR 42S02", statement, statement.execute("SELECT 1 FROM nowhere"));
  EXPECT("ERROR HY010", statement, SQLExecute(statement));
  CHECK(statement.value_of("SELECT 7") == "7");
}

TEST_CASE_FIXTURE(Keyed, "the next call's diagnostics replace the last one's") {
  EXPECT("ERROR 42S02", statement, statement.execute("SELECT 1 FROM nowhere"));
  CHECK(statement.diagnostics().size() == 1);
  REQUIRE_SUCCESS(statement, statement.execute("SELECT 1"));
  CHECK(statement.diagnostics().empty());
}

TEST_CASE_FIXTURE(Keyed, "attributes: unknown HY092, not offered 01S02 or HYC00, wrong value HY024") {
  EXPECT("ERROR HY092", statement, SQLSetStmtAttr(statement, 31000, nullptr, 0));
  EXPECT("SUCCESS_WITH_INFO 01S02", statement,
         SQLSetStmtAttr(statement, SQL_ATTR_CURSOR_TYPE, reinterpret_cast<SQLPOINTER>(SQL_CURSOR_DYNAMIC), 0));
  SQLULEN used = 99;
  REQUIRE_SUCCESS(statement, SQLGetStmtAttr(statement, SQL_ATTR_CURSOR_TYPE, &used, 0, nullptr));
  CHECK(used != SQL_CURSOR_DYNAMIC);
  EXPECT("ERROR HY024", statement,
         SQLSetStmtAttr(statement, SQL_ATTR_NOSCAN, reinterpret_cast<SQLPOINTER>(SQLULEN{77}), 0));
}

TEST_CASE_FIXTURE(Keyed, "a fetch orientation that a forward-only cursor has not is HY106") {
  REQUIRE_SUCCESS(statement, statement.execute("SELECT 1"));
  EXPECT("ERROR HY106", statement, SQLFetchScroll(statement, SQL_FETCH_PRIOR, 0));
  EXPECT("SUCCESS", statement, SQLFetchScroll(statement, SQL_FETCH_NEXT, 0));
  CHECK(statement.integer_at(1) == 1);
}

TEST_CASE_FIXTURE(Keyed, "a read-only connection refuses to write") {
  application::Connection reader(environment);
  REQUIRE_SUCCESS(reader, reader.connect(servers::connection_string(";ReadOnly=yes")));
  application::Statement reading(reader);
  EXPECT("ERROR 42000", reading, reading.execute("INSERT INTO keyed VALUES (2, 'b')"));
  CHECK(reading.value_of("SELECT count(*) FROM keyed") == "1");
}
