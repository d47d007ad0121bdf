// Owns: what an application sees when the network or the service fails: SQLSTATEs, time, what is sent again.
// Never: the driver's inner protocol.
#include <chrono>
#include <thread>

#include "test_servers.h"

using servers::received_count;
using servers::set_script;

namespace {

// An answer of D1 to one statement with these columns and rows.
std::string answer(const std::string& columns, const std::string& rows) {
  return R"({"body":{"success":true,"errors":[],"messages":[],"result":[{"success":true,"meta":{"changes":1,)"
         R"("changed_db":false,"rows_read":0,"rows_written":0},"results":{"columns":)" +
         columns + R"(,"rows":)" + rows + "}}]}}";
}

const std::string schema = answer(R"(["type","name","tbl_name","sql"])", "[]");
const std::string seven = answer(R"(["x"])", "[[7]]");

/// A connection to the fault server, whose script starts with `steps` after the connection's own request.
struct Faulty {
  application::Environment environment;
  application::Connection connection{environment};
  application::Statement statement{opened(connection)};

  static const application::Connection& opened(application::Connection& connection) {
    set_script("[" + schema + "]");
    REQUIRE_SUCCESS(connection, connection.connect(servers::faulty_connection_string()));
    return connection;
  }

  void check_seven() {
    REQUIRE_SUCCESS(statement, SQLFetch(statement));
    CHECK(statement.text_at(1) == "7");
    statement.close();
  }
};

const std::string insert = "INSERT INTO t VALUES (1)";
const std::string select = "SELECT 7 AS x";

using Seconds = std::chrono::duration<double>;

/// Seconds that `work` takes.
template <class Work>
double seconds_of(Work work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return Seconds(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

TEST_CASE_FIXTURE(Faulty, "an answer that does not come is HYT00 after the query timeout") {
  for (const char* stall : {"before_head", "mid_head", "mid_body"}) {
    CAPTURE(stall);
    set_script(std::string(R"({"default":{"status":200,"body":"0123456789","stall":")") + stall + "\"}}");
    statement.set(SQL_ATTR_QUERY_TIMEOUT, 1);
    const double seconds = seconds_of([&] { EXPECT("ERROR HYT00", statement, statement.execute(select)); });
    CHECK(seconds >= 0.9);
    CHECK(seconds < 5);
  }
}

TEST_CASE_FIXTURE(Faulty, "a write whose answer does not come in time says that its outcome is unknown") {
  set_script(R"({"default":{"stall":"before_head"}})");
  statement.set(SQL_ATTR_QUERY_TIMEOUT, 1);
  EXPECT("ERROR HYT00", statement, statement.execute(insert));
  CHECK(statement.text().find("unknown") != std::string::npos);
  CHECK(received_count() == 1);
}

TEST_CASE_FIXTURE(Faulty, "SQLCancel from another thread ends a call that waits: HY008") {
  set_script(R"({"default":{"stall":"before_head"}})");
  SQLRETURN code = SQL_SUCCESS;
  std::thread runner([&] { code = statement.execute(select); });
  for (int tries = 0; received_count() == 0 && tries < 500; ++tries)
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  const double seconds = seconds_of([&] {
    CHECK(SQLCancel(statement) == SQL_SUCCESS);
    runner.join();
  });
  CHECK(seconds < 3);
  EXPECT("ERROR HY008", statement, code);
  set_script("[" + seven + "]");
  REQUIRE_SUCCESS(statement, statement.execute(select));
  check_seven();
}

TEST_CASE_FIXTURE(Faulty, "a body that is cut off: a write is 08S01 with an unknown outcome and is not sent again") {
  set_script(R"([{"status":200,"body":"{\"success\":true,\"result\":[","content_length":500,"cut_after":20}])");
  EXPECT("ERROR 08S01", statement, statement.execute(insert));
  CHECK(statement.text().find("unknown") != std::string::npos);
  CHECK(received_count() == 1);
}

TEST_CASE_FIXTURE(Faulty, "a body that is cut off: a read is sent again") {
  set_script(R"([{"status":200,"body":"{\"success\":true,\"result\":[","content_length":500,"cut_after":20},)" + seven +
             "]");
  REQUIRE_SUCCESS(statement, statement.execute(select));
  check_seven();
  CHECK(received_count() == 2);
}

TEST_CASE_FIXTURE(Faulty, "a connection that closes before the answer: a read is sent again, a write is not") {
  set_script(R"([{"close_before_answer":true},)" + seven + "]");
  REQUIRE_SUCCESS(statement, statement.execute(select));
  check_seven();
  CHECK(received_count() == 2);
  set_script(R"([{"close_before_answer":true}])");
  EXPECT("ERROR 08S01", statement, statement.execute(insert));
  CHECK(statement.text().find("unknown") != std::string::npos);
  CHECK(received_count() == 1);
}

TEST_CASE_FIXTURE(Faulty, "429 with Retry-After is waited for and sent again, for a write too") {
  const std::string throttled =
      R"({"preset":"throttled","headers":{"content-type":"application/json","retry-after":"0"}})";
  set_script("[" + throttled + "," + seven + "]");
  REQUIRE_SUCCESS(statement, statement.execute(select));
  check_seven();
  CHECK(received_count() == 2);
  set_script("[" + throttled + "," + answer("[]", "[]") + "]");
  EXPECT("SUCCESS", statement, statement.execute(insert));
  CHECK(received_count() == 2);
}

TEST_CASE_FIXTURE(Faulty, "a page of HTML with 502 is 08S01, without the page in the text") {
  set_script(R"({"default":{"preset":"html_502"}})");
  EXPECT("ERROR 08S01", statement, statement.execute(select));
  CHECK(received_count() == 3);
  CHECK(statement.text().find("<html>") == std::string::npos);
  CHECK(statement.text().find("502") != std::string::npos);
  set_script(R"({"default":{"preset":"html_502"}})");
  EXPECT("ERROR 08S01", statement, statement.execute(insert));
  CHECK(received_count() == 1);
}

TEST_CASE_FIXTURE(Faulty, "what is no HTTP and what is no JSON is 08S01 and no crash") {
  for (const char* step : {R"({"garbage":"bm90IEhUVFA="})", R"({"body":"{\"result\":[{\"results\":"})",
                           R"({"body":{"result":[],"success":true,"errors":[],"messages":[]}})",
                           R"({"status":200,"body":"x","bad_chunk":"zz"})"}) {
    CAPTURE(step);
    set_script(std::string(R"({"default":)") + step + "}");
    EXPECT("ERROR 08S01", statement, statement.execute(select));
  }
}

TEST_CASE_FIXTURE(Faulty, "a redirect is not followed: the token goes nowhere else") {
  servers::reset_counts();
  set_script(R"({"default":{"redirect":")" + servers::d1().endpoint + "\"}}");
  const SQLRETURN code = statement.execute(select);
  CHECK(code == SQL_ERROR);
  CHECK(servers::counts().requests == 0);
}

TEST_CASE("a handshake that never comes is HYT00 after the login timeout") {
  const application::Environment environment;
  application::Connection connection(environment);
  set_script(R"({"accept":"silent"})");
  // A pooled connection would need no handshake; another CA file would not be trusted, so the address differs.
  std::string text = servers::faulty_connection_string(";LoginTimeout=1");
  text.replace(text.find("localhost"), 9, "127.0.0.1");
  const double seconds = seconds_of([&] { EXPECT("ERROR HYT00", connection, connection.connect(text)); });
  CHECK(seconds < 5);
  set_script("[]");
}

TEST_CASE_FIXTURE(Faulty, "an answer in gzip and in chunks is read") {
  std::string step = seven;
  step.insert(1, R"("gzip":true,"chunked":true,)");
  set_script("[" + step + "]");
  REQUIRE_SUCCESS(statement, statement.execute(select));
  check_seven();
}
