// Owns: tests of SQLSpecialColumns. Never: how indexes are read (catalog_statistics_test).
#include <doctest/doctest.h>

#include <string>

#include "catalog_text.h"
#include "schema_rows.h"

namespace d1odbc {

using testing::named;
using testing::text_of;

namespace {

constexpr std::size_t scope = 1;
constexpr std::size_t column_name = 2;
constexpr std::size_t pseudo_column = 8;

const Mirror& tables() {
  static const auto mirror = testing::mirror_of(
      "CREATE TABLE plain(id INTEGER PRIMARY KEY, email TEXT NOT NULL UNIQUE);"
      "CREATE TABLE tight(b TEXT, a DECIMAL(10,2), PRIMARY KEY(a, b)) WITHOUT ROWID;"
      "CREATE TABLE firm(code VARCHAR(10) NOT NULL PRIMARY KEY, id INTEGER NOT NULL UNIQUE);"
      "CREATE TABLE loose(code TEXT PRIMARY KEY, a);"
      "CREATE TABLE uniques(a NOT NULL, b NOT NULL, c NOT NULL, d UNIQUE, UNIQUE(a, b), UNIQUE(c));"
      "CREATE TABLE partly(a NOT NULL, b NOT NULL); CREATE UNIQUE INDEX some ON partly(a) WHERE b > 1;"
      "CREATE UNIQUE INDEX computed ON partly(b + 1);"
      "CREATE TABLE shadowed(rowid TEXT, a); CREATE TABLE hidden(rowid TEXT, _rowid_ TEXT, OID TEXT, a UNIQUE);"
      "CREATE TABLE keyless(rowid TEXT, _rowid_ TEXT, oid TEXT); CREATE TABLE bare(a);"
      "CREATE TABLE backwards(id INTEGER PRIMARY KEY DESC);"
      "CREATE VIEW seen AS SELECT * FROM plain; CREATE VIRTUAL TABLE docs USING fts5(t)");
  return *mirror;
}

DescribedRows best(const TableArguments& table, bool may_be_null = true, const CatalogOptions& options = {}) {
  return list_special_columns(tables(), SpecialColumns::BestRowId, table, may_be_null, options);
}

}  // namespace

TEST_CASE("SQLSpecialColumns names a row by the best columns there are") {
  struct Row {
    std::string table;
    std::string expected;
    std::string never_null;
  };
  for (const Row& row : {
           Row{"plain", "2 id 1", "2 id 1"},
           Row{"PLAIN", "2 id 1", "2 id 1"},
           Row{"tight", "2 a 1|2 b 1", "2 a 1|2 b 1"},
           Row{"firm", "2 code 1", "2 code 1"},
           Row{"loose", "2 rowid 2", "2 rowid 2"},
           Row{"uniques", "2 c 1", "2 c 1"},
           Row{"partly", "2 rowid 2", "2 rowid 2"},
           Row{"shadowed", "2 _rowid_ 2", "2 _rowid_ 2"},
           Row{"hidden", "2 a 1", ""},
           Row{"keyless", "", ""},
           Row{"bare", "2 rowid 2", "2 rowid 2"},
           Row{"backwards", "2 rowid 2", "2 rowid 2"},
           Row{"docs", "2 rowid 2", "2 rowid 2"},
           Row{"seen", "", ""},
           Row{"nowhere", "", ""},
           Row{"pl%", "", ""},
       }) {
    CAPTURE(row.table);
    CHECK(text_of(best(named(row.table)), {scope, column_name, pseudo_column}) == row.expected);
    CHECK(text_of(best(named(row.table), false), {scope, column_name, pseudo_column}) == row.never_null);
  }
}

TEST_CASE("SQLSpecialColumns knows no column that changes with its row") {
  const DescribedRows found = list_special_columns(tables(), SpecialColumns::RowVersion, named("plain"), true, {});
  CHECK(found.rows.rows() == 0);
  CHECK(found.columns.size() == 8);
}

TEST_CASE("SQLSpecialColumns finds nothing in a catalog or schema that D1 does not have") {
  CHECK(best({{"main", false}, {}, {"plain", false}}).rows.rows() == 0);
  CHECK(best({{}, {"main", false}, {"plain", false}}).rows.rows() == 0);
  CHECK(best({{}, {"", false}, {"plain", false}}).rows.rows() == 1);
  CHECK(best({{}, {}, {"[PLAIN]", true}}).rows.rows() == 1);
}

TEST_CASE("SQLSpecialColumns tells types as SQLColumns does") {
  for (const char* table : {"plain", "tight", "firm"}) {
    CAPTURE(std::string(table));
    const DescribedRows found = best(named(table));
    for (std::size_t row = 0; row < found.rows.rows(); ++row) {
      const std::string name(found.rows.at(row, 1).bytes);
      const DescribedRows same = list_columns(tables(), {}, {}, {table, true}, {name, true}, {});
      REQUIRE(same.rows.rows() == 1);
      for (std::size_t cell = 0; cell < 5; ++cell) {
        CHECK(testing::cell_text(found.rows, row, 2 + cell) == testing::cell_text(same.rows, 0, 4 + cell));
      }
    }
  }
  CHECK(text_of(best(named("bare")), {3, 4, 5, 6}) ==
        std::to_string(SQL_BIGINT) + " INTEGER 19 " + testing::cell_text(best(named("plain")).rows, 0, 5));
}

TEST_CASE("SQLSpecialColumns describes its columns as the reference does") {
  CHECK(testing::wrong_columns(best(named("plain")), best(named("plain"), true, testing::odbc2_options()),
                               {{"SCOPE", "", SQL_SMALLINT, SQL_NULLABLE},
                                {"COLUMN_NAME", "", SQL_VARCHAR, SQL_NO_NULLS},
                                {"DATA_TYPE", "", SQL_SMALLINT, SQL_NO_NULLS},
                                {"TYPE_NAME", "", SQL_VARCHAR, SQL_NO_NULLS},
                                {"COLUMN_SIZE", "PRECISION", SQL_INTEGER, SQL_NULLABLE},
                                {"BUFFER_LENGTH", "LENGTH", SQL_INTEGER, SQL_NULLABLE},
                                {"DECIMAL_DIGITS", "SCALE", SQL_SMALLINT, SQL_NULLABLE},
                                {"PSEUDO_COLUMN", "", SQL_SMALLINT, SQL_NULLABLE}}) == "");
}

}  // namespace d1odbc
