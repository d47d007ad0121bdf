// Owns: tests of value/result_set. Never: reads an answer of D1.
#include "value/result_set.h"

#include <doctest/doctest.h>

#include <bit>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

using namespace d1odbc;

TEST_CASE("every storage class comes back as it was put in") {
  ResultSet rows({"a", "b", "c", "d", "e"});
  const std::string text("t\0x", 3);
  rows.append(ValueView::null());
  rows.append(ValueView::of(std::numeric_limits<std::int64_t>::min()));
  rows.append(ValueView::of(-0.0));
  rows.append(ValueView::text(text));
  CHECK(rows.rows() == 0);
  CHECK(rows.row_is_open());
  rows.append(ValueView::blob(std::string_view("\xFF\x00", 2)));
  CHECK(rows.rows() == 1);
  CHECK_FALSE(rows.row_is_open());
  CHECK(rows.at(0, 0).is_null());
  CHECK(rows.at(0, 1).integer == std::numeric_limits<std::int64_t>::min());
  CHECK(rows.at(0, 2).storage == StorageClass::Real);
  CHECK(std::signbit(rows.at(0, 2).real));
  CHECK(rows.at(0, 3).storage == StorageClass::Text);
  CHECK(rows.at(0, 3).bytes == text);
  CHECK(rows.at(0, 4).storage == StorageClass::Blob);
  CHECK(rows.at(0, 4).bytes == std::string_view("\xFF\x00", 2));
}

TEST_CASE("rows stay right over the borders of blocks and of arenas, and views stay valid while rows are added") {
  ResultSet rows({"n", "text"});
  constexpr std::int64_t count = 12'345;
  std::string_view first;
  for (std::int64_t row = 0; row < count; ++row) {
    rows.append(ValueView::of(row));
    rows.append(ValueView::text(std::string(static_cast<std::size_t>(row % 300), 'x') + std::to_string(row)));
    if (row == 0) first = rows.at(0, 1).bytes;
  }
  CHECK(rows.rows() == count);
  CHECK(first.data() == rows.at(0, 1).bytes.data());
  CHECK(first == "0");
  for (std::int64_t row = count; row-- > 0;) {
    const auto index = static_cast<std::size_t>(row);
    REQUIRE(rows.at(index, 0).integer == row);
    REQUIRE(rows.at(index, 1).bytes == std::string(index % 300, 'x') + std::to_string(row));
  }
}

TEST_CASE("a value larger than any arena and empty values have their place") {
  ResultSet rows({"b"});
  const std::string large(3'000'000, 'b');
  for (const std::string_view each : {std::string_view(""), std::string_view(large), std::string_view("after")})
    rows.append(ValueView::blob(each));
  CHECK(rows.at(0, 0).bytes.empty());
  CHECK(rows.at(0, 0).storage == StorageClass::Blob);
  CHECK(rows.at(1, 0).bytes == large);
  CHECK(rows.at(2, 0).bytes == "after");
}

TEST_CASE("a moved result set keeps its rows and views") {
  ResultSet rows({"a"});
  rows.append(ValueView::text("kept"));
  const std::string_view view = rows.at(0, 0).bytes;
  const ResultSet moved = std::move(rows);
  CHECK(moved.rows() == 1);
  CHECK(moved.at(0, 0).bytes.data() == view.data());
  CHECK(view == "kept");
}

TEST_CASE("an inexact integer marks its column only, also when it ends its row") {
  ResultSet rows({"a", "b", "c"});
  CHECK_FALSE(rows.has_inexact());
  rows.append(ValueView::of(std::int64_t{1}));
  rows.append(ValueView::of(std::int64_t{1} << 60));
  rows.mark_last_inexact();
  CHECK_FALSE(rows.is_inexact(0));
  CHECK(rows.is_inexact(1));
  rows.append(ValueView::of(std::int64_t{1} << 60));
  rows.mark_last_inexact();
  CHECK(rows.is_inexact(2));
  CHECK(rows.has_inexact());
}

TEST_CASE("a small result is small and a column costs about nine bytes a cell") {
  ResultSet one({"a"});
  one.append(ValueView::of(std::int64_t{1}));
  CHECK(one.memory() == 16 * 9);
  ResultSet many({"a"});
  for (int row = 0; row < 100'000; ++row) many.append(ValueView::of(1.5));
  CHECK(many.memory() < 105'000 * 9);
}

TEST_CASE("texts of every length around the borders of their forms come back") {
  ResultSet rows({"n", "text"});
  std::vector<std::size_t> lengths;
  for (std::size_t length = 0; length < 40; ++length) lengths.push_back(length);
  // An arena and the length that a payload can tell, one less and one more.
  for (const std::size_t border : {std::size_t{1} << 20U, (std::size_t{1} << 24U) - 1}) {
    lengths.insert(lengths.end(), {border - 1, border, border + 1, 3});
  }
  for (const std::size_t length : lengths) {
    rows.append(ValueView::of(static_cast<std::int64_t>(length)));
    rows.append(ValueView::text(std::string(length, static_cast<char>('a' + length % 26))));
  }
  for (std::size_t row = 0; row < lengths.size(); ++row) {
    CAPTURE(lengths[row]);
    CHECK(rows.at(row, 0).integer == static_cast<std::int64_t>(lengths[row]));
    const std::string_view text = rows.at(row, 1).bytes;
    CHECK(rows.at(row, 1).storage == StorageClass::Text);
    REQUIRE(text.size() == lengths[row]);
    CHECK(text.find_first_not_of(static_cast<char>('a' + lengths[row] % 26)) == std::string_view::npos);
  }
}

TEST_CASE("texts cost their bytes and nine a cell, those of at most eight bytes nine alone") {
  ResultSet rows({"short", "long"});
  for (int row = 0; row < 100'000; ++row) {
    rows.append(ValueView::text("12345678"));
    rows.append(ValueView::text("123456789"));
  }
  CHECK(rows.memory() < 105'000 * (9 + 9 + 9) + (std::size_t{1} << 20U));
}

TEST_CASE("a result set without columns has no rows") {
  const ResultSet none;
  CHECK(none.columns() == 0);
  CHECK(none.rows() == 0);
  CHECK(none.memory() == 0);
}
