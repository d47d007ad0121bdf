// Owns: what SQLGetInfo answers: one table, every information type of ODBC 3.8. Never: how a value reaches a C buffer.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>

namespace d1odbc {

/// What a row of the table needs to know of the connection.
struct InfoContext {
  std::string data_source_name;  // "" when connected without a DSN
  std::string database_name;
  std::string server_name;   // the endpoint's host
  std::string user_name;     // the account
  std::string driver_name;   // the module's file: each manager has its own
  std::string dbms_name;     // keyword, default "SQLite"
  std::string dbms_version;  // "##.##.####…"
  bool read_only = false;
  bool deferred_transactions = false;
  bool odbc2 = false;
};

/// SQLUSMALLINT, SQLUINTEGER, or text; the alternative says the type the reference gives the information type.
/// (SQL_DRIVER_HDESC and the like are the driver manager's and not in the table.)
using InfoValue = std::variant<std::uint16_t, std::uint32_t, std::string>;

struct InfoRow {
  SQLUSMALLINT type;
  std::string_view name;  // "SQL_ACCESSIBLE_TABLES": for tests and the trace
  InfoValue (*value)(const InfoContext& context);
};

[[nodiscard]] std::span<const InfoRow> all_info() noexcept;

/// The row, or nullptr: then SQLGetInfo answers HY096.
[[nodiscard]] const InfoRow* find_info(SQLUSMALLINT type) noexcept;

}  // namespace d1odbc
