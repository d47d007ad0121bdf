// Owns: tests of reading rows again by their keys, on a local SQLite. Never: requests.
#include "execute/row_reader.h"

#include <doctest/doctest.h>

#include <limits>

#include "execute/local_d1.h"
#include "execute/scripted_session.h"
#include "schema/schema_rows.h"

using namespace d1odbc;
using namespace d1odbc::testing;

namespace {

/// A result of a SELECT of table t.
struct Table {
  LocalD1 d1;
  ScriptedD1 nobody;
  UpdatableResult result;

  Table(const std::string& ddl, std::string_view select, std::vector<Value> parameters) : d1(ddl) {
    result.session = std::make_shared<Session>(Client(nobody.settings()), std::chrono::seconds(3600), TypeOptions{},
                                               Lossless::Auto, Trace());
    const auto mirror = mirror_of(ddl);
    result.select = std::get<UpdatableSelect>(make_updatable(*mirror, prepare_text(select, {}).statements.at(0)));
    result.parameters = std::move(parameters);
    result.columns.resize(result.select.visible() + result.select.hidden());
  }

  std::vector<RowNow> read(const std::vector<std::vector<Value>>& keys, std::size_t statements) {
    const RowReader reader(result);
    std::vector<AnswerItem> answers;
    for (const D1Statement& statement : reader.statements(keys))
      answers.push_back({.has_columns = true, .rows = d1.run(statement), .meta = {}});
    CHECK(answers.size() == statements);
    return reader.rows_of(std::move(answers), keys);
  }
};

std::vector<Value> key(std::int64_t rowid) { return {Value::of(rowid)}; }

constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();

}  // namespace

TEST_CASE("many rows are read by one statement, each found by its key, those that are gone told") {
  Table table("CREATE TABLE t(id INTEGER PRIMARY KEY, r)", "SELECT r, ?, id FROM t WHERE r > ?",
              {Value::text("p"), Value::of(std::int64_t{1})});
  table.d1.execute("INSERT INTO t VALUES (1, 1.0), (3, 9007199254740993), (9223372036854775807, 'x'), (-5, NULL)");
  const std::vector<std::vector<Value>> keys{key(largest), key(2),       key(3), key(-5), key(4),
                                             key(1),       key(largest), key(5), key(6)};
  const std::vector<RowNow> rows = table.read(keys, 1);
  REQUIRE(rows.size() == keys.size());
  for (const std::size_t gone : {1, 4, 7, 8}) {
    CAPTURE(gone);
    CHECK(rows[gone].rows == nullptr);
  }
  const auto cell = [&](std::size_t row, std::size_t column) { return rows[row].rows->at(rows[row].row, column); };
  CHECK(cell(0, 0).bytes == "x");
  CHECK(cell(0, 2).integer == largest);
  CHECK(cell(6, 0).bytes == "x");
  CHECK(cell(2, 0).integer == 9007199254740993);
  CHECK(cell(2, 1).bytes == "p");
  CHECK(cell(3, 0).is_null());
  CHECK(cell(3, 2).integer == -5);
  CHECK(cell(5, 0).storage == StorageClass::Real);
}

TEST_CASE("few rows, and rows without a rowid, are read by a statement each") {
  Table table("CREATE TABLE t(id INTEGER PRIMARY KEY, r)", "SELECT r FROM t", {});
  table.d1.execute("INSERT INTO t VALUES (1, 'one')");
  const std::vector<RowNow> rows = table.read({key(2), key(1)}, 2);
  CHECK(rows[0].rows == nullptr);
  CHECK(rows[1].rows->at(0, 0).bytes == "one");
  Table keyed("CREATE TABLE t(id INTEGER PRIMARY KEY, r) WITHOUT ROWID", "SELECT r FROM t", {});
  keyed.d1.execute("INSERT INTO t VALUES (1, 'one')");
  const std::vector<RowNow> found = keyed.read(std::vector(10, key(1)), 10);
  REQUIRE(found.size() == 10);
  CHECK(found[9].rows->at(0, 0).bytes == "one");
}

TEST_CASE("very many rows are read by some statements") {
  Table table("CREATE TABLE t(a)", "SELECT a FROM t", {});
  table.d1.execute(
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 45000) INSERT INTO t SELECT i FROM n");
  std::vector<std::vector<Value>> keys;
  for (std::int64_t rowid = 45'000; rowid > 0; --rowid) keys.push_back(key(rowid));
  const std::vector<RowNow> rows = table.read(keys, 3);
  REQUIRE(rows.size() == keys.size());
  for (std::size_t row = 0; row < rows.size(); ++row) {
    CAPTURE(row);
    REQUIRE(rows[row].rows != nullptr);
    REQUIRE(rows[row].rows->at(rows[row].row, 0).integer == 45'000 - static_cast<std::int64_t>(row));
  }
}
