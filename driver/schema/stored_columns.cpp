// Owns: the queries that tell how records are laid out. Never: walks programs.
#include "schema/stored_columns.h"

#include <utility>

#include "sql/lexer.h"
#include "value/column_type.h"

namespace d1odbc {

namespace {

constexpr std::string_view objects_query =
    "SELECT rootpage, type = 'index', name, tbl_name FROM sqlite_schema WHERE rootpage > 1";
// hidden: 2 is a generated column that is computed on reading, 3 one that is stored.
// An INTEGER PRIMARY KEY is the rowid unless SQLite keeps an index for it (see table_columns.h).
constexpr std::string_view columns_query =
    "SELECT c.type, c.hidden, c.name, c.\"notnull\", c.pk > 0 AND upper(c.type) = 'INTEGER'"
    " AND NOT EXISTS (SELECT 1 FROM pragma_index_list(?1) i WHERE i.origin = 'pk')"
    " FROM pragma_table_xinfo(?1) c ORDER BY c.cid";
constexpr std::string_view primary_index_query = "SELECT name FROM pragma_index_list(?1) WHERE origin = 'pk'";
// cid: -1 is the rowid, -2 an expression.
constexpr std::string_view index_query = "SELECT cid FROM pragma_index_xinfo(?1) ORDER BY seqno";

constexpr std::int64_t computed_on_reading = 2;
constexpr std::int64_t rowid = -1;

ClassSet classes_of_numeric(SQLSMALLINT sql_type) {
  switch (sql_type) {
    case SQL_BIT:
      return ClassSet::integer();
    case SQL_DECIMAL:
    case SQL_NUMERIC:
    case SQL_DOUBLE:  // DECIMAL without a precision
      return ClassSet::number();
    case SQL_BINARY:
    case SQL_VARBINARY:
    case SQL_LONGVARBINARY:
      return ClassSet::blob();
    default:
      return ClassSet::anything();  // dates, UUIDs, words that nobody knows
  }
}

ClassSet classes_of_affinity(std::string_view declared) {
  const SQLSMALLINT sql_type = type_of_declaration(declared, {}).sql_type;
  switch (affinity_of(declared)) {
    case Affinity::Integer:  // "FLOATING POINT" holds "INT"
      return sql_type == SQL_DOUBLE ? ClassSet::number() : ClassSet::integer();
    case Affinity::Text:
      return ClassSet::text();
    case Affinity::Real:
      return ClassSet::real();
    case Affinity::Blob:
      return declared.empty() ? ClassSet::anything() : ClassSet::blob();
    case Affinity::Numeric:
      return classes_of_numeric(sql_type);
  }
  return ClassSet::anything();
}

struct TableOptions {
  bool is_strict = false;
  bool without_rowid = false;
};

/// The words behind the last parenthesis of a CREATE TABLE.
TableOptions options_of(std::string_view create) {
  const std::vector<Token> tokens = tokenize(create);
  TableOptions options;
  for (auto token = tokens.rbegin(); token != tokens.rend(); ++token) {
    if (token->kind == TokenKind::CloseParenthesis) break;
    if (token->kind != TokenKind::Word) continue;
    options.is_strict = options.is_strict || is_keyword(token->of(create), "STRICT");
    options.without_rowid = options.without_rowid || is_keyword(token->of(create), "ROWID");
  }
  return options;
}

}  // namespace

ClassSet classes_of_declaration(std::string_view declared, bool is_strict) {
  // STRICT tables know INT, INTEGER, REAL, TEXT, BLOB and ANY, and keep what they say.
  if (!is_strict) return classes_of_affinity(declared).as_hint();
  return affinity_of(declared) == Affinity::Numeric ? ClassSet::anything() : classes_of_affinity(declared);
}

void StoredColumnsCache::read_objects(const MirrorQuery& query) {
  query(objects_query, {}, [&](const std::vector<ValueView>& cells) {
    objects_[static_cast<int>(cells[0].integer)] = {
        .is_index = cells[1].integer != 0, .name = std::string(cells[2].bytes), .table = std::string(cells[3].bytes)};
  });
  has_objects_ = true;
}

StoredColumnsCache::Table StoredColumnsCache::read_table(const std::string& name, const SchemaObjects& objects,
                                                         const MirrorQuery& query) {
  Table table;
  // pragma_table_list knows the options, but works out the columns of all views first.
  const TableOptions options = options_of(object_text(objects.place_of(name), query));
  table.without_rowid = options.without_rowid;
  query(columns_query, {ValueView::text(name)}, [&](const std::vector<ValueView>& cells) {
    if (cells[1].integer != computed_on_reading) table.in_record.push_back(table.columns.size());
    known_.push_back({.table = name,
                      .name = std::string(cells[2].bytes),
                      .declared_type = std::string(cells[0].bytes),
                      .not_null = cells[3].integer != 0});
    ExpressionType type = ExpressionType::of(classes_of_declaration(cells[0].bytes, options.is_strict));
    type.column = static_cast<std::uint32_t>(known_.size());
    const bool is_rowid = cells[4].integer != 0;
    if (is_rowid) table.rowid.column = type.column;
    table.columns.push_back(type);
  });
  return table;
}

const StoredColumnsCache::Table& StoredColumnsCache::table_of(const std::string& name, const SchemaObjects& objects,
                                                              const MirrorQuery& query) {
  const auto known = tables_.find(name);
  return known != tables_.end() ? known->second : tables_.emplace(name, read_table(name, objects, query)).first->second;
}

StoredRecord StoredColumnsCache::read_index(const std::string& name, const Table& table, const MirrorQuery& query) {
  StoredRecord record{.columns = {}, .rowid = table.rowid};
  query(index_query, {ValueView::text(name)}, [&](const std::vector<ValueView>& cells) {
    const std::int64_t place = cells[0].integer;
    const bool is_column = place >= 0 && place < static_cast<std::int64_t>(table.columns.size());
    record.columns.push_back(is_column        ? table.columns[static_cast<std::size_t>(place)]
                             : place == rowid ? table.rowid
                                              : ExpressionType::of(ClassSet::anything()));
  });
  return record;
}

StoredRecord StoredColumnsCache::read(const Object& object, const SchemaObjects& objects, const MirrorQuery& query) {
  const Table& table = table_of(object.table, objects, query);
  if (object.is_index) return read_index(object.name, table, query);
  if (table.without_rowid) {  // such a table is its primary key's index
    std::string index;
    query(primary_index_query, {ValueView::text(object.name)},
          [&](const std::vector<ValueView>& cells) { index = cells[0].bytes; });
    return read_index(index, table, query);
  }
  StoredRecord record{.columns = {}, .rowid = table.rowid};
  for (const std::size_t place : table.in_record) record.columns.push_back(table.columns[place]);
  return record;
}

const StoredRecord* StoredColumnsCache::find(int root_page, const SchemaObjects& objects, const MirrorQuery& query) {
  if (!has_objects_) read_objects(query);
  const auto object = objects_.find(root_page);
  if (object == objects_.end()) return nullptr;
  const auto known = records_.find(root_page);
  if (known != records_.end()) return &known->second;
  return &records_.emplace(root_page, read(object->second, objects, query)).first->second;
}

}  // namespace d1odbc
