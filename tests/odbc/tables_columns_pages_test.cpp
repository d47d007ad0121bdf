// Owns: the pages of SQLTables, SQLColumns and SQLGetTypeInfo: arguments, SQLSTATEs, both forms; and that a walk over
// the catalog costs no request. Never: the rows themselves (the unit tests of the catalog).
#include <array>

#include "catalog_rows.h"
#include "test_servers.h"

using application::narrow;
using application::wide;

namespace {

struct Listed : servers::Connected {
  Listed() {
    statement.run("DROP VIEW IF EXISTS tc_seen");
    statement.run("DROP TABLE IF EXISTS tc_a");
    statement.run("DROP TABLE IF EXISTS tc_ab");
    statement.run("CREATE TABLE tc_a (id INTEGER PRIMARY KEY, name VARCHAR(20) NOT NULL DEFAULT 'x')");
    statement.run("CREATE TABLE tc_ab (day DATE)");
    statement.run("CREATE VIEW tc_seen AS SELECT name FROM tc_a");
  }
};

}  // namespace

TEST_CASE_FIXTURE(Listed, "SQLTables reads names by their length in either form") {
  const std::string pattern = "tc\\_a% and more";
  REQUIRE_SUCCESS(statement, SQLTables(statement, nullptr, 0, nullptr, 0, narrow(pattern), 6, nullptr, 0));
  CHECK(catalog::column_names(statement) == "TABLE_CAT,TABLE_SCHEM,TABLE_NAME,TABLE_TYPE,REMARKS");
  CHECK(catalog::rows_of(statement, {1, 2, 3, 4, 5}) == "NULL NULL tc_a TABLE NULL|NULL NULL tc_ab TABLE NULL");
  const std::string types = "VIEW, TABLE, and more";
  REQUIRE_SUCCESS(statement, SQLTables(statement, nullptr, 0, nullptr, 0, narrow(pattern), 4, narrow(types), 4));
  CHECK(catalog::rows_of(statement, {3}) == "");
  REQUIRE_SUCCESS(statement,
                  SQLTablesW(statement, nullptr, 0, nullptr, 0, wide(u"tc\\_%!"), 5, wide(u"VIEW,TABLE"), 4));
  CHECK(catalog::rows_of(statement, {3, 4}) == "tc_seen VIEW");
  REQUIRE_SUCCESS(statement, SQLTables(statement, nullptr, 0, nullptr, 0, narrow(pattern), 0, nullptr, 0));
  CHECK(catalog::rows_of(statement, {3}) == "");
}

TEST_CASE_FIXTURE(Listed, "SQLColumns reads names by their length in either form") {
  const std::string table = "tc\\_a!";
  const std::string column = "n%!";
  REQUIRE_SUCCESS(statement, SQLColumns(statement, nullptr, 0, nullptr, 0, narrow(table), 5, narrow(column), 2));
  CHECK(catalog::rows_of(statement, {3, 4, 6, 7, 11, 13, 17, 18}) == "tc_a name VARCHAR 20 0 'x' 2 NO");
  REQUIRE_SUCCESS(statement, SQLColumnsW(statement, nullptr, 0, nullptr, 0, wide(u"tc\\_a!"), 5, wide(u"I_!"), 2));
  CHECK(catalog::rows_of(statement, {4, 5}) == "id -5");
}

TEST_CASE_FIXTURE(Listed, "SQLTables and SQLColumns refuse wrong lengths, an open cursor and missing identifiers") {
  const std::string name = "tc_a";
  SQLCHAR* const text = narrow(name);
  application::WideText wide_name(u"tc_a");
  for (int argument = 0; argument < 4; ++argument) {
    CAPTURE(argument);
    std::array<SQLSMALLINT, 4> lengths{SQL_NTS, SQL_NTS, SQL_NTS, SQL_NTS};
    lengths.at(static_cast<std::size_t>(argument)) = -4;
    const auto [catalog, schema, table, last] = lengths;
    EXPECT("ERROR HY090", statement, SQLTables(statement, text, catalog, text, schema, text, table, text, last));
    EXPECT("ERROR HY090", statement, SQLColumns(statement, text, catalog, text, schema, text, table, text, last));
    EXPECT("ERROR HY090", statement,
           SQLTablesW(statement, wide_name, catalog, wide_name, schema, wide_name, table, wide_name, last));
    EXPECT("ERROR HY090", statement,
           SQLColumnsW(statement, wide_name, catalog, wide_name, schema, wide_name, table, wide_name, last));
  }
  REQUIRE_SUCCESS(statement, SQLTables(statement, nullptr, 0, nullptr, 0, text, SQL_NTS, nullptr, 0));
  EXPECT("ERROR 24000", statement, SQLTables(statement, nullptr, 0, nullptr, 0, text, SQL_NTS, nullptr, 0));
  statement.close();
  REQUIRE_SUCCESS(statement, SQLColumns(statement, nullptr, 0, nullptr, 0, text, SQL_NTS, nullptr, 0));
  EXPECT("ERROR 24000", statement, SQLColumns(statement, nullptr, 0, nullptr, 0, text, SQL_NTS, nullptr, 0));
  statement.close();
  statement.set(SQL_ATTR_METADATA_ID, SQL_TRUE);
  const std::string nothing;
  EXPECT("ERROR HY009", statement,
         SQLTables(statement, narrow(nothing), 0, narrow(nothing), 0, nullptr, 0, nullptr, 0));
  EXPECT("ERROR HY009", statement,
         SQLColumns(statement, narrow(nothing), 0, narrow(nothing), 0, nullptr, 0, text, SQL_NTS));
  EXPECT("ERROR HY009", statement,
         SQLColumns(statement, narrow(nothing), 0, narrow(nothing), 0, text, SQL_NTS, nullptr, 0));
  const std::string quoted = " \"TC_A\"";
  REQUIRE_SUCCESS(statement,
                  SQLTables(statement, narrow(nothing), 0, narrow(nothing), 0, narrow(quoted), SQL_NTS, nullptr, 0));
  CHECK(catalog::rows_of(statement, {3}) == "tc_a");
}

TEST_CASE_FIXTURE(Listed, "a refused argument leaves a prepared statement as it was") {
  REQUIRE_SUCCESS(statement, statement.prepare("SELECT 7"));
  // unixODBC's manager forgets what was prepared when the driver refuses: only arguments that it refuses itself are
  // safe.
  const std::string name = "tc_a";
  EXPECT("ERROR HY090", statement, SQLTables(statement, nullptr, 0, nullptr, 0, narrow(name), -4, nullptr, 0));
  REQUIRE_SUCCESS(statement, SQLExecute(statement));
  CHECK(catalog::rows_of(statement, {1}) == "7");
}

TEST_CASE_FIXTURE(Listed, "SQLGetTypeInfo lists all types or one, and refuses what is none") {
  REQUIRE_SUCCESS(statement, SQLGetTypeInfo(statement, SQL_ALL_TYPES));
  CHECK(
      catalog::column_names(statement) ==
      "TYPE_NAME,DATA_TYPE,COLUMN_SIZE,LITERAL_PREFIX,LITERAL_SUFFIX,CREATE_PARAMS,NULLABLE,CASE_SENSITIVE,SEARCHABLE,"
      "UNSIGNED_ATTRIBUTE,FIXED_PREC_SCALE,AUTO_UNIQUE_VALUE,LOCAL_TYPE_NAME,MINIMUM_SCALE,MAXIMUM_SCALE,"
      "SQL_DATA_TYPE,SQL_DATETIME_SUB,NUM_PREC_RADIX,INTERVAL_PRECISION");
  EXPECT("ERROR 24000", statement, SQLGetTypeInfo(statement, SQL_ALL_TYPES));
  statement.close();
  REQUIRE_SUCCESS(statement, SQLGetTypeInfoW(statement, SQL_TYPE_DATE));
  CHECK(catalog::rows_of(statement, {2, 3, 16, 17}) == "91 10 9 1");
  REQUIRE_SUCCESS(statement, SQLGetTypeInfo(statement, SQL_INTERVAL_DAY));
  CHECK(catalog::rows_of(statement, {1}) == "");
  EXPECT("ERROR HY004", statement, SQLGetTypeInfo(statement, 4711));
  EXPECT("ERROR HY004", statement, SQLGetTypeInfoW(statement, -777));
}

TEST_CASE_FIXTURE(Listed, "a walk over all tables with their columns, keys and indexes costs no request") {
  REQUIRE_SUCCESS(statement, SQLTables(statement, nullptr, 0, nullptr, 0, nullptr, 0, nullptr, 0));
  statement.close();
  servers::reset_counts();
  REQUIRE_SUCCESS(statement, SQLTables(statement, nullptr, 0, nullptr, 0, nullptr, 0, nullptr, 0));
  application::Statement asked(connection);
  int tables = 0;
  while (SQLFetch(statement) == SQL_SUCCESS) {
    const std::string name = statement.text_at(3).value_or("");
    CAPTURE(name);
    SQLCHAR* const table = narrow(name);
    ++tables;
    REQUIRE_SUCCESS(asked, SQLColumns(asked, nullptr, 0, nullptr, 0, table, SQL_NTS, nullptr, 0));
    asked.close();
    REQUIRE_SUCCESS(asked, SQLPrimaryKeys(asked, nullptr, 0, nullptr, 0, table, SQL_NTS));
    asked.close();
    for (SQLCHAR* const parent : {table, static_cast<SQLCHAR*>(nullptr)}) {
      REQUIRE_SUCCESS(asked, SQLForeignKeys(asked, nullptr, 0, nullptr, 0, parent, SQL_NTS, nullptr, 0, nullptr, 0,
                                            parent == nullptr ? table : nullptr, SQL_NTS));
      asked.close();
    }
    REQUIRE_SUCCESS(asked, SQLStatistics(asked, nullptr, 0, nullptr, 0, table, SQL_NTS, SQL_INDEX_ALL, SQL_ENSURE));
    asked.close();
    REQUIRE_SUCCESS(asked, SQLSpecialColumns(asked, SQL_BEST_ROWID, nullptr, 0, nullptr, 0, table, SQL_NTS,
                                             SQL_SCOPE_CURROW, SQL_NULLABLE));
    asked.close();
    REQUIRE_SUCCESS(asked, SQLColumnPrivileges(asked, nullptr, 0, nullptr, 0, table, SQL_NTS, nullptr, 0));
    asked.close();
  }
  CHECK(tables >= 3);
  CHECK(servers::counts().requests == 0);
}
