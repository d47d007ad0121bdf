// Owns: tests of d1/database_list and d1/paths. Never: the network.
#include "d1/database_list.h"

#include <doctest/doctest.h>

#include <string>

#include "d1/paths.h"

using namespace d1odbc;

TEST_CASE("A page of databases is read") {
  const DatabasePage page = read_database_page(
      R"({"success":true,"errors":[],"result":[{"uuid":"u1","name":"n1","version":"production"},{"uuid":"u2"},7,)"
      R"({"name":"ä","uuid":"u3"}],"result_info":{"count":2,"page":1,"per_page":10,"total_count":12}})");
  CHECK(page.success);
  CHECK(page.per_page == 10);
  REQUIRE(page.databases.size() == 2);
  CHECK(page.databases[0].uuid == "u1");
  CHECK(page.databases[0].name == "n1");
  CHECK(page.databases[1].name == "ä");
}

TEST_CASE("A failed page gives its errors") {
  const DatabasePage page =
      read_database_page(R"({"success":false,"errors":[{"code":10000,"message":"no"}],"result":null})");
  CHECK_FALSE(page.success);
  REQUIRE(page.errors.size() == 1);
  CHECK(page.errors[0].code == 10000);
}

TEST_CASE("A page that is none is malformed") {
  for (const std::string text : {"", "{", "[1", R"({"success":true})", R"({"success":true,"result":null})", "[]"}) {
    CAPTURE(text);
    CHECK_THROWS_AS((void)read_database_page(text), MalformedAnswer);
  }
}

TEST_CASE("Account, database and name cannot change the path") {
  CHECK(raw_path("0a", "b-1") == "/accounts/0a/d1/database/b-1/raw");
  CHECK(raw_path("../x?y#z", "a b/ä") == "/accounts/..%2Fx%3Fy%23z/d1/database/a%20b%2F%C3%A4/raw");
  CHECK(raw_path("..", ".") == "/accounts/%2E%2E/d1/database/%2E/raw");
  CHECK(list_path("0a", "a&b=c", 3, 100) == "/accounts/0a/d1/database?name=a%26b%3Dc&page=3&per_page=100");
}
