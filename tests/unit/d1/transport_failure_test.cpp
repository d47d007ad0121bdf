// Owns: tests of d1/transport_failure. Never: sockets.
#include "d1/transport_failure.h"

#include <doctest/doctest.h>

using namespace d1odbc;

TEST_CASE("Every failed exchange has its SQLSTATE and its trouble, before and after the request left") {
  using Kind = HttpFailure::Kind;
  struct Row {
    Kind kind;
    const char* before;
    const char* after;
    Trouble trouble_before;
    Trouble trouble_after;
  };
  const Row rows[] = {
      {Kind::Resolve, "08001", "08S01", Trouble::NotSent, Trouble::Transient},
      {Kind::Connect, "08001", "08S01", Trouble::NotSent, Trouble::Transient},
      {Kind::Tls, "08001", "08S01", Trouble::NotSent, Trouble::Transient},
      {Kind::Certificate, "08001", "08S01", Trouble::Final, Trouble::Unclear},
      {Kind::Proxy, "08001", "08S01", Trouble::Final, Trouble::Unclear},
      {Kind::NotLoopback, "08001", "08S01", Trouble::Final, Trouble::Unclear},
      {Kind::ConnectTimeout, "HYT00", "HYT00", Trouble::Final, Trouble::Unclear},
      {Kind::Timeout, "HYT00", "HYT00", Trouble::Final, Trouble::Unclear},
      {Kind::Cancelled, "HY008", "HY008", Trouble::Final, Trouble::Unclear},
      {Kind::Lost, "08001", "08S01", Trouble::NotSent, Trouble::Transient},
  };
  for (const Row& row : rows) {
    CAPTURE(static_cast<int>(row.kind));
    const HttpFailure before(row.kind, false, "because");
    const HttpFailure after(row.kind, true, "because");
    CHECK(facts_of(error_of_exchange(before).state()).code == row.before);
    CHECK(facts_of(error_of_exchange(after).state()).code == row.after);
    CHECK(trouble_of_exchange(before) == row.trouble_before);
    CHECK(trouble_of_exchange(after) == row.trouble_after);
    CHECK(error_of_exchange(after).text().starts_with("because"));
  }
}

TEST_CASE("A refusing proxy names the keyword") {
  const HttpFailure refused(HttpFailure::Kind::Proxy, false, "The proxy answered 407");
  CHECK(error_of_exchange(refused).text() ==
        "The proxy answered 407. Check the keyword Proxy with its user and password.");
}
