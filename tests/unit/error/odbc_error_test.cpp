// Owns: tests of error/odbc_error. Never: diagnostic records.
#include "error/odbc_error.h"

#include <doctest/doctest.h>

using namespace d1odbc;

TEST_CASE("an error keeps its state and its formatted text and has no native code") {
  const OdbcError error(State::InvalidDescriptorIndex, "Parameter {} was asked for; the statement has {}.", 3, 2);
  CHECK(error.state() == State::InvalidDescriptorIndex);
  CHECK(error.text() == "Parameter 3 was asked for; the statement has 2.");
  CHECK(std::string(error.what()) == error.text());
  CHECK(error.native_code() == 0);
}

TEST_CASE("a text of the data source is taken as it is, braces and all") {
  const OdbcError error = OdbcError::from_source(State::SyntaxOrAccess, 7500, "near \"{}\": syntax {0} error");
  CHECK(error.text() == "near \"{}\": syntax {0} error");
  CHECK(error.native_code() == 7500);
}
