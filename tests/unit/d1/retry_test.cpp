// Owns: tests of d1/retry. Never: waits.
#include "d1/retry.h"

#include <doctest/doctest.h>

#include <string>

using namespace d1odbc;
using namespace std::chrono_literals;

namespace {

using Kind = Next::Kind;

Next after(Trouble trouble, Effect effect, unsigned number = 1) {
  return next_after(
      {.trouble = trouble, .effect = effect, .number = number, .retries = 2, .retry_after = {}, .left = {}});
}

FailedAttempt throttled() {
  return {.trouble = Trouble::Throttled,
          .effect = Effect::Writes,
          .number = 1,
          .retries = 2,
          .retry_after = {},
          .left = {}};
}

}  // namespace

TEST_CASE("Reads go again unless that is useless; writes only when they certainly did not run") {
  struct Row {
    std::string name;
    Trouble trouble;
    Kind read;
    Kind write;
  };
  const Row rows[] = {
      {"NotSent", Trouble::NotSent, Kind::Again, Kind::Again},
      {"Throttled", Trouble::Throttled, Kind::Again, Kind::Again},
      {"Transient", Trouble::Transient, Kind::Again, Kind::OutcomeUnknown},
      {"Unclear", Trouble::Unclear, Kind::GiveUp, Kind::OutcomeUnknown},
      {"Final", Trouble::Final, Kind::GiveUp, Kind::GiveUp},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    CHECK(after(row.trouble, Effect::Reads).kind == row.read);
    CHECK(after(row.trouble, Effect::Writes).kind == row.write);
  }
}

TEST_CASE("After the allowed number of further tries it is over") {
  CHECK(after(Trouble::NotSent, Effect::Writes, 2).kind == Kind::Again);
  CHECK(after(Trouble::NotSent, Effect::Writes, 3).kind == Kind::GiveUp);
  CHECK(after(Trouble::Transient, Effect::Reads, 3).kind == Kind::GiveUp);
  CHECK(after(Trouble::Transient, Effect::Writes, 3).kind == Kind::OutcomeUnknown);
  FailedAttempt failed = throttled();
  failed.retries = 0;
  CHECK(next_after(failed).kind == Kind::GiveUp);
}

TEST_CASE("Waits double, up to 10 s, and jitter shortens them by up to a half") {
  CHECK(after(Trouble::NotSent, Effect::Reads, 1).wait == 200ms);
  CHECK(after(Trouble::NotSent, Effect::Reads, 2).wait == 400ms);
  FailedAttempt failed = throttled();
  failed.retries = 100;
  CHECK(next_after(failed).wait == 1000ms);
  failed.jitter = 1;
  CHECK(next_after(failed).wait == 500ms);
  failed.jitter = 0;
  failed.number = 5;
  CHECK(next_after(failed).wait == 10s);
  failed.number = 90;
  CHECK(next_after(failed).wait == 10s);
}

TEST_CASE("Retry-After is kept, a little later by jitter, but not beyond the deadline or five minutes") {
  FailedAttempt failed = throttled();
  failed.retry_after = 3s;
  CHECK(next_after(failed) == Next{Kind::Again, 3000ms});
  failed.jitter = 1;
  CHECK(next_after(failed) == Next{Kind::Again, 3250ms});
  failed.left = 3250ms;
  CHECK(next_after(failed) == Next{Kind::RateLimited, 3250ms});
  failed.left = 3251ms;
  CHECK(next_after(failed) == Next{Kind::Again, 3250ms});
  failed.left = {};
  failed.retry_after = 300s;
  CHECK(next_after(failed).kind == Kind::Again);
  failed.retry_after = 311s;
  CHECK(next_after(failed).kind == Kind::RateLimited);
}

TEST_CASE("Other failures whose wait would pass the deadline are reported as they are") {
  FailedAttempt failed = throttled();
  failed.trouble = Trouble::NotSent;
  failed.left = 200ms;
  CHECK(next_after(failed) == Next{Kind::GiveUp, 0ms});
  failed.left = 201ms;
  CHECK(next_after(failed) == Next{Kind::Again, 200ms});
}
