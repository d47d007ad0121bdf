// Owns: tests of execute/parameter_set: lengths, indicators and where a set's buffers lie. Never: conversions.
#include "execute/parameter_set.h"

#include <doctest/doctest.h>

#include <cstring>
#include <limits>

#include "convert/parameter_values.h"
#include "error/state_code.h"

using namespace d1odbc;
using namespace d1odbc::testing;
using namespace std::string_view_literals;

namespace {

/// One parameter's binding, as SQLBindParameter leaves it.
struct Bound {
  DescriptorData apd = {};
  DescriptorData ipd = {};

  Bound(SQLSMALLINT c_type, SQLSMALLINT sql_type, const void* data, SQLLEN capacity, SQLLEN* length) {
    apd.record(1) = {.concise_type = c_type,
                     .data = const_cast<void*>(data),
                     .octet_length = capacity,
                     .octet_length_ptr = length,
                     .indicator = length};
    ipd.record(1) = {.concise_type = sql_type, .is_described = true};
  }

  [[nodiscard]] std::string read(std::size_t set = 0) const {
    try {
      return written(read_parameter_set(apd, ipd, 1, set).at(0));
    } catch (const OdbcError& error) {
      return code_of(error.state());
    }
  }
};

}  // namespace

TEST_CASE("the length decides how much of a variable buffer is the value") {
  struct Row {
    SQLSMALLINT c_type, sql_type;
    std::string_view data;
    SQLLEN length;
    std::string_view value;
  };
  const Row rows[] = {
      {SQL_C_CHAR, SQL_VARCHAR, "abc\0", SQL_NTS, "T:abc"},
      {SQL_C_CHAR, SQL_VARCHAR, "abc\0", 2, "T:ab"},
      {SQL_C_CHAR, SQL_VARCHAR, "abc\0", 0, "T:"},
      {SQL_C_WCHAR, SQL_VARCHAR, "a\0b\0\0\0"sv, SQL_NTS, "T:ab"},
      {SQL_C_WCHAR, SQL_VARCHAR, "a\0b\0\0\0"sv, 2, "T:a"},
      {SQL_C_BINARY, SQL_VARBINARY, "\1\0\2"sv, 3, "B:010002"},
      {SQL_C_CHAR, SQL_VARCHAR, "abc\0", SQL_NULL_DATA, "NULL"},
      {SQL_C_CHAR, SQL_VARCHAR, "abc\0", SQL_DEFAULT_PARAM, "07S01"},
      {SQL_C_CHAR, SQL_VARCHAR, "abc\0", SQL_DATA_AT_EXEC, "HY090"},
      {SQL_C_CHAR, SQL_VARCHAR, "abc\0", SQL_LEN_DATA_AT_EXEC(0), "HY090"},
      {SQL_C_CHAR, SQL_VARCHAR, "abc\0", SQL_LEN_DATA_AT_EXEC(1000), "HY090"},
      {SQL_C_CHAR, SQL_VARCHAR, "abc\0", -4, "HY090"},
      {SQL_C_CHAR, SQL_VARCHAR, "abc\0", -99, "HY090"},
      {SQL_C_DEFAULT, SQL_VARCHAR, "abc\0", SQL_NTS, "T:abc"},
      {SQL_C_LONG, SQL_INTEGER, "\7\0\0\0"sv, 12345, "I:7"},  // the length of a fixed type is ignored
      {SQL_C_DEFAULT, SQL_INTEGER, "\7\0\0\0"sv, 0, "I:7"},
      {777, SQL_INTEGER, "\7\0\0\0"sv, 0, "HY003"},
  };
  for (std::size_t index = 0; index < std::size(rows); ++index) {
    CAPTURE(index);
    const Row& row = rows[index];
    SQLLEN length = row.length;
    CHECK(Bound(row.c_type, row.sql_type, row.data.data(), 8, &length).read() == row.value);
  }
}

TEST_CASE("without a length text ends at its terminator and a fixed type has its size") {
  CHECK(Bound(SQL_C_CHAR, SQL_VARCHAR, "abc", 4, nullptr).read() == "T:abc");
  CHECK(Bound(SQL_C_WCHAR, SQL_VARCHAR, "a\0\0", 4, nullptr).read() == "T:a");
  const std::int64_t number = -3;
  CHECK(Bound(SQL_C_SBIGINT, SQL_BIGINT, &number, 0, nullptr).read() == "I:-3");
}

TEST_CASE("a null buffer is an empty value with length 0, NULL by its indicator, and HY009 else") {
  SQLLEN length = 0;
  CHECK(Bound(SQL_C_CHAR, SQL_VARCHAR, nullptr, 0, &length).read() == "T:");
  CHECK(Bound(SQL_C_BINARY, SQL_VARBINARY, nullptr, 0, &length).read() == "B:");
  CHECK(Bound(SQL_C_LONG, SQL_INTEGER, nullptr, 0, &length).read() == "HY009");
  length = 3;
  CHECK(Bound(SQL_C_CHAR, SQL_VARCHAR, nullptr, 0, &length).read() == "HY009");
  length = SQL_NULL_DATA;
  CHECK(Bound(SQL_C_CHAR, SQL_VARCHAR, nullptr, 0, &length).read() == "NULL");
  CHECK(Bound(SQL_C_LONG, SQL_INTEGER, nullptr, 0, &length).read() == "NULL");
}

TEST_CASE("sets lie one item after the other by column, and a structure apart by row") {
  const SQLINTEGER numbers[] = {10, 11, 12};
  CHECK(Bound(SQL_C_LONG, SQL_INTEGER, numbers, 0, nullptr).read(2) == "I:12");
  const char texts[3][4] = {"a", "bb", "ccc"};
  SQLLEN lengths[] = {SQL_NTS, SQL_NULL_DATA, 2};
  const Bound by_column(SQL_C_CHAR, SQL_VARCHAR, texts, 4, lengths);
  CHECK(by_column.read(0) == "T:a");
  CHECK(by_column.read(1) == "NULL");
  CHECK(by_column.read(2) == "T:cc");

  struct Item {
    SQLINTEGER number;
    SQLLEN length;
  };
  Item items[] = {{1, 0}, {2, SQL_NULL_DATA}, {3, 0}};
  Bound by_row(SQL_C_LONG, SQL_INTEGER, &items[0].number, 0, &items[0].length);
  by_row.apd.header.bind_type = sizeof(Item);
  CHECK(by_row.read(0) == "I:1");
  CHECK(by_row.read(1) == "NULL");
  CHECK(by_row.read(2) == "I:3");
  SQLLEN offset = sizeof(Item);
  by_row.apd.header.bind_offset = &offset;
  CHECK(by_row.read(0) == "NULL");
  CHECK(by_row.read(1) == "I:3");
}

TEST_CASE("data and lengths need not be aligned") {
  char memory[32] = {};
  const SQLINTEGER number = 7;
  const SQLLEN null = SQL_NULL_DATA;
  std::memcpy(memory + 1, &number, sizeof number);
  std::memcpy(memory + 17, &null, sizeof null);
  CHECK(Bound(SQL_C_LONG, SQL_INTEGER, memory + 1, 0, nullptr).read() == "I:7");
  CHECK(Bound(SQL_C_LONG, SQL_INTEGER, memory + 1, 0, reinterpret_cast<SQLLEN*>(memory + 17)).read() == "NULL");
}

TEST_CASE("a parameter that is not bound is 07002, and errors name their parameter") {
  SQLLEN length = SQL_NTS;
  const Bound bound(SQL_C_CHAR, SQL_INTEGER, "x", 2, &length);
  CHECK(thrown_by([&] { return read_parameter_set(bound.apd, bound.ipd, 2, 0); }) == "22018");
  CHECK(thrown_by([&] { return read_parameter_set({}, {}, 1, 0); }) == "07002");
  CHECK(read_parameter_set({}, {}, 0, 0).empty());
  try {
    (void)read_parameter_set(bound.apd, bound.ipd, 1, 0);
    FAIL("nothing was thrown");
  } catch (const OdbcError& error) {
    CHECK(error.text().starts_with("Parameter 1: "));
  }
}

TEST_CASE("an ODBC 2 code of a datetime type means the ODBC 3 type") {
  SQLLEN length = SQL_NTS;
  CHECK(Bound(SQL_C_CHAR, SQL_DATE, "2024-01-31", 11, &length).read() == "T:2024-01-31");
  CHECK(Bound(SQL_C_CHAR, SQL_TIMESTAMP, "2024-01-31", 11, &length).read() == "T:2024-01-31 00:00:00");
}
