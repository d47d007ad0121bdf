// Owns: a server on 127.0.0.1 for tests, plain or TLS, that plays a script for every connection. Never: asserts.
#include "loopback_server.h"

#include <fmt/core.h>

#include <atomic>
#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/write.hpp>
#include <charconv>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

namespace d1odbc::test {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

std::size_t content_length(std::string_view head) {
  constexpr std::string_view name = "Content-Length: ";
  const std::size_t begin = head.find(name);
  std::size_t length = 0;
  if (begin != std::string_view::npos) {
    std::from_chars(head.data() + begin + name.size(), head.data() + head.size(), length);
  }
  return length;
}

class SocketPeer final : public Peer {
 public:
  SocketPeer(tcp::socket& socket, asio::ssl::context& context) : socket_(socket), context_(context) {}

  void start_tls() override {
    tls_.emplace(socket_, context_);
    tls_->handshake(asio::ssl::stream_base::server);
  }

  [[nodiscard]] bool encrypted() const { return tls_.has_value(); }
  [[nodiscard]] bool resumed() { return tls_ && SSL_session_reused(tls_->native_handle()) == 1; }

  std::string read_request() override {
    std::size_t end = std::string::npos;
    while ((end = received_.find("\r\n\r\n")) == std::string::npos) {
      if (!read_more()) return "";
    }
    const std::size_t whole = end + 4 + content_length(std::string_view(received_).substr(0, end + 2));
    while (received_.size() < whole) {
      if (!read_more()) return "";
    }
    std::string request = received_.substr(0, whole);
    received_.erase(0, whole);
    return request;
  }

  void write(std::string_view bytes) override {
    error_code ignored;
    const asio::const_buffer buffer(bytes.data(), bytes.size());
    if (tls_) {
      asio::write(*tls_, buffer, ignored);
    } else {
      asio::write(socket_, buffer, ignored);
    }
  }

  void wait_for_close() override {
    while (read_more()) received_.clear();
  }

 private:
  bool read_more() {
    std::array<char, 4096> piece{};
    error_code error;
    const std::size_t count =
        tls_ ? tls_->read_some(asio::buffer(piece), error) : socket_.read_some(asio::buffer(piece), error);
    received_.append(piece.data(), count);
    return !error;
  }

  tcp::socket& socket_;
  asio::ssl::context& context_;
  std::optional<asio::ssl::stream<tcp::socket&>> tls_;
  std::string received_;
};

}  // namespace

class LoopbackServer::State {
 public:
  State(Script script, Tls tls) : script_(std::move(script)), tls_(tls) {}

  void use(const Identity& identity, int max_tls_version) {
    context_.use_certificate(asio::buffer(identity.certificate_pem), asio::ssl::context::pem);
    context_.use_private_key(asio::buffer(identity.key_pem), asio::ssl::context::pem);
    constexpr std::array<unsigned char, 6> session_id_context = {'d', '1', 't', 'e', 's', 't'};
    SSL_CTX_set_session_id_context(context_.native_handle(), session_id_context.data(), session_id_context.size());
    if (max_tls_version == 0) return;
    SSL_CTX_set_min_proto_version(context_.native_handle(), 0);
    SSL_CTX_set_max_proto_version(context_.native_handle(), max_tls_version);
    SSL_CTX_set_security_level(context_.native_handle(), 0);  // else OpenSSL itself refuses TLS 1.1
  }

  void start() {
    acceptor_thread_ = std::thread([this] { accept_all(); });
  }

  // Ends every wait of a script by shutting its socket down, and accept by a connection of its own.
  void stop() {
    stopping_ = true;
    error_code ignored;
    tcp::socket knock(io_);
    knock.connect(acceptor_.local_endpoint(), ignored);
    acceptor_thread_.join();
    {
      const std::lock_guard guard(mutex_);
      for (const auto& each : sockets_) each->shutdown(tcp::socket::shutdown_both, ignored);
    }
    for (std::thread& each : threads_) each.join();
  }

  void wait_for_closed(unsigned count) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return closed_ >= count; });
  }

  [[nodiscard]] std::uint16_t port() const { return acceptor_.local_endpoint().port(); }
  std::atomic<unsigned> connections = 0, handshakes = 0, resumed = 0;

 private:
  void accept_all() {
    for (;;) {
      auto socket = std::make_unique<tcp::socket>(io_);
      error_code error;
      acceptor_.accept(*socket, error);
      if (stopping_ || error) return;
      const std::lock_guard guard(mutex_);
      const unsigned index = connections++;
      tcp::socket& accepted = *sockets_.emplace_back(std::move(socket));
      threads_.emplace_back([this, &accepted, index] { serve(accepted, index); });
    }
  }

  void serve(tcp::socket& socket, unsigned index) {
    try {
      SocketPeer peer(socket, context_);
      if (tls_ == Tls::AtOnce) peer.start_tls();
      count(peer);
      script_(peer, index);
      if (tls_ == Tls::OnDemand) count(peer);
    } catch (const std::exception&) {
      // A client that refuses our certificate is what some tests are about.
    }
    const std::lock_guard guard(mutex_);
    error_code ignored;
    socket.shutdown(tcp::socket::shutdown_both, ignored);
    socket.close(ignored);
    ++closed_;
    changed_.notify_all();
  }

  void count(SocketPeer& peer) {
    if (peer.encrypted()) ++handshakes;
    if (peer.resumed()) ++resumed;
  }

  Script script_;
  Tls tls_;
  asio::io_context io_;
  asio::ssl::context context_{asio::ssl::context::tls_server};
  tcp::acceptor acceptor_{io_, tcp::endpoint(asio::ip::address_v4::loopback(), 0)};
  std::atomic<bool> stopping_ = false;
  std::thread acceptor_thread_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::unique_ptr<tcp::socket>> sockets_;
  std::vector<std::thread> threads_;
  unsigned closed_ = 0;
};

LoopbackServer::LoopbackServer(Script script) : state_(std::make_unique<State>(std::move(script), Tls::None)) {
  state_->start();
}

LoopbackServer::LoopbackServer(Script script, const Identity& identity, Tls tls, int max_tls_version)
    : state_(std::make_unique<State>(std::move(script), tls)) {
  state_->use(identity, max_tls_version);
  state_->start();
}

LoopbackServer::~LoopbackServer() { state_->stop(); }

std::uint16_t LoopbackServer::port() const { return state_->port(); }
unsigned LoopbackServer::connections() const { return state_->connections; }
unsigned LoopbackServer::handshakes() const { return state_->handshakes; }
unsigned LoopbackServer::resumed() const { return state_->resumed; }
void LoopbackServer::wait_for_closed(unsigned count) const { state_->wait_for_closed(count); }

std::string answer(std::string_view body, std::string_view more_headers) {
  return fmt::format("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n{}Content-Length: {}\r\n\r\n{}",
                     more_headers, body.size(), body);
}

LoopbackServer::Script answering(std::string body) {
  return [body = std::move(body)](Peer& peer, unsigned) {
    while (!peer.read_request().empty()) peer.write(answer(body));
  };
}

}  // namespace d1odbc::test
