// Owns: checks that requests wait for their turn, and no longer than they may. Never: a network; how long things take.
#include "d1/traffic.h"

#include <doctest/doctest.h>

#include <atomic>
#include <thread>
#include <vector>

#include "error/odbc_error.h"

using namespace d1odbc;
using namespace std::chrono_literals;

namespace {

const Traffic::Key key = Traffic::key_of("host:443", "token");

struct Turns {
  Traffic traffic;
  Surroundings world = real_surroundings();

  std::unique_ptr<Traffic::Permit> enter(unsigned most, std::chrono::milliseconds limit, CancelToken& cancel,
                                         const Traffic::Key& whose = key) {
    const Countdown countdown({0ms, limit, 0ms}, world.now);
    return traffic.enter(whose, {.most = most, .waits_for_pause = true}, countdown, cancel, world);
  }

  /// What entering fails with: "" when it does not.
  std::string failure(unsigned most, std::chrono::milliseconds limit, CancelToken& cancel) {
    try {
      (void)enter(most, limit, cancel);
      return "";
    } catch (const OdbcError& error) {
      return std::string(facts_of(error.state()).code);
    }
  }
};

}  // namespace

TEST_CASE("no more requests of a token are under way than its connections allow") {
  Turns turns;
  std::atomic<int> inside{0};
  std::atomic<int> most_inside{0};
  std::vector<std::jthread> threads;
  for (int thread = 0; thread < 12; ++thread) {
    threads.emplace_back([&] {
      for (int round = 0; round < 50; ++round) {
        CancelToken cancel;
        const auto permit = turns.enter(3, 0ms, cancel);
        const int now = ++inside;
        for (int seen = most_inside; now > seen && !most_inside.compare_exchange_weak(seen, now);) {
        }
        std::this_thread::yield();
        --inside;
      }
    });
  }
  threads.clear();
  CHECK(most_inside <= 3);
  CHECK(most_inside >= 1);
}

TEST_CASE("other tokens and endpoints do not count") {
  Turns turns;
  CancelToken cancel;
  const auto one = turns.enter(1, 0ms, cancel);
  CHECK(turns.enter(1, 1ms, cancel, Traffic::key_of("host:443", "other")) != nullptr);
  CHECK(turns.enter(1, 1ms, cancel, Traffic::key_of("host:444", "token")) != nullptr);
}

TEST_CASE("who cannot be served in time is told HYT00, who is cancelled HY008") {
  Turns turns;
  CancelToken cancel;
  const auto one = turns.enter(1, 0ms, cancel);
  CHECK(turns.failure(1, 1ms, cancel) == "HYT00");
  cancel.cancel();
  CHECK(turns.failure(1, 0ms, cancel) == "HY008");
}

TEST_CASE("a cancel from another thread ends the wait") {
  Turns turns;
  CancelToken none;
  CancelToken cancel;
  const auto one = turns.enter(1, 0ms, none);
  std::jthread canceller([&] { cancel.cancel(); });
  CHECK(turns.failure(1, 0ms, cancel) == "HY008");
}

TEST_CASE("a pause that D1 asked for is kept by the other requests of the token, or refused when it is too long") {
  Turns turns;
  std::chrono::steady_clock::time_point time = std::chrono::steady_clock::time_point{} + 1h;
  std::vector<std::chrono::milliseconds> pauses;
  turns.world.now = [&] { return time; };
  turns.world.pause = [&](std::chrono::milliseconds wait, CancelToken&) {
    pauses.push_back(wait);
    time += wait;
    return true;
  };
  CancelToken cancel;
  turns.enter(8, 0ms, cancel)->throttled(time + 2s);
  CHECK(turns.failure(8, 1000ms, cancel) == "HYT00");
  CHECK(pauses.empty());
  CHECK(turns.failure(8, 5000ms, cancel).empty());
  CHECK(pauses == std::vector<std::chrono::milliseconds>{2000ms});
  CHECK(turns.failure(8, 5000ms, cancel).empty());
  CHECK(pauses.size() == 1);
}

TEST_CASE("who may have only one request at once is not passed by those who may have more") {
  Turns turns;
  std::atomic<bool> is_served{false};
  std::vector<std::jthread> others;
  for (int thread = 0; thread < 4; ++thread) {
    others.emplace_back([&] {
      while (!is_served) {
        CancelToken cancel;
        const auto permit = turns.enter(8, 0ms, cancel);
        std::this_thread::yield();
      }
    });
  }
  CancelToken cancel;
  CHECK(turns.enter(1, 60'000ms, cancel) != nullptr);
  is_served = true;
}

TEST_CASE("without retries a pause that D1 asked for is an error at once") {
  Turns turns;
  CancelToken cancel;
  turns.enter(8, 0ms, cancel)->throttled(std::chrono::steady_clock::now() + 1h);
  const Countdown countdown({0ms, 0ms, 0ms}, turns.world.now);
  CHECK_THROWS_AS((void)turns.traffic.enter(key, {.most = 8, .waits_for_pause = false}, countdown, cancel, turns.world),
                  OdbcError);
}
