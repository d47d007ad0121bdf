// Owns: tests of convert/cell_to_interval and of the structure it writes. Never: the grammar (interval_text_test has
// it).
#include "convert/cell_to_interval.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cstring>

#include "error/state_code.h"

using namespace d1odbc;
using d1odbc::testing::code_of;

namespace {

/// All members: "-day 3 4 5 6 500000" or "+year 1 3", the kind with its interval_type.
std::string written(const SQL_INTERVAL_STRUCT& interval) {
  const char sign = interval.interval_sign == SQL_TRUE ? '-' : '+';
  const int type = static_cast<int>(interval.interval_type);
  if (type == SQL_IS_YEAR || type == SQL_IS_MONTH || type == SQL_IS_YEAR_TO_MONTH) {
    const SQL_YEAR_MONTH_STRUCT& fields = interval.intval.year_month;
    return fmt::format("{}{}: {} {}", sign, type, fields.year, fields.month);
  }
  const SQL_DAY_SECOND_STRUCT& fields = interval.intval.day_second;
  return fmt::format("{}{}: {} {} {} {} {}", sign, type, fields.day, fields.hour, fields.minute, fields.second,
                     fields.fraction);
}

/// Converts to an odd address.
std::string convert(const ValueView& value, SQLSMALLINT c_type, SQLSMALLINT sql_type, const BufferForm& form) {
  const ColumnType type = default_type(sql_type, {});
  char memory[sizeof(SQL_INTERVAL_STRUCT) + 2];
  std::memset(memory, 0x5A, sizeof memory);
  const std::string before(memory, sizeof memory);
  const std::optional<State> state = interval_converter(c_type)({value, type, false, form}, memory + 1);
  CHECK(memory[0] == 0x5A);
  CHECK(memory[sizeof memory - 1] == 0x5A);
  if (state && !is_warning(*state)) {
    CHECK(std::string(memory, sizeof memory) == before);
    return code_of(state);
  }
  SQL_INTERVAL_STRUCT interval{};
  std::memcpy(&interval, memory + 1, sizeof interval);
  return code_of(state) + " " + written(interval);
}

struct Row {
  ValueView value;
  SQLSMALLINT c_type;
  std::string_view expected;
  SQLSMALLINT sql_type = SQL_VARCHAR;
  BufferForm form = default_form(SQL_C_INTERVAL_DAY);
};

const Row rows[] = {
    // Texts.
    {ValueView::text("1-3"), SQL_C_INTERVAL_YEAR_TO_MONTH, "00000 +7: 1 3"},
    {ValueView::text("-1-3"), SQL_C_INTERVAL_MONTH, "00000 -2: 0 15"},
    {ValueView::text("1-3"), SQL_C_INTERVAL_YEAR, "01S07 +1: 1 0"},
    {ValueView::text("3 04:05:06.5"), SQL_C_INTERVAL_DAY_TO_SECOND, "00000 +10: 3 4 5 6 500000"},
    {ValueView::text("-3 04:05:06.5"),
     SQL_C_INTERVAL_DAY_TO_SECOND,
     "00000 -10: 3 4 5 6 5",
     SQL_VARCHAR,
     {.precision = 1, .leading_precision = 2}},
    {ValueView::text("3 04:05:06.5"),
     SQL_C_INTERVAL_DAY_TO_SECOND,
     "01S07 +10: 3 4 5 6 0",
     SQL_VARCHAR,
     {.precision = 0, .leading_precision = 2}},
    {ValueView::text("3 04:05:06.123456789"), SQL_C_INTERVAL_DAY_TO_SECOND, "01S07 +10: 3 4 5 6 123456"},
    {ValueView::text("3 04:05:06.123456789"),
     SQL_C_INTERVAL_DAY_TO_SECOND,
     "00000 +10: 3 4 5 6 123456789",
     SQL_WLONGVARCHAR,
     {.precision = 9, .leading_precision = 2}},
    {ValueView::text("3 04:05:06.5"), SQL_C_INTERVAL_DAY_TO_HOUR, "01S07 +8: 3 4 0 0 0"},
    {ValueView::text("INTERVAL -'4:05' HOUR TO MINUTE"), SQL_C_INTERVAL_MINUTE, "22015"},  // 245 has three digits
    {ValueView::text("INTERVAL -'4:05' HOUR TO MINUTE"),
     SQL_C_INTERVAL_MINUTE,
     "00000 -5: 0 0 245 0 0",
     SQL_VARCHAR,
     {.precision = 6, .leading_precision = 3}},
    {ValueView::text("99"), SQL_C_INTERVAL_DAY, "00000 +3: 99 0 0 0 0"},
    {ValueView::text("100"), SQL_C_INTERVAL_DAY, "22015"},
    {ValueView::text("4294967295"),
     SQL_C_INTERVAL_SECOND,
     "00000 +6: 0 0 0 4294967295 0",
     SQL_VARCHAR,
     {.precision = 6, .leading_precision = 10}},
    {ValueView::text("4294967296"),
     SQL_C_INTERVAL_SECOND,
     "22015",
     SQL_VARCHAR,
     {.precision = 6, .leading_precision = 10}},
    {ValueView::text("1000000000000"), SQL_C_INTERVAL_DAY, "22015"},
    {ValueView::text("-0:00"), SQL_C_INTERVAL_HOUR_TO_MINUTE, "00000 +11: 0 0 0 0 0"},
    {ValueView::text("1-3"), SQL_C_INTERVAL_DAY, "22018"},
    {ValueView::text("3 04"), SQL_C_INTERVAL_MONTH, "22018"},
    {ValueView::text("soon"), SQL_C_INTERVAL_DAY, "22018"},
    {ValueView::text(""), SQL_C_INTERVAL_DAY_TO_SECOND, "22018"},
    {ValueView::text("1-12"), SQL_C_INTERVAL_YEAR_TO_MONTH, "22018"},
    // Exact numbers, of single fields only.
    {ValueView::of(std::int64_t{-45}), SQL_C_INTERVAL_MONTH, "00000 -2: 0 45", SQL_BIGINT},
    {ValueView::of(std::int64_t{45}), SQL_C_INTERVAL_SECOND, "00000 +6: 0 0 0 45 0", SQL_INTEGER},
    {ValueView::of(std::int64_t{100}), SQL_C_INTERVAL_HOUR, "22015", SQL_INTEGER},
    {ValueView::of(std::int64_t{99999999999}), SQL_C_INTERVAL_HOUR, "22015", SQL_BIGINT},
    {ValueView::of(4.25), SQL_C_INTERVAL_SECOND, "00000 +6: 0 0 0 4 250000", SQL_DECIMAL},
    {ValueView::of(-0.25), SQL_C_INTERVAL_SECOND, "00000 -6: 0 0 0 0 250000", SQL_NUMERIC},
    {ValueView::of(4.25), SQL_C_INTERVAL_MINUTE, "01S07 +5: 0 0 4 0 0", SQL_DECIMAL},
    {ValueView::text("4.0000000001"), SQL_C_INTERVAL_SECOND, "01S07 +6: 0 0 0 4 0", SQL_DECIMAL},
    {ValueView::text("1e-1000000000"), SQL_C_INTERVAL_SECOND, "01S07 +6: 0 0 0 0 0", SQL_DECIMAL},
    {ValueView::text("1e1000000000"), SQL_C_INTERVAL_SECOND, "22015", SQL_DECIMAL},
    {ValueView::of(std::int64_t{5}), SQL_C_INTERVAL_DAY_TO_SECOND, "22015", SQL_INTEGER},
    {ValueView::of(std::int64_t{5}), SQL_C_INTERVAL_YEAR_TO_MONTH, "22015", SQL_INTEGER},
    {ValueView::text("3 04:05"), SQL_C_INTERVAL_DAY_TO_MINUTE, "00000 +9: 3 4 5 0 0", SQL_BIGINT},
    {ValueView::text("x"), SQL_C_INTERVAL_DAY, "22018", SQL_BIGINT},
    // An untyped expression is described as text.
    {ValueView::of(std::int64_t{5}), SQL_C_INTERVAL_DAY, "00000 +3: 5 0 0 0 0", SQL_LONGVARCHAR},
    {ValueView::blob("5"), SQL_C_INTERVAL_DAY, "22018", SQL_VARCHAR},
};

}  // namespace

TEST_CASE("a cell as an interval has the fields of the C type and the record's precisions") {
  for (std::size_t index = 0; index < std::size(rows); ++index) {
    const Row& row = rows[index];
    CAPTURE(index);
    CAPTURE(row.value.bytes);
    CHECK(convert(row.value, row.c_type, row.sql_type, row.form) == row.expected);
  }
}

TEST_CASE("each of the 13 types has its converter") {
  for (SQLSMALLINT c_type = SQL_C_INTERVAL_YEAR; c_type <= SQL_C_INTERVAL_MINUTE_TO_SECOND; ++c_type) {
    CAPTURE(c_type);
    const bool is_there = interval_converter(c_type) != nullptr;
    REQUIRE(is_there);
    const std::string got = convert(ValueView::text("0"), c_type, SQL_VARCHAR, default_form(c_type));
    CHECK(got.substr(0, 6) == "00000 ");
    CHECK(got.find(fmt::format("+{}:", c_type - 100)) == 6);
  }
  const bool is_interval = interval_converter(SQL_C_LONG) != nullptr;
  CHECK_FALSE(is_interval);
}
