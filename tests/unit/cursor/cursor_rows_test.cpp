// Owns: the test of a result's rows with changes laid over them. Never: cursors.
#include "cursor/cursor_rows.h"

#include <doctest/doctest.h>

#include "cursor/bound_rows.h"

using namespace d1odbc;
using namespace d1odbc::testing;

namespace {

CursorRows::Source one_row(std::int64_t number, std::string_view text) {
  return {std::make_shared<const ResultSet>(rows_of_cells(2, {ValueView::of(number), ValueView::text(text)})), 0};
}

CursorRows two_rows(std::size_t max_rows = 0) {
  return {rows_of_cells(2, {ValueView::of(std::int64_t{1}), ValueView::text("one"), ValueView::of(std::int64_t{2}),
                            ValueView::text("two")}),
          max_rows};
}

}  // namespace

TEST_CASE("a replaced row shows its new cells, the others stay") {
  CursorRows rows = two_rows();
  rows.replace(1, one_row(2, "zwei"));
  CHECK(rows.at(0, 1).bytes == "one");
  CHECK(rows.at(1, 1).bytes == "zwei");
  CHECK(rows.at(1, 0).integer == 2);
  CHECK(rows.count() == 2);
}

TEST_CASE("a deleted row keeps its number") {
  CursorRows rows = two_rows();
  rows.mark_deleted(0);
  CHECK(rows.is_deleted(0));
  CHECK_FALSE(rows.is_deleted(1));
  CHECK(rows.count() == 2);
  CHECK(rows.at(1, 1).bytes == "two");
}

TEST_CASE("an added row is unread until its cells come, and stands behind the rows that were cut off") {
  CursorRows rows = two_rows(1);
  CHECK(rows.append({Value::of(std::int64_t{7})}) == 1);
  CHECK(rows.count() == 2);
  REQUIRE(rows.unread().contains(1));
  CHECK(rows.unread().at(1).front().view().integer == 7);
  CHECK(rows.at(1, 1).is_null());
  rows.replace(1, one_row(7, "seven"));
  CHECK(rows.unread().empty());
  CHECK(rows.at(1, 1).bytes == "seven");
  rows.mark_deleted(1);
  CHECK(rows.is_deleted(1));
}

TEST_CASE("an added row without a key is a hole") {
  CursorRows rows = two_rows();
  CHECK(rows.append({}) == 2);
  CHECK(rows.count() == 3);
  CHECK(rows.is_deleted(2));
  CHECK(rows.unread().empty());
}

TEST_CASE("a copy of a row keeps the marks of rounding") {
  ResultSet result({"a", "b"});
  result.append(ValueView::of(std::int64_t{9007199254740992}));
  result.mark_last_inexact();
  result.append(ValueView::text("x"));
  const CursorRows rows(std::move(result), 0);
  const ResultSet copy = rows.copy_of(0);
  CHECK(copy.rows() == 1);
  CHECK(copy.is_rounded(0, 0));
  CHECK_FALSE(copy.is_rounded(0, 1));
  CHECK(copy.at(0, 1).bytes == "x");
}
