// Owns: what each kind of expression says of the markers in it. Never: comparisons, queries.
#include <algorithm>
#include <optional>
#include <utility>

#include "sql/argument_demands.h"
#include "sql/identifier.h"
#include "sql/lexer.h"
#include "sql/parameter_use_reader.h"

namespace d1odbc {

namespace {

// SQLite itself takes expressions of 1,000 levels; D1 of 100.
constexpr int deepest = 200;

std::optional<TypeHint> hint_of(ArgumentDemand demand) {
  switch (demand) {
    case ArgumentDemand::Text:
      return TypeHint{.kind = TypeHint::Kind::Text};
    case ArgumentDemand::Integer:
      return TypeHint{.kind = TypeHint::Kind::Integer};
    case ArgumentDemand::Real:
      return TypeHint{.kind = TypeHint::Kind::Real};
    case ArgumentDemand::Number:
      return TypeHint{.kind = TypeHint::Kind::Number};
    case ArgumentDemand::Anything:
    case ArgumentDemand::Same:
      break;
  }
  return std::nullopt;
}

}  // namespace

void UseReader::walk(std::size_t node, const Surroundings& around) { walk(tree_.at(node), around); }

void UseReader::walk(const Node& node, const Surroundings& around) {
  if (depth_ == deepest) return;
  ++depth_;
  walk_kind(node, around);
  --depth_;
}

void UseReader::walk_kind(const Node& node, const Surroundings& around) {
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

void UseReader::walk_all(const Node& node, const Surroundings& around) {
  for (const std::size_t child : node.children) walk(child, around);
}

void UseReader::note(const Node& marker, const Surroundings& around) {
  const auto use = std::ranges::lower_bound(found_.uses, marker.begin, {}, &ParameterUse::offset);
  if (use == found_.uses.end() || use->offset != marker.begin) return;
  use->hints = around.hints;
  use->is_operand = around.is_operand;
  use->is_stored = around.is_stored;
}

void UseReader::walk_prefix(const Node& node, const Surroundings& around) {
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

void UseReader::walk_logic(const Node& chain) {
  const Node* node = &chain;
  for (; node->kind == NodeKind::Logic; node = &tree_.at(node->children[0])) walk(node->children[1], {});
  walk(*node, {});
}

void UseReader::walk_binary(const Node& node, const Surroundings& around) {
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

void UseReader::walk_case(const Node& node, const Surroundings& around) {
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

UseReader::Surroundings UseReader::without_own(const Surroundings& around, std::size_t node) const {
  Surroundings others = around;
  const Node& own = tree_.at(node);
  std::erase_if(others.hints, [&](const TypeHint& hint) {
    return hint.kind == Kind::Expression && hint.begin >= own.begin && hint.end <= own.end;
  });
  return others;
}

void UseReader::walk_call(const Node& node, const Surroundings& around) {
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

}  // namespace d1odbc
