// Owns: tests of convert/text_buffer. Never: column values.
#include "convert/text_buffer.h"

#include <doctest/doctest.h>

#include <array>
#include <cstring>
#include <string>
#include <vector>

#include "convert/wide_text.h"
#include "error/state_code.h"

using namespace d1odbc;
using d1odbc::testing::thrown_by;
using d1odbc::testing::wide_is_utf16;
using d1odbc::testing::wide_text;

namespace {

const SQLCHAR* narrow(const char* text) { return reinterpret_cast<const SQLCHAR*>(text); }

constexpr std::string_view euro_a =
    "\xE2\x82\xAC"
    "a";

}  // namespace

TEST_CASE("a text argument is read to its length or its terminator") {
  CHECK(text_in(narrow("abc"), SQL_NTS) == "abc");
  CHECK(text_in(narrow("abc"), 2) == "ab");
  CHECK(text_in(narrow("abc"), 0) == "");
  CHECK(text_in(narrow("a\0b"), 3) == std::string("a\0b", 3));
  const std::vector<SQLWCHAR> wide{0x20AC, 'a', 0};
  CHECK(text_in(wide.data(), SQL_NTS) == euro_a);
  CHECK(text_in(wide.data(), 1) == "\xE2\x82\xAC");
}

TEST_CASE("text that is not well formed is refused, not replaced") {
  const std::vector<SQLWCHAR> half_a_pair{'a', 0xD800, 0};
  CHECK(thrown_by([&] { return text_in(half_a_pair.data(), SQL_NTS); }) == "22018");
  CHECK(thrown_by([] { return text_in(narrow("caf\xE9"), SQL_NTS); }) == "22018");
}

TEST_CASE("a pair of surrogates is a character of UTF-16 and not of UTF-32") {
  const std::vector<SQLWCHAR> pair{0xD83D, 0xDE00, 0};
  if (wide_is_utf16) {
    CHECK(text_in(pair.data(), SQL_NTS) == "\xF0\x9F\x98\x80");
  } else {
    CHECK(thrown_by([&] { return text_in(pair.data(), SQL_NTS); }) == "22018");
  }
}

TEST_CASE("a null pointer is no text, and an error where one must be there") {
  CHECK_FALSE(text_in(static_cast<const SQLCHAR*>(nullptr), 5).has_value());
  CHECK_FALSE(text_in(static_cast<const SQLWCHAR*>(nullptr), SQL_NTS).has_value());
  CHECK(thrown_by([] { return required_text_in(static_cast<const SQLCHAR*>(nullptr), SQL_NTS); }) == "HY009");
  CHECK(thrown_by([] { return required_text_in(static_cast<const SQLWCHAR*>(nullptr), 0); }) == "HY009");
  CHECK(required_text_in(narrow("x"), SQL_NTS) == "x");
}

TEST_CASE("a negative length that is not SQL_NTS is HY090") {
  const SQLWCHAR wide[] = {'a', 0};
  for (const SQLINTEGER length : {-1, -2, -4, -100}) {
    CAPTURE(length);
    CHECK(thrown_by([&] { return text_in(narrow("a"), length); }) == "HY090");
    CHECK(thrown_by([&] { return text_in(wide, length); }) == "HY090");
  }
}

TEST_CASE("a narrow text out is cut at a character, terminated, and tells its full length in bytes") {
  struct Row {
    SQLINTEGER capacity;
    std::string_view written;  // without terminator
    bool cut;
  };
  const Row rows[] = {{5, euro_a, false}, {4, "\xE2\x82\xAC", true}, {3, "", true}, {1, "", true}};
  for (const Row& row : rows) {
    CAPTURE(row.capacity);
    std::array<SQLCHAR, 8> buffer;
    buffer.fill('#');
    SQLSMALLINT length = -7;
    Diagnostics diagnostics;
    TextOut(buffer.data(), row.capacity, &length).put(euro_a, &diagnostics);
    CHECK(length == 4);
    CHECK(std::string_view(reinterpret_cast<const char*>(buffer.data())) == row.written);
    CHECK(buffer[row.written.size() + 1] == '#');
    REQUIRE(diagnostics.size() == (row.cut ? 1 : 0));
    if (row.cut) CHECK(diagnostics.records()[0].state == State::StringTruncated);
  }
}

TEST_CASE("a wide text out counts characters or bytes as its function does") {
  // U+20AC, then U+1F600: two units in UTF-16 and one in UTF-32.
  constexpr std::string_view text = "\xE2\x82\xAC\xF0\x9F\x98\x80";
  const std::vector<SQLWCHAR> whole = wide_text({U"\u20AC\U0001F600\0", 3});
  const std::vector<SQLWCHAR> euro = wide_text({U"\u20AC\0", 2});
  constexpr SQLINTEGER units = wide_is_utf16 ? 3 : 2;
  constexpr SQLINTEGER width = sizeof(SQLWCHAR);
  struct Row {
    TextOut::Unit unit;
    SQLINTEGER capacity;
    SQLINTEGER length;
    std::vector<SQLWCHAR> written;
    bool cut;
  };
  const Row rows[] = {
      {TextOut::Unit::Characters, units + 1, units, whole, false},
      {TextOut::Unit::Characters, units, units, euro, true},
      {TextOut::Unit::Characters, 2, units, euro, true},
      {TextOut::Unit::Characters, 1, units, {0}, true},
      {TextOut::Unit::Bytes, (units + 1) * width, units * width, whole, false},
      {TextOut::Unit::Bytes, (units + 1) * width - 1, units * width, euro, true},
      {TextOut::Unit::Bytes, width, units * width, {0}, true},
      {TextOut::Unit::Bytes, width - 1, units * width, {}, true},
  };
  for (const Row& row : rows) {
    CAPTURE(row.capacity);
    std::array<SQLWCHAR, 6> buffer;
    buffer.fill(0x2323);
    SQLSMALLINT length = -7;
    Diagnostics diagnostics;
    TextOut(buffer.data(), row.capacity, &length, row.unit).put(text, &diagnostics);
    CHECK(length == row.length);
    CHECK(std::vector<SQLWCHAR>(buffer.begin(), buffer.begin() + static_cast<long>(row.written.size())) == row.written);
    CHECK(buffer[row.written.size()] == 0x2323);
    CHECK(diagnostics.size() == (row.cut ? 1 : 0));
  }
}

TEST_CASE("a null buffer gets the length only, whatever its capacity") {
  SQLSMALLINT length = 0;
  Diagnostics diagnostics;
  TextOut(static_cast<SQLCHAR*>(nullptr), 0, &length).put("abc", &diagnostics);
  CHECK(length == 3);
  length = 0;
  TextOut(static_cast<SQLWCHAR*>(nullptr), -5, &length, TextOut::Unit::Characters).put("abc", &diagnostics);
  CHECK(length == 3);
  CHECK(diagnostics.empty());
  TextOut().put("abc", &diagnostics);
  CHECK(diagnostics.empty());
}

TEST_CASE("a buffer without room is cut without a byte written, and a negative capacity is HY090") {
  SQLCHAR untouched = '#';
  SQLINTEGER length = 0;
  Diagnostics diagnostics;
  TextOut(&untouched, 0, &length).put("abc", &diagnostics);
  CHECK(untouched == '#');
  CHECK(length == 3);
  CHECK(diagnostics.size() == 1);
  CHECK(thrown_by([&] {
          TextOut(&untouched, -1, &length).put("abc", nullptr);
          return 0;
        }) == "HY090");
}

TEST_CASE("a length beyond SQLSMALLINT is told as its greatest value") {
  SQLSMALLINT length = 0;
  TextOut(static_cast<SQLCHAR*>(nullptr), 0, &length).put(std::string(40'000, 'x'), nullptr);
  CHECK(length == 32'767);
}
