// Owns: tests of quotes around names. Never: names in statements.
#include "sql/identifier.h"

#include <doctest/doctest.h>

namespace d1odbc {

TEST_CASE("a token's name is what stands inside its quotes") {
  struct Row {
    std::string_view token;
    std::string_view name;
  };
  const Row rows[]{
      {"plain", "plain"}, {"\"a b\"", "a b"}, {"\"a\"\"b\"", "a\"b"}, {"[a\"]", "a\""}, {"`a``b`", "a`b"},
      {"'a''b'", "a'b"},  {"\"\"", ""},       {"\"\"\"\"", "\""},     {"", ""},         {"\"", "\""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.token);
    CHECK(without_quotes(row.token) == row.name);
  }
}

TEST_CASE("any name can be quoted") {
  CHECK(quoted_name("a b") == "\"a b\"");
  CHECK(quoted_name("a\"b") == "\"a\"\"b\"");
  CHECK(quoted_name("select") == "\"select\"");
  CHECK(quoted_name("") == "\"\"");
}

TEST_CASE("a name that must not be taken for a text is in backticks") {
  CHECK(certain_name("a b") == "`a b`");
  CHECK(certain_name("a`\"b") == "`a``\"b`");
}

}  // namespace d1odbc
