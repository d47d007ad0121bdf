// Owns: how long one exchange may still wait, and what running out of time is called. Never: sleeps, reads a clock.
#include "http/patience.h"

#include <fmt/core.h>

namespace d1odbc {
namespace {

std::string in_seconds(std::chrono::milliseconds time) {
  return fmt::format("{:g} s", static_cast<double>(time.count()) / 1000.0);
}

}  // namespace

std::optional<Patience::Deadline> Patience::next(Clock::time_point now) const {
  std::optional<Deadline> earliest;
  const auto consider = [&](std::chrono::milliseconds allowed, Clock::time_point from, Limit limit) {
    if (allowed.count() <= 0) return;
    // A limit too large for the clock is no limit.
    if (allowed > std::chrono::hours(24 * 365)) return;
    const Deadline deadline{.at = from + allowed, .limit = limit};
    if (!earliest || deadline.at < earliest->at) earliest = deadline;
  };
  if (connecting_) consider(deadlines_.connect, start_, Limit::Connect);
  consider(deadlines_.exchange, start_, Limit::Exchange);
  consider(deadlines_.silence, now, Limit::Silence);
  return earliest;
}

HttpFailure Patience::ran_out(Limit limit) const {
  switch (limit) {
    case Limit::Connect:
      return {HttpFailure::Kind::ConnectTimeout, false,
              fmt::format("Connecting took longer than the {} allowed (while {}).", in_seconds(deadlines_.connect),
                          doing_)};
    case Limit::Exchange:
      return {HttpFailure::Kind::Timeout, false,
              fmt::format("The request took longer than the {} allowed (while {}).", in_seconds(deadlines_.exchange),
                          doing_)};
    case Limit::Silence:
      break;
  }
  return {HttpFailure::Kind::Timeout, false,
          fmt::format("Nothing was heard from the network for {} (while {}).", in_seconds(deadlines_.silence), doing_)};
}

HttpFailure Patience::cancelled() const {
  return {HttpFailure::Kind::Cancelled, false, fmt::format("The request was cancelled (while {}).", doing_)};
}

}  // namespace d1odbc
