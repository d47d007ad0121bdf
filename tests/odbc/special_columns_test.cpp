// Owns: SQLSpecialColumns. Never: which columns are best (the unit tests of the catalog).
#include <array>

#include "catalog_rows.h"
#include "test_servers.h"

using application::narrow;
using application::wide;

namespace {

struct Special : servers::Connected {
  Special() {
    statement.run("DROP TABLE IF EXISTS sp_items");
    statement.run("CREATE TABLE sp_items (id INTEGER PRIMARY KEY, code TEXT)");
    statement.run("DROP TABLE IF EXISTS sp_bare");
    statement.run("CREATE TABLE sp_bare (a TEXT)");
    statement.run("INSERT INTO sp_bare VALUES ('x')");
  }

  SQLRETURN call(const char* table, SQLUSMALLINT kind = SQL_BEST_ROWID, SQLUSMALLINT scope = SQL_SCOPE_SESSION,
                 SQLUSMALLINT nullable = SQL_NULLABLE, SQLSMALLINT length = SQL_NTS) {
    return SQLSpecialColumns(statement, kind, nullptr, 0, nullptr, 0, table == nullptr ? nullptr : narrow(name = table),
                             length, scope, nullable);
  }

  std::string name;
};

}  // namespace

TEST_CASE_FIXTURE(Special, "SQLSpecialColumns names the rowid, by a column where there is one") {
  for (const SQLUSMALLINT scope :
       std::array<SQLUSMALLINT, 3>{SQL_SCOPE_CURROW, SQL_SCOPE_TRANSACTION, SQL_SCOPE_SESSION}) {
    CAPTURE(scope);
    REQUIRE_SUCCESS(statement, call("sp_items", SQL_BEST_ROWID, scope, SQL_NO_NULLS));
    CHECK(catalog::column_names(statement) ==
          "SCOPE,COLUMN_NAME,DATA_TYPE,TYPE_NAME,COLUMN_SIZE,BUFFER_LENGTH,DECIMAL_DIGITS,PSEUDO_COLUMN");
    CHECK(catalog::rows_of(statement, {1, 2, 3, 4, 5, 7, 8}) == "2 id -5 INTEGER 19 0 1");
  }
  REQUIRE_SUCCESS(statement, SQLSpecialColumnsW(statement, SQL_BEST_ROWID, nullptr, 0, nullptr, 0, wide(u"SP_BARE!"), 7,
                                                SQL_SCOPE_CURROW, SQL_NULLABLE));
  CHECK(catalog::rows_of(statement, {1, 2, 3, 4, 8}) == "2 rowid -5 INTEGER 2");
  REQUIRE_SUCCESS(statement, call("sp_items", SQL_ROWVER));
  CHECK(catalog::rows_of(statement, {2}) == "");
}

TEST_CASE_FIXTURE(Special, "what SQLSpecialColumns names selects the row") {
  REQUIRE_SUCCESS(statement, call("sp_bare"));
  const std::string column = catalog::rows_of(statement, {2});
  const std::string id = statement.value_of("SELECT " + column + " FROM sp_bare");
  CHECK(statement.value_of("SELECT a FROM sp_bare WHERE " + column + " = " + id) == "x");
}

TEST_CASE_FIXTURE(Special, "SQLSpecialColumns refuses wrong arguments") {
  EXPECT("ERROR HY009", statement, call(nullptr));
  EXPECT("ERROR HY090", statement, call("sp_items", SQL_BEST_ROWID, SQL_SCOPE_SESSION, SQL_NULLABLE, -4));
  EXPECT("ERROR HY097", statement, call("sp_items", 0));
  EXPECT("ERROR HY097", statement, call("sp_items", 3));
  EXPECT("ERROR HY098", statement, call("sp_items", SQL_BEST_ROWID, 3));
  EXPECT("ERROR HY099", statement, call("sp_items", SQL_BEST_ROWID, SQL_SCOPE_SESSION, 2));
  EXPECT("ERROR HY097", statement,
         SQLSpecialColumnsW(statement, 9, nullptr, 0, nullptr, 0, wide(u"sp_items"), SQL_NTS, 0, 0));
  REQUIRE_SUCCESS(statement, call("sp_items"));
  EXPECT("ERROR 24000", statement, call("sp_items"));
}

TEST_CASE_FIXTURE(Special, "SQLSpecialColumns has the old names for an application of ODBC 2") {
  const catalog::Odbc2 old(servers::connection_string());
  application::Statement asked(old.connection);
  REQUIRE_SUCCESS(asked, SQLSpecialColumns(asked, SQL_BEST_ROWID, nullptr, 0, nullptr, 0, narrow(name = "sp_items"),
                                           SQL_NTS, SQL_SCOPE_CURROW, SQL_NULLABLE));
  CHECK(catalog::column_names(asked) == "SCOPE,COLUMN_NAME,DATA_TYPE,TYPE_NAME,PRECISION,LENGTH,SCALE,PSEUDO_COLUMN");
}
