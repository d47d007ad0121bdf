// Owns: cutting SQL text into tokens as SQLite does, ODBC's braces included. Never: meaning.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace d1odbc {

enum class TokenKind : std::uint8_t {
  Space,       // blanks and newlines, and a byte order mark
  Comment,     // -- up to the newline (without it), or /* … */; a /* that nothing ends runs to the end
  Word,        // a keyword or a bare identifier (letters, digits, _, $, bytes of 0x80 and above)
  QuotedName,  // "x" [x] `x`
  String,      // 'x'
  Blob,        // X'…'
  Number,
  Marker,       // ?  ?12
  NamedMarker,  // :a @a $a #a (with SQLite's $a::b(c) form)
  OpenBrace,    // {
  CloseBrace,   // }
  Semicolon,
  OpenParenthesis,
  CloseParenthesis,
  Comma,
  Operator,      // everything else that SQLite knows, longest first (||, ->, ->>, <=, ==, …)
  Unterminated,  // a string, blob or quoted name whose end is missing: the rest of the text
  Unknown,       // what SQLite refuses: a lone !, 12abc, X'1', a control byte, …
};

struct Token {
  TokenKind kind = TokenKind::Unknown;
  std::size_t offset = 0;
  std::size_t length = 0;

  [[nodiscard]] std::string_view of(std::string_view sql) const { return sql.substr(offset, length); }
};

/// All tokens of the text, covering every byte once. Never fails; a text of any length in linear time.
[[nodiscard]] std::vector<Token> tokenize(std::string_view sql);

/// Whether a Word token's text is this keyword (ASCII case folding; `keyword` in upper case).
[[nodiscard]] bool is_keyword(std::string_view word, std::string_view keyword) noexcept;

}  // namespace d1odbc
