// Owns: which D1 failures may be sent again, and when. Never: sleeps, sockets, clocks (the caller has those).
#include "d1/retry.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace d1odbc {

namespace {

using std::chrono::milliseconds;

struct Rule {
  Trouble trouble;
  bool reads_again;
  bool writes_again;
  bool may_have_run;
  milliseconds first_wait;
};

constexpr std::array rules{
    Rule{Trouble::NotSent, true, true, false, milliseconds{200}},
    Rule{Trouble::Throttled, true, true, false, milliseconds{1000}},
    Rule{Trouble::Transient, true, false, true, milliseconds{200}},
    Rule{Trouble::Unclear, false, false, true, milliseconds{0}},
    Rule{Trouble::Final, false, false, false, milliseconds{0}},
};

constexpr milliseconds longest_own_wait{10'000};
constexpr milliseconds asked_wait_jitter{250};
constexpr unsigned most_doublings = 10;

const Rule& rule_for(Trouble trouble) {
  return *std::find_if(rules.begin(), rules.end(), [&](const Rule& rule) { return rule.trouble == trouble; });
}

milliseconds scaled(milliseconds time, double factor) {
  return milliseconds{std::llround(static_cast<double>(time.count()) * factor)};
}

milliseconds wait_before_next(const Rule& rule, const FailedAttempt& failed) {
  const double jitter = std::clamp(failed.jitter, 0.0, 1.0);
  if (failed.retry_after) return *failed.retry_after + scaled(asked_wait_jitter, jitter);
  const unsigned doublings = std::min(failed.number - 1, most_doublings);
  const milliseconds full = std::min(rule.first_wait * (1U << doublings), longest_own_wait);
  return scaled(full, 1 - jitter / 2);
}

bool is_too_long(milliseconds wait, const FailedAttempt& failed) {
  return wait > longest_asked_wait || (failed.left && wait >= *failed.left);
}

}  // namespace

Next next_after(const FailedAttempt& failed) {
  const Rule& rule = rule_for(failed.trouble);
  const bool writes = failed.effect == Effect::Writes;
  if (writes && rule.may_have_run) return {.kind = Next::Kind::OutcomeUnknown};
  const bool again = writes ? rule.writes_again : rule.reads_again;
  if (!again || failed.number > failed.retries) return {Next::Kind::GiveUp};
  const milliseconds wait = wait_before_next(rule, failed);
  if (!is_too_long(wait, failed)) return {Next::Kind::Again, wait};
  return failed.trouble == Trouble::Throttled ? Next{Next::Kind::RateLimited, wait} : Next{Next::Kind::GiveUp};
}

}  // namespace d1odbc
