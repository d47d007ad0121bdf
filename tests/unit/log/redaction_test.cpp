// Owns: the claims about hiding secrets. Never: files.
#include "log/redaction.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "log/base64_core.h"

namespace d1odbc {
namespace {

struct Row {
  std::string secret;
  std::string text;
  std::string hidden;
};

/// Base64 as RFC 4648 has it, written without the code under test.
std::string base64(const std::string& bytes) {
  const std::string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  for (std::size_t first = 0; first < bytes.size(); first += 3) {
    unsigned group = 0;
    for (std::size_t index = first; index < first + 3; ++index) {
      group = group << 8 | (index < bytes.size() ? static_cast<unsigned char>(bytes[index]) : 0U);
    }
    for (std::size_t place = 0; place < 4; ++place) {
      const bool is_padding = first + place > bytes.size();
      text += is_padding ? '=' : alphabet[group >> (18 - 6 * place) & 0x3F];
    }
  }
  return text;
}

TEST_CASE("a secret is hidden in every spelling") {
  const std::vector<Row> rows = {
      {"secret", "token secret.", "token ***."},
      {"secret", "secretsecret", "******"},
      {"secret", "secre t", "secre t"},
      {"secret", "SECRET", "SECRET"},
      {"a/b+c", "x=a%2Fb%2Bc&y", "x=***&y"},
      {"a/b+c", "x=a%2fb%2bc&y", "x=***&y"},
      {"a/b+c", "x=a%2fb%2Bc", "x=***"},
      {"ab", "%61%62", "***"},
      {"ab", "a%62", "***"},
      {"a\"b\\c/d", R"({"t":"a\"b\\c/d"})", R"({"t":"***"})"},
      {"a\"b\\c/d", R"({"t":"a\"b\\c\/d"})", R"({"t":"***"})"},
      {"a\"b", R"(a\u0022b)", "***"},
      {"a<b", R"(a\u003Cb a\u003cb)", "*** ***"},
      {"a\tb", R"(a\tb)", "***"},
      {"100%25x", "at 100%25x!", "at ***!"},
      {"x%41", "x%41", "***"},
      {"x%41", "x%2541", "***"},
      {"secret", "%7", "%7"},
      {"secret", "\\u00", "\\u00"},
      {"s\xC3\xA9t", "s%C3%A9t", "***"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.secret);
    CAPTURE(row.text);
    Redaction redaction;
    redaction.hide(row.secret);
    CHECK(redaction.apply(row.text) == row.hidden);
  }
}

TEST_CASE("a secret is hidden in base64 whatever stands before and after it") {
  for (const std::string secret :
       {"abcd", "cfut_0123456789abcdefghijklmnopqrstuvwxyzABCD", "\xFB\xEF\xBE\xFF\xFF\xFE>?"}) {
    Redaction redaction;
    redaction.hide(secret);
    for (const std::string before : {"", "u", "us", "use", "user:", "a long account:"}) {
      for (const std::string after : {"", "x", "xy", "xyz"}) {
        CAPTURE(before + secret + after);
        std::string encoded = base64(before + secret + after);
        CHECK(redaction.apply("Basic " + encoded + " end") == "Basic *** end");
        for (char& character : encoded) character = character == '+' ? '-' : character == '/' ? '_' : character;
        CHECK(redaction.apply("Basic " + encoded + " end") == "Basic *** end");
      }
    }
  }
}

TEST_CASE("a base64 core holds only characters that the secret alone decides") {
  CHECK(base64_cores("abcd") == std::vector<std::string>{"YWJjZ", "FiY2", "hYmNk"});
}

TEST_CASE("a secret that begins another one does not leave the other's end behind") {
  Redaction redaction;
  redaction.hide("abc");
  redaction.hide("abcdef");
  CHECK(redaction.apply("<abcdef> <abc>") == "<***> <***>");
}

TEST_CASE("a secret that begins before the limit is hidden whole, and none behind it shows") {
  Redaction redaction;
  redaction.hide("secret");
  CHECK(redaction.longest_spelling() == 36);
  CHECK(redaction.apply("ab secret cd", 12) == "ab *** cd");
  CHECK(redaction.apply("ab secret cd", 10) == "ab *** ");
  for (std::size_t limit = 4; limit < 10; ++limit) CHECK(redaction.apply("ab secret cd", limit) == "ab ***");
  CHECK(redaction.apply("ab secret cd", 3) == "ab ");
  CHECK(redaction.apply("secret secret", 10) == "*** ***");
  CHECK(redaction.apply("ab", 10) == "ab");
  CHECK(Redaction().longest_spelling() == 0);
}

TEST_CASE("without secrets, and with an empty one, the text stays as it is") {
  Redaction redaction;
  CHECK(redaction.apply("text") == "text");
  redaction.hide("");
  CHECK(redaction.apply("text") == "text");
}

}  // namespace
}  // namespace d1odbc
