// Owns: matching joins with their conditions. Never: writes text.
#include "sql/outer_join.h"

namespace d1odbc {
namespace {

struct Keyword {
  std::size_t token = 0;
  bool joins = false;  // JOIN, else ON
};

int depth_change(TokenKind kind) {
  if (kind == TokenKind::OpenParenthesis || kind == TokenKind::OpenBrace) return 1;
  if (kind == TokenKind::CloseParenthesis || kind == TokenKind::CloseBrace) return -1;
  return 0;
}

/// JOIN and ON outside of inner brackets.
std::vector<Keyword> keywords_of(std::string_view sql, const std::vector<Token>& tokens, TokenRange join) {
  std::vector<Keyword> keywords;
  int depth = 0;
  for (std::size_t index = join.begin; index < join.end; ++index) {
    depth += depth_change(tokens[index].kind);
    if (depth != 0 || tokens[index].kind != TokenKind::Word) continue;
    const std::string_view word = tokens[index].of(sql);
    const bool joins = is_keyword(word, "JOIN");
    if (joins || is_keyword(word, "ON")) keywords.push_back({index, joins});
  }
  return keywords;
}

}  // namespace

std::vector<JoinBracket> join_brackets(std::string_view sql, const std::vector<Token>& tokens, TokenRange join) {
  const std::vector<Keyword> keywords = keywords_of(sql, tokens, join);
  std::vector<JoinBracket> brackets;
  std::vector<bool> waiting;  // the joins without a condition yet: whether a bracket stands behind the JOIN
  for (std::size_t index = 0; index < keywords.size(); ++index) {
    const Keyword& keyword = keywords[index];
    if (keyword.joins) {
      const bool has_inner_join = index + 1 < keywords.size() && keywords[index + 1].joins;
      if (has_inner_join) brackets.push_back({keyword.token + 1, '('});
      waiting.push_back(has_inner_join);
    } else {
      if (waiting.empty()) return {};
      if (waiting.back()) brackets.push_back({keyword.token, ')'});
      waiting.pop_back();
    }
  }
  return waiting.empty() ? brackets : std::vector<JoinBracket>{};
}

}  // namespace d1odbc
