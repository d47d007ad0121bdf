// Owns: adding up what texts grow to. Never: reads a text (table_references).
#include "schema/view_expansion.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "schema/table_references.h"

namespace d1odbc {

namespace {

constexpr std::uint64_t endless = std::uint64_t{1} << 40;  // beyond every limit, and sums of it do not overflow

void add(Expansion& sum, const Expansion& term) noexcept {
  sum.copies = std::min(endless, sum.copies + term.copies);
  sum.tokens = std::min(endless, sum.tokens + term.tokens);
}

/// A view, a trigger, a CTE or a text.
struct Node {
  Expansion expansion;            // at first its own, without what it names
  std::vector<std::size_t> uses;  // the nodes it names, once for each place
};

// Each node adds to those that name it as soon as it is complete. Those that never get there name themselves.
void add_up(std::vector<Node>& nodes) {
  std::vector<std::vector<std::size_t>> users(nodes.size());
  std::vector<std::size_t> missing(nodes.size());
  std::vector<std::size_t> complete;
  for (std::size_t index = 0; index < nodes.size(); ++index) {
    for (const std::size_t used : nodes[index].uses) users[used].push_back(index);
    missing[index] = nodes[index].uses.size();
    if (missing[index] == 0) complete.push_back(index);
  }
  while (!complete.empty()) {
    const std::size_t done = complete.back();
    complete.pop_back();
    for (const std::size_t user : users[done]) {
      add(nodes[user].expansion, nodes[done].expansion);
      if (--missing[user] == 0) complete.push_back(user);
    }
  }
  for (std::size_t index = 0; index < nodes.size(); ++index) {
    if (missing[index] != 0) nodes[index].expansion = {.copies = endless, .tokens = endless};
  }
}

using NodeNumbers = std::unordered_map<std::string, std::size_t>;

// Fills the text's own node, which is there, and adds one for each of its CTEs. `use_view(node, name)` adds a view to a
// node if there is one of that name; a name may be both. Direct recursion is no use: SQLite itself refuses at
// once a view that names itself directly, and a column of the view's name looks the same here.
template <class UseView>
void add_text(std::vector<Node>& nodes, std::size_t text, const TextParts& parts, const UseView& use_view) {
  NodeNumbers ctes;
  const std::size_t first_cte = nodes.size();
  nodes.resize(first_cte + parts.size() - 1);
  for (std::size_t part = 1; part < parts.size(); ++part) ctes.emplace(parts[part].name, first_cte + part - 1);
  for (std::size_t part = 0; part < parts.size(); ++part) {
    const std::size_t number = part == 0 ? text : first_cte + part - 1;
    add(nodes[number].expansion, {.copies = part == 0 ? 0U : 1U, .tokens = parts[part].tokens});
    for (const std::string& name : parts[part].references) {
      const auto cte = ctes.find(name);
      if (cte != ctes.end() && cte->second != number) nodes[number].uses.push_back(cte->second);
      use_view(nodes[number], name);
    }
  }
}

}  // namespace

ViewExpansion::ViewExpansion(const std::vector<const SchemaRow*>& rows) {
  std::vector<std::pair<const SchemaRow*, std::size_t>> objects;
  std::vector<Node> nodes;
  NodeNumbers views;
  for (const SchemaRow* row : rows) {
    const CreatedObject object = row->sql ? created_object(*row->sql) : CreatedObject{};
    if (object.kind == ObjectKind::Other) continue;
    const bool is_view = object.kind == ObjectKind::View;
    // A second view of one name would hide behind the first one's count.
    if (is_view && (!object.name || !views.emplace(*object.name, nodes.size()).second)) {
      too_large_.insert(row);
      continue;
    }
    objects.emplace_back(row, nodes.size());
    nodes.push_back({.expansion = {.copies = is_view ? 1U : 0U, .tokens = 0}, .uses = {}});
  }

  for (const auto& [row, number] : objects) {
    const std::size_t own = number;
    add_text(nodes, own, read_references(*row->sql), [&](Node& node, const std::string& name) {
      const auto view = views.find(name);
      if (view != views.end() && view->second != own) node.uses.push_back(view->second);
    });
  }
  add_up(nodes);

  Expansion sum;
  for (const auto& [row, number] : objects) {
    Expansion with_this = sum;
    add(with_this, nodes[number].expansion);
    const bool fits = nodes[number].expansion.is_within(most_of_object) && with_this.is_within(most_of_schema);
    if (fits) {
      sum = with_this;
    } else {
      too_large_.insert(row);
    }
  }
  for (auto& [name, number] : views) views_.emplace(name, nodes[number].expansion);
}

Expansion ViewExpansion::of(std::string_view sql) const {
  std::vector<Node> nodes(1);
  add_text(nodes, 0, read_references(sql), [&](Node& node, const std::string& name) {
    const auto view = views_.find(name);
    if (view != views_.end()) add(node.expansion, view->second);
  });
  add_up(nodes);
  return nodes.front().expansion;
}

}  // namespace d1odbc
