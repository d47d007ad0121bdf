// Owns: waiting for a place. Never: how many places there are.
#include "d1/traffic.h"

#include <fmt/core.h>

#include <algorithm>
#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <utility>

#include "error/odbc_error.h"
#include "http/fork_guard.h"

namespace d1odbc {

using std::chrono::milliseconds;
using std::chrono::seconds;

struct Traffic::Lane {
  Allowance allowance;
  std::condition_variable changed;
  std::deque<std::uint64_t> queue;  // tickets of those who wait, the first one in front
  std::uint64_t next_ticket = 0;

  /// What the holder of a ticket has to wait for; empty: it may begin.
  [[nodiscard]] std::optional<Allowance::Wait> wait_before(std::uint64_t ticket, Allowance::Time now,
                                                           unsigned most) const {
    const std::optional<Allowance::Wait> wait = allowance.wait_before(now, most);
    if (wait && wait->until) return wait;
    return queue.front() == ticket ? wait : Allowance::Wait{};
  }
};

struct Traffic::Kept {
  std::map<Key, std::weak_ptr<Lane>> lanes;
  std::map<Key, std::shared_ptr<Lane>> recent;  // a token that was asked to wait is remembered without a request
};

namespace {

constexpr std::size_t most_recent = 16;

/// A place in the queue, given up with this object.
class Ticket {
 public:
  explicit Ticket(std::shared_ptr<Traffic::Lane> lane) : lane_(std::move(lane)) {
    const auto lock = lock_network_state();
    number_ = lane_->next_ticket++;
    lane_->queue.push_back(number_);
  }
  ~Ticket() {
    const auto lock = lock_network_state();
    std::erase(lane_->queue, number_);
    lane_->changed.notify_all();
  }
  Ticket(const Ticket&) = delete;
  Ticket& operator=(const Ticket&) = delete;
  [[nodiscard]] std::uint64_t number() const noexcept { return number_; }

 private:
  std::shared_ptr<Traffic::Lane> lane_;
  std::uint64_t number_ = 0;
};

/// Runs a function when the token is cancelled, as long as it lives.
class Listener {
 public:
  Listener(CancelToken& cancel, std::function<void()> on_cancel) : cancel_(cancel) {
    cancel_.listen(std::move(on_cancel));
  }
  ~Listener() { cancel_.stop_listening(); }
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;

 private:
  CancelToken& cancel_;
};

[[noreturn]] void fail_cancelled() {
  throw OdbcError(State::OperationCanceled, "The statement was cancelled while it waited for its turn to be sent.");
}

/// D1 asked for a pause: until its end no request of the token begins.
void wait_until(Allowance::Time end, bool may_wait, const Countdown& countdown, CancelToken& cancel,
                const Surroundings& surroundings) {
  const auto wait = std::chrono::ceil<milliseconds>(end - surroundings.now());
  const auto left = countdown.left();
  if (!may_wait || (left && wait > *left)) {
    throw OdbcError(State::Timeout,
                    "D1 refused other requests of this token as too many, and has to be left alone for {} s, longer "
                    "than this call may wait.",
                    std::chrono::ceil<seconds>(wait).count());
  }
  if (wait > milliseconds{0} && !surroundings.pause(wait, cancel)) fail_cancelled();
}

/// Until another request ends, or the way is closed meanwhile.
void wait_for_place(Traffic::Lane& lane, std::uint64_t ticket, unsigned most, const Countdown& countdown,
                    CancelToken& cancel, const Surroundings& surroundings) {
  bool cancelled = false;
  const Listener listener(cancel, [&] {
    const auto lock = lock_network_state();
    cancelled = true;
    lane.changed.notify_all();
  });
  auto lock = lock_network_state();  // let go of before the listener: a token tells its listener under its own lock
  const auto is_over = [&] {
    const auto wait = lane.wait_before(ticket, surroundings.now(), most);
    return cancelled || !wait || wait->until;
  };
  if (const auto left = countdown.left()) {
    if (!lane.changed.wait_for(lock, *left, is_over)) {
      throw OdbcError(State::Timeout,
                      "No request could be sent in time: {} are under way for this token, as many as MaxConnections "
                      "allows or D1 takes.",
                      std::min(most, lane.allowance.under_way()));
    }
  } else {
    lane.changed.wait(lock, is_over);
  }
  if (cancelled) fail_cancelled();
}

}  // namespace

Traffic& Traffic::of_process() {
  static Immortal<Traffic> traffic;
  return traffic.value;
}

Traffic::Traffic() : kept_(std::make_unique<Kept>()) {}
Traffic::~Traffic() = default;

Traffic::Key Traffic::key_of(std::string_view endpoint, std::string_view token) {
  return {std::string(endpoint), std::hash<std::string_view>{}(token)};
}

std::shared_ptr<Traffic::Lane> Traffic::lane_of(const Key& key) {
  if (generation_ != process_generation()) {
    (void)kept_.release();  // inherited over fork(): others' requests are counted there
    kept_ = std::make_unique<Kept>();
    generation_ = process_generation();
  }
  std::shared_ptr<Lane> lane = kept_->lanes[key].lock();
  if (lane) return lane;
  std::erase_if(kept_->lanes, [](const auto& each) { return each.second.expired(); });
  lane = std::make_shared<Lane>();
  kept_->lanes[key] = lane;
  if (kept_->recent.size() >= most_recent) kept_->recent.clear();
  kept_->recent[key] = lane;
  return lane;
}

Traffic::Permit::~Permit() {
  const auto lock = lock_network_state();
  lane_->allowance.end();
  lane_->changed.notify_all();
}

void Traffic::Permit::succeeded() noexcept {
  const auto lock = lock_network_state();
  lane_->allowance.succeeded();
}

void Traffic::Permit::throttled(Allowance::Time again) noexcept {
  const auto lock = lock_network_state();
  lane_->allowance.throttled(again);
}

std::unique_ptr<Traffic::Permit> Traffic::enter(const Key& key, const Terms& terms, const Countdown& countdown,
                                                CancelToken& cancel, const Surroundings& surroundings) {
  std::shared_ptr<Lane> lane;
  {
    const auto lock = lock_network_state();
    lane = lane_of(key);
  }
  const Ticket ticket(lane);
  for (;;) {
    std::optional<Allowance::Wait> wait;
    {
      const auto lock = lock_network_state();
      wait = lane->wait_before(ticket.number(), surroundings.now(), terms.most);
      if (!wait) {
        auto permit = std::make_unique<Permit>(lane);
        lane->allowance.begin();
        return permit;
      }
    }
    if (wait->until) {
      wait_until(*wait->until, terms.waits_for_pause, countdown, cancel, surroundings);
    } else {
      wait_for_place(*lane, ticket.number(), terms.most, countdown, cancel, surroundings);
    }
  }
}

}  // namespace d1odbc
