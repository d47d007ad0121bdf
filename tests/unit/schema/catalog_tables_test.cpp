// Owns: tests of SQLTables. Never: SQLColumns.
#include <doctest/doctest.h>

#include <optional>
#include <string>

#include "schema/catalog.h"
#include "schema_rows.h"

namespace d1odbc {

namespace {

const Mirror& shop() {
  static const auto mirror = testing::mirror_of(
      "CREATE TABLE orders(id INTEGER PRIMARY KEY AUTOINCREMENT); CREATE TABLE Customers(a); CREATE TABLE "
      "orders_data(a); CREATE VIEW totals AS SELECT 1;"
      "CREATE TABLE d1_migrations(id INTEGER PRIMARY KEY, name TEXT); CREATE VIRTUAL TABLE docs USING fts5(x);"
      "CREATE TABLE \"we\"\"ird. %_name ü\"(a); CREATE INDEX i ON orders(id)");
  return *mirror;
}

using Text = std::optional<std::string>;

std::string cell_text(const ResultSet& rows, std::size_t row, std::size_t column) {
  const ValueView cell = rows.at(row, column);
  return cell.is_null() ? "NULL" : std::string(cell.bytes);
}

// "TYPE:name" of each row.
std::string tables(const Text& catalog, const Text& schema, const Text& table, const Text& types,
                   bool identifier = false) {
  const DescribedRows result =
      list_tables(shop(), {catalog, identifier}, {schema, identifier}, {table, identifier}, types, {});
  std::string joined;
  for (std::size_t row = 0; row < result.rows.rows(); ++row) {
    CHECK(result.rows.at(row, 0).is_null());
    CHECK(result.rows.at(row, 1).is_null());
    CHECK(result.rows.at(row, 4).is_null());
    joined += (row == 0 ? "" : "|") + cell_text(result.rows, row, 3) + ":" + cell_text(result.rows, row, 2);
  }
  return joined;
}

const std::string system_tables =
    "SYSTEM TABLE:d1_migrations|SYSTEM TABLE:docs_config|SYSTEM TABLE:docs_content|SYSTEM TABLE:docs_data"
    "|SYSTEM TABLE:docs_docsize|SYSTEM TABLE:docs_idx|SYSTEM TABLE:sqlite_sequence";
const std::string base_tables = "TABLE:Customers|TABLE:docs|TABLE:orders|TABLE:orders_data|TABLE:we\"ird. %_name ü";
const std::string views = "VIEW:totals";
const std::string everything = system_tables + "|" + base_tables + "|" + views;

}  // namespace

TEST_CASE("SQLTables lists every object by type and name") {
  CHECK(tables({}, {}, {}, {}) == everything);
  CHECK(tables({}, {}, "%", {}) == everything);
  CHECK(tables("", "", "%", "") == everything);
  CHECK(tables("%", "%", "%", "%") == everything);
}

TEST_CASE("SQLTables takes the table types as programs write them") {
  struct Row {
    std::string types;
    std::string expected;
  };
  for (const Row& row :
       {Row{"TABLE", base_tables}, Row{"VIEW", views}, Row{"SYSTEM TABLE", system_tables},
        Row{"TABLE,VIEW,SYSTEM TABLE", everything}, Row{"'TABLE','VIEW'", base_tables + "|" + views},
        Row{"TABLE, VIEW", base_tables + "|" + views}, Row{"VIEW,TABLE,%,", everything}, Row{"TABLE,", base_tables},
        Row{"TABLE,VIEW,", base_tables + "|" + views}, Row{"table", base_tables},
        Row{"TABLE,VIEW,GLOBAL TEMPORARY,LOCAL TEMPORARY", base_tables + "|" + views}, Row{" ' VIEW ' ", views},
        Row{"SYNONYM", ""}, Row{"'%'", everything}, Row{" , ", everything}}) {
    CAPTURE(row.types);
    CHECK(tables({}, {}, {}, row.types) == row.expected);
  }
}

TEST_CASE("SQLTables takes a search pattern for the name") {
  CHECK(tables({}, {}, "orders", {}) == "TABLE:orders");
  CHECK(tables({}, {}, "o%s", "TABLE") == "TABLE:orders");
  CHECK(tables({}, {}, "customers", {}) == "TABLE:Customers");
  CHECK(tables({}, {}, "docs\\_%", {}).find("SYSTEM TABLE:docs_config") == 0);
  CHECK(tables({}, {}, "we\"ird. \\%\\_name ü", {}) == "TABLE:we\"ird. %_name ü");
  CHECK(tables({}, {}, "NOXXTABLE", "") == "");
  CHECK(tables({}, {}, "", {}) == "");
  CHECK(tables({}, {}, "o%", {}, true) == "");
  CHECK(tables({}, {}, "\"ORDERS\"", {}, true) == "TABLE:orders");
}

TEST_CASE("SQLTables finds nothing in a catalog or schema that D1 does not have") {
  CHECK(tables("shop", {}, {}, {}) == "");
  CHECK(tables({}, "main", {}, {}) == "");
  CHECK(tables({}, "dbo", "orders", "TABLE") == "");
}

TEST_CASE("SQLTables enumerates no catalogs, no schemas and three table types") {
  CHECK(tables("%", "", "", "") == "");
  CHECK(tables("%", "", "", {}) == "");
  CHECK(tables("", "%", "", "") == "");
  const std::string types = "SYSTEM TABLE:NULL|TABLE:NULL|VIEW:NULL";
  CHECK(tables("", "", "", "%") == types);
  CHECK(tables({}, {}, "", "%") == types);
  CHECK(tables({}, {}, {}, "%") == everything);
  // A null pointer is no empty string: these ask for tables, and not for what there is in place of a `%`.
  CHECK(tables("%", {}, {}, {}) == everything);
  CHECK(tables({}, "%", {}, {}) == everything);
  CHECK(tables("%", "", {}, {}) == everything);
  // The list of types is no identifier, so SQL_ATTR_METADATA_ID changes nothing in it.
  CHECK(tables("", "", "", "%", true) == types);
}

TEST_CASE("SQLTables describes its columns as the reference does") {
  const DescribedRows narrow = list_tables(shop(), {}, {}, {}, {}, {});
  REQUIRE(narrow.columns.size() == 5);
  const char* const odbc3[]{"TABLE_CAT", "TABLE_SCHEM", "TABLE_NAME", "TABLE_TYPE", "REMARKS"};
  for (std::size_t index = 0; index < 5; ++index) {
    CAPTURE(index);
    CHECK(narrow.columns[index].name == odbc3[index]);
    CHECK(narrow.columns[index].type.sql_type == SQL_VARCHAR);
    CHECK(narrow.rows.column_names()[index] == odbc3[index]);
  }
  CHECK(narrow.columns[2].type.size == 128);

  CatalogOptions options;
  options.types.wide = true;
  options.odbc2 = true;
  const DescribedRows wide = list_tables(shop(), {}, {}, {}, {}, options);
  CHECK(wide.columns[0].name == "TABLE_QUALIFIER");
  CHECK(wide.columns[1].name == "TABLE_OWNER");
  CHECK(wide.columns[2].type.sql_type == SQL_WVARCHAR);
}

TEST_CASE("SQLTables knows a virtual table's own tables however its text is written") {
  const auto mirror = testing::mirror_of(
      "CREATE VIRTUAL TABLE docs\n\tusing  FTS5 (x, content=''); CREATE TABLE docs_content(a);"
      "CREATE VIRTUAL TABLE \"Odd USING name\" /* USING rtree */ USING \"fts5\"(x);"
      "CREATE VIRTUAL TABLE places USING rtree(id, a, b); CREATE TABLE other_data(a); CREATE VIEW places_node2 AS "
      "SELECT 1");
  const DescribedRows found = list_tables(*mirror, {}, {}, {}, "TABLE,VIEW", {});
  std::string listed;
  for (std::size_t row = 0; row < found.rows.rows(); ++row) listed += cell_text(found.rows, row, 2) + "|";
  CHECK(listed == "Odd USING name|docs|other_data|places|places_node2|");
}

TEST_CASE("SQLTables lists a table that this SQLite could not load") {
  const auto mirror = Mirror::load({testing::table_row("future", "CREATE TABLE future(a, CONSTRAINT NEW SYNTAX)")});
  CHECK(mirror->left_out().size() == 1);
  CHECK(list_tables(*mirror, {}, {}, {.text = "future"}, {}, {}).rows.rows() == 1);
}

}  // namespace d1odbc
