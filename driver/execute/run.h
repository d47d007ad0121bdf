// Owns: running a prepared text with its parameter sets, and what came of each statement.
// Never: reads the application's buffers, moves a cursor.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "error/odbc_error.h"
#include "execute/describe.h"
#include "execute/session.h"
#include "sql/statement_text.h"
#include "value/column.h"

namespace d1odbc {

/// What is to be run.
struct RunRequest {
  const PreparedText& text;
  const std::vector<LocalDescription>& described;  // one for each statement of the text
  const std::vector<std::vector<Value>>& sets;     // values of each parameter set; one empty set without parameters
  bool types_are_told = false;                     // the application has seen the columns' types
  bool names_failed_set = false;                   // the application wants to know which set failed
};

/// What one statement brought.
struct Outcome {
  bool has_columns = false;
  std::vector<Column> columns;
  ResultSet rows;
  std::size_t statement = 0;    // its index in the text
  bool schema_changed = false;  // the answer contradicts what was described before
  bool rounded = false;         // holds integers beyond 2^53 that D1 rounded and that could not be read exactly
  std::int64_t row_count = -1;  // rows of the result, or rows changed
  Meta meta;
};

/// What became of the parameter sets when an array failed (numbers from 0, in RunRequest::sets).
struct SetsOfError {
  std::optional<std::size_t> failed = {};  // the set that D1 refused, if it is known
  std::size_t written = 0;                 // the sets before this one were written, by requests before
  std::size_t tried = 0;                   // as many sets from there on were in the request that failed
};

/// An error of an array of parameter sets.
class SetError : public OdbcError {
 public:
  SetError(OdbcError error, SetsOfError found) : OdbcError(std::move(error)), sets(found) {}

  SetsOfError sets;
};

/// The index of the first statement of the text that is sent: a BEGIN that only frames one request is not.
/// Precondition: the text has a statement.
[[nodiscard]] std::size_t first_statement(const PreparedText& text) noexcept;

/// Sends all statements of all sets as one request (one transaction), sets that are too many for one as several, each a
/// transaction; a text BEGIN … COMMIT is never divided. Returns an outcome for each statement of the text; with several
/// sets the row counts are sums. Throws OdbcError: 42000 (a write on a read-only connection), HYC00 (transaction
/// control by SQL; a result set from several parameter sets), what Client::run throws, and SetError where D1 refuses
/// one of several sets, that one is to be named and can be found by a few more requests, and for every error when the
/// sets went in several requests: then nothing behind the one that failed was sent.
[[nodiscard]] std::vector<Outcome> run(Session& session, const RunRequest& request, const Deadlines& deadlines,
                                       CancelToken& cancel);

}  // namespace d1odbc
