// Owns: the claims about the keyword table, and that README.md shows it. Never: values of one connection.
#include "config/keywords.h"

#include <doctest/doctest.h>
#include <fmt/core.h>

#include <set>
#include <string>

#include "config/ascii.h"
#include "config/setting_value.h"
#include "readme.h"

namespace d1odbc {
namespace {

std::string in_code(std::string_view text) { return text.empty() ? "" : fmt::format("`{}`", text); }

std::string variables_of(const KeywordFacts& facts) {
  std::string text;
  std::string_view names = facts.environment;
  while (!names.empty()) text += (text.empty() ? "" : ", ") + in_code(take_choice(names));
  return text;
}

std::string_view place_of(const KeywordFacts& facts) {
  switch (facts.trust) {
    case Trust::Anywhere:
      return "yes";
    case Trust::SameSourceAsToken:
      return "with `Token`, or Cloudflare's own";
    case Trust::WithOwnToken:
      return "with `Token`";
  }
  return {};
}

std::string markdown_row(const KeywordFacts& facts) {
  const std::string name = in_code(facts.name) + (facts.alias.empty() ? "" : ", " + in_code(facts.alias));
  return fmt::format("| {} | {} | {} | {} | {} | {} |\n", name, in_code(facts.default_value), allowed_values(facts),
                     place_of(facts), variables_of(facts), facts.meaning);
}

/// The text that stands between the markers of README.md.
std::string keyword_table_markdown() {
  std::string text =
      "| Keyword | Default | Values | In a connection string | Environment | Meaning |\n|---|---|---|---|---|---|\n";
  for (const KeywordFacts& facts : all_keywords()) text += markdown_row(facts);
  return text;
}

TEST_CASE("README.md shows the keyword table exactly, between its markers") {
  CHECK(testing::readme_section("keywords") == keyword_table_markdown());
}

TEST_CASE("every row of the keyword table is sound") {
  std::set<std::string> names;
  for (const KeywordFacts& facts : all_keywords()) {
    CAPTURE(facts.name);
    CHECK(&facts_of(facts.keyword) == &facts);
    CHECK(names.insert(folded(facts.name)).second);
    if (!facts.alias.empty()) CHECK(names.insert(folded(facts.alias)).second);
    CHECK_FALSE(is_driver_manager_keyword(facts.name));
    CHECK(canonical_value(facts, facts.default_value) == std::string(facts.default_value));
    CHECK(facts.meaning.ends_with('.'));
    CHECK(facts.meaning.find('|') == std::string_view::npos);
    CHECK((facts.kind == KeywordKind::Choice) == !facts.choices.empty());
    CHECK(facts.minimum <= facts.maximum);
  }
}

TEST_CASE("a keyword is found by name or alias, whatever its case") {
  struct Row {
    std::string_view name;
    Keyword keyword;
  };
  for (const Row& row : {Row{"Account", Keyword::Account}, Row{"uid", Keyword::Account}, Row{"PWD", Keyword::Token},
                         Row{"TOKEN", Keyword::Token}, Row{"cafile", Keyword::CaFile}, Row{"dsn", Keyword::Dsn}}) {
    CAPTURE(row.name);
    const KeywordFacts* facts = find_keyword(row.name);
    REQUIRE(facts != nullptr);
    CHECK(facts->keyword == row.keyword);
  }
  for (const std::string_view name : {"", "Accoun", "Accounts", "TokenFile", "TokenCommand", " Token"}) {
    CAPTURE(name);
    CHECK(find_keyword(name) == nullptr);
  }
}

}  // namespace
}  // namespace d1odbc
