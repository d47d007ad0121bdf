// Owns: one connection to an endpoint, all its layers: TCP, proxy, TLS. Never: knows requests, is shared by exchanges.
#include "http/connection.h"

#include <fmt/core.h>

#include <algorithm>

#include "http/answer_reader.h"
#include "http/proxy.h"

namespace d1odbc {
namespace {

using Kind = HttpFailure::Kind;

constexpr std::size_t wire_size = 64 * 1024;
constexpr std::size_t encrypt_size = 256 * 1024;  // encrypted at once: bounds the memory of a large body
constexpr unsigned most_glances = 16;

// Inside one step a broken connection is that step's failure.
template <class Step>
void as_failure_of(Kind kind, std::string_view who, const Step& step) {
  try {
    step();
  } catch (const HttpFailure& failure) {
    if (failure.kind() != Kind::Lost) throw;
    throw HttpFailure(kind, false, fmt::format("{}: {}", who, failure.text()));
  }
}

std::string refusal(const std::string& proxy, unsigned status) {
  constexpr unsigned authentication_required = 407;
  std::string text = fmt::format("The proxy {} refused to connect: HTTP status {}.", proxy, status);
  if (status == authentication_required) {
    text += " It wants a user and password: Proxy=http://user:password@host:port.";
  }
  return text;
}

}  // namespace

Socket::Attended HttpConnection::attend(Patience& patience, CancelToken& cancel) { return {socket_, patience, cancel}; }

void HttpConnection::open(const TlsMaterial& tls, Patience& patience) {
  const bool encrypted = route_.endpoint.scheme == "https";
  const std::optional<Url> proxy = encrypted ? route_.proxy : std::nullopt;
  const Url& first_hop = proxy ? *proxy : route_.endpoint;
  const std::string name = host_and_port(first_hop, true);

  patience.begin_connecting();
  patience.now_doing("resolving " + first_hop.host);
  const std::vector<Address> addresses = socket_.resolve(first_hop.host);
  if (!encrypted && std::ranges::none_of(addresses, is_loopback)) check_loopback(addresses.front());
  patience.now_doing("connecting to " + name);
  socket_.connect(addresses, first_hop.port, name);
  if (!encrypted) check_loopback(socket_.peer());
  if (proxy) {
    patience.now_doing("waiting for the proxy " + name);
    as_failure_of(Kind::Proxy, "The proxy " + name + " did not connect", [&] { open_tunnel(*proxy); });
  }
  if (encrypted) {
    patience.now_doing("in the TLS handshake with " + host_and_port(route_.endpoint, true));
    as_failure_of(Kind::Tls, "The TLS handshake failed", [&] { shake_hands(tls); });
  }
  patience.end_connecting();
}

void HttpConnection::check_loopback(const Address& peer) const {
  if (is_loopback(peer)) return;
  throw HttpFailure(Kind::NotLoopback, false,
                    fmt::format("http:// is allowed only to this computer itself, but {} is {}. Use https://.",
                                route_.endpoint.host, to_text(peer)));
}

void HttpConnection::open_tunnel(const Url& proxy) {
  std::string_view request;
  const std::string text = connect_request(proxy, route_.endpoint);
  for (request = text; !request.empty();) request.remove_prefix(socket_.write_some(request));

  AnswerReader reader(
      AnswerReader::Body::None, [](const HttpResponse&) {}, [](std::string_view) {});
  std::array<char, 4096> piece{};
  std::string received;
  while (!reader.done()) {
    const std::size_t count = socket_.read_some(piece);
    if (count == 0) reader.end_of_stream();
    received.append(piece.data(), count);
    received.erase(0, reader.feed(received));
  }
  const unsigned status = reader.response().status;
  if (status < 200 || status > 299) {
    throw HttpFailure(Kind::Proxy, false, refusal(host_and_port(proxy, true), status));
  }
  // The server speaks only after us, so these bytes cannot be its.
  if (!received.empty()) throw HttpFailure(Kind::Proxy, false, "The proxy sent bytes of its own into the tunnel.");
}

void HttpConnection::shake_hands(const TlsMaterial& tls) {
  tls_ = std::make_unique<TlsStream>(tls.context, route_.endpoint.host, tls.session);
  wire_ = std::make_unique_for_overwrite<char[]>(wire_size);
  std::size_t ignored = 0;
  while (!tls_->handshake()) {
    flush(ignored);
    const std::size_t count = socket_.read_some({wire_.get(), wire_size});
    if (count == 0) throw HttpFailure(Kind::Tls, false, "The server closed the connection in the TLS handshake.");
    tls_->feed({wire_.get(), count});
  }
  flush(ignored);
}

void HttpConnection::flush(std::size_t& taken) {
  std::string_view output = tls_->output();
  while (!output.empty()) {
    const std::size_t count = socket_.write_some(output);
    taken += count;
    output.remove_prefix(count);
  }
  tls_->output_sent();
}

void HttpConnection::write(std::string_view text, std::size_t& taken) {
  while (!text.empty()) {
    if (!tls_) {
      const std::size_t count = socket_.write_some(text);
      taken += count;
      text.remove_prefix(count);
      continue;
    }
    const std::string_view part = text.substr(0, encrypt_size);
    tls_->encrypt(part);
    flush(taken);
    text.remove_prefix(part.size());
  }
}

std::size_t HttpConnection::read(std::span<char> buffer) {
  if (!tls_) return socket_.read_some(buffer);
  for (;;) {  // ends by the deadlines: every round waits for the network
    std::size_t count = 0;
    const TlsStream::Read result = tls_->decrypt(buffer, count);
    if (result == TlsStream::Read::Bytes) return count;
    if (result == TlsStream::Read::Closed) return 0;
    std::size_t ignored = 0;
    flush(ignored);  // an answer to a key update
    const std::size_t received = socket_.read_some({wire_.get(), wire_size});
    if (received == 0) {
      throw HttpFailure(Kind::Lost, false,
                        fmt::format("{} closed the connection before the end of its answer.", route_.endpoint.host));
    }
    tls_->feed({wire_.get(), received});
  }
}

bool HttpConnection::is_quiet() noexcept {
  try {
    std::array<char, 4096> piece{};
    for (unsigned round = 0; round < most_glances; ++round) {
      std::size_t count = 0;
      if (tls_ && tls_->decrypt(piece, count) != TlsStream::Read::NeedMore) return false;
      const Socket::Glance glance = socket_.glance(piece, count);
      if (glance == Socket::Glance::Quiet) return true;
      if (glance == Socket::Glance::Closed || !tls_) return false;
      tls_->feed({piece.data(), count});
    }
  } catch (const std::exception&) {
    // Whatever it is, the connection is not to be used.
  }
  return false;
}

}  // namespace d1odbc
