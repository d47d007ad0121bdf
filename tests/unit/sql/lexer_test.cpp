// Owns: the claims on SQLite's tokens.
#include "sql/lexer.h"

#include <doctest/doctest.h>

#include <array>
#include <random>
#include <string>

using namespace d1odbc;

namespace {

/// One letter for each kind, so that a test's row stays short.
char letter_of(TokenKind kind) {
  switch (kind) {
    case TokenKind::Space:
      return '_';
    case TokenKind::Comment:
      return 'c';
    case TokenKind::Word:
      return 'w';
    case TokenKind::QuotedName:
      return 'q';
    case TokenKind::String:
      return 's';
    case TokenKind::Blob:
      return 'b';
    case TokenKind::Number:
      return 'n';
    case TokenKind::Marker:
      return 'm';
    case TokenKind::NamedMarker:
      return 'a';
    case TokenKind::OpenBrace:
      return '{';
    case TokenKind::CloseBrace:
      return '}';
    case TokenKind::Semicolon:
      return ';';
    case TokenKind::OpenParenthesis:
      return '(';
    case TokenKind::CloseParenthesis:
      return ')';
    case TokenKind::Comma:
      return ',';
    case TokenKind::Operator:
      return 'o';
    case TokenKind::Unterminated:
      return 'u';
    case TokenKind::Unknown:
      return '!';
  }
  return ' ';
}

std::string letters_of(std::string_view sql) {
  std::string letters;
  for (const Token& token : tokenize(sql)) letters.push_back(letter_of(token.kind));
  return letters;
}

/// The text with a bar between its tokens.
std::string cut(std::string_view sql) {
  std::string text;
  for (const Token& token : tokenize(sql)) text += (text.empty() ? "" : "|") + std::string(token.of(sql));
  return text;
}

struct Row {
  std::string_view sql;
  std::string_view cut;
  std::string_view letters;
};

constexpr std::array rows = std::to_array<Row>({
    {"", "", ""},
    {"SELECT a,b", "SELECT| |a|,|b", "w_w,w"},
    {"\xEF\xBB\xBFSELECT", "\xEF\xBB\xBF|SELECT", "_w"},
    {"a--b?\nc", "a|--b?|\n|c", "wc_w"},
    {"a--", "a|--", "wc"},
    {"a/*?*/b", "a|/*?*/|b", "wcw"},
    {"a/*/ */b", "a|/*/ */|b", "wcw"},
    {"a/**/b", "a|/**/|b", "wcw"},
    {"a/* ? ", "a|/* ? ", "wc"},
    {"a/*", "a|/|*", "woo"},
    {"a - b -> c ->> d", "a| |-| |b| |->| |c| |->>| |d", "w_o_w_o_w_o_w"},
    {"'it''s ? :a'x", "'it''s ? :a'|x", "sw"},
    {"'12:30'", "'12:30'", "s"},
    {"''''", "''''", "s"},
    {"'abc", "'abc", "u"},
    {"'abc''", "'abc''", "u"},
    {"\"a\"\"?\"b", "\"a\"\"?\"|b", "qw"},
    {"\"a", "\"a", "u"},
    {"`a``b`", "`a``b`", "q"},
    {"[a ? b]]", "[a ? b]|]", "q!"},
    {"[a", "[a", "u"},
    {"x'0a' X'' xy", "x'0a'| |X''| |xy", "b_b_w"},
    {"x'0' x'0g'1", "x'0'| |x'0g'|1", "!_!n"},
    {"x'0", "x'0", "u"},
    {"1 1. .5 1.5e3 1e+3 1E-3", "1| |1.| |.5| |1.5e3| |1e+3| |1E-3", "n_n_n_n_n_n"},
    {"0x1F 0X0a 1_000 1_0.0_1", "0x1F| |0X0a| |1_000| |1_0.0_1", "n_n_n_n"},
    {"1e 12abc 0xg 1e+", "1e| |12abc| |0xg| |1e|+", "!_!_!_!o"},
    {"t.a . b", "t|.|a| |.| |b", "wow_o_w"},
    {"?,?12,?1a", "?|,|?12|,|?1|a", "m,m,mw"},
    {":a @b $c $d::e(f g) $d::e(fg)", ":a| |@b| |$c| |$d::e(f| |g|)| |$d::e(fg)", "a_a_a_!_w)_a"},
    {":1 #1 #a : @ :é", ":1| |#1| |#a| |:| |@| |:é", "a_!_a_!_!_a"},
    {"::a", ":|:a", "!a"},
    {"{fn x}", "{|fn| |x|}", "{w_w}"},
    {"a||b|c<=d<>e<<f>=g>>h!=i==j=k", "a||||b|||c|<=|d|<>|e|<<|f|>=|g|>>|h|!=|i|==|j|=|k", "wowowowowowowowowowow"},
    {"~a%b&c!d", "~|a|%|b|&|c|!|d", "owowow!w"},
    {"é_$1 ü", "é_$1| |ü", "w_w"},
    {"a;b;", "a|;|b|;", "w;w;"},
    {"a\vb \v\tc", "a|\v|b| \v\t|c", "w!w_w"},
    {std::string_view("a\0b", 3), std::string_view("a|\0|b", 5), "w!w"},
});

}  // namespace

TEST_CASE("a text is cut into tokens as SQLite cuts it") {
  for (const Row& row : rows) {
    CAPTURE(row.sql);
    CHECK(cut(row.sql) == row.cut);
    CHECK(letters_of(row.sql) == row.letters);
  }
}

TEST_CASE("the tokens of any bytes cover each byte once") {
  std::mt19937 random(20240131);  // a fixed seed: the same texts in every run
  constexpr std::string_view interesting = "'\"`[]{}()-/*;,.:$@#?x0e1 \n\rEND\xEF\xBB\xBF\xC3";
  for (int round = 0; round < 2000; ++round) {
    std::string sql;
    for (auto length = random() % 40; length > 0; --length) sql.push_back(interesting[random() % interesting.size()]);
    CAPTURE(sql);
    std::size_t end = 0;
    for (const Token& token : tokenize(sql)) {
      REQUIRE(token.offset == end);
      REQUIRE(token.length > 0);
      end += token.length;
    }
    REQUIRE(end == sql.size());
  }
}

TEST_CASE("keywords are compared without regard to ASCII case") {
  CHECK(is_keyword("sElEcT", "SELECT"));
  CHECK(!is_keyword("SELECTED", "SELECT"));
  CHECK(!is_keyword("SELEC", "SELECT"));
  CHECK(!is_keyword("", "SELECT"));
  CHECK(
      !is_keyword("\xFF"
                  "ELECT",
                  "SELECT"));
}
