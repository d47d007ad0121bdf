// Owns: how the tree of a statement is read, for the sources of SyntaxReader. Never: used by others.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string_view>
#include <vector>

#include "sql/lexer.h"
#include "sql/syntax_tree.h"
#include "sql/token_reader.h"

namespace d1odbc {

/// The levels of precedence: an operator takes operands whose operators bind tighter.
enum Level : std::uint8_t { Or = 1, And, Not, Equality, Inequality, Bits, Sum, Product, Concat, Collate, Sign };

/// Reads expressions by the precedence of their operators (https://www.sqlite.org/lang_expr.html) and queries clause by
/// clause. Each read moves forward or says that nothing was read.
class SyntaxReader {
 public:
  SyntaxReader(const StatementText& statement, const std::vector<Token>& tokens);

  /// The whole text as a Query.
  [[nodiscard]] SyntaxTree read();

 private:
  using Read = std::optional<std::size_t>;  // a node; empty: no expression stands here, nothing was consumed

  // syntax_queries.cpp
  [[nodiscard]] std::size_t read_query();
  void read_item(Node& query);
  [[nodiscard]] bool take_clause(Node& query);
  [[nodiscard]] bool enter(Clause clause);
  [[nodiscard]] Read read_assignment();

  // syntax_expressions.cpp
  [[nodiscard]] Read read_expression(int least_level);
  [[nodiscard]] Read read_prefixed();
  [[nodiscard]] Read read_operand();
  [[nodiscard]] Read read_word();
  [[nodiscard]] Read read_name();
  [[nodiscard]] Read read_call(std::size_t begin, std::string_view function);
  [[nodiscard]] Read read_case();
  [[nodiscard]] Read read_cast();
  [[nodiscard]] Read read_marker();
  [[nodiscard]] Read read_parentheses();
  [[nodiscard]] std::vector<std::size_t> read_list();
  void take_close();

  // syntax_operators.cpp
  [[nodiscard]] Read read_operator(std::size_t left, int least_level);
  [[nodiscard]] Read read_word_operator(std::size_t left, int least_level);
  [[nodiscard]] Read read_match(std::size_t left);
  [[nodiscard]] Read read_between(std::size_t left);
  [[nodiscard]] Read read_in(std::size_t left);
  [[nodiscard]] Read read_is(std::size_t left);
  [[nodiscard]] Read read_binary(NodeKind kind, std::size_t left, std::string_view word, int level);

  // syntax_reader.cpp
  [[nodiscard]] static bool is_any(std::string_view word, std::initializer_list<std::string_view> keywords);
  [[nodiscard]] std::size_t add(Node node);
  [[nodiscard]] std::size_t offset() const;
  [[nodiscard]] std::size_t end_before() const noexcept { return end_before_; }
  [[nodiscard]] bool is_next(std::string_view keyword) const;
  [[nodiscard]] bool is_next(TokenKind kind) const;
  [[nodiscard]] bool is_at_query() const;
  [[nodiscard]] bool is_at_window() const;
  void advance();
  bool take(std::string_view keyword);

  std::string_view sql_;
  const std::vector<ParameterMarker>& markers_;
  const std::vector<Token>& tokens_;
  TokenReader reader_;
  std::size_t end_before_ = 0;  // the end of the token before the next one
  std::size_t next_marker_ = 0;
  SyntaxTree tree_;
  int depth_ = 0;
  int case_depth_ = 0;  // of CASE that is not yet ended
  Clause clause_ = Clause::Head;
  std::size_t item_ = 0;
};

}  // namespace d1odbc
