// Owns: tests of convert/cell_to_number: every value class in every number of C. Never: text and binary buffers.
#include "convert/cell_to_number.h"

#include <doctest/doctest.h>

#include <cmath>
#include <cstring>
#include <limits>

#include "error/state_code.h"

using namespace d1odbc;
using d1odbc::testing::code_of;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr std::int64_t lowest = std::numeric_limits<std::int64_t>::min();

ColumnType type_of(SQLSMALLINT sql_type) { return default_type(sql_type, {}); }

struct Converted {
  std::string state;
  std::int64_t number = 0;  // sign-extended for signed types
};

/// Converts to an odd address, and checks that nothing beyond the type's size is written.
Converted convert(const ValueView& value, SQLSMALLINT c_type, SQLSMALLINT sql_type) {
  const ColumnType type = type_of(sql_type);
  const CTypeFacts& facts = *find_c_type(c_type);
  char memory[16];
  std::memset(memory, 0x5A, sizeof memory);
  const std::optional<State> state = find_fixed_converter(facts)({value, type}, memory + 1);
  CHECK(memory[0] == 0x5A);
  for (std::size_t behind = 1 + facts.size; behind < sizeof memory; ++behind) CHECK(memory[behind] == 0x5A);
  Converted converted{code_of(state)};
  if (state && !is_warning(*state)) return converted;
  std::uint64_t bits = 0;
  std::memcpy(&bits, memory + 1, facts.size);
  const auto unused = static_cast<unsigned>(64 - 8 * facts.size);
  const bool is_signed = c_type != SQL_C_ULONG && c_type != SQL_C_USHORT && c_type != SQL_C_UTINYINT &&
                         c_type != SQL_C_UBIGINT && c_type != SQL_C_BIT;
  converted.number = is_signed ? static_cast<std::int64_t>(bits << unused) >> unused : static_cast<std::int64_t>(bits);
  return converted;
}

struct Row {
  ValueView value;
  SQLSMALLINT c_type;
  std::string_view state;
  std::int64_t number = 0;
  SQLSMALLINT sql_type = SQL_VARCHAR;
};

const Row rows[] = {
    // The borders of each integer.
    {ValueView::of(std::int64_t{127}), SQL_C_STINYINT, "00000", 127},
    {ValueView::of(std::int64_t{128}), SQL_C_STINYINT, "22003"},
    {ValueView::of(std::int64_t{-128}), SQL_C_TINYINT, "00000", -128},
    {ValueView::of(std::int64_t{-129}), SQL_C_TINYINT, "22003"},
    {ValueView::of(std::int64_t{255}), SQL_C_UTINYINT, "00000", 255},
    {ValueView::of(std::int64_t{256}), SQL_C_UTINYINT, "22003"},
    {ValueView::of(std::int64_t{-1}), SQL_C_UTINYINT, "22003"},
    {ValueView::of(std::int64_t{32767}), SQL_C_SHORT, "00000", 32767},
    {ValueView::of(std::int64_t{-32769}), SQL_C_SSHORT, "22003"},
    {ValueView::of(std::int64_t{65535}), SQL_C_USHORT, "00000", 65535},
    {ValueView::of(std::int64_t{65536}), SQL_C_USHORT, "22003"},
    {ValueView::of(std::int64_t{-2147483648}), SQL_C_LONG, "00000", -2147483648},
    {ValueView::of(std::int64_t{2147483648}), SQL_C_SLONG, "22003"},
    {ValueView::of(std::int64_t{4294967295}), SQL_C_ULONG, "00000", 4294967295},
    {ValueView::of(std::int64_t{4294967296}), SQL_C_ULONG, "22003"},
    {ValueView::of(lowest), SQL_C_SBIGINT, "00000", lowest},
    {ValueView::of(lowest), SQL_C_UBIGINT, "22003"},
    {ValueView::text("18446744073709551615"), SQL_C_UBIGINT, "00000", -1},
    {ValueView::text("18446744073709551616"), SQL_C_UBIGINT, "22003"},
    {ValueView::text("9223372036854775808"), SQL_C_SBIGINT, "22003"},
    {ValueView::text("-9223372036854775808"), SQL_C_SBIGINT, "00000", lowest},
    {ValueView::text("-9223372036854775809"), SQL_C_SBIGINT, "22003"},
    // A fraction is cut with 01S07, toward zero.
    {ValueView::of(1.9), SQL_C_LONG, "01S07", 1},
    {ValueView::of(-1.9), SQL_C_LONG, "01S07", -1},
    {ValueView::of(-0.9), SQL_C_ULONG, "01S07", 0},
    {ValueView::of(2.0), SQL_C_LONG, "00000", 2},
    {ValueView::text(" 12.50 "), SQL_C_SHORT, "01S07", 12},
    {ValueView::text("12.00"), SQL_C_SHORT, "00000", 12},
    {ValueView::of(127.9), SQL_C_STINYINT, "01S07", 127},
    {ValueView::of(9223372036854775808.0), SQL_C_SBIGINT, "22003"},
    {ValueView::of(-9223372036854775808.0), SQL_C_SBIGINT, "00000", lowest},
    {ValueView::of(1e300), SQL_C_LONG, "22003"},
    {ValueView::of(infinity), SQL_C_LONG, "22003"},
    // What is no number.
    {ValueView::text("abc"), SQL_C_LONG, "22018"},
    {ValueView::text(""), SQL_C_LONG, "22018"},
    {ValueView::blob("12"), SQL_C_LONG, "22018", 0, SQL_INTEGER},
    // SQL_C_BIT: 0 and 1, cut between, out of range elsewhere.
    {ValueView::of(std::int64_t{0}), SQL_C_BIT, "00000", 0},
    {ValueView::of(std::int64_t{1}), SQL_C_BIT, "00000", 1},
    {ValueView::of(std::int64_t{2}), SQL_C_BIT, "22003"},
    {ValueView::of(std::int64_t{-1}), SQL_C_BIT, "22003"},
    {ValueView::of(0.5), SQL_C_BIT, "01S07", 0},
    {ValueView::of(1.5), SQL_C_BIT, "01S07", 1},
    {ValueView::of(-0.5), SQL_C_BIT, "22003"},
    {ValueView::of(-0.0), SQL_C_BIT, "00000", 0},
    {ValueView::text("1.999"), SQL_C_BIT, "01S07", 1},
    {ValueView::text("2.0"), SQL_C_BIT, "22003"},
    {ValueView::text("true"), SQL_C_BIT, "22018"},
};

}  // namespace

TEST_CASE("a whole number in a column of reals is the double that is nearest to its digits") {
  constexpr std::int64_t digits = 4611686018427388000;  // as D1's JSON writes 2^62
  const auto exact = convert(ValueView::of(digits), SQL_C_SBIGINT, SQL_DOUBLE);
  CHECK(exact.state == "00000");
  CHECK(exact.number == std::int64_t{1} << 62U);
  CHECK(convert(ValueView::of(digits), SQL_C_UBIGINT, SQL_FLOAT).number == std::int64_t{1} << 62U);
  CHECK(convert(ValueView::of(digits), SQL_C_SBIGINT, SQL_BIGINT).number == digits);
}

TEST_CASE("a cell as a C integer or bit follows appendix D") {
  for (std::size_t index = 0; index < std::size(rows); ++index) {
    const Row& row = rows[index];
    CAPTURE(index);
    const Converted converted = convert(row.value, row.c_type, row.sql_type);
    CHECK(converted.state == row.state);
    if (converted.state == "00000" || converted.state == "01S07") CHECK(converted.number == row.number);
  }
}

TEST_CASE("a cell as a double is the nearest one, and text beyond its range is 22003") {
  struct RealRow {
    ValueView value;
    std::string_view state;
    double number = 0;
    SQLSMALLINT sql_type = SQL_VARCHAR;
  };
  const RealRow reals[] = {
      {ValueView::of(0.1), "00000", 0.1},
      {ValueView::of(infinity), "00000", infinity},
      {ValueView::of(std::int64_t{-3}), "00000", -3},
      {ValueView::text(" 1e-3 "), "00000", 0.001},
      {ValueView::text("1e309"), "22003"},
      {ValueView::text("x"), "22018"},
      {ValueView::blob("1"), "22018", 0, SQL_DOUBLE},
  };
  for (std::size_t index = 0; index < std::size(reals); ++index) {
    CAPTURE(index);
    const ColumnType type = type_of(reals[index].sql_type);
    double number = -77;
    CHECK(code_of(convert_to_double({reals[index].value, type}, &number)) == reals[index].state);
    CHECK(number == (reals[index].state == "00000" ? reals[index].number : -77));
  }
}

TEST_CASE("a cell as a float is 22003 beyond its range, and only a stored infinity is one") {
  const ColumnType type = type_of(SQL_DOUBLE);
  float number = -77;
  CHECK(code_of(convert_to_float({ValueView::of(0.1), type}, &number)) == "00000");
  CHECK(number == 0.1F);
  CHECK(code_of(convert_to_float({ValueView::of(1e39), type}, &number)) == "22003");
  CHECK(code_of(convert_to_float({ValueView::text("1e400"), type}, &number)) == "22003");
  CHECK(number == 0.1F);
  CHECK(code_of(convert_to_float({ValueView::of(-infinity), type}, &number)) == "00000");
  CHECK(number == -std::numeric_limits<float>::infinity());
  CHECK(code_of(convert_to_float({ValueView::of(1e-60), type}, &number)) == "00000");
  CHECK(number == 0.0F);
}
