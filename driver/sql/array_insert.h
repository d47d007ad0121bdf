// Owns: which INSERTs can take many sets of parameters at once from a JSON array, and their text then. Never: writes
// the JSON (execute/packed_sets does), knows the schema, sends.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sql/statement_text.h"

namespace d1odbc {

/// The parts of `INSERT|REPLACE [OR …] INTO t [AS x] [(columns)] VALUES (one row) [ON CONFLICT …]`. Offsets are bytes.
struct ArrayInsert {
  std::string table;                 // without quotes
  std::size_t verb_end = 0;          // behind INSERT or REPLACE
  std::size_t values_begin = 0;      // of VALUES
  std::size_t row_begin = 0;         // behind the row's `(`
  std::size_t row_end = 0;           // of its `)`
  bool has_conflict_clause = false;  // REPLACE, OR …, ON CONFLICT: a broken constraint may be no error
  std::vector<unsigned> numbers;     // of the parameters, once each, as they first appear
};

/// Reads such a statement, if its row means the same for each set when all sets are inserted by one statement: all
/// markers stand in the row, and there is no subquery, no name of a column, no aggregate, nothing that asks what the
/// sets before have done (changes(), last_insert_rowid()), no OR FAIL or OR ROLLBACK, no RETURNING. Nothing otherwise.
[[nodiscard]] std::optional<ArrayInsert> read_array_insert(const StatementText& statement);

/// How the values of one parameter stand in the JSON.
enum class CellForm : std::uint8_t {
  Plain,   // null, a number (an integer without '.' and exponent, a real with), a text
  Hex,     // null, or the bytes of a blob in hexadecimal
  Marked,  // as Plain, or ["hex"] for a blob, or [m,e] for the real m × 2^e
};

/// What becomes of rows that break a UNIQUE, NOT NULL or CHECK constraint.
enum class OnViolation : std::uint8_t { AsWritten, Ignore };

/// The statement with one marker, of parameter 1: a JSON array with an array of cells for each set, one cell for each
/// of `insert.numbers`, in the forms of `forms`. Rows are inserted in their order. `name` must not stand anywhere in
/// the text. Precondition: `insert` was read from this statement; for Ignore it has no conflict clause.
[[nodiscard]] StatementText array_insert_text(const StatementText& statement, const ArrayInsert& insert,
                                              const std::vector<CellForm>& forms, std::string_view name,
                                              OnViolation on_violation = OnViolation::AsWritten);

}  // namespace d1odbc
