// Owns: what D1 says of the last execution (rows read, duration, …) as driver-specific statement attributes: one table,
// read by SQLGetStmtAttr, the README and its test. Never: keeps the figures (the statement does).
#pragma once

#include <sql.h>
#include <sqlext.h>

#include <cstdint>
#include <span>
#include <string_view>
#include <variant>

#include "d1/answer.h"

namespace d1odbc {

/// A number, -1 where D1 did not say it; or a text, "" where D1 did not say it.
using Figure = std::variant<std::int64_t, std::string_view>;

/// One attribute. The numbers lie in ODBC 3.8's range for drivers (from SQL_DRIVER_STMT_ATTR_BASE, 0x4000, on).
struct FigureAttribute {
  SQLINTEGER id;
  std::string_view name;
  std::string_view type;     // what SQLGetStmtAttr writes
  std::string_view meaning;  // for the README
  Figure (*read)(const Meta& meta);
};

[[nodiscard]] std::span<const FigureAttribute> figure_attributes() noexcept;

/// The row of an attribute, or nullptr.
[[nodiscard]] const FigureAttribute* find_figure(SQLINTEGER id) noexcept;

}  // namespace d1odbc
