// Owns: sending one request of statements for a connection, and what the connection must remember of it: that something
// was written, that its mirror is stale. Never: reads the answer's rows.
#pragma once

#include <vector>

#include "error/odbc_error.h"
#include "execute/session.h"

namespace d1odbc {

/// What statements do to the database.
struct Impact {
  Effect effect = Effect::Reads;
  bool changes_schema = false;
};

/// Sends the statements as one request, which is one transaction, and notes in the session what came of it. Throws what
/// Client::run throws; 42000 for a write on a read-only connection and for what is beyond D1's limits.
[[nodiscard]] RunReport send_statements(Session& session, const std::vector<D1Statement>& items, Impact impact,
                                        const Deadlines& deadlines, CancelToken& cancel);

/// Whether D1 refused a request for what the driver wrote into it, before it ran anything or undoing all: a text that
/// it does not compile, columns that the mirror has and it has not, a limit.
[[nodiscard]] bool may_be_due_to_rewriting(const OdbcError& error);

}  // namespace d1odbc
