// Owns: how many parameter sets go in one request. Never: writes the request.
#pragma once

#include <cstddef>

#include "execute/packed_sets.h"

namespace d1odbc {

/// What each set takes of a request.
struct SetCost {
  std::size_t overhead = 0;  // bytes beside its values
  std::size_t copies = 1;    // of its values: each statement of a text has its own
};

/// How many of the first sets surely fit in a request (d1_limits::request_body), 1 at least: D1 judges a set that does
/// not fit by itself. By an upper bound of the JSON that their values become, which is near to it for numbers and text.
/// Linear in the bytes of the sets that fit. Precondition: there is a set.
[[nodiscard]] std::size_t sets_in_one_request(ParameterSets sets, const SetCost& cost);

}  // namespace d1odbc
