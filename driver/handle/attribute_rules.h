// Owns: how a numeric attribute is checked: which values are applied, which are replaced, which refused.
// Never: keeps values; knows which handle they belong to.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include <initializer_list>
#include <optional>
#include <span>
#include <string_view>

#include "error/diagnostics.h"

namespace d1odbc {

/// When an attribute may be set (ODBC reference, SQLSetStmtAttr and SQLSetConnectAttr).
/// WithoutCursor: 24000 while one is open; BeforePreparing: HY011 too when the statement is prepared.
enum class When { Anytime, ReadOnly, WithoutCursor, BeforePreparing };

/// One row of a table of numeric attributes.
struct NumericAttribute {
  SQLINTEGER id;
  std::string_view name;
  SQLULEN default_value;
  When when;
  std::initializer_list<SQLULEN> applied;   // values the driver applies; empty: every one
  std::initializer_list<SQLULEN> known;     // further values of ODBC, replaced (01S02) or refused (HYC00)
  std::optional<SQLULEN> replacement = {};  // for known values; none: HYC00
  SQLULEN maximum = ~SQLULEN{0};            // larger values become this one (01S02)
};

/// The value to keep for one that an application asked for: itself, or the replacement with 01S02 in `diagnostics`.
/// Throws OdbcError HYC00 for a known value that is not supported, HY024 for one ODBC does not know, HY092 for an
/// attribute that can only be read.
[[nodiscard]] SQLULEN check_value(const NumericAttribute& attribute, SQLULEN asked, Diagnostics& diagnostics);

/// The row of an attribute in a table, or nullptr.
[[nodiscard]] const NumericAttribute* find_attribute(std::span<const NumericAttribute> table, SQLINTEGER id) noexcept;

/// Throws OdbcError HY092 for an attribute number ODBC (or this driver) does not know.
[[noreturn]] void refuse_unknown_attribute(SQLINTEGER id);

}  // namespace d1odbc
