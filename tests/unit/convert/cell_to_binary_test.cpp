// Owns: tests of convert/cell_to_binary: the forms, and that a parameter takes what a result gave. Never: buffers'
// ends.
#include "convert/cell_to_binary.h"

#include <doctest/doctest.h>

#include <cstring>
#include <limits>

#include "convert/parameter_values.h"
#include "error/state_code.h"

using namespace d1odbc;
using d1odbc::testing::code_of;
using d1odbc::testing::parameter;

namespace {

using namespace std::string_view_literals;

template <class Value>
std::string memory_of(const Value& value) {
  return std::string(reinterpret_cast<const char*>(&value), sizeof value);
}

struct Row {
  ValueView value;
  SQLSMALLINT sql_type;
  std::string bytes;
  std::string back;  // what a parameter of the same SQL type stores
};

const Row rows[] = {
    {ValueView::of(std::int64_t{1}), SQL_BIT, memory_of(SQLCHAR{1}), "I:1"},
    {ValueView::of(std::int64_t{-128}), SQL_TINYINT, memory_of(SQLSCHAR{-128}), "I:-128"},
    {ValueView::of(std::int64_t{-2}), SQL_SMALLINT, memory_of(SQLSMALLINT{-2}), "I:-2"},
    {ValueView::of(std::int64_t{-2}), SQL_INTEGER, memory_of(SQLINTEGER{-2}), "I:-2"},
    {ValueView::of(std::numeric_limits<std::int64_t>::min()), SQL_BIGINT,
     memory_of(std::numeric_limits<std::int64_t>::min()), "I:-9223372036854775808"},
    {ValueView::text("42"), SQL_BIGINT, memory_of(std::int64_t{42}), "I:42"},
    {ValueView::of(42.0), SQL_BIGINT, memory_of(std::int64_t{42}), "I:42"},
    {ValueView::of(1.5), SQL_DOUBLE, memory_of(1.5), "R:1.5"},
    // D1's JSON writes the REAL 1.0 as 1.
    {ValueView::of(std::int64_t{1}), SQL_DOUBLE, memory_of(1.0), "R:1"},
    {ValueView::of(std::int64_t{1}), SQL_FLOAT, memory_of(1.0), "R:1"},
    {ValueView::of(0.5), SQL_REAL, memory_of(0.5F), "R:0.5"},
    {ValueView::of(12.5), SQL_DECIMAL, "12.5", "R:12.5"},
    {ValueView::of(std::int64_t{12}), SQL_NUMERIC, "12", "I:12"},
    {ValueView::text("12.50"), SQL_NUMERIC, "12.50", "R:12.5"},
    {ValueView::text("2024-01-31"), SQL_TYPE_DATE, memory_of(SQL_DATE_STRUCT{2024, 1, 31}), "T:2024-01-31"},
    {ValueView::text("12:30:05"), SQL_TYPE_TIME, memory_of(SQL_TIME_STRUCT{12, 30, 5}), "T:12:30:05"},
    {ValueView::text("2024-01-31 12:30:05.25"), SQL_TYPE_TIMESTAMP,
     memory_of(SQL_TIMESTAMP_STRUCT{2024, 1, 31, 12, 30, 5, 250000000}), "T:2024-01-31 12:30:05.25"},
    {ValueView::text("30313233-3435-3637-3839-616263646566"), SQL_GUID, "0123456789abcdef",
     "T:30313233-3435-3637-3839-616263646566"},
    {ValueView::blob("0123456789abcdef"), SQL_GUID, "0123456789abcdef", "T:30313233-3435-3637-3839-616263646566"},
};

struct Refusal {
  ValueView value;
  SQLSMALLINT sql_type;
  std::string_view state;
  bool rounded = false;
};

const Refusal refusals[] = {
    {ValueView::of(std::int64_t{2}), SQL_BIT, "22003"},
    {ValueView::of(std::int64_t{128}), SQL_TINYINT, "22003"},
    {ValueView::of(std::int64_t{2147483648}), SQL_INTEGER, "22003"},
    {ValueView::of(2.5), SQL_BIGINT, "22003"},  // a fraction may not be missing
    {ValueView::text("abc"), SQL_BIGINT, "22018"},
    {ValueView::blob("ab"), SQL_DOUBLE, "22018"},
    {ValueView::of(std::int64_t{9007199254740994}), SQL_BIGINT, "22003", true},
    {ValueView::of(std::int64_t{9007199254740994}), SQL_DECIMAL, "22003", true},
    {ValueView::text("abc"), SQL_DECIMAL, "22018"},
    {ValueView::blob("12"), SQL_DECIMAL, "22018"},
    {ValueView::text("2024-01-31 10:00:00"), SQL_TYPE_DATE, "22003"},
    {ValueView::text("10:00:00.5"), SQL_TYPE_TIME, "22003"},
    {ValueView::text("soon"), SQL_TYPE_TIMESTAMP, "22018"},
    {ValueView::text("0123"), SQL_GUID, "22018"},
    {ValueView::of(std::int64_t{7}), SQL_GUID, "22018"},
};

}  // namespace

TEST_CASE("binary data has the memory of the default C type, and goes back as a parameter without loss") {
  for (std::size_t index = 0; index < std::size(rows); ++index) {
    CAPTURE(index);
    const Row& row = rows[index];
    const ColumnType type = default_type(row.sql_type, {});
    std::string bytes = "something else";
    CHECK(code_of(convert_to_binary({row.value, type}, bytes)) == "00000");
    CHECK(bytes == row.bytes);
    CHECK(parameter(SQL_C_BINARY, bytes, row.sql_type) == row.back);
    VariableForm form;
    CHECK(form.render({row.value, type}, CFamily::Binary) == std::nullopt);
    CHECK(form.bytes() == row.bytes);
    CHECK(form.uncuttable() == row.bytes.size());
  }
}

TEST_CASE("a cell that the binary form cannot hold whole is refused") {
  for (std::size_t index = 0; index < std::size(refusals); ++index) {
    CAPTURE(index);
    const Refusal& row = refusals[index];
    const ColumnType type = default_type(row.sql_type, {});
    VariableForm form;
    CHECK(code_of(form.render({row.value, type, row.rounded}, CFamily::Binary)) == row.state);
  }
}
