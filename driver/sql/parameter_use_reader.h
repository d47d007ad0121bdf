// Owns: how the uses of a statement's parameters are read, for parameter_uses.cpp and parameter_use_*.cpp. Never: used
// by others.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "sql/parameter_uses.h"
#include "sql/syntax_tree.h"

namespace d1odbc {

/// Goes down the tree with what each expression's surroundings say of it.
class UseReader {
 public:
  explicit UseReader(const StatementText& statement);

  /// Precondition: called once.
  [[nodiscard]] ParameterUses read();

 private:
  using Kind = TypeHint::Kind;

  /// What surrounds an expression: what is known of its value.
  struct Surroundings {
    std::vector<TypeHint> hints;
    bool is_operand = false;
    bool is_stored = false;
  };

  // More say nothing new; a CASE of a thousand branches must not cost a million.
  static constexpr std::size_t most_hints = 4;

  [[nodiscard]] static TypeHint plain(Kind kind) { return {.kind = kind}; }
  [[nodiscard]] std::string_view text_of(const Node& node) const {
    return sql_.substr(node.begin, node.end - node.begin);
  }

  // parameter_uses.cpp
  /// The statement itself may write rows or a SELECT's columns into a table.
  void walk_query(const Node& query, const Surroundings& around, bool is_statement);
  void walk_item(const Node& item, const Surroundings& around, bool inserts);
  /// `x IN (VALUES (?), (?))`, `x IN (SELECT ?)`; other queries stand for themselves.
  void walk_rows(const Node& query, const Node& value);
  [[nodiscard]] const Node& unwrapped(const Node& row) const;
  void walk_row(const Node& row);
  void walk_assignment(const Node& node);
  /// `(a, b) = (SELECT …)`.
  void walk_assigned_row(const Node& columns, const Node& query);
  void note_columns(const Node& table);
  [[nodiscard]] static Surroundings stored_in(TypeHint column);
  [[nodiscard]] TypeHint column_named(const Node& name) const;

  // parameter_use_expressions.cpp
  void walk(std::size_t node, const Surroundings& around);
  void walk(const Node& node, const Surroundings& around);
  void walk_kind(const Node& node, const Surroundings& around);
  void walk_all(const Node& node, const Surroundings& around);
  void note(const Node& marker, const Surroundings& around);
  void walk_prefix(const Node& node, const Surroundings& around);
  /// A chain of AND is a tree that is deep on its left.
  void walk_logic(const Node& chain);
  void walk_binary(const Node& node, const Surroundings& around);
  void walk_case(const Node& node, const Surroundings& around);
  /// An expression's own text says nothing of a marker in it.
  [[nodiscard]] Surroundings without_own(const Surroundings& around, std::size_t node) const;
  void walk_call(const Node& node, const Surroundings& around);

  // parameter_use_comparisons.cpp
  /// What equality with `node` says: its type. A bare marker or NULL says nothing.
  void add_type_of(const Node& node, std::vector<TypeHint>& hints) const;
  [[nodiscard]] Surroundings same_as(const Node& node) const;
  /// Row values are compared part by part.
  void compare(const Node& left, const Node& right);
  void walk_between(const Node& node);
  void walk_in(const Node& node);

  std::string_view sql_;
  SyntaxTree tree_;
  ParameterUses found_;
  int depth_ = 0;
};

}  // namespace d1odbc
