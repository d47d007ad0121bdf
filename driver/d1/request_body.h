// Owns: the JSON body of /raw. Never: rewrites SQL (execute has put `+CAST(? AS INTEGER)` where an integer goes).
#pragma once

#include <span>
#include <string>
#include <vector>

#include "value/value.h"

namespace d1odbc {

/// One statement for D1, its parameters in the order of their numbers.
struct D1Statement {
  std::string sql;
  std::vector<Value> parameters;
  bool is_question = false;  // asked by the driver beside the user's statements; may stay unanswered
};

/// `{"sql":…,"params":[…]}` for one statement, `{"batch":[…]}` for several (one transaction). NULL → null, INTEGER → a
/// decimal string, REAL → the shortest number that reads back bit for bit (always with '.' or exponent; it must be
/// finite), TEXT → a string, BLOB → an array of bytes. Invalid UTF-8 becomes U+FFFD.
/// Precondition: at least one statement, no real is NaN or infinite.
[[nodiscard]] std::string write_request_body(std::span<const D1Statement> statements);

}  // namespace d1odbc
