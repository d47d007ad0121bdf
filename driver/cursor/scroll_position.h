// Owns: where a rowset starts for each fetch orientation: the reference's arithmetic. Never: rows, buffers.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include <cstdint>

namespace d1odbc {

/// Where a cursor stands: before the first row, on a rowset, or after the last row.
struct CursorPosition {
  enum class Place : std::uint8_t { BeforeStart, OnRowset, AfterEnd };

  Place place = Place::BeforeStart;
  std::int64_t start = 0;  // the rowset's first row, from 1; on a rowset only

  [[nodiscard]] static CursorPosition before_start() { return {Place::BeforeStart, 0}; }
  [[nodiscard]] static CursorPosition after_end() { return {Place::AfterEnd, 0}; }
  [[nodiscard]] static CursorPosition on(std::int64_t start) { return {Place::OnRowset, start}; }

  bool operator==(const CursorPosition&) const = default;
};

/// The result and the sizes that a move is reckoned with.
struct ScrollContext {
  CursorPosition current;
  std::int64_t last_row = 0;       // rows of the result
  std::int64_t rowset_size = 1;    // SQL_ATTR_ROW_ARRAY_SIZE for this fetch
  std::int64_t previous_size = 1;  // and for the fetch before: SQL_FETCH_NEXT goes on behind it
};

struct ScrollResult {
  CursorPosition position;
  bool overlapped_start = false;  // 01S06: the rowset was moved to the first row
};

/// The new position for an orientation and its offset. `bookmark_row` is the row (from 1) a bookmark names.
/// Precondition: the orientation is one of ODBC's.
/// https://learn.microsoft.com/sql/odbc/reference/syntax/sqlfetchscroll-function, "Cursor Positioning Rules"
[[nodiscard]] ScrollResult scroll(const ScrollContext& context, SQLSMALLINT orientation, std::int64_t offset,
                                  std::int64_t bookmark_row = 0);

}  // namespace d1odbc
