// Owns: the SQL error texts of D1 with their SQLSTATEs: one table (d1-api 10, 6, 8). Never: searches it.
#pragma once

#include <span>
#include <string_view>

#include "d1/failure_facts.h"

namespace d1odbc {

/// One SQL error: SQLite's text is `start`, anything (a name), `rest`.
struct SqlErrorRow {
  std::string_view start;  // "": the text begins with a name or a number
  std::string_view rest;   // "": any
  std::string_view code;   // SQLite's, without `SQLITE_`; "": any
  FailureFacts facts;
  bool may_come_from_trigger = false;  // else never matched to a text with the code of a trigger's RAISE
};

/// The rows in the order they are tried.
[[nodiscard]] std::span<const SqlErrorRow> sql_error_table() noexcept;

}  // namespace d1odbc
