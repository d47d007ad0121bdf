// Owns: moving over the tokens, for what reads expressions, operators and clauses. Never: what they mean.
#include "sql/syntax_reader.h"

#include <algorithm>
#include <utility>

namespace d1odbc {

bool SyntaxReader::is_any(std::string_view word, std::initializer_list<std::string_view> keywords) {
  return std::ranges::any_of(keywords, [&](std::string_view each) { return is_keyword(word, each); });
}

std::size_t SyntaxReader::add(Node node) {
  tree_.nodes.push_back(std::move(node));
  return tree_.nodes.size() - 1;
}

std::size_t SyntaxReader::offset() const { return reader_.at_end() ? sql_.size() : tokens_[reader_.position()].offset; }

void SyntaxReader::advance() {
  if (!reader_.at_end()) end_before_ = offset() + reader_.text().size();
  reader_.advance();
}

bool SyntaxReader::take(std::string_view keyword) {
  if (!reader_.is_at(keyword)) return false;
  advance();
  return true;
}

bool SyntaxReader::is_next(std::string_view keyword) const {
  TokenReader ahead = reader_;
  ahead.advance();
  return ahead.is_at(keyword);
}

bool SyntaxReader::is_next(TokenKind kind) const {
  TokenReader ahead = reader_;
  ahead.advance();
  return ahead.is_at(kind);
}

bool SyntaxReader::is_at_window() const {
  return (reader_.is_at("PARTITION") || reader_.is_at("ORDER")) && is_next("BY");
}

bool SyntaxReader::is_at_query() const {
  return reader_.is_at("SELECT") || reader_.is_at("WITH") ||
         (reader_.is_at("VALUES") && is_next(TokenKind::OpenParenthesis));
}

}  // namespace d1odbc
