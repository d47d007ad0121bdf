// Owns: tests of convert/cell's forms of variable length. Never: buffers' ends.
#include <doctest/doctest.h>

#include <cstring>
#include <limits>

#include "convert/cell.h"
#include "convert/wide_text.h"

using namespace d1odbc;
using d1odbc::testing::wide_memory;

namespace {

std::string form_of(const ValueView& value, SQLSMALLINT sql_type, CFamily family) {
  const ColumnType type = default_type(sql_type, {});
  VariableForm form;
  CHECK(form.render({value, type}, family) == std::nullopt);
  return std::string(form.bytes());
}

template <class Number>
std::string bytes_of(Number number) {
  return std::string(reinterpret_cast<const char*>(&number), sizeof number);
}

struct Row {
  ValueView value;
  SQLSMALLINT sql_type;
  std::string_view text;
};

using namespace std::string_view_literals;

const Row rows[] = {
    {ValueView::text("h\xC3\xA9llo"), SQL_VARCHAR, "h\xC3\xA9llo"},
    {ValueView::text("a\0b"sv), SQL_VARCHAR, "a\0b"sv},
    {ValueView::text(""), SQL_VARCHAR, ""},
    {ValueView::of(std::int64_t{-42}), SQL_BIGINT, "-42"},
    {ValueView::of(std::numeric_limits<std::int64_t>::min()), SQL_VARCHAR, "-9223372036854775808"},
    {ValueView::of(std::int64_t{1}), SQL_DOUBLE, "1.0"},  // D1's JSON writes the REAL 1.0 as 1
    {ValueView::of(std::int64_t{1}), SQL_REAL, "1.0"},
    {ValueView::of(std::int64_t{1}), SQL_DECIMAL, "1"},
    {ValueView::of(1.5), SQL_VARCHAR, "1.5"},
    {ValueView::of(-std::numeric_limits<double>::infinity()), SQL_DOUBLE, "-Inf"},
    {ValueView::of(2460340.5), SQL_TYPE_DATE, "2024-01-31"},
    {ValueView::of(std::int64_t{2460341}), SQL_TYPE_DATE, "2024-01-31 12:00:00"},
    {ValueView::of(2460340.5), SQL_TYPE_TIMESTAMP, "2024-01-31 00:00:00"},
    {ValueView::of(1706704245.25), SQL_TYPE_TIMESTAMP, "2024-01-31 12:30:45.25"},
    {ValueView::of(1706704245.25), SQL_TYPE_TIME, "12:30:45.25"},
    {ValueView::of(std::int64_t{0}), SQL_TYPE_DATE, "0"},  // a day before the year 0
    {ValueView::of(1e300), SQL_TYPE_TIMESTAMP, "1.0e+300"},
    {ValueView::of(2460340.5), SQL_DOUBLE, "2460340.5"},
    {ValueView::text("2024-01-31T00:00Z"), SQL_TYPE_DATE, "2024-01-31T00:00Z"},
    {ValueView::blob("\x00\xAB\x7F"sv), SQL_LONGVARBINARY, "00AB7F"},
    {ValueView::blob(""), SQL_LONGVARBINARY, ""},
};

}  // namespace

TEST_CASE("a cell as characters is its text, SQLite's writing of a number, or hexadecimal digits") {
  for (std::size_t index = 0; index < std::size(rows); ++index) {
    CAPTURE(index);
    CHECK(form_of(rows[index].value, rows[index].sql_type, CFamily::Character) == rows[index].text);
    std::string scratch;
    const ColumnType type = default_type(rows[index].sql_type, {});
    CHECK(cell_text({rows[index].value, type}, scratch) == rows[index].text);
  }
}

TEST_CASE("a cell as wide characters is the same text in the driver manager's units") {
  CHECK(form_of(ValueView::text("h\xC3\xA9\xF0\x9F\x98\x80"), SQL_VARCHAR, CFamily::WideCharacter) ==
        wide_memory(U"h\u00E9\U0001F600"));
  CHECK(form_of(ValueView::of(std::int64_t{-42}), SQL_BIGINT, CFamily::WideCharacter) == wide_memory(U"-42"));
  CHECK(form_of(ValueView::blob("\xAB"), SQL_LONGVARBINARY, CFamily::WideCharacter) == wide_memory(U"AB"));
  CHECK(form_of(ValueView::text(""), SQL_VARCHAR, CFamily::WideCharacter).empty());
}

TEST_CASE("a cell of a character or binary column is its bytes as binary data, a number there its text") {
  CHECK(form_of(ValueView::blob("\x00\xFF"sv), SQL_LONGVARBINARY, CFamily::Binary) == std::string("\x00\xFF", 2));
  CHECK(form_of(ValueView::text("\xC3\xA9"), SQL_VARCHAR, CFamily::Binary) == "\xC3\xA9");
  CHECK(form_of(ValueView::of(std::int64_t{-2}), SQL_LONGVARCHAR, CFamily::Binary) == "-2");
  CHECK(form_of(ValueView::of(1.5), SQL_VARBINARY, CFamily::Binary) == "1.5");
}

TEST_CASE("of a date or time only a fraction can be cut, also where a number is one") {
  struct Row {
    ValueView value;
    SQLSMALLINT sql_type;
    CFamily family;
    std::size_t uncuttable;
  };
  constexpr std::size_t wide = sizeof(SQLWCHAR);
  const Row rows[] = {
      {ValueView::text("2024-01-31 12:30:45.25"), SQL_TYPE_TIMESTAMP, CFamily::Character, 19},
      {ValueView::of(1706704245.25), SQL_TYPE_TIMESTAMP, CFamily::Character, 19},
      {ValueView::of(1706704245.25), SQL_TYPE_TIMESTAMP, CFamily::WideCharacter, 19 * wide},
      {ValueView::of(2460341.0), SQL_TYPE_DATE, CFamily::Character, 10},
      {ValueView::of(0.25), SQL_TYPE_TIME, CFamily::Character, 8},
  };
  for (std::size_t index = 0; index < std::size(rows); ++index) {
    CAPTURE(index);
    const ColumnType type = default_type(rows[index].sql_type, {});
    VariableForm form;
    static_cast<void>(form.render({rows[index].value, type}, rows[index].family));
    CHECK(form.uncuttable() == rows[index].uncuttable);
  }
}

TEST_CASE("every row of a column of reals has the same binary form, though D1's JSON writes 1.0 as 1") {
  CHECK(form_of(ValueView::of(std::int64_t{1}), SQL_DOUBLE, CFamily::Binary) == bytes_of(1.0));
  CHECK(form_of(ValueView::of(std::int64_t{1}), SQL_FLOAT, CFamily::Binary) == bytes_of(1.0));
}

TEST_CASE("text and blobs are handed out without a copy") {
  const std::string stored(1000, 'x');
  const ColumnType type = default_type(SQL_LONGVARCHAR, {});
  VariableForm form;
  CHECK(form.render({ValueView::text(stored), type}, CFamily::Character) == std::nullopt);
  CHECK(form.bytes().data() == stored.data());
  CHECK(form.render({ValueView::blob(stored), type}, CFamily::Binary) == std::nullopt);
  CHECK(form.bytes().data() == stored.data());
}

TEST_CASE("a form can be used again for a shorter value") {
  const ColumnType type = default_type(SQL_VARCHAR, {});
  VariableForm form;
  CHECK(form.render({ValueView::text("a longer text than the next"), type}, CFamily::WideCharacter) == std::nullopt);
  CHECK(form.render({ValueView::of(std::int64_t{7}), type}, CFamily::Character) == std::nullopt);
  CHECK(form.bytes() == "7");
}
