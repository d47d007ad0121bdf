// Owns: what a failed exchange means: SQLSTATE, text, whether it may go again: one table. Never: D1's own errors.
#pragma once

#include "d1/retry.h"
#include "error/odbc_error.h"
#include "http/exchange.h"

namespace d1odbc {

/// 08001 while nothing had left, 08S01 afterwards; HYT00 for timeouts, HY008 for a cancellation. Text of the failure,
/// with a hint where there is one.
[[nodiscard]] OdbcError error_of_exchange(const HttpFailure& failure);

/// Whether sending again is safe and of use.
[[nodiscard]] Trouble trouble_of_exchange(const HttpFailure& failure) noexcept;

}  // namespace d1odbc
