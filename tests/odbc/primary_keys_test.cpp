// Owns: SQLPrimaryKeys. Never: which keys a schema has (the unit tests of the catalog).
#include "catalog_rows.h"
#include "test_servers.h"

using application::narrow;
using application::wide;

namespace {

struct Keyed : servers::Connected {
  Keyed() {
    statement.run("DROP TABLE IF EXISTS pk_pair");
    statement.run("CREATE TABLE pk_pair (a TEXT, b INTEGER, c TEXT, CONSTRAINT pair_key PRIMARY KEY (c, a))");
    statement.run("DROP TABLE IF EXISTS \"pk d\u00f6t. x\"");
    statement.run("CREATE TABLE \"pk d\u00f6t. x\" (\"x \"\"y\" TEXT PRIMARY KEY)");
  }

  SQLRETURN call(const char* table, SQLSMALLINT length = SQL_NTS) {
    return SQLPrimaryKeys(statement, nullptr, 0, nullptr, 0, table == nullptr ? nullptr : narrow(name = table), length);
  }

  std::string name;
};

}  // namespace

TEST_CASE_FIXTURE(Keyed, "SQLPrimaryKeys gives the columns of the key in its order") {
  REQUIRE_SUCCESS(statement, call("pk_pair"));
  CHECK(catalog::column_names(statement) == "TABLE_CAT,TABLE_SCHEM,TABLE_NAME,COLUMN_NAME,KEY_SEQ,PK_NAME");
  SQLSMALLINT sequence = 0;
  SQLLEN sequence_length = 0;
  SQLCHAR column[16] = {};
  SQLLEN column_length = 0;
  SQLLEN catalog_length = 0;
  REQUIRE_SUCCESS(statement, SQLBindCol(statement, 1, SQL_C_CHAR, column, sizeof column, &catalog_length));
  REQUIRE_SUCCESS(statement, SQLBindCol(statement, 4, SQL_C_CHAR, column, sizeof column, &column_length));
  REQUIRE_SUCCESS(statement, SQLBindCol(statement, 5, SQL_C_SSHORT, &sequence, 0, &sequence_length));
  REQUIRE_SUCCESS(statement, SQLFetch(statement));
  CHECK(std::string(reinterpret_cast<char*>(column)) == "c");
  CHECK(column_length == 1);
  CHECK(catalog_length == SQL_NULL_DATA);
  CHECK(sequence == 1);
  CHECK(sequence_length == sizeof sequence);
  REQUIRE_SUCCESS(statement, SQLFetch(statement));
  CHECK(std::string(reinterpret_cast<char*>(column)) == "a");
  CHECK(sequence == 2);
  EXPECT("NO_DATA", statement, SQLFetch(statement));
}

TEST_CASE_FIXTURE(Keyed, "SQLPrimaryKeys takes names in either form and any case") {
  const std::string pair = "NULL NULL pk_pair c 1 pair_key|NULL NULL pk_pair a 2 pair_key";
  REQUIRE_SUCCESS(statement, call("PK_PAIR"));
  CHECK(catalog::rows_of(statement, {1, 2, 3, 4, 5, 6}) == pair);
  REQUIRE_SUCCESS(statement, call("pk_pair and more", 7));
  CHECK(catalog::rows_of(statement, {1, 2, 3, 4, 5, 6}) == pair);
  const std::string nothing;
  REQUIRE_SUCCESS(statement, SQLPrimaryKeys(statement, narrow(nothing), SQL_NTS, narrow(nothing), 0,
                                            narrow(name = "pk_pair"), SQL_NTS));
  CHECK(catalog::rows_of(statement, {1, 2, 3, 4, 5, 6}) == pair);
  REQUIRE_SUCCESS(statement, SQLPrimaryKeysW(statement, nullptr, 0, nullptr, 0, wide(u"pk d\u00f6t. x"), SQL_NTS));
  CHECK(catalog::rows_of(statement, {3, 4, 5, 6}) == "pk d\u00f6t. x x \"y 1 NULL");
  REQUIRE_SUCCESS(statement, SQLPrimaryKeysW(statement, nullptr, 0, nullptr, 0, wide(u"pk_pair!"), 7));
  CHECK(catalog::rows_of(statement, {1, 2, 3, 4, 5, 6}) == pair);
}

TEST_CASE_FIXTURE(Keyed, "SQLPrimaryKeys takes no patterns, and a quoted name only as an identifier") {
  for (const char* no_table : {"pk_p%", "pk_pai_", "\"pk_pair\"", ""}) {
    CAPTURE(std::string(no_table));
    REQUIRE_SUCCESS(statement, call(no_table));
    CHECK(catalog::rows_of(statement, {3}) == "");
  }
  statement.set(SQL_ATTR_METADATA_ID, SQL_TRUE);
  const std::string nothing;
  REQUIRE_SUCCESS(statement, SQLPrimaryKeys(statement, narrow(nothing), 0, narrow(nothing), 0,
                                            narrow(name = " \"Pk_Pair\" "), SQL_NTS));
  CHECK(catalog::rows_of(statement, {3}) == "pk_pair|pk_pair");
}

TEST_CASE_FIXTURE(Keyed, "SQLPrimaryKeys refuses wrong arguments") {
  EXPECT("ERROR HY009", statement, call(nullptr));
  EXPECT("ERROR HY090", statement, call("pk_pair", -5));
  EXPECT("ERROR HY009", statement, SQLPrimaryKeysW(statement, nullptr, 0, nullptr, 0, nullptr, SQL_NTS));
  EXPECT("ERROR HY090", statement, SQLPrimaryKeysW(statement, nullptr, 0, nullptr, 0, wide(u"pk_pair"), -4));
  EXPECT("ERROR HY090", statement,
         SQLPrimaryKeys(statement, narrow(name = "x"), -2, nullptr, 0, narrow(name), SQL_NTS));
  REQUIRE_SUCCESS(statement, call("pk_pair"));
  EXPECT("ERROR 24000", statement, call("pk_pair"));
}

TEST_CASE_FIXTURE(Keyed, "SQLPrimaryKeys has the old names for an application of ODBC 2") {
  const catalog::Odbc2 old(servers::connection_string());
  application::Statement asked(old.connection);
  REQUIRE_SUCCESS(asked, SQLPrimaryKeys(asked, nullptr, 0, nullptr, 0, narrow(name = "pk_pair"), SQL_NTS));
  CHECK(catalog::column_names(asked) == "TABLE_QUALIFIER,TABLE_OWNER,TABLE_NAME,COLUMN_NAME,KEY_SEQ,PK_NAME");
  CHECK(catalog::rows_of(asked, {4, 5}) == "c 1|a 2");
}
