// Owns: tests of SQLForeignKeys. Never: primary keys alone.
#include <doctest/doctest.h>

#include <string>

#include "catalog_text.h"
#include "schema_rows.h"

namespace d1odbc {

using testing::named;
using testing::text_of;

namespace {

constexpr std::size_t pk_table = 3;
constexpr std::size_t pk_column = 4;
constexpr std::size_t fk_table = 7;
constexpr std::size_t fk_column = 8;
constexpr std::size_t key_seq = 9;
constexpr std::size_t update_rule = 10;
constexpr std::size_t delete_rule = 11;
constexpr std::size_t fk_name = 12;
constexpr std::size_t pk_name = 13;
constexpr std::size_t deferrability = 14;

const TableArguments nothing;

const Mirror& shop() {
  static const auto mirror = testing::mirror_of(
      "CREATE TABLE Customers(id INTEGER, CONSTRAINT pk_customers PRIMARY KEY(id));"
      "CREATE TABLE orders(no INTEGER, year INT, customer REFERENCES customers(ID) ON DELETE CASCADE ON UPDATE SET "
      "NULL,"
      " PRIMARY KEY(year, no));"
      "CREATE TABLE lines(y INT, n INT, prev_n INT, prev_y INT,"
      " CONSTRAINT fk_order FOREIGN KEY(y, n) REFERENCES orders DEFERRABLE INITIALLY DEFERRED,"
      " FOREIGN KEY(prev_n, prev_y) REFERENCES orders(no, year) ON DELETE SET DEFAULT ON UPDATE RESTRICT);"
      "CREATE TABLE people(id INTEGER PRIMARY KEY, boss INTEGER CONSTRAINT fk_boss REFERENCES people DEFERRABLE,"
      " email TEXT UNIQUE);"
      "CREATE TABLE mails(email TEXT REFERENCES people(email), person INTEGER REFERENCES people(id));"
      "CREATE TABLE lost(a REFERENCES nowhere(x), b REFERENCES nowhere, c REFERENCES headless,"
      " d REFERENCES seen(id));"
      "CREATE TABLE headless(a); CREATE VIEW seen AS SELECT id FROM people;"
      "CREATE TABLE \"q\"\"t b\"(\"x y\" TEXT PRIMARY KEY);"
      "CREATE TABLE quoting(a REFERENCES \"q\"\"t b\"(\"x y\"), b CONSTRAINT `b q` REFERENCES [q\"t b]);");
  return *mirror;
}

std::string between(const std::string& parent, const std::string& child) {
  const auto argument = [](const std::string& name) { return name == "-" ? nothing : named(name); };
  return text_of(list_foreign_keys(shop(), argument(parent), argument(child), {}),
                 {pk_table, pk_column, fk_table, fk_column, key_seq});
}

}  // namespace

TEST_CASE("SQLForeignKeys lists the keys of a table, those to a table, or those between two") {
  struct Row {
    std::string parent;
    std::string child;
    std::string expected;
  };
  const std::string lines_to_orders =
      "orders year lines y 1|orders no lines prev_n 1|orders no lines n 2|orders year lines prev_y 2";
  for (const Row& row : {
           Row{"-", "orders", "Customers id orders customer 1"},
           Row{"customers", "-", "Customers id orders customer 1"},
           Row{"CUSTOMERS", "ORDERS", "Customers id orders customer 1"},
           Row{"-", "lines", lines_to_orders},
           Row{"orders", "-", lines_to_orders},
           Row{"orders", "lines", lines_to_orders},
           Row{"people", "people", "people id people boss 1"},
           Row{"-", "people", "people id people boss 1"},
           Row{"people", "-", "people id mails person 1|people id people boss 1"},
           Row{"customers", "lines", ""},
           Row{"-", "customers", ""},
           Row{"-", "nobody", ""},
           Row{"nowhere", "-", ""},
           Row{"-", "seen", ""},
           Row{"seen", "-", ""},
           Row{"", "orders", "Customers id orders customer 1"},
           Row{"customers", "", "Customers id orders customer 1"},
           Row{"", "", ""},
           Row{"-", "-", ""},
           Row{"q\"t b", "-", "q\"t b x y quoting a 1|q\"t b x y quoting b 1"},
       }) {
    CAPTURE(row.parent);
    CAPTURE(row.child);
    CHECK(between(row.parent, row.child) == row.expected);
  }
}

TEST_CASE("SQLForeignKeys leaves out keys that refer to other unique columns") {
  CHECK(between("-", "mails") == "people id mails person 1");
}

TEST_CASE("SQLForeignKeys shows a key whose parent has no such key as the text has it") {
  CHECK(between("-", "lost") == "headless  lost c 1|nowhere x lost a 1|nowhere  lost b 1|seen id lost d 1");
}

TEST_CASE("SQLForeignKeys finds nothing in a catalog or schema that D1 does not have") {
  const auto rows = [](const TableArguments& parent, const TableArguments& child) {
    return list_foreign_keys(shop(), parent, child, {}).rows.rows();
  };
  CHECK(rows({{"", false}, {"", false}, {"customers", false}}, {{"", false}, {"", false}, {}}) == 1);
  CHECK(rows({{"main", false}, {}, {"customers", false}}, nothing) == 0);
  CHECK(rows(nothing, {{}, {"main", false}, {"orders", false}}) == 0);
  CHECK(rows(named("customers"), {{}, {"main", false}, {"orders", false}}) == 0);
  CHECK(rows({{}, {}, {"\"CUSTOMERS\"", true}}, {{}, {}, {"[Orders]", true}}) == 1);
}

TEST_CASE("SQLForeignKeys tells rules, names and deferrability") {
  const auto facts = [](const std::string& child, const CatalogOptions& options = {}) {
    return text_of(list_foreign_keys(shop(), nothing, named(child), options),
                   {update_rule, delete_rule, fk_name, pk_name, deferrability});
  };
  const auto codes = [](int update, int remove, const std::string& names, int deferred) {
    return std::to_string(update) + " " + std::to_string(remove) + " " + names + " " + std::to_string(deferred);
  };
  CHECK(facts("orders") == codes(SQL_SET_NULL, SQL_CASCADE, "NULL pk_customers", SQL_NOT_DEFERRABLE));
  const std::string order = codes(SQL_NO_ACTION, SQL_NO_ACTION, "fk_order NULL", SQL_INITIALLY_DEFERRED);
  const std::string previous = codes(SQL_NO_ACTION, SQL_SET_DEFAULT, "NULL NULL", SQL_NOT_DEFERRABLE);
  CHECK(facts("lines") == order + "|" + previous + "|" + order + "|" + previous);
  CHECK(facts("people") == codes(SQL_NO_ACTION, SQL_NO_ACTION, "fk_boss NULL", SQL_INITIALLY_IMMEDIATE));
  CHECK(facts("quoting") == codes(SQL_NO_ACTION, SQL_NO_ACTION, "NULL NULL", SQL_NOT_DEFERRABLE) + "|" +
                                codes(SQL_NO_ACTION, SQL_NO_ACTION, "b q NULL", SQL_NOT_DEFERRABLE));
  CHECK(facts("people", testing::odbc2_options()) ==
        codes(SQL_RESTRICT, SQL_RESTRICT, "fk_boss NULL", SQL_INITIALLY_IMMEDIATE));
}

TEST_CASE("the keys to one of 2,000 tables are found without asking all of them") {
  std::vector<SchemaRow> rows;
  for (int index = 0; index < 2'000; ++index) {
    const std::string name = "t" + std::to_string(index) + "_";
    const std::string parent = "t" + std::to_string(index / 2) + "_";
    rows.push_back(testing::table_row(
        name, "CREATE TABLE " + name + "(id INTEGER PRIMARY KEY, up INT REFERENCES " + parent + "(id), filler TEXT)"));
  }
  const auto mirror = Mirror::load(rows);
  std::size_t found = 0;
  for (int index = 0; index < 100; ++index) {
    found += list_foreign_keys(*mirror, named("t" + std::to_string(index) + "_"), nothing, {}).rows.rows();
  }
  CHECK(found == 200);
}

TEST_CASE("SQLForeignKeys describes its columns as the reference does") {
  CHECK(testing::wrong_columns(list_foreign_keys(shop(), nothing, nothing, {}),
                               list_foreign_keys(shop(), nothing, nothing, testing::odbc2_options()),
                               {{"PKTABLE_CAT", "PKTABLE_QUALIFIER", SQL_VARCHAR, SQL_NULLABLE},
                                {"PKTABLE_SCHEM", "PKTABLE_OWNER", SQL_VARCHAR, SQL_NULLABLE},
                                {"PKTABLE_NAME", "", SQL_VARCHAR, SQL_NO_NULLS},
                                {"PKCOLUMN_NAME", "", SQL_VARCHAR, SQL_NO_NULLS},
                                {"FKTABLE_CAT", "FKTABLE_QUALIFIER", SQL_VARCHAR, SQL_NULLABLE},
                                {"FKTABLE_SCHEM", "FKTABLE_OWNER", SQL_VARCHAR, SQL_NULLABLE},
                                {"FKTABLE_NAME", "", SQL_VARCHAR, SQL_NO_NULLS},
                                {"FKCOLUMN_NAME", "", SQL_VARCHAR, SQL_NO_NULLS},
                                {"KEY_SEQ", "", SQL_SMALLINT, SQL_NO_NULLS},
                                {"UPDATE_RULE", "", SQL_SMALLINT, SQL_NULLABLE},
                                {"DELETE_RULE", "", SQL_SMALLINT, SQL_NULLABLE},
                                {"FK_NAME", "", SQL_VARCHAR, SQL_NULLABLE},
                                {"PK_NAME", "", SQL_VARCHAR, SQL_NULLABLE},
                                {"DEFERRABILITY", "", SQL_SMALLINT, SQL_NULLABLE}}) == "");
}

}  // namespace d1odbc
