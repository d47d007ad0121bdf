// Owns: following names from texts to views. Never: scopes: a name counts wherever a table may stand.
#include "schema/column_sources.h"

#include <optional>

#include "config/ascii.h"
#include "schema/table_references.h"

namespace d1odbc {

namespace {

// Texts may name anything; what is no view is kept only to save asking.
constexpr std::size_t most_others = 10'000;

constexpr std::string_view view_query =
    "SELECT sql FROM sqlite_schema WHERE type = 'view' AND name = ?1 COLLATE NOCASE";

}  // namespace

QueryTraits ColumnSources::of(std::string_view table) const {
  QueryTraits traits = statement_;
  const std::string name = folded(table);
  for (const View* const view : views_) {
    if (view->names.contains(name)) traits |= view->traits;
  }
  return traits;
}

// A view that names itself is none that compiles, and the mirror leaves it out; it is entered before it is followed, so
// that the walk ends all the same.
const ColumnSources::View* ColumnSourcesCache::find(const std::string& name, const Query& query) {
  if (const auto known = views_.find(name); known != views_.end()) return &known->second;
  if (others_.contains(name)) return nullptr;
  std::optional<std::string> sql;
  query(view_query, {ValueView::text(name)}, [&](const std::vector<ValueView>& cells) { sql.emplace(cells[0].bytes); });
  if (!sql) {
    if (others_.size() < most_others) others_.insert(name);
    return nullptr;
  }
  ColumnSources::View& view = views_[name];
  view.traits = query_traits(*sql);
  std::unordered_set<std::string> names;
  add_names(*sql, names, query);
  view.names = std::move(names);
  return &view;
}

void ColumnSourcesCache::add_names(std::string_view sql, std::unordered_set<std::string>& names, const Query& query) {
  for (const TextPart& part : read_references(sql)) {
    for (const std::string& name : part.references) {
      if (!names.insert(name).second) continue;
      if (const ColumnSources::View* const inner = find(name, query))
        names.insert(inner->names.begin(), inner->names.end());
    }
  }
}

ColumnSources ColumnSourcesCache::read(std::string_view sql, const Query& query) {
  ColumnSources sources;
  sources.statement_ = query_traits(sql);
  std::unordered_set<std::string> names;
  add_names(sql, names, query);
  for (const std::string& name : names) {
    if (const ColumnSources::View* const view = find(name, query)) sources.views_.push_back(view);
  }
  return sources;
}

}  // namespace d1odbc
