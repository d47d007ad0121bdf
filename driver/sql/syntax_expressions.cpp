// Owns: reading expressions: operands and what is nested in them. Never: operators (syntax_operators), clauses.
#include <algorithm>
#include <array>
#include <utility>

#include "sql/syntax_reader.h"

namespace d1odbc {

namespace {

constexpr int deepest = 100;

// clang-format off
// Words that are no names where an operand is expected.
constexpr std::array<std::string_view, 34> reserved = {
    "AND",    "AS",     "BETWEEN", "BY",     "CASE",   "CROSS",  "DISTINCT", "ELSE",  "END",       "EXCEPT", "FROM",   "GROUP",
    "HAVING", "IN",     "INNER",   "INTERSECT", "INTO", "IS",    "JOIN",     "LEFT",  "LIMIT",     "NATURAL", "NOT",   "ON",
    "OR",     "ORDER",  "SELECT",  "SET",    "THEN",   "UNION",  "USING",    "VALUES", "WHEN",     "WHERE"};
// clang-format on

bool is_reserved(std::string_view word) {
  return std::ranges::any_of(reserved, [&](std::string_view each) { return is_keyword(word, each); });
}

bool is_name(TokenKind kind) { return kind == TokenKind::Word || kind == TokenKind::QuotedName; }

/// Counts one level of nesting as long as it lives.
class Nesting {
 public:
  explicit Nesting(int& depth) : depth_(depth) { ++depth_; }
  ~Nesting() { --depth_; }
  Nesting(const Nesting&) = delete;
  Nesting& operator=(const Nesting&) = delete;
  [[nodiscard]] bool is_too_deep() const noexcept { return depth_ > deepest; }

 private:
  int& depth_;
};

}  // namespace

SyntaxReader::Read SyntaxReader::read_expression(int least_level) {
  const Nesting nesting(depth_);
  if (nesting.is_too_deep()) return std::nullopt;
  Read left = read_prefixed();
  while (left) {
    const Read more = read_operator(*left, least_level);
    if (!more) break;
    left = more;
  }
  return left;
}

SyntaxReader::Read SyntaxReader::read_prefixed() {
  const std::size_t begin = offset();
  const std::string_view word = reader_.text();
  const bool is_sign = reader_.is_at(TokenKind::Operator) && (word == "-" || word == "+" || word == "~");
  const bool is_not = reader_.is_at("NOT");
  if (!is_sign && !is_not && !(reader_.is_at("EXISTS") && is_next(TokenKind::OpenParenthesis))) return read_operand();
  advance();
  const Read operand = read_expression(is_not ? Not : Sign);
  if (!operand) return std::nullopt;
  return add({.kind = NodeKind::Prefix, .begin = begin, .end = end_before(), .word = word, .children = {*operand}});
}

SyntaxReader::Read SyntaxReader::read_operand() {
  if (reader_.at_end()) return std::nullopt;
  const std::size_t begin = offset();
  switch (tokens_[reader_.position()].kind) {
    case TokenKind::Marker:
    case TokenKind::NamedMarker:
      return read_marker();
    case TokenKind::Number:
    case TokenKind::String:
    case TokenKind::Blob:
      advance();
      return add({.kind = NodeKind::Literal, .begin = begin, .end = end_before()});
    case TokenKind::OpenParenthesis:
      return read_parentheses();
    case TokenKind::Word:
      return read_word();
    case TokenKind::QuotedName:
      return read_name();
    default:
      return std::nullopt;
  }
}

SyntaxReader::Read SyntaxReader::read_marker() {
  const std::size_t begin = offset();
  while (next_marker_ < markers_.size() && markers_[next_marker_].offset < begin) ++next_marker_;
  const bool is_known = next_marker_ < markers_.size() && markers_[next_marker_].offset == begin;
  const unsigned number = is_known ? markers_[next_marker_].number : 0;
  advance();
  return add({.kind = NodeKind::Marker, .begin = begin, .end = end_before(), .number = number});
}

SyntaxReader::Read SyntaxReader::read_word() {
  const std::size_t begin = offset();
  if (reader_.is_at("CASE")) return read_case();
  if (reader_.is_at("CAST") && is_next(TokenKind::OpenParenthesis)) return read_cast();
  const bool is_name_here = case_depth_ == 0 && reader_.is_at("END");  // a name wherever no CASE ends
  if (!is_name_here && is_reserved(reader_.text())) return std::nullopt;
  const bool is_null = reader_.is_at("NULL");
  if (!is_null && !is_any(reader_.text(), {"TRUE", "FALSE", "CURRENT_DATE", "CURRENT_TIME", "CURRENT_TIMESTAMP"}))
    return read_name();
  advance();
  return add({.kind = is_null ? NodeKind::Null : NodeKind::Literal, .begin = begin, .end = end_before()});
}

SyntaxReader::Read SyntaxReader::read_name() {
  if (reader_.at_end() || !is_name(tokens_[reader_.position()].kind)) return std::nullopt;
  const std::size_t begin = offset();
  const std::string_view last = reader_.text();
  advance();
  while (reader_.text() == "." && (is_next(TokenKind::Word) || is_next(TokenKind::QuotedName))) {
    advance();
    advance();
  }
  if (reader_.is_at(TokenKind::OpenParenthesis)) return read_call(begin, last);
  return add({.kind = NodeKind::Name, .begin = begin, .end = end_before()});
}

void SyntaxReader::take_close() {
  // What was not understood is passed over: `count(*)`, ORDER BY inside of an aggregate.
  while (!reader_.at_end() && !reader_.is_at(TokenKind::CloseParenthesis)) {
    if (!read_expression(0)) advance();
  }
  advance();
}

std::vector<std::size_t> SyntaxReader::read_list() {
  std::vector<std::size_t> items;
  while (const Read item = read_expression(0)) {
    items.push_back(*item);
    if (!reader_.is_at(TokenKind::Comma)) break;
    advance();
  }
  return items;
}

SyntaxReader::Read SyntaxReader::read_call(std::size_t begin, std::string_view function) {
  Node call{.kind = NodeKind::Call, .begin = begin, .word = function};
  advance();
  take("DISTINCT");
  if (is_at_query()) {  // `c AS MATERIALIZED (SELECT …)` looks like a call
    call.children.push_back(read_query());
  } else {
    call.children = read_list();
    call.arguments = call.children.size();
  }
  take_close();
  while ((reader_.is_at("FILTER") || reader_.is_at("OVER")) && is_next(TokenKind::OpenParenthesis)) {
    advance();
    advance();
    call.children.push_back(read_query());
    advance();
  }
  call.end = end_before();
  return add(std::move(call));
}

SyntaxReader::Read SyntaxReader::read_parentheses() {
  const Nesting nesting(depth_);
  const std::size_t begin = offset();
  if (nesting.is_too_deep()) return std::nullopt;
  advance();
  if (is_at_query() || is_at_window()) {
    const std::size_t query = read_query();
    advance();
    tree_.nodes[query].begin = begin;
    tree_.nodes[query].end = end_before();
    return query;
  }
  Node list{.kind = NodeKind::List, .begin = begin};
  list.children = read_list();
  take_close();
  list.end = end_before();
  return add(std::move(list));
}

SyntaxReader::Read SyntaxReader::read_case() {
  const Nesting nesting(case_depth_);
  Node node{.kind = NodeKind::Case, .begin = offset()};
  const auto take_part = [&] {
    advance();
    const Read part = read_expression(0);
    if (part) node.children.push_back(*part);
    return part.has_value();
  };
  advance();
  if (!reader_.is_at("WHEN")) {
    const Read base = read_expression(0);
    if (!base) return std::nullopt;
    node.children.push_back(*base);
    node.has_base = true;
  }
  while (reader_.is_at("WHEN")) {
    if (!take_part() || !reader_.is_at("THEN") || !take_part()) return std::nullopt;
  }
  if (reader_.is_at("ELSE")) {
    if (!take_part()) return std::nullopt;
    node.has_else = true;
  }
  take("END");
  node.end = end_before();
  return add(std::move(node));
}

SyntaxReader::Read SyntaxReader::read_cast() {
  const std::size_t begin = offset();
  advance();
  advance();
  const Read operand = read_expression(0);
  if (!operand || !take("AS")) return operand;
  const std::size_t type = offset();
  while (!reader_.at_end() && !reader_.is_at(TokenKind::CloseParenthesis)) {
    const bool has_size = reader_.is_at(TokenKind::OpenParenthesis);  // VARCHAR(20)
    advance();
    while (has_size && !reader_.at_end() && !reader_.is_at(TokenKind::CloseParenthesis)) advance();
    if (has_size) advance();
  }
  const std::string_view word = sql_.substr(type, std::max(end_before(), type) - type);
  advance();
  return add({.kind = NodeKind::Cast, .begin = begin, .end = end_before(), .word = word, .children = {*operand}});
}

}  // namespace d1odbc
