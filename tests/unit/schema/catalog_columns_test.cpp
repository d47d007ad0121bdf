// Owns: tests of SQLColumns. Never: which types declarations mean (column_type_test).
#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <vector>

#include "schema/catalog.h"
#include "schema_rows.h"

namespace d1odbc {

namespace {

using Text = std::optional<std::string>;

std::string cell_text(const ResultSet& rows, std::size_t row, std::size_t column) {
  const ValueView cell = rows.at(row, column);
  if (cell.is_null()) return "NULL";
  return cell.storage == StorageClass::Integer ? std::to_string(cell.integer) : std::string(cell.bytes);
}

// One column of the result (counted from 1, as in the reference), with bars between.
std::string column(const DescribedRows& result, std::size_t number) {
  std::string joined;
  for (std::size_t row = 0; row < result.rows.rows(); ++row) {
    joined += (row == 0 ? "" : "|") + cell_text(result.rows, row, number - 1);
  }
  return joined;
}

constexpr std::size_t table_name = 3;
constexpr std::size_t column_name = 4;
constexpr std::size_t data_type = 5;
constexpr std::size_t nullable = 11;
constexpr std::size_t column_default = 13;
constexpr std::size_t sql_data_type = 14;
constexpr std::size_t datetime_sub = 15;
constexpr std::size_t octets = 16;
constexpr std::size_t ordinal = 17;
constexpr std::size_t is_nullable = 18;

DescribedRows columns(const Mirror& mirror, const Text& table, const Text& name = {}) {
  return list_columns(mirror, {}, {}, {.text = table}, {.text = name}, {});
}

}  // namespace

TEST_CASE("SQLColumns gives the columns of each table in order, tables by name") {
  const auto mirror =
      testing::mirror_of("CREATE TABLE b(z, y); CREATE TABLE a(x); CREATE VIEW c AS SELECT y, z AS q FROM b");
  const DescribedRows all = columns(*mirror, {});
  CHECK(column(all, table_name) == "a|b|b|c|c");
  CHECK(column(all, column_name) == "x|z|y|y|q");
  CHECK(column(all, ordinal) == "1|1|2|1|2");
  CHECK(column(all, 1) == "NULL|NULL|NULL|NULL|NULL");
  CHECK(column(all, 2) == "NULL|NULL|NULL|NULL|NULL");
  CHECK(column(all, 12) == "NULL|NULL|NULL|NULL|NULL");
  CHECK(column(columns(*mirror, "b", "y"), ordinal) == "2");
  CHECK(column(columns(*mirror, "%", "_"), column_name) == "x|z|y|y|q");
  CHECK(column(columns(*mirror, ""), column_name) == "");
}

TEST_CASE("SQLColumns finds nothing in a catalog or schema that D1 does not have") {
  const auto mirror = testing::mirror_of("CREATE TABLE a(x)");
  CHECK(list_columns(*mirror, {.text = "shop"}, {}, {}, {}, {}).rows.rows() == 0);
  CHECK(list_columns(*mirror, {}, {.text = "main"}, {}, {}, {}).rows.rows() == 0);
  CHECK(list_columns(*mirror, {.text = ""}, {.text = "%"}, {}, {}, {}).rows.rows() == 1);
}

TEST_CASE("SQLColumns says which columns may hold NULL") {
  struct Row {
    std::string table;
    std::string expected;
  };
  const auto mirror = testing::mirror_of(
      "CREATE TABLE plain(id INTEGER PRIMARY KEY, a TEXT, b TEXT NOT NULL);"
      "CREATE TABLE loose(id TEXT PRIMARY KEY); CREATE TABLE pair(a INTEGER, b, PRIMARY KEY(a, b));"
      "CREATE TABLE tight(id TEXT PRIMARY KEY, a) WITHOUT ROWID; CREATE TABLE firm(id TEXT PRIMARY KEY, a TEXT) STRICT;"
      "CREATE TABLE backwards(id INTEGER PRIMARY KEY DESC); CREATE VIEW seen AS SELECT id FROM plain");
  for (const Row& row : {Row{"plain", "NO|YES|NO"}, Row{"loose", "YES"}, Row{"pair", "YES|YES"}, Row{"tight", "NO|YES"},
                         Row{"firm", "NO|YES"}, Row{"backwards", "YES"}, Row{"seen", "NO"}}) {
    CAPTURE(row.table);
    const DescribedRows found = columns(*mirror, row.table);
    CHECK(column(found, is_nullable) == row.expected);
    for (std::size_t at = 0; at < found.rows.rows(); ++at) {
      const bool never = found.rows.at(at, is_nullable - 1).bytes == "NO";
      CHECK(found.rows.at(at, nullable - 1).integer == (never ? SQL_NO_NULLS : SQL_NULLABLE));
    }
  }
}

TEST_CASE("SQLColumns tells a view's columns as a query of it has them") {
  const auto mirror = testing::mirror_of(
      "CREATE TABLE t(id INTEGER PRIMARY KEY, name VARCHAR(20) NOT NULL, u);"
      "CREATE VIEW \"a \"\"view\"(k, n, sum, words, loose) AS SELECT id, name, id + 1, 'abc', u FROM t;"
      "CREATE VIEW beside AS SELECT t.name FROM t a LEFT JOIN t ON t.id = a.id + 1;"
      "CREATE VIEW both AS SELECT id FROM t UNION ALL SELECT name FROM t");
  const DescribedRows found = columns(*mirror, "a \"view");
  CHECK(column(found, column_name) == "k|n|sum|words|loose");
  CHECK(column(found, ordinal) == "1|2|3|4|5");
  CHECK(column(found, data_type) == "-5|12|-5|12|-1");
  CHECK(column(found, 7) == "19|20|19|3|65535");
  CHECK(column(found, nullable) == "0|0|2|2|1");
  CHECK(column(found, is_nullable) == "NO|NO|||YES");
  CHECK(column(found, column_default) == "NULL|NULL|NULL|NULL|NULL");
  CHECK(column(columns(*mirror, "beside"), nullable) == "2");
  CHECK(column(columns(*mirror, "both"), data_type) == "-1");
}

TEST_CASE("SQLColumns gives defaults as they stand in the CREATE") {
  const auto mirror = testing::mirror_of(
      "CREATE TABLE t(a, b DEFAULT NULL, c DEFAULT null, d DEFAULT 'it''s', e DEFAULT 5, f DEFAULT -1.5,"
      " g DEFAULT CURRENT_TIMESTAMP, h DEFAULT 'NULL', i DEFAULT X'00', j DEFAULT '')");
  CHECK(column(columns(*mirror, "t"), column_default) ==
        "NULL|NULL|NULL|'it''s'|5|-1.5|CURRENT_TIMESTAMP|'NULL'|X'00'|''");
  const DescribedRows found = columns(*mirror, "t");
  CHECK(found.rows.at(0, column_default - 1).is_null());
  CHECK(found.rows.at(1, column_default - 1).bytes == "NULL");
  CHECK(found.rows.at(2, column_default - 1).bytes == "NULL");
}

TEST_CASE("SQLColumns includes generated columns and leaves hidden ones out") {
  const auto mirror = testing::mirror_of(
      "CREATE TABLE g(a INT, b INT GENERATED ALWAYS AS (a + 1), c INT AS (a) STORED, d); CREATE VIRTUAL TABLE f USING "
      "fts5(x, y)");
  CHECK(column(columns(*mirror, "g"), column_name) == "a|b|c|d");
  CHECK(column(columns(*mirror, "g"), ordinal) == "1|2|3|4");
  CHECK(column(columns(*mirror, "f"), column_name) == "x|y");
}

TEST_CASE("SQLColumns takes types from the type table") {
  const auto mirror = testing::mirror_of(
      "CREATE TABLE t(a INTEGER, b VARCHAR(20), c DECIMAL(10,2), d DATE, e TIMESTAMP, f BLOB, g DOUBLE)");
  const DescribedRows found = columns(*mirror, "t");
  const char* const declared[]{"INTEGER", "VARCHAR(20)", "DECIMAL(10,2)", "DATE", "TIMESTAMP", "BLOB", "DOUBLE"};
  REQUIRE(found.rows.rows() == std::size(declared));
  for (std::size_t row = 0; row < std::size(declared); ++row) {
    CAPTURE(std::string(declared[row]));
    const ColumnType type = type_of_declaration(declared[row], {});
    const TypeFacts* facts = find_type(type.sql_type);
    REQUIRE(facts != nullptr);
    CHECK(found.rows.at(row, data_type - 1).integer == type.sql_type);
    CHECK(found.rows.at(row, 5).bytes == type.name);
    CHECK(found.rows.at(row, 6).integer == static_cast<std::int64_t>(type.size));
    CHECK(found.rows.at(row, 7).integer == octet_length(type));
    CHECK(found.rows.at(row, 8).is_null() != facts->minimum_scale.has_value());
    CHECK(found.rows.at(row, 9).is_null() != facts->radix.has_value());
    CHECK(found.rows.at(row, sql_data_type - 1).integer == verbose_type(type.sql_type));
  }
  CHECK(found.rows.at(1, octets - 1).integer == octet_length(type_of_declaration("VARCHAR(20)", {})));
  CHECK(found.rows.at(0, octets - 1).is_null());
  CHECK(found.rows.at(5, octets - 1).integer == octet_length(type_of_declaration("BLOB", {})));
  CHECK(found.rows.at(2, 8).integer == 2);
  CHECK(found.rows.at(0, datetime_sub - 1).is_null());
  CHECK(found.rows.at(3, data_type - 1).integer == SQL_TYPE_DATE);
  CHECK(found.rows.at(3, sql_data_type - 1).integer == SQL_DATETIME);
  CHECK(found.rows.at(3, datetime_sub - 1).integer == SQL_CODE_DATE);
}

TEST_CASE("SQLColumns speaks ODBC 2 and wide characters when asked") {
  const auto mirror = testing::mirror_of("CREATE TABLE t(a DATE, b VARCHAR(20))");
  CatalogOptions options;
  options.types.wide = true;
  options.odbc2 = true;
  const DescribedRows found = list_columns(*mirror, {}, {}, {}, {}, options);
  CHECK(found.rows.at(0, data_type - 1).integer == SQL_DATE);
  CHECK(found.rows.at(1, data_type - 1).integer == SQL_WVARCHAR);
  CHECK(found.rows.at(1, octets - 1).integer == octet_length(type_of_declaration("VARCHAR(20)", options.types)));
  const char* const odbc2[]{"TABLE_QUALIFIER", "TABLE_OWNER", "TABLE_NAME", "COLUMN_NAME", "DATA_TYPE", "TYPE_NAME",
                            "PRECISION",       "LENGTH",      "SCALE",      "RADIX",       "NULLABLE",  "REMARKS"};
  for (std::size_t index = 0; index < std::size(odbc2); ++index) CHECK(found.columns[index].name == odbc2[index]);
}

TEST_CASE("SQLColumns describes its 18 columns as the reference does") {
  const auto mirror = Mirror::load({});
  const DescribedRows found = columns(*mirror, {});
  struct Row {
    std::string name;
    SQLSMALLINT type;
    SQLSMALLINT nullable;
  };
  const Row expected[]{
      {"TABLE_CAT", SQL_VARCHAR, SQL_NULLABLE},         {"TABLE_SCHEM", SQL_VARCHAR, SQL_NULLABLE},
      {"TABLE_NAME", SQL_VARCHAR, SQL_NO_NULLS},        {"COLUMN_NAME", SQL_VARCHAR, SQL_NO_NULLS},
      {"DATA_TYPE", SQL_SMALLINT, SQL_NO_NULLS},        {"TYPE_NAME", SQL_VARCHAR, SQL_NO_NULLS},
      {"COLUMN_SIZE", SQL_INTEGER, SQL_NULLABLE},       {"BUFFER_LENGTH", SQL_INTEGER, SQL_NULLABLE},
      {"DECIMAL_DIGITS", SQL_SMALLINT, SQL_NULLABLE},   {"NUM_PREC_RADIX", SQL_SMALLINT, SQL_NULLABLE},
      {"NULLABLE", SQL_SMALLINT, SQL_NO_NULLS},         {"REMARKS", SQL_VARCHAR, SQL_NULLABLE},
      {"COLUMN_DEF", SQL_VARCHAR, SQL_NULLABLE},        {"SQL_DATA_TYPE", SQL_SMALLINT, SQL_NO_NULLS},
      {"SQL_DATETIME_SUB", SQL_SMALLINT, SQL_NULLABLE}, {"CHAR_OCTET_LENGTH", SQL_INTEGER, SQL_NULLABLE},
      {"ORDINAL_POSITION", SQL_INTEGER, SQL_NO_NULLS},  {"IS_NULLABLE", SQL_VARCHAR, SQL_NULLABLE},
  };
  REQUIRE(found.columns.size() == std::size(expected));
  for (std::size_t index = 0; index < std::size(expected); ++index) {
    CAPTURE(expected[index].name);
    CHECK(found.columns[index].name == expected[index].name);
    CHECK(found.columns[index].type.sql_type == expected[index].type);
    CHECK(found.columns[index].nullable == expected[index].nullable);
  }
}

TEST_CASE("SQLColumns finds odd names") {
  const auto mirror = testing::mirror_of("CREATE TABLE \"a\"\"b c.d_%ü\"(\"x y\", \"\"\"q\"\"\", \"50%\", p_q, pxq)");
  CHECK(column(columns(*mirror, "a\"b c.d\\_\\%ü"), column_name) == "x y|\"q\"|50%|p_q|pxq");
  CHECK(column(columns(*mirror, "a%", "50\\%"), column_name) == "50%");
  CHECK(column(columns(*mirror, "a%", "p\\_q"), column_name) == "p_q");
  CHECK(column(columns(*mirror, "a%", "p_q"), column_name) == "p_q|pxq");
  const DescribedRows by_identifier = list_columns(*mirror, {}, {}, {.text = "\"A\"\"B C.D_%ü\"", .identifier = true},
                                                   {.text = "P_Q", .identifier = true}, {});
  CHECK(column(by_identifier, column_name) == "p_q");
}

}  // namespace d1odbc
