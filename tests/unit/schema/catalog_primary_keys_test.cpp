// Owns: tests of SQLPrimaryKeys and of the names by which ordinary arguments find a table. Never: foreign keys.
#include <doctest/doctest.h>

#include <string>

#include "catalog_text.h"
#include "schema_rows.h"

namespace d1odbc {

using testing::named;
using testing::text_of;

namespace {

constexpr std::size_t table_name = 3;
constexpr std::size_t column_name = 4;
constexpr std::size_t key_seq = 5;
constexpr std::size_t pk_name = 6;

const Mirror& keyed() {
  static const auto mirror = testing::mirror_of(
      "CREATE TABLE plain(id INTEGER PRIMARY KEY, a); CREATE TABLE loose(a, id TEXT PRIMARY KEY);"
      "CREATE TABLE pair(a, b, c, CONSTRAINT pk_pair PRIMARY KEY(c, a));"
      "CREATE TABLE tight(x, y TEXT, CONSTRAINT \"tight's \"\"key\"\"\" PRIMARY KEY(y, x)) WITHOUT ROWID;"
      "CREATE TABLE inline(id INTEGER NOT NULL CONSTRAINT [in line] PRIMARY KEY AUTOINCREMENT, b CHECK (b > (1)));"
      "CREATE TABLE other(a CONSTRAINT no_key NOT NULL, b CONSTRAINT u UNIQUE, PRIMARY KEY(a));"
      "CREATE TABLE none(a, b); CREATE VIEW seen AS SELECT id FROM plain;"
      "CREATE TABLE \"we\"\"ird. %_n\xC3\xBC\"(\"x y\" TEXT PRIMARY KEY)");
  return *mirror;
}

std::string keys(const TableArguments& table) {
  return text_of(list_primary_keys(keyed(), table, {}), {table_name, column_name, key_seq, pk_name});
}

}  // namespace

TEST_CASE("SQLPrimaryKeys gives the columns of the declared key in its order, with its name") {
  struct Row {
    std::string table;
    std::string expected;
  };
  for (const Row& row :
       {Row{"plain", "plain id 1 NULL"}, Row{"loose", "loose id 1 NULL"},
        Row{"pair", "pair c 1 pk_pair|pair a 2 pk_pair"},
        Row{"tight", "tight y 1 tight's \"key\"|tight x 2 tight's \"key\""}, Row{"inline", "inline id 1 in line"},
        Row{"other", "other a 1 NULL"}, Row{"none", ""}, Row{"seen", ""}, Row{"nowhere", ""}, Row{"", ""},
        Row{"we\"ird. %_n\xC3\xBC", "we\"ird. %_n\xC3\xBC x y 1 NULL"},
        Row{"PAIR", "pair c 1 pk_pair|pair a 2 pk_pair"}}) {
    CAPTURE(row.table);
    CHECK(keys(named(row.table)) == row.expected);
  }
}

TEST_CASE("ordinary arguments are no patterns") {
  CHECK(keys(named("plai_")) == "");
  CHECK(keys(named("%")) == "");
  CHECK(keys(named("\"plain\"")) == "");
  CHECK(keys(named("plain ")) == "");
}

TEST_CASE("an identifier loses its quotes and blanks") {
  for (const char* text : {"\"PLAIN\"", " `plain` ", "[Plain]", "PLAIN  "}) {
    CAPTURE(std::string(text));
    CHECK(keys({{}, {}, {text, true}}) == "plain id 1 NULL");
  }
  CHECK(keys({{}, {}, {"\"we\"\"ird. %_n\xC3\xBC\"", true}}) == "we\"ird. %_n\xC3\xBC x y 1 NULL");
}

TEST_CASE("no table is in a catalog or schema") {
  CHECK(keys({{"", false}, {"", false}, {"plain", false}}) == "plain id 1 NULL");
  CHECK(keys({{"main", false}, {}, {"plain", false}}) == "");
  CHECK(keys({{}, {"main", false}, {"plain", false}}) == "");
  CHECK(keys({{}, {"%", false}, {"plain", false}}) == "");
}

TEST_CASE("a table that this SQLite could not load has no key") {
  const auto mirror = Mirror::load({testing::table_row("future", "CREATE TABLE future(a PRIMARY KEY, NEW SYNTAX())")});
  CHECK(list_primary_keys(*mirror, named("future"), {}).rows.rows() == 0);
}

TEST_CASE("SQLPrimaryKeys describes its columns as the reference does") {
  CHECK(testing::wrong_columns(list_primary_keys(keyed(), named("plain"), {}),
                               list_primary_keys(keyed(), named("plain"), testing::odbc2_options()),
                               {{"TABLE_CAT", "TABLE_QUALIFIER", SQL_VARCHAR, SQL_NULLABLE},
                                {"TABLE_SCHEM", "TABLE_OWNER", SQL_VARCHAR, SQL_NULLABLE},
                                {"TABLE_NAME", "", SQL_VARCHAR, SQL_NO_NULLS},
                                {"COLUMN_NAME", "", SQL_VARCHAR, SQL_NO_NULLS},
                                {"KEY_SEQ", "", SQL_SMALLINT, SQL_NO_NULLS},
                                {"PK_NAME", "", SQL_VARCHAR, SQL_NULLABLE}}) == "");
}

}  // namespace d1odbc
