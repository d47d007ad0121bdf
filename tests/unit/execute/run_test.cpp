// Owns: tests of execute/run with a scripted D1: what is sent, what comes of it. Never: buffers, a network.
#include "execute/run.h"

#include <doctest/doctest.h>

#include <limits>

#include "error/state_code.h"
#include "execute/describe.h"
#include "execute/scripted_session.h"

using namespace d1odbc;
using namespace d1odbc::testing;

namespace {

using Sets = std::vector<std::vector<Value>>;

/// A session with table t in its mirror, and texts that are run on it as a statement handle would.
struct Runner {
  ScriptedD1 d1;
  Session session{Client(d1.settings()), std::chrono::seconds(3600), {}, Lossless::Auto, Trace()};
  CancelToken cancel;

  Runner() {
    d1.answers.push_back(answer_of(schema_item(table_t)));
    session.mirror.load({}, cancel);
    d1.bodies.clear();
  }

  std::vector<Outcome> run(std::string_view sql, const Sets& sets = {{}}) {
    const PreparedText text = prepare_text(sql, {});
    std::vector<LocalDescription> described;
    for (const StatementText& statement : text.statements) described.push_back(describe_locally(session, statement));
    return d1odbc::run(session, {text, described, sets}, {}, cancel);
  }

  std::string state(std::string_view sql, const Sets& sets = {{}}) {
    return thrown_by([&] { return run(sql, sets); });
  }

  [[nodiscard]] bool sent(std::string_view part) const {
    return !d1.bodies.empty() && d1.bodies.back().find(part) != std::string::npos;
  }
};

Sets three_sets() { return {{Value::of(std::int64_t{1})}, {Value::of(std::int64_t{2})}, {Value::of(std::int64_t{3})}}; }

}  // namespace

TEST_CASE("a query's rows come back under the mirror's columns") {
  Runner runner;
  runner.d1.answers.push_back(answer_of(item_of(R"(["a","b"])", R"([[1,"x"],[2,"y"]])")));
  const auto outcomes = runner.run("SELECT a, b FROM t");
  REQUIRE(outcomes.size() == 1);
  CHECK(outcomes[0].has_columns);
  CHECK(outcomes[0].row_count == 2);
  CHECK(outcomes[0].columns[1].type.sql_type == SQL_VARCHAR);
  CHECK(outcomes[0].rows.at(1, 1).bytes == "y");
  CHECK(runner.d1.bodies.size() == 1);
  CHECK_FALSE(runner.session.wrote_since_end);
}

TEST_CASE("integers travel as text inside a cast, infinities as SQL, other values as they are") {
  Runner runner;
  runner.d1.answers.push_back(answer_of(written_item(1)));
  const double infinity = std::numeric_limits<double>::infinity();
  const auto outcomes =
      runner.run("UPDATE t SET b = ?, c = ? WHERE a = ? OR c = ?",
                 {{Value::text("x"), Value::of(infinity), Value::of(std::int64_t{7}), Value::of(-infinity)}});
  CHECK(outcomes.at(0).row_count == 1);
  CHECK_FALSE(outcomes[0].has_columns);
  CHECK(runner.sent("b = ?, c = 9e999 WHERE a = +CAST(? AS INTEGER) OR c = -9e999"));
  CHECK(runner.sent(R"("params":["x","7"])"));
  CHECK(runner.session.wrote_since_end);
}

TEST_CASE("a zero with a sign goes as SQL, since JavaScript on the way writes it as 0") {
  Runner runner;
  runner.d1.answers.push_back(answer_of(written_item(1)));
  (void)runner.run("UPDATE t SET c = 1-? WHERE b = ?", {{Value::of(-0.0), Value::of(0.0)}});
  CHECK(runner.sent("c = 1- -0.0 WHERE b = ?"));
  CHECK(runner.sent(R"("params":[0.0])"));
}

TEST_CASE("several parameter sets are one request and their counts a sum") {
  Runner runner;
  runner.d1.answers.push_back(answer_of(written_item(1) + "," + written_item(0) + "," + written_item(5)));
  const auto outcomes = runner.run("DELETE FROM t WHERE a = ?", three_sets());
  REQUIRE(outcomes.size() == 1);
  CHECK(outcomes[0].row_count == 6);
  CHECK(runner.d1.bodies.size() == 1);
}

TEST_CASE("a count that D1 did not give does not spoil the sum") {
  Runner runner;
  const std::string unknown = R"({"results":{"columns":[],"rows":[]},"success":true,"meta":{}})";
  runner.d1.answers.push_back(answer_of(unknown + "," + written_item(2) + "," + written_item(3)));
  const std::int64_t count = runner.run("DELETE FROM t WHERE a = ?", three_sets()).at(0).row_count;
  CHECK((count == 5 || count == -1));  // what is known, or "not known": never one less
}

TEST_CASE("a result from several parameter sets is HYC00, also when the mirror does not know the text") {
  Runner runner;
  CHECK(runner.state("SELECT a FROM t WHERE a = ?", three_sets()) == "HYC00");
  CHECK(runner.state("INSERT INTO t VALUES (?, 'b', 1) RETURNING a", three_sets()) == "HYC00");
  CHECK(runner.state("SELECT a FROM unknown_table WHERE a = ?", three_sets()) == "HYC00");
  CHECK(runner.state("INSERT INTO unknown_table VALUES (?) RETURNING a", three_sets()) == "HYC00");
  CHECK(runner.d1.bodies.empty());
}

TEST_CASE("several statements are one request with an outcome each") {
  Runner runner;
  runner.d1.answers.push_back(
      answer_of(written_item(1) + "," + counts_item("1", "1") + "," + item_of(R"(["x"])", R"([["i1"]])")));
  const auto outcomes = runner.run("INSERT INTO t VALUES (1, 'b', 2); SELECT a FROM t");
  REQUIRE(outcomes.size() == 2);
  CHECK(outcomes[0].row_count == 1);
  CHECK_FALSE(outcomes[0].has_columns);
  CHECK(outcomes[1].has_columns);
  CHECK(outcomes[1].rows.at(0, 0).integer == 1);
  CHECK(runner.sent("\"batch\""));
}

TEST_CASE("BEGIN … COMMIT is one request without them, other transaction control is HYC00") {
  Runner runner;
  runner.d1.answers.push_back(answer_of(written_item(1) + "," + counts_item("1", "1")));
  CHECK(runner.run("BEGIN; INSERT INTO t VALUES (1, 'b', 2); COMMIT").size() == 1);
  CHECK_FALSE(runner.sent("BEGIN"));
  CHECK_FALSE(runner.sent("COMMIT"));
  runner.d1.bodies.clear();
  CHECK(runner.run("BEGIN; COMMIT").empty());
  for (const std::string_view sql : {"BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT s", "RELEASE s",
                                     "BEGIN; DELETE FROM t; ROLLBACK", "BEGIN; SAVEPOINT s; COMMIT"}) {
    CAPTURE(sql);
    CHECK(runner.state(sql) == "HYC00");
  }
  CHECK(runner.d1.bodies.empty());
}

TEST_CASE("a read-only connection refuses what may write, before anything is sent") {
  Runner runner;
  runner.session.read_only = true;
  for (const std::string_view sql : {"DELETE FROM t", "SELECT a FROM t; DELETE FROM t", "SELECT a FROM unknown_table",
                                     "CREATE TABLE u (a)", "PRAGMA user_version = 3"}) {
    CAPTURE(sql);
    CHECK(runner.state(sql) == "42000");
  }
  CHECK(runner.d1.bodies.empty());
  runner.d1.answers.push_back(answer_of(item_of(R"(["a"])", "[]")));
  CHECK(runner.state("SELECT a FROM t") == "00000");
}

TEST_CASE("a change of the schema brings the new schema in the same request") {
  Runner runner;
  const std::string new_schema = R"json([["table","u","u","CREATE TABLE u (x INTEGER)"]])json";
  runner.d1.answers.push_back(answer_of(written_item(0) + "," + schema_item(new_schema)));
  const auto outcomes = runner.run("CREATE TABLE u (x INTEGER)");
  REQUIRE(outcomes.size() == 1);
  CHECK_FALSE(outcomes[0].has_columns);
  CHECK(runner.d1.bodies.size() == 1);
  CHECK(describe_locally(runner.session, prepare_text("SELECT x FROM u", {}).statements.front()).has_value());
}

TEST_CASE("a schema that cannot be read does not turn a change that was made into an error") {
  Runner runner;
  runner.d1.answers.push_back(answer_of(written_item(0) + "," + item_of(R"(["only"])", R"([["x"]])")));
  CHECK(runner.state("CREATE TABLE u (x INTEGER)") == "00000");
  CHECK_FALSE(runner.session.mirror.is_fresh());
  CHECK(runner.session.wrote_since_end);
}

TEST_CASE("an answer that contradicts the mirror makes it stale") {
  Runner runner;
  CHECK(runner.session.mirror.is_fresh());
  runner.d1.answers.push_back(answer_of(item_of(R"(["a","b","c","d"])", "[]")));
  CHECK(runner.run("SELECT * FROM t").at(0).columns.size() == 4);
  CHECK_FALSE(runner.session.mirror.is_fresh());
}

TEST_CASE("a write whose outcome is unknown counts as one, a refused one does not") {
  Runner runner;
  runner.d1.answers.push_back(
      R"({"success":false,"result":[],"errors":[{"code":7500,"message":"UNIQUE constraint failed: t.a: SQLITE_CONSTRAINT"}]})");
  CHECK(runner.state("INSERT INTO t VALUES (1, 'b', 2)") == "23000");
  CHECK_FALSE(runner.session.wrote_since_end);
  CHECK(runner.state("INSERT INTO t VALUES (1, 'b', 2)") == "08S01");  // the script has ended: the connection is lost
  CHECK(runner.session.wrote_since_end);
}

TEST_CASE("a text without statements runs nothing") {
  Runner runner;
  CHECK(runner.run(" -- only a comment").empty());
  CHECK(runner.d1.bodies.empty());
}
