// Owns: which set of an array D1 refused, found by requests that write nothing. Never: the request that failed.
#pragma once

#include <cstddef>
#include <optional>

#include "d1/countdown.h"
#include "error/odbc_error.h"
#include "execute/exact_answer.h"
#include "execute/session.h"

namespace d1odbc {

/// A set (from 0) that D1 refuses, and what it says of it.
struct FailedSet {
  std::size_t set = 0;
  OdbcError error;
};

/// The first set of the request at which it fails. `error` is what the whole request failed with. Every request that is
/// sent ends with a statement that always fails, so that D1 undoes all of it: two of them for most broken constraints
/// of packed INSERTs, else one for each halving of the array. Nothing when it cannot be told: the error is not about
/// values, the request succeeds in parts, the time is over, the network fails, the application cancels.
[[nodiscard]] std::optional<FailedSet> find_failed_set(const Session& session, const StatementsToSend& request,
                                                       const OdbcError& error, const Countdown& countdown,
                                                       CancelToken& cancel);

}  // namespace d1odbc
