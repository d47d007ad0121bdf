// Owns: how many parameter sets go in one request. Never: writes the request.
#pragma once

#include <cstddef>

#include "execute/packed_sets.h"

namespace d1odbc {

/// How many of the first sets surely fit in a request (d1_limits::request_body), 1 at least: D1 judges a set that does
/// not fit by itself. By an upper bound of the JSON that their values become, which is near to it for numbers and text.
/// `set_overhead`: bytes that are sent with each set beside its values. Linear in the bytes of the sets that fit.
/// Precondition: there is a set.
[[nodiscard]] std::size_t sets_in_one_request(ParameterSets sets, std::size_t set_overhead);

}  // namespace d1odbc
