// Owns: tests of convert/unicode. Never: buffers of an application.
#include "convert/unicode.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <vector>

#include "convert/wide_text.h"

using namespace d1odbc;
using d1odbc::testing::by_width;
using d1odbc::testing::wide_is_utf16;
using d1odbc::testing::wide_text;

namespace {

using Wide = std::vector<SQLWCHAR>;

struct Pair {
  std::string_view utf8;
  Wide wide;
};

// The borders of every form of UTF-8 and of the surrogates.
const Pair pairs[] = {
    {"", {}},
    {std::string_view("a\0b", 3), {'a', 0, 'b'}},
    {"\x7F", {0x7F}},
    {"\xC2\x80", {0x80}},
    {"\xDF\xBF", {0x7FF}},
    {"\xE0\xA0\x80", {0x800}},
    {"\xED\x9F\xBF", {0xD7FF}},
    {"\xEE\x80\x80", {0xE000}},
    {"\xEF\xBF\xBF", {0xFFFF}},
    {"\xF0\x90\x80\x80", by_width<Wide>({0xD800, 0xDC00}, wide_text(U"\U00010000"))},
    {"\xF4\x8F\xBF\xBF", by_width<Wide>({0xDBFF, 0xDFFF}, wide_text(U"\U0010FFFF"))},
};

}  // namespace

TEST_CASE("UTF-8 and wide characters are each other's image at every border") {
  for (const Pair& pair : pairs) {
    CAPTURE(pair.utf8);
    CHECK(wide_of(pair.utf8) == pair.wide);
    CHECK(utf8_of(pair.wide) == pair.utf8);
    CHECK(is_valid_utf8(pair.utf8));
    CHECK(is_valid_wide(pair.wide));
  }
}

TEST_CASE("each byte of malformed UTF-8 becomes one replacement character") {
  struct Row {
    std::string_view bytes;
    Wide wide;
  };
  constexpr SQLWCHAR r = 0xFFFD;
  const Row rows[] = {
      {"\x80", {r}},                       // a continuation alone
      {"\xC0\xAF", {r, r}},                // overlong
      {"\xE0\x80\x80", {r, r, r}},         // overlong
      {"\xED\xA0\x80", {r, r, r}},         // a surrogate
      {"\xF4\x90\x80\x80", {r, r, r, r}},  // beyond U+10FFFF
      {"\xE2\x82", {r, r}},                // cut
      {"\xE2\x82z", {r, r, 'z'}},          // broken off
      {"a\xFFz", {'a', r, 'z'}},           // no lead
      {"\xF8\x88\x80\x80", {r, r, r, r}},  // five-byte form
  };
  for (const Row& row : rows) {
    CAPTURE(row.wide.size());
    CHECK(wide_of(row.bytes) == row.wide);
    CHECK_FALSE(is_valid_utf8(row.bytes));
    CHECK(count_characters(row.bytes) == row.wide.size());
  }
}

TEST_CASE("a surrogate without its pair becomes a replacement character") {
  const Wide broken[] = {{0xD800}, {0xDC00}, {0xD800, 'a'}, {0xDC00, 0xD800}};
  const std::string_view utf8[] = {"\xEF\xBF\xBD", "\xEF\xBF\xBD",
                                   "\xEF\xBF\xBD"
                                   "a",
                                   "\xEF\xBF\xBD\xEF\xBF\xBD"};
  for (std::size_t index = 0; index < std::size(broken); ++index) {
    CAPTURE(index);
    CHECK_FALSE(is_valid_wide(broken[index]));
    CHECK(utf8_of(broken[index]) == utf8[index]);
  }
}

TEST_CASE("in UTF-32 a surrogate is malformed even in a pair, and so is a number beyond U+10FFFF") {
  if (wide_is_utf16) return;
  const auto unit = [](std::uint32_t number) { return static_cast<SQLWCHAR>(number); };
  const Wide broken[] = {{0xD83D, 0xDE00}, {unit(0x110000), 'a'}, {unit(0x80000000)}, {unit(0xFFFFFFFF)}};
  const std::string_view utf8[] = {"\xEF\xBF\xBD\xEF\xBF\xBD",
                                   "\xEF\xBF\xBD"
                                   "a",
                                   "\xEF\xBF\xBD", "\xEF\xBF\xBD"};
  for (std::size_t index = 0; index < std::size(broken); ++index) {
    CAPTURE(index);
    CHECK_FALSE(is_valid_wide(broken[index]));
    CHECK(utf8_of(broken[index]) == utf8[index]);
  }
}

TEST_CASE("a cut never falls inside a character") {
  struct Row {
    std::string_view text;
    std::size_t limit, cut;
  };
  const Row rows[] = {
      {"abc", 0, 0},
      {"abc", 2, 2},
      {"abc", 3, 3},
      {"abc", 9, 3},
      {"\xE2\x82\xAC", 1, 0},
      {"\xE2\x82\xAC", 2, 0},
      {"\xE2\x82\xAC", 3, 3},
      {"a\xE2\x82\xAC", 3, 1},
      {"\xF0\x9F\x98\x80", 3, 0},
      {"a\xF0\x9F\x98\x80z", 4, 1},
      {"a\xF0\x9F\x98\x80z", 5, 5},
      {"\x80\x80\x80\x80\x80\x80", 5, 5},  // malformed: where the limit says
  };
  for (const Row& row : rows) {
    CAPTURE(row.limit);
    CHECK(whole_characters(row.text, row.limit) == row.cut);
  }
}

TEST_CASE("a cut never falls between two surrogates") {
  const Wide wide{'a', 0xD83D, 0xDE00, 0xD83D};
  const std::size_t cuts[] = {0, 1, by_width<std::size_t>(1, 2), 3, 4, 4};  // UTF-32 has no pairs
  for (std::size_t limit = 0; limit < std::size(cuts); ++limit) {
    CAPTURE(limit);
    CHECK(whole_characters(wide, limit) == cuts[limit]);
  }
}

TEST_CASE("characters are counted, not bytes") {
  CHECK(count_characters("a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80") == 4);
  CHECK(count_characters("") == 0);
}

TEST_CASE("well-formed text is put into a buffer as wide_of has it, with a terminator, or not at all") {
  for (const std::string_view text : {"", "plain", "\u00e4\u20ac", "\U0001F600 and \U0001F601", "\u00e9"}) {
    CAPTURE(text);
    const std::vector<SQLWCHAR> wanted = wide_of(text);
    std::vector<SQLWCHAR> buffer(text.size() + 2, SQLWCHAR{0x7777});
    CHECK(put_wide(text, buffer.data(), text.size()) == std::nullopt);
    CHECK(buffer.front() == 0x7777);
    REQUIRE(put_wide(text, buffer.data(), text.size() + 1) == wanted.size());
    CHECK(std::equal(wanted.begin(), wanted.end(), buffer.begin()));
    CHECK(buffer[wanted.size()] == 0);
    CHECK(buffer[text.size() + 1] == 0x7777);
  }
  std::vector<SQLWCHAR> buffer(20);
  for (const std::string_view text : {"a\xFF", "\xC3", "\xED\xA0\x80", "\xF4\x90\x80\x80"}) {
    CAPTURE(text);
    CHECK(put_wide(text, buffer.data(), buffer.size()) == std::nullopt);
  }
}
