// Owns: which D1 failures may be sent again, and when. Never: sleeps, sockets, clocks (the caller has those).
#pragma once

#include <chrono>
#include <optional>

#include "d1/effect.h"

namespace d1odbc {

/// The longest wait that is kept when D1 names one: the documented block is 5 minutes.
inline constexpr std::chrono::milliseconds longest_asked_wait{310'000};

/// What a failed request means for sending it again (design D5).
enum class Trouble {
  NotSent,    // nothing reached D1; the next try may succeed
  Throttled,  // D1 refused it before running it: too many requests, too much load
  Transient,  // it may have run; the next try may succeed
  Unclear,    // it may have run; trying again would not help
  Final,      // it certainly did not take effect, and would fail again
};

/// One failed request, as far as the decision needs it.
struct FailedAttempt {
  Trouble trouble = Trouble::Final;
  Effect effect = Effect::Writes;
  unsigned number = 1;                                   // of this attempt, counted from 1
  unsigned retries = 0;                                  // further tries allowed after the first attempt
  std::optional<std::chrono::milliseconds> retry_after;  // what D1 asked to wait
  std::optional<std::chrono::milliseconds> left;         // until the deadline; empty: there is none
  double jitter = 0;                                     // from 0 to 1, by chance
};

/// What to do next.
struct Next {
  enum class Kind {
    Again,           // after `wait`
    GiveUp,          // report the failure as it is
    OutcomeUnknown,  // report it, and that the statement may or may not have run
    RateLimited,     // report it, and that D1 asks to wait for `wait`, which is longer than there is time
  };
  Kind kind = Kind::GiveUp;
  std::chrono::milliseconds wait{0};

  bool operator==(const Next&) const = default;
};

/// Decides. Reads go again after everything but Final and Unclear; writes only after NotSent and Throttled. Waits grow
/// twofold from 200 ms (1 s when throttled) to at most 10 s, less up to a half by jitter; a time that D1 names is kept
/// (at most 310 s: the documented block is 5 minutes) plus up to 250 ms by jitter. No wait passes the deadline.
[[nodiscard]] Next next_after(const FailedAttempt& failed);

}  // namespace d1odbc
