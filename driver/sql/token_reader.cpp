// Owns: the steps over tokens and brackets. Never: keywords of its own.
#include "sql/token_reader.h"

namespace d1odbc {

TokenRange without_filler(const std::vector<Token>& tokens, TokenRange range) noexcept {
  while (!range.empty() && is_filler(tokens[range.end - 1].kind)) --range.end;
  while (!range.empty() && is_filler(tokens[range.begin].kind)) ++range.begin;
  return range;
}

TokenReader::TokenReader(std::string_view sql, const std::vector<Token>& tokens, TokenRange range)
    : sql_(sql), tokens_(tokens), position_(range.begin), end_(range.end) {
  skip_filler();
}

void TokenReader::advance() noexcept {
  if (at_end()) return;
  ++position_;
  skip_filler();
}

bool TokenReader::take(std::string_view keyword) noexcept {
  const bool taken = is_at(keyword);
  if (taken) advance();
  return taken;
}

bool TokenReader::skip_parentheses() noexcept {
  std::size_t depth = 0;
  do {
    if (is_at(TokenKind::OpenParenthesis)) ++depth;
    if (depth == 0) return false;
    if (is_at(TokenKind::CloseParenthesis)) --depth;
    advance();
  } while (depth > 0 && !at_end());
  return depth == 0;
}

void TokenReader::skip_filler() noexcept {
  while (position_ < end_ && is_filler(tokens_[position_].kind)) ++position_;
}

}  // namespace d1odbc
