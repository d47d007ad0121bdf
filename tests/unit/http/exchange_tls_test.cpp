// Owns: claims about TLS, certificates and the proxy's tunnel. Never: plain http:// (exchange_test.cpp).
#include <doctest/doctest.h>
#include <openssl/ssl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "exchange_fixture.h"
#include "loopback_server.h"

using namespace d1odbc;
using namespace d1odbc::test;
using Kind = HttpFailure::Kind;

namespace {

const Identity& localhost_identity() {
  static const Identity identity = make_identity("DNS:localhost,IP:127.0.0.1");
  return identity;
}

LoopbackServer::Script closing_each(std::string body) {
  return [body = std::move(body)](Peer& peer, unsigned) {
    peer.read_request();
    peer.write(answer(body, "Connection: close\r\n"));
    peer.wait_for_close();
  };
}

void check_certificate_failure(const Route& route, std::string_view reason) {
  const Result result = run(route);
  REQUIRE(result.failure);
  INFO(result.failure->text());
  CHECK(result.failure->kind() == Kind::Certificate);
  CHECK_FALSE(result.failure->request_left());
  CHECK(contains(result.failure->text(), reason));
}

}  // namespace

TEST_CASE("Two exchanges need one TLS handshake") {
  for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
    CAPTURE(version);
    const LoopbackServer server(answering("[1]"), localhost_identity(), LoopbackServer::Tls::AtOnce, version);
    const Route route = tls_route(server.port(), localhost_identity().ca_file);
    CHECK(run(route).body == "[1]");
    CHECK(run(route).body == "[1]");
    CHECK(server.handshakes() == 1);
    CHECK(server.connections() == 1);
  }
}

TEST_CASE("A new connection resumes the TLS session of the one before") {
  for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
    CAPTURE(version);
    const LoopbackServer server(closing_each("[]"), localhost_identity(), LoopbackServer::Tls::AtOnce, version);
    const Route route = tls_route(server.port(), localhost_identity().ca_file);
    CHECK(run(route).body == "[]");
    CHECK(run(route).body == "[]");
    CHECK(server.handshakes() == 2);
    CHECK(server.resumed() == 1);
  }
}

TEST_CASE("A certificate may be for the IP address that was asked for") {
  const LoopbackServer server(answering("[]"), localhost_identity());
  CHECK(run(route_to("https://127.0.0.1:" + std::to_string(server.port()), localhost_identity().ca_file)).body == "[]");
}

TEST_CASE("Large bodies pass through TLS whole") {
  const std::string large(3'000'000, 'y');
  const LoopbackServer server(
      [](Peer& peer, unsigned) {
        const std::string request = peer.read_request();
        peer.write(answer(request.substr(request.find("\r\n\r\n") + 4)));
        peer.wait_for_close();
      },
      localhost_identity());
  const Result result = run(tls_route(server.port(), localhost_identity().ca_file), post(large));
  REQUIRE_FALSE(result.failure);
  CHECK((result.body == large));
}

TEST_CASE("A certificate that is not trusted is refused before the request leaves, and the text says why") {
  SUBCASE("an unknown CA, with the keyword that helps") {
    const LoopbackServer server(answering("[]"), localhost_identity());
    const Identity other = make_identity("DNS:localhost");
    check_certificate_failure(tls_route(server.port(), other.ca_file), "unable to get local issuer certificate");
    check_certificate_failure(tls_route(server.port(), other.ca_file), "CAFile");
  }
  SUBCASE("the system's store does not know a test CA") {
    const LoopbackServer server(answering("[]"), localhost_identity());
    check_certificate_failure(tls_route(server.port(), ""), "CAFile");
  }
  SUBCASE("another host") {
    const Identity other = make_identity("DNS:example.com");
    const LoopbackServer server(answering("[]"), other);
    check_certificate_failure(tls_route(server.port(), other.ca_file), "not for localhost: hostname mismatch");
  }
  SUBCASE("another IP address") {
    const Identity other = make_identity("DNS:127.0.0.1,IP:127.0.0.2");
    const LoopbackServer server(answering("[]"), other);
    check_certificate_failure(route_to("https://127.0.0.1:" + std::to_string(server.port()), other.ca_file),
                              "not for 127.0.0.1: IP address mismatch");
  }
  SUBCASE("expired") {
    const Identity expired = make_identity("DNS:localhost", Validity::Expired);
    const LoopbackServer server(answering("[]"), expired);
    check_certificate_failure(tls_route(server.port(), expired.ca_file), "certificate has expired");
  }
  SUBCASE("a CAFile that is not there") {
    check_certificate_failure(tls_route(1, "/nowhere/ca.pem"), "The CAFile '/nowhere/ca.pem' cannot be used");
  }
}

TEST_CASE("A server with TLS 1.1 at most is refused") {
  const LoopbackServer server(answering("[]"), localhost_identity(), LoopbackServer::Tls::AtOnce, TLS1_1_VERSION);
  const Result result = run(tls_route(server.port(), localhost_identity().ca_file));
  REQUIRE(result.failure);
  CHECK(result.failure->kind() == Kind::Tls);
  CHECK_FALSE(result.failure->request_left());
  CHECK(server.handshakes() == 0);
}

TEST_CASE("A server that speaks no TLS, or closes in the handshake, is Tls") {
  for (const char* text : {"HTTP/1.1 400 Bad Request\r\n\r\n", ""}) {
    CAPTURE(text);
    const LoopbackServer server([&](Peer& peer, unsigned) { peer.write(text); });
    const Result result = run(tls_route(server.port(), localhost_identity().ca_file));
    REQUIRE(result.failure);
    CHECK(result.failure->kind() == Kind::Tls);
    CHECK_FALSE(result.failure->request_left());
  }
}

TEST_CASE("A handshake that stalls ends with ConnectTimeout") {
  const LoopbackServer server([](Peer& peer, unsigned) { peer.wait_for_close(); });
  const Result result = run(tls_route(server.port(), localhost_identity().ca_file), post("{}"),
                            {.connect = std::chrono::milliseconds(50)});
  REQUIRE(result.failure);
  CHECK(result.failure->kind() == Kind::ConnectTimeout);
  CHECK_FALSE(result.failure->request_left());
  CHECK(contains(result.failure->text(), "TLS handshake"));
}

TEST_CASE("The connect deadline does not count once the connection is there") {
  const LoopbackServer server([](Peer& peer, unsigned) { peer.wait_for_close(); }, localhost_identity());
  const Result result =
      run(tls_route(server.port(), localhost_identity().ca_file), post("{}"),
          {.connect = std::chrono::seconds(20), .exchange = {}, .silence = std::chrono::milliseconds(300)});
  REQUIRE(result.failure);
  CHECK(result.failure->kind() == Kind::Timeout);
}

TEST_CASE("An answer cut by closing TLS without its end is Lost") {
  const LoopbackServer server(
      [](Peer& peer, unsigned) {
        peer.read_request();
        peer.write("HTTP/1.1 200 OK\r\n\r\nhow long this is only the end can say");
      },
      localhost_identity());
  const Result result = run(tls_route(server.port(), localhost_identity().ca_file));
  REQUIRE(result.failure);
  CHECK(result.failure->kind() == Kind::Lost);
  CHECK(result.failure->request_left());
}

TEST_CASE("A TLS connection that the server closed while idle is replaced silently") {
  const LoopbackServer server(
      [](Peer& peer, unsigned) {
        peer.read_request();
        peer.write(answer("[]"));
      },
      localhost_identity());
  const Route route = tls_route(server.port(), localhost_identity().ca_file);
  CHECK(run(route).body == "[]");
  server.wait_for_closed(1);
  CHECK(run(route).body == "[]");
  CHECK(server.connections() == 2);
}

TEST_CASE("A forked child does not end the parent's TLS connection") {
  const LoopbackServer server(answering("[]"), localhost_identity());
  const Route route = route_to("https://127.0.0.1:" + std::to_string(server.port()), localhost_identity().ca_file);
  CHECK(run(route).body == "[]");
  const pid_t child = fork();
  if (child == 0) {
    const bool good = run(route).body == "[]";
    _exit(good ? 0 : 1);
  }
  int status = -1;
  waitpid(child, &status, 0);
  CHECK(status == 0);
  CHECK(run(route).body == "[]");
  CHECK(server.connections() == 2);
}

TEST_CASE("Through a proxy: CONNECT with credentials, then TLS with the endpoint") {
  std::string connect;
  const LoopbackServer proxy(
      [&](Peer& peer, unsigned) {
        connect = peer.read_request();
        peer.write("HTTP/1.1 200 Connection established\r\nVia: test\r\n\r\n");
        peer.start_tls();
        while (!peer.read_request().empty()) peer.write(answer("[tunnel]"));
      },
      localhost_identity(), LoopbackServer::Tls::OnDemand);
  Route route = route_to("https://localhost:4433", localhost_identity().ca_file);
  route.proxy = parse_url("http://user:pa%20ss@127.0.0.1:" + std::to_string(proxy.port()));
  CHECK(run(route).body == "[tunnel]");
  CHECK(run(route).body == "[tunnel]");
  CHECK(proxy.connections() == 1);
  CHECK(connect ==
        "CONNECT localhost:4433 HTTP/1.1\r\nHost: localhost:4433\r\n"
        "Proxy-Authorization: Basic dXNlcjpwYSBzcw==\r\n\r\n");
  close_idle_connections();
}

TEST_CASE("A proxy that does not open the tunnel is Proxy, and no text holds its password") {
  struct Row {
    const char* name;
    const char* answer;
    const char* said;
  };
  const Row rows[] = {
      {"407", "HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 2\r\n\r\nno", "status 407"},
      {"502", "HTTP/1.1 502 Bad Gateway\r\n\r\n", "status 502"},
      {"closes", "", "without an answer"},
      {"not HTTP", "hello\r\n\r\n", "not HTTP"},
      {"talks first", "HTTP/1.1 200 OK\r\n\r\nhello", "bytes of its own"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    const LoopbackServer proxy([&](Peer& peer, unsigned) {
      peer.read_request();
      peer.write(row.answer);
    });
    Route route = route_to("https://localhost:4433", localhost_identity().ca_file);
    route.proxy = parse_url("http://user:hunter2@127.0.0.1:" + std::to_string(proxy.port()));
    const Result result = run(route);
    REQUIRE(result.failure);
    INFO(result.failure->text());
    CHECK(result.failure->kind() == Kind::Proxy);
    CHECK_FALSE(result.failure->request_left());
    CHECK(contains(result.failure->text(), row.said));
    CHECK_FALSE(contains(result.failure->text(), "hunter2"));
  }
}

TEST_CASE("A proxy that stalls ends with ConnectTimeout") {
  const LoopbackServer proxy([](Peer& peer, unsigned) { peer.wait_for_close(); });
  Route route = route_to("https://localhost:4433", localhost_identity().ca_file);
  route.proxy = parse_url("http://127.0.0.1:" + std::to_string(proxy.port()));
  const Result result = run(route, post("{}"), {.connect = std::chrono::milliseconds(50)});
  REQUIRE(result.failure);
  CHECK(result.failure->kind() == Kind::ConnectTimeout);
  CHECK(contains(result.failure->text(), "proxy"));
}
