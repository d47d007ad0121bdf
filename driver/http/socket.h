// Owns: one TCP socket, its own event loop, and every wait for the network. Never: knows TLS or HTTP.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "http/address.h"
#include "http/cancel.h"
#include "http/patience.h"

namespace d1odbc {

/// A TCP connection whose waits end by deadline or cancellation. All calls come from one thread at a time, which runs
/// the socket's event loop while it waits; between calls nothing runs.
/// Failures are HttpFailure with request_left false: only the exchange knows what has left.
class Socket {
 public:
  Socket();
  ~Socket();  // close(2), nothing else
  Socket(const Socket&) = delete;
  Socket& operator=(const Socket&) = delete;

  /// While it lives, the socket's waits end when `patience` runs out or `cancel` is cancelled. One at a time.
  class Attended {
   public:
    Attended(Socket& socket, Patience& patience, CancelToken& cancel);
    ~Attended();
    Attended(const Attended&) = delete;
    Attended& operator=(const Attended&) = delete;

   private:
    Socket& socket_;
    CancelToken& cancel_;
  };

  /// Resolves and connects. Throws Resolve, ConnectTimeout, Timeout, Cancelled.
  [[nodiscard]] std::vector<Address> resolve(const std::string& host);

  /// Connects to the first address that answers; the next one is tried beside it after 250 ms or a failure (RFC 8305).
  /// `name` is for texts. Throws Connect with the first address's reason, ConnectTimeout, Timeout, Cancelled.
  void connect(const std::vector<Address>& addresses, std::uint16_t port, const std::string& name);

  [[nodiscard]] Address peer() const;

  /// Sends what the network takes at once, waiting until it takes something; returns how much. Throws Lost, …
  std::size_t write_some(std::string_view bytes);

  /// Waits for bytes; returns how many came, 0 at the end of the stream. Throws Lost, Timeout, Cancelled.
  std::size_t read_some(std::span<char> buffer);

  enum class Glance { Quiet, Bytes, Closed };
  /// What is there to read right now, without waiting; `count` says how many bytes were put in `buffer`.
  Glance glance(std::span<char> buffer, std::size_t& count);

 private:
  class Loop;
  std::unique_ptr<Loop> loop_;
};

}  // namespace d1odbc
