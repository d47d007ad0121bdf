// Owns: the test of bookmarks in an application's memory. Never: cursors.
#include "cursor/bookmark.h"

#include <doctest/doctest.h>

#include <array>
#include <cstring>

#include "cursor/bound_rows.h"
#include "error/odbc_error.h"
#include "error/state_code.h"

using namespace d1odbc;
using namespace d1odbc::testing;

namespace {

struct Place {
  std::array<unsigned char, 12> bytes{};
  SQLLEN length = -9;

  [[nodiscard]] BookmarkPlace of(std::size_t capacity) { return {bytes.data() + 1, capacity, &length}; }
};

}  // namespace

TEST_CASE("a bookmark that was written is read back, aligned or not") {
  for (SQLSMALLINT c_type : {SQLSMALLINT{SQL_C_VARBOOKMARK}, SQLSMALLINT{SQL_C_BOOKMARK}}) {
    CAPTURE(c_type);
    Place place;
    CHECK_FALSE(write_bookmark(0x1234567890, bookmark_c_type(c_type, SQL_UB_VARIABLE), place.of(8)).has_value());
    CHECK(place.length == 8);
    CHECK(read_bookmark(place.bytes.data() + 1) == 0x1234567890);
  }
}

TEST_CASE("a short buffer of variable length is told, and nothing is written behind it") {
  Place place;
  CHECK(write_bookmark(~std::uint64_t{0}, bookmark_c_type(SQL_C_VARBOOKMARK, SQL_UB_VARIABLE), place.of(5)) ==
        State::StringTruncated);
  CHECK(place.length == 8);
  CHECK(place.bytes[5] == 0xFF);
  CHECK(place.bytes[6] == 0);
}

TEST_CASE("a bookmark of 32 bits holds what fits") {
  Place place;
  const CTypeFacts& c_type = bookmark_c_type(SQL_C_ULONG, SQL_UB_ON);
  CHECK_FALSE(write_bookmark(7, c_type, place.of(4)).has_value());
  CHECK(place.length == 4);
  CHECK(write_bookmark(std::uint64_t{1} << 31, c_type, place.of(4)) == State::NumericOutOfRange);
}

TEST_CASE("SQL_C_DEFAULT follows the kind of bookmarks; other types are refused") {
  CHECK(bookmark_c_type(SQL_C_DEFAULT, SQL_UB_ON).c_type == SQL_C_BOOKMARK);
  CHECK(bookmark_c_type(SQL_C_DEFAULT, SQL_UB_VARIABLE).c_type == SQL_C_VARBOOKMARK);
  CHECK(thrown_by([&] { return bookmark_c_type(SQL_C_CHAR, SQL_UB_ON); }) == "07006");
  CHECK(thrown_by([&] { return bookmark_c_type(4711, SQL_UB_ON); }) == "HY003");
}

TEST_CASE("column 0 is described by its kind") {
  CHECK(bookmark_column(SQL_UB_VARIABLE).type.sql_type == SQL_BINARY);
  CHECK(bookmark_column(SQL_UB_VARIABLE).type.size == 8);
  CHECK(bookmark_column(SQL_UB_ON).type.sql_type == SQL_BIGINT);
}
