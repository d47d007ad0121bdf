// Owns: which requests look for the set that failed, with a scripted D1, and when they give up. Never: a network.
#include "execute/failed_set.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "error/state_code.h"
#include "execute/run.h"
#include "execute/scripted_session.h"

using namespace d1odbc;
using namespace d1odbc::testing;

namespace {

std::string failure(const std::string& text) {
  return R"({"success":false,"result":[],"errors":[{"code":7500,"message":")" + text + R"("}]})";
}

const std::string unique = failure("UNIQUE constraint failed: t.a: SQLITE_CONSTRAINT");
const std::string foreign = failure("FOREIGN KEY constraint failed: SQLITE_CONSTRAINT");
const std::string no_function = failure("no such function: unhex at offset 40: SQLITE_ERROR");
const std::string end_reached = failure("bad JSON path: 'd1odbc: the end': SQLITE_ERROR");
std::string ignored_in(int set) {
  return failure("bad JSON path: 'd1odbc: set " + std::to_string(set) + " 3': SQLITE_ERROR");
}

/// Runs `sql` with as many sets of one integer.
struct Runner {
  ScriptedD1 d1;
  Session session{Client(d1.settings()), std::chrono::seconds(3600), {}, Lossless::Auto, Trace()};
  CancelToken cancel;

  Runner() {
    d1.answers.push_back(answer_of(schema_item(table_t)));
    session.mirror.load({}, cancel);
    d1.bodies.clear();
  }

  /// "23000 set 5", "23000 no set", "00000".
  std::string run(std::size_t count, std::vector<std::string> answers, bool names_failed_set = true,
                  std::string_view sql = "INSERT INTO t VALUES (?, 'b', 1)") {
    d1.bodies.clear();
    d1.answers.assign(answers.begin(), answers.end());
    const PreparedText text = prepare_text(sql, {});
    const std::vector<LocalDescription> described{describe_locally(session, text.statements.at(0))};
    std::vector<std::vector<Value>> sets;
    for (std::size_t set = 0; set < count; ++set) sets.push_back({Value::of(static_cast<std::int64_t>(set))});
    try {
      (void)d1odbc::run(session, {text, described, sets, false, names_failed_set}, {}, cancel);
    } catch (const SetError& error) {
      return code_of(error.state()) + " set " + std::to_string(error.sets.failed.value());
    } catch (const OdbcError& error) {
      return code_of(error.state()) + " no set";
    }
    return "00000";
  }

  [[nodiscard]] std::size_t requests() const { return d1.bodies.size(); }
  [[nodiscard]] bool has(std::size_t request, std::string_view part) const {
    return d1.bodies.at(request).find(part) != std::string::npos;
  }

  /// All requests but the first undo themselves.
  [[nodiscard]] bool all_undone() const {
    const std::string undoing = R"x({"sql":"SELECT json_extract('{}','d1odbc: the end')","params":[]},)x"
                                R"x({"sql":"SELECT abs(-9223372036854775808)","params":[]}]})x";
    return std::all_of(d1.bodies.begin() + 1, d1.bodies.end(),
                       [&](const std::string& body) { return body.ends_with(undoing); });
  }
};

}  // namespace

TEST_CASE("a broken constraint is found by ignoring it: one request for a short array, two for a long one") {
  Runner runner;
  CHECK(runner.run(20, {unique, ignored_in(5)}) == "23000 set 5");
  CHECK(runner.requests() == 2);
  CHECK(runner.has(0, "INSERT INTO t SELECT"));
  CHECK(runner.has(1, "INSERT OR IGNORE INTO t SELECT"));
  CHECK(runner.has(1, "CASE WHEN changes()<>1 THEN json_extract('{}','d1odbc: set 19 '||changes()) END"));
  CHECK(runner.all_undone());

  CHECK(runner.run(10'000, {unique, ignored_in(7300), ignored_in(7321)}) == "23000 set 7321");
  CHECK(runner.requests() == 3);
  CHECK(runner.has(1, "CASE WHEN changes()<>100 THEN json_extract('{}','d1odbc: set 7300 '||changes()) END"));
  CHECK(runner.has(2, "CASE WHEN changes()<>1 THEN json_extract('{}','d1odbc: set 7399 '||changes()) END"));
  CHECK_FALSE(runner.has(2, "d1odbc: set 7400 "));
  CHECK(runner.all_undone());
  CHECK_FALSE(runner.session.wrote_since_end);
}

TEST_CASE("what cannot be ignored is found by halving") {
  Runner runner;
  // 0…20 → 10 good → 15 bad → 12 good → 13 bad: set 12, the thirteenth
  CHECK(runner.run(20, {foreign, end_reached, foreign, end_reached, foreign}) == "23000 set 12");
  CHECK(runner.requests() == 5);
  CHECK(runner.all_undone());
}

TEST_CASE("the first set is believed to be wrong only by a server that tells the end") {
  Runner runner;
  // 10, 5, 2, 1 are bad; then nothing but the end is sent
  CHECK(runner.run(20, {foreign, foreign, foreign, foreign, foreign, end_reached}) == "23000 set 0");
  CHECK(runner.run(20, {foreign, foreign, foreign, foreign, foreign, foreign}) == "23000 no set");
}

TEST_CASE("a search that gets other errors ends with the first one") {
  Runner runner;
  CHECK(runner.run(20, {foreign}) == "23000 no set");  // then the connection is lost
  CHECK(runner.run(20, {foreign, end_reached, no_function}) == "23000 no set");
  CHECK(runner.run(20, {foreign, answer_of(written_item(1))}) == "23000 no set");
  CHECK(runner.run(20, {unique, ignored_in(20), unique}) == "23000 no set");
  CHECK_FALSE(runner.session.wrote_since_end);
}

TEST_CASE("no search for one set, for errors that are not about values, and when nobody asks") {
  Runner runner;
  CHECK(runner.run(1, {unique}) == "23000 no set");
  CHECK(runner.requests() == 1);
  CHECK(runner.run(20, {unique}, false) == "23000 no set");
  CHECK(runner.requests() == 1);
  CHECK(runner.run(20, {failure("no such table: t: SQLITE_ERROR")}) == "42S02 no set");
  CHECK(runner.requests() == 1);
  CHECK(runner.run(20, {}) == "08S01 no set");
  CHECK(runner.requests() == 1);
}

TEST_CASE("other statements than packed ones are searched as well") {
  Runner runner;
  CHECK(runner.run(4, {unique, end_reached, unique}, true, "DELETE FROM t WHERE a = ?") == "23000 set 2");
  CHECK(runner.has(1, "DELETE FROM t"));
  CHECK(runner.all_undone());
}

TEST_CASE("an array that D1 refuses packed is sent again as a statement for each set") {
  Runner runner;
  std::string items;
  for (int set = 0; set < 20; ++set) items += written_item(1) + ",";
  CHECK(runner.run(20, {no_function, answer_of(items + counts_item("1", "19"))}) == "00000");
  CHECK(runner.requests() == 2);
  CHECK(runner.has(0, "json_each(?)"));
  CHECK_FALSE(runner.has(1, "json_each"));
  CHECK(runner.session.last_write.values().identity == 19);
}
