// Owns: checks how many requests may be under way after what D1 answered. Never: threads, clocks.
#include "d1/allowance.h"

#include <doctest/doctest.h>

using d1odbc::Allowance;
using namespace std::chrono_literals;

namespace {

constexpr unsigned most = 8;
const Allowance::Time start = Allowance::Time{} + 1h;

/// How many requests begin at `now` before one has to wait for another's end.
unsigned begin_all(Allowance& allowance, Allowance::Time now) {
  unsigned begun = 0;
  while (begun < 100 && !allowance.wait_before(now, most)) {
    allowance.begin();
    ++begun;
  }
  return begun;
}

}  // namespace

TEST_CASE("as many requests begin as the connection allows, and one more for each that ends") {
  Allowance allowance;
  CHECK(begin_all(allowance, start) == most);
  CHECK_FALSE(allowance.wait_before(start, most)->until);
  allowance.end();
  CHECK(begin_all(allowance, start) == 1);
}

TEST_CASE("an answer that asks to wait closes the way until then and halves what may be under way") {
  Allowance allowance;
  begin_all(allowance, start);
  allowance.throttled(start + 2s);
  for (unsigned index = 0; index < most; ++index) allowance.end();
  CHECK(allowance.wait_before(start + 1s, most)->until == start + 2s);
  CHECK(begin_all(allowance, start + 2s) == most / 2);
}

TEST_CASE("a later answer never opens the way earlier, and one request always may begin") {
  Allowance allowance;
  for (int index = 0; index < 20; ++index) {
    allowance.begin();
    allowance.throttled(start + 5s);
    allowance.throttled(start + 1s);
    allowance.end();
  }
  CHECK(allowance.wait_before(start, most)->until == start + 5s);
  CHECK(begin_all(allowance, start + 5s) == 1);
}

TEST_CASE("each good answer lets one more in, up to what the connection allows") {
  Allowance allowance;
  allowance.begin();
  allowance.throttled(start);
  allowance.end();
  for (unsigned good = 1; good < 2 * most; ++good) {
    allowance.begin();
    allowance.succeeded();
    allowance.end();
    const unsigned begun = begin_all(allowance, start);
    CHECK(begun == std::min(good + 1, most));
    for (unsigned index = 0; index < begun; ++index) allowance.end();
  }
}
