// Owns: what the two sides of a comparison say of each other. Never: other expressions.
#include "sql/identifier.h"
#include "sql/lexer.h"
#include "sql/parameter_use_reader.h"

namespace d1odbc {

void UseReader::add_type_of(const Node& node, std::vector<TypeHint>& hints) const {
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

UseReader::Surroundings UseReader::same_as(const Node& node) const {
  Surroundings around;
  add_type_of(node, around.hints);
  return around;
}

void UseReader::compare(const Node& left, const Node& right) {
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

void UseReader::walk_between(const Node& node) {
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

void UseReader::walk_in(const Node& node) {
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

}  // namespace d1odbc
