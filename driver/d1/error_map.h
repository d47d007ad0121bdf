// Owns: which SQLSTATE a D1 failure has: one table. Never: decides on retries.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "d1/answer.h"
#include "error/odbc_error.h"
#include "log/redaction.h"

namespace d1odbc {

/// The SQLSTATE of a SQL error text (d1-api section 10), by substring of SQLite's text; HY000 when no row fits.
[[nodiscard]] State state_of_sql_error(std::string_view message);

/// The error for an HTTP answer that failed: by text, then by code, then by HTTP status (401/403 → 28000, 404 → 08004,
/// 429 → HYT00, 5xx → 08S01 …). Keeps D1's text, but for secrets of `redaction`, and code; adds what to do where that
/// is known.
[[nodiscard]] OdbcError error_of_answer(unsigned http_status, std::span<const AnswerError> errors,
                                        const Redaction& redaction = {});

}  // namespace d1odbc
