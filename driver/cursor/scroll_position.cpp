// Owns: the tables "Cursor Positioning Rules" of SQLFetchScroll, one function for each. Never: decides who may scroll.
#include "cursor/scroll_position.h"

#include <limits>

namespace d1odbc {

namespace {

using Place = CursorPosition::Place;

constexpr ScrollResult moved_to_first{{Place::OnRowset, 1}, true};

/// A row number as a position: outside the result it is before or after it.
ScrollResult at_row(std::int64_t row, std::int64_t last_row) {
  if (row < 1) return {CursorPosition::before_start()};
  if (row > last_row) return {CursorPosition::after_end()};
  return {CursorPosition::on(row)};
}

/// Adds without overflow: an offset may be any 64-bit number.
std::int64_t sum(std::int64_t row, std::int64_t offset) {
  std::int64_t result = 0;
  if (__builtin_add_overflow(row, offset, &result)) {
    return offset < 0 ? std::numeric_limits<std::int64_t>::min() : std::numeric_limits<std::int64_t>::max();
  }
  return result;
}

/// Whether the offset reaches back no further than a rowset: then the rowset overlaps the start.
bool within_rowset(std::int64_t offset, std::int64_t rowset_size) { return offset >= -rowset_size; }

ScrollResult next(const ScrollContext& context) {
  switch (context.current.place) {
    case Place::BeforeStart:
      return at_row(1, context.last_row);
    case Place::AfterEnd:
      return {CursorPosition::after_end()};
    case Place::OnRowset:
      break;
  }
  return at_row(context.current.start + context.previous_size, context.last_row);
}

ScrollResult prior(const ScrollContext& context) {
  const std::int64_t size = context.rowset_size;
  if (context.current.place == Place::BeforeStart) return {CursorPosition::before_start()};
  if (context.current.place == Place::AfterEnd) {
    if (context.last_row == 0) return {CursorPosition::before_start()};
    return context.last_row < size ? moved_to_first : at_row(context.last_row - size + 1, context.last_row);
  }
  if (context.current.start == 1) return {CursorPosition::before_start()};
  return context.current.start <= size ? moved_to_first : at_row(context.current.start - size, context.last_row);
}

ScrollResult absolute(const ScrollContext& context, std::int64_t offset) {
  if (offset >= 0) return at_row(offset, context.last_row);
  if (offset >= -context.last_row) return at_row(context.last_row + offset + 1, context.last_row);
  const bool overlaps = within_rowset(offset, context.rowset_size) && context.last_row > 0;
  return overlaps ? moved_to_first : ScrollResult{CursorPosition::before_start()};
}

ScrollResult relative(const ScrollContext& context, std::int64_t offset) {
  const Place place = context.current.place;
  const bool counted_from_an_end =
      (place == Place::BeforeStart && offset > 0) || (place == Place::AfterEnd && offset < 0);
  if (counted_from_an_end) return absolute(context, offset);
  if (place != Place::OnRowset) return {context.current};
  const std::int64_t row = sum(context.current.start, offset);
  const bool overlaps = row < 1 && context.current.start > 1 && within_rowset(offset, context.rowset_size);
  return overlaps ? moved_to_first : at_row(row, context.last_row);
}

ScrollResult last(const ScrollContext& context) {
  const std::int64_t start = context.last_row - context.rowset_size + 1;
  return at_row(start < 1 ? 1 : start, context.last_row);
}

}  // namespace

ScrollResult scroll(const ScrollContext& context, SQLSMALLINT orientation, std::int64_t offset,
                    std::int64_t bookmark_row) {
  switch (orientation) {
    case SQL_FETCH_PRIOR:
      return prior(context);
    case SQL_FETCH_FIRST:
      return at_row(1, context.last_row);
    case SQL_FETCH_LAST:
      return last(context);
    case SQL_FETCH_ABSOLUTE:
      return absolute(context, offset);
    case SQL_FETCH_RELATIVE:
      return relative(context, offset);
    case SQL_FETCH_BOOKMARK:
      return at_row(sum(bookmark_row, offset), context.last_row);
    default:
      return next(context);
  }
}

}  // namespace d1odbc
