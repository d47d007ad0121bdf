// Owns: tests of d1/answer_body. Never: retries.
#include "d1/answer_body.h"

#include <doctest/doctest.h>

using namespace d1odbc;

namespace {

class Keeper final : public AnswerReceiver {
 public:
  void begin() override {}
  void take(std::string_view bytes) override { seen += bytes; }
  Verdict finish() override { return {.success = true, .errors = {}}; }
  std::string seen;
};

HttpResponse response(unsigned status, std::string type) {
  return {.status = status, .content_type = std::move(type), .headers = {}, .wire_body_bytes = 0};
}

}  // namespace

TEST_CASE("JSON of a good status goes to the receiver") {
  Keeper keeper;
  AnswerBody body(keeper);
  const HttpResponse good = response(200, "application/json");
  body.take(good, "{\"a\":");
  body.take(good, "1}");
  CHECK(body.finish(good).success);
  CHECK(keeper.seen == "{\"a\":1}");
}

TEST_CASE("JSON of a bad status gives its errors, and never reaches the receiver") {
  Keeper keeper;
  AnswerBody body(keeper);
  const HttpResponse bad = response(522, "application/problem+json");
  body.take(bad, R"({"title":"Timed out","sta)");
  body.take(bad, R"(tus":522})");
  const auto verdict = body.finish(bad);
  CHECK_FALSE(verdict.success);
  REQUIRE(verdict.errors.size() == 1);
  CHECK(verdict.errors[0].code == 522);
  CHECK(verdict.errors[0].message == "Timed out");
  CHECK(keeper.seen.empty());
}

TEST_CASE("Broken or cut JSON of a bad status is no error of its own") {
  for (const std::string text : {"{\"errors\":[", "nonsense", ""}) {
    CAPTURE(text);
    Keeper keeper;
    AnswerBody body(keeper);
    const HttpResponse bad = response(500, "application/json");
    body.take(bad, text);
    body.take(bad, "");
    const auto verdict = body.finish(bad);
    CHECK_FALSE(verdict.success);
    CHECK(verdict.errors.empty());
  }
}

TEST_CASE("A page of HTML becomes a short text") {
  Keeper keeper;
  AnswerBody body(keeper);
  const HttpResponse bad = response(502, "text/html");
  body.take(bad, "<html><head><style>b{}</style><title>502 Bad");
  body.take(bad, " Gateway</title></head>\n<body><h1>cloudflare</h1></body></html>");
  const auto verdict = body.finish(bad);
  REQUIRE(verdict.errors.size() == 1);
  CHECK(verdict.errors[0].message == "HTTP 502 with text/html: 502 Bad Gateway cloudflare");
}

TEST_CASE("A good status without JSON is malformed") {
  Keeper keeper;
  AnswerBody body(keeper);
  const HttpResponse portal = response(200, "text/html");
  body.take(portal, "<p>Please log in</p>");
  CHECK_THROWS_WITH_AS((void)body.finish(portal), "The answer is not D1's: HTTP 200 with text/html: Please log in.",
                       MalformedAnswer);
  AnswerBody other(keeper);
  CHECK_THROWS_WITH_AS((void)other.finish(response(204, "")), "The answer is not D1's: HTTP 204 with no content type.",
                       MalformedAnswer);
}

TEST_CASE("A long page is not kept whole") {
  Keeper keeper;
  AnswerBody body(keeper);
  const HttpResponse bad = response(503, "text/plain");
  for (int i = 0; i < 1000; ++i) body.take(bad, std::string(100, 'x'));
  CHECK(body.finish(bad).errors.at(0).message == "HTTP 503 with text/plain: " + std::string(200, 'x'));
}

TEST_CASE("Tags, comments, scripts and control characters are not text") {
  CHECK(text_of_page("<!-- no --><script>var a;</script>a<br>b\r\n\t c") == "a b c");
  CHECK(text_of_page("<p") == "");
  CHECK(text_of_page("") == "");
  CHECK(text_of_page(std::string(199, 'a') + "é") == std::string(199, 'a'));
}

TEST_CASE("JSON is known by its content type") {
  CHECK(is_json("application/json"));
  CHECK(is_json("application/problem+json"));
  CHECK_FALSE(is_json("text/html"));
  CHECK_FALSE(is_json("application/jsonp"));
  CHECK_FALSE(is_json(""));
}
