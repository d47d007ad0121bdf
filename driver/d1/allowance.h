// Owns: how many requests may be under way at once, and when, by what D1 answered so far. Never: clocks, locks, waits.
#pragma once

#include <algorithm>
#include <chrono>
#include <optional>

namespace d1odbc {

/// The requests of one token, told of each that begins and ends. Each answer that says "too many" halves what may be
/// under way and closes the way for the time that D1 asks for; each good one lets one more in again.
class Allowance {
 public:
  using Time = std::chrono::steady_clock::time_point;

  /// What a request that wants to begin must wait for.
  struct Wait {
    std::optional<Time> until = {};  // this time; empty: the end of another request
  };

  /// Empty: it may begin. `most`: as many as the connection allows at once.
  [[nodiscard]] std::optional<Wait> wait_before(Time now, unsigned most) const noexcept {
    if (now < closed_until_) return Wait{closed_until_};
    if (under_way_ >= std::min(most, allowed_)) return Wait{};
    return std::nullopt;
  }

  [[nodiscard]] unsigned under_way() const noexcept { return under_way_; }

  void begin() noexcept { ++under_way_; }

  /// A request has ended, whatever came of it.
  void end() noexcept { --under_way_; }

  void succeeded() noexcept {
    if (allowed_ < unlimited) ++allowed_;
  }

  /// D1 said that there were too many requests, and to come again at `again`. Call it before `end`.
  void throttled(Time again) noexcept {
    allowed_ = std::max(1U, std::min(allowed_, under_way_) / 2);
    closed_until_ = std::max(closed_until_, again);
  }

 private:
  static constexpr unsigned unlimited = 1'000;  // more than any connection allows

  unsigned under_way_ = 0;
  unsigned allowed_ = unlimited;
  Time closed_until_{};
};

}  // namespace d1odbc
