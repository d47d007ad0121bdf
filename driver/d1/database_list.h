// Owns: reading one page of the list of databases. Never: sends requests, compares names.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "d1/answer.h"
#include "d1/response_reader.h"

namespace d1odbc {

/// A page of `GET /accounts/{id}/d1/database`.
struct DatabasePage {
  bool success = false;
  std::vector<AnswerError> errors;
  std::vector<DatabaseEntry> databases;
  std::int64_t per_page = 0;  // as the server says it cut; 0: not said
};

/// Reads the page's JSON (a tree in memory: `text` is bounded by the caller). Entries without uuid or name are left
/// out. Throws MalformedAnswer for what is not JSON or has no array `result` in a success.
[[nodiscard]] DatabasePage read_database_page(std::string_view text);

}  // namespace d1odbc
