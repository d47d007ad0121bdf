// Owns: what commit and rollback mean with autocommit on and off, and transactions in one text. Never: arrays.
#include "test_servers.h"

using servers::Connected;

namespace {

struct Account : Connected {
  Account() {
    statement.run("DROP TABLE IF EXISTS account");
    statement.run("CREATE TABLE account (id INTEGER PRIMARY KEY)");
  }

  void set_autocommit(SQLULEN mode) {
    REQUIRE_SUCCESS(connection, SQLSetConnectAttr(connection, SQL_ATTR_AUTOCOMMIT, reinterpret_cast<SQLPOINTER>(mode),
                                                  SQL_IS_UINTEGER));
  }

  SQLRETURN end(SQLSMALLINT completion) { return SQLEndTran(SQL_HANDLE_DBC, connection, completion); }

  std::string rows() { return statement.value_of("SELECT count(*) FROM account"); }
};

}  // namespace

TEST_CASE_FIXTURE(Account, "with autocommit on, ending a transaction succeeds") {
  statement.run("INSERT INTO account VALUES (1)");
  EXPECT("SUCCESS", connection, end(SQL_ROLLBACK));
  EXPECT("SUCCESS", connection, end(SQL_COMMIT));
  CHECK(rows() == "1");
}

TEST_CASE_FIXTURE(Account, "with autocommit off, a commit succeeds and a rollback without writes too") {
  set_autocommit(SQL_AUTOCOMMIT_OFF);
  EXPECT("SUCCESS", connection, end(SQL_COMMIT));
  EXPECT("SUCCESS", connection, end(SQL_ROLLBACK));
  CHECK(rows() == "0");
  EXPECT("SUCCESS", connection, end(SQL_ROLLBACK));
  statement.run("INSERT INTO account VALUES (1)");
  EXPECT("SUCCESS", connection, end(SQL_COMMIT));
  EXPECT("SUCCESS", connection, end(SQL_ROLLBACK));
  CHECK(rows() == "1");
}

TEST_CASE_FIXTURE(Account, "a rollback that would have to undo a write says so, and the row stays") {
  set_autocommit(SQL_AUTOCOMMIT_OFF);
  statement.run("INSERT INTO account VALUES (1)");
  EXPECT("ERROR HYC00", connection, end(SQL_ROLLBACK));
  CHECK(rows() == "1");
  EXPECT("SUCCESS", connection, end(SQL_COMMIT));
}

TEST_CASE_FIXTURE(Account, "BEGIN; ...; COMMIT in one text is atomic") {
  EXPECT("ERROR 23000", statement,
         statement.execute("BEGIN; INSERT INTO account VALUES (1); INSERT INTO account VALUES (1); COMMIT"));
  CHECK(rows() == "0");
  EXPECT("SUCCESS", statement,
         statement.execute("BEGIN; INSERT INTO account VALUES (1); INSERT INTO account VALUES (2); COMMIT"));
  statement.close();
  CHECK(rows() == "2");
}

TEST_CASE_FIXTURE(Account, "several statements in one text are atomic without BEGIN too") {
  EXPECT("ERROR 23000", statement, statement.execute("INSERT INTO account VALUES (1); INSERT INTO account VALUES (1)"));
  CHECK(rows() == "0");
}

TEST_CASE_FIXTURE(Account, "BEGIN by itself is HYC00 and says what to do") {
  EXPECT("ERROR HYC00", statement, statement.execute("BEGIN"));
  CHECK(statement.text().find("BEGIN") != std::string::npos);
}

TEST_CASE_FIXTURE(Account, "the driver claims no transactions") {
  SQLUSMALLINT capable = 99;
  REQUIRE_SUCCESS(connection, SQLGetInfo(connection, SQL_TXN_CAPABLE, &capable, sizeof capable, nullptr));
  CHECK(capable == SQL_TC_NONE);
}
