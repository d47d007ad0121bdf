// Owns: how much of a call's time is left for its next request. Never: waits.
#include "d1/countdown.h"

#include <algorithm>

namespace d1odbc {

using std::chrono::milliseconds;

Countdown::Countdown(const Deadlines& whole, const Clock& now) : whole_(whole), now_(now), start_(now()) {}

std::optional<milliseconds> Countdown::left() const {
  if (whole_.exchange == milliseconds{0}) return std::nullopt;
  const auto spent = std::chrono::duration_cast<milliseconds>(now_() - start_);
  return std::max(whole_.exchange - spent, milliseconds{0});
}

Deadlines Countdown::for_next_request() const {
  Deadlines next = whole_;
  if (const auto rest = left()) next.exchange = std::max(*rest, milliseconds{1});
  return next;
}

}  // namespace d1odbc
