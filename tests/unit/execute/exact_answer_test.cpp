// Owns: tests of which requests make an answer exact, with a scripted D1. Never: the texts that are written.
#include "execute/exact_answer.h"

#include <doctest/doctest.h>

#include <limits>

#include "error/state_code.h"
#include "execute/run.h"
#include "execute/scripted_session.h"

using namespace d1odbc;
using namespace d1odbc::testing;

namespace {

const std::string refusal =
    R"({"success":false,"result":[],"errors":[{"code":7500,"message":"no such column: b at offset 7: SQLITE_ERROR"}]})";
const std::string violation =
    R"({"success":false,"result":[],"errors":[{"code":7500,"message":"UNIQUE constraint failed: t.a: SQLITE_CONSTRAINT"}]})";
const std::string rounded = "9007199254740992";

/// A session with table t in its mirror, and texts that are run on it as a statement handle would.
struct Runner {
  ScriptedD1 d1;
  Session session;
  CancelToken cancel;

  explicit Runner(Lossless lossless)
      : session{Client(d1.settings()), std::chrono::seconds(3600), {}, lossless, Trace()} {
    d1.answers.push_back(answer_of(schema_item(table_t)));
    session.mirror.load({}, cancel);
    d1.bodies.clear();
  }

  std::vector<Outcome> run(std::string_view sql, std::vector<std::string> answers) {
    d1.bodies.clear();
    d1.answers.assign(answers.begin(), answers.end());
    const PreparedText text = prepare_text(sql, {});
    std::vector<LocalDescription> described;
    for (const StatementText& statement : text.statements) described.push_back(describe_locally(session, statement));
    const std::vector<std::vector<Value>> sets{std::vector<Value>(text.parameter_count)};
    return d1odbc::run(session, {text, described, sets}, {}, cancel);
  }

  [[nodiscard]] std::size_t requests() const { return d1.bodies.size(); }
  [[nodiscard]] bool is_rewritten(std::size_t request) const {
    return d1.bodies.at(request).find("typeof(") != std::string::npos;
  }
};

}  // namespace

TEST_CASE("auto: a query without large integers is one plain request") {
  Runner runner(Lossless::Auto);
  const auto outcomes = runner.run("SELECT a, c FROM t", {answer_of(item_of(R"(["a","c"])", "[[1,1]]"))});
  CHECK(runner.requests() == 1);
  CHECK_FALSE(runner.is_rewritten(0));
  CHECK_FALSE(outcomes.at(0).rows.storage_is_known());
}

TEST_CASE("auto: a query with a rounded integer is read again and replaced whole") {
  Runner runner(Lossless::Auto);
  const auto outcomes = runner.run("SELECT a, c FROM t",
                                   {answer_of(item_of(R"(["a","c"])", "[[1," + rounded + "]]")),
                                    answer_of(item_of(R"(["c0","c1"])", R"([["i1","i9007199254740993"],["i2",1]])"))});
  CHECK(runner.requests() == 2);
  CHECK(runner.is_rewritten(1));
  REQUIRE(outcomes.at(0).rows.rows() == 2);
  CHECK(outcomes[0].columns.at(1).name == "c");
  CHECK(outcomes[0].rows.at(0, 1).integer == 9007199254740993);
  CHECK(outcomes[0].rows.at(1, 1).real == 1.0);
  CHECK_FALSE(outcomes[0].rounded);
}

TEST_CASE("auto: when D1 refuses the second look, the first answer stays, marked") {
  Runner runner(Lossless::Auto);
  const auto outcomes = runner.run("SELECT c FROM t", {answer_of(item_of(R"(["c"])", "[[" + rounded + "]]")), refusal});
  CHECK(runner.requests() == 2);
  CHECK(outcomes.at(0).rounded);
  CHECK(outcomes[0].rows.is_rounded(0, 0));
}

TEST_CASE("auto: a query that the mirror does not know is read again too") {
  Runner runner(Lossless::Auto);
  const auto outcomes =
      runner.run("SELECT x FROM unknown_table", {answer_of(item_of(R"(["x"])", "[[" + rounded + "]]")),
                                                 answer_of(item_of(R"(["c0"])", R"([["i-9007199254740993"]])"))});
  CHECK(runner.requests() == 2);
  CHECK(outcomes.at(0).rows.at(0, 0).integer == -9007199254740993);
}

TEST_CASE("auto: names that contradict the mirror are seen through the second answer") {
  Runner runner(Lossless::Auto);
  const auto outcomes =
      runner.run("SELECT * FROM t", {answer_of(item_of(R"(["a","b","z"])", "[[1,2," + rounded + "]]")),
                                     answer_of(item_of(R"(["c0","c1","c2"])", R"([["i1","i2","i3"]])"))});
  CHECK(outcomes.at(0).schema_changed);
  CHECK(outcomes[0].columns.at(2).name == "z");
}

TEST_CASE("always: a query is one wrapped request, whose cells have their storage class") {
  Runner runner(Lossless::Always);
  const auto outcomes =
      runner.run("SELECT a, c, random() FROM t",
                 {answer_of(item_of(R"(["x","y","z"])", R"([["i1",1,"rInf"],["i2",null,"r-0.0"]])"))});
  CHECK(runner.requests() == 1);
  CHECK(runner.is_rewritten(0));
  const ResultSet& rows = outcomes.at(0).rows;
  CHECK(outcomes[0].columns.at(1).name == "c");
  CHECK(rows.storage_is_known());
  CHECK(rows.at(0, 0).storage == StorageClass::Integer);
  CHECK(rows.at(0, 1).storage == StorageClass::Real);
  CHECK(rows.at(0, 2).real == std::numeric_limits<double>::infinity());
  CHECK(rows.at(1, 1).is_null());
}

TEST_CASE("always: what cannot be wrapped goes plain") {
  for (const std::string_view sql :
       {"SELECT x FROM unknown_table", "EXPLAIN SELECT a FROM t", "PRAGMA table_info(t)"}) {
    CAPTURE(sql);
    Runner runner(Lossless::Always);
    runner.run(sql, {answer_of(item_of(R"(["x"])", "[[1]]"))});
    CHECK(runner.requests() == 1);
    CHECK_FALSE(runner.is_rewritten(0));
  }
}

TEST_CASE("always: a text that the wrapper makes longer than D1 takes goes plain") {
  Runner runner(Lossless::Always);
  const std::string sql = "SELECT a FROM t WHERE b = '" + std::string(99'900, 'x') + "'";
  runner.run(sql, {answer_of(item_of(R"(["a"])", "[[1]]"))});
  CHECK(runner.requests() == 1);
  CHECK_FALSE(runner.is_rewritten(0));
}

TEST_CASE("always: a refused wrapper is sent plain, and then as auto does") {
  Runner runner(Lossless::Always);
  const auto outcomes =
      runner.run("SELECT c FROM t", {refusal, answer_of(item_of(R"(["c"])", "[[" + rounded + "]]")), refusal});
  CHECK(runner.requests() == 3);
  CHECK_FALSE(runner.is_rewritten(1));
  CHECK(outcomes.at(0).rounded);
}

TEST_CASE("always: a text with * names its columns, so that D1 refuses it when it has other ones") {
  Runner runner(Lossless::Always);
  const auto outcomes = runner.run("SELECT * FROM t", {refusal, answer_of(item_of(R"(["a","b","z"])", "[[1,2,3]]"))});
  CHECK(runner.requests() == 2);
  CHECK(runner.d1.bodies.at(0).find("d1odbc_q.`b`") != std::string::npos);
  CHECK(outcomes.at(0).schema_changed);
  CHECK(outcomes[0].columns.at(2).name == "z");
  CHECK_FALSE(runner.session.mirror.is_fresh());
}

TEST_CASE("off: nothing is rewritten and nothing is marked") {
  Runner runner(Lossless::Off);
  CHECK_FALSE(runner.run("SELECT c FROM t", {answer_of(item_of(R"(["c"])", "[[" + rounded + "]]"))}).at(0).rounded);
  runner.run("DELETE FROM t RETURNING c", {answer_of(item_of(R"(["c"])", "[[1]]"))});
  CHECK(runner.requests() == 1);
  CHECK_FALSE(runner.is_rewritten(0));
}

TEST_CASE("a RETURNING list is sent rewritten, under its own names") {
  for (const Lossless lossless : {Lossless::Auto, Lossless::Always}) {
    Runner runner(lossless);
    const auto outcomes =
        runner.run("INSERT INTO t VALUES (?, 'b', 1) RETURNING a AS x, *, c + 1",
                   {answer_of(item_of(R"(["1","2","3","4","5"])", R"([["i9007199254740993","i1","tb",1,"i2"]])", 1) +
                              "," + counts_item("1", "1"))});
    CHECK(runner.requests() == 1);
    CHECK(runner.is_rewritten(0));
    const Outcome& outcome = outcomes.at(0);
    CHECK(outcome.columns.at(0).name == "x");
    CHECK(outcome.columns.at(1).name == "a");
    CHECK(outcome.columns.at(4).name == "c + 1");
    CHECK(outcome.rows.at(0, 0).integer == 9007199254740993);
    CHECK(outcome.rows.at(0, 3).storage == StorageClass::Real);
    CHECK_FALSE(outcome.rounded);
    CHECK(outcome.meta.changes == 1);
  }
}

TEST_CASE("a rewritten write that D1 does not compile is sent as it was given, one that failed is not") {
  Runner runner(Lossless::Auto);
  runner.run("DELETE FROM t RETURNING *", {refusal, answer_of(item_of(R"(["a","z"])", "[[1,2]]", 1))});
  CHECK(runner.requests() == 2);
  CHECK_FALSE(runner.is_rewritten(1));
  CHECK(thrown_by([&] { return runner.run("INSERT INTO t VALUES (1, 'b', 1) RETURNING a", {violation}); }) == "23000");
  CHECK(runner.requests() == 1);
  // The script has ended: the connection is lost, and nobody knows what became of the write.
  CHECK(thrown_by([&] { return runner.run("DELETE FROM t RETURNING a", {}); }) == "08S01");
  CHECK(runner.requests() == 1);
}

TEST_CASE("a query in a text that writes is wrapped before it is sent and never read again") {
  Runner runner(Lossless::Auto);
  const auto outcomes =
      runner.run("SELECT c FROM t; DELETE FROM t",
                 {answer_of(item_of(R"(["x"])", R"([["i9007199254740993"]])") + "," + written_item(1))});
  CHECK(runner.requests() == 1);
  CHECK(runner.is_rewritten(0));
  CHECK(outcomes.at(0).rows.at(0, 0).integer == 9007199254740993);
  const auto unknown = runner.run("SELECT x FROM unknown_table; DELETE FROM t",
                                  {answer_of(item_of(R"(["x"])", "[[" + rounded + "]]") + "," + written_item(1))});
  CHECK(runner.requests() == 1);
  CHECK(unknown.at(0).rounded);
}

TEST_CASE("nothing behind a change of the schema is written by what the mirror knew before") {
  for (const Lossless lossless : {Lossless::Auto, Lossless::Always}) {
    Runner runner(lossless);
    const std::string schema = schema_item(table_t);
    runner.run("ALTER TABLE t ADD COLUMN d; SELECT * FROM t; DELETE FROM t RETURNING *",
               {answer_of(written_item(0) + "," + item_of(R"(["a","b","c","d"])", "[]") + "," +
                          item_of(R"(["a","b","c","d"])", "[]") + "," + schema)});
    CHECK(runner.requests() == 1);
    CHECK_FALSE(runner.is_rewritten(0));
  }
}
