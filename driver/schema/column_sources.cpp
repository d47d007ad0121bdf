// Owns: following names from texts to views. Never: scopes: a name counts wherever a table may stand.
#include "schema/column_sources.h"

#include "config/ascii.h"
#include "schema/table_references.h"

namespace d1odbc {

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
const ColumnSources::View* ColumnSourcesCache::find(const std::string& name, const SchemaObjects& objects,
                                                    const MirrorQuery& query) {
  if (const auto known = views_.find(name); known != views_.end()) return &known->second;
  const SchemaObject* const object = objects.find(name);
  if (object == nullptr || !object->is_view) return nullptr;
  const std::string sql = object_text(object->place, query);
  ColumnSources::View& view = views_[name];
  view.traits = query_traits(sql);
  std::unordered_set<std::string> names;
  add_names(sql, names, objects, query);
  view.names = std::move(names);
  return &view;
}

void ColumnSourcesCache::add_names(std::string_view sql, std::unordered_set<std::string>& names,
                                   const SchemaObjects& objects, const MirrorQuery& query) {
  for (const TextPart& part : read_references(sql)) {
    for (const std::string& name : part.references) {
      if (!names.insert(name).second) continue;
      if (const ColumnSources::View* const inner = find(name, objects, query))
        names.insert(inner->names.begin(), inner->names.end());
    }
  }
}

ColumnSources ColumnSourcesCache::read(std::string_view sql, const SchemaObjects& objects, const MirrorQuery& query) {
  ColumnSources sources;
  sources.statement_ = query_traits(sql);
  std::unordered_set<std::string> names;
  add_names(sql, names, objects, query);
  for (const std::string& name : names) {
    if (const ColumnSources::View* const view = find(name, objects, query)) sources.views_.push_back(view);
  }
  return sources;
}

}  // namespace d1odbc
