// Owns: tests of convert/cell_to_guid. Never: the digits (guid_text_test has them).
#include "convert/cell_to_guid.h"

#include <doctest/doctest.h>

#include <cstring>

#include "convert/guid_text.h"
#include "error/state_code.h"

using namespace d1odbc;
using d1odbc::testing::code_of;

TEST_CASE("texts and blobs of 16 bytes are GUIDs, numbers and other texts are none") {
  struct Row {
    ValueView value;
    SQLSMALLINT sql_type;
    std::string_view state;
    std::string_view text = {};
  };
  const Row rows[] = {
      {ValueView::text("{01234567-89AB-CDEF-FEDC-BA9876543210}"), SQL_GUID, "00000",
       "01234567-89ab-cdef-fedc-ba9876543210"},
      {ValueView::text("01234567-89ab-cdef-fedc-ba9876543210"), SQL_LONGVARCHAR, "00000",
       "01234567-89ab-cdef-fedc-ba9876543210"},
      {ValueView::blob("0123456789abcdef"), SQL_LONGVARBINARY, "00000", "30313233-3435-3637-3839-616263646566"},
      {ValueView::blob("0123456789abcdef"), SQL_GUID, "00000", "30313233-3435-3637-3839-616263646566"},
      {ValueView::blob("0123456789abcde"), SQL_LONGVARBINARY, "22018"},
      {ValueView::text("01234567"), SQL_GUID, "22018"},
      {ValueView::text(""), SQL_VARCHAR, "22018"},
      {ValueView::of(std::int64_t{1}), SQL_VARCHAR, "22018"},
      {ValueView::of(0.5), SQL_GUID, "22018"},
  };
  for (std::size_t index = 0; index < std::size(rows); ++index) {
    CAPTURE(index);
    const Row& row = rows[index];
    const ColumnType type = default_type(row.sql_type, {});
    char memory[sizeof(SQLGUID) + 2];
    std::memset(memory, 0x5A, sizeof memory);
    const std::string before(memory, sizeof memory);
    CHECK(code_of(convert_to_guid({row.value, type}, memory + 1)) == row.state);
    CHECK(memory[0] == 0x5A);
    CHECK(memory[sizeof memory - 1] == 0x5A);
    SQLGUID guid{};
    std::memcpy(&guid, memory + 1, sizeof guid);
    if (row.state == "00000") CHECK(guid_text(guid) == row.text);
    if (row.state != "00000") CHECK(std::string(memory, sizeof memory) == before);
  }
}

TEST_CASE("a GUID as text or bytes does not let itself be cut") {
  const ColumnType type = default_type(SQL_GUID, {});
  const Cell cell{ValueView::text("01234567-89ab-cdef-fedc-ba9876543210"), type};
  VariableForm form;
  CHECK(form.render(cell, CFamily::Character) == std::nullopt);
  CHECK(form.uncuttable() == 36);
  CHECK(form.render(cell, CFamily::WideCharacter) == std::nullopt);
  CHECK(form.uncuttable() == 36 * sizeof(SQLWCHAR));
  CHECK(form.render(cell, CFamily::Binary) == std::nullopt);
  CHECK(form.uncuttable() == 16);
}
