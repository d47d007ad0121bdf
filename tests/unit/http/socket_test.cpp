// Owns: claims about connecting to several addresses and looking a name up. Never: HTTP.
#include "http/socket.h"

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <vector>

#include "exchange_fixture.h"
#include "loopback_server.h"

using namespace d1odbc;
using namespace d1odbc::test;
using namespace std::chrono_literals;

namespace {

// An address that takes no connection: a listener whose queue is full drops what comes (Linux).
class DeadAddress {
 public:
  explicit DeadAddress(std::uint16_t port) {
    address_.sin_family = AF_INET;
    address_.sin_port = htons(port);
    inet_pton(AF_INET, "127.0.0.2", &address_.sin_addr);
    const int listener = open(0);
    REQUIRE(::bind(listener, reinterpret_cast<const sockaddr*>(&address_), sizeof address_) == 0);
    REQUIRE(::listen(listener, 0) == 0);
    for (int filler = 0; filler < 4; ++filler) {
      (void)::connect(open(SOCK_NONBLOCK), reinterpret_cast<const sockaddr*>(&address_), sizeof address_);
    }
  }
  ~DeadAddress() {
    for (const int descriptor : descriptors_) ::close(descriptor);
  }
  DeadAddress(const DeadAddress&) = delete;
  DeadAddress& operator=(const DeadAddress&) = delete;

 private:
  int open(int flags) { return descriptors_.emplace_back(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | flags, 0)); }

  sockaddr_in address_{};
  std::vector<int> descriptors_;
};

Address connected_peer(const std::vector<const char*>& texts, std::uint16_t port, const Deadlines& deadlines) {
  std::vector<Address> addresses;
  for (const char* text : texts) addresses.push_back(*parse_address(text));
  Patience patience(deadlines, Patience::Clock::now());
  patience.begin_connecting();
  CancelToken cancel;
  Socket socket;
  const Socket::Attended attended(socket, patience, cancel);
  socket.connect(addresses, port, "test");
  return socket.peer();
}

}  // namespace

TEST_CASE("An address that refuses is passed over") {
  const LoopbackServer server(answering(""));
  CHECK(to_text(connected_peer({"127.0.0.2", "127.0.0.3", "127.0.0.1"}, server.port(), generous)) == "127.0.0.1");
}

TEST_CASE("A dead address delays the connection, it does not eat the deadline") {
  const LoopbackServer server(answering(""));
  const DeadAddress dead(server.port());
  CHECK(to_text(connected_peer({"127.0.0.2", "127.0.0.1"}, server.port(), generous)) == "127.0.0.1");
}

TEST_CASE("When every address is dead the connect deadline ends it") {
  const LoopbackServer server(answering(""));
  const DeadAddress dead(server.port());
  try {
    (void)connected_peer({"127.0.0.2"}, server.port(), {.connect = 50ms});
    FAIL("nothing was thrown");
  } catch (const HttpFailure& failure) {
    CHECK(failure.kind() == HttpFailure::Kind::ConnectTimeout);
  }
}

TEST_CASE("When every address refuses, the failure names the first") {
  const LoopbackServer server(answering(""));
  try {
    (void)connected_peer({"127.0.0.3", "127.0.0.2"}, server.port(), generous);
    FAIL("nothing was thrown");
  } catch (const HttpFailure& failure) {
    CHECK(failure.kind() == HttpFailure::Kind::Connect);
    CHECK(contains(failure.text(), "127.0.0.3"));
  }
}

TEST_CASE("localhost resolves to loopback addresses only") {
  Patience patience(generous, Patience::Clock::now());
  CancelToken cancel;
  Socket socket;
  const Socket::Attended attended(socket, patience, cancel);
  const auto addresses = socket.resolve("localhost");
  REQUIRE_FALSE(addresses.empty());
  for (const Address& address : addresses) CHECK(is_loopback(address));
}
