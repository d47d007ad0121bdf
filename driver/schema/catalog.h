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

}  // namespace d1odbc
