// Owns: which classes the records of tables and indexes hold, by their root pages. Never: programs, SQL types.
#pragma once

#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "schema/class_set.h"
#include "value/value.h"

namespace d1odbc {

/// The classes of a column by its declared type. Only a STRICT table promises them; elsewhere they are a hint, and a
/// column whose type says nothing of what SQLite stores (DATE: text or number; none) may hold anything.
[[nodiscard]] ClassSet classes_of_declaration(std::string_view declared, bool is_strict);

/// What a mirror's tables and indexes hold, read when it is first asked for.
class StoredColumnsCache {
 public:
  using Row = std::function<void(const std::vector<ValueView>& cells)>;
  /// Runs a query on the mirror, as Mirror::query does.
  using Query = std::function<void(std::string_view sql, std::initializer_list<ValueView> parameters, const Row& row)>;

  /// The columns in the order of the records; nullptr when no object has this root page or it cannot be read. The
  /// vector lives as long as the cache. Throws what `query` throws.
  [[nodiscard]] const std::vector<ClassSet>* find(int root_page, const Query& query);

 private:
  struct Object {
    bool is_index = false;
    std::string name;
    std::string table;
  };
  struct Table {
    std::vector<ClassSet> columns;       // by their place in the CREATE TABLE
    std::vector<std::size_t> in_record;  // places of those that a record holds, in its order
    bool without_rowid = false;
  };

  void read_objects(const Query& query);
  [[nodiscard]] static Table read_table(const std::string& name, const Query& query);
  [[nodiscard]] static std::vector<ClassSet> read_index(const std::string& name, const Table& table,
                                                        const Query& query);
  [[nodiscard]] static std::vector<ClassSet> read(const Object& object, const Query& query);

  bool has_objects_ = false;
  std::unordered_map<int, Object> objects_;
  std::unordered_map<int, std::vector<ClassSet>> columns_;
};

}  // namespace d1odbc
