// Owns: the description of one result column, as the implementation row descriptor needs it. Never: bindings.
#pragma once

#include <string>

#include "value/column_type.h"

namespace d1odbc {

/// What SQLDescribeCol and SQLColAttribute tell of a column. Empty base names: not a plain column of one table.
struct Column {
  std::string name;  // SQL_DESC_NAME and SQL_DESC_LABEL: the alias, else the column, else the text
  ColumnType type;
  SQLSMALLINT nullable = SQL_NULLABLE_UNKNOWN;
  std::string base_table;
  std::string base_column;
  bool is_column = false;          // of a table, by its own name or another one: D1 answers with the same name
  bool has_declared_type = false;  // else it is an expression, or a column declared without a type
  bool is_decided = false;         // without a declared type: the compiled program tells what there can be
  bool auto_unique = false;        // an INTEGER PRIMARY KEY
  bool case_sensitive = true;      // declared collation BINARY
  bool updatable = false;
};

}  // namespace d1odbc
