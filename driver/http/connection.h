// Owns: one connection to an endpoint, all its layers: TCP, proxy, TLS. Never: knows requests, is shared by exchanges.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string_view>

#include "http/cancel.h"
#include "http/exchange.h"
#include "http/patience.h"
#include "http/socket.h"
#include "http/tls_stream.h"

namespace d1odbc {

/// What TLS needs for a route: whom to trust and, when there is one, the session to resume.
struct TlsMaterial {
  TlsContext context;
  TlsSession session;
};

/// A connection on which text is written and read. Waits are possible only while an Attended lives.
/// Failures are HttpFailure with request_left false: the exchange knows what has left.
class HttpConnection {
 public:
  explicit HttpConnection(const Route& route) : route_(route) {}

  [[nodiscard]] Socket::Attended attend(Patience& patience, CancelToken& cancel);

  /// Resolves, connects, checks the peer (http:// only to loopback, never through a proxy), opens the proxy's tunnel,
  /// does the TLS handshake. Throws every kind up to Cancelled. `tls` is not used for http://.
  void open(const TlsMaterial& tls, Patience& patience);

  /// Sends `text`. `taken` grows by the bytes the network took (of the encrypted form), also when this throws.
  void write(std::string_view text, std::size_t& taken);

  /// Waits for text; 0 at the proper end of the stream. Throws Lost when TLS was cut without its own end.
  std::size_t read(std::span<char> buffer);

  /// True when the peer has neither closed the idle connection nor sent anything but session tickets. Never waits.
  [[nodiscard]] bool is_quiet() noexcept;

  /// The newest session ticket, once; null when there is none.
  [[nodiscard]] TlsSession take_session() { return tls_ ? tls_->take_session() : nullptr; }
  /// True when the handshake resumed an earlier session.
  [[nodiscard]] bool resumed() const { return tls_ && tls_->resumed(); }

 private:
  void check_loopback(const Address& peer) const;
  void open_tunnel(const Url& proxy);
  void shake_hands(const TlsMaterial& tls);
  void flush(std::size_t& taken);

  Route route_;
  Socket socket_;
  std::unique_ptr<TlsStream> tls_;
  std::unique_ptr<char[]> wire_;
};

}  // namespace d1odbc
