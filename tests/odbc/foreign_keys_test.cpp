// Owns: SQLForeignKeys. Never: which keys a schema has (the unit tests of the catalog).
#include <array>

#include "catalog_rows.h"
#include "test_servers.h"

using application::narrow;
using application::wide;

namespace {

struct Related : servers::Connected {
  Related() {
    for (const char* table : {"fk_lines", "fk_orders", "fk_customers"})
      statement.run("DROP TABLE IF EXISTS " + std::string(table));
    statement.run("CREATE TABLE fk_customers (id INTEGER PRIMARY KEY, boss INTEGER REFERENCES fk_customers)");
    statement.run(
        "CREATE TABLE fk_orders (y INTEGER, n INTEGER, customer INTEGER CONSTRAINT fk_buyer REFERENCES fk_customers(id)"
        " ON UPDATE CASCADE ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED, PRIMARY KEY (y, n))");
    statement.run("CREATE TABLE fk_lines (oy INTEGER, o INTEGER, FOREIGN KEY (oy, o) REFERENCES fk_orders)");
  }

  /// Null pointers for the tables that are null.
  std::string between(const char* parent, const char* child) {
    const std::string parent_name = parent == nullptr ? "" : parent;
    const std::string child_name = child == nullptr ? "" : child;
    REQUIRE_SUCCESS(statement, SQLForeignKeys(statement, nullptr, 0, nullptr, 0,
                                              parent == nullptr ? nullptr : narrow(parent_name), SQL_NTS, nullptr, 0,
                                              nullptr, 0, child == nullptr ? nullptr : narrow(child_name), SQL_NTS));
    return catalog::rows_of(statement, {3, 4, 7, 8, 9});
  }
};

}  // namespace

TEST_CASE_FIXTURE(Related, "SQLForeignKeys answers all three forms of the call") {
  const std::string buyer = "fk_customers id fk_orders customer 1";
  const std::string self = "fk_customers id fk_customers boss 1";
  const std::string order = "fk_orders y fk_lines oy 1|fk_orders n fk_lines o 2";
  CHECK(between("fk_customers", nullptr) == self + "|" + buyer);
  CHECK(between(nullptr, "fk_orders") == buyer);
  CHECK(between("FK_ORDERS", "fk_LINES") == order);
  CHECK(between(nullptr, "fk_lines") == order);
  CHECK(between("fk_orders", "") == order);
  CHECK(between("", "fk_lines") == order);
  CHECK(between("fk_customers", "fk_customers") == self);
  CHECK(between("fk_customers", "fk_lines") == "");
  CHECK(between("fk_%", nullptr) == "");
}

TEST_CASE_FIXTURE(Related, "SQLForeignKeys tells rules, names and deferrability with the types of the reference") {
  REQUIRE_SUCCESS(statement, SQLForeignKeysW(statement, nullptr, 0, nullptr, 0, nullptr, 0, nullptr, 0, nullptr, 0,
                                             wide(u"fk_orders, not this"), 9));
  CHECK(catalog::column_names(statement) ==
        "PKTABLE_CAT,PKTABLE_SCHEM,PKTABLE_NAME,PKCOLUMN_NAME,FKTABLE_CAT,FKTABLE_SCHEM,FKTABLE_NAME,FKCOLUMN_NAME,"
        "KEY_SEQ,UPDATE_RULE,DELETE_RULE,FK_NAME,PK_NAME,DEFERRABILITY");
  REQUIRE_SUCCESS(statement, SQLFetch(statement));
  CHECK(statement.integer_at(10) == SQL_CASCADE);
  CHECK(statement.integer_at(11) == SQL_SET_NULL);
  CHECK(statement.text_at(12) == "fk_buyer");
  CHECK(!statement.text_at(13));
  CHECK(statement.integer_at(14) == SQL_INITIALLY_DEFERRED);
  for (const SQLUSMALLINT column : std::array<SQLUSMALLINT, 4>{1, 2, 5, 6}) CHECK(!statement.text_at(column));
  EXPECT("NO_DATA", statement, SQLFetch(statement));
}

TEST_CASE_FIXTURE(Related, "SQLForeignKeys refuses wrong arguments") {
  const std::string name = "fk_orders";
  const auto call = [&](SQLCHAR* parent, SQLSMALLINT parent_length, SQLCHAR* child, SQLSMALLINT child_length) {
    return SQLForeignKeys(statement, nullptr, 0, nullptr, 0, parent, parent_length, nullptr, 0, nullptr, 0, child,
                          child_length);
  };
  EXPECT("ERROR HY009", statement, call(nullptr, 0, nullptr, 0));
  EXPECT("ERROR HY090", statement, call(narrow(name), -4, nullptr, 0));
  EXPECT("ERROR HY090", statement, call(nullptr, 0, narrow(name), -4));
  EXPECT("ERROR HY009", statement,
         SQLForeignKeysW(statement, nullptr, 0, nullptr, 0, nullptr, 0, nullptr, 0, nullptr, 0, nullptr, 0));
  REQUIRE_SUCCESS(statement, call(narrow(name), SQL_NTS, nullptr, 0));
  EXPECT("ERROR 24000", statement, call(narrow(name), SQL_NTS, nullptr, 0));
}

TEST_CASE_FIXTURE(Related, "with identifiers SQLForeignKeys needs both tables") {
  statement.set(SQL_ATTR_METADATA_ID, SQL_TRUE);
  const std::string nothing;
  const std::string orders = "[FK_ORDERS]";
  const std::string customers = "\"fk_customers\" ";
  const auto call = [&](SQLCHAR* parent, SQLCHAR* child) {
    return SQLForeignKeys(statement, narrow(nothing), 0, narrow(nothing), 0, parent, SQL_NTS, narrow(nothing), 0,
                          narrow(nothing), 0, child, SQL_NTS);
  };
  EXPECT("ERROR HY009", statement, call(nullptr, narrow(orders)));
  EXPECT("ERROR HY009", statement, call(narrow(orders), nullptr));
  REQUIRE_SUCCESS(statement, call(narrow(customers), narrow(orders)));
  CHECK(catalog::rows_of(statement, {8}) == "customer");
}

TEST_CASE_FIXTURE(Related, "SQLForeignKeys has the old names and SQL_RESTRICT for an application of ODBC 2") {
  const catalog::Odbc2 old(servers::connection_string());
  application::Statement asked(old.connection);
  const std::string name = "fk_lines";
  REQUIRE_SUCCESS(
      asked, SQLForeignKeys(asked, nullptr, 0, nullptr, 0, nullptr, 0, nullptr, 0, nullptr, 0, narrow(name), SQL_NTS));
  CHECK(
      catalog::column_names(asked).find("PKTABLE_QUALIFIER,PKTABLE_OWNER,PKTABLE_NAME,PKCOLUMN_NAME,FKTABLE_QUALIFIER,"
                                        "FKTABLE_OWNER,") == 0);
  CHECK(catalog::rows_of(asked, {8, 10, 11}) == "oy 1 1|o 1 1");
}
