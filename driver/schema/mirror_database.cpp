// Owns: compiling a text and describing its columns. Never: runs a text of the user's, locks.
#include "schema/mirror_database.h"

#include <algorithm>
#include <utility>

#include "schema/program.h"
#include "schema/program_types.h"
#include "schema/rowid_name.h"
#include "schema/stub_functions.h"
#include "schema/table_columns.h"

// Debian, Homebrew and vcpkg build SQLite with its column metadata; the headers do not say so, so the build may switch
// it off.
#ifndef D1ODBC_SQLITE_COLUMN_METADATA
#define D1ODBC_SQLITE_COLUMN_METADATA 1
#endif

namespace d1odbc {

namespace {

std::string text_or_empty(const char* text) { return text == nullptr ? std::string() : std::string(text); }

// Compiling an empty text gives no statement; so does a rest of blanks, comments and semicolons.
bool is_blank(sqlite3& connection, std::string_view rest) noexcept {
  if (rest.empty()) return true;
  const SqlitePrepared prepared = prepare_sqlite(connection, rest);
  return prepared.code == SQLITE_OK && !prepared.statement && prepared.rest.empty();
}

// SQLite names it so, whatever the text says. Nobody may write it.
bool is_schema_table(const std::string& name) noexcept { return name == "sqlite_master"; }

// SQLite takes a null pointer for NULL, even as a text of no length.
const char* start_of(std::string_view bytes) noexcept { return bytes.data() == nullptr ? "" : bytes.data(); }

void bind(sqlite3_stmt& statement, int number, const ValueView& value) noexcept {
  switch (value.storage) {
    case StorageClass::Null:
      sqlite3_bind_null(&statement, number);
      break;
    case StorageClass::Integer:
      sqlite3_bind_int64(&statement, number, value.integer);
      break;
    case StorageClass::Real:
      sqlite3_bind_double(&statement, number, value.real);
      break;
    case StorageClass::Text:
      sqlite3_bind_text64(&statement, number, start_of(value.bytes), value.bytes.size(), SQLITE_STATIC, SQLITE_UTF8);
      break;
    case StorageClass::Blob:
      sqlite3_bind_blob64(&statement, number, start_of(value.bytes), value.bytes.size(), SQLITE_STATIC);
      break;
  }
}

std::string_view cell_bytes(sqlite3_stmt& statement, int index) noexcept {
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(&statement, index));
  if (bytes == nullptr) return {};
  return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(&statement, index))};
}

ValueView cell(sqlite3_stmt& statement, int index) noexcept {
  switch (sqlite3_column_type(&statement, index)) {
    case SQLITE_INTEGER:
      return ValueView::of(std::int64_t{sqlite3_column_int64(&statement, index)});
    case SQLITE_FLOAT:
      return ValueView::of(sqlite3_column_double(&statement, index));
    case SQLITE_TEXT:
      return ValueView::text(cell_bytes(statement, index));
    case SQLITE_BLOB:
      return ValueView::blob(cell_bytes(statement, index));
    default:
      return ValueView::null();
  }
}

}  // namespace

// SQLite stops at U+0000, D1 may not. The length comes first: it bounds the work of counting.
bool Mirror::Database::is_worth_compiling(std::string_view sql) const {
  return sql.size() <= longest_sql && sql.find('\0') == std::string_view::npos && views.of(sql).is_within(most_of_text);
}

std::optional<CompiledStatement> Mirror::Database::compile(std::string_view sql) {
  if (!is_worth_compiling(sql)) return std::nullopt;
  guard.begin(compile_budget);
  const SqlitePrepared prepared = prepare_sqlite(*connection, sql);
  if (!prepared.statement) return std::nullopt;
  const bool control = guard.saw_control();
  if (!is_blank(*connection, prepared.rest)) return std::nullopt;

  sqlite3_stmt& statement = *prepared.statement;
  CompiledStatement compiled;
  const bool reads = sqlite3_stmt_readonly(&statement) != 0 || sqlite3_stmt_isexplain(&statement) != 0;
  compiled.read_only = reads && !control;
  const int count = sqlite3_column_count(&statement);
  compiled.columns.reserve(static_cast<std::size_t>(count));
  for (int index = 0; index < count; ++index) compiled.columns.push_back(describe(statement, index));
  if (sqlite3_stmt_isexplain(&statement) != 0) return compiled;
  follow_sources(sql, compiled.columns);
  describe_expressions(sql, compiled.columns);
  return compiled;
}

StoredColumns Mirror::Database::stored() {
  return [this](int root_page) { return stored_columns.find(root_page, objects, asking()); };
}

std::optional<std::vector<WatchedExpression>> Mirror::Database::watch(std::string_view sql, std::size_t calls) {
  if (!is_worth_compiling(sql)) return std::nullopt;
  for (; watching_functions < calls; ++watching_functions)
    add_stub_function(*connection, watching_function(watching_functions));
  guard.begin(compile_budget);
  const std::optional<Program> program = read_program(*connection, sql);
  if (!program) return std::nullopt;
  std::vector<WatchedExpression> watched;
  try {
    for (const ExpressionType& type : types_of_arguments(*program, calls, stored())) {
      watched.push_back({.type = type});
      if (!type.is_column()) continue;
      watched.back().is_column = true;
      watched.back().declared_type = stored_columns.column_of(type).declared_type;
    }
  } catch (const OdbcError& error) {
    if (error.state() != State::GeneralError) throw;
    return std::nullopt;  // a table that cannot be asked for its columns
  }
  return watched;
}

void Mirror::Database::follow_sources(std::string_view sql, std::vector<CompiledColumn>& columns) {
  if (std::ranges::all_of(columns, [](const CompiledColumn& each) { return each.table.empty(); })) return;
  const ColumnSources sources = column_sources.read(sql, objects, asking());
  for (CompiledColumn& column : columns) {
    if (column.table.empty()) continue;
    const QueryTraits traits = sources.of(column.table);
    column.is_combined = traits.combines;
    column.adds_nulls = traits.adds_nulls;
  }
}

void Mirror::Database::describe_expressions(std::string_view sql, std::vector<CompiledColumn>& columns) {
  const auto is_declared = [](const CompiledColumn& each) { return !each.declared_type.empty() && !each.is_combined; };
  if (std::ranges::all_of(columns, is_declared)) return;
  guard.begin(compile_budget);
  const std::optional<Program> program = read_program(*connection, sql);
  if (!program) return;
  try {
    const std::vector<ExpressionType> types = types_of_result(*program, columns.size(), stored());
    for (std::size_t index = 0; index < columns.size(); ++index) columns[index].expression = types[index];
  } catch (const OdbcError& error) {
    // A table that cannot be asked for its columns: then nothing is known of the expressions.
    if (error.state() != State::GeneralError) throw;
  }
}

CompiledColumn Mirror::Database::describe(sqlite3_stmt& statement, int index) {
  CompiledColumn column;
  column.name = text_or_empty(sqlite3_column_name(&statement, index));
  column.declared_type = text_or_empty(sqlite3_column_decltype(&statement, index));
#if D1ODBC_SQLITE_COLUMN_METADATA
  column.table = text_or_empty(sqlite3_column_table_name(&statement, index));
  column.column = text_or_empty(sqlite3_column_origin_name(&statement, index));
#endif
  if (!column.table.empty() && !column.column.empty()) describe_origin(column);
  return column;
}

void Mirror::Database::describe_origin(CompiledColumn& column) {
  const char* collation = nullptr;
  int not_null = 0;
  int primary_key = 0;
  const int code = sqlite3_table_column_metadata(connection.get(), "main", column.table.c_str(), column.column.c_str(),
                                                 nullptr, &collation, &not_null, &primary_key, nullptr);
  if (code != SQLITE_OK) {  // a table-valued function, which is no table of the schema
    column.table.clear();
    return;
  }
  column.collation = text_or_empty(collation);
  column.primary_key = primary_key != 0;
  const OriginTable& table = origin_table(column.table);
  const bool has_alias = !table.rowid_alias.empty();
  column.auto_unique =
      has_alias ? table.rowid_alias == column.column : column.primary_key && is_rowid_name(column.column);
  column.not_null = not_null != 0 || column.auto_unique;
  column.is_writable = !is_schema_table(column.table) && !table.generated.contains(column.column);
}

const Mirror::Database::OriginTable& Mirror::Database::origin_table(const std::string& name) {
  const auto known = origin_tables_.find(name);
  if (known != origin_tables_.end()) return known->second;
  OriginTable table;
  const MirrorRow read = [&](const std::vector<ValueView>& cells) {
    const auto at = [&](TableColumnsCell cell) -> const ValueView& { return cells[static_cast<std::size_t>(cell)]; };
    const std::string column(at(TableColumnsCell::Name).bytes);
    if (at(TableColumnsCell::RowidAlias).integer != 0) table.rowid_alias = column;
    if (at(TableColumnsCell::Generated).integer != 0) table.generated.insert(column);
  };
  query(table_columns_query, {ValueView::text(name)}, read);
  return origin_tables_.emplace(name, std::move(table)).first->second;
}

void Mirror::Database::query(std::string_view sql, std::initializer_list<ValueView> parameters, const MirrorRow& row) {
  guard.begin(query_budget);
  const SqlitePrepared prepared = prepare_sqlite(*connection, sql);
  if (!prepared.statement) throw_sqlite_error(*connection, prepared.code, sql);
  sqlite3_stmt& statement = *prepared.statement;
  int number = 0;
  for (const ValueView& value : parameters) bind(statement, ++number, value);

  std::vector<ValueView> cells(static_cast<std::size_t>(sqlite3_column_count(&statement)));
  int code = sqlite3_step(&statement);
  for (; code == SQLITE_ROW; code = sqlite3_step(&statement)) {
    for (std::size_t index = 0; index < cells.size(); ++index) cells[index] = cell(statement, static_cast<int>(index));
    row(cells);
  }
  if (code != SQLITE_DONE) throw_sqlite_error(*connection, code, sql);
}

WriteEffects Mirror::Database::write_effects_of(std::string_view table) {
  const SchemaObject* const object = objects.find(table);
  return object == nullptr ? WriteEffects{} : write_effects.find(*object, left_out.empty(), relations, asking());
}

MirrorQuery Mirror::Database::asking() {
  return [this](std::string_view sql, std::initializer_list<ValueView> parameters, const MirrorRow& row) {
    query(sql, parameters, row);
  };
}

}  // namespace d1odbc
