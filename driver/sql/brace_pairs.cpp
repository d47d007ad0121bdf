// Owns: the errors of unbalanced braces. Never: translates.
#include "sql/brace_pairs.h"

#include "error/odbc_error.h"

namespace d1odbc {
namespace {

constexpr std::size_t deepest_nesting = 64;  // D1 refuses expressions deeper than 100
constexpr std::size_t longest_excerpt = 60;

}  // namespace

std::string_view excerpt(std::string_view text) noexcept {
  if (text.size() <= longest_excerpt) return text;
  std::size_t end = longest_excerpt;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return text.substr(0, end);
}

BracePairs::BracePairs(std::string_view sql, const std::vector<Token>& tokens) : closing_(tokens.size(), 0) {
  std::vector<std::size_t> open;
  const auto from_last_open = [&] { return excerpt(sql.substr(tokens[open.back()].offset)); };
  for (std::size_t index = 0; index < tokens.size(); ++index) {
    const TokenKind kind = tokens[index].kind;
    if (kind == TokenKind::OpenBrace) {
      open.push_back(index);
      if (open.size() > deepest_nesting) {
        throw OdbcError(State::SyntaxOrAccess, "ODBC escapes are nested more than {} deep.", deepest_nesting);
      }
    } else if (kind == TokenKind::CloseBrace) {
      if (open.empty()) {
        throw OdbcError(State::SyntaxOrAccess, "The '}}' at byte {} closes no ODBC escape.", tokens[index].offset + 1);
      }
      closing_[open.back()] = index;
      open.pop_back();
    } else if (kind == TokenKind::Semicolon && !open.empty()) {
      throw OdbcError(State::SyntaxOrAccess, "The ODBC escape beginning {} is not closed before the ';'.",
                      from_last_open());
    }
  }
  if (!open.empty()) {
    throw OdbcError(State::SyntaxOrAccess, "The ODBC escape beginning {} has no closing '}}'.", from_last_open());
  }
}

}  // namespace d1odbc
