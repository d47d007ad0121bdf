// Owns: tests of cursor/row_transfer: cells in bound buffers (SQLFetch, "Returning Data in Bound Columns").
// Never: the position of a cursor.
#include "cursor/row_transfer.h"

#include <doctest/doctest.h>

#include <cstring>
#include <string>

#include "cursor/bound_rows.h"
#include "error/state_code.h"

using namespace d1odbc;
using namespace d1odbc::testing;

namespace {

struct Moved {
  SQLUSMALLINT status;
  std::string state;
  SQLLEN length;
  std::string bytes;  // the whole buffer
};

/// Moves one cell into a buffer of `capacity` bytes filled with '#'.
Moved move_cell(const ValueView& cell, SQLSMALLINT sql_type, SQLSMALLINT c_type, std::size_t capacity) {
  const auto columns = columns_of({sql_type});
  const CursorRows rows(rows_of_cells(1, {cell}), 0);
  std::string buffer(32, '#');
  SQLLEN length = -77;
  DescriptorData ard;
  bind(ard, 1, c_type, buffer.data(), static_cast<SQLLEN>(capacity), &length);
  Diagnostics diagnostics;
  const SQLUSMALLINT status = RowTransfer(ard, columns, {}).transfer(rows, 0, 0, diagnostics);
  const std::string state = diagnostics.empty() ? "00000" : code_of(diagnostics.records()[0].state);
  return {status, state, length, buffer};
}

using namespace std::string_view_literals;

}  // namespace

TEST_CASE("text is cut to its buffer at a character, with 01004 and the length before the cut") {
  struct Row {
    std::string_view text;
    SQLSMALLINT c_type;
    std::size_t capacity;
    std::string_view written, state;
    SQLLEN length;
  };
  const Row rows[] = {
      {"abc", SQL_C_CHAR, 4, "abc\0#"sv, "00000", 3},
      {"abc", SQL_C_CHAR, 3, "ab\0#"sv, "01004", 3},
      {"abc", SQL_C_CHAR, 0, "#"sv, "01004", 3},
      {"", SQL_C_CHAR, 1, "\0#"sv, "00000", 0},
      {"a\xE2\x82\xAC", SQL_C_CHAR, 4, "a\0#"sv, "01004", 4},
      {"ab", SQL_C_WCHAR, 6, "a\0b\0\0\0#"sv, "00000", 4},
      {"ab", SQL_C_WCHAR, 5, "a\0\0\0#"sv, "01004", 4},
      {"\xF0\x9F\x98\x80", SQL_C_WCHAR, 4, "\0\0#"sv, "01004", 4},
      {"abc", SQL_C_BINARY, 3, "abc#"sv, "00000", 3},
      {"abc", SQL_C_BINARY, 2, "ab#"sv, "01004", 3},
      {"abc", SQL_C_DEFAULT, 4, "abc\0#"sv, "00000", 3},
  };
  for (std::size_t index = 0; index < std::size(rows); ++index) {
    const Row& row = rows[index];
    CAPTURE(index);
    const Moved moved = move_cell(ValueView::text(row.text), SQL_VARCHAR, row.c_type, row.capacity);
    CHECK(moved.state == row.state);
    CHECK(moved.status == (row.state == "00000" ? SQL_ROW_SUCCESS : SQL_ROW_SUCCESS_WITH_INFO));
    CHECK(moved.length == row.length);
    CHECK(moved.bytes.substr(0, row.written.size()) == row.written);
  }
}

TEST_CASE("a number that loses whole digits as text is 22003, a lost fraction is 01004") {
  // Appendix D, "SQL to C: Numeric": the whole digits must fit, or the text is another number.
  struct Row {
    ValueView value;
    SQLSMALLINT sql_type;
    SQLSMALLINT c_type;
    std::size_t capacity;
    std::string_view state;
  };
  const Row rows[] = {
      {ValueView::of(std::int64_t{12345}), SQL_INTEGER, SQL_C_CHAR, 6, "00000"},
      {ValueView::of(std::int64_t{12345}), SQL_INTEGER, SQL_C_CHAR, 5, "22003"},
      {ValueView::of(std::int64_t{-1234}), SQL_INTEGER, SQL_C_CHAR, 5, "22003"},
      {ValueView::of(std::int64_t{12345}), SQL_BIGINT, SQL_C_WCHAR, 10, "22003"},
      {ValueView::of(std::int64_t{12345}), SQL_BIGINT, SQL_C_WCHAR, 12, "00000"},
      {ValueView::of(123.456), SQL_DOUBLE, SQL_C_CHAR, 6, "01004"},
      {ValueView::of(123.456), SQL_DOUBLE, SQL_C_CHAR, 4, "01004"},
      {ValueView::of(123.456), SQL_DOUBLE, SQL_C_CHAR, 3, "22003"},
      {ValueView::of(1.5e300), SQL_DOUBLE, SQL_C_CHAR, 5, "22003"},
      {ValueView::of(std::int64_t{12345}), SQL_BIGINT, SQL_C_BINARY, 4, "22003"},
  };
  for (std::size_t index = 0; index < std::size(rows); ++index) {
    CAPTURE(index);
    const Moved moved = move_cell(rows[index].value, rows[index].sql_type, rows[index].c_type, rows[index].capacity);
    CHECK(moved.state == rows[index].state);
    if (rows[index].state == "22003") CHECK(moved.status == SQL_ROW_ERROR);
  }
}

TEST_CASE("a blob as characters is cut between pairs of digits") {
  // Appendix D, "SQL to C: Binary": with an even buffer length the last byte of the buffer is not used.
  const Moved even = move_cell(ValueView::blob("\xAB\xCD"), SQL_VARBINARY, SQL_C_CHAR, 4);
  CHECK(even.state == "01004");
  CHECK(even.length == 4);
  CHECK(even.bytes.substr(0, 3) == "AB\0"sv);
  const Moved odd = move_cell(ValueView::blob("\xAB\xCD"), SQL_VARBINARY, SQL_C_CHAR, 5);
  CHECK(odd.state == "00000");
  CHECK(odd.bytes.substr(0, 5) == "ABCD\0"sv);
}

TEST_CASE("a fixed type ignores the buffer length and tells its own size") {
  const Moved number = move_cell(ValueView::of(std::int64_t{-2}), SQL_BIGINT, SQL_C_SLONG, 0);
  CHECK(number.state == "00000");
  CHECK(number.length == 4);
  CHECK(number.bytes.substr(0, 5) == "\xFE\xFF\xFF\xFF#");
  CHECK(move_cell(ValueView::text("2024-01-31"), SQL_TYPE_DATE, SQL_C_TYPE_DATE, 0).length == 6);
  CHECK(move_cell(ValueView::of(1.5), SQL_DOUBLE, SQL_C_SLONG, 0).state == "01S07");
  const Moved bad = move_cell(ValueView::text("x"), SQL_VARCHAR, SQL_C_SLONG, 0);
  CHECK(bad.state == "22018");
  CHECK(bad.status == SQL_ROW_ERROR);
}

TEST_CASE("NULL needs an indicator") {
  CHECK(move_cell(ValueView::null(), SQL_VARCHAR, SQL_C_CHAR, 8).length == SQL_NULL_DATA);
  CHECK(move_cell(ValueView::null(), SQL_VARCHAR, SQL_C_CHAR, 8).bytes == std::string(32, '#'));
  const auto columns = columns_of({SQL_VARCHAR});
  const CursorRows rows(rows_of_cells(1, {ValueView::null()}), 0);
  char buffer[8];
  DescriptorData ard;
  bind(ard, 1, SQL_C_CHAR, buffer, sizeof buffer, nullptr);
  Diagnostics diagnostics;
  CHECK(RowTransfer(ard, columns, {}).transfer(rows, 0, 4, diagnostics) == SQL_ROW_ERROR);
  REQUIRE(diagnostics.size() == 1);
  CHECK(diagnostics.records()[0].state == State::IndicatorRequired);
  CHECK(diagnostics.records()[0].row == 5);
  CHECK(diagnostics.records()[0].column == 1);
}

TEST_CASE("separate length and indicator buffers are both written") {
  const auto columns = columns_of({SQL_VARCHAR});
  const CursorRows rows(rows_of_cells(1, {ValueView::text("abc"), ValueView::null()}), 0);
  char buffer[8];
  SQLLEN length = -77;
  SQLLEN indicator = -77;
  DescriptorData ard;
  bind(ard, 1, SQL_C_CHAR, buffer, sizeof buffer, &length);
  ard.record(1).indicator = &indicator;
  Diagnostics diagnostics;
  const RowTransfer transfer(ard, columns, {});
  transfer.transfer(rows, 0, 0, diagnostics);
  CHECK(indicator == 0);
  CHECK(length == 3);
  transfer.transfer(rows, 1, 0, diagnostics);
  CHECK(indicator == SQL_NULL_DATA);
  CHECK(length == 3);  // "does not modify the length buffer"
}

TEST_CASE("only the length is written where only it is bound") {
  const auto columns = columns_of({SQL_VARCHAR, SQL_BIGINT});
  const CursorRows rows(rows_of_cells(2, {ValueView::text("abc"), ValueView::of(std::int64_t{1})}), 0);
  SQLLEN lengths[2] = {-77, -77};
  DescriptorData ard;
  bind(ard, 1, SQL_C_WCHAR, nullptr, 0, &lengths[0]);
  bind(ard, 2, SQL_C_SBIGINT, nullptr, 0, &lengths[1]);
  Diagnostics diagnostics;
  CHECK(RowTransfer(ard, columns, {}).transfer(rows, 0, 0, diagnostics) == SQL_ROW_SUCCESS);
  CHECK(lengths[0] == 6);
  CHECK(lengths[1] == 8);
}

TEST_CASE("row-wise structures and the bind offset lead to the right bytes, aligned or not") {
#pragma pack(push, 1)
  struct Packed {
    char text[3];
    SQLLEN text_length;
    SQLINTEGER number;
    SQLLEN number_length;
  };
#pragma pack(pop)
  const auto columns = columns_of({SQL_VARCHAR, SQL_INTEGER});
  const CursorRows rows(rows_of_cells(2, {ValueView::text("ab"), ValueView::of(std::int64_t{7})}), 0);
  Packed packed[3];
  std::memset(packed, 0x23, sizeof packed);
  SQLLEN offset = sizeof(Packed);
  DescriptorData ard;
  ard.header.bind_type = sizeof(Packed);
  ard.header.bind_offset = &offset;
  char* const base = reinterpret_cast<char*>(packed);
  bind(ard, 1, SQL_C_CHAR, base + offsetof(Packed, text), 3,
       reinterpret_cast<SQLLEN*>(base + offsetof(Packed, text_length)));
  bind(ard, 2, SQL_C_LONG, base + offsetof(Packed, number), 0,
       reinterpret_cast<SQLLEN*>(base + offsetof(Packed, number_length)));
  Diagnostics diagnostics;
  CHECK(RowTransfer(ard, columns, {}).transfer(rows, 0, 1, diagnostics) == SQL_ROW_SUCCESS);
  CHECK(std::string_view(packed[2].text) == "ab");
  CHECK(SQLLEN{packed[2].text_length} == 2);
  CHECK(SQLINTEGER{packed[2].number} == 7);
  CHECK(SQLLEN{packed[2].number_length} == 4);
  CHECK(packed[1].text[0] == '#');
}

TEST_CASE("a bound column that the result has not is 07009, an unknown C type HY003") {
  const auto columns = columns_of({SQL_VARCHAR, SQL_GUID});
  char buffer[32];
  struct Row {
    std::size_t number;
    SQLSMALLINT c_type;
    std::string_view state;
  };
  const Row rows[] = {
      {3, SQL_C_CHAR, "07009"},    {1, 777, "HY003"},        {1, SQL_C_GUID, "00000"},
      {2, SQL_C_DEFAULT, "00000"}, {2, SQL_C_CHAR, "00000"}, {1, SQL_C_NUMERIC, "00000"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.state);
    DescriptorData ard;
    bind(ard, row.number, row.c_type, buffer, sizeof buffer, nullptr);
    CHECK(thrown_by([&] { return RowTransfer(ard, columns, {}); }) == row.state);
  }
}

TEST_CASE("one bad cell makes its row an error, a warning beside it does not hide that") {
  const auto columns = columns_of({SQL_DOUBLE, SQL_VARCHAR, SQL_DOUBLE});
  const CursorRows rows(rows_of_cells(3, {ValueView::of(1.5), ValueView::text("x"), ValueView::of(2.5)}), 0);
  SQLINTEGER numbers[3] = {};
  SQLLEN length = 0;
  DescriptorData ard;
  for (std::size_t number = 1; number <= 3; ++number) bind(ard, number, SQL_C_LONG, &numbers[number - 1], 0, &length);
  Diagnostics diagnostics;
  CHECK(RowTransfer(ard, columns, {}).transfer(rows, 0, 0, diagnostics) == SQL_ROW_ERROR);
  REQUIRE(diagnostics.size() == 3);
  CHECK(diagnostics.records()[0].state == State::InvalidCharacterValue);
  CHECK(diagnostics.records()[0].column == 2);
  CHECK(diagnostics.records()[0].text.find("\"c2\" as SQL_C_LONG") != std::string::npos);
  CHECK(numbers[0] == 1);
  CHECK(numbers[2] == 2);
}
