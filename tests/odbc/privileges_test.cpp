// Owns: SQLTablePrivileges and SQLColumnPrivileges. Never: which rights a token has.
#include "catalog_rows.h"
#include "test_servers.h"

using application::narrow;
using application::wide;

namespace {

struct Owned : servers::Connected {
  Owned() {
    statement.run("DROP VIEW IF EXISTS pr_seen");
    statement.run("DROP TABLE IF EXISTS pr_items");
    statement.run("CREATE TABLE pr_items (b TEXT, a INTEGER)");
    statement.run("CREATE VIEW pr_seen AS SELECT a FROM pr_items");
  }

  SQLRETURN table_call(const application::Statement& on, const char* table, SQLSMALLINT length = SQL_NTS) {
    return SQLTablePrivileges(on, nullptr, 0, nullptr, 0, table == nullptr ? nullptr : narrow(name = table), length);
  }
  SQLRETURN column_call(const application::Statement& on, const char* table, const char* column,
                        SQLSMALLINT length = SQL_NTS) {
    return SQLColumnPrivileges(on, nullptr, 0, nullptr, 0, table == nullptr ? nullptr : narrow(name = table), SQL_NTS,
                               column == nullptr ? nullptr : narrow(pattern = column), length);
  }

  std::string name;
  std::string pattern;
};

}  // namespace

TEST_CASE_FIXTURE(Owned, "SQLTablePrivileges says what the account may do") {
  REQUIRE_SUCCESS(statement, table_call(statement, "pr\\_%"));
  CHECK(catalog::column_names(statement) == "TABLE_CAT,TABLE_SCHEM,TABLE_NAME,GRANTOR,GRANTEE,PRIVILEGE,IS_GRANTABLE");
  const std::string account = servers::d1().account;
  std::string expected;
  for (const char* privilege : {"DELETE", "INSERT", "REFERENCES", "SELECT", "UPDATE"})
    expected += "NULL NULL pr_items NULL " + account + " " + privilege + " NO|";
  CHECK(catalog::rows_of(statement, {1, 2, 3, 4, 5, 6, 7}) ==
        expected + "NULL NULL pr_seen NULL " + account + " SELECT NO");
  REQUIRE_SUCCESS(statement, SQLTablePrivilegesW(statement, nullptr, 0, nullptr, 0, wide(u"PR_SEEN and more"), 7));
  CHECK(catalog::rows_of(statement, {3, 6}) == "pr_seen SELECT");
  REQUIRE_SUCCESS(statement, table_call(statement, nullptr));
  CHECK(catalog::rows_of(statement, {3, 6}).find("pr_items DELETE|pr_items INSERT") != std::string::npos);
}

TEST_CASE_FIXTURE(Owned, "SQLColumnPrivileges says it for columns by their names") {
  REQUIRE_SUCCESS(statement, column_call(statement, "pr_items", "%"));
  CHECK(catalog::column_names(statement) ==
        "TABLE_CAT,TABLE_SCHEM,TABLE_NAME,COLUMN_NAME,GRANTOR,GRANTEE,PRIVILEGE,IS_GRANTABLE");
  CHECK(catalog::rows_of(statement, {3, 4, 7, 8}) ==
        "pr_items a INSERT NO|pr_items a REFERENCES NO|pr_items a SELECT NO|pr_items a UPDATE NO"
        "|pr_items b INSERT NO|pr_items b REFERENCES NO|pr_items b SELECT NO|pr_items b UPDATE NO");
  REQUIRE_SUCCESS(statement, column_call(statement, "pr_seen", nullptr));
  CHECK(catalog::rows_of(statement, {4, 7}) == "a SELECT");
  REQUIRE_SUCCESS(statement,
                  SQLColumnPrivilegesW(statement, nullptr, 0, nullptr, 0, wide(u"pr_seen"), SQL_NTS, wide(u"A!"), 1));
  CHECK(catalog::rows_of(statement, {4, 7}) == "a SELECT");
  REQUIRE_SUCCESS(statement, column_call(statement, "pr_%", "%"));
  CHECK(catalog::rows_of(statement, {4}) == "");
}

TEST_CASE_FIXTURE(Owned, "a connection that only reads has SELECT alone") {
  application::Connection reading(environment);
  REQUIRE_SUCCESS(reading, reading.connect(servers::connection_string(";ReadOnly=1")));
  application::Statement asked(reading);
  REQUIRE_SUCCESS(asked, table_call(asked, "pr_items"));
  CHECK(catalog::rows_of(asked, {6}) == "SELECT");
  REQUIRE_SUCCESS(asked, column_call(asked, "pr_items", "a"));
  CHECK(catalog::rows_of(asked, {7}) == "SELECT");
}

TEST_CASE_FIXTURE(Owned, "SQLTablePrivileges and SQLColumnPrivileges refuse wrong arguments") {
  EXPECT("ERROR HY090", statement, table_call(statement, "pr_items", -4));
  EXPECT("ERROR HY009", statement, column_call(statement, nullptr, "%"));
  EXPECT("ERROR HY090", statement, column_call(statement, "pr_items", "%", -4));
  statement.set(SQL_ATTR_METADATA_ID, SQL_TRUE);
  const std::string nothing;
  EXPECT("ERROR HY009", statement,
         SQLTablePrivileges(statement, narrow(nothing), 0, narrow(nothing), 0, nullptr, SQL_NTS));
  EXPECT("ERROR HY009", statement,
         SQLColumnPrivileges(statement, narrow(nothing), 0, narrow(nothing), 0, narrow(name = "pr_items"), SQL_NTS,
                             nullptr, SQL_NTS));
  statement.set(SQL_ATTR_METADATA_ID, SQL_FALSE);
  REQUIRE_SUCCESS(statement, table_call(statement, "pr_items"));
  EXPECT("ERROR 24000", statement, table_call(statement, "pr_items"));
  statement.close();
  REQUIRE_SUCCESS(statement, column_call(statement, "pr_items", "%"));
  EXPECT("ERROR 24000", statement, column_call(statement, "pr_items", "%"));
}

TEST_CASE_FIXTURE(Owned, "the privileges have the old names for an application of ODBC 2") {
  const catalog::Odbc2 old(servers::connection_string());
  application::Statement asked(old.connection);
  REQUIRE_SUCCESS(asked, table_call(asked, "pr_items"));
  CHECK(catalog::column_names(asked).find("TABLE_QUALIFIER,TABLE_OWNER,TABLE_NAME,GRANTOR") == 0);
  asked.close();
  REQUIRE_SUCCESS(asked, column_call(asked, "pr_items", "%"));
  CHECK(catalog::column_names(asked).find("TABLE_QUALIFIER,TABLE_OWNER,TABLE_NAME,COLUMN_NAME,GRANTOR") == 0);
}
