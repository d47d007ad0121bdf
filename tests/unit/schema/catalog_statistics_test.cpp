// Owns: tests of SQLStatistics and of reading indexes. Never: special columns.
#include <doctest/doctest.h>

#include <string>

#include "catalog_text.h"
#include "schema/table_indexes.h"
#include "schema_rows.h"

namespace d1odbc {

using testing::named;
using testing::text_of;

namespace {

constexpr std::size_t non_unique = 4;
constexpr std::size_t index_name = 6;
constexpr std::size_t type = 7;
constexpr std::size_t position = 8;
constexpr std::size_t column_name = 9;
constexpr std::size_t direction = 10;
constexpr std::size_t filter = 13;

const Mirror& indexed() {
  static const auto mirror = testing::mirror_of(
      "CREATE TABLE plain(id INTEGER PRIMARY KEY, a TEXT UNIQUE, b, c, \"x y\");"
      "CREATE INDEX by_bc ON plain(b DESC, c COLLATE NOCASE ASC); CREATE UNIQUE INDEX [odd name] ON plain(\"x y\");"
      "CREATE INDEX computed ON plain(lower(a) COLLATE NOCASE DESC, b, a || ',' || b) WHERE b > 1 AND c <> 'x';"
      "CREATE UNIQUE INDEX some ON plain(c) WHERE b IS NULL /* all */ ;"
      "CREATE TABLE tight(x, y, z UNIQUE, PRIMARY KEY(y, x DESC)) WITHOUT ROWID; CREATE INDEX by_x ON tight(x);"
      "CREATE TABLE bare(a); CREATE VIEW seen AS SELECT 1; CREATE TABLE pair(a, b, PRIMARY KEY(b, a));"
      "CREATE VIRTUAL TABLE docs USING fts5(t)");
  return *mirror;
}

std::string statistics(const std::string& table, bool only_unique = false) {
  return text_of(list_statistics(indexed(), named(table), only_unique, {}),
                 {non_unique, index_name, type, position, column_name, direction, filter});
}

const std::string table_row = "NULL NULL 0 NULL NULL NULL NULL";
const std::string unique_rows =
    "|0 sqlite_autoindex_plain_0 1 1 id A NULL|0 odd name 3 1 x y A NULL|0 some 3 1 c A b IS NULL"
    "|0 sqlite_autoindex_plain_1 3 1 a A NULL";
const std::string other_rows =
    "|1 by_bc 3 1 b D NULL|1 by_bc 3 2 c A NULL|1 computed 3 1 lower(a) COLLATE NOCASE D b > 1 AND c <> 'x'"
    "|1 computed 3 2 b A b > 1 AND c <> 'x'|1 computed 3 3 a || ',' || b A b > 1 AND c <> 'x'";

}  // namespace

TEST_CASE("SQLStatistics lists the table and its indexes in the reference's order") {
  CHECK(statistics("plain") == table_row + unique_rows + other_rows);
  CHECK(statistics("PLAIN", true) == table_row + unique_rows);
}

TEST_CASE("SQLStatistics tells the key of a WITHOUT ROWID table as the table's own tree") {
  CHECK(statistics("tight") == table_row +
                                   "|0 sqlite_autoindex_tight_2 1 1 y A NULL|0 sqlite_autoindex_tight_2 1 2 x D NULL"
                                   "|0 sqlite_autoindex_tight_1 3 1 z A NULL|1 by_x 3 1 x A NULL");
  CHECK(statistics("pair") ==
        table_row + "|0 sqlite_autoindex_pair_1 3 1 b A NULL|0 sqlite_autoindex_pair_1 3 2 a A NULL");
}

TEST_CASE("SQLStatistics of a table without indexes is one row, of anything else none") {
  CHECK(statistics("bare") == table_row);
  CHECK(statistics("docs") == table_row);
  CHECK(statistics("seen") == "");
  CHECK(statistics("nowhere") == "");
  CHECK(statistics("%") == "");
  CHECK(list_statistics(indexed(), {{"main", false}, {}, {"bare", false}}, false, {}).rows.rows() == 0);
  CHECK(list_statistics(indexed(), {{}, {}, {"\"BARE\"", true}}, false, {}).rows.rows() == 1);
}

TEST_CASE("SQLStatistics counts nothing and qualifies nothing") {
  const DescribedRows found = list_statistics(indexed(), named("plain"), false, {});
  for (std::size_t row = 0; row < found.rows.rows(); ++row) {
    CAPTURE(row);
    for (const std::size_t column : {1, 2, 5, 11, 12}) CHECK(found.rows.at(row, column - 1).is_null());
    CHECK(found.rows.at(row, 2).bytes == "plain");
  }
}

TEST_CASE("the text of an index is read term by term") {
  struct Row {
    std::string sql;
    std::string expected;
  };
  for (const Row& row : {
           Row{"CREATE INDEX i ON t(a)", "a;"},
           Row{"CREATE INDEX i ON t( a DESC , /* , */ b asc)", "a;b;"},
           Row{"CREATE INDEX i ON t(desc)", "desc;"},
           Row{"CREATE INDEX \"i(\" ON [t(](f(a, (b)), 'x,)' || a COLLATE nocase desc)WHERE(a)--end",
               "f(a, (b));'x,)' || a COLLATE nocase;(a)"},
           Row{"CREATE INDEX i ON t(a) WHERE", "a;"},
           Row{"CREATE INDEX i ON t(a, f(", "a;f(;"},
           Row{"CREATE INDEX", ""},
           Row{"", ""},
       }) {
    CAPTURE(row.sql);
    const IndexText found = read_index_text(row.sql);
    std::string text;
    for (const std::string& term : found.terms) text += term + ";";
    CHECK(text + found.filter == row.expected);
  }
}

TEST_CASE("SQLStatistics describes its columns as the reference does") {
  CHECK(testing::wrong_columns(list_statistics(indexed(), named("bare"), false, {}),
                               list_statistics(indexed(), named("bare"), false, testing::odbc2_options()),
                               {{"TABLE_CAT", "TABLE_QUALIFIER", SQL_VARCHAR, SQL_NULLABLE},
                                {"TABLE_SCHEM", "TABLE_OWNER", SQL_VARCHAR, SQL_NULLABLE},
                                {"TABLE_NAME", "", SQL_VARCHAR, SQL_NO_NULLS},
                                {"NON_UNIQUE", "", SQL_SMALLINT, SQL_NULLABLE},
                                {"INDEX_QUALIFIER", "", SQL_VARCHAR, SQL_NULLABLE},
                                {"INDEX_NAME", "", SQL_VARCHAR, SQL_NULLABLE},
                                {"TYPE", "", SQL_SMALLINT, SQL_NO_NULLS},
                                {"ORDINAL_POSITION", "SEQ_IN_INDEX", SQL_SMALLINT, SQL_NULLABLE},
                                {"COLUMN_NAME", "", SQL_VARCHAR, SQL_NULLABLE},
                                {"ASC_OR_DESC", "COLLATION", SQL_CHAR, SQL_NULLABLE},
                                {"CARDINALITY", "", SQL_INTEGER, SQL_NULLABLE},
                                {"PAGES", "", SQL_INTEGER, SQL_NULLABLE},
                                {"FILTER_CONDITION", "", SQL_VARCHAR, SQL_NULLABLE}}) == "");
  CatalogOptions wide;
  wide.types.wide = true;
  const DescribedRows found = list_statistics(indexed(), named("bare"), false, wide);
  CHECK(found.columns[direction - 1].type.sql_type == SQL_WCHAR);
  CHECK(found.columns[direction - 1].type.size == 1);
}

}  // namespace d1odbc
