// Owns: the states of sqlite3_complete, over tokens. Never: sends, kinds of statements.
#include "sql/statement_border.h"

namespace d1odbc {
namespace {

/// Told every token of a text that is no filler, says at which `;` a statement ends.
class Border {
 public:
  /// True if this token is the `;` that ends the statement.
  bool ends_at(TokenKind kind, std::string_view text) {
    if (kind == TokenKind::Semicolon) return end_or_go_on();
    state_ = kind == TokenKind::Word ? after_word(text) : after_other();
    return false;
  }

 private:
  enum class State { Start, Explain, Create, Ordinary, Trigger, TriggerSemicolon, TriggerEnd };

  bool end_or_go_on() {
    const bool inside_trigger = state_ == State::Trigger || state_ == State::TriggerSemicolon;
    state_ = inside_trigger ? State::TriggerSemicolon : State::Start;
    return !inside_trigger;
  }

  [[nodiscard]] State after_word(std::string_view word) const {
    switch (state_) {
      case State::Start:
        if (is_keyword(word, "EXPLAIN")) return State::Explain;
        return is_keyword(word, "CREATE") ? State::Create : State::Ordinary;
      case State::Explain:
        if (is_keyword(word, "QUERY") || is_keyword(word, "PLAN")) return State::Explain;
        return is_keyword(word, "CREATE") ? State::Create : State::Ordinary;
      case State::Create:
        if (is_keyword(word, "TEMP") || is_keyword(word, "TEMPORARY")) return State::Create;
        return is_keyword(word, "TRIGGER") ? State::Trigger : State::Ordinary;
      case State::TriggerSemicolon:
        return is_keyword(word, "END") ? State::TriggerEnd : State::Trigger;
      default:
        return after_other();
    }
  }

  [[nodiscard]] State after_other() const {
    const bool inside_trigger =
        state_ == State::Trigger || state_ == State::TriggerSemicolon || state_ == State::TriggerEnd;
    return inside_trigger ? State::Trigger : State::Ordinary;
  }

  State state_ = State::Start;
};

/// The range without the blanks at its ends and the comments at its end; empty if nothing else is there.
TokenRange trimmed(const std::vector<Token>& tokens, TokenRange range) {
  const TokenRange kernel = without_filler(tokens, range);
  if (kernel.empty()) return kernel;
  while (tokens[range.begin].kind == TokenKind::Space) ++range.begin;
  return {range.begin, kernel.end};
}

}  // namespace

std::vector<TokenRange> split_statements(std::string_view sql, const std::vector<Token>& tokens) {
  std::vector<TokenRange> statements;
  Border border;
  std::size_t begin = 0;
  const auto keep = [&](std::size_t end) {
    const TokenRange range = trimmed(tokens, {begin, end});
    if (!range.empty()) statements.push_back(range);
  };
  for (std::size_t index = 0; index < tokens.size(); ++index) {
    const Token& token = tokens[index];
    if (is_filler(token.kind) || !border.ends_at(token.kind, token.of(sql))) continue;
    keep(index);
    begin = index + 1;
  }
  keep(tokens.size());
  return statements;
}

}  // namespace d1odbc
