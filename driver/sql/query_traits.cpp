// Owns: the walk over a query's tokens and parentheses. Never: a parse: words are judged by their neighbours.
#include "sql/query_traits.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "sql/aggregate_calls.h"
#include "sql/lexer.h"
#include "sql/token_reader.h"

namespace d1odbc {
namespace {

using Words = std::initializer_list<std::string_view>;

bool is_one_of(std::string_view word, Words words) {
  return std::ranges::any_of(words, [&](std::string_view each) { return is_keyword(word, each); });
}

/// What the values of a subquery become.
enum class Subquery : std::uint8_t {
  Rows,          // rows of the query around it
  Value,         // perhaps a column of the result by itself: NULL without a row
  OfExpression,  // part of an expression, which is no column of a table any more
};

/// Told every token that is no filler.
class TraitsWalk {
 public:
  void read(TokenKind kind, std::string_view text) {
    if (opens_ && is_subquery_start(kind, text)) enter_subquery();
    opens_ = false;
    switch (kind) {
      case TokenKind::OpenParenthesis:
        in_expression_.push_back(in_expression_.back());
        before_open_ = previous_;
        opens_ = true;
        break;
      case TokenKind::CloseParenthesis:
        if (in_expression_.size() > 1) in_expression_.pop_back();
        break;
      case TokenKind::Word:
        read_word(text);
        break;
      default:
        break;
    }
    previous_ = {kind, text};
  }

  [[nodiscard]] QueryTraits traits() const {
    QueryTraits found = traits_;
    found.adds_nulls = found.adds_nulls || selects_ != groups_;
    return found;
  }

  /// The same of a text that calls no aggregate.
  [[nodiscard]] QueryTraits traits_without_aggregates() const { return traits_; }

 private:
  struct Seen {
    TokenKind kind = TokenKind::Comma;
    std::string_view text = {};
  };

  static bool is_subquery_start(TokenKind kind, std::string_view text) {
    return kind == TokenKind::Word && is_one_of(text, {"SELECT", "WITH", "VALUES"});
  }

  [[nodiscard]] Subquery subquery() const {
    const auto& [kind, text] = before_open_;
    if (kind == TokenKind::Comma || kind == TokenKind::OpenParenthesis) return Subquery::Value;
    if (kind != TokenKind::Word) return Subquery::OfExpression;
    if (is_one_of(text, {"FROM", "JOIN", "AS", "MATERIALIZED"})) return Subquery::Rows;
    return is_one_of(text, {"SELECT", "DISTINCT", "ALL", "RETURNING"}) ? Subquery::Value : Subquery::OfExpression;
  }

  void enter_subquery() {
    if (in_expression_.back()) return;
    const Subquery kind = subquery();
    in_expression_.back() = kind == Subquery::OfExpression;
    traits_.adds_nulls = traits_.adds_nulls || kind == Subquery::Value;
  }

  void read_word(std::string_view word) {
    if (is_keyword(word, "SELECT")) ++selects_;
    if (is_keyword(word, "GROUP")) ++groups_;
    if (in_expression_.back()) return;
    if (is_one_of(word, {"UNION", "INTERSECT", "EXCEPT"})) traits_ = {.combines = true, .adds_nulls = true};
    if (is_one_of(word, {"LEFT", "RIGHT", "FULL", "OUTER"})) traits_.adds_nulls = true;
    if (in_expression_.size() == 1 && is_keyword(word, "RETURNING")) {
      traits_ = {};
      selects_ = groups_ = 0;
    }
  }

  QueryTraits traits_;
  std::vector<bool> in_expression_{false};  // of each open parenthesis
  Seen previous_;
  Seen before_open_;
  bool opens_ = false;  // the token before was a `(`
  std::size_t selects_ = 0;
  std::size_t groups_ = 0;
};

}  // namespace

QueryTraits query_traits(std::string_view sql) {
  const std::vector<Token> tokens = tokenize(sql);
  const TokenRange all{0, tokens.size()};
  TraitsWalk walk;
  for (TokenReader reader(sql, tokens, all); !reader.at_end(); reader.advance()) {
    walk.read(tokens[reader.position()].kind, reader.text());
  }
  // An aggregate without GROUP BY gives a row for no rows; which SELECT has which GROUP is not looked at.
  return calls_aggregates(sql, tokens, all) ? walk.traits() : walk.traits_without_aggregates();
}

}  // namespace d1odbc
