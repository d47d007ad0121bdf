// Owns: tests of convert/guid_text. Never: cells, parameters.
#include "convert/guid_text.h"

#include <doctest/doctest.h>

using namespace d1odbc;
using namespace std::string_view_literals;

namespace {
constexpr auto bytes = "\x01\x23\x45\x67\x89\xAB\xCD\xEF\xFE\xDC\xBA\x98\x76\x54\x32\x10"sv;
}

TEST_CASE("a GUID is read with and without braces, in either case, and written in lower case") {
  for (const std::string_view text : {"01234567-89ab-cdef-fedc-ba9876543210", "{01234567-89AB-CDEF-FEDC-BA9876543210}",
                                      "  01234567-89Ab-cDEF-fedc-ba9876543210 "}) {
    CAPTURE(text);
    const std::optional<SQLGUID> guid = read_guid(text);
    REQUIRE(guid);
    CHECK(guid->Data1 == 0x01234567);
    CHECK(guid->Data2 == 0x89AB);
    CHECK(guid->Data3 == 0xCDEF);
    CHECK(guid->Data4[0] == 0xFE);
    CHECK(guid->Data4[7] == 0x10);
    CHECK(guid_text(*guid) == "01234567-89ab-cdef-fedc-ba9876543210");
    CHECK(guid_bytes(*guid) == bytes);
  }
}

TEST_CASE("the bytes of a GUID come in the order of its text") {
  const std::optional<SQLGUID> guid = guid_of_bytes(bytes);
  REQUIRE(guid);
  CHECK(guid_text(*guid) == "01234567-89ab-cdef-fedc-ba9876543210");
  CHECK_FALSE(guid_of_bytes(bytes.substr(1)));
  CHECK_FALSE(guid_of_bytes(""));
}

TEST_CASE("what is no GUID is refused") {
  for (const std::string_view text :
       {"", "{}", "{", "01234567-89ab-cdef-fedc-ba987654321", "01234567-89ab-cdef-fedc-ba98765432100",
        "0123456789ab-cdef-fedc-ba9876543210--", "01234567-89ab-cdef-fedc-ba987654321g",
        "{01234567-89ab-cdef-fedc-ba9876543210", "01234567-89ab-cdef-fedc-ba9876543210}",
        "0123456789abcdeffedcba9876543210", "-1234567-89ab-cdef-fedc-ba9876543210",
        "01234567 89ab cdef fedc ba9876543210", "0x234567-89ab-cdef-fedc-ba9876543210"}) {
    CAPTURE(text);
    CHECK_FALSE(read_guid(text));
  }
}
