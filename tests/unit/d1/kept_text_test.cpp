// Owns: tests of d1/kept_text. Never: JSON, HTTP.
#include "d1/kept_text.h"

#include <doctest/doctest.h>

#include <string>

using namespace d1odbc;

TEST_CASE("8 KB of a text are kept, with a mark where it was cut") {
  const std::string longest(8192, 'x');
  CHECK(kept_text(longest) == longest);
  CHECK(kept_text(longest + "x") == longest + "…");
  CHECK(kept_text(longest.substr(1) + "é") == longest.substr(1) + "…");
}

TEST_CASE("A text that was cut inside a secret does not show its beginning") {
  Redaction redaction;
  redaction.hide("secret");
  CHECK(shown_text("a secret", redaction) == "a ***");
  const std::string cut = kept_text(std::string(8189, 'x') + "secret");
  REQUIRE(cut.ends_with("xsec…"));
  CHECK(shown_text(cut, redaction) == std::string(8192 - 36, 'x') + "…");
  CHECK(shown_text(cut, Redaction()) == cut);
  Redaction huge;
  huge.hide(std::string(5000, 's'));
  CHECK(shown_text(cut, huge) == "…");
}
