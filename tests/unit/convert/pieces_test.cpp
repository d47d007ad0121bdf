// Owns: tests of convert/pieces. Never: renders values.
#include "convert/pieces.h"

#include <doctest/doctest.h>

#include <array>
#include <cstring>
#include <string>
#include <vector>

#include "convert/wide_text.h"

using namespace d1odbc;
using d1odbc::testing::wide_is_utf16;

namespace {

constexpr char untouched = '\x5A';

struct Row {
  std::string_view value;
  CFamily family;
  std::size_t capacity;
  Cut cut;
  std::size_t taken;
  bool complete;
  std::string_view written;  // with the terminator; what lies behind must be untouched
};

using namespace std::string_view_literals;

const Row narrow_rows[] = {
    {"abc", CFamily::Character, 4, Cut::AtCharacter, 3, true, "abc\0"sv},
    {"abc", CFamily::Character, 3, Cut::AtCharacter, 2, false, "ab\0"sv},
    {"abc", CFamily::Character, 1, Cut::AtCharacter, 0, false, "\0"sv},
    {"abc", CFamily::Character, 0, Cut::AtCharacter, 0, false, ""},
    {"", CFamily::Character, 1, Cut::Anywhere, 0, true, "\0"sv},
    {"", CFamily::Character, 0, Cut::Anywhere, 0, false, ""},
    {"a\xE2\x82\xAC", CFamily::Character, 4, Cut::AtCharacter, 1, false, "a\0"sv},
    {"a\xE2\x82\xAC", CFamily::Character, 4, Cut::Anywhere, 3, false, "a\xE2\x82\0"sv},
    {"abc", CFamily::Binary, 3, Cut::AtCharacter, 3, true, "abc"},
    {"abc", CFamily::Binary, 2, Cut::Anywhere, 2, false, "ab"},
    {"", CFamily::Binary, 0, Cut::Anywhere, 0, true, ""},
    {"abc", CFamily::Binary, 0, Cut::Anywhere, 0, false, ""},
};
const Row utf16_rows[] = {
    {"a\0b\0"sv, CFamily::WideCharacter, 6, Cut::AtCharacter, 4, true, "a\0b\0\0\0"sv},
    {"a\0b\0"sv, CFamily::WideCharacter, 5, Cut::AtCharacter, 2, false, "a\0\0\0"sv},
    {"a\0b\0"sv, CFamily::WideCharacter, 5, Cut::Anywhere, 2, false, "a\0\0\0"sv},
    {"a\0b\0"sv, CFamily::WideCharacter, 2, Cut::Anywhere, 0, false, "\0\0"sv},
    {"a\0b\0"sv, CFamily::WideCharacter, 1, Cut::Anywhere, 0, false, ""},
    {"\x3D\xD8\x00\xDE"sv, CFamily::WideCharacter, 4, Cut::AtCharacter, 0, false, "\0\0"sv},
    {"\x3D\xD8\x00\xDE"sv, CFamily::WideCharacter, 5, Cut::AtCharacter, 0, false, "\0\0"sv},
    {"\x3D\xD8\x00\xDE"sv, CFamily::WideCharacter, 4, Cut::Anywhere, 2, false, "\x3D\xD8\0\0"sv},
    {"\x3D\xD8\x00\xDE"sv, CFamily::WideCharacter, 6, Cut::AtCharacter, 4, true, "\x3D\xD8\x00\xDE\0\0"sv},
};
const Row utf32_rows[] = {
    {"a\0\0\0b\0\0\0"sv, CFamily::WideCharacter, 12, Cut::AtCharacter, 8, true, "a\0\0\0b\0\0\0\0\0\0\0"sv},
    {"a\0\0\0b\0\0\0"sv, CFamily::WideCharacter, 11, Cut::AtCharacter, 4, false, "a\0\0\0\0\0\0\0"sv},
    {"a\0\0\0b\0\0\0"sv, CFamily::WideCharacter, 11, Cut::Anywhere, 4, false, "a\0\0\0\0\0\0\0"sv},
    {"a\0\0\0b\0\0\0"sv, CFamily::WideCharacter, 7, Cut::Anywhere, 0, false, "\0\0\0\0"sv},
    {"a\0\0\0b\0\0\0"sv, CFamily::WideCharacter, 4, Cut::AtCharacter, 0, false, "\0\0\0\0"sv},
    {"a\0\0\0b\0\0\0"sv, CFamily::WideCharacter, 3, Cut::Anywhere, 0, false, ""},
    {"\x00\xF6\x01\0"sv, CFamily::WideCharacter, 8, Cut::AtCharacter, 4, true, "\x00\xF6\x01\0\0\0\0\0"sv},
    {"\x00\xF6\x01\0"sv, CFamily::WideCharacter, 7, Cut::Anywhere, 0, false, "\0\0\0\0"sv},
};

std::vector<Row> rows_of_this_width() {
  std::vector<Row> rows(std::begin(narrow_rows), std::end(narrow_rows));
  if (wide_is_utf16) rows.insert(rows.end(), std::begin(utf16_rows), std::end(utf16_rows));
  if (!wide_is_utf16) rows.insert(rows.end(), std::begin(utf32_rows), std::end(utf32_rows));
  return rows;
}

}  // namespace

TEST_CASE("a piece fills its buffer up to the terminator and writes not one byte beyond") {
  const std::vector<Row> rows = rows_of_this_width();
  for (std::size_t index = 0; index < rows.size(); ++index) {
    const Row& row = rows[index];
    CAPTURE(index);
    std::array<char, 17> memory{};
    memory.fill(untouched);
    // An odd address: the application's buffer need not be aligned.
    const Piece piece = copy_piece(row.value, {memory.data() + 1, row.capacity, row.family}, row.cut);
    CHECK(piece.taken == row.taken);
    CHECK(piece.complete == row.complete);
    CHECK(std::string_view(memory.data() + 1, row.written.size()) == row.written);
    CHECK(memory[0] == untouched);
    for (std::size_t behind = 1 + row.written.size(); behind < memory.size(); ++behind)
      CHECK(memory[behind] == untouched);
  }
}

TEST_CASE("nothing is written without a buffer") {
  const Piece piece = copy_piece("abc", {nullptr, 100, CFamily::Character}, Cut::AtCharacter);
  CHECK(piece.taken == 0);
  CHECK_FALSE(piece.complete);
}
