// Owns: what queries and what they write say of the markers in them. Never: reads text (syntax_tree), asks the schema.
#include "sql/parameter_uses.h"

#include <algorithm>
#include <utility>

#include "sql/identifier.h"
#include "sql/parameter_use_reader.h"

namespace d1odbc {

UseReader::UseReader(const StatementText& statement) : sql_(statement.sql), tree_(read_syntax(statement)) {
  for (const ParameterMarker& marker : statement.markers)
    found_.uses.push_back({.number = marker.number, .offset = marker.offset, .length = marker.length});
}

ParameterUses UseReader::read() {
  walk_query(tree_.at(tree_.root), {}, true);
  return std::move(found_);
}

void UseReader::walk_query(const Node& query, const Surroundings& around, bool is_statement) {
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

void UseReader::walk_item(const Node& item, const Surroundings& around, bool inserts) {
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

void UseReader::walk_rows(const Node& query, const Node& value) {
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

const Node& UseReader::unwrapped(const Node& row) const {
  return row.kind == NodeKind::List && row.children.size() == 1 ? tree_.at(row.children[0]) : row;
}

void UseReader::walk_row(const Node& row) {
  if (row.kind != NodeKind::List) return walk(row, {});
  for (std::size_t index = 0; index < row.children.size(); ++index)
    walk(row.children[index], stored_in({.kind = Kind::Place, .place = index}));
}

void UseReader::walk_assignment(const Node& node) {
  const Node& column = tree_.at(node.children[0]);
  const Node& value = tree_.at(node.children[1]);
  if (column.kind == NodeKind::Name) return walk(value, stored_in(column_named(column)));
  if (value.kind == NodeKind::Query) return walk_assigned_row(column, value);
  if (value.kind != NodeKind::List || value.children.size() != column.children.size()) return walk(value, {});
  for (std::size_t index = 0; index < value.children.size(); ++index)
    walk(value.children[index], stored_in(column_named(tree_.at(column.children[index]))));
}

void UseReader::walk_assigned_row(const Node& columns, const Node& query) {
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

void UseReader::note_columns(const Node& table) {
  if (table.kind != NodeKind::Call) return;
  for (std::size_t index = 0; index < table.arguments; ++index)
    found_.written_columns.push_back(column_named(tree_.at(table.children[index])).name);
}

UseReader::Surroundings UseReader::stored_in(TypeHint column) {
  return {.hints = {std::move(column)}, .is_operand = false, .is_stored = true};
}

TypeHint UseReader::column_named(const Node& name) const {
  const std::vector<std::string> parts = name_parts(text_of(name));
  return {.kind = Kind::Column, .name = parts.empty() ? std::string() : parts.back()};
}

ParameterUses read_parameter_uses(const StatementText& statement) { return UseReader(statement).read(); }

}  // namespace d1odbc
