// Owns: reading what stands behind an operand: operators and the operands on their right. Never: operands, clauses.
#include <algorithm>
#include <array>

#include "sql/syntax_reader.h"

namespace d1odbc {

namespace {

struct OperatorFacts {
  std::string_view text;
  Level level;
  NodeKind kind;
};

// clang-format off
constexpr std::array operators = {
    OperatorFacts{"=", Equality, NodeKind::Compare},
    OperatorFacts{"==", Equality, NodeKind::Compare},
    OperatorFacts{"<>", Equality, NodeKind::Compare},
    OperatorFacts{"!=", Equality, NodeKind::Compare},
    OperatorFacts{"<", Inequality, NodeKind::Compare},
    OperatorFacts{"<=", Inequality, NodeKind::Compare},
    OperatorFacts{">", Inequality, NodeKind::Compare},
    OperatorFacts{">=", Inequality, NodeKind::Compare},
    OperatorFacts{"&", Bits, NodeKind::Binary},
    OperatorFacts{"|", Bits, NodeKind::Binary},
    OperatorFacts{"<<", Bits, NodeKind::Binary},
    OperatorFacts{">>", Bits, NodeKind::Binary},
    OperatorFacts{"+", Sum, NodeKind::Binary},
    OperatorFacts{"-", Sum, NodeKind::Binary},
    OperatorFacts{"*", Product, NodeKind::Binary},
    OperatorFacts{"/", Product, NodeKind::Binary},
    OperatorFacts{"%", Product, NodeKind::Binary},
    OperatorFacts{"||", Concat, NodeKind::Binary},
    OperatorFacts{"->", Concat, NodeKind::Binary},
    OperatorFacts{"->>", Concat, NodeKind::Binary},
};
// clang-format on

}  // namespace

SyntaxReader::Read SyntaxReader::read_binary(NodeKind kind, std::size_t left, std::string_view word, int level) {
  const Read right = read_expression(level + 1);
  if (!right) return std::nullopt;
  return add(
      {.kind = kind, .begin = tree_.at(left).begin, .end = end_before(), .word = word, .children = {left, *right}});
}

SyntaxReader::Read SyntaxReader::read_operator(std::size_t left, int least_level) {
  if (reader_.is_at(TokenKind::Word)) return read_word_operator(left, least_level);
  if (!reader_.is_at(TokenKind::Operator)) return std::nullopt;
  const std::string_view text = reader_.text();
  const auto found = std::ranges::find(operators, text, &OperatorFacts::text);
  if (found == operators.end() || found->level < least_level) return std::nullopt;
  advance();
  return read_binary(found->kind, left, text, found->level);
}

SyntaxReader::Read SyntaxReader::read_word_operator(std::size_t left, int least_level) {
  const std::string_view word = reader_.text();
  if (is_any(word, {"AND", "OR"})) {
    const Level level = is_keyword(word, "OR") ? Or : And;
    if (level < least_level) return std::nullopt;
    advance();
    return read_binary(NodeKind::Logic, left, word, level);
  }
  if (is_keyword(word, "COLLATE") || (least_level <= Equality && is_any(word, {"ISNULL", "NOTNULL"}))) {
    advance();
    if (is_keyword(word, "COLLATE")) advance();
    return add({.kind = NodeKind::Postfix, .begin = tree_.at(left).begin, .end = end_before(), .children = {left}});
  }
  if (least_level > Equality) return std::nullopt;
  if (is_keyword(word, "IS")) return read_is(left);
  if (is_keyword(word, "NOT")) {
    if (is_next("NULL")) {
      advance();
      advance();
      return add({.kind = NodeKind::Postfix, .begin = tree_.at(left).begin, .end = end_before(), .children = {left}});
    }
    advance();
  }
  if (reader_.is_at("BETWEEN")) return read_between(left);
  if (reader_.is_at("IN")) return read_in(left);
  if (is_any(reader_.text(), {"LIKE", "GLOB", "REGEXP", "MATCH"})) return read_match(left);
  return std::nullopt;
}

SyntaxReader::Read SyntaxReader::read_is(std::size_t left) {
  advance();
  take("NOT");
  if (reader_.is_at("DISTINCT") && is_next("FROM")) {
    advance();
    advance();
  }
  return read_binary(NodeKind::Compare, left, "IS", Equality);
}

SyntaxReader::Read SyntaxReader::read_match(std::size_t left) {
  const std::string_view word = reader_.text();
  advance();
  const Read match = read_binary(NodeKind::Match, left, word, Equality);
  if (!match || !take("ESCAPE")) return match;
  const Read escape = read_expression(Inequality);
  if (!escape) return match;
  tree_.nodes[*match].children.push_back(*escape);
  tree_.nodes[*match].end = end_before();
  return match;
}

SyntaxReader::Read SyntaxReader::read_between(std::size_t left) {
  advance();
  const Read low = read_expression(Inequality);
  if (!low || !take("AND")) return std::nullopt;
  const Read high = read_expression(Inequality);
  if (!high) return std::nullopt;
  return add(
      {.kind = NodeKind::Between, .begin = tree_.at(left).begin, .end = end_before(), .children = {left, *low, *high}});
}

SyntaxReader::Read SyntaxReader::read_in(std::size_t left) {
  advance();
  const Read among = reader_.is_at(TokenKind::OpenParenthesis) ? read_parentheses() : read_name();
  if (!among) return std::nullopt;
  return add({.kind = NodeKind::In, .begin = tree_.at(left).begin, .end = end_before(), .children = {left, *among}});
}

}  // namespace d1odbc
