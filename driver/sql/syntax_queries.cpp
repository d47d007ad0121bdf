// Owns: the clauses of a statement and the items in them. Never: operators.
#include <array>
#include <utility>

#include "sql/identifier.h"
#include "sql/syntax_reader.h"

namespace d1odbc {

namespace {

struct ClauseWord {
  std::string_view word;
  Clause clause;
};

// A word that begins a clause wherever it stands outside of parentheses of its own.
// clang-format off
constexpr std::array clause_words = {
    ClauseWord{"WITH", Clause::Head},
    ClauseWord{"SELECT", Clause::Select},
    ClauseWord{"FROM", Clause::From},
    ClauseWord{"WHERE", Clause::Condition},
    ClauseWord{"ON", Clause::Condition},
    ClauseWord{"HAVING", Clause::Condition},
    ClauseWord{"BY", Clause::Terms},
    ClauseWord{"USING", Clause::Terms},
    ClauseWord{"VALUES", Clause::Rows},
    ClauseWord{"SET", Clause::Set},
    ClauseWord{"LIMIT", Clause::Limit},
    ClauseWord{"OFFSET", Clause::Limit},
    ClauseWord{"ROWS", Clause::Frame},
    ClauseWord{"RANGE", Clause::Frame},
    ClauseWord{"GROUPS", Clause::Frame},
    ClauseWord{"RETURNING", Clause::Returning},
    ClauseWord{"INTO", Clause::Into},
    ClauseWord{"JOIN", Clause::From},
    ClauseWord{"CONFLICT", Clause::Head},
    ClauseWord{"UPDATE", Clause::Head},
};
// clang-format on

constexpr std::size_t unknown_place = 1'000'000;

/// Whether the word may begin its clause after an item of `before`; elsewhere it is a name.
bool may_follow(const ClauseWord& word, Clause before) {
  if (word.word == "OFFSET") return before == Clause::Limit;
  return word.clause != Clause::Frame || before == Clause::Terms || before == Clause::Head;
}

}  // namespace

SyntaxReader::SyntaxReader(const StatementText& statement, const std::vector<Token>& tokens)
    : sql_(statement.sql), markers_(statement.markers), tokens_(tokens), reader_(sql_, tokens, {0, tokens.size()}) {}

SyntaxTree SyntaxReader::read() {
  tree_.root = read_query();
  return std::move(tree_);
}

bool SyntaxReader::enter(Clause clause) {
  clause_ = clause;
  item_ = 0;
  advance();
  if (clause == Clause::Select && !take("DISTINCT")) take("ALL");
  return true;
}

bool SyntaxReader::take_clause(Node& query) {
  for (const ClauseWord& each : clause_words) {
    if (!reader_.is_at(each.word)) continue;
    if (!may_follow(each, clause_)) return false;
    query.has_from = query.has_from || each.clause == Clause::From;
    return enter(each.clause);
  }
  return false;
}

SyntaxReader::Read SyntaxReader::read_assignment() {
  const std::size_t begin = offset();
  const Read column = reader_.is_at(TokenKind::OpenParenthesis) ? read_parentheses() : read_name();
  if (!column) return std::nullopt;
  if (reader_.text() != "=" && reader_.text() != "==") return column;
  advance();
  const Read value = read_expression(0);
  if (!value) return column;
  return add({.kind = NodeKind::Assign, .begin = begin, .end = end_before(), .children = {*column, *value}});
}

void SyntaxReader::read_item(Node& query) {
  // ROWS BETWEEN x PRECEDING AND y FOLLOWING: this AND joins nothing.
  const Read read = clause_ == Clause::Set ? read_assignment() : read_expression(clause_ == Clause::Frame ? Not : 0);
  if (!read) {
    // What `*` stands for is not counted: the places behind it are not known.
    if (clause_ == Clause::Select && reader_.text() == "*") item_ = unknown_place;
    advance();
    return;
  }
  Node& item = tree_.nodes[*read];
  item.clause = clause_;
  item.item = item_;
  query.children.push_back(*read);
}

/// Until the end of the text or the `)` that the query did not open.
std::size_t SyntaxReader::read_query() {
  const auto [clause, item] = std::pair(std::exchange(clause_, Clause::Head), std::exchange(item_, 0));
  Node query{.kind = NodeKind::Query, .begin = offset()};
  while (!reader_.at_end() && !reader_.is_at(TokenKind::CloseParenthesis)) {
    if (take_clause(query)) continue;
    if (reader_.is_at(TokenKind::Comma)) {
      ++item_;
      advance();
    } else {
      read_item(query);
    }
  }
  query.end = end_before();
  clause_ = clause;
  item_ = item;
  return add(std::move(query));
}

SyntaxTree read_syntax(const StatementText& statement) {
  const std::vector<Token> tokens = tokenize(statement.sql);
  return SyntaxReader(statement, tokens).read();
}

std::vector<std::string> name_parts(std::string_view name) {
  std::vector<std::string> parts;
  for (const Token& token : tokenize(name)) {
    const bool is_part =
        token.kind == TokenKind::Word || token.kind == TokenKind::QuotedName || token.kind == TokenKind::String;
    if (is_part) parts.push_back(without_quotes(token.of(name)));
  }
  return parts;
}

}  // namespace d1odbc
