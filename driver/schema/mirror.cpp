// Owns: the mirror's public face and its lock. Never: SQLite's details (mirror_database, mirror_loader).
#include "schema/mirror.h"

#include <utility>

#include "schema/mirror_database.h"
#include "schema/mirror_loader.h"

namespace d1odbc {

// In LIKE a bare _ stands for any character. A query that touches D1's own tables fails as a whole, so both names are
// kept out by the text.
const std::string_view schema_query =
    "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE '\\_cf\\_%' ESCAPE '\\'"
    " AND tbl_name NOT LIKE '\\_cf\\_%' ESCAPE '\\' ORDER BY rowid";

Mirror::Mirror() : database_(std::make_unique<Database>()) {}
Mirror::~Mirror() = default;

std::shared_ptr<Mirror> Mirror::load(const std::vector<SchemaRow>& rows) {
  struct Public : Mirror {};  // make_shared cannot reach the private constructor; a class inside a member can
  auto mirror = std::make_shared<Public>();
  Database& database = *mirror->database_;
  database.connection = open_empty_mirror();
  LoadedSchema loaded = load_mirror(*database.connection, database.guard, rows);
  database.left_out = std::move(loaded.left_out);
  database.views = std::move(loaded.views);
  database.objects = std::move(loaded.objects);
  return mirror;
}

std::optional<CompiledStatement> Mirror::compile(std::string_view sql) const {
  const std::lock_guard lock(database_->mutex);
  return database_->compile(sql);
}

std::vector<std::string> Mirror::column_names(std::string_view sql) const {
  std::vector<std::string> names;
  const std::optional<CompiledStatement> compiled = compile(sql);
  if (!compiled) return names;
  for (const CompiledColumn& column : compiled->columns) names.push_back(column.name);
  return names;
}

std::optional<std::vector<WatchedExpression>> Mirror::watch(std::string_view sql, std::size_t calls) const {
  const std::lock_guard lock(database_->mutex);
  return database_->watch(sql, calls);
}

void Mirror::query(std::string_view sql, std::initializer_list<ValueView> parameters, const MirrorRow& row) const {
  const std::lock_guard lock(database_->mutex);
  database_->query(sql, parameters, row);
}

WriteEffects Mirror::write_effects(std::string_view table) const {
  const std::lock_guard lock(database_->mutex);
  return database_->write_effects_of(table);
}

std::string Mirror::text_of(std::int64_t place) const {
  const std::lock_guard lock(database_->mutex);
  return object_text(place, database_->asking());
}

const TableRelations& Mirror::relations() const {
  const std::lock_guard lock(database_->mutex);
  return database_->relations.read(database_->asking());
}

const SchemaObjects& Mirror::objects() const noexcept { return database_->objects; }

const std::vector<std::string>& Mirror::left_out() const noexcept { return database_->left_out; }

}  // namespace d1odbc
