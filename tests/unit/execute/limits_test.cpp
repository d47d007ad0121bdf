// Owns: what D1's limits refuse. Never: sends.
#include "execute/limits.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "d1/limits.h"
#include "error/odbc_error.h"

using namespace d1odbc;

namespace {

/// The text of the refusal; "" when there is none.
template <class Check>
std::string refusal(Check check) {
  try {
    check();
  } catch (const OdbcError& error) {
    CHECK(error.state() == State::SyntaxOrAccess);
    return error.text();
  }
  return {};
}

std::string refusal_of(std::size_t bytes, std::size_t parameters) {
  const std::vector<D1Statement> statements = {{"SELECT 1", {}},
                                               {std::string(bytes, 'x'), std::vector<Value>(parameters)}};
  return refusal([&] { refuse_beyond_limits(statements); });
}

}  // namespace

TEST_CASE("every statement keeps D1's limits of bytes and parameters") {
  CHECK(refusal_of(d1_limits::statement_bytes, d1_limits::parameters).empty());
  CHECK(refusal_of(d1_limits::statement_bytes + 1, 0).starts_with("The statement has 100001 bytes"));
  CHECK(refusal_of(1, d1_limits::parameters + 1).starts_with("The statement has 101 parameters; D1 takes at most 100"));
}

TEST_CASE("a result keeps D1's limit of columns") {
  CHECK(refusal([] { refuse_too_many_columns(d1_limits::columns); }).empty());
  CHECK(refusal([] { refuse_too_many_columns(101); }).starts_with("The result has 101 columns"));
}
