// Owns: whether the requests of one connection still reach D1: SQL_ATTR_CONNECTION_DEAD. Never: sends a request to find
// out.
#pragma once

#include <atomic>
#include <memory>

#include "d1/surroundings.h"

namespace d1odbc {

/// What the last request that told anything said of the link. Thread safe.
class ConnectionLink {
 public:
  /// True after a request that could not reach D1 or lost its connection, until one is answered (with whatever status).
  /// A timeout or a cancel says nothing of the link.
  [[nodiscard]] bool is_dead() const noexcept { return dead_; }

  /// The same surroundings, whose exchanges are noted in `link`.
  [[nodiscard]] static Surroundings watched(Surroundings surroundings, std::shared_ptr<ConnectionLink> link);

 private:
  std::atomic<bool> dead_{false};
};

}  // namespace d1odbc
