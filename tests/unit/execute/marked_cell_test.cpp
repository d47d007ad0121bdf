// Owns: tests of how one cell travels. Never: whole statements.
#include "execute/marked_cell.h"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>

#include "error/state_code.h"
#include "execute/local_d1.h"

namespace d1odbc {

TEST_CASE("a value of any storage class comes back as it is stored") {
  struct Row {
    std::string sql;
    ValueView value;
  };
  using namespace std::string_view_literals;
  constexpr double infinity = std::numeric_limits<double>::infinity();
  const Row rows[]{
      {"NULL", ValueView::null()},
      {"0", ValueView::of(std::int64_t{0})},
      {"-1", ValueView::of(std::int64_t{-1})},
      {"9007199254740993", ValueView::of(std::int64_t{9007199254740993})},
      {"9223372036854775807", ValueView::of(std::numeric_limits<std::int64_t>::max())},
      {"(-9223372036854775807-1)", ValueView::of(std::numeric_limits<std::int64_t>::min())},
      {"0.0", ValueView::of(0.0)},
      {"-0.0", ValueView::of(-0.0)},
      {"1.0", ValueView::of(1.0)},
      {"1e17", ValueView::of(1e17)},
      {"5e-324", ValueView::of(5e-324)},
      {"9e999", ValueView::of(infinity)},
      {"-9e999", ValueView::of(-infinity)},
      {"''", ValueView::text("")},
      {"'i12'", ValueView::text("i12")},
      {"'Inf'", ValueView::text("Inf")},
      {"('a' || char(0) || 'b')", ValueView::text("a\0b"sv)},
      {"x''", ValueView::blob("")},
      {"x'00ff'", ValueView::blob("\0\xFF"sv)},
  };
  testing::LocalD1 d1("");
  for (const Row& row : rows) {
    CAPTURE(row.sql);
    const ResultSet answer =
        d1.run({"WITH q(c) AS MATERIALIZED (SELECT " + row.sql + ") SELECT " + marked_cell("c") + " FROM q", {}});
    const ValueView value = read_marked(answer.at(0, 0));
    CHECK(value.storage == row.value.storage);
    CHECK(value.integer == row.value.integer);
    CHECK(value.real == row.value.real);
    CHECK(std::signbit(value.real) == std::signbit(row.value.real));
    CHECK(value.bytes == row.value.bytes);
  }
}

TEST_CASE("a text that no marked cell has is refused with 08S01") {
  for (const std::string_view text : {"", "x", "i", "i1x", "i9223372036854775808", "r", "r1.0", "rinf"}) {
    CAPTURE(text);
    CHECK(testing::thrown_by([&] { return read_marked(ValueView::text(text)); }) == "08S01");
  }
}

}  // namespace d1odbc
