// Owns: tests of changing single rows, on a SQLite that binds as D1 does. Never: limits (parameter_limit_test).
#include "execute/row_change.h"

#include <doctest/doctest.h>

#include <limits>
#include <string>

#include "error/state_code.h"
#include "execute/row_key_text.h"
#include "local_d1.h"
#include "schema/schema_rows.h"

namespace d1odbc {

using testing::LocalD1;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

StatementText prepared(std::string_view sql) { return prepare_text(sql, {}).statements.at(0); }

/// A table on D1 with a SELECT of it whose rows can be changed.
class Table {
 public:
  Table(const std::string& ddl, std::string_view select) : d1(ddl) {
    const auto mirror = testing::mirror_of(ddl);
    auto result = make_updatable(*mirror, prepared(select));
    if (const auto* const refusal = std::get_if<NotUpdatable>(&result)) FAIL(refusal->reason);
    made = std::get<UpdatableSelect>(std::move(result));
  }

  ResultSet fetch() { return d1.run({made.text.sql, {}}); }

  RowVersion version(const ResultSet& rows, std::size_t row = 0) const {
    return {key_of(made.target.key, rows, row, made.visible()), originals_of(made.target, rows, row, Lossless::Auto)};
  }

  /// The key that a change answered, as quote() would write it; "none" when no row was changed.
  std::string changed(const D1Statement& statement) {
    const ResultSet rows = d1.run(statement);
    if (rows.rows() == 0) return "none";
    REQUIRE(rows.rows() == 1);
    std::string text;
    for (const Value& value : key_of(made.target.key, rows, 0, 0)) {
      if (!text.empty()) text += ",";
      text += value.storage() == StorageClass::Integer ? std::to_string(value.view().integer)
                                                       : std::string(value.view().bytes);
    }
    return text;
  }

  LocalD1 d1;
  UpdatableSelect made;
};

}  // namespace

TEST_CASE("an update names its row by the key and its originals and answers with the key") {
  Table table("CREATE TABLE \"a b\"(id INTEGER PRIMARY KEY, \"select\" TEXT COLLATE NOCASE, \"q\"\"\" REAL)",
              "SELECT * FROM \"a b\"");
  table.d1.execute("INSERT INTO \"a b\" VALUES(3, 'old', NULL)");
  const RowVersion row = table.version(table.fetch());
  const D1Statement update =
      update_row(table.made.target, {{"select", Value::text("new")}, {"q\"", Value::of(1.5)}}, row);
  CHECK(update.sql ==
        "UPDATE \"a b\" SET \"select\" = ?, \"q\"\"\" = ? WHERE \"a b\".\"rowid\" = +CAST(? AS INTEGER)"
        " AND (\"a b\".\"id\" COLLATE BINARY IS +CAST(? AS INTEGER) AND \"a b\".\"select\" COLLATE BINARY IS ?"
        " AND (\"a b\".\"q\"\"\" IS NULL OR +\"a b\".\"q\"\"\" IN (9e999,-9e999))) RETURNING 'i'||\"rowid\"");
  CHECK(table.changed(update) == "3");
  CHECK(table.changed(update) == "none");
  CHECK(table.d1.quoted("\"select\") || quote(\"q\"\"\") FROM \"a b\"") == "'new'1.5");
}

TEST_CASE("a fetched value compares equal to itself and to nothing else, in every kind of column") {
  const std::string_view types[]{
      "", "INTEGER", "TEXT", "REAL", "NUMERIC", "BLOB", "DATE", "VARCHAR(9) COLLATE NOCASE", "TEXT COLLATE RTRIM"};
  const std::string_view values[]{"NULL",
                                  "0",
                                  "1",
                                  "-1",
                                  "9007199254740993",
                                  "9223372036854775807",
                                  "-9223372036854775807 - 1",
                                  "1.0",
                                  "0.1",
                                  "-2.5e-300",
                                  "1e300",
                                  "9e999",
                                  "-9e999",
                                  "''",
                                  "'abc'",
                                  "'ABC'",
                                  "'abc '",
                                  "'1'",
                                  "'1.0'",
                                  "'01'",
                                  "'1e5'",
                                  "' 1'",
                                  "'9223372036854775808'",
                                  "'Inf'",
                                  "'a' || char(0) || 'b'",
                                  "'\xC3\xA4\xF0\x9F\x98\x80'",
                                  "x''",
                                  "x'31'",
                                  "x'616263'"};
  for (const std::string_view type : types) {
    CAPTURE(type);
    Table table("CREATE TABLE t(c " + std::string(type) + ", mark)", "SELECT c FROM t");
    for (const std::string_view value : values) table.d1.execute("INSERT INTO t VALUES(" + std::string(value) + ", 0)");
    const ResultSet rows = table.fetch();
    REQUIRE(rows.rows() == std::size(values));
    for (std::size_t row = 0; row < rows.rows(); ++row) {
      CAPTURE(values[row]);
      RowVersion version = table.version(rows, row);
      REQUIRE(version.originals.size() == 1);
      const std::string key = std::to_string(row + 1);
      CHECK(table.changed(update_row(table.made.target, {{"mark", Value::null()}}, version)) == key);
      // Which other rows does this original fit? Those that hold the same, as SQLite compares without a collation.
      for (std::size_t other = 0; other < rows.rows(); ++other) {
        CAPTURE(values[other]);
        version.key = {Value::of(static_cast<std::int64_t>(other + 1))};
        const std::string same = table.d1.quoted(
            "(+a.c) COLLATE BINARY IS +b.c OR (coalesce(a.c, 9e999) IN (9e999, -9e999) AND "
            "coalesce(b.c, 9e999) IN (9e999, -9e999))) FROM t a, t b WHERE a.rowid = " +
            key + " AND b.rowid = " + std::to_string(other + 1));
        const std::string answer = table.changed(update_row(table.made.target, {{"mark", Value::null()}}, version));
        CHECK((answer != "none") == (same == "1"));
      }
    }
  }
}

TEST_CASE("the key of a WITHOUT ROWID table may hold any storage class") {
  Table table("CREATE TABLE t(k, \"l m\" TEXT COLLATE NOCASE, v, PRIMARY KEY(k, \"l m\")) WITHOUT ROWID",
              "SELECT v FROM t");
  table.d1.execute(
      "INSERT INTO t VALUES(1, 'a', 0), (2.0, 'a', 0), (2.5, 'a', 0), (9e999, 'a', 0), ('1', 'a', 0), "
      "(x'31', 'a', 0), ('u' || char(0), 'a', 0), (9007199254740993, 'a', 0), (9007199254740992, 'a', 0)");
  const ResultSet rows = table.fetch();
  for (std::size_t row = 0; row < rows.rows(); ++row) {
    CAPTURE(row);
    const RowVersion version = table.version(rows, row);
    REQUIRE(version.key.size() == 2);
    const auto mark = static_cast<std::int64_t>(row + 10);
    CHECK(table.changed(update_row(table.made.target, {{"v", Value::of(mark)}}, version)) != "none");
    CHECK(table.d1.quoted("count(*)) FROM t WHERE v = " + std::to_string(mark)) == "1");
  }
  CHECK(table.d1.quoted("count(*)) FROM t WHERE v >= 10") == "9");
}

TEST_CASE("an update that changes the key answers with the new one") {
  Table table("CREATE TABLE t(id INTEGER PRIMARY KEY, a)", "SELECT id, a FROM t");
  table.d1.execute("INSERT INTO t VALUES(1, 'x')");
  const RowVersion row = table.version(table.fetch());
  const Value largest = Value::of(std::numeric_limits<std::int64_t>::max());
  CHECK(table.changed(update_row(table.made.target, {{"id", largest}}, row)) == "9223372036854775807");
  Table keyed("CREATE TABLE t(k TEXT PRIMARY KEY, a) WITHOUT ROWID", "SELECT k, a FROM t");
  keyed.d1.execute("INSERT INTO t VALUES('old', 1)");
  const RowVersion old = keyed.version(keyed.fetch());
  CHECK(keyed.changed(update_row(keyed.made.target, {{"k", Value::text("new")}}, old)) == "new");
}

TEST_CASE("without originals the key alone names the row") {
  Table table("CREATE TABLE t(a)", "SELECT a FROM t");
  table.d1.execute("INSERT INTO t VALUES(1)");
  RowVersion row = table.version(table.fetch());
  row.originals.clear();
  table.d1.execute("UPDATE t SET a = 2");
  CHECK(table.changed(update_row(table.made.target, {{"a", Value::of(infinity)}}, row)) == "1");
  CHECK(table.d1.quoted("a = 9e999) FROM t") == "1");
}

TEST_CASE("a delete removes the row only while it is as it was fetched") {
  Table table("CREATE TABLE t(a TEXT COLLATE NOCASE)", "SELECT a FROM t");
  table.d1.execute("INSERT INTO t VALUES('abc')");
  const RowVersion row = table.version(table.fetch());
  table.d1.execute("UPDATE t SET a = 'ABC'");
  CHECK(table.changed(delete_row(table.made.target, row)) == "none");
  table.d1.execute("UPDATE t SET a = 'abc'");
  CHECK(table.changed(delete_row(table.made.target, row)) == "1");
  CHECK(table.d1.quoted("count(*)) FROM t") == "0");
}

TEST_CASE("an insert takes the named columns and leaves the others to their defaults") {
  Table table("CREATE TABLE t(id INTEGER PRIMARY KEY AUTOINCREMENT, \"a b\" DEFAULT 'd', c)", "SELECT * FROM t");
  CHECK(table.changed(insert_row(table.made.target, {}, {})) == "1");
  CHECK(table.changed(insert_row(table.made.target, {"c", "id"}, {Value::of(0.5), Value::of(std::int64_t{7})})) == "7");
  CHECK(table.changed(insert_row(table.made.target, {"a b"}, {Value::null()})) == "8");
  CHECK(table.d1.quoted("group_concat(id || coalesce(\"a b\", '-') || coalesce(c, '-'))) FROM t") == "'1d-,7d0.5,8--'");
}

TEST_CASE("triggers, conflict clauses, generated columns and STRICT tables do not disturb the answer") {
  Table table(
      "CREATE TABLE t(a TEXT UNIQUE ON CONFLICT REPLACE, b INT, g INT AS (b + 1)) STRICT;"
      "CREATE TABLE log(x);"
      "CREATE TRIGGER before_t BEFORE UPDATE ON t WHEN new.b = 99 BEGIN SELECT RAISE(IGNORE); END;"
      "CREATE TRIGGER after_t AFTER UPDATE ON t BEGIN INSERT INTO log VALUES(1), (2); UPDATE t SET b = b + 100 "
      "WHERE rowid = new.rowid; END;",
      "SELECT a, b, g FROM t");
  table.d1.execute("INSERT INTO t VALUES('x', 1), ('y', 2)");
  const ResultSet rows = table.fetch();
  CHECK(table.made.target.columns[2].base_column == "g");
  CHECK_FALSE(table.made.target.columns[2].writable);
  const RowVersion first = table.version(rows, 0);
  CHECK(first.originals.size() == 3);
  CHECK(table.changed(update_row(table.made.target, {{"b", Value::of(std::int64_t{99})}}, first)) == "none");
  CHECK(table.changed(update_row(table.made.target, {{"a", Value::text("y")}}, first)) == "1");  // replaces row 2
  CHECK(table.d1.quoted("count(*)) FROM t") == "1");
  CHECK(table.d1.quoted("b) FROM t") == "101");
}

TEST_CASE("a row of 99 columns is compared in full") {
  std::string ddl = "CREATE TABLE t(c0";
  std::string list = "c0";
  for (int column = 1; column < 99; ++column) {
    ddl += ", c" + std::to_string(column);
    list += ", c" + std::to_string(column);
  }
  Table table(ddl + ")", "SELECT " + list + " FROM t");
  table.d1.execute("INSERT INTO t(c0) VALUES(1)");
  for (int column = 1; column < 99; ++column) {
    const char* const value = column % 3 == 0 ? "'text'" : column % 3 == 1 ? "17" : "0.5";
    table.d1.execute("UPDATE t SET c" + std::to_string(column) + " = " + value);
  }
  const RowVersion row = table.version(table.fetch());
  REQUIRE(row.originals.size() == 99);
  std::vector<ColumnValue> assignments = row.originals;
  for (ColumnValue& each : assignments) each.value = Value::text("new " + each.column);
  const D1Statement update = update_row(table.made.target, assignments, row);
  CHECK(update.parameters.size() <= 100);
  CHECK(table.changed(update) == "1");
  CHECK(table.changed(update) == "none");
  CHECK(table.d1.quoted("c98) FROM t") == "'new c98'");
}

TEST_CASE("cells that D1 rounded, or may have rounded, are not compared") {
  const UpdateTarget target{
      "t", {RowKey::Kind::Rowid, {"rowid"}}, {{"a", true}, {"b", true}, {"", false}, {"a", false}}};
  ResultSet rows({"a", "b", "x", "a"});
  rows.append(ValueView::of(std::int64_t{9007199254740992}));
  rows.mark_last_inexact();
  rows.append(ValueView::of(std::int64_t{5}));
  rows.append(ValueView::of(std::int64_t{6}));
  rows.append(ValueView::of(std::int64_t{9007199254740992}));
  rows.mark_last_inexact();
  const auto names = [&](Lossless lossless) {
    std::string text;
    for (const ColumnValue& each : originals_of(target, rows, 0, lossless)) text += each.column;
    return text;
  };
  CHECK(names(Lossless::Auto) == "b");
  rows.accept_inexact(0);
  rows.accept_inexact(3);
  CHECK(names(Lossless::Auto) == "ab");
  CHECK(names(Lossless::Off) == "b");
}

TEST_CASE("a positioned statement changes the cursor's row with the user's own parameters") {
  Table table("CREATE TABLE t(id INTEGER PRIMARY KEY, a, b)", "SELECT a, b FROM t");
  table.d1.execute("INSERT INTO t VALUES(4, 'x', NULL), (5, 'x', NULL)");
  const RowVersion row = table.version(table.fetch(), 1);
  const std::vector<Value> parameters{Value::of(std::int64_t{3}), Value::text("p")};

  const StatementText update = prepared("UPDATE T AS z SET a = ?2, b = ? || ?1 WHERE CURRENT OF c");
  const auto positioned = read_positioned(update.sql);
  REQUIRE(positioned.has_value());
  REQUIRE(update.markers.size() == 3);
  const std::vector<Value> three{Value::of(std::int64_t{3}), Value::text("p"), Value::text("q")};
  CHECK(table.changed(change_positioned(table.made.target, update, *positioned, three, row)) == "5");
  CHECK(table.changed(change_positioned(table.made.target, update, *positioned, three, row)) == "none");
  CHECK(table.d1.quoted("a || b) FROM t WHERE id = 5") == "'pq3'");

  const StatementText removal = prepared("DELETE FROM t WHERE CURRENT OF c");
  const auto gone = read_positioned(removal.sql);
  REQUIRE(gone.has_value());
  const RowVersion now = table.version(table.fetch(), 1);
  CHECK(table.changed(change_positioned(table.made.target, removal, *gone, parameters, now)) == "5");
  CHECK(table.d1.quoted("count(*)) FROM t") == "1");

  const StatementText other = prepared("DELETE FROM u WHERE CURRENT OF c");
  const auto foreign = read_positioned(other.sql);
  REQUIRE(foreign.has_value());
  CHECK(testing::thrown_by([&] { return change_positioned(table.made.target, other, *foreign, {}, now); }) == "42000");
}

TEST_CASE("one row is read again by its key, expressions and parameters of the list included") {
  Table table("CREATE TABLE t(k TEXT, l INT, a, PRIMARY KEY(l, k)) WITHOUT ROWID",
              "SELECT a, ? || a FROM t WHERE k > ? ORDER BY a LIMIT 1");
  table.d1.execute("INSERT INTO t VALUES('x', 1, 'one'), ('y', 2, 'two')");
  const std::vector<Value> key{Value::of(std::int64_t{2}), Value::text("y")};
  const ResultSet rows = table.d1.run(read_row(table.made, {Value::text("p"), Value::text("z")}, key));
  REQUIRE(rows.rows() == 1);
  REQUIRE(rows.columns() == 4);
  CHECK(rows.at(0, 0).bytes == "two");
  CHECK(rows.at(0, 1).bytes == "ptwo");
  CHECK(key_of(table.made.target.key, rows, 0, 2)[1].view().bytes == "y");
  CHECK(table.d1.run(read_row(table.made, {}, {Value::of(std::int64_t{1}), Value::text("y")})).rows() == 0);
}

}  // namespace d1odbc
