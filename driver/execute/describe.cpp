// Owns: how a result's columns are found out. Never: keeps them (the statement handle does).
#include "execute/describe.h"

#include <algorithm>

#include "error/odbc_error.h"
#include "sql/embed.h"

namespace d1odbc {

namespace {

Column column_of(const CompiledColumn& compiled, const TypeOptions& options) {
  Column column;
  column.name = compiled.name;
  column.has_declared_type = !compiled.declared_type.empty();
  column.type = column.has_declared_type ? type_of_declaration(compiled.declared_type, options) : unknown_type(options);
  column.base_table = compiled.table;
  column.base_column = compiled.column;
  column.auto_unique = compiled.auto_unique;
  column.case_sensitive = compiled.collation != "NOCASE";
  column.updatable = !compiled.table.empty();
  if (!compiled.column.empty())
    column.nullable = compiled.not_null || compiled.auto_unique ? SQL_NO_NULLS : SQL_NULLABLE;
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

bool agree(const std::vector<Column>& local, const ResultSet& rows) { return local.size() == rows.columns(); }

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

}  // namespace

std::optional<std::vector<Column>> describe_locally(const Session& session, const StatementText& statement) {
  const std::shared_ptr<const Mirror> mirror = session.mirror.at_hand();
  if (!mirror) return std::nullopt;
  const std::optional<CompiledStatement> compiled = mirror->compile(statement.sql);
  if (!compiled) return std::nullopt;
  std::vector<Column> columns;
  columns.reserve(compiled->columns.size());
  for (const CompiledColumn& each : compiled->columns) {
    columns.push_back(column_of(each, session.types));
  }
  return columns;
}

std::vector<Column> describe_remotely(Session& session, const StatementText& statement, const Deadlines& deadlines,
                                      CancelToken& cancel) {
  const std::optional<StatementText> probe = probe_of(statement);
  if (!probe) return {};
  const RenderedText rendered = render(*probe, std::vector<MarkerForm>(highest_number(*probe), MarkerForm::Plain));
  const D1Statement request{rendered.sql, std::vector<Value>(rendered.parameter_numbers.size())};
  const RunReport report = session.client().run({&request, 1}, Effect::Reads, deadlines, cancel);
  std::vector<Column> columns;
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
    if (!types_are_told && !columns[index].has_declared_type)
      columns[index].type = type_of_values(values_of(rows, index), options);
  }
  return columns;
}

}  // namespace d1odbc
