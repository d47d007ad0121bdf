// Owns: the claims about the grammar of connection strings. Never: which keywords exist.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "config/settings.h"
#include "error/odbc_error.h"

namespace d1odbc {
namespace {

using Attributes = std::vector<Attribute>;

struct Reading {
  std::string text;
  Attributes expected;
};

State state_of_reading(const std::string& text) {
  try {
    (void)parse_connection_string(text);
  } catch (const OdbcError& error) {
    return error.state();
  }
  return State::GeneralWarning;
}

TEST_CASE("a connection string is read by SQLDriverConnect's grammar") {
  const std::vector<Reading> rows = {
      {"", {}},
      {";", {}},
      {" ; ;; ", {}},
      {"DSN=x", {{"DSN", "x"}}},
      {"DSN=x;", {{"DSN", "x"}}},
      {"DSN=x;UID=;PWD=;", {{"DSN", "x"}, {"UID", ""}, {"PWD", ""}}},
      {" dsn = x y ; Token = t ", {{"dsn", "x y"}, {"Token", "t"}}},
      {"A={x;y}", {{"A", "x;y"}}},
      {"A={x;y};B=2", {{"A", "x;y"}, {"B", "2"}}},
      {"A= {x} ;B=2", {{"A", "x"}, {"B", "2"}}},
      {"A={ x }", {{"A", " x "}}},
      {"A={}", {{"A", ""}}},
      {"A={}}}", {{"A", "}"}}},
      {"A={a}}b{c};B=1", {{"A", "a}b{c"}, {"B", "1"}}},
      {"A=x{y}z", {{"A", "x{y}z"}}},
      {"A=b=c", {{"A", "b=c"}}},
      {"A=1;a=2;B=3", {{"A", "1"}, {"B", "3"}}},
      {"secret;A=1", {{"", ""}, {"A", "1"}}},
      {"=secret;A=1", {{"", ""}, {"A", "1"}}},
      {"={se;cret};A=1", {{"", ""}, {"A", "1"}}},
      {"A=1\n;\tB=2\r\n", {{"A", "1"}, {"B", "2"}}},
  };
  for (const Reading& row : rows) {
    CAPTURE(row.text);
    CHECK(parse_connection_string(row.text) == row.expected);
  }
}

TEST_CASE("a brace that is not closed, or closed too early, is HY000 and its value is not shown") {
  for (const std::string text :
       {"Token={secret", "Token={secret}}", "Token={", "Token={se}cret}", "Token={se}cret;A=1"}) {
    CAPTURE(text);
    CHECK(state_of_reading(text) == State::GeneralError);
    try {
      (void)parse_connection_string(text);
    } catch (const OdbcError& error) {
      CHECK(error.text().find("Token") != std::string::npos);
      CHECK(error.text().find("cret") == std::string::npos);
    }
  }
}

TEST_CASE("a connection string may have 65,536 bytes and 1,000 keywords, no more") {
  const std::string longest = "A=" + std::string(65'534, 'x');
  CHECK(parse_connection_string(longest).front().second.size() == 65'534);
  CHECK(state_of_reading(longest + "x") == State::GeneralError);

  std::string many;
  for (int number = 0; number < 1'000; ++number) many += "k" + std::to_string(number) + "=;";
  CHECK(parse_connection_string(many).size() == 1'000);
  CHECK(state_of_reading(many + "one_more=1") == State::GeneralError);
  CHECK(state_of_reading(std::string(60'000, ';')) == State::GeneralWarning);
}

TEST_CASE("a connection string is written with braces where they are needed") {
  const std::vector<std::pair<Attributes, std::string>> rows = {
      {{}, ""},
      {{{"A", ""}, {"B", "x y"}}, "A=;B=x y;"},
      {{{"A", "x;y"}}, "A={x;y};"},
      {{{"A", "}"}}, "A={}}};"},
      {{{"A", " x"}}, "A={ x};"},
      {{{"Driver", "Cloudflare D1"}}, "Driver={Cloudflare D1};"},
      {{{"Endpoint", "https://api.cloudflare.com/client/v4"}}, "Endpoint=https://api.cloudflare.com/client/v4;"},
      {{{"Proxy", "http://u:p@h:1"}}, "Proxy={http://u:p@h:1};"},
      {{{"", ""}, {"a;b", "1"}, {"a=b", "1"}, {"C", "1"}}, "C=1;"},
  };
  for (const auto& [attributes, text] : rows) {
    CAPTURE(text);
    CHECK(write_connection_string(attributes) == text);
  }
}

TEST_CASE("what is written reads back the same, for every pair of special characters") {
  const std::string characters = "a {}[](),;?*=!@'\"\\%\t\r\n\x01\x7F\xC3\xA9";
  for (const char first : characters) {
    for (const char second : characters) {
      for (const std::string& value : {std::string{first, second}, std::string{'x', first, second, 'x'}}) {
        CAPTURE(value);
        const Attributes pairs = {{"Token", value}, {"Driver", value}, {"Z", "1"}};
        CHECK(parse_connection_string(write_connection_string(pairs)) == pairs);
      }
    }
  }
}

}  // namespace
}  // namespace d1odbc
