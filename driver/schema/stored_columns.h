// Owns: which columns and classes the records of tables and indexes hold, by their root pages. Never: walks programs.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "schema/mirror_query.h"
#include "schema/program_types.h"
#include "schema/schema_objects.h"

namespace d1odbc {

/// The classes of a column by its declared type. Only a STRICT table promises them; elsewhere they are a hint, and a
/// column whose type says nothing of what SQLite stores (DATE: text or number; none) may hold anything.
[[nodiscard]] ClassSet classes_of_declaration(std::string_view declared, bool is_strict);

/// A column of a table.
struct StoredColumn {
  std::string table;
  std::string name;
  std::string declared_type;
  bool not_null = false;  // by constraint
};

/// What a mirror's tables and indexes hold, read when it is first asked for.
class StoredColumnsCache {
 public:
  /// What the records hold; nullptr when no object has this root page or it cannot be read. The record lives as long as
  /// the cache. Throws what `query` throws.
  [[nodiscard]] const StoredRecord* find(int root_page, const SchemaObjects& objects, const MirrorQuery& query);

  /// The column that a type's number stands for. Precondition: `type.is_column()`, and the type came from this cache.
  [[nodiscard]] const StoredColumn& column_of(const ExpressionType& type) const { return known_[type.column - 1]; }

 private:
  struct Object {
    bool is_index = false;
    std::string name;
    std::string table;
  };
  struct Table {
    std::vector<ExpressionType> columns;  // by their place in the CREATE TABLE
    std::vector<std::size_t> in_record;   // places of those that a record holds, in its order
    ExpressionType rowid = ExpressionType::of(ClassSet::integer());
    bool without_rowid = false;
  };

  void read_objects(const MirrorQuery& query);
  [[nodiscard]] const Table& table_of(const std::string& name, const SchemaObjects& objects, const MirrorQuery& query);
  [[nodiscard]] Table read_table(const std::string& name, const SchemaObjects& objects, const MirrorQuery& query);
  [[nodiscard]] static StoredRecord read_index(const std::string& name, const Table& table, const MirrorQuery& query);
  [[nodiscard]] StoredRecord read(const Object& object, const SchemaObjects& objects, const MirrorQuery& query);

  bool has_objects_ = false;
  std::unordered_map<int, Object> objects_;
  std::unordered_map<std::string, Table> tables_;
  std::unordered_map<int, StoredRecord> records_;
  std::vector<StoredColumn> known_;  // the one with number n stands at n - 1
};

}  // namespace d1odbc
