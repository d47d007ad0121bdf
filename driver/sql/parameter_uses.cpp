// Owns: what each kind of expression says of the markers in it. Never: reads text (syntax_tree), asks the schema.
#include "sql/parameter_uses.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "sql/argument_demands.h"
#include "sql/identifier.h"
#include "sql/lexer.h"
#include "sql/syntax_tree.h"

namespace d1odbc {

namespace {

using Kind = TypeHint::Kind;

/// What surrounds an expression: what is known of its value.
struct Surroundings {
  std::vector<TypeHint> hints;
  bool is_operand = false;
  bool is_stored = false;
};

// More say nothing new; a CASE of a thousand branches must not cost a million.
constexpr std::size_t most_hints = 4;
// SQLite itself takes expressions of 1,000 levels; D1 of 100.
constexpr int deepest = 200;

TypeHint plain(Kind kind) { return {.kind = kind}; }

std::optional<TypeHint> hint_of(ArgumentDemand demand) {
  switch (demand) {
    case ArgumentDemand::Text:
      return plain(Kind::Text);
    case ArgumentDemand::Integer:
      return plain(Kind::Integer);
    case ArgumentDemand::Real:
      return plain(Kind::Real);
    case ArgumentDemand::Number:
      return plain(Kind::Number);
    case ArgumentDemand::Anything:
    case ArgumentDemand::Same:
      break;
  }
  return std::nullopt;
}

/// Goes down the tree with what each expression's surroundings say of it.
class UseReader {
 public:
  explicit UseReader(const StatementText& statement) : sql_(statement.sql), tree_(read_syntax(statement)) {
    for (const ParameterMarker& marker : statement.markers)
      found_.uses.push_back({.number = marker.number, .offset = marker.offset, .length = marker.length});
  }

  ParameterUses read() {
    walk_query(tree_.at(tree_.root), {}, true);
    return std::move(found_);
  }

 private:
  [[nodiscard]] std::string_view text_of(const Node& node) const {
    return sql_.substr(node.begin, node.end - node.begin);
  }

  /// What equality with `node` says: its type. A bare marker or NULL says nothing.
  void add_type_of(const Node& node, std::vector<TypeHint>& hints) const {
    if (node.kind == NodeKind::Marker || node.kind == NodeKind::Null || hints.size() >= most_hints) return;
    if (node.kind == NodeKind::Name) {
      const std::vector<std::string> parts = name_parts(text_of(node));
      if (parts.size() == 2 && is_keyword(parts.front(), "EXCLUDED")) {
        hints.push_back({.kind = Kind::Column, .name = parts.back()});
        return;
      }
    }
    if (node.kind == NodeKind::List && node.children.size() == 1) return add_type_of(tree_.at(node.children[0]), hints);
    hints.push_back({.kind = Kind::Expression, .begin = node.begin, .end = node.end});
  }

  [[nodiscard]] Surroundings same_as(const Node& node) const {
    Surroundings around;
    add_type_of(node, around.hints);
    return around;
  }

  void walk(std::size_t node, const Surroundings& around) { walk(tree_.at(node), around); }

  void walk(const Node& node, const Surroundings& around) {
    if (depth_ == deepest) return;
    ++depth_;
    walk_kind(node, around);
    --depth_;
  }

  void walk_kind(const Node& node, const Surroundings& around) {
    switch (node.kind) {
      case NodeKind::Marker:
        return note(node, around);
      case NodeKind::Name:
      case NodeKind::Null:
      case NodeKind::Literal:
        return;
      case NodeKind::Prefix:
        return walk_prefix(node, around);
      case NodeKind::Postfix:
        return walk(node.children[0], around);
      case NodeKind::Logic:
        return walk_logic(node);
      case NodeKind::Compare:
        return compare(tree_.at(node.children[0]), tree_.at(node.children[1]));
      case NodeKind::Binary:
        return walk_binary(node, around);
      case NodeKind::Match:
        return walk_all(node, {.hints = {plain(Kind::Text)}});
      case NodeKind::Between:
        return walk_between(node);
      case NodeKind::In:
        return walk_in(node);
      case NodeKind::Case:
        return walk_case(node, around);
      case NodeKind::Cast:
        return walk(node.children[0], {.hints = {{.kind = Kind::Declared, .name = std::string(node.word)}}});
      case NodeKind::Call:
        return walk_call(node, around);
      case NodeKind::List:
        if (node.children.size() == 1) return walk(node.children[0], around);
        return walk_all(node, {});
      case NodeKind::Query:
        return walk_query(node, around, false);
      case NodeKind::Assign:
        return walk_assignment(node);
    }
  }

  void walk_all(const Node& node, const Surroundings& around) {
    for (const std::size_t child : node.children) walk(child, around);
  }

  void note(const Node& marker, const Surroundings& around) {
    const auto use = std::ranges::lower_bound(found_.uses, marker.begin, {}, &ParameterUse::offset);
    if (use == found_.uses.end() || use->offset != marker.begin) return;
    use->hints = around.hints;
    use->is_operand = around.is_operand;
    use->is_stored = around.is_stored;
  }

  void walk_prefix(const Node& node, const Surroundings& around) {
    if (node.word == "~") return walk(node.children[0], {.hints = {plain(Kind::Integer)}});
    if (node.word != "-" && node.word != "+") return walk(node.children[0], {});
    Surroundings inside = around;
    inside.is_stored = false;
    if (node.word == "-") {
      inside.is_operand = true;
      inside.hints.push_back(plain(Kind::Number));
    }
    walk(node.children[0], inside);
  }

  /// Row values are compared part by part.
  void compare(const Node& left, const Node& right) {
    if (left.kind == NodeKind::List && right.kind == NodeKind::List && left.children.size() == right.children.size() &&
        left.children.size() > 1) {
      for (std::size_t index = 0; index < left.children.size(); ++index)
        compare(tree_.at(left.children[index]), tree_.at(right.children[index]));
      return;
    }
    if (left.kind == NodeKind::List && right.kind == NodeKind::Query) return walk_rows(right, left);
    walk(left, same_as(right));
    walk(right, same_as(left));
  }

  /// A chain of AND is a tree that is deep on its left.
  void walk_logic(const Node& chain) {
    const Node* node = &chain;
    for (; node->kind == NodeKind::Logic; node = &tree_.at(node->children[0])) walk(node->children[1], {});
    walk(*node, {});
  }

  void walk_binary(const Node& node, const Surroundings& around) {
    if (node.word == "||" || node.word == "->" || node.word == "->>")
      return walk_all(node, {.hints = {plain(Kind::Text)}});
    const bool is_arithmetic = node.word == "+" || node.word == "-" || node.word == "*" || node.word == "/";
    if (!is_arithmetic) return walk_all(node, {.hints = {plain(Kind::Integer)}});
    for (const std::size_t side : {0U, 1U}) {
      Surroundings operand = same_as(tree_.at(node.children[1 - side]));
      operand.is_operand = true;
      const std::size_t more = std::min(around.hints.size(), most_hints - operand.hints.size());
      operand.hints.insert(operand.hints.end(), around.hints.begin(),
                           around.hints.begin() + static_cast<std::ptrdiff_t>(more));
      if (!around.is_operand) operand.hints.push_back(plain(Kind::Number));
      walk(node.children[side], operand);
    }
  }

  void walk_between(const Node& node) {
    if (tree_.at(node.children[0]).kind == NodeKind::List && tree_.at(node.children[0]).children.size() > 1) {
      compare(tree_.at(node.children[0]), tree_.at(node.children[1]));
      return compare(tree_.at(node.children[0]), tree_.at(node.children[2]));
    }
    Surroundings value = same_as(tree_.at(node.children[1]));
    add_type_of(tree_.at(node.children[2]), value.hints);
    walk(node.children[0], value);
    const Surroundings bound = same_as(tree_.at(node.children[0]));
    walk(node.children[1], bound);
    walk(node.children[2], bound);
  }

  void walk_in(const Node& node) {
    const Node& value = tree_.at(node.children[0]);
    const Node& among = tree_.at(node.children[1]);
    if (among.kind == NodeKind::Query) {
      walk(value, same_as(among));
      return walk_rows(among, value);
    }
    for (const std::size_t each : among.children) {
      if (value.kind == NodeKind::List) {
        compare(value, tree_.at(each));
      } else {
        walk(each, same_as(value));
      }
    }
    Surroundings around;
    for (const std::size_t each : among.children) add_type_of(tree_.at(each), around.hints);
    if (value.kind != NodeKind::List) walk(value, around);
  }

  /// `x IN (VALUES (?), (?))`, `x IN (SELECT ?)`; other queries stand for themselves.
  void walk_rows(const Node& query, const Node& value) {
    if (query.has_from) return walk_query(query, {}, false);
    for (const std::size_t child : query.children) {
      const Node& item = tree_.at(child);
      const bool is_part = value.kind == NodeKind::List && item.item < value.children.size();
      if (item.clause == Clause::Rows) {
        compare(value, unwrapped(item));
      } else if (item.clause == Clause::Select && is_part) {
        walk(item, same_as(tree_.at(value.children[item.item])));
      } else {
        walk_item(item, item.clause == Clause::Select ? same_as(value) : Surroundings(), false);
      }
    }
  }

  [[nodiscard]] const Node& unwrapped(const Node& row) const {
    return row.kind == NodeKind::List && row.children.size() == 1 ? tree_.at(row.children[0]) : row;
  }

  void walk_case(const Node& node, const Surroundings& around) {
    const std::size_t first = node.has_base ? 1 : 0;
    const std::size_t end = node.children.size() - (node.has_else ? 1 : 0);
    Surroundings result = around;
    result.is_stored = false;
    Surroundings base;
    for (std::size_t index = first; index + 1 < end; index += 2) {
      walk(node.children[index], node.has_base ? same_as(tree_.at(node.children[0])) : Surroundings());
      add_type_of(tree_.at(node.children[index]), base.hints);
      add_type_of(tree_.at(node.children[index + 1]), result.hints);
    }
    if (node.has_else) add_type_of(tree_.at(node.children.back()), result.hints);
    if (node.has_base) walk(node.children[0], base);
    for (std::size_t index = first; index + 1 < end; index += 2)
      walk(node.children[index + 1], without_own(result, node.children[index + 1]));
    if (node.has_else) walk(node.children.back(), without_own(result, node.children.back()));
  }

  /// An expression's own text says nothing of a marker in it.
  [[nodiscard]] Surroundings without_own(const Surroundings& around, std::size_t node) const {
    Surroundings others = around;
    const Node& own = tree_.at(node);
    std::erase_if(others.hints, [&](const TypeHint& hint) {
      return hint.kind == Kind::Expression && hint.begin >= own.begin && hint.end <= own.end;
    });
    return others;
  }

  void walk_call(const Node& node, const Surroundings& around) {
    // nullif(x, y) takes a y that is no value of what surrounds it: '' or 'N/A'.
    Surroundings same = is_keyword(node.word, "NULLIF") ? Surroundings() : around;
    same.is_stored = false;
    const auto demand = [&](std::size_t index) { return argument_demand(without_quotes(node.word), index); };
    for (std::size_t index = 0; index < node.arguments; ++index) {
      if (demand(index) == ArgumentDemand::Same) add_type_of(tree_.at(node.children[index]), same.hints);
    }
    for (std::size_t index = 0; index < node.children.size(); ++index) {
      if (index >= node.arguments) {
        walk(node.children[index], {});
      } else if (demand(index) == ArgumentDemand::Same) {
        walk(node.children[index], without_own(same, node.children[index]));
      } else {
        Surroundings argument;
        if (const std::optional<TypeHint> hint = hint_of(demand(index))) argument.hints.push_back(*hint);
        walk(node.children[index], argument);
      }
    }
  }

  [[nodiscard]] static Surroundings stored_in(TypeHint column) {
    return {.hints = {std::move(column)}, .is_operand = false, .is_stored = true};
  }

  [[nodiscard]] TypeHint column_named(const Node& name) const {
    const std::vector<std::string> parts = name_parts(text_of(name));
    return {.kind = Kind::Column, .name = parts.empty() ? std::string() : parts.back()};
  }

  void walk_assignment(const Node& node) {
    const Node& column = tree_.at(node.children[0]);
    const Node& value = tree_.at(node.children[1]);
    if (column.kind == NodeKind::Name) return walk(value, stored_in(column_named(column)));
    if (value.kind == NodeKind::Query) return walk_assigned_row(column, value);
    if (value.kind != NodeKind::List || value.children.size() != column.children.size()) return walk(value, {});
    for (std::size_t index = 0; index < value.children.size(); ++index)
      walk(value.children[index], stored_in(column_named(tree_.at(column.children[index]))));
  }

  /// `(a, b) = (SELECT …)`.
  void walk_assigned_row(const Node& columns, const Node& query) {
    for (const std::size_t child : query.children) {
      const Node& item = tree_.at(child);
      const bool is_value = item.clause == Clause::Select && item.item < columns.children.size();
      if (is_value) {
        walk(item, stored_in(column_named(tree_.at(columns.children[item.item]))));
      } else {
        walk_item(item, {}, false);
      }
    }
  }

  /// The statement itself may write rows or a SELECT's columns into a table.
  void walk_query(const Node& query, const Surroundings& around, bool is_statement) {
    const bool inserts = is_statement && std::ranges::any_of(query.children, [&](std::size_t child) {
                           return tree_.at(child).clause == Clause::Into;
                         });
    for (const std::size_t child : query.children) {
      const Node& item = tree_.at(child);
      // Names around a subquery may mean something else inside of one that has tables.
      const bool is_value = item.clause == Clause::Select && item.item == 0 && !is_statement && !query.has_from;
      walk_item(item, is_value ? around : Surroundings(), inserts);
    }
  }

  void walk_item(const Node& item, const Surroundings& around, bool inserts) {
    switch (item.clause) {
      case Clause::Into:
        return note_columns(item);
      case Clause::Rows:
        if (inserts) return walk_row(item);
        return walk(item, around);
      case Clause::Select:
        if (inserts) return walk(item, stored_in({.kind = Kind::Place, .place = item.item}));
        return walk(item, around);
      case Clause::Limit:
      case Clause::Frame:
        return walk(item, {.hints = {plain(Kind::Integer)}});
      default:
        return walk(item, {});
    }
  }

  void walk_row(const Node& row) {
    if (row.kind != NodeKind::List) return walk(row, {});
    for (std::size_t index = 0; index < row.children.size(); ++index)
      walk(row.children[index], stored_in({.kind = Kind::Place, .place = index}));
  }

  void note_columns(const Node& table) {
    if (table.kind != NodeKind::Call) return;
    for (std::size_t index = 0; index < table.arguments; ++index)
      found_.written_columns.push_back(column_named(tree_.at(table.children[index])).name);
  }

  std::string_view sql_;
  SyntaxTree tree_;
  ParameterUses found_;
  int depth_ = 0;
};

}  // namespace

ParameterUses read_parameter_uses(const StatementText& statement) { return UseReader(statement).read(); }

}  // namespace d1odbc
