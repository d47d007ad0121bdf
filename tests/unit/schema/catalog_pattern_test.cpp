// Owns: tests of search patterns and identifiers. Never: the catalog functions.
#include "schema/catalog_pattern.h"

#include <doctest/doctest.h>

namespace d1odbc {

TEST_CASE("a search pattern matches the names it means") {
  struct Row {
    std::string pattern;
    std::string name;
    bool matches;
  };
  for (const Row& row : {
           Row{"abc", "abc", true},
           Row{"abc", "abcd", false},
           Row{"abc", "ab", false},
           Row{"ABC", "abc", true},
           Row{"", "", true},
           Row{"", "a", false},
           Row{"%", "", true},
           Row{"%", "anything", true},
           Row{"%%", "", true},
           Row{"_", "a", true},
           Row{"_", "", false},
           Row{"_", "ab", false},
           Row{"_", "ä", true},
           Row{"_", "😀", true},
           Row{"__", "😀", false},
           Row{"a_c", "aéc", true},
           Row{"%A%", "bar", true},
           Row{"%b%c", "abxbc", true},
           Row{"%b%c", "abxbcd", false},
           Row{"a%", "ab", true},
           Row{"a%", "ba", false},
           Row{"t\\_w", "t_w", true},
           Row{"t\\_w", "tow", false},
           Row{"t_w", "tow", true},
           Row{"100\\%", "100%", true},
           Row{"100\\%", "100x", false},
           Row{"\\\\%", "\\anything", true},
           Row{"\\\\%", "anything", false},
           Row{"\\a", "\\a", true},
           Row{"\\a", "a", false},
           Row{"a\\", "a\\", true},
           Row{"%\\_%", "a_b", true},
           Row{"%\\_%", "ab", false},
           Row{"a.b c\"d", "a.b c\"d", true},
           Row{"Ä", "ä", false},
           Row{"%ä", "xä", true},
           Row{"main", "", false},
       }) {
    CAPTURE(row.pattern);
    CAPTURE(row.name);
    CHECK(CatalogPattern({.text = row.pattern}).matches(row.name) == row.matches);
  }
}

TEST_CASE("an absent argument matches every name") {
  CHECK(CatalogPattern({}).matches(""));
  CHECK(CatalogPattern({}).matches("x"));
  CHECK(CatalogPattern({.text = {}, .identifier = true}).matches("x"));
}

TEST_CASE("an identifier is compared whole, without quotes, blanks and case") {
  struct Row {
    std::string identifier;
    std::string name;
    bool matches;
  };
  for (const Row& row :
       {Row{"Orders", "orders", true}, Row{"orders  ", "orders", true}, Row{" orders", "orders", false},
        Row{"\"Orders\"", "orders", true}, Row{"  \"my table\" ", "my table", true}, Row{"\" a \"", " a ", true},
        Row{"\"a\"\"b\"", "a\"b", true}, Row{"[a]", "a", true}, Row{"`a`", "a", true}, Row{"%", "orders", false},
        Row{"%", "%", true}, Row{"o_ders", "orders", false}, Row{"a\\_b", "a_b", false}, Row{"\"", "\"", true},
        Row{"", "", true}, Row{"", "a", false}}) {
    CAPTURE(row.identifier);
    CAPTURE(row.name);
    CHECK(CatalogPattern({.text = row.identifier, .identifier = true}).matches(row.name) == row.matches);
  }
}

TEST_CASE("a hostile pattern ends soon") {
  std::string pattern;
  for (int turn = 0; turn < 2'000; ++turn) pattern += "%a";
  CHECK_FALSE(CatalogPattern({.text = pattern + "b"}).matches(std::string(5'000, 'a')));
}

}  // namespace d1odbc
