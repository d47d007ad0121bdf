// Owns: tests of d1/answer_body. Never: retries.
#include "d1/answer_body.h"

#include <doctest/doctest.h>

#include "d1/error_map.h"

using namespace d1odbc;

namespace {

class Keeper final : public AnswerReceiver {
 public:
  void begin() override {}
  void take(std::string_view bytes) override { seen += bytes; }
  Verdict finish() override { return {.success = true, .errors = {}}; }
  std::string seen;
};

const Redaction nothing_secret;

HttpResponse response(unsigned status, std::string type) {
  return {.status = status, .content_type = std::move(type), .headers = {}, .wire_body_bytes = 0};
}

}  // namespace

TEST_CASE("JSON of a good status goes to the receiver") {
  Keeper keeper;
  AnswerBody body(keeper, nothing_secret);
  const HttpResponse good = response(200, "application/json");
  body.take(good, "{\"a\":");
  body.take(good, "1}");
  CHECK(body.finish(good).success);
  CHECK(keeper.seen == "{\"a\":1}");
}

TEST_CASE("JSON of a bad status gives its errors, and never reaches the receiver") {
  Keeper keeper;
  AnswerBody body(keeper, nothing_secret);
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
    AnswerBody body(keeper, nothing_secret);
    const HttpResponse bad = response(500, "application/json");
    body.take(bad, text);
    body.take(bad, "");
    const auto verdict = body.finish(bad);
    CHECK_FALSE(verdict.success);
    CHECK(verdict.errors.empty());
  }
}

TEST_CASE("An error that the driver made of a page is told from one of D1") {
  Keeper keeper;
  AnswerBody page(keeper, nothing_secret);
  const HttpResponse html = response(403, "text/html");
  page.take(html, "<p>no</p>");
  CHECK(page.finish(html).errors.at(0).is_page);
  AnswerBody json(keeper, nothing_secret);
  const HttpResponse envelope = response(403, "application/json");
  json.take(envelope, R"({"success":false,"errors":[{"code":1,"message":"no"}]})");
  CHECK_FALSE(json.finish(envelope).errors.at(0).is_page);
}

TEST_CASE("A page of HTML becomes a short text") {
  Keeper keeper;
  AnswerBody body(keeper, nothing_secret);
  const HttpResponse bad = response(502, "text/html");
  body.take(bad, "<html><head><style>b{}</style><title>502 Bad");
  body.take(bad, " Gateway</title></head>\n<body><h1>cloudflare</h1></body></html>");
  const auto verdict = body.finish(bad);
  REQUIRE(verdict.errors.size() == 1);
  CHECK(verdict.errors[0].message == "HTTP 502 with text/html: 502 Bad Gateway cloudflare");
}

TEST_CASE("A good status without JSON is malformed") {
  Keeper keeper;
  AnswerBody body(keeper, nothing_secret);
  const HttpResponse portal = response(200, "text/html");
  body.take(portal, "<p>Please log in</p>");
  CHECK_THROWS_WITH_AS((void)body.finish(portal), "The answer is not D1's: HTTP 200 with text/html: Please log in.",
                       MalformedAnswer);
  AnswerBody other(keeper, nothing_secret);
  CHECK_THROWS_WITH_AS((void)other.finish(response(204, "")), "The answer is not D1's: HTTP 204 with no content type.",
                       MalformedAnswer);
}

TEST_CASE("A long page is not kept whole") {
  Keeper keeper;
  AnswerBody body(keeper, nothing_secret);
  const HttpResponse bad = response(503, "text/plain");
  for (int i = 0; i < 1000; ++i) body.take(bad, std::string(100, 'x'));
  CHECK(body.finish(bad).errors.at(0).message == "HTTP 503 with text/plain: " + std::string(200, 'x'));
}

TEST_CASE("An answer of more than 1 GiB is malformed, whatever it is") {
  const std::string piece(std::size_t{1} << 20U, ' ');
  for (const char* type : {"application/json", "text/html"}) {
    CAPTURE(type);
    Keeper keeper;
    AnswerBody body(keeper, nothing_secret);
    const HttpResponse bad = response(503, type);
    body.take(bad, "nonsense");
    for (std::size_t taken = 0; taken < 1023; ++taken) body.take(bad, piece);
    body.take(bad, std::string_view(piece).substr(8));
    CHECK_THROWS_WITH_AS(body.take(bad, "1"), "The answer is too large: it has more than 1 GiB.", MalformedAnswer);
  }
}

namespace {

std::string error_text(const Redaction& redaction, const std::string& type, const std::string& text) {
  Keeper keeper;
  AnswerBody body(keeper, redaction);
  const HttpResponse bad = response(403, type);
  body.take(bad, text);
  return error_of_answer(403, body.finish(bad).errors, redaction).text();
}

}  // namespace

TEST_CASE("A secret is hidden before a text is cut, wherever the cut falls") {
  const std::string secret = "cfut_SECRET0123456789SECRET0123456789";
  Redaction redaction;
  redaction.hide(secret);
  for (const std::string& spelling : {secret, "cfut%5F" + secret.substr(5), "cfut\\u005f" + secret.substr(5)}) {
    for (const std::size_t cut : {200U, 2048U, 8192U}) {
      for (std::size_t before = cut - 60; before < cut + 10; ++before) {
        CAPTURE(before);
        const std::string filler(before, '-');
        for (const std::string& text :
             {error_text(redaction, "text/html", "<style>" + filler + "</style>" + spelling + " end"),
              error_text(redaction, "text/plain", filler + spelling + " end"),
              error_text(redaction, "application/json", R"({"errors":[{"message":")" + filler + spelling + "\"}]}")}) {
          CAPTURE(text);
          CHECK(text.find("cf") == std::string::npos);
          CHECK(text.find("SEC") == std::string::npos);
        }
      }
    }
  }
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
