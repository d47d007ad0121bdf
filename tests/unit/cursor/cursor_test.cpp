// Owns: tests of cursor/cursor: SQLFetch's rowsets and SQLGetData's pieces. Never: single conversions.
#include "cursor/cursor.h"

#include <doctest/doctest.h>

#include <array>
#include <string>

#include "cursor/bound_rows.h"
#include "error/state_code.h"

using namespace d1odbc;
using namespace d1odbc::testing;
using namespace std::string_view_literals;

namespace {

Cursor cursor_of_numbers(std::int64_t count, SQLULEN max_rows = 0) {
  std::vector<ValueView> cells;
  for (std::int64_t row = 1; row <= count; ++row) cells.push_back(ValueView::of(row));
  return {columns_of({SQL_BIGINT}), rows_of_cells(1, cells), {.max_rows = max_rows}};
}

/// A cursor of one row that stands on it.
struct OneRow {
  Cursor cursor;
  DescriptorData ard = {};
  Diagnostics diagnostics = {};

  OneRow(std::initializer_list<SQLSMALLINT> sql_types, const std::vector<ValueView>& cells)
      : cursor(columns_of(sql_types), rows_of_cells(sql_types.size(), cells), {}) {
    REQUIRE(cursor.fetch_next(ard, {}, diagnostics) == SQL_SUCCESS);
  }

  SQLRETURN get(const DataRequest& request) {
    diagnostics.clear();
    return cursor.get_data(request, ard, diagnostics);
  }
};

}  // namespace

TEST_CASE("rowsets follow each other, the last may be partial, and then there is no data") {
  Cursor cursor = cursor_of_numbers(8);
  std::array<std::int64_t, 5> numbers{};
  std::array<SQLLEN, 5> lengths{};
  std::array<SQLUSMALLINT, 5> status{};
  SQLULEN fetched = 77;
  DescriptorData ard;
  ard.header.array_size = 5;
  bind(ard, 1, SQL_C_SBIGINT, numbers.data(), 0, lengths.data());
  Diagnostics diagnostics;
  const RowsetReport report{status.data(), &fetched};

  CHECK(cursor.row_number() == 0);
  CHECK(cursor.fetch_next(ard, report, diagnostics) == SQL_SUCCESS);
  CHECK(fetched == 5);
  CHECK(numbers == std::array<std::int64_t, 5>{1, 2, 3, 4, 5});
  CHECK(lengths == std::array<SQLLEN, 5>{8, 8, 8, 8, 8});
  CHECK(status == std::array<SQLUSMALLINT, 5>{});
  CHECK(cursor.row_number() == 1);

  CHECK(cursor.fetch_next(ard, report, diagnostics) == SQL_SUCCESS);
  CHECK(fetched == 3);
  CHECK(numbers == std::array<std::int64_t, 5>{6, 7, 8, 4, 5});
  CHECK(status ==
        std::array<SQLUSMALLINT, 5>{SQL_ROW_SUCCESS, SQL_ROW_SUCCESS, SQL_ROW_SUCCESS, SQL_ROW_NOROW, SQL_ROW_NOROW});
  CHECK(cursor.row_number() == 6);

  for (int again = 0; again < 2; ++again) {
    fetched = 77;
    CHECK(cursor.fetch_next(ard, report, diagnostics) == SQL_NO_DATA);
    CHECK(fetched == 0);
    CHECK(cursor.row_number() == 0);
  }
}

TEST_CASE("a rowset size that is changed counts from the next fetch on") {
  Cursor cursor = cursor_of_numbers(10);
  DescriptorData ard;
  Diagnostics diagnostics;
  const std::size_t sizes[] = {2, 5, 1, 9};
  const std::size_t first_rows[] = {1, 3, 8, 9};
  for (std::size_t index = 0; index < std::size(sizes); ++index) {
    CAPTURE(index);
    ard.header.array_size = sizes[index];
    CHECK(cursor.fetch_next(ard, {}, diagnostics) == SQL_SUCCESS);
    CHECK(cursor.row_number() == first_rows[index]);
  }
  CHECK(cursor.fetch_next(ard, {}, diagnostics) == SQL_NO_DATA);
}

TEST_CASE("SQL_ATTR_MAX_ROWS ends the result early, and 0 does not") {
  CHECK(cursor_of_numbers(8, 3).row_count() == 3);
  CHECK(cursor_of_numbers(8, 9).row_count() == 8);
  CHECK(cursor_of_numbers(8, 0).row_count() == 8);
  Cursor cursor = cursor_of_numbers(8, 1);
  Diagnostics diagnostics;
  CHECK(cursor.fetch_next({}, {}, diagnostics) == SQL_SUCCESS);
  CHECK(cursor.fetch_next({}, {}, diagnostics) == SQL_NO_DATA);
}

TEST_CASE("errors in some rows are SQL_SUCCESS_WITH_INFO, in every row SQL_ERROR, and records stand by row") {
  const std::vector<ValueView> cells{ValueView::of(1.5), ValueView::text("x"), ValueView::text("2"),
                                     ValueView::text("y")};
  Cursor cursor(columns_of({SQL_VARCHAR}), rows_of_cells(1, cells), {});
  std::array<SQLINTEGER, 3> numbers{};
  std::array<SQLLEN, 3> lengths{};
  std::array<SQLUSMALLINT, 3> status{};
  DescriptorData ard;
  ard.header.array_size = 3;
  bind(ard, 1, SQL_C_LONG, numbers.data(), 0, lengths.data());
  Diagnostics diagnostics;
  SQLULEN fetched = 0;
  CHECK(cursor.fetch_next(ard, {status.data(), &fetched}, diagnostics) == SQL_SUCCESS_WITH_INFO);
  CHECK(status == std::array<SQLUSMALLINT, 3>{SQL_ROW_SUCCESS_WITH_INFO, SQL_ROW_ERROR, SQL_ROW_SUCCESS});
  CHECK(fetched == 3);  // rows with errors are counted
  CHECK(numbers[0] == 1);
  CHECK(numbers[2] == 2);
  // "SQLFetch returns the status records in row number order."
  REQUIRE(diagnostics.size() == 2);
  CHECK(diagnostics.records()[0].state == State::FractionalTruncation);
  CHECK(diagnostics.records()[0].row == 1);
  CHECK(diagnostics.records()[1].state == State::InvalidCharacterValue);
  CHECK(diagnostics.records()[1].row == 2);

  diagnostics.clear();
  CHECK(cursor.fetch_next(ard, {status.data(), &fetched}, diagnostics) == SQL_ERROR);
  CHECK(status == std::array<SQLUSMALLINT, 3>{SQL_ROW_ERROR, SQL_ROW_NOROW, SQL_ROW_NOROW});
  CHECK(fetched == 1);
  CHECK(cursor.row_number() == 4);
}

TEST_CASE("an error of the whole fetch leaves the cursor where it was") {
  Cursor cursor = cursor_of_numbers(2);
  Diagnostics diagnostics;
  DescriptorData ard;
  char buffer[8];
  CHECK(cursor.fetch_next(ard, {}, diagnostics) == SQL_SUCCESS);
  bind(ard, 2, SQL_C_CHAR, buffer, sizeof buffer, nullptr);
  CHECK(thrown_by([&] { return cursor.fetch_next(ard, {}, diagnostics); }) == "07009");
  CHECK(cursor.row_number() == 1);
  ard.unbind_all();
  CHECK(cursor.fetch_next(ard, {}, diagnostics) == SQL_SUCCESS);
  CHECK(cursor.row_number() == 2);
}

TEST_CASE("SQLGetData gives a long text in pieces and says how much is left") {
  OneRow row({SQL_LONGVARCHAR}, {ValueView::text("abcdefg")});
  struct Step {
    SQLLEN capacity;
    SQLRETURN code;
    SQLLEN length;
    std::string_view written;
  };
  const Step steps[] = {
      {0, SQL_SUCCESS_WITH_INFO, 7, "#"sv},
      {1, SQL_SUCCESS_WITH_INFO, 7, "\0#"sv},
      {4, SQL_SUCCESS_WITH_INFO, 7, "abc\0#"sv},
      {4, SQL_SUCCESS_WITH_INFO, 4, "def\0#"sv},
      {2, SQL_SUCCESS, 1, "g\0#"sv},
      {8, SQL_NO_DATA, -77, "#"sv},
      {8, SQL_NO_DATA, -77, "#"sv},
  };
  for (std::size_t index = 0; index < std::size(steps); ++index) {
    CAPTURE(index);
    std::string buffer(16, '#');
    SQLLEN length = -77;
    CHECK(row.get({1, SQL_C_CHAR, buffer.data(), steps[index].capacity, &length}) == steps[index].code);
    CHECK(length == steps[index].length);
    CHECK(buffer.substr(0, steps[index].written.size()) == steps[index].written);
    CHECK(row.diagnostics.size() == (steps[index].code == SQL_SUCCESS_WITH_INFO ? 1 : 0));
    if (!row.diagnostics.empty()) CHECK(row.diagnostics.records()[0].state == State::StringTruncated);
  }
}

TEST_CASE("pieces of wide text hold whole units and pieces of binary need no terminator") {
  OneRow row({SQL_WLONGVARCHAR, SQL_LONGVARBINARY}, {ValueView::text("abc"), ValueView::blob("\1\2\3")});
  std::string buffer(16, '#');
  SQLLEN length = 0;
  CHECK(row.get({1, SQL_C_WCHAR, buffer.data(), 5, &length}) == SQL_SUCCESS_WITH_INFO);
  CHECK(length == 6);
  CHECK(buffer.substr(0, 5) == "a\0\0\0#"sv);
  CHECK(row.get({1, SQL_C_WCHAR, buffer.data(), 6, &length}) == SQL_SUCCESS);
  CHECK(length == 4);
  CHECK(buffer.substr(0, 6) == "b\0c\0\0\0"sv);

  CHECK(row.get({2, SQL_C_BINARY, buffer.data(), 2, &length}) == SQL_SUCCESS_WITH_INFO);
  CHECK(length == 3);
  CHECK(row.get({2, SQL_C_BINARY, buffer.data(), 2, &length}) == SQL_SUCCESS);
  CHECK(length == 1);
  CHECK(buffer[0] == '\3');
  CHECK(row.get({2, SQL_C_BINARY, buffer.data(), 2, &length}) == SQL_NO_DATA);
}

TEST_CASE("another column or another C type starts from the beginning") {
  OneRow row({SQL_LONGVARCHAR, SQL_LONGVARCHAR}, {ValueView::text("abcdef"), ValueView::text("xyz")});
  char buffer[8];
  SQLLEN length = 0;
  CHECK(row.get({1, SQL_C_CHAR, buffer, 4, &length}) == SQL_SUCCESS_WITH_INFO);
  CHECK(row.get({2, SQL_C_CHAR, buffer, 8, &length}) == SQL_SUCCESS);
  CHECK(row.get({1, SQL_C_CHAR, buffer, 8, &length}) == SQL_SUCCESS);
  CHECK(length == 6);
  CHECK(std::string_view(buffer) == "abcdef");
  CHECK(row.get({1, SQL_C_BINARY, buffer, 8, &length}) == SQL_SUCCESS);
  CHECK(length == 6);
}

TEST_CASE("an empty value is given once, with length 0") {
  OneRow row({SQL_LONGVARCHAR}, {ValueView::text("")});
  char buffer[2] = {'#', '#'};
  SQLLEN length = -77;
  CHECK(row.get({1, SQL_C_CHAR, buffer, 2, &length}) == SQL_SUCCESS);
  CHECK(length == 0);
  CHECK(buffer[0] == '\0');
  CHECK(row.get({1, SQL_C_CHAR, buffer, 2, &length}) == SQL_NO_DATA);
}

TEST_CASE("a fixed type is given once, a warning with it") {
  OneRow row({SQL_DOUBLE}, {ValueView::of(1.75)});
  SQLINTEGER number = 0;
  SQLLEN length = 0;
  CHECK(row.get({1, SQL_C_LONG, &number, 0, &length}) == SQL_SUCCESS_WITH_INFO);
  CHECK(number == 1);
  CHECK(length == 4);
  REQUIRE(row.diagnostics.size() == 1);
  CHECK(row.diagnostics.records()[0].state == State::FractionalTruncation);
  CHECK(row.get({1, SQL_C_LONG, &number, 0, &length}) == SQL_NO_DATA);
  double real = 0;
  CHECK(row.get({1, SQL_C_DOUBLE, &real, 0, nullptr}) == SQL_SUCCESS);
  CHECK(real == 1.75);
}

TEST_CASE("a conversion that fails is an error each time, and the column can still be read as text") {
  OneRow row({SQL_VARCHAR}, {ValueView::text("300")});
  SQLSCHAR number = 0;
  SQLLEN length = 0;
  for (int again = 0; again < 2; ++again)
    CHECK(thrown_by([&] { return row.get({1, SQL_C_STINYINT, &number, 0, &length}); }) == "22003");
  char buffer[8];
  CHECK(row.get({1, SQL_C_CHAR, buffer, sizeof buffer, &length}) == SQL_SUCCESS);
  CHECK(std::string_view(buffer) == "300");
}

TEST_CASE("a number whose whole digits do not fit the text buffer is 22003, and a larger buffer gets all of it") {
  OneRow row({SQL_BIGINT}, {ValueView::of(std::int64_t{12345})});
  char buffer[8];
  SQLLEN length = 0;
  CHECK(thrown_by([&] { return row.get({1, SQL_C_CHAR, buffer, 4, &length}); }) == "22003");
  CHECK(row.get({1, SQL_C_CHAR, buffer, 8, &length}) == SQL_SUCCESS);
  CHECK(std::string_view(buffer) == "12345");
}

TEST_CASE("NULL is told by the indicator, and is 22002 without one") {
  OneRow row({SQL_VARCHAR}, {ValueView::null()});
  char buffer[2] = {'#', '#'};
  SQLLEN length = 0;
  CHECK(thrown_by([&] { return row.get({1, SQL_C_CHAR, buffer, 2, nullptr}); }) == "22002");
  CHECK(row.get({1, SQL_C_CHAR, buffer, 2, &length}) == SQL_SUCCESS);
  CHECK(length == SQL_NULL_DATA);
  CHECK(buffer[0] == '#');
  CHECK(row.get({1, SQL_C_CHAR, buffer, 2, &length}) == SQL_NO_DATA);
}

TEST_CASE("the default type and the type of the binding are understood") {
  OneRow row({SQL_INTEGER}, {ValueView::of(std::int64_t{7})});
  char buffer[8];
  SQLLEN length = 0;
  CHECK(row.get({1, SQL_C_DEFAULT, buffer, 8, &length}) == SQL_SUCCESS);
  CHECK(length == 4);
  bind(row.ard, 1, SQL_C_CHAR, buffer, 8, &length);
  CHECK(row.get({1, SQL_ARD_TYPE, buffer, 8, &length}) == SQL_SUCCESS);
  CHECK(length == 1);
  CHECK(std::string_view(buffer) == "7");
}

TEST_CASE("a wrong argument has its own state and leaves the piece that was begun") {
  OneRow row({SQL_VARCHAR}, {ValueView::text("abcdef")});
  char buffer[8];
  SQLLEN length = 0;
  CHECK(row.get({1, SQL_C_CHAR, buffer, 3, &length}) == SQL_SUCCESS_WITH_INFO);
  struct Row {
    DataRequest request;
    std::string_view state;
  };
  const Row rows[] = {
      {{0, SQL_C_CHAR, buffer, 8, &length}, "07009"},  {{2, SQL_C_CHAR, buffer, 8, &length}, "07009"},
      {{1, SQL_C_CHAR, nullptr, 8, &length}, "HY009"}, {{1, SQL_C_CHAR, buffer, -1, &length}, "HY090"},
      {{1, 777, buffer, 8, &length}, "HY003"},
  };
  for (const Row& wrong : rows) {
    CAPTURE(wrong.state);
    CHECK(thrown_by([&] { return row.get(wrong.request); }) == wrong.state);
  }
  CHECK(row.get({1, SQL_C_CHAR, buffer, 8, &length}) == SQL_SUCCESS);
  CHECK(std::string_view(buffer) == "cdef");
}

TEST_CASE("without a row there is no data to get") {
  Cursor cursor = cursor_of_numbers(1);
  Diagnostics diagnostics;
  std::int64_t number = 0;
  const DataRequest request{1, SQL_C_SBIGINT, &number, 0, nullptr};
  CHECK(thrown_by([&] { return cursor.get_data(request, {}, diagnostics); }) == "24000");
  CHECK(cursor.fetch_next({}, {}, diagnostics) == SQL_SUCCESS);
  CHECK(cursor.get_data(request, {}, diagnostics) == SQL_SUCCESS);
  CHECK(cursor.fetch_next({}, {}, diagnostics) == SQL_NO_DATA);
  CHECK(thrown_by([&] { return cursor.get_data(request, {}, diagnostics); }) == "24000");
}

TEST_CASE("the next row starts its pieces anew") {
  Cursor cursor(columns_of({SQL_VARCHAR}), rows_of_cells(1, {ValueView::text("first"), ValueView::text("second")}), {});
  Diagnostics diagnostics;
  char buffer[8];
  SQLLEN length = 0;
  for (const SQLLEN expected : {5, 6}) {
    CHECK(cursor.fetch_next({}, {}, diagnostics) == SQL_SUCCESS);
    CHECK(cursor.get_data({1, SQL_C_CHAR, buffer, 3, &length}, {}, diagnostics) == SQL_SUCCESS_WITH_INFO);
    CHECK(length == expected);
  }
}
