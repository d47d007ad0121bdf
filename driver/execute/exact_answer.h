// Owns: getting D1's answer without the rounding of its JSON: what is written losslessly before it is sent, what is
// read again, what is sent as it is after all. Never: describes columns, knows the form of a cell (lossless.h).
#pragma once

#include <span>
#include <vector>

#include "execute/describe.h"
#include "execute/packed_sets.h"
#include "execute/sending.h"
#include "execute/session.h"
#include "sql/statement_text.h"

namespace d1odbc {

class ArrayPlan;

/// The statements of one request. All spans are as long as `statements`.
struct StatementsToSend {
  std::span<const StatementText> statements;
  std::span<const LocalDescription> described;
  ParameterSets sets;  // each set runs all statements
  Impact impact;
  bool brings_schema = false;        // the schema is asked for behind them
  const ArrayPlan* array = nullptr;  // of a single statement: its sets go together, but for the last one
};

/// What the statements ask of the last write (last_insert_rowid(), changes()) is answered for this connection's own,
/// and its session is told what these statements wrote (last_write.h). Sends the request and gives an item for each
/// statement of each set (of a packed array: for each part), the first set's first, and the schema's item last. Unless
/// the session accepts rounding (Lossless::Off):
/// - RETURNING lists are written losslessly before they are sent, where the mirror compiles them;
/// - queries are wrapped before they are sent with Lossless::Always, and where the request also writes (a second look
///   would come too late), if the mirror tells their columns;
/// - other queries whose integers D1 rounded are read again in one more request, which replaces the whole answer.
/// Nothing is written anew in a request that changes the schema: what the mirror says of its texts may be wrong.
/// A request whose rewritten texts D1 refuses is sent once more as it was given: D1 had run nothing of it. What could
/// not be read exactly keeps its marks (ResultSet::is_rounded). Throws what send_statements throws.
[[nodiscard]] std::vector<AnswerItem> send_exactly(Session& session, const StatementsToSend& request,
                                                   const Deadlines& deadlines, CancelToken& cancel);

}  // namespace d1odbc
