// Owns: claims about deadlines as values. Never: waits.
#include "http/patience.h"

#include <doctest/doctest.h>

using namespace d1odbc;
using namespace std::chrono_literals;

namespace {

const Patience::Clock::time_point start{1000h};

Patience patience_of(const Deadlines& deadlines) { return {deadlines, start}; }

}  // namespace

TEST_CASE("Zero means without limit, and so does a limit of years") {
  CHECK_FALSE(patience_of({}).next(start));
  CHECK_FALSE(patience_of({.exchange = std::chrono::milliseconds::max()}).next(start));
}

TEST_CASE("The earliest deadline counts; silence from now, the others from the start") {
  Patience patience = patience_of({.connect = 10s, .exchange = 20s, .silence = 4s});
  const auto deadline = [](auto after, Patience::Limit limit) { return Patience::Deadline{start + after, limit}; };
  CHECK((patience.next(start) == deadline(4s, Patience::Limit::Silence)));
  CHECK((patience.next(start + 17s) == deadline(20s, Patience::Limit::Exchange)));
  patience.begin_connecting();
  CHECK((patience.next(start + 7s) == deadline(10s, Patience::Limit::Connect)));
  patience.end_connecting();
  CHECK((patience.next(start + 7s) == deadline(11s, Patience::Limit::Silence)));
}

TEST_CASE("The failure says which limit ran out and while doing what") {
  Patience patience = patience_of({.connect = 1500ms, .exchange = 20s, .silence = 4s});
  patience.now_doing("connecting to h:1");
  const HttpFailure connect = patience.ran_out(Patience::Limit::Connect);
  CHECK(connect.kind() == HttpFailure::Kind::ConnectTimeout);
  CHECK(connect.text() == "Connecting took longer than the 1.5 s allowed (while connecting to h:1).");
  CHECK(patience.ran_out(Patience::Limit::Exchange).kind() == HttpFailure::Kind::Timeout);
  CHECK(patience.ran_out(Patience::Limit::Silence).text() ==
        "Nothing was heard from the network for 4 s (while connecting to h:1).");
  CHECK(patience.cancelled().kind() == HttpFailure::Kind::Cancelled);
}
