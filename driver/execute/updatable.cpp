// Owns: putting the key into the text. Never: reads SELECTs (sql), keys of tables (schema).
#include "execute/updatable.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "config/ascii.h"
#include "d1/limits.h"
#include "execute/free_name.h"
#include "execute/row_key_text.h"
#include "schema/rowid_name.h"
#include "sql/identifier.h"
#include "sql/lexer.h"

namespace d1odbc {
namespace {

/// `, key AS name, …` for the end of a list of columns.
std::string key_list(const RowKey& key, const std::string& qualifier, const std::string& prefix) {
  std::string list;
  for (std::size_t index = 0; index < key.columns.size(); ++index) {
    const std::string column = fmt::format("{}.{}", quoted_name(qualifier), quoted_name(key.columns[index]));
    list += fmt::format(", {} AS {}{}", key_cell_text(key.kind, column), prefix, index);
  }
  return list + ' ';
}

StatementText with_inserted(const StatementText& statement, std::size_t offset, std::string_view text) {
  StatementText whole = statement;
  whole.sql.insert(offset, text);
  for (ParameterMarker& marker : whole.markers) {
    if (marker.offset >= offset) marker.offset += text.size();
  }
  return whole;
}

/// The statement up to `end`, with the markers that stand there.
StatementText beginning_of(const StatementText& statement, std::size_t end) {
  StatementText whole = statement;
  whole.sql.resize(end);
  std::erase_if(whole.markers, [&](const ParameterMarker& marker) { return marker.offset >= end; });
  return whole;
}

void append_comparison(StatementText& text, std::string_view left, unsigned number) {
  text.sql += left;
  text.markers.push_back({text.sql.size(), 1, number});
  text.sql += '?';
}

void append_key_condition(StatementText& text, const RowKey& key, const std::string& qualifier, unsigned first_number) {
  std::string_view before = " WHERE";
  for (std::size_t index = 0; index < key.columns.size(); ++index) {
    const std::string column = fmt::format("{}.{}", quoted_name(qualifier), quoted_name(key.columns[index]));
    append_comparison(text, fmt::format("{} {} = ", before, column), first_number + static_cast<unsigned>(index));
    before = " AND";
    // The primary key's collation may be finer than the column's, by which `=` compares.
    if (key.kind != RowKey::Kind::PrimaryKey) continue;
    append_comparison(text, fmt::format(" AND {} COLLATE BINARY = ", column),
                      first_number + static_cast<unsigned>(index));
  }
}

void append_rowids_condition(StatementText& text, const std::string& qualifier, const std::string& rowid,
                             unsigned number) {
  append_comparison(
      text, fmt::format(" WHERE {}.{} IN (SELECT value FROM json_each(", quoted_name(qualifier), quoted_name(rowid)),
      number);
  text.sql += "))";
}

unsigned number_behind(const StatementText& statement) {
  unsigned highest = 0;
  for (const ParameterMarker& marker : statement.markers) highest = std::max(highest, marker.number);
  return highest + 1;
}

/// Whether the text may mean the rowid by a name that no column has. (`rowid` itself means the column, if there is
/// one.)
bool names_rowid(const KeyedTable& table, std::string_view sql) {
  return std::ranges::any_of(tokenize(sql), [&](const Token& token) {
    if (token.kind != TokenKind::Word && token.kind != TokenKind::QuotedName) return false;
    const std::string name = without_quotes(token.of(sql));
    return is_rowid_name(name) && table.find(name) == nullptr;
  });
}

/// The column of the table that a visible one is. SQLite calls the rowid "rowid" whatever the text calls it: beside a
/// column of that name it cannot be told which one is meant.
const RowColumn* base_of(const KeyedTable& table, const CompiledColumn& compiled, bool may_be_rowid) {
  if (!equal_folded(compiled.table, table.name) || compiled.column.empty()) return nullptr;
  if (compiled.column == "rowid" && !compiled.auto_unique && may_be_rowid) return nullptr;
  return table.find(compiled.column);
}

/// What the columns are, each of the table's at its first appearance only: two values for one column contradict.
std::vector<UpdatableColumn> columns_of(const KeyedTable& table, const std::vector<CompiledColumn>& compiled,
                                        std::string_view sql) {
  const bool may_be_rowid = names_rowid(table, sql);
  std::vector<UpdatableColumn> columns;
  for (const CompiledColumn& each : compiled) {
    const RowColumn* const base = base_of(table, each, may_be_rowid);
    if (base == nullptr) {
      columns.emplace_back();
      continue;
    }
    const bool is_second = std::any_of(columns.begin(), columns.end(),
                                       [&](const UpdatableColumn& other) { return other.base_column == base->name; });
    columns.push_back({base->name, !base->generated && !is_second});
  }
  return columns;
}

bool has_columns(const Mirror& mirror, const StatementText& text, std::size_t count) {
  const std::optional<CompiledStatement> compiled = mirror.compile(text.sql);
  return compiled && compiled->columns.size() == count;
}

}  // namespace

std::variant<UpdatableSelect, NotUpdatable> make_updatable(const Mirror& mirror, const StatementText& statement) {
  const auto reading = read_single_table_select(statement.sql);
  if (const auto* const refusal = std::get_if<NotUpdatable>(&reading)) return *refusal;
  const auto& select = std::get<SingleTableSelect>(reading);

  const auto looked_up = keyed_table(mirror, select.from.table);
  if (const auto* const refusal = std::get_if<NotUpdatable>(&looked_up)) return *refusal;
  const auto& table = std::get<KeyedTable>(looked_up);

  const std::optional<CompiledStatement> compiled = mirror.compile(statement.sql);
  if (!compiled) return NotUpdatable{"the driver's SQLite does not compile the SELECT"};
  const std::size_t columns = compiled->columns.size() + table.key.columns.size();
  if (columns > d1_limits::columns) {
    return NotUpdatable{fmt::format("with the key of its rows it would have {} columns; D1 gives at most {}", columns,
                                    d1_limits::columns)};
  }

  const std::string& qualifier = select.from.qualifier();
  UpdatableSelect made;
  made.text =
      with_inserted(statement, select.list_end, key_list(table.key, qualifier, free_name(statement.sql, "d1odbc_k")));
  const std::size_t shift = made.text.sql.size() - statement.sql.size();
  made.first_key_number = number_behind(statement);
  made.row_text = beginning_of(made.text, select.table_end + shift);
  append_key_condition(made.row_text, table.key, qualifier, made.first_key_number);
  if (table.key.kind == RowKey::Kind::Rowid) {
    made.rows_text = beginning_of(made.text, select.table_end + shift);
    append_rowids_condition(made.rows_text, qualifier, table.key.columns.front(), made.first_key_number);
    if (!has_columns(mirror, made.rows_text, columns)) made.rows_text = {};
  }
  made.target = {table.name, table.key, columns_of(table, compiled->columns, statement.sql)};
  if (!has_columns(mirror, made.text, columns) || !has_columns(mirror, made.row_text, columns)) {
    return NotUpdatable{"the key of its rows cannot be added to the SELECT"};
  }
  return made;
}

}  // namespace d1odbc
