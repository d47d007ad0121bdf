// Owns: what the process keeps between exchanges: idle connections, session tickets, TLS contexts. Never: waits for the
// network, uses a connection.
#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "http/connection.h"

namespace d1odbc {

/// Thread safe. In a forked child everything inherited is left alone, untouched and unused: destroying it could act on
/// what the parent still uses.
class Pool {
 public:
  using Clock = std::chrono::steady_clock;
  static constexpr std::chrono::seconds longest_idle{60};
  static constexpr std::size_t most_idle_per_route = 8;

  static Pool& of_process();

  /// The connection to `route` that was used last, now the caller's; null when there is none. Its peer may have closed
  /// it: ask is_quiet.
  [[nodiscard]] std::unique_ptr<HttpConnection> take_idle(const Route& route, Clock::time_point now);

  /// Keeps a session for the next handshake with `route`; null is ignored.
  void keep_session(const Route& route, TlsSession session);

  /// Keeps a connection whose last answer was complete with nothing after it.
  void give_back(const Route& route, std::unique_ptr<HttpConnection> connection, Clock::time_point now);

  /// Throws HttpFailure Certificate when the route's CAFile cannot be used. A changed file is read again.
  [[nodiscard]] TlsMaterial tls_for(const Route& route);

  void close_idle() noexcept;

 private:
  struct Idle {
    std::unique_ptr<HttpConnection> connection;
    Clock::time_point since;
  };
  struct Trusted {
    TlsContext context;
    std::filesystem::file_time_type file_time;
  };
  struct Kept {
    std::map<Route, std::vector<Idle>> idle;
    std::map<Route, TlsSession> sessions;
    std::map<std::string, Trusted> contexts;
  };

  Kept& kept();  // the lock must be held
  static std::vector<Idle> take_expired(Kept& kept, Clock::time_point now);
  TlsContext context_for(const std::string& ca_file);

  std::unique_ptr<Kept> kept_ = std::make_unique<Kept>();
  unsigned generation_ = 0;
};

}  // namespace d1odbc
