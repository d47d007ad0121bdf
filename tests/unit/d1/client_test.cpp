// Owns: tests of d1/client with scripted answers (and of conversation, countdown below it). Never: a network, waiting.
#include "d1/client.h"

#include <doctest/doctest.h>

#include <deque>
#include <exception>
#include <memory>
#include <new>
#include <optional>
#include <stdexcept>
#include <thread>

#include "d1/countdown.h"
#include "d1/surroundings.h"
#include "error/odbc_error.h"

using namespace d1odbc;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

using Kind = HttpFailure::Kind;

// One answer of the scripted network.
struct Reply {
  unsigned status = 200;
  std::string body;
  std::string type = "application/json";
  std::vector<Header> headers = {};
  std::optional<HttpFailure> failure = {};
  milliseconds takes{0};
  std::exception_ptr thrown = {};  // in the middle of the body
};

Reply fails(Kind kind, bool request_left) {
  return {.body = {}, .failure = HttpFailure(kind, request_left, "it broke")};
}

Reply one_row() {
  return {.body =
              R"({"success":true,"errors":[],"result":[{"results":{"columns":["a"],"rows":[[1]]},"success":true}]})"};
}

Reply error(unsigned status, int code, std::string message) {
  return {.status = status,
          .body = R"({"success":false,"result":[],"errors":[{"code":)" + std::to_string(code) + R"(,"message":")" +
                  message + R"("}]})"};
}

Reply throttled(std::string wait) {
  Reply reply = error(429, 7429, "D1 DB is overloaded. Too many requests queued.");
  reply.headers.push_back({"retry-after", std::move(wait)});
  return reply;
}

// The world as a script: what is answered, what was asked, how long was waited.
struct World {
  std::deque<Reply> replies;
  std::vector<HttpRequest> requests = {};
  std::vector<Deadlines> deadlines = {};
  std::vector<milliseconds> pauses = {};
  std::chrono::steady_clock::time_point time{};
  bool cancel_pauses = false;
  std::string token = "secret-token-1234";
  std::unique_ptr<Traffic> traffic = std::make_unique<Traffic>();

  HttpResponse answer(const HttpRequest& request, const Deadlines& given, const BodySink& sink) {
    requests.push_back(request);
    deadlines.push_back(given);
    REQUIRE_FALSE(replies.empty());
    const Reply reply = replies.front();
    replies.pop_front();
    time += reply.takes;
    if (reply.failure) throw *reply.failure;
    const HttpResponse response{.status = reply.status,
                                .content_type = reply.type,
                                .headers = reply.headers,
                                .wire_body_bytes = reply.body.size()};
    const std::size_t half = reply.body.size() / 2;
    sink(response, std::string_view(reply.body).substr(0, half));
    if (reply.thrown) std::rethrow_exception(reply.thrown);
    sink(response, std::string_view(reply.body).substr(half));
    return response;
  }

  ClientSettings settings() {
    ClientSettings settings;
    settings.account = "acc/1";
    settings.token = token;
    settings.database_id = "d-1";
    settings.user_agent = "agent/1";
    settings.surroundings.exchange = [this](const Route&, const HttpRequest& request, const Deadlines& given,
                                            CancelToken&,
                                            const BodySink& sink) { return answer(request, given, sink); };
    settings.surroundings.pause = [this](milliseconds wait, CancelToken&) {
      pauses.push_back(wait);
      time += wait;
      return !cancel_pauses;
    };
    settings.surroundings.now = [this] { return time; };
    settings.surroundings.jitter = [] { return 0.0; };
    settings.traffic = traffic.get();
    return settings;
  }

  RunReport run(Effect effect, Deadlines given = {}, std::size_t statements = 1) {
    CancelToken cancel;
    const std::vector<D1Statement> sent(statements, D1Statement{"S", {}});
    return Client(settings()).run(sent, effect, given, cancel);
  }

  std::string find(std::string_view name) {
    CancelToken cancel;
    return Client(settings()).find_database(name, {}, cancel);
  }
};

struct Outcome {
  std::string state;
  std::string text;
  std::int32_t code = 0;
};

Outcome failure_of(World& world, Effect effect, Deadlines given = {}, std::size_t statements = 1) {
  try {
    (void)world.run(effect, given, statements);
  } catch (const OdbcError& failed) {
    return {std::string(facts_of(failed.state()).code), failed.text(), failed.native_code()};
  }
  return {"(ran)", "", 0};
}

bool says_unknown(const Outcome& outcome) { return outcome.text.ends_with(outcome_unknown_text); }

std::string header(const HttpRequest& request, std::string_view name) {
  for (const Header& each : request.headers) {
    if (each.name == name) return each.value;
  }
  return "(none)";
}

std::string page_of(std::string_view prefix, int count, int per_page) {
  std::string entries;
  for (int i = 0; i < count; ++i) {
    const std::string id = std::string(prefix) + std::to_string(i);
    entries += (i == 0 ? "" : ",") + (R"({"uuid":"u-)" + id) + R"(","name":")" + id + R"("})";
  }
  return R"({"success":true,"result":[)" + entries + R"(],"result_info":{"per_page":)" + std::to_string(per_page) +
         "}}";
}

}  // namespace

TEST_CASE("A run is one request with the token and the body, and gives its items") {
  World world{.replies = {one_row()}};
  const RunReport report = world.run(Effect::Reads);
  CHECK(report.attempts == 1);
  REQUIRE(report.items.size() == 1);
  CHECK(report.items[0].rows.at(0, 0).integer == 1);
  REQUIRE(world.requests.size() == 1);
  const HttpRequest& request = world.requests[0];
  CHECK(request.method == "POST");
  CHECK(request.target == "/accounts/acc%2F1/d1/database/d-1/raw");
  CHECK(request.content_type == "application/json");
  CHECK(request.body == R"({"sql":"S","params":[]})");
  CHECK(request.accept_gzip);
  CHECK(header(request, "Authorization") == "Bearer secret-token-1234");
  CHECK(header(request, "User-Agent") == "agent/1");
  CHECK(header(request, "Accept") == "application/json");
}

TEST_CASE("A client for another database differs in that only") {
  World world{.replies = {one_row()}};
  CancelToken cancel;
  const std::vector<D1Statement> sent{{"S", {}}};
  (void)Client(world.settings()).with_database("d-2").run(sent, Effect::Reads, {}, cancel);
  CHECK(world.requests.at(0).target == "/accounts/acc%2F1/d1/database/d-2/raw");
}

TEST_CASE("A token that cannot be one is refused, and not told") {
  for (const char* token : {"", "abc\r\nX: y", "q z", "q\xc3\xa4"}) {
    World world;
    ClientSettings settings = world.settings();
    settings.token = token;
    try {
      const Client client(std::move(settings));
      FAIL_CHECK("accepted");
    } catch (const OdbcError& refused) {
      CHECK(facts_of(refused.state()).code == "28000");
      CHECK((*token == '\0' || refused.text().find(token) == std::string::npos));
    }
  }
}

TEST_CASE("Reads are sent again after what may pass, writes are not and say that the outcome is unknown") {
  struct Row {
    std::string name;
    Reply reply;
    const char* state;
  };
  const Row rows[] = {
      {"lost", fails(Kind::Lost, true), "08S01"},
      {"502 page", {.status = 502, .body = "<h1>Bad gateway</h1>", .type = "text/html"}, "08S01"},
      {"503 problem",
       {.status = 503, .body = R"({"title":"x","status":503})", .type = "application/problem+json"},
       "08S01"},
      {"500 empty", {.status = 500, .body = "", .type = ""}, "08S01"},
      {"502 with a code", error(502, 10000, "Authentication error"), "08S01"},
      {"504 with a code", error(504, 7400, "upstream timed out"), "08S01"},
      {"transient text", error(500, 7500, "D1 DB reset because its code was updated."), "08S01"},
      {"internal error", error(500, 7500, "internal error; reference = x"), "08S01"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    World reads{.replies = {row.reply, row.reply, one_row()}};
    CHECK(reads.run(Effect::Reads).attempts == 3);
    CHECK(reads.pauses == std::vector<milliseconds>{200ms, 400ms});
    World reads_in_vain{.replies = {row.reply, row.reply, row.reply}};
    const Outcome given_up = failure_of(reads_in_vain, Effect::Reads);
    CHECK(given_up.state == row.state);
    CHECK_FALSE(says_unknown(given_up));
    World writes{.replies = {row.reply, one_row()}};
    const Outcome unknown = failure_of(writes, Effect::Writes);
    CHECK(unknown.state == row.state);
    CHECK(says_unknown(unknown));
    CHECK(writes.requests.size() == 1);
  }
}

TEST_CASE("What never left or was refused for load is sent again, writes too") {
  const Reply rows[] = {fails(Kind::Connect, false),
                        fails(Kind::Resolve, false),
                        fails(Kind::Lost, false),
                        error(429, 7429, "D1 DB is overloaded. Requests queued for too long."),
                        {.status = 429,
                         .body = R"({"title":"You are being rate limited","status":429,"error_code":1015})",
                         .type = "application/problem+json"}};
  for (const Reply& reply : rows) {
    CAPTURE(reply.status);
    World world{.replies = {reply, one_row()}};
    CHECK(world.run(Effect::Writes).attempts == 2);
    CHECK(world.requests.at(1).body == world.requests.at(0).body);
  }
}

TEST_CASE("A write is told as failed only when something proves that it did not run") {
  const Reply unproven[] = {
      error(504, 7400, "upstream timed out"),
      error(502, 10000, "Authentication error"),
      {.status = 499, .body = "client closed request", .type = "text/html"},
      {.status = 400, .body = ""},
      error(400, 7500, "D1_ERROR: storage lost its leadership"),
      error(400, 0, "something"),
      error(500, 7500, "Wrong number of parameter bindings for SQL query."),
      error(500, 7500, "D1 DB's isolate exceeded its memory limit and was reset."),
      {.status = 403, .body = "<p>no</p>", .type = "text/html"},
      {.status = 404, .body = R"({"message":"no route"})"},
      {.status = 200, .body = R"({"success":false,"errors":[]})"},
  };
  for (const Reply& reply : unproven) {
    CAPTURE(reply.status);
    CAPTURE(reply.body);
    World world{.replies = {reply}};
    const Outcome outcome = failure_of(world, Effect::Writes);
    CHECK(outcome.state == "08S01");
    CHECK(says_unknown(outcome));
  }
  World page_of_load{.replies = {{.status = 429, .body = "slow down", .type = "text/plain"}}};
  const Outcome load = failure_of(page_of_load, Effect::Writes);
  CHECK(load.state == "HYT00");
  CHECK(says_unknown(load));
  const Reply refused[] = {
      error(500, 7500, "no such table: t: SQLITE_ERROR"),
      error(400, 7500, "brand new: SQLITE_ERROR"),
      error(400, 7500, "Wrong number of parameter bindings for SQL query."),
      error(403, 10000, "Authentication error"),
      error(400, 7400, "Invalid property: name => Required"),
  };
  for (const Reply& reply : refused) {
    CAPTURE(reply.body);
    World world{.replies = {reply}};
    const Outcome outcome = failure_of(world, Effect::Writes);
    CHECK(outcome.state != "08S01");
    CHECK_FALSE(says_unknown(outcome));
  }
}

TEST_CASE("What stops the driver in the middle of an answer leaves a write's outcome unknown") {
  struct Row {
    std::string name;
    std::exception_ptr thrown;
    const char* read_state;
    const char* write_state;
  };
  const Row rows[] = {
      {"no memory", std::make_exception_ptr(std::bad_alloc()), "HY001", "HY001"},
      {"another", std::make_exception_ptr(std::length_error("too long")), "HY000", "08S01"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    Reply reply = one_row();
    reply.thrown = row.thrown;
    World writes{.replies = {reply}};
    const Outcome write = failure_of(writes, Effect::Writes);
    CHECK(write.state == row.write_state);
    CHECK(says_unknown(write));
    World reads{.replies = {reply}};
    const Outcome read = failure_of(reads, Effect::Reads);
    CHECK(read.state == row.read_state);
    CHECK_FALSE(says_unknown(read));
  }
}

TEST_CASE("A request that cannot be sent is no unknown outcome") {
  World world;
  ClientSettings settings = world.settings();
  settings.surroundings.exchange = [](const Route&, const HttpRequest&, const Deadlines&, CancelToken&,
                                      const BodySink&) -> HttpResponse {
    throw OdbcError{State::InvalidAttributeValue, "An HTTP header has an impossible name."};
  };
  CancelToken cancel;
  const std::vector<D1Statement> sent{{"S", {}}};
  CHECK_THROWS_WITH_AS((void)Client(settings).run(sent, Effect::Writes, {}, cancel),
                       "An HTTP header has an impossible name.", OdbcError);
}

TEST_CASE("What would fail again is not sent again") {
  struct Row {
    std::string name;
    Reply reply;
    const char* state;
    bool unknown_for_writes;
  };
  const Row rows[] = {
      {"certificate", fails(Kind::Certificate, false), "08001", false},
      {"proxy", fails(Kind::Proxy, false), "08001", false},
      {"not loopback", fails(Kind::NotLoopback, false), "08001", false},
      {"connect timeout", fails(Kind::ConnectTimeout, false), "HYT00", false},
      {"timeout before", fails(Kind::Timeout, false), "HYT00", false},
      {"timeout", fails(Kind::Timeout, true), "HYT00", true},
      {"cancelled before", fails(Kind::Cancelled, false), "HY008", false},
      {"cancelled", fails(Kind::Cancelled, true), "HY008", true},
      {"SQL error", error(400, 7500, "no such table: t: SQLITE_ERROR"), "42S02", false},
      {"authentication", error(401, 10000, "Authentication error"), "28000", false},
      {"database", error(404, 7404, "The database x could not be found"), "08004", false},
      {"reset by load", error(429, 7429, "D1 DB exceeded its CPU time limit and was reset."), "HYT00", true},
      {"redirect", {.status = 302, .body = "", .type = ""}, "08001", false},
      {"a portal", {.status = 200, .body = "<p>log in</p>", .type = "text/html"}, "08S01", true},
      {"cut JSON", {.status = 200, .body = R"({"success":true,"result":[)"}, "08S01", true},
      {"not an envelope", {.status = 200, .body = "{}"}, "08S01", true},
      {"items missing", {.status = 200, .body = R"({"success":true,"result":[]})"}, "08S01", true},
      {"failure in 200",
       {.status = 200, .body = R"({"success":false,"errors":[{"code":7500,"message":"incomplete input"}]})"},
       "42000",
       false},
      {"item failed",
       {.status = 200, .body = R"({"success":true,"result":[{"success":false,"error":"incomplete input"}]})"},
       "42000",
       false},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    World reads{.replies = {row.reply}};
    const Outcome read = failure_of(reads, Effect::Reads);
    CHECK(read.state == row.state);
    CHECK_FALSE(says_unknown(read));
    World writes{.replies = {row.reply}};
    const Outcome write = failure_of(writes, Effect::Writes);
    CHECK(write.state == row.state);
    CHECK(says_unknown(write) == row.unknown_for_writes);
  }
}

TEST_CASE("An answer with another number of items than statements is not taken") {
  World world{.replies = {one_row()}};
  CHECK(failure_of(world, Effect::Reads, {}, 2).text == "D1 answered 1 statements where 2 were sent.");
}

TEST_CASE("Rows of an attempt that failed do not show in the next one") {
  Reply cut = one_row();
  cut.status = 503;
  World world{.replies = {cut, one_row()}};
  const RunReport report = world.run(Effect::Reads);
  CHECK(report.items.size() == 1);
  CHECK(report.items.at(0).rows.rows() == 1);
}

TEST_CASE("Retry-After is honoured within the deadline") {
  World world{.replies = {throttled("7"), one_row()}};
  CHECK(world.run(Effect::Writes, {.exchange = 60s}).attempts == 2);
  CHECK(world.pauses == std::vector<milliseconds>{7s});
}

TEST_CASE("A wait beyond the deadline is HYT00 and tells how long") {
  World world{.replies = {throttled("90")}};
  const Outcome outcome = failure_of(world, Effect::Writes, {.exchange = 60s});
  CHECK(outcome.state == "HYT00");
  CHECK(outcome.code == 7429);
  CHECK(outcome.text.ends_with("D1 has to be left alone for 90 s, longer than there is time."));
  CHECK_FALSE(says_unknown(outcome));
  CHECK(world.pauses.empty());
  World api_limit{.replies = {error(429, 971, "Please wait and consider throttling your request speed")}};
  CHECK(
      failure_of(api_limit, Effect::Reads, {.exchange = 60s}).text.ends_with("for 300 s, longer than there is time."));
}

TEST_CASE("A Retry-After that is no number is not believed") {
  World world{.replies = {throttled("Wed, 21 Oct 2026 07:28:00 GMT"), throttled("-5"), one_row()}};
  CHECK(world.run(Effect::Writes).attempts == 3);
  CHECK(world.pauses == std::vector<milliseconds>{1s, 2s});
  World huge{.replies = {throttled("99999999999999999999")}};
  CHECK(failure_of(huge, Effect::Writes).state == "HYT00");
}

TEST_CASE("The deadline covers all attempts together") {
  Reply slow = fails(Kind::Connect, false);
  slow.takes = 3s;
  World world{.replies = {slow, slow, one_row()}};
  (void)world.run(Effect::Writes, {.connect = 5s, .exchange = 10s, .silence = 2s});
  REQUIRE(world.deadlines.size() == 3);
  CHECK(world.deadlines[0].exchange == 10s);
  CHECK(world.deadlines[1].exchange == 6800ms);
  CHECK(world.deadlines[2].exchange == 3400ms);
  CHECK(world.deadlines[2].connect == 5s);
  CHECK(world.deadlines[2].silence == 2s);
  World late{.replies = {slow, slow}};
  CHECK(failure_of(late, Effect::Writes, {.exchange = 6300ms}).state == "08001");
  CHECK(late.requests.size() == 2);
}

TEST_CASE("No deadline stays no deadline") {
  World world{.replies = {fails(Kind::Connect, false), one_row()}};
  (void)world.run(Effect::Reads);
  CHECK(world.deadlines.at(0).exchange == 0ms);
  CHECK(world.deadlines.at(1).exchange == 0ms);
}

TEST_CASE("Cancelling a wait ends the call") {
  World world{.replies = {throttled("5")}, .cancel_pauses = true};
  const Outcome outcome = failure_of(world, Effect::Writes);
  CHECK(outcome.state == "HY008");
  CHECK_FALSE(says_unknown(outcome));
}

TEST_CASE("A server that echoes the token does not bring it into a diagnostic") {
  World world{.replies = {error(400, 7400, "bad header Bearer secret-token-1234, secret-token-1234")}};
  CHECK(failure_of(world, Effect::Reads).text == "bad header Bearer ***, ***");
  World page{.replies = {{.status = 400, .body = "<p>secret-token-1234</p>", .type = "text/html"}}};
  CHECK(failure_of(page, Effect::Reads).text == "HTTP 400 with text/html: ***");
  World proxy{
      .replies = {{.body = {}, .failure = HttpFailure(Kind::Proxy, true, "refused: Bearer secret-token-1234")}}};
  CHECK(failure_of(proxy, Effect::Reads).text.starts_with("refused: Bearer ***. "));
  World other{.replies = {one_row()}};
  other.replies[0].thrown = std::make_exception_ptr(std::runtime_error("secret-token-1234"));
  CHECK(failure_of(other, Effect::Reads).text == "***");
}

TEST_CASE("An echoed token is known in any encoding, and where the text is cut") {
  struct Row {
    std::string echo;  // as it stands in the JSON of the answer
    std::string shown;
  };
  const Row rows[] = {
      {"secret%2Dtoken-1234 end", "*** end"},
      {R"(secret\u002dtoken-1234 end)", "*** end"},
      {R"({\"t\":\"secret\\u002dtoken-1234\"} end)", R"({"t":"***"} end)"},
      {"Basic OnNlY3JldC10b2tlbi0xMjM0 end", "Basic *** end"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.echo);
    World json{.replies = {error(400, 7400, row.echo)}};
    CHECK(failure_of(json, Effect::Reads).text == row.shown);
  }
  const std::string before(190, 'x');
  World page{.replies = {{.status = 403, .body = "<p>" + before + " secret-token-1234 end</p>", .type = "text/html"}}};
  CHECK(failure_of(page, Effect::Reads).text.starts_with("HTTP 403 with text/html: " + before + " *** end"));
}

TEST_CASE("A token of a few characters ends the search, and leaves the driver's own words alone") {
  for (const char* token : {"*", "**", "***", "e", "un"}) {
    CAPTURE(token);
    World world{.replies = {{.status = 403, .body = "<p>Access * denied *** run</p>", .type = "text/html"}}};
    world.token = token;
    CHECK(says_unknown(failure_of(world, Effect::Writes)));
  }
  World star{.replies = {error(400, 7400, "a * b")}};
  star.token = "*";
  CHECK(failure_of(star, Effect::Reads).text == "a *** b");
  World part{.replies = {error(400, 7500, "unrecognized token: x at offset 7: SQLITE_ERROR")}};
  part.token = "tok";
  const Outcome refused = failure_of(part, Effect::Writes);
  CHECK(refused.state == "42000");
  CHECK(refused.text == "unrecognized ***en: x at offset 7: SQLITE_ERROR");
}

TEST_CASE("A database is found by its exact name, on any page") {
  World first{.replies = {{.body = page_of("db", 3, 100)}}};
  CHECK(first.find("db1") == "u-db1");
  CHECK(first.requests.at(0).method == "GET");
  CHECK(first.requests.at(0).target == "/accounts/acc%2F1/d1/database?name=db1&page=1&per_page=100");
  CHECK(header(first.requests.at(0), "Authorization") == "Bearer secret-token-1234");
  World third{
      .replies = {{.body = page_of("a", 100, 100)}, {.body = page_of("b", 100, 100)}, {.body = page_of("c", 1, 100)}}};
  CHECK(third.find("c0") == "u-c0");
  CHECK(third.requests.at(2).target.find("page=3") != std::string::npos);
  World small_pages{.replies = {{.body = page_of("a", 10, 10)}, {.body = page_of("b", 2, 10)}}};
  CHECK(small_pages.find("b1") == "u-b1");
}

TEST_CASE("A name that no database has is 08004; a similar one is not taken") {
  World world{.replies = {{.body = page_of("db", 3, 100)}}};
  try {
    (void)world.find("DB1");
    FAIL_CHECK("found");
  } catch (const OdbcError& missing) {
    CHECK(facts_of(missing.state()).code == "08004");
    CHECK(missing.text().find("'DB1'") != std::string::npos);
  }
  CHECK(world.requests.size() == 1);
}

TEST_CASE("The databases of an account are listed, from so many pages at most") {
  const auto names = [](World& world, unsigned most_pages) {
    CancelToken cancel;
    const DatabaseListing listing = Client(world.settings()).list_databases(most_pages, {}, cancel);
    return std::pair{listing.databases.size(), listing.complete};
  };
  World one{.replies = {{.body = page_of("db", 3, 100)}}};
  CHECK(names(one, 10) == std::pair{std::size_t{3}, true});
  CHECK(one.requests.at(0).target == "/accounts/acc%2F1/d1/database?page=1&per_page=100");
  World none{.replies = {{.body = page_of("db", 0, 100)}}};
  CHECK(names(none, 10) == std::pair{std::size_t{0}, true});
  World full{.replies = {{.body = page_of("a", 100, 100)}, {.body = page_of("b", 100, 100)}}};
  CHECK(names(full, 2) == std::pair{std::size_t{200}, false});
  CHECK(full.requests.size() == 2);
  World repeats{.replies = {{.body = page_of("a", 100, 100)}, {.body = page_of("a", 100, 100)}}};
  CHECK(names(repeats, 10) == std::pair{std::size_t{100}, true});
}

TEST_CASE("A list that repeats its page or is empty ends the search") {
  World repeats{.replies = {{.body = page_of("a", 100, 100)}, {.body = page_of("a", 100, 100)}}};
  CHECK_THROWS_AS((void)repeats.find("x"), OdbcError);
  World empty{.replies = {{.body = page_of("a", 100, 100)}, {.body = page_of("a", 0, 100)}}};
  CHECK_THROWS_AS((void)empty.find("x"), OdbcError);
}

TEST_CASE("A list that cannot be had fails as a run does") {
  World refused{.replies = {error(403, 7403, "The given account is not valid")}};
  CHECK_THROWS_WITH_AS((void)refused.find("x"),
                       "The given account is not valid. Check Account, and that the token has D1 rights for it; a new "
                       "token may need some seconds.",
                       OdbcError);
  World again{.replies = {fails(Kind::Lost, true), {.body = page_of("x", 1, 100)}}};
  CHECK(again.find("x0") == "u-x0");
  World huge{.replies = {{.body = std::string((std::size_t{17} << 20U) * 2, ' ')}}};
  CHECK_THROWS_WITH_AS((void)huge.find("x"), "The list of databases is longer than 16 MB.", OdbcError);
}

TEST_CASE("A countdown never gives 0, which would mean without limit") {
  std::chrono::steady_clock::time_point time{};
  const Countdown::Clock now = [&] { return time; };
  const Countdown countdown({.exchange = 1s}, now);
  time += 5s;
  CHECK(countdown.left() == 0ms);
  CHECK(countdown.for_next_request().exchange == 1ms);
}

TEST_CASE("A pause ends at once when it is cancelled, before or during it") {
  const Surroundings real = real_surroundings();
  CancelToken before;
  before.cancel();
  CHECK_FALSE(real.pause(std::chrono::hours{1}, before));
  CancelToken during;
  std::thread other([&] { during.cancel(); });
  CHECK_FALSE(real.pause(std::chrono::hours{1}, during));
  other.join();
  CancelToken none;
  CHECK(real.pause(0ms, none));
  const double chance = real.jitter();
  CHECK(chance >= 0.0);
  CHECK(chance <= 1.0);
}
