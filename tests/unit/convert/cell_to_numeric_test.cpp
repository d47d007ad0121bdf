// Owns: tests of convert/cell_to_numeric: every value class in every precision and scale. Never: parameters.
#include "convert/cell_to_numeric.h"

#include <doctest/doctest.h>

#include <cstring>
#include <limits>

#include "convert/numeric_values.h"
#include "error/state_code.h"

using namespace d1odbc;
using d1odbc::testing::code_of;
using d1odbc::testing::written;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// "01S07 +12 of 38,0", "22003": the state, and the structure where it is written. Converts to an odd address.
std::string convert(const ValueView& value, SQLSMALLINT precision, SQLSMALLINT scale,
                    SQLSMALLINT sql_type = SQL_VARCHAR, bool rounded = false) {
  const ColumnType type = default_type(sql_type, {});
  char memory[sizeof(SQL_NUMERIC_STRUCT) + 2];
  std::memset(memory, 0x5A, sizeof memory);
  const std::string before(memory, sizeof memory);
  const Cell cell{value, type, rounded, {.precision = precision, .scale = scale}};
  const std::optional<State> state = convert_to_numeric(cell, memory + 1);
  CHECK(memory[0] == 0x5A);
  CHECK(memory[sizeof memory - 1] == 0x5A);
  if (state && !is_warning(*state)) {
    CHECK(std::string(memory, sizeof memory) == before);
    return code_of(state);
  }
  SQL_NUMERIC_STRUCT numeric{};
  std::memcpy(&numeric, memory + 1, sizeof numeric);
  return code_of(state) + " " + written(numeric);
}

struct Row {
  ValueView value;
  SQLSMALLINT precision;
  SQLSMALLINT scale;
  std::string_view expected;
  SQLSMALLINT sql_type = SQL_VARCHAR;
};

constexpr std::string_view nines = "99999999999999999999999999999999999999";  // 38

const Row rows[] = {
    // Integers.
    {ValueView::of(std::int64_t{0}), 38, 0, "00000 +0 of 38,0"},
    {ValueView::of(std::int64_t{-1}), 38, 0, "00000 -1 of 38,0"},
    {ValueView::of(std::numeric_limits<std::int64_t>::min()), 38, 0, "00000 -9223372036854775808 of 38,0"},
    {ValueView::of(std::numeric_limits<std::int64_t>::max()), 19, 0, "00000 +9223372036854775807 of 19,0"},
    {ValueView::of(std::numeric_limits<std::int64_t>::max()), 18, 0, "22003"},
    {ValueView::of(std::int64_t{12}), 4, 2, "00000 +1200 of 4,2"},
    {ValueView::of(std::int64_t{12}), 3, 2, "22003"},
    {ValueView::of(std::int64_t{9}), 1, 0, "00000 +9 of 1,0"},
    {ValueView::of(std::int64_t{10}), 1, 0, "22003"},
    // Reals by their shortest text.
    {ValueView::of(0.1), 38, 20, "00000 +10000000000000000000 of 38,20"},
    {ValueView::of(-1.9), 38, 0, "01S07 -1 of 38,0"},
    {ValueView::of(-0.9), 38, 0, "01S07 +0 of 38,0"},
    {ValueView::of(-0.0), 38, 0, "00000 +0 of 38,0"},
    {ValueView::of(9223372036854775808.0), 38, 0, "00000 +9223372036854776000 of 38,0"},
    {ValueView::of(1e38), 38, 0, "22003"},
    {ValueView::of(1e37), 38, 0, "00000 +10000000000000000000000000000000000000 of 38,0"},
    {ValueView::of(1e-30), 38, 30, "00000 +1 of 38,30"},
    {ValueView::of(1e-30), 38, 29, "01S07 +0 of 38,29"},
    {ValueView::of(infinity), 38, 0, "22003"},
    {ValueView::of(-infinity), 38, 0, "22003", SQL_DOUBLE},
    // Texts, exactly.
    {ValueView::text(nines), 38, 0, "00000 +99999999999999999999999999999999999999 of 38,0", SQL_DECIMAL},
    {ValueView::text("-99999999999999999999999999999999999999"), 38, 0,
     "00000 -99999999999999999999999999999999999999 of 38,0"},
    {ValueView::text("100000000000000000000000000000000000000"), 38, 0, "22003"},
    {ValueView::text("100000000000000000000000000000000000000"), 99, 0, "22003"},  // more than the structure holds
    {ValueView::text("123.456"), 38, 3, "00000 +123456 of 38,3"},
    {ValueView::text("123.456"), 38, 2, "01S07 +12345 of 38,2"},
    {ValueView::text("123.450"), 38, 2, "00000 +12345 of 38,2"},
    {ValueView::text("123.456"), 5, 2, "01S07 +12345 of 5,2"},
    {ValueView::text("123.456"), 4, 2, "22003"},
    {ValueView::text("0.000"), 1, 0, "00000 +0 of 1,0"},
    {ValueView::text("-0"), 38, 4, "00000 +0 of 38,4"},
    {ValueView::text(" 12.5e2 "), 38, 0, "00000 +1250 of 38,0"},
    {ValueView::text("1e38"), 38, 0, "22003"},
    {ValueView::text("1e-1000000000"), 38, 0, "01S07 +0 of 38,0"},
    {ValueView::text("1e1000000000"), 38, 0, "22003"},
    {ValueView::text("0e1000000000"), 38, 0, "00000 +0 of 38,0"},
    // Negative scales: nothing but zeros may go.
    {ValueView::text("12300"), 38, -2, "00000 +123 of 38,-2"},
    {ValueView::text("12345"), 38, -2, "22003"},
    {ValueView::text("12300.5"), 38, -2, "01S07 +123 of 38,-2"},
    {ValueView::text("50"), 38, -2, "22003"},
    {ValueView::text("0.5"), 38, -2, "01S07 +0 of 38,-2"},
    {ValueView::text("1e100"), 38, -100, "00000 +1 of 38,-100"},
    {ValueView::text("1"), 38, 128, "22003"},  // the structure's scale is one byte
    {ValueView::text("1"), 38, -129, "22003"},
    {ValueView::text("1"), 0, 0, "22003"},
    // What is no number.
    {ValueView::text(""), 38, 0, "22018"},
    {ValueView::text("abc"), 38, 0, "22018"},
    {ValueView::text("1e"), 38, 0, "22018", SQL_DECIMAL},
    {ValueView::blob("12"), 38, 0, "22018", SQL_DECIMAL},
};

}  // namespace

TEST_CASE("a cell as SQL_C_NUMERIC has the record's precision and scale, and loses nothing unsaid") {
  for (std::size_t index = 0; index < std::size(rows); ++index) {
    const Row& row = rows[index];
    CAPTURE(index);
    CAPTURE(row.value.bytes);
    CHECK(convert(row.value, row.precision, row.scale, row.sql_type) == row.expected);
  }
}

TEST_CASE("every precision from 1 to 38 holds as many nines and not one more") {
  for (SQLSMALLINT precision = 1; precision <= 38; ++precision) {
    CAPTURE(precision);
    const std::string most(static_cast<std::size_t>(precision), '9');
    CHECK(convert(ValueView::text(most), precision, 0) == fmt::format("00000 +{} of {},0", most, precision));
    CHECK(convert(ValueView::text(most + "0"), precision, 0) == "22003");
    // The same as a fraction.
    CHECK(convert(ValueView::text("-." + most), precision, precision) ==
          fmt::format("00000 -{} of {},{}", most, precision, precision));
    CHECK(convert(ValueView::text("1"), precision, precision) == "22003");
  }
}

TEST_CASE("the integer is little endian, as the reference's example has it") {
  const ColumnType type = default_type(SQL_DECIMAL, {});
  SQL_NUMERIC_STRUCT numeric{};
  const Cell cell{ValueView::text("10.001"), type, false, {.precision = 38, .scale = 4}};
  CHECK(code_of(convert_to_numeric(cell, &numeric)) == "00000");
  CHECK(numeric.val[0] == 0xAA);
  CHECK(numeric.val[1] == 0x86);
  CHECK(numeric.val[2] == 0x01);
  for (int index = 3; index < SQL_MAX_NUMERIC_LEN; ++index) CHECK(numeric.val[index] == 0);
}

TEST_CASE("a number that D1 rounded is 22003") {
  CHECK(convert(ValueView::of(std::int64_t{9007199254740993}), 38, 0, SQL_BIGINT, true) == "22003");
}
