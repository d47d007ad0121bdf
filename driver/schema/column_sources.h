// Owns: what the views that a text names may do to the columns of tables. Never: the text's own tables, SQLite's
// compiler.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "schema/mirror_query.h"
#include "schema/schema_objects.h"
#include "sql/query_traits.h"

namespace d1odbc {

/// The texts that the columns of one result come through.
class ColumnSources {
 public:
  /// What they may do to a column of this table (as the schema spells it): the statement itself does it to every
  /// column, a view to those of the tables it names, through other views too.
  [[nodiscard]] QueryTraits of(std::string_view table) const;

 private:
  friend class ColumnSourcesCache;
  struct View {
    QueryTraits traits;
    std::unordered_set<std::string> names;  // of tables and views, folded; with those of the views among them
  };
  QueryTraits statement_;
  std::vector<const View*> views_;
};

/// Keeps what the views of one schema do.
class ColumnSourcesCache {
 public:
  /// The sources of a statement that compiles. They are valid as long as the cache. Throws as Mirror::query does.
  [[nodiscard]] ColumnSources read(std::string_view sql, const SchemaObjects& objects, const MirrorQuery& query);

 private:
  void add_names(std::string_view sql, std::unordered_set<std::string>& names, const SchemaObjects& objects,
                 const MirrorQuery& query);
  [[nodiscard]] const ColumnSources::View* find(const std::string& name, const SchemaObjects& objects,
                                                const MirrorQuery& query);

  // By folded name. Pointers to the values stay valid as it grows.
  std::unordered_map<std::string, ColumnSources::View> views_;
};

}  // namespace d1odbc
