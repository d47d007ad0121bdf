// Owns: what the compiler's answer means in ODBC's words. Never: values.
#include "schema/described_column.h"

#include <algorithm>

#include "schema/stored_columns.h"

namespace d1odbc {

namespace {

/// Whether the declared type holds for all that the column gives. It is that of one query where several are combined.
bool is_type_declared(const CompiledColumn& compiled) {
  if (compiled.declared_type.empty() || !compiled.is_combined) return !compiled.declared_type.empty();
  return classes_of_declaration(compiled.declared_type, false).includes(compiled.expression.classes);
}

SQLSMALLINT nullability(const CompiledColumn& compiled) {
  if (compiled.table.empty() || compiled.is_combined) return SQL_NULLABLE_UNKNOWN;
  if (!compiled.not_null) return SQL_NULLABLE;
  return compiled.adds_nulls ? SQL_NULLABLE_UNKNOWN : SQL_NO_NULLS;
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

Column described_column(const CompiledColumn& compiled, const TypeOptions& options) {
  Column column;
  column.name = compiled.name;
  column.is_column = !compiled.column.empty();
  column.has_declared_type = is_type_declared(compiled);
  const std::optional<ColumnType> decided = type_of_expression(compiled.expression, options);
  column.is_decided = !column.has_declared_type && decided.has_value() && !compiled.expression.classes.is_loose();
  column.type = column.has_declared_type ? type_of_declaration(compiled.declared_type, options)
                                         : decided.value_or(unknown_type(options));
  column.nullable = nullability(compiled);
  // "If the base table name cannot be defined or is not applicable, then this variable contains an empty string."
  if (compiled.table.empty() || compiled.is_combined) return column;
  column.base_table = compiled.table;
  column.base_column = compiled.column;
  column.auto_unique = compiled.auto_unique;
  column.case_sensitive = compiled.collation != "NOCASE";
  column.updatable = compiled.is_writable;
  return column;
}

}  // namespace d1odbc
