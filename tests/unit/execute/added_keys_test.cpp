// Owns: tests of the keys of rows that are added together, on a local SQLite, with the INSERT that adds them. Never:
// requests (add_rows_test).
#include "execute/added_keys.h"

#include <doctest/doctest.h>

#include <limits>

#include "execute/array_plan.h"
#include "execute/failing_expression.h"
#include "execute/local_d1.h"
#include "execute/row_change.h"
#include "schema/schema_rows.h"

using namespace d1odbc;
using namespace d1odbc::testing;

namespace {

using Sets = std::vector<std::vector<Value>>;

Value integer(std::int64_t number) { return Value::of(number); }

std::string shown(const Value& value) {
  return value.storage() == StorageClass::Integer ? std::to_string(value.view().integer)
                                                  : "'" + std::string(value.view().bytes) + "'";
}

/// A table t of the local SQLite and of a mirror, to which ten rows are added.
struct Table {
  LocalD1 d1;
  std::shared_ptr<Mirror> mirror;
  UpdateTarget target;

  explicit Table(const std::string& ddl) : d1(ddl), mirror(mirror_of(ddl)) {
    const auto table = std::get<KeyedTable>(keyed_table(*mirror, "t"));
    target = {table.name, table.key, {}};
  }

  /// The keys told of the rows, "unproven", or "not known" for those that are not added together.
  std::string add(const std::vector<std::string>& columns, const Sets& sets, bool has_triggers = false) {
    const std::optional<AddedKeys> keys = AddedKeys::make(target, columns, sets, has_triggers);
    if (!keys) return "not known";
    const StatementText text = insert_text(target, columns);
    for (const ArrayPlan::Part& part : ArrayPlan::make(mirror.get(), text, sets).value().parts(sets))
      (void)d1.run(part.statement);
    const ResultSet answer = d1.run(without_failing(keys->proof(sets)));
    if (answer.at(0, 0).bytes == "unproven") return "unproven";
    std::string told;
    for (const std::vector<Value>& key : keys->keys(sets, answer)) {
      told += told.empty() ? "" : " ";
      for (std::size_t part = 0; part < key.size(); ++part) told += (part == 0 ? "" : "/") + shown(key[part]);
    }
    return told;
  }

  /// What RETURNING would have told, by a column that numbers the rows.
  std::string stored(const std::string& key, const std::string& number) {
    const ResultSet rows = d1.run({"SELECT group_concat(k, ' ') FROM (SELECT " + key + " AS k FROM t WHERE " + number +
                                       " IS NOT NULL ORDER BY " + number + ")",
                                   {}});
    return std::string(rows.at(0, 0).bytes);
  }

  static D1Statement without_failing(D1Statement proof) {
    const std::string failing = failing_expression("'d1odbc: other rows'");
    const std::size_t at = proof.sql.find(failing);
    REQUIRE(at != std::string::npos);
    proof.sql.replace(at, failing.size(), "'unproven'");
    return proof;
  }
};

/// Ten sets: what `first` makes of 0 to 9, and that number.
template <class First>
Sets ten(First first) {
  Sets sets;
  for (std::int64_t number = 0; number < 10; ++number) sets.push_back({first(number), integer(number)});
  return sets;
}

Value null_of(std::int64_t /*number*/) { return Value::null(); }
Value descending(std::int64_t number) { return integer(-3 * number); }
Value lowest(std::int64_t number) { return integer(std::numeric_limits<std::int64_t>::min() + 9 - number); }
Value text_of(std::int64_t number) { return Value::text("k" + std::to_string(9 - number)); }

constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();

}  // namespace

TEST_CASE("the keys that are told are those of the rows, in the order of the sets") {
  struct Row {
    std::string ddl;
    std::vector<std::string> columns;
    Sets sets;
    std::string key;  // SQL
  };
  const Row rows[]{
      {"CREATE TABLE t(a, n)", {"a", "n"}, ten(text_of), "rowid"},
      {"CREATE TABLE t(id INTEGER PRIMARY KEY, n)", {"id", "n"}, ten(descending), "id"},
      {"CREATE TABLE t(id INTEGER PRIMARY KEY, n)", {"id", "n"}, ten(lowest), "id"},
      {"CREATE TABLE t(id INTEGER PRIMARY KEY, n)", {"id", "n"}, ten(null_of), "id"},
      {"CREATE TABLE t(id INTEGER PRIMARY KEY, a, n)", {"a", "n"}, ten(text_of), "id"},
      {"CREATE TABLE t(id INTEGER PRIMARY KEY AUTOINCREMENT, a, n)", {"a", "n"}, ten(text_of), "id"},
      {"CREATE TABLE t(a TEXT PRIMARY KEY, n)", {"a", "n"}, ten(text_of), "rowid"},
      {"CREATE TABLE t(a, n); CREATE INDEX i ON t (a DESC); CREATE UNIQUE INDEX j ON t (a)",
       {"a", "n"},
       ten(text_of),
       "rowid"},
      {"CREATE TABLE t(a UNIQUE ON CONFLICT REPLACE, n)", {"a", "n"}, ten(text_of), "rowid"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.ddl);
    for (const char* before : {"", "INSERT INTO t (rowid) VALUES (41)", "DELETE FROM t WHERE n > 0"}) {
      CAPTURE(std::string(before));
      Table table(row.ddl);
      table.d1.execute(before);
      const std::string told = table.add(row.columns, row.sets);
      CHECK(told == table.stored(row.key, "n"));
      CHECK(told.find(' ') != std::string::npos);
    }
  }
}

TEST_CASE("the key of a table without rowids is known where its columns keep the values") {
  struct Row {
    std::string key;  // its declaration
    Value value;      // of one of the rows
    bool is_known;
  };
  const Row rows[]{
      {"k TEXT", Value::text("x"), true}, {"k", Value::text("x"), true},
      {"k BLOB", Value::blob("x"), true}, {"k INTEGER", integer(50), true},
      {"k NUMERIC", integer(50), true},   {"k", integer(50), true},
      {"k REAL", Value::of(50.5), true},  {"k", Value::of(50.5), true},
      {"k INT", Value::blob("x"), true},  {"k INTEGER", Value::text("5"), false},
      {"k TEXT", integer(5), false},      {"k NUMERIC", Value::text("5"), false},
      {"k REAL", integer(5), false},      {"k INTEGER", Value::of(5.0), false},
      {"k TEXT", Value::of(5.5), false},  {"k", Value::null(), false},
  };
  for (const Row& row : rows) {
    CAPTURE(row.key);
    CAPTURE(shown(row.value));
    Table table("CREATE TABLE t(" + row.key + " PRIMARY KEY, n) WITHOUT ROWID");
    Sets sets;
    for (std::int64_t number = 0; number < 10; ++number) sets.push_back({row.value, integer(number)});
    CHECK(AddedKeys::make(table.target, {"k", "n"}, sets, true).has_value() == row.is_known);
  }
  Table table("CREATE TABLE t(k TEXT, n INT, m DEFAULT 1, PRIMARY KEY(n, k)) WITHOUT ROWID");
  CHECK(table.add({"k", "n"}, ten(text_of)) == "0/'k9' 1/'k8' 2/'k7' 3/'k6' 4/'k5' 5/'k4' 6/'k3' 7/'k2' 8/'k1' 9/'k0'");
  CHECK_FALSE(AddedKeys::make(table.target, {"n"}, Sets{{integer(1)}}, false).has_value());
}

TEST_CASE("keys that only some rows give, or that triggers may change, are not known") {
  Sets sets = ten(descending);
  sets[4][0] = Value::null();
  CHECK(Table("CREATE TABLE t(id INTEGER PRIMARY KEY, n)").add({"id", "n"}, sets) == "not known");
  sets[4][0] = Value::text("77");
  CHECK(Table("CREATE TABLE t(id INTEGER PRIMARY KEY, n)").add({"id", "n"}, sets) == "not known");
  CHECK(Table("CREATE TABLE t(a, n)").add({"a", "n"}, ten(text_of), true) == "not known");
  CHECK(Table("CREATE TABLE t(id INTEGER PRIMARY KEY, n)").add({"id", "n"}, ten(descending), true) ==
        "0 -3 -6 -9 -12 -15 -18 -21 -24 -27");
}

TEST_CASE("what the mirror does not know leaves the keys unproven") {
  struct Row {
    std::string ddl;
    std::string now;  // what the table is by now
    std::vector<std::string> columns;
    Sets sets;
  };
  const std::string before = "INSERT INTO t (rowid) VALUES (" + std::to_string(largest);
  const Row rows[]{
      {"CREATE TABLE t(a, n)", before + ")", {"a", "n"}, ten(text_of)},
      {"CREATE TABLE t(a, n)", before + " - 3)", {"a", "n"}, ten(text_of)},
      {"CREATE TABLE t(a, n)",
       "CREATE TRIGGER r AFTER INSERT ON t BEGIN DELETE FROM t WHERE n = new.n - 1; END",
       {"a", "n"},
       ten(text_of)},
      {"CREATE TABLE t(a, n)",
       "CREATE TRIGGER r BEFORE INSERT ON t WHEN new.n = 4 BEGIN SELECT RAISE(IGNORE); END",
       {"a", "n"},
       ten(text_of)},
      {"CREATE TABLE t(id INTEGER PRIMARY KEY, n)",
       "CREATE TRIGGER r BEFORE INSERT ON t WHEN new.n = 4 BEGIN SELECT RAISE(IGNORE); END",
       {"id", "n"},
       ten(descending)},
      {"CREATE TABLE t(id INTEGER PRIMARY KEY, n)",
       "DROP TABLE t; CREATE TABLE t(id INTEGER, n)",
       {"id", "n"},
       ten(descending)},
      {"CREATE TABLE t(a, n)",
       "DROP TABLE t; CREATE TABLE t(a UNIQUE ON CONFLICT IGNORE, n); INSERT INTO t VALUES ('k3', NULL)",
       {"a", "n"},
       ten(text_of)},
  };
  for (const Row& row : rows) {
    CAPTURE(row.now);
    Table table(row.ddl);
    table.d1.execute(row.now);
    CHECK(table.add(row.columns, row.sets) == "unproven");
  }
}

TEST_CASE("a failed proof is told by its error") {
  CHECK(AddedKeys::is_unproven("bad JSON path: 'd1odbc: other rows': SQLITE_ERROR"));
  CHECK_FALSE(AddedKeys::is_unproven("bad JSON path: 'd1odbc: the end': SQLITE_ERROR"));
  Table table("CREATE TABLE t(a, n)");
  const D1Statement proof = AddedKeys::make(table.target, {"a", "n"}, ten(text_of), false).value().proof(ten(text_of));
  CHECK(proof.sql.find("'t' COLLATE NOCASE") != std::string::npos);
  CHECK(proof.parameters.empty());
}
