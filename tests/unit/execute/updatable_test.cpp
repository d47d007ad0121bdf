// Owns: tests of SELECTs with hidden keys. Never: which texts are plain SELECTs (single_table_select_test).
#include "execute/updatable.h"

#include <doctest/doctest.h>

#include <string>

#include "execute/marked_cell.h"
#include "schema/schema_rows.h"

namespace d1odbc {

using testing::mirror_of;

namespace {

constexpr const char* ddl =
    "CREATE TABLE t(id INTEGER PRIMARY KEY, name TEXT, sum AS (id + 1), \"order\" REAL);"
    "CREATE TABLE w(a TEXT, b INT, c, PRIMARY KEY(b, a)) WITHOUT ROWID;"
    "CREATE TABLE bare(rowid, x);"
    "CREATE TABLE named(rowid INTEGER PRIMARY KEY, x);"
    "CREATE TABLE hidden(rowid, _rowid_, oid);"
    "CREATE VIEW v AS SELECT * FROM t;";

StatementText prepared(std::string_view sql) { return prepare_text(sql, {}).statements.at(0); }

UpdatableSelect made(std::string_view sql) {
  const auto mirror = mirror_of(ddl);
  auto result = make_updatable(*mirror, prepared(sql));
  if (const auto* const refusal = std::get_if<NotUpdatable>(&result)) FAIL(refusal->reason);
  return std::get<UpdatableSelect>(std::move(result));
}

std::string refused(std::string_view sql) {
  const auto mirror = mirror_of(ddl);
  const auto result = make_updatable(*mirror, prepared(sql));
  const auto* const refusal = std::get_if<NotUpdatable>(&result);
  return refusal == nullptr ? "" : refusal->reason;
}

/// "name" for a writable column, "name-" for one that is not.
std::string columns_text(const UpdateTarget& target) {
  std::string text;
  for (const UpdatableColumn& column : target.columns)
    text += (text.empty() ? "" : ",") + column.base_column + (column.writable ? "" : "-");
  return text;
}

std::string key_cell(const std::string& column) { return marked_cell(column); }

}  // namespace

TEST_CASE("the rowid is put behind the columns of the list") {
  struct Row {
    std::string_view sql;
    std::string_view text;
    std::string_view row_text;
  };
  const Row rows[]{
      {"SELECT name FROM t ORDER BY 1", "SELECT name , 'i'||\"t\".\"rowid\" AS d1odbc_k0 FROM t ORDER BY 1",
       "SELECT name , 'i'||\"t\".\"rowid\" AS d1odbc_k0 FROM t WHERE \"t\".\"rowid\" = ?"},
      {"SELECT * FROM main.t AS \"x y\" NOT INDEXED WHERE id > 1",
       "SELECT * , 'i'||\"x y\".\"rowid\" AS d1odbc_k0 FROM main.t AS \"x y\" NOT INDEXED WHERE id > 1",
       "SELECT * , 'i'||\"x y\".\"rowid\" AS d1odbc_k0 FROM main.t AS \"x y\" WHERE \"x y\".\"rowid\" = ?"},
      {"SELECT name -- c\nFROM t -- d\nLIMIT 1",
       "SELECT name -- c\n, 'i'||\"t\".\"rowid\" AS d1odbc_k0 FROM t -- d\nLIMIT 1",
       "SELECT name -- c\n, 'i'||\"t\".\"rowid\" AS d1odbc_k0 FROM t WHERE \"t\".\"rowid\" = ?"},
      {"SELECT x FROM bare", "SELECT x , 'i'||\"bare\".\"_rowid_\" AS d1odbc_k0 FROM bare",
       "SELECT x , 'i'||\"bare\".\"_rowid_\" AS d1odbc_k0 FROM bare WHERE \"bare\".\"_rowid_\" = ?"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.sql);
    const UpdatableSelect select = made(row.sql);
    CHECK(select.text.sql == row.text);
    CHECK(select.row_text.sql == row.row_text);
    CHECK(select.hidden() == 1);
    CHECK(select.text.kind == StatementKind::Select);
  }
}

TEST_CASE("a name that the text uses is not taken for a hidden column") {
  const UpdatableSelect select = made("SELECT name AS D1ODBC_K0, id AS d1odbc_k_0 FROM t ORDER BY d1odbc_k0");
  CHECK(select.text.sql.find("AS d1odbc_k__0 FROM t ORDER BY d1odbc_k0") != std::string::npos);
}

TEST_CASE("the primary key of a WITHOUT ROWID table is put behind the columns in its order") {
  const UpdatableSelect select = made("SELECT c FROM w z WHERE c > ?");
  CHECK(select.hidden() == 2);
  CHECK(select.visible() == 1);
  CHECK(select.text.sql == "SELECT c , " + key_cell("\"z\".\"b\"") + " AS d1odbc_k0, " + key_cell("\"z\".\"a\"") +
                               " AS d1odbc_k1 FROM w z WHERE c > ?");
  CHECK(select.row_text.sql.ends_with(
      "FROM w z WHERE \"z\".\"b\" = ? AND \"z\".\"b\" COLLATE BINARY = ? AND \"z\".\"a\" = ? AND \"z\".\"a\" "
      "COLLATE BINARY = ?"));
  CHECK(select.target.table == "w");
  CHECK(select.target.key.columns == std::vector<std::string>{"b", "a"});
}

TEST_CASE("markers keep their numbers; those of the key stand behind them") {
  const UpdatableSelect select = made("SELECT ?, name FROM t WHERE id = ? AND name = ?2 AND name <> :x");
  REQUIRE(select.text.markers.size() == 4);
  for (const ParameterMarker& marker : select.text.markers) {
    const std::string written = select.text.sql.substr(marker.offset, marker.length);
    CAPTURE(written);
    CHECK((written.front() == '?' || written == ":x"));
  }
  CHECK(select.text.markers[3].number == 3);
  CHECK(select.first_key_number == 4);
  REQUIRE(select.row_text.markers.size() == 2);
  CHECK(select.row_text.markers[0].number == 1);
  CHECK(select.row_text.markers[1].number == 4);
  CHECK(select.row_text.sql[select.row_text.markers[1].offset] == '?');
  CHECK(select.row_text.markers[1].offset == select.row_text.sql.size() - 1);
}

TEST_CASE("many rows are read by their rowids in one JSON array") {
  const UpdatableSelect select = made("SELECT ?, name FROM t AS \"x y\" WHERE id = ? ORDER BY 1 LIMIT 1");
  CHECK(
      select.rows_text.sql.ends_with("FROM t AS \"x y\" WHERE \"x y\".\"rowid\" IN (SELECT value FROM json_each(?))"));
  REQUIRE(select.rows_text.markers.size() == 2);
  CHECK(select.rows_text.markers[1].number == select.first_key_number);
  CHECK(select.rows_text.sql[select.rows_text.markers[1].offset] == '?');
  CHECK(made("SELECT c FROM w").rows_text.sql == "");
}

TEST_CASE("a visible column tells its column of the table and whether it can be written") {
  struct Row {
    std::string_view sql;
    std::string_view columns;
  };
  const Row rows[]{
      {"SELECT * FROM t", "id,name,sum-,order"},
      {"SELECT NAME AS n, id + 1, \"order\", 'x' FROM t", "name,-,order,-"},
      {"SELECT name, id, name FROM t", "name,id,name-"},
      {"SELECT rowid, id FROM t", "id,id-"},
      {"SELECT (name), +name FROM t", "name,-"},
      {"SELECT rowid, x FROM bare", "rowid,x"},
      {"SELECT * FROM bare", "rowid,x"},
      {"SELECT _rowid_, x FROM bare", "-,x"},
      {"SELECT \"OID\", rowid FROM bare", "-,-"},
      {"SELECT a, b FROM w", "a,b"},
      {"SELECT oid, x FROM named", "rowid,x"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.sql);
    CHECK(columns_text(made(row.sql).target) == row.columns);
  }
}

TEST_CASE("what cannot be changed says why") {
  struct Row {
    std::string_view sql;
    std::string_view reason;
  };
  const Row rows[]{
      {"SELECT name FROM t, w", "the result joins tables"},
      {"SELECT name FROM v", "v is a view"},
      {"SELECT rowid FROM hidden", "columns of hidden hide all names of its rowid"},
      {"SELECT a FROM nowhere", "the schema has no table nowhere"},
      {"SELECT nothing FROM t", "the driver's SQLite does not compile the SELECT"},
      {"SELECT DISTINCT name FROM t", "the SELECT has DISTINCT"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.sql);
    CHECK(refused(row.sql) == row.reason);
  }
}

TEST_CASE("a result never has more than 100 columns with its key") {
  const auto list = [](int columns) {
    std::string text = "SELECT name";
    for (int column = 1; column < columns; ++column) text += ", name";
    return text;
  };
  CHECK(made(list(99) + " FROM t").visible() == 99);
  CHECK(refused(list(100) + " FROM t") == "with the key of its rows it would have 101 columns; D1 gives at most 100");
}

}  // namespace d1odbc
