// Owns: going through a range of tokens word by word. Never: what the words mean.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "sql/lexer.h"

namespace d1odbc {

/// A piece of a tokenized text: tokens `begin` up to, but not with, `end`.
struct TokenRange {
  std::size_t begin = 0;
  std::size_t end = 0;

  [[nodiscard]] bool empty() const noexcept { return begin >= end; }
};

/// Blanks and comments: tokens without a meaning.
[[nodiscard]] constexpr bool is_filler(TokenKind kind) noexcept {
  return kind == TokenKind::Space || kind == TokenKind::Comment;
}

/// The range without the fillers at its ends.
[[nodiscard]] TokenRange without_filler(const std::vector<Token>& tokens, TokenRange range) noexcept;

/// Reads the tokens of a range in order, fillers left out. Views text and tokens: both must outlive it.
class TokenReader {
 public:
  TokenReader(std::string_view sql, const std::vector<Token>& tokens, TokenRange range);

  [[nodiscard]] bool at_end() const noexcept { return position_ >= end_; }
  [[nodiscard]] std::size_t position() const noexcept { return position_; }
  [[nodiscard]] bool is_at(TokenKind kind) const noexcept { return !at_end() && tokens_[position_].kind == kind; }
  [[nodiscard]] bool is_at(std::string_view keyword) const noexcept {
    return is_at(TokenKind::Word) && is_keyword(text(), keyword);
  }

  /// The token's text; empty at the end.
  [[nodiscard]] std::string_view text() const noexcept {
    return at_end() ? std::string_view{} : tokens_[position_].of(sql_);
  }

  /// To the next token; at the end nothing happens.
  void advance() noexcept;

  /// Moves over this keyword if it stands here.
  bool take(std::string_view keyword) noexcept;

  /// Moves behind the `)` that closes the `(` it stands at and says true; without one it moves to the end. At any other
  /// token it stays. False in both cases.
  bool skip_parentheses() noexcept;

 private:
  void skip_filler() noexcept;

  std::string_view sql_;
  const std::vector<Token>& tokens_;
  std::size_t position_;
  std::size_t end_;
};

}  // namespace d1odbc
