// Owns: how long one exchange may still wait, and what running out of time is called. Never: sleeps, reads a clock.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "http/exchange.h"

namespace d1odbc {

/// The deadlines of one exchange as points in time. Told what the exchange does now; says until when it may wait.
class Patience {
 public:
  using Clock = std::chrono::steady_clock;

  enum class Limit { Connect, Exchange, Silence };

  struct Deadline {
    Clock::time_point at;
    Limit limit;
    bool operator==(const Deadline&) const = default;
  };

  Patience(const Deadlines& deadlines, Clock::time_point start) : deadlines_(deadlines), start_(start) {}

  /// What happens from now on, for the text of a failure: "resolving api.cloudflare.com".
  void now_doing(std::string what) { doing_ = std::move(what); }
  [[nodiscard]] const std::string& doing() const noexcept { return doing_; }

  /// Deadlines::connect counts only between these two, but always from the start of the exchange.
  void begin_connecting() noexcept { connecting_ = true; }
  void end_connecting() noexcept { connecting_ = false; }

  /// The earliest deadline for a wait that begins at `now`; nothing when there is none.
  [[nodiscard]] std::optional<Deadline> next(Clock::time_point now) const;

  /// The failure for a deadline that ran out: ConnectTimeout or Timeout, request_left false (the exchange knows
  /// better).
  [[nodiscard]] HttpFailure ran_out(Limit limit) const;

  /// The failure for a cancelled exchange, request_left false.
  [[nodiscard]] HttpFailure cancelled() const;

 private:
  Deadlines deadlines_;
  Clock::time_point start_;
  std::string doing_ = "starting";
  bool connecting_ = false;
};

}  // namespace d1odbc
