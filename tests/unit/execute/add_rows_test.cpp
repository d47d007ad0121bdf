// Owns: tests of how added rows go to D1, with a scripted D1: what goes together, what is sent again. Never: what
// SQLite makes of it (added_keys_test, bulk_adding_test).
#include "execute/add_rows.h"

#include <doctest/doctest.h>

#include "error/state_code.h"
#include "execute/scripted_session.h"

using namespace d1odbc;
using namespace d1odbc::testing;

namespace {

std::string refusal(const std::string& message) {
  return R"({"success":false,"result":[],"errors":[{"code":7500,"message":")" + message + R"("}]})";
}

std::string key_item(const std::string& key) { return item_of(R"(["k"])", R"([["i)" + key + R"("]])", 1); }
std::string proof_item(const std::string& rowid) { return item_of(R"(["p"])", R"([[")" + rowid + R"("]])"); }

std::size_t count_of(std::string_view text, std::string_view part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != text.npos; at = text.find(part, at + 1)) ++count;
  return count;
}

/// Rows are added to table t (a INTEGER PRIMARY KEY, b, c).
struct Adder {
  ScriptedD1 d1;
  CancelToken cancel;
  UpdatableResult result;

  Adder() {
    result.session = std::make_shared<Session>(Client(d1.settings()), std::chrono::seconds(3600), TypeOptions{},
                                               Lossless::Auto, Trace());
    d1.answers.push_back(answer_of(schema_item(table_t)));
    result.session->mirror.load({}, cancel);
    const StatementText select = prepare_text("SELECT a, b, c FROM t", {}).statements.at(0);
    result.select = std::get<UpdatableSelect>(make_updatable(*result.session->mirror.at_hand(), select));
    d1.bodies.clear();
  }

  std::vector<ChangedRow> add(std::vector<RowChange> rows, std::vector<std::string> answers) {
    d1.answers.assign(answers.begin(), answers.end());
    return add_rows(result, std::move(rows), {}, cancel);
  }

  static RowChange row(std::vector<std::string> columns) {
    RowChange made{RowChange::Kind::Add, {}, {}};
    for (std::string& column : columns) {
      const Value value = column == "a" ? Value::of(std::int64_t{7}) : Value::text("x");
      made.assignments.push_back({std::move(column), value});
    }
    return made;
  }

  static std::vector<RowChange> rows(std::size_t count, const std::vector<std::string>& columns) {
    return {count, row(columns)};
  }
};

std::string keys_of(const std::vector<ChangedRow>& rows) {
  std::string text;
  for (const ChangedRow& each : rows) {
    CHECK(each.happened);
    text += text.empty() ? "" : ",";
    text += each.key.empty() ? "none" : std::to_string(each.key.at(0).view().integer);
  }
  return text;
}

std::string repeated(const std::string& item, std::size_t count) {
  std::string items = item;
  for (std::size_t index = 1; index < count; ++index) items += "," + item;
  return items;
}

}  // namespace

TEST_CASE("many rows of the same columns are one statement and its proof") {
  Adder adder;
  const auto rows =
      adder.add(Adder::rows(10, {"b", "c"}), {answer_of(written_item(10) + "," + proof_item("9007199254740999"))});
  CHECK(keys_of(rows) ==
        "9007199254740990,9007199254740991,9007199254740992,9007199254740993,9007199254740994,9007199254740995,"
        "9007199254740996,9007199254740997,9007199254740998,9007199254740999");
  REQUIRE(adder.d1.bodies.size() == 1);
  CHECK(count_of(adder.d1.bodies[0], "json_each(?)") == 1);
  CHECK(count_of(adder.d1.bodies[0], "RETURNING") == 0);
  CHECK(adder.result.session->last_write.values().identity == 9007199254740999);
  CHECK(adder.result.session->last_write.values().changes == 1);
}

TEST_CASE("rows of other columns between them keep their place, by a statement each") {
  Adder adder;
  std::vector<RowChange> rows = Adder::rows(9, {"b"});
  rows.push_back(Adder::row({"b", "c"}));
  rows.push_back(Adder::row({}));
  for (RowChange& row : Adder::rows(8, {"b"})) rows.push_back(std::move(row));
  const auto added =
      adder.add(std::move(rows), {answer_of(written_item(9) + "," + proof_item("9") + "," + key_item("10") + "," +
                                            key_item("11") + "," + written_item(8) + "," + proof_item("19"))});
  CHECK(keys_of(added) == "1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19");
  REQUIRE(adder.d1.bodies.size() == 1);
  CHECK(count_of(adder.d1.bodies[0], "json_each(?)") == 2);
  CHECK(count_of(adder.d1.bodies[0], "RETURNING") == 2);
  CHECK(count_of(adder.d1.bodies[0], "DEFAULT VALUES") == 1);
}

TEST_CASE("a row that is too large for an array is proven by itself, between the others") {
  Adder adder;
  std::vector<RowChange> rows = Adder::rows(10, {"b"});
  rows[4].assignments[0].value = Value::text(std::string(1'200'000, 'x'));
  const auto part = [](int sets, const std::string& last) { return written_item(sets) + "," + proof_item(last); };
  const auto added = adder.add(std::move(rows), {answer_of(part(4, "14") + "," + part(1, "15") + "," + part(5, "20"))});
  CHECK(keys_of(added) == "11,12,13,14,15,16,17,18,19,20");
  CHECK(count_of(adder.d1.bodies.at(0), "changes() <> 1 OR") == 1);
}

TEST_CASE("keys that the rows give are not asked for") {
  Adder adder;
  const auto rows = adder.add(Adder::rows(8, {"a", "b"}), {answer_of(written_item(8) + "," + proof_item("7"))});
  CHECK(keys_of(rows) == "7,7,7,7,7,7,7,7");
}

TEST_CASE("few rows, and keys that only some rows give, go by a statement each") {
  Adder adder;
  CHECK(keys_of(adder.add(Adder::rows(3, {"b"}), {answer_of(repeated(key_item("4"), 3))})) == "4,4,4");
  CHECK(count_of(adder.d1.bodies.back(), "RETURNING") == 3);
  std::vector<RowChange> mixed = Adder::rows(10, {"a", "b"});
  mixed[4].assignments[0].value = Value::null();
  CHECK(keys_of(adder.add(mixed, {answer_of(repeated(key_item("5"), 10))})) == "5,5,5,5,5,5,5,5,5,5");
  CHECK(count_of(adder.d1.bodies.back(), "RETURNING") == 10);
  mixed[4].assignments[0].value = Value::text("12");
  (void)adder.add(mixed, {answer_of(repeated(key_item("5"), 10))});
  CHECK(count_of(adder.d1.bodies.back(), "RETURNING") == 10);
}

TEST_CASE("rows that D1 refuses together are sent by a statement each, and a broken constraint is not") {
  const std::string each_alone = answer_of(repeated(key_item("6"), 8));
  for (const std::string message : {"bad JSON path: 'd1odbc: other rows': SQLITE_ERROR", "no such function: json_each",
                                    "too many SQL variables at offset 3: SQLITE_ERROR"}) {
    CAPTURE(message);
    Adder adder;
    CHECK(keys_of(adder.add(Adder::rows(8, {"b"}), {refusal(message), each_alone})) == "6,6,6,6,6,6,6,6");
    REQUIRE(adder.d1.bodies.size() == 2);
    CHECK(count_of(adder.d1.bodies[1], "json_each") == 0);
    CHECK(count_of(adder.d1.bodies[1], "RETURNING") == 8);
  }
  Adder adder;
  CHECK_THROWS_AS((void)adder.add(Adder::rows(8, {"b"}), {refusal("UNIQUE constraint failed: t.b: SQLITE_CONSTRAINT")}),
                  OdbcError);
  CHECK(adder.d1.bodies.size() == 1);
  CHECK_THROWS_AS((void)adder.add(Adder::rows(3, {"b"}), {refusal("bad JSON path: 'd1odbc: other rows'")}), OdbcError);
  CHECK(adder.d1.bodies.size() == 2);
}

TEST_CASE("an answer without the last rowid leaves the rows added and their keys unknown") {
  for (const char* rowid : {"", "x", "12x", "-9223372036854775807"}) {
    CAPTURE(std::string(rowid));
    Adder adder;
    const auto rows = adder.add(Adder::rows(8, {"b"}), {answer_of(written_item(8) + "," + proof_item(rowid))});
    CHECK(keys_of(rows).starts_with("none,none,"));
  }
}
