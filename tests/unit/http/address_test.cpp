// Owns: claims about IP addresses as values. Never: resolves.
#include "http/address.h"

#include <doctest/doctest.h>

using namespace d1odbc;

TEST_CASE("is_loopback is true for 127/8, ::1 and mapped 127/8 only") {
  struct Row {
    const char* text;
    bool loopback;
  };
  const Row rows[] = {
      {"127.0.0.1", true},
      {"127.255.255.254", true},
      {"128.0.0.1", false},
      {"126.255.255.255", false},
      {"0.0.0.0", false},
      {"10.0.0.1", false},
      {"::1", true},
      {"::", false},
      {"::2", false},
      {"fe80::1", false},
      {"::127.0.0.1", false},
      {"::ffff:127.0.0.1", true},
      {"::ffff:127.9.9.9", true},
      {"::ffff:128.0.0.1", false},
      {"::ffff:10.0.0.1", false},
      {"1::1", false},
      {"64:ff9b::7f00:1", false},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const auto address = parse_address(row.text);
    REQUIRE(address);
    CHECK(is_loopback(*address) == row.loopback);
    CHECK((parse_address(to_text(*address)) == address));
  }
}

TEST_CASE("parse_address reads addresses and nothing else") {
  for (const char* text : {"", "localhost", "127.1", "0x7f.0.0.1", "1.2.3.4.5", "[::1]", "::1%lo", "127.0.0.1 "}) {
    CAPTURE(text);
    CHECK_FALSE(parse_address(text));
  }
  CHECK_FALSE(parse_address(std::string_view("127.0.0.1\0x", 11)));
}

TEST_CASE("in_network compares exactly the prefix") {
  const auto network = *parse_address("10.1.128.0");
  CHECK(in_network(*parse_address("10.1.200.1"), network, 17));
  CHECK_FALSE(in_network(*parse_address("10.1.127.1"), network, 17));
  CHECK(in_network(*parse_address("99.9.9.9"), network, 0));
  CHECK_FALSE(in_network(*parse_address("10.1.128.0"), network, 33));
  CHECK_FALSE(in_network(*parse_address("::1"), network, 0));
}

TEST_CASE("interleave_families takes the families in turn") {
  const auto a = [](const char* text) { return *parse_address(text); };
  const auto mixed = interleave_families({a("::1"), a("::2"), a("::3"), a("1.1.1.1")});
  CHECK((mixed == std::vector{a("::1"), a("1.1.1.1"), a("::2"), a("::3")}));
  CHECK(interleave_families({}).empty());
}
