// Owns: the socket and the TLS session of bare_https.h. Never: measures.
#include "bare_https.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdint>
#include <stdexcept>
#include <string_view>

namespace bench {
namespace {

int connect_to_loopback(const std::string& port) {
  const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(std::stoi(port)));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (socket < 0 || ::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
    throw std::runtime_error("No connection to port " + port + ".");
  const int on = 1;
  setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  return socket;
}

// The servers here send a length, or chunks, the last of which is empty.
bool is_whole(const std::string& answer) {
  const std::size_t head = answer.find("\r\n\r\n");
  if (head == std::string::npos) return false;
  constexpr std::string_view length_field = "\r\ncontent-length: ";
  const std::size_t field = answer.find(length_field);
  if (field >= head) return answer.ends_with("\r\n0\r\n\r\n");
  return answer.size() >= head + 4 + std::stoul(answer.substr(field + length_field.size(), 20));
}

}  // namespace

BareHttps::BareHttps(const std::string& port, const std::string& ca)
    : context_(SSL_CTX_new(TLS_client_method()), &SSL_CTX_free), tls_(nullptr, &SSL_free) {
  SSL_CTX_set_verify(context_.get(), SSL_VERIFY_PEER, nullptr);
  if (SSL_CTX_load_verify_locations(context_.get(), ca.c_str(), nullptr) != 1)
    throw std::runtime_error(ca + " cannot be read.");
  socket_ = connect_to_loopback(port);
  tls_.reset(SSL_new(context_.get()));
  SSL_set_fd(tls_.get(), socket_);
  SSL_set1_host(tls_.get(), "localhost");
  SSL_set_tlsext_host_name(tls_.get(), "localhost");
  if (SSL_connect(tls_.get()) != 1) throw std::runtime_error("The TLS handshake failed.");
}

BareHttps::~BareHttps() {
  if (socket_ >= 0) ::close(socket_);
}

const std::string& BareHttps::exchange(const std::string& request) {
  if (SSL_write(tls_.get(), request.data(), static_cast<int>(request.size())) <= 0)
    throw std::runtime_error("Sending failed.");
  constexpr int piece = 16 * 1024;
  answer_.clear();
  while (!is_whole(answer_)) {
    const std::size_t had = answer_.size();
    answer_.resize(had + piece);
    const int count = SSL_read(tls_.get(), answer_.data() + had, piece);
    if (count <= 0) throw std::runtime_error("The answer ended early.");
    answer_.resize(had + static_cast<std::size_t>(count));
  }
  return answer_;
}

}  // namespace bench
