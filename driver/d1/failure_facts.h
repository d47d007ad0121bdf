// Owns: what is known of every way an answer of D1 can fail: SQLSTATE, whether it may go again, a hint. Never: acts on
// it.
#pragma once

#include <chrono>
#include <span>
#include <string_view>

#include "d1/answer.h"
#include "d1/retry.h"
#include "error/sqlstate.h"

namespace d1odbc {

/// One row of the tables of d1-api 5 and 10.
struct FailureFacts {
  State state = State::GeneralError;
  Trouble trouble = Trouble::Unclear;  // what nobody knows may have run
  std::string_view hint = {};          // what to do, a sentence; "" where D1's text says it
  std::chrono::seconds usual_wait{0};  // for a Throttled one without Retry-After; 0: the retry table's own
};

/// The facts of a SQL error text, found by the part that SQLite wrote and, where the text ends with one, its code
/// (`: SQLITE_CONSTRAINT …`): so the free text of a trigger's RAISE is never taken for another error. Without code, the
/// text must begin as the row does. nullptr: no row.
[[nodiscard]] const FailureFacts* facts_of_sql_error(std::string_view message);

/// The facts of a failed answer. In this order: a text with SQLite's code, a text that Cloudflare documents, a SQL text
/// without code, Cloudflare's error code (below 500), the HTTP status; else Unclear. `errors` may be empty.
/// Final and Throttled let a write pass as not done, so they need proof (design D5). A text with SQLite's code is one:
/// the statement was refused. Any other Final is one only below HTTP 500, and among 4xx only where errors could be
/// read: a gateway's page says nothing of what D1 did. Throttled is told only of HTTP 429 with errors.
[[nodiscard]] FailureFacts facts_of_answer(unsigned http_status, std::span<const AnswerError> errors);

}  // namespace d1odbc
