// Owns: how a result's columns are found out. Never: keeps them (the statement handle does).
#include "execute/describe.h"

#include <algorithm>

#include "error/odbc_error.h"
#include "execute/bound_statement.h"
#include "execute/limits.h"
#include "sql/embed.h"
#include "sql/lexer.h"

namespace d1odbc {

namespace {

Column column_of(const CompiledColumn& compiled, const TypeOptions& options, bool nulls_added) {
  Column column;
  column.name = compiled.name;
  column.has_declared_type = !compiled.declared_type.empty();
  const std::optional<ColumnType> decided = type_of_expression(compiled.expression, options);
  column.is_decided = !column.has_declared_type && decided.has_value() && !compiled.expression.classes.is_loose();
  column.type = column.has_declared_type ? type_of_declaration(compiled.declared_type, options)
                                         : decided.value_or(unknown_type(options));
  column.base_table = compiled.table;
  column.base_column = compiled.column;
  column.auto_unique = compiled.auto_unique;
  column.case_sensitive = compiled.collation != "NOCASE";
  column.updatable = !compiled.table.empty();
  if (compiled.column.empty()) return column;
  const bool never_null = compiled.not_null || compiled.auto_unique;
  column.nullable = !never_null ? SQL_NULLABLE : nulls_added ? SQL_NULLABLE_UNKNOWN : SQL_NO_NULLS;
  return column;
}

Column plain_column(std::string name, const TypeOptions& options) {
  Column column;
  column.name = std::move(name);
  column.type = unknown_type(options);
  return column;
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
    if (!local[index].base_column.empty() && local[index].name != rows.column_names()[index]) return false;
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

/// Whether NULL may come out of a column that is declared NOT NULL: behind an outer join, or from a view that may hold
/// one; then nothing is said of it.
bool may_add_nulls(const StatementText& statement, const CompiledColumn& column) {
  bool names_the_table = false;
  for (const Token& token : tokenize(statement.sql)) {
    const std::string_view text = token.of(statement.sql);
    if (token.kind == TokenKind::Word) {
      for (const std::string_view join : {"LEFT", "RIGHT", "FULL", "OUTER"}) {
        if (is_keyword(text, join)) return true;
      }
    }
    names_the_table = names_the_table || text.find(column.table) != std::string_view::npos;
  }
  return !names_the_table;
}

/// Integers and reals: as for a column declared NUMERIC, an integer keeps its form as text.
ColumnType any_number(const TypeOptions& options) { return type_of_declaration("NUMERIC", options); }

}  // namespace

std::optional<ColumnType> type_of_expression(const ExpressionType& expression, const TypeOptions& options) {
  const ClassSet classes = expression.classes;
  if (classes.is_empty() || classes.is(ClassSet::anything())) return std::nullopt;
  if (classes.is(ClassSet::integer())) return default_type(SQL_BIGINT, options);
  if (classes.is(ClassSet::real())) return default_type(SQL_DOUBLE, options);
  if (ClassSet::number().includes(classes)) return any_number(options);
  if (classes.is(ClassSet::blob())) return default_type(SQL_LONGVARBINARY, options);
  if (!classes.is(ClassSet::text()) || expression.longest_text == ExpressionType::unbounded) {
    return unknown_type(options);
  }
  ColumnType bounded = default_type(options.wide ? SQL_WVARCHAR : SQL_VARCHAR, options);
  bounded.size = std::max<SQLULEN>(expression.longest_text, 1);  // a size of 0 would say that it is not known
  return bounded;
}

std::optional<std::vector<Column>> describe_locally(const Session& session, const StatementText& statement) {
  const std::shared_ptr<const Mirror> mirror = session.mirror.at_hand();
  if (!mirror) return std::nullopt;
  const std::optional<CompiledStatement> compiled = mirror->compile(statement.sql);
  if (!compiled) return std::nullopt;
  std::vector<Column> columns;
  columns.reserve(compiled->columns.size());
  for (const CompiledColumn& each : compiled->columns) {
    columns.push_back(column_of(each, session.types, may_add_nulls(statement, each)));
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
