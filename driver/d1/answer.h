// Owns: what a D1 answer says, as data. Never: how it was read.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "value/result_set.h"

namespace d1odbc {

/// `meta` of one item (d1-api 4.1); every field may be missing.
struct Meta {
  std::optional<std::int64_t> changes;
  std::optional<std::int64_t> last_row_id;  // rounded beyond 2^53 and stale: never an identity by itself
  std::optional<std::int64_t> rows_read;
  std::optional<std::int64_t> rows_written;
  std::optional<std::int64_t> size_after;
  std::optional<std::int64_t> total_attempts;
  std::optional<double> duration;  // milliseconds of SQL time
  std::optional<bool> changed_db;
  std::string served_by_region;
};

/// One statement's answer. `has_columns`: it is a result set, even without rows.
struct AnswerItem {
  bool has_columns = false;
  ResultSet rows;
  Meta meta;
};

/// One entry of `errors`. `is_page`: not D1's, but what the driver says of a body that is no JSON (a gateway's page).
struct AnswerError {
  std::int32_t code = 0;
  std::string message;
  bool is_page = false;
};

/// A database as the list endpoint shows it.
struct DatabaseEntry {
  std::string uuid;
  std::string name;
};

}  // namespace d1odbc
