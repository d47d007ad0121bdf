// Owns: SQLSTATEs as text for assertions: of an optional state, of what a call throws. Never: asserts.
#pragma once

#include <optional>
#include <string>
#include <utility>

#include "error/odbc_error.h"

namespace d1odbc::testing {

/// "00000" for no state.
inline std::string code_of(std::optional<State> state) {
  return state ? std::string(facts_of(*state).code) : std::string("00000");
}

/// The SQLSTATE that the call throws, "00000" when it does not.
template <class Call>
std::string thrown_by(Call&& call) {
  try {
    (void)std::forward<Call>(call)();
  } catch (const OdbcError& error) {
    return code_of(error.state());
  }
  return code_of(std::nullopt);
}

}  // namespace d1odbc::testing
