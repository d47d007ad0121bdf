// Owns: the result sets of the catalog functions, made from the mirror. Never: sends a request, shapes C buffers.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "schema/mirror.h"
#include "value/described_rows.h"

namespace d1odbc {

/// An argument of a catalog function as the application gave it: absent (a null pointer), or text. With
/// SQL_ATTR_METADATA_ID on, `identifier` is set: case-insensitive, quotes taken off, not a pattern.
struct CatalogArgument {
  std::optional<std::string> text;
  bool identifier = false;
};

/// The names that say which table is meant.
struct TableArguments {
  CatalogArgument catalog;
  CatalogArgument schema;
  CatalogArgument table;
};

/// How the application wants catalog results.
struct CatalogOptions {
  TypeOptions types;
  bool odbc2 = false;  // ODBC 2 names of result columns (TABLE_QUALIFIER, …) and datetime codes
};

/// SQLTables, with the enumerations of catalogs, schemas and table types ("%" and empty strings in the right places)
/// and the list of table types with or without quotes.
/// https://learn.microsoft.com/sql/odbc/reference/syntax/sqltables-function
[[nodiscard]] DescribedRows list_tables(const Mirror& mirror, const CatalogArgument& catalog,
                                        const CatalogArgument& schema, const CatalogArgument& table,
                                        const std::optional<std::string>& types, const CatalogOptions& options);

/// SQLColumns: 18 columns in the reference's order, generated columns included, hidden ones of virtual tables not.
[[nodiscard]] DescribedRows list_columns(const Mirror& mirror, const CatalogArgument& catalog,
                                         const CatalogArgument& schema, const CatalogArgument& table,
                                         const CatalogArgument& column, const CatalogOptions& options);

// The functions below take ordinary names, where nothing is said of patterns: compared whole, ASCII case aside. D1's
// tables are in no catalog and no schema, so a name for one of these finds nothing; views have no keys and no indexes.

/// SQLPrimaryKeys: the columns of the declared primary key. PK_NAME is the name after CONSTRAINT, else NULL.
/// https://learn.microsoft.com/sql/odbc/reference/syntax/sqlprimarykeys-function
[[nodiscard]] DescribedRows list_primary_keys(const Mirror& mirror, const TableArguments& table,
                                              const CatalogOptions& options);

/// SQLForeignKeys: the keys that refer to the primary key of `parent`, those in `child`, or both. A table whose name is
/// absent or empty is any table; without both there are no rows. "The list of foreign keys does not contain foreign
/// keys that refer to unique constraints in other tables." A key that names no columns means the parent's primary key;
/// PKCOLUMN_NAME is "" where the parent has none. FK_NAME as PK_NAME above.
/// https://learn.microsoft.com/sql/odbc/reference/syntax/sqlforeignkeys-function
[[nodiscard]] DescribedRows list_foreign_keys(const Mirror& mirror, const TableArguments& parent,
                                              const TableArguments& child, const CatalogOptions& options);

/// SQLStatistics: a row for the table (CARDINALITY and PAGES are NULL: counting rows costs a request and a scan), then
/// its indexes. An INTEGER PRIMARY KEY and the primary key of a WITHOUT ROWID table are the table's own tree and told
/// as SQL_INDEX_CLUSTERED; the first has no name in SQLite and is called sqlite_autoindex_<table>_0.
/// https://learn.microsoft.com/sql/odbc/reference/syntax/sqlstatistics-function
[[nodiscard]] DescribedRows list_statistics(const Mirror& mirror, const TableArguments& table, bool only_unique,
                                            const CatalogOptions& options);

/// SQLSpecialColumns.
enum class SpecialColumns {
  BestRowId,
  RowVersion,  // SQLite has no column that changes with its row: always empty
};

/// The best row id is the INTEGER PRIMARY KEY, else a primary key that is never NULL, else the smallest such unique
/// index, else the rowid as a pseudo-column; with `may_be_null`, and no rowid that can be named, also a key with NULLs.
/// Each names its row as long as a session lasts.
/// https://learn.microsoft.com/sql/odbc/reference/syntax/sqlspecialcolumns-function
[[nodiscard]] DescribedRows list_special_columns(const Mirror& mirror, SpecialColumns wanted,
                                                 const TableArguments& table, bool may_be_null,
                                                 const CatalogOptions& options);

/// Who may do something.
struct Grantee {
  std::string name;        // the account
  bool read_only = false;  // writes are refused by the connection
};

/// SQLTablePrivileges; the table's name is a pattern. D1's rights belong to a token and hold for all tables alike, and
/// what a token may do cannot be asked for, so this is what the connection allows.
/// https://learn.microsoft.com/sql/odbc/reference/syntax/sqltableprivileges-function
[[nodiscard]] DescribedRows list_table_privileges(const Mirror& mirror, const TableArguments& table,
                                                  const Grantee& grantee, const CatalogOptions& options);

/// SQLColumnPrivileges; the column's name is a pattern. Nobody may write a generated column.
/// https://learn.microsoft.com/sql/odbc/reference/syntax/sqlcolumnprivileges-function
[[nodiscard]] DescribedRows list_column_privileges(const Mirror& mirror, const TableArguments& table,
                                                   const CatalogArgument& column, const Grantee& grantee,
                                                   const CatalogOptions& options);

/// SQLProcedures, SQLProcedureColumns: D1 has no procedures, so there are columns and no rows.
/// https://learn.microsoft.com/sql/odbc/reference/syntax/sqlprocedures-function
[[nodiscard]] DescribedRows list_procedures(const CatalogOptions& options);
[[nodiscard]] DescribedRows list_procedure_columns(const CatalogOptions& options);

}  // namespace d1odbc
