// Owns: the claims about where a rowset starts, row by row of the reference's tables. Never: fetches.
#include "cursor/scroll_position.h"

#include <doctest/doctest.h>

#include <cstdint>
#include <initializer_list>
#include <limits>

using namespace d1odbc;

namespace {

const CursorPosition before = CursorPosition::before_start();
const CursorPosition after = CursorPosition::after_end();
CursorPosition on(std::int64_t row) { return CursorPosition::on(row); }

struct Row {
  CursorPosition current;
  SQLSMALLINT orientation;
  std::int64_t offset;
  CursorPosition expected;
  bool overlapped = false;
};

constexpr std::int64_t far = std::numeric_limits<std::int64_t>::max();

}  // namespace

TEST_CASE("a rowset of 5 in a result of 20 starts where the reference's tables say") {
  const Row rows[] = {
      {before, SQL_FETCH_NEXT, 0, on(1)},
      {on(1), SQL_FETCH_NEXT, 0, on(6)},
      {on(15), SQL_FETCH_NEXT, 0, on(20)},
      {on(16), SQL_FETCH_NEXT, 0, after},
      {after, SQL_FETCH_NEXT, 0, after},
      {before, SQL_FETCH_PRIOR, 0, before},
      {on(1), SQL_FETCH_PRIOR, 0, before},
      {on(2), SQL_FETCH_PRIOR, 0, on(1), true},
      {on(5), SQL_FETCH_PRIOR, 0, on(1), true},
      {on(6), SQL_FETCH_PRIOR, 0, on(1)},
      {after, SQL_FETCH_PRIOR, 0, on(16)},
      {before, SQL_FETCH_RELATIVE, 3, on(3)},
      {before, SQL_FETCH_RELATIVE, 0, before},
      {before, SQL_FETCH_RELATIVE, -3, before},
      {after, SQL_FETCH_RELATIVE, -3, on(18)},
      {after, SQL_FETCH_RELATIVE, 0, after},
      {on(1), SQL_FETCH_RELATIVE, -1, before},
      {on(3), SQL_FETCH_RELATIVE, -6, before},
      {on(3), SQL_FETCH_RELATIVE, -5, on(1), true},
      {on(3), SQL_FETCH_RELATIVE, 0, on(3)},
      {on(3), SQL_FETCH_RELATIVE, 17, on(20)},
      {on(3), SQL_FETCH_RELATIVE, 18, after},
      {on(3), SQL_FETCH_RELATIVE, far, after},
      {on(3), SQL_FETCH_RELATIVE, -far, before},
      {on(3), SQL_FETCH_ABSOLUTE, 20, on(20)},
      {on(3), SQL_FETCH_ABSOLUTE, 21, after},
      {on(3), SQL_FETCH_ABSOLUTE, 0, before},
      {on(3), SQL_FETCH_ABSOLUTE, -1, on(20)},
      {on(3), SQL_FETCH_ABSOLUTE, -20, on(1)},
      {on(3), SQL_FETCH_ABSOLUTE, -21, before},
      {on(3), SQL_FETCH_FIRST, 0, on(1)},
      {on(3), SQL_FETCH_LAST, 0, on(16)},
  };
  for (const Row& row : rows) {
    CAPTURE(row.orientation);
    CAPTURE(row.offset);
    CAPTURE(row.current.start);
    const ScrollResult result = scroll({row.current, 20, 5, 5}, row.orientation, row.offset);
    CHECK((result.position == row.expected));
    CHECK(result.overlapped_start == row.overlapped);
  }
}

TEST_CASE("a rowset that is larger than the result is moved to its first row") {
  const Row rows[] = {
      {after, SQL_FETCH_PRIOR, 0, on(1), true},
      {on(1), SQL_FETCH_ABSOLUTE, -4, on(1), true},
      {on(1), SQL_FETCH_ABSOLUTE, -6, before},
      {on(1), SQL_FETCH_LAST, 0, on(1)},
  };
  for (const Row& row : rows) {
    CAPTURE(row.orientation);
    CAPTURE(row.offset);
    const ScrollResult result = scroll({row.current, 3, 5, 5}, row.orientation, row.offset);
    CHECK((result.position == row.expected));
    CHECK(result.overlapped_start == row.overlapped);
  }
}

TEST_CASE("the next rowset begins behind the last one, whatever its size is now") {
  CHECK((scroll({on(1), 20, 10, 3}, SQL_FETCH_NEXT, 0).position == on(4)));
}

TEST_CASE("an empty result has no rowset in any direction") {
  for (const SQLSMALLINT orientation :
       std::initializer_list<SQLSMALLINT>{SQL_FETCH_NEXT, SQL_FETCH_FIRST, SQL_FETCH_LAST, SQL_FETCH_PRIOR}) {
    CAPTURE(orientation);
    CHECK(scroll({before, 0, 5, 5}, orientation, 0).position.place != CursorPosition::Place::OnRowset);
    CHECK(scroll({after, 0, 5, 5}, orientation, 0).position.place != CursorPosition::Place::OnRowset);
  }
}
