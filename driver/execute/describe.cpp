// Owns: how a result's columns are found out. Never: keeps them (the statement handle does).
#include "execute/describe.h"

#include <algorithm>

#include "error/odbc_error.h"
#include "execute/bound_statement.h"
#include "execute/limits.h"
#include "schema/described_column.h"
#include "sql/embed.h"
#include "sql/listings.h"

namespace d1odbc {

namespace {

constexpr std::size_t columns_of_query_plan = 4;  // EXPLAIN has eight

Column plain_column(std::string name, const TypeOptions& options) {
  Column column;
  column.name = std::move(name);
  column.type = unknown_type(options);
  return column;
}

/// A column of what PRAGMA or EXPLAIN lists: SQLite gives it no type, and its values are known.
Column listed_column(std::string name, bool is_query_plan, const TypeOptions& options) {
  Column column = plain_column(std::move(name), options);
  column.is_decided = true;
  if (lists_integers(column.name, is_query_plan)) column.type = default_type(SQL_BIGINT, options);
  return column;
}

/// The columns of a pragma that the mirror refuses to compile.
std::optional<std::vector<Column>> describe_pragma(const StatementText& statement, const TypeOptions& options) {
  if (statement.kind != StatementKind::Pragma) return std::nullopt;
  const std::optional<std::vector<std::string>> names = pragma_columns(statement.sql);
  if (!names) return std::nullopt;
  std::vector<Column> columns;
  for (const std::string& name : *names) columns.push_back(listed_column(name, false, options));
  return columns;
}

/// What the values of a column have in common.
struct ValuesSeen {
  bool integer = false;
  bool real = false;
  bool text = false;
  bool blob = false;

  [[nodiscard]] bool any() const noexcept { return integer || real || text || blob; }
};

ValuesSeen values_of(const ResultSet& rows, std::size_t column) {
  ValuesSeen seen;
  for (std::size_t row = 0; row < rows.rows(); ++row) {
    switch (rows.at(row, column).storage) {
      case StorageClass::Null:
        break;
      case StorageClass::Integer:
        seen.integer = true;
        break;
      case StorageClass::Real:
        seen.real = true;
        break;
      case StorageClass::Text:
        seen.text = true;
        break;
      case StorageClass::Blob:
        seen.blob = true;
        break;
    }
  }
  return seen;
}

ColumnType type_of_values(const ValuesSeen& seen, const TypeOptions& options) {
  const bool number = seen.integer || seen.real;
  if (seen.blob && !seen.text && !number) return default_type(SQL_LONGVARBINARY, options);
  if (seen.text || seen.blob || !number) return unknown_type(options);
  return default_type(seen.real ? SQL_DOUBLE : SQL_BIGINT, options);
}

/// Whether the values can be what a decided type says. The program is read on the mirror, and columns of most tables
/// may hold what their declaration does not say.
bool fit(const ValuesSeen& seen, SQLSMALLINT sql_type) {
  if (is_character(sql_type)) return true;
  if (is_binary(sql_type)) return !seen.integer && !seen.real && !seen.text;
  return !seen.text && !seen.blob && (!seen.real || sql_type == SQL_DOUBLE);
}

/// Whether an answer has the columns that were described. Rewritten markers change the names of expressions, never
/// those of plain columns.
bool agree(const std::vector<Column>& local, const ResultSet& rows) {
  if (local.size() != rows.columns()) return false;
  for (std::size_t index = 0; index < local.size(); ++index) {
    if (local[index].is_column && local[index].name != rows.column_names()[index]) return false;
  }
  return true;
}

/// A statement for D1 that has the columns of `statement` and no rows; empty when there is no such statement.
std::optional<StatementText> probe_of(const StatementText& statement) {
  switch (statement.kind) {
    case StatementKind::Select:
    case StatementKind::Values:
      return embed("SELECT * FROM (", statement, "\n) LIMIT 0");
    case StatementKind::Explain:
    case StatementKind::Pragma:
      if (statement.reads_only()) return statement;  // small by nature, and nothing else tells their columns
      return std::nullopt;
    default:
      return std::nullopt;
  }
}

unsigned highest_number(const StatementText& statement) {
  unsigned highest = 0;
  for (const ParameterMarker& marker : statement.markers) highest = std::max(highest, marker.number);
  return highest;
}

/// A statement with NULL for each parameter.
D1Statement with_nulls(const StatementText& statement) {
  return bound_statement(statement, std::vector<Value>(highest_number(statement)));
}

}  // namespace

std::optional<std::vector<Column>> describe_locally(const Session& session, const StatementText& statement) {
  const std::shared_ptr<const Mirror> mirror = session.mirror.at_hand();
  if (!mirror) return std::nullopt;
  const std::optional<CompiledStatement> compiled = mirror->compile(statement.sql);
  if (!compiled) return describe_pragma(statement, session.types);
  const bool explains = statement.kind == StatementKind::Explain;
  const bool lists = explains || statement.kind == StatementKind::Pragma;
  const bool is_query_plan = explains && compiled->columns.size() == columns_of_query_plan;
  std::vector<Column> columns;
  columns.reserve(compiled->columns.size());
  for (const CompiledColumn& each : compiled->columns) {
    columns.push_back(lists ? listed_column(each.name, is_query_plan, session.types)
                            : described_column(each, session.types));
  }
  return columns;
}

std::vector<Column> describe_remotely(Session& session, const StatementText& statement, const Deadlines& deadlines,
                                      CancelToken& cancel) {
  // The same request brings the schema: most texts that an old mirror rejects name something new.
  std::vector<D1Statement> request;
  const std::optional<StatementText> probe = probe_of(statement);
  if (probe) request.push_back(with_nulls(*probe));
  request.push_back({std::string(schema_query), {}});
  refuse_beyond_limits(request);
  const MirrorKeeper::Ticket ticket = session.mirror.ticket();
  const RunReport report = session.client().run(request, Effect::Reads, deadlines, cancel);
  session.mirror.take(report.items.back().rows, ticket);
  if (std::optional<std::vector<Column>> local = describe_locally(session, statement)) return std::move(*local);
  if (statement.has_returning) {
    throw OdbcError(State::GeneralError, "The columns of this RETURNING cannot be told before the statement has run.");
  }
  std::vector<Column> columns;
  if (!probe) return columns;
  for (const std::string& name : report.items.front().rows.column_names())
    columns.push_back(plain_column(name, session.types));
  return columns;
}

std::vector<Column> describe_values(const ResultSet& rows, const TypeOptions& options) {
  std::vector<Column> columns;
  for (std::size_t index = 0; index < rows.columns(); ++index) {
    columns.push_back(plain_column(rows.column_names()[index], options));
    columns.back().type = type_of_values(values_of(rows, index), options);
  }
  return columns;
}

std::vector<Column> describe_answer(const std::optional<std::vector<Column>>& local, const ResultSet& rows,
                                    const TypeOptions& options, bool types_are_told, bool& contradicts_mirror) {
  contradicts_mirror = local && !agree(*local, rows);
  if (!local || contradicts_mirror) return describe_values(rows, options);
  std::vector<Column> columns = *local;
  for (std::size_t index = 0; index < columns.size(); ++index) {
    Column& column = columns[index];
    if (types_are_told || column.has_declared_type) continue;
    const ValuesSeen seen = values_of(rows, index);
    if (seen.any() && (!column.is_decided || !fit(seen, column.type.sql_type))) {
      column.type = type_of_values(seen, options);
    }
  }
  return columns;
}

}  // namespace d1odbc
