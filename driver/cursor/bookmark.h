// Owns: what a bookmark is: the number of a row in the finished result, from 1, in eight bytes. Never: moves a cursor.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include <cstdint>
#include <optional>

#include "convert/c_type.h"
#include "error/sqlstate.h"
#include "value/column.h"

namespace d1odbc {

/// Bytes of a bookmark, of fixed and of variable length alike.
inline constexpr std::size_t bookmark_size = sizeof(std::uint64_t);

/// Column 0 as SQLDescribeCol tells of it: SQL_BIGINT for SQL_UB_ON, SQL_BINARY for SQL_UB_VARIABLE.
/// https://learn.microsoft.com/sql/odbc/reference/develop-app/bookmark-types
[[nodiscard]] Column bookmark_column(SQLULEN use_bookmarks);

/// The bookmark that lies at `place` (SQL_ATTR_FETCH_BOOKMARK_PTR or a bound column 0), which need not be aligned.
[[nodiscard]] std::uint64_t read_bookmark(const void* place) noexcept;

/// The C type a bookmark is read as; SQL_C_DEFAULT decided. Throws OdbcError 07006 for a type that is none of
/// SQL_C_BOOKMARK, SQL_C_VARBOOKMARK, a 64-bit integer or SQL_C_ULONG/SQL_C_LONG; HY003 for a code that is unknown.
[[nodiscard]] const CTypeFacts& bookmark_c_type(SQLSMALLINT c_type, SQLULEN use_bookmarks);

/// Where a bookmark is written.
struct BookmarkPlace {
  void* data = nullptr;
  std::size_t capacity = 0;  // bytes; for SQL_C_VARBOOKMARK
  void* length = nullptr;    // an SQLLEN, not necessarily aligned
};

/// Writes a row's bookmark and its length. 01004 when SQL_C_VARBOOKMARK's buffer is short, 22003 when the number does
/// not fit the type.
[[nodiscard]] std::optional<State> write_bookmark(std::uint64_t bookmark, const CTypeFacts& c_type,
                                                  const BookmarkPlace& place);

}  // namespace d1odbc
