// Owns: which statements of a text are sent, and what is refused before anything is. Never: sends.
#pragma once

#include <span>

#include "execute/run.h"

namespace d1odbc {

/// Whether a text is `BEGIN; …; COMMIT`: one request, and a request is a transaction already.
[[nodiscard]] bool is_framed(const PreparedText& text);

/// Without a frame.
[[nodiscard]] std::span<const StatementText> statements_to_send(const PreparedText& text);

/// Throws OdbcError HYC00 for transaction control by SQL and for a result set from several parameter sets, and what
/// limits.h says of results with too many columns.
void refuse_before_sending(const RunRequest& request);

}  // namespace d1odbc
