// Owns: tests of how keys travel. Never: statements that change rows.
#include "execute/row_key_text.h"

#include <doctest/doctest.h>

#include <limits>

#include "error/state_code.h"
#include "local_d1.h"

namespace d1odbc {

namespace {

const RowKey one_column{RowKey::Kind::PrimaryKey, {"k"}};

ResultSet one_cell(const ValueView& cell) {
  ResultSet rows({"k"});
  rows.append(cell);
  return rows;
}

}  // namespace

TEST_CASE("a key of any storage class comes back as it is stored") {
  struct Row {
    std::string_view sql;  // the stored value
    Value value;
  };
  constexpr double infinity = std::numeric_limits<double>::infinity();
  const Row rows[]{
      {"1", Value::of(std::int64_t{1})},
      {"9007199254740993", Value::of(std::int64_t{9007199254740993})},
      {"-9223372036854775807-1", Value::of(std::numeric_limits<std::int64_t>::min())},
      {"1.0", Value::of(1.0)},
      {"-0.5", Value::of(-0.5)},
      {"1e300", Value::of(1e300)},
      {"9e999", Value::of(infinity)},
      {"-9e999", Value::of(-infinity)},
      {"''", Value::text("")},
      {"'i12'", Value::text("i12")},
      {"'12'", Value::text("12")},
      {"'a' || char(0) || 'b'", Value::text(std::string("a\0b", 3))},
      {"x''", Value::blob("")},
      {"x'00ff'", Value::blob(std::string("\0\xFF", 2))},
  };
  for (const Row& row : rows) {
    CAPTURE(row.sql);
    testing::LocalD1 d1("CREATE TABLE t(k PRIMARY KEY) WITHOUT ROWID");
    d1.execute("INSERT INTO t VALUES(" + std::string(row.sql) + ")");
    const ResultSet rows_read = d1.run({"SELECT 7, " + key_cell_text(one_column.kind, "\"t\".\"k\"") + " FROM t", {}});
    const std::vector<Value> key = key_of(one_column, rows_read, 0, 1);
    REQUIRE(key.size() == 1);
    CHECK(key[0].storage() == row.value.storage());
    CHECK(key[0].view().integer == row.value.view().integer);
    CHECK(key[0].view().real == row.value.view().real);
    CHECK(key[0].view().bytes == row.value.view().bytes);
  }
}

TEST_CASE("a rowid comes back exactly") {
  testing::LocalD1 d1("CREATE TABLE t(a)");
  d1.execute("INSERT INTO t(rowid) VALUES(9223372036854775807)");
  const ResultSet rows = d1.run({"SELECT " + key_cell_text(RowKey::Kind::Rowid, "t.rowid") + " FROM t", {}});
  const std::vector<Value> key = key_of({RowKey::Kind::Rowid, {"rowid"}}, rows, 0, 0);
  REQUIRE(key.size() == 1);
  CHECK(key[0].storage() == StorageClass::Integer);
  CHECK(key[0].view().integer == std::numeric_limits<std::int64_t>::max());
}

TEST_CASE("cells that are no key are refused with 08S01") {
  const ValueView cells[]{ValueView::null(),      ValueView::text(""),     ValueView::text("i"),
                          ValueView::text("i1x"), ValueView::text("i 1"),  ValueView::text("x1"),
                          ValueView::text("r"),   ValueView::text("rNaN"), ValueView::text("i99999999999999999999")};
  for (const ValueView& cell : cells) {
    CAPTURE(cell.bytes);
    CHECK(testing::thrown_by([&] { return key_of(one_column, one_cell(cell), 0, 0); }) == "08S01");
  }
  CHECK(testing::thrown_by([] { return key_of(one_column, one_cell(ValueView::text("i1")), 1, 0); }) == "08S01");
  CHECK(testing::thrown_by([] { return key_of(one_column, one_cell(ValueView::text("i1")), 0, 1); }) == "08S01");
}

}  // namespace d1odbc
