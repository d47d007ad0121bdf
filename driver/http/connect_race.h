// Owns: connecting to several addresses of one host, the first to answer winning. Never: resolves, keeps deadlines.
#pragma once

#include <boost/system/error_code.hpp>
#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "http/address.h"

namespace boost::asio {
class io_context;
}

namespace d1odbc {

/// Tries the addresses in order, each 250 ms after the one before or as soon as that has failed (RFC 8305), at most 16.
/// Runs in the event loop it is given; must outlive the call of `done`.
class ConnectRace {
 public:
  using Done = std::function<void(boost::system::error_code)>;

  ConnectRace(boost::asio::io_context& io, const std::vector<Address>& addresses, std::uint16_t port);
  ~ConnectRace();
  ConnectRace(const ConnectRace&) = delete;
  ConnectRace& operator=(const ConnectRace&) = delete;

  /// `addresses` must not be empty. `done` is called once, in the loop, when no handler of the race is left: without an
  /// error when there is a winner, else with the first address's.
  void start(Done done);

  /// Ends every attempt; `done` follows soon.
  void abort();

  /// The winner's descriptor, now the caller's, noted in fork_guard.h; once, after `done` without an error.
  [[nodiscard]] int take_winner();

 private:
  class Runners;
  std::unique_ptr<Runners> runners_;
};

}  // namespace d1odbc
