// Owns: SQLStatistics. Never: which indexes a schema has (the unit tests of the catalog).
#include "catalog_rows.h"
#include "test_servers.h"

using application::narrow;
using application::wide;

namespace {

struct Indexed : servers::Connected {
  Indexed() {
    statement.run("DROP TABLE IF EXISTS st_items");
    statement.run("CREATE TABLE st_items (id INTEGER PRIMARY KEY, code TEXT UNIQUE, price REAL)");
    statement.run("CREATE INDEX st_dear ON st_items (price DESC, lower(code)) WHERE price > 30000");
  }

  SQLRETURN call(SQLUSMALLINT unique, SQLUSMALLINT accuracy = SQL_QUICK, const char* table = "st_items",
                 SQLSMALLINT length = SQL_NTS) {
    return SQLStatistics(statement, nullptr, 0, nullptr, 0, table == nullptr ? nullptr : narrow(name = table), length,
                         unique, accuracy);
  }

  std::string name;
};

const std::string table_row = "st_items NULL NULL 0 NULL NULL NULL NULL NULL NULL";
const std::string unique_rows =
    "|st_items 0 sqlite_autoindex_st_items_0 1 1 id A NULL NULL NULL"
    "|st_items 0 sqlite_autoindex_st_items_1 3 1 code A NULL NULL NULL";
const std::string other_rows =
    "|st_items 1 st_dear 3 1 price D NULL NULL price > 30000|st_items 1 st_dear 3 2 lower(code) A NULL NULL price > "
    "30000";

}  // namespace

TEST_CASE_FIXTURE(Indexed, "SQLStatistics lists the table, its unique indexes and all indexes") {
  REQUIRE_SUCCESS(statement, call(SQL_INDEX_ALL));
  CHECK(catalog::column_names(statement) ==
        "TABLE_CAT,TABLE_SCHEM,TABLE_NAME,NON_UNIQUE,INDEX_QUALIFIER,INDEX_NAME,TYPE,ORDINAL_POSITION,COLUMN_NAME,"
        "ASC_OR_DESC,CARDINALITY,PAGES,FILTER_CONDITION");
  CHECK(catalog::rows_of(statement, {3, 4, 6, 7, 8, 9, 10, 11, 12, 13}) == table_row + unique_rows + other_rows);
  REQUIRE_SUCCESS(statement, call(SQL_INDEX_UNIQUE, SQL_ENSURE));
  CHECK(catalog::rows_of(statement, {3, 4, 6, 7, 8, 9, 10, 11, 12, 13}) == table_row + unique_rows);
  REQUIRE_SUCCESS(
      statement, SQLStatisticsW(statement, nullptr, 0, nullptr, 0, wide(u"ST_ITEMS!"), 8, SQL_INDEX_UNIQUE, SQL_QUICK));
  CHECK(catalog::rows_of(statement, {3, 4, 6, 7, 8, 9, 10, 11, 12, 13}) == table_row + unique_rows);
}

TEST_CASE_FIXTURE(Indexed, "SQLStatistics refuses wrong arguments") {
  EXPECT("ERROR HY009", statement, call(SQL_INDEX_ALL, SQL_QUICK, nullptr));
  EXPECT("ERROR HY090", statement, call(SQL_INDEX_ALL, SQL_QUICK, "st_items", -7));
  EXPECT("ERROR HY100", statement, call(2));
  EXPECT("ERROR HY101", statement, call(SQL_INDEX_ALL, 2));
  EXPECT("ERROR HY100", statement,
         SQLStatisticsW(statement, nullptr, 0, nullptr, 0, wide(u"st_items"), SQL_NTS, 77, SQL_QUICK));
  REQUIRE_SUCCESS(statement, call(SQL_INDEX_ALL));
  EXPECT("ERROR 24000", statement, call(SQL_INDEX_ALL));
}

TEST_CASE_FIXTURE(Indexed, "SQLStatistics has the old names for an application of ODBC 2") {
  const catalog::Odbc2 old(servers::connection_string());
  application::Statement asked(old.connection);
  REQUIRE_SUCCESS(asked, SQLStatistics(asked, nullptr, 0, nullptr, 0, narrow(name = "st_items"), SQL_NTS, SQL_INDEX_ALL,
                                       SQL_QUICK));
  CHECK(catalog::column_names(asked) ==
        "TABLE_QUALIFIER,TABLE_OWNER,TABLE_NAME,NON_UNIQUE,INDEX_QUALIFIER,INDEX_NAME,TYPE,SEQ_IN_INDEX,COLUMN_NAME,"
        "COLLATION,CARDINALITY,PAGES,FILTER_CONDITION");
}
