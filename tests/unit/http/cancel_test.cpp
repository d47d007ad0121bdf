// Owns: claims about the cancel token. Never: an exchange.
#include "http/cancel.h"

#include <doctest/doctest.h>

using namespace d1odbc;

TEST_CASE("cancel tells the listener and stays until reset") {
  CancelToken token;
  int told = 0;
  token.listen([&] { ++told; });
  CHECK_FALSE(token.cancelled());
  token.cancel();
  CHECK(told == 1);
  CHECK(token.cancelled());
  token.reset();
  CHECK_FALSE(token.cancelled());
}

TEST_CASE("A listener of a token that is already cancelled is told at once") {
  CancelToken token;
  token.cancel();
  int told = 0;
  token.listen([&] { ++told; });
  CHECK(told == 1);
}

TEST_CASE("After stop_listening nobody is told") {
  CancelToken token;
  int told = 0;
  token.listen([&] { ++told; });
  token.stop_listening();
  token.cancel();
  CHECK(told == 0);
  CHECK(token.cancelled());
}
