// Owns: claims about exchanges over plain http:// to loopback. Never: TLS (exchange_tls_test.cpp).
#include "http/exchange.h"

#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>
#include <zlib.h>

#include <atomic>
#include <thread>

#include "error/odbc_error.h"
#include "exchange_fixture.h"
#include "loopback_server.h"

using namespace d1odbc;
using namespace d1odbc::test;
using Kind = HttpFailure::Kind;

namespace {

std::string gzip(std::string_view text) {
  z_stream stream{};
  deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
  std::string compressed(deflateBound(&stream, text.size()), '\0');
  std::string input(text);
  stream.next_in = reinterpret_cast<Bytef*>(input.data());
  stream.avail_in = static_cast<uInt>(input.size());
  stream.next_out = reinterpret_cast<Bytef*>(compressed.data());
  stream.avail_out = static_cast<uInt>(compressed.size());
  deflate(&stream, Z_FINISH);
  compressed.resize(stream.total_out);
  deflateEnd(&stream);
  return compressed;
}

// Plays one text for the first request of each connection and then closes.
LoopbackServer::Script saying(std::string text) {
  return [text = std::move(text)](Peer& peer, unsigned) {
    peer.read_request();
    peer.write(text);
  };
}

// Never answers.
void stall(Peer& peer, unsigned) { peer.wait_for_close(); }

}  // namespace

TEST_CASE("An exchange sends one head and body and returns status, headers and body") {
  std::string seen;
  const LoopbackServer server([&](Peer& peer, unsigned) {
    seen = peer.read_request();
    peer.write(
        "HTTP/1.1 400 Bad Request\r\nContent-Type: Application/JSON; charset=utf-8\r\nX-One: a b\r\n"
        "Content-Length: 3\r\n\r\nabc");
    peer.wait_for_close();
  });
  HttpRequest request = post("{\"sql\":\"SELECT 1\"}");
  request.headers = {{"Authorization", "Bearer secret"}, {"User-Agent", "d1odbc"}};
  const Result result = run(plain_route(server.port()), request);
  REQUIRE_FALSE(result.failure);
  CHECK(result.response.status == 400);
  CHECK(result.response.content_type == "application/json");
  CHECK(result.response.header("x-one") == "a b");
  CHECK(result.response.header("x-two").empty());
  CHECK(result.response.wire_body_bytes == 3);
  CHECK(result.body == "abc");
  CHECK(seen == "POST /query HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(server.port()) +
                    "\r\nConnection: keep-alive\r\nAccept: application/json\r\nAccept-Encoding: gzip\r\n"
                    "Authorization: Bearer secret\r\nUser-Agent: d1odbc\r\nContent-Type: application/json\r\n"
                    "Content-Length: 18\r\n\r\n{\"sql\":\"SELECT 1\"}");
  close_idle_connections();
}

TEST_CASE("Exchanges one after the other share a connection") {
  const LoopbackServer server(answering("[]"));
  for (int round = 0; round < 5; ++round) CHECK(run(plain_route(server.port())).body == "[]");
  CHECK(server.connections() == 1);
}

TEST_CASE("An answer that says Connection: close, or comes with bytes after it, ends its connection") {
  const char* extras[] = {"Connection: close\r\n", ""};
  for (const char* extra : extras) {
    CAPTURE(extra);
    const bool bytes_after = *extra == '\0';
    const LoopbackServer server([&](Peer& peer, unsigned) {
      while (!peer.read_request().empty()) peer.write(answer("[]", extra) + (bytes_after ? "junk" : ""));
    });
    CHECK(run(plain_route(server.port())).body == "[]");
    CHECK(run(plain_route(server.port())).body == "[]");
    CHECK(server.connections() == 2);
  }
}

TEST_CASE("A kept connection that the server has closed is replaced silently") {
  const LoopbackServer server(saying(answer("[]")));
  CHECK(run(plain_route(server.port())).body == "[]");
  server.wait_for_closed(1);
  const Result second = run(plain_route(server.port()));
  REQUIRE_FALSE(second.failure);
  CHECK(second.body == "[]");
  CHECK(server.connections() == 2);
}

TEST_CASE("close_idle_connections closes what is kept") {
  const LoopbackServer server(answering("[]"));
  CHECK(run(plain_route(server.port())).body == "[]");
  close_idle_connections();
  server.wait_for_closed(1);
  CHECK(run(plain_route(server.port())).body == "[]");
  CHECK(server.connections() == 2);
}

TEST_CASE("A large request body and a large answer arrive whole") {
  const std::string large(5'000'000, 'x');
  const LoopbackServer server([](Peer& peer, unsigned) {
    const std::string request = peer.read_request();
    peer.write(answer(request.substr(request.find("\r\n\r\n") + 4)));
  });
  const Result result = run(plain_route(server.port()), post(large));
  REQUIRE_FALSE(result.failure);
  CHECK((result.body == large));
}

TEST_CASE("An answer that is cut or is not HTTP is Lost, and the request had left") {
  struct Row {
    const char* name;
    std::string text;
  };
  const Row rows[] = {
      {"nothing", ""},
      {"cut head", "HTTP/1.1 200 OK\r\nContent-Le"},
      {"cut body", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12345"},
      {"no last chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n"},
      {"cut chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab"},
      {"not HTTP", "SSH-2.0-OpenSSH_9\r\n\r\n"},
      {"not gzip", answer("plain text", "Content-Encoding: gzip\r\n")},
      {"cut gzip", answer(gzip("some text").substr(0, 20), "Content-Encoding: gzip\r\n")},
      {"unknown encoding", answer("x", "Content-Encoding: br\r\n")},
      {"two lengths", "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab"},
      {"endless head", "HTTP/1.1 200 OK\r\nX: " + std::string(70'000, 'x')},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    const LoopbackServer server(saying(row.text));
    const Result result = run(plain_route(server.port()));
    REQUIRE(result.failure);
    CHECK(result.failure->kind() == Kind::Lost);
    CHECK(result.failure->request_left());
  }
}

TEST_CASE("A body without a length ends with the connection") {
  const LoopbackServer server(saying("HTTP/1.1 200 OK\r\n\r\nall of it"));
  CHECK(run(plain_route(server.port())).body == "all of it");
}

TEST_CASE("Interim answers are skipped; a redirect is returned, not followed") {
  const LoopbackServer server(saying(
      "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 302 Found\r\nLocation: /x\r\nContent-Length: 2\r\n\r\nno"));
  const Result result = run(plain_route(server.port()));
  CHECK(result.response.status == 302);
  CHECK(result.response.header("location") == "/x");
  CHECK(result.response.header("link").empty());
  CHECK(result.body == "no");
}

TEST_CASE("A gzip answer in chunks is inflated, and its wire size counted") {
  const std::string text(300'000, 'z');
  const std::string compressed = gzip(text);
  std::string wire = "HTTP/1.1 200 OK\r\nContent-Encoding: GZIP\r\nTransfer-Encoding: chunked\r\n\r\n";
  for (const char byte : compressed) wire += std::string("1\r\n") + byte + "\r\n";
  const LoopbackServer server(saying(wire + "0\r\n\r\n"));
  const Result result = run(plain_route(server.port()));
  REQUIRE_FALSE(result.failure);
  CHECK((result.body == text));
  CHECK(result.response.wire_body_bytes == compressed.size());
}

TEST_CASE("A server that does not answer ends the exchange with Timeout by either deadline") {
  const LoopbackServer server(stall);
  const Deadlines rows[] = {{.exchange = std::chrono::milliseconds(50)}, {.silence = std::chrono::milliseconds(50)}};
  for (const Deadlines& deadlines : rows) {
    CAPTURE(deadlines.exchange.count());
    const auto begin = std::chrono::steady_clock::now();
    const Result result = run(plain_route(server.port()), post("{}"), deadlines);
    REQUIRE(result.failure);
    CHECK(result.failure->kind() == Kind::Timeout);
    CHECK(result.failure->request_left());
    CHECK(contains(result.failure->text(), "0.05 s"));
    CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(10));
  }
}

TEST_CASE("A server that does not read ends the exchange with Timeout in the middle of the request") {
  std::atomic<bool> over = false;
  const LoopbackServer server([&](Peer&, unsigned) { over.wait(false); });
  const Result result =
      run(plain_route(server.port()), post(std::string(30'000'000, 'x')), {.silence = std::chrono::milliseconds(100)});
  over = true;
  over.notify_all();
  REQUIRE(result.failure);
  CHECK(result.failure->kind() == Kind::Timeout);
  CHECK(result.failure->request_left());
  CHECK(contains(result.failure->text(), "sending the request"));
}

TEST_CASE("A server that refuses a body and closes before reading it is still heard, or Lost") {
  const LoopbackServer server([](Peer& peer, unsigned) {
    peer.write("HTTP/1.1 413 Too Large\r\nContent-Length: 2\r\nConnection: close\r\n\r\nno");
  });
  const Result result = run(plain_route(server.port()), post(std::string(20'000'000, 'x')));
  if (result.failure) {
    CHECK(result.failure->kind() == Kind::Lost);
    CHECK(result.failure->request_left());
  } else {
    CHECK(result.response.status == 413);
  }
}

TEST_CASE("Another thread's cancel ends the exchange at once") {
  CancelToken cancel;
  const LoopbackServer server([&](Peer& peer, unsigned) {
    peer.read_request();
    cancel.cancel();
    peer.wait_for_close();
  });
  const Result result = run(plain_route(server.port()), post("{}"), Deadlines{}, cancel);
  REQUIRE(result.failure);
  CHECK(result.failure->kind() == Kind::Cancelled);
  CHECK(result.failure->request_left());
}

TEST_CASE("A token that is already cancelled sends nothing, not even over a kept connection") {
  const LoopbackServer server(answering("[]"));
  CHECK(run(plain_route(server.port())).body == "[]");
  CancelToken cancel;
  cancel.cancel();
  const Result refused = run(plain_route(server.port()), post("{}"), generous, cancel);
  REQUIRE(refused.failure);
  CHECK(refused.failure->kind() == Kind::Cancelled);
  CHECK_FALSE(refused.failure->request_left());
  cancel.reset();
  CHECK(run(plain_route(server.port()), post("{}"), generous, cancel).body == "[]");
}

TEST_CASE("A cancel after the end of an exchange does not end the next one") {
  const LoopbackServer server(answering("[]"));
  for (int round = 0; round < 50; ++round) {
    CancelToken cancel;
    std::thread late([&] { cancel.cancel(); });
    run(plain_route(server.port()), post("{}"), generous, cancel);
    late.join();
    const Result next = run(plain_route(server.port()));
    REQUIRE_FALSE(next.failure);
    CHECK(next.body == "[]");
  }
}

TEST_CASE("Nobody listening is Connect; a name that cannot exist (a label of 64) is Resolve; nothing has left") {
  std::uint16_t free_port = 0;
  { free_port = LoopbackServer(answering("")).port(); }
  const Result refused = run(plain_route(free_port));
  REQUIRE(refused.failure);
  CHECK(refused.failure->kind() == Kind::Connect);
  CHECK_FALSE(refused.failure->request_left());
  CHECK(contains(refused.failure->text(), "127.0.0.1:" + std::to_string(free_port)));

  const Result nowhere = run(route_to("https://" + std::string(64, 'a') + ".invalid"));
  REQUIRE(nowhere.failure);
  CHECK(nowhere.failure->kind() == Kind::Resolve);
  CHECK_FALSE(nowhere.failure->request_left());
}

TEST_CASE("http:// to another computer is refused before anything is connected") {
  const Result result = run(route_to("http://192.0.2.1"));
  REQUIRE(result.failure);
  CHECK(result.failure->kind() == Kind::NotLoopback);
  CHECK_FALSE(result.failure->request_left());
  CHECK(contains(result.failure->text(), "192.0.2.1"));
}

TEST_CASE("http:// never goes through a proxy") {
  const LoopbackServer proxy(answering("proxy"));
  const LoopbackServer server(answering("server"));
  Route route = plain_route(server.port());
  route.proxy = parse_url("http://127.0.0.1:" + std::to_string(proxy.port()));
  CHECK(run(route).body == "server");
  CHECK(proxy.connections() == 0);
}

TEST_CASE("What the sink throws passes through, and the connection is dropped") {
  const LoopbackServer server(answering("[]"));
  CancelToken cancel;
  const auto refuse = [](const HttpResponse& response, std::string_view) {
    throw OdbcError(State::GeneralError, "status {}", response.status);
  };
  try {
    exchange(plain_route(server.port()), post("{}"), generous, cancel, refuse);
    FAIL("nothing was thrown");
  } catch (const OdbcError& error) {
    CHECK(error.text() == "status 200");
  }
  CHECK(run(plain_route(server.port())).body == "[]");
  CHECK(server.connections() == 2);
}

TEST_CASE("Two threads have exchanges at once over connections of their own") {
  std::atomic<int> waiting = 0;
  const LoopbackServer server([&](Peer& peer, unsigned) {
    while (!peer.read_request().empty()) {
      if (++waiting == 2) waiting.notify_all();
      for (int seen = waiting; seen < 2; seen = waiting) waiting.wait(seen);  // answers only when both have asked
      peer.write(answer("[]"));
    }
  });
  Result first;
  Result second;
  std::thread other([&] { first = run(plain_route(server.port())); });
  second = run(plain_route(server.port()));
  other.join();
  CHECK(first.body == "[]");
  CHECK(second.body == "[]");
  CHECK(server.connections() == 2);
}

TEST_CASE("A forked child opens its own connection, and the parent's goes on") {
  const LoopbackServer server(answering("[]"));
  CHECK(run(plain_route(server.port())).body == "[]");
  const pid_t child = fork();
  if (child == 0) {
    const bool good = run(plain_route(server.port())).body == "[]";
    close_idle_connections();
    _exit(good ? 0 : 1);
  }
  int status = -1;
  waitpid(child, &status, 0);
  CHECK(status == 0);
  server.wait_for_closed(1);  // the child's
  CHECK(server.connections() == 2);
  CHECK(run(plain_route(server.port())).body == "[]");
  CHECK(server.connections() == 2);
}
