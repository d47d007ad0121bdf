// Owns: tests of handle/connection_link: which exchanges say that the link is dead. Never: the network.
#include "handle/connection_link.h"

#include <doctest/doctest.h>

#include <functional>

using namespace d1odbc;

namespace {

struct Watched {
  std::shared_ptr<ConnectionLink> link = std::make_shared<ConnectionLink>();
  std::function<HttpResponse()> answer;
  Surroundings surroundings =
      ConnectionLink::watched(Surroundings{.exchange = [this](const Route&, const HttpRequest&, const Deadlines&,
                                                              CancelToken&, const BodySink&) { return answer(); },
                                           .pause = {},
                                           .now = {},
                                           .jitter = {}},
                              link);

  /// Whether the link is dead after an exchange with this end.
  bool is_dead_after(std::function<HttpResponse()> end) {
    answer = std::move(end);
    CancelToken cancel;
    try {
      (void)surroundings.exchange({}, {}, {}, cancel, [](const HttpResponse&, std::string_view) {});
    } catch (const HttpFailure&) {  // the caller sees it as it came
    }
    return link->is_dead();
  }
};

std::function<HttpResponse()> failing(HttpFailure::Kind kind) {
  return [kind]() -> HttpResponse { throw HttpFailure(kind, true, "no"); };
}

std::function<HttpResponse()> answering(unsigned status) {
  return [status] { return HttpResponse{.status = status, .content_type = {}, .headers = {}, .wire_body_bytes = 0}; };
}

}  // namespace

TEST_CASE("a link is dead after a request that was lost, and lives again after any answer") {
  using Kind = HttpFailure::Kind;
  struct Row {
    Kind kind;
    bool dead;
  };
  for (const Row& row :
       {Row{Kind::Resolve, true}, Row{Kind::Connect, true}, Row{Kind::ConnectTimeout, true}, Row{Kind::Tls, true},
        Row{Kind::Certificate, true}, Row{Kind::Proxy, true}, Row{Kind::NotLoopback, true}, Row{Kind::Lost, true},
        Row{Kind::Timeout, false}, Row{Kind::Cancelled, false}}) {
    CAPTURE(static_cast<int>(row.kind));
    Watched watched;
    CHECK_FALSE(watched.link->is_dead());
    CHECK(watched.is_dead_after(failing(row.kind)) == row.dead);
    CHECK_FALSE(watched.is_dead_after(answering(400)));
  }
}

TEST_CASE("a timeout or a cancel leaves a dead link dead") {
  Watched watched;
  CHECK(watched.is_dead_after(failing(HttpFailure::Kind::Lost)));
  CHECK(watched.is_dead_after(failing(HttpFailure::Kind::Timeout)));
  CHECK(watched.is_dead_after(failing(HttpFailure::Kind::Cancelled)));
  CHECK_FALSE(watched.is_dead_after(answering(200)));
}
