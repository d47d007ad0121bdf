// Owns: how much of a call's time is left for its next request. Never: waits.
#pragma once

#include <chrono>
#include <functional>
#include <optional>

#include "http/exchange.h"

namespace d1odbc {

/// Deadlines of a call that may send several requests (retries, pages): `Deadlines::exchange` covers them together.
class Countdown {
 public:
  using Clock = std::function<std::chrono::steady_clock::time_point()>;

  /// The time runs from here on. `now` must outlive the countdown.
  Countdown(const Deadlines& whole, const Clock& now);

  /// Milliseconds until the end (0 or more); empty when there is no limit.
  [[nodiscard]] std::optional<std::chrono::milliseconds> left() const;

  /// The deadlines for the next request; `exchange` is at least 1 ms, since 0 would mean without limit.
  [[nodiscard]] Deadlines for_next_request() const;

 private:
  Deadlines whole_;
  const Clock& now_;
  std::chrono::steady_clock::time_point start_;
};

}  // namespace d1odbc
