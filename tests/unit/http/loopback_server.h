// Owns: a server on 127.0.0.1 for tests, plain or TLS, that plays a script for every connection. Never: asserts.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace d1odbc::test {

/// A certificate made at run time, its key, and a file with the CA that signed it (removed with the last copy).
struct Identity {
  std::string certificate_pem;
  std::string key_pem;
  std::string ca_file;
  std::shared_ptr<void> file_owner;
};

enum class Validity { Now, Expired };

/// `names` are subject alternative names as OpenSSL writes them: "DNS:localhost,IP:127.0.0.1".
[[nodiscard]] Identity make_identity(const std::string& names, Validity validity = Validity::Now);

/// One accepted connection, seen from the server. Blocking; every call ends when the server is stopped.
class Peer {
 public:
  virtual ~Peer() = default;
  /// The head and the body by Content-Length; "" when the client has closed.
  virtual std::string read_request() = 0;
  virtual void write(std::string_view bytes) = 0;
  /// Waits until the client closes.
  virtual void wait_for_close() = 0;
  /// Becomes a TLS server on the same socket (after CONNECT).
  virtual void start_tls() = 0;
};

class LoopbackServer {
 public:
  /// Called on a thread of its own for each connection; `index` counts connections from 0. When it returns, the
  /// connection is closed.
  using Script = std::function<void(Peer& peer, unsigned index)>;
  enum class Tls { None, AtOnce, OnDemand };

  explicit LoopbackServer(Script script);
  LoopbackServer(Script script, const Identity& identity, Tls tls = Tls::AtOnce, int max_tls_version = 0);
  ~LoopbackServer();

  [[nodiscard]] std::uint16_t port() const;
  [[nodiscard]] unsigned connections() const;  // accepted so far
  [[nodiscard]] unsigned handshakes() const;   // that succeeded
  [[nodiscard]] unsigned resumed() const;      // of these, with an earlier session
  void wait_for_closed(unsigned count) const;  // until so many connections were closed by the server

 private:
  class State;
  std::unique_ptr<State> state_;
};

/// An answer with Content-Length.
[[nodiscard]] std::string answer(std::string_view body, std::string_view more_headers = "");

/// Answers every request on a connection with `body`.
[[nodiscard]] LoopbackServer::Script answering(std::string body);

}  // namespace d1odbc::test
