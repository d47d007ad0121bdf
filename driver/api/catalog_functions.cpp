// Owns: the entry points of the catalog functions. Never: logic.
#include <sql.h>
#include <sqlext.h>
#include <sqlucode.h>

#include "api/guard.h"
#include "api/text_arguments.h"
#include "handle/statement.h"

namespace d1odbc {

namespace {

/// A name of the application with its length in characters, or SQL_NTS.
template <class Character>
struct Name {
  Character* text;
  SQLSMALLINT length;
};
template <class Character>
Name(Character*, SQLSMALLINT) -> Name<Character>;

template <class Character>
std::optional<std::string> name_in(Name<Character> name) {
  return text_in(name.text, name.length);
}

template <class Character>
CatalogNames names_in(Name<Character> catalog, Name<Character> schema, Name<Character> object) {
  return {.catalog = name_in(catalog), .schema = name_in(schema), .object = name_in(object)};
}

template <class Character>
SQLRETURN tables(SQLHSTMT handle, Name<Character> catalog, Name<Character> schema, Name<Character> table,
                 Name<Character> types) noexcept {
  return on<Statement>(
      handle, [&](Statement& statement) { return statement.tables(names_in(catalog, schema, table), name_in(types)); });
}

template <class Character>
SQLRETURN columns(SQLHSTMT handle, Name<Character> catalog, Name<Character> schema, Name<Character> table,
                  Name<Character> column) noexcept {
  return on<Statement>(handle, [&](Statement& statement) {
    return statement.columns(names_in(catalog, schema, table), name_in(column));
  });
}

template <class Character>
SQLRETURN primary_keys(SQLHSTMT handle, Name<Character> catalog, Name<Character> schema,
                       Name<Character> table) noexcept {
  return on<Statement>(handle,
                       [&](Statement& statement) { return statement.primary_keys(names_in(catalog, schema, table)); });
}

template <class Character>
SQLRETURN foreign_keys(SQLHSTMT handle, Name<Character> parent_catalog, Name<Character> parent_schema,
                       Name<Character> parent, Name<Character> child_catalog, Name<Character> child_schema,
                       Name<Character> child) noexcept {
  return on<Statement>(handle, [&](Statement& statement) {
    return statement.foreign_keys(names_in(parent_catalog, parent_schema, parent),
                                  names_in(child_catalog, child_schema, child));
  });
}

template <class Character>
SQLRETURN statistics(SQLHSTMT handle, Name<Character> catalog, Name<Character> schema, Name<Character> table,
                     SQLUSMALLINT unique, SQLUSMALLINT accuracy) noexcept {
  return on<Statement>(handle, [&](Statement& statement) {
    return statement.statistics(names_in(catalog, schema, table), unique, accuracy);
  });
}

template <class Character>
SQLRETURN special_columns(SQLHSTMT handle, SQLUSMALLINT kind, Name<Character> catalog, Name<Character> schema,
                          Name<Character> table, SQLUSMALLINT scope, SQLUSMALLINT nullable) noexcept {
  return on<Statement>(handle, [&](Statement& statement) {
    return statement.special_columns(kind, names_in(catalog, schema, table), scope, nullable);
  });
}

template <class Character>
SQLRETURN table_privileges(SQLHSTMT handle, Name<Character> catalog, Name<Character> schema,
                           Name<Character> table) noexcept {
  return on<Statement>(
      handle, [&](Statement& statement) { return statement.table_privileges(names_in(catalog, schema, table)); });
}

template <class Character>
SQLRETURN column_privileges(SQLHSTMT handle, Name<Character> catalog, Name<Character> schema, Name<Character> table,
                            Name<Character> column) noexcept {
  return on<Statement>(handle, [&](Statement& statement) {
    return statement.column_privileges(names_in(catalog, schema, table), name_in(column));
  });
}

template <class Character>
SQLRETURN procedures(SQLHSTMT handle, Name<Character> catalog, Name<Character> schema,
                     Name<Character> procedure) noexcept {
  return on<Statement>(
      handle, [&](Statement& statement) { return statement.procedures(names_in(catalog, schema, procedure)); });
}

template <class Character>
SQLRETURN procedure_columns(SQLHSTMT handle, Name<Character> catalog, Name<Character> schema, Name<Character> procedure,
                            Name<Character> column) noexcept {
  return on<Statement>(handle, [&](Statement& statement) {
    return statement.procedure_columns(names_in(catalog, schema, procedure), name_in(column));
  });
}

SQLRETURN type_info(SQLHSTMT handle, SQLSMALLINT sql_type) noexcept {
  return on<Statement>(handle, [&](Statement& statement) { return statement.type_info(sql_type); });
}

}  // namespace

}  // namespace d1odbc

using namespace d1odbc;

SQLRETURN SQL_API SQLTables(SQLHSTMT handle, SQLCHAR* catalog, SQLSMALLINT catalog_length, SQLCHAR* schema,
                            SQLSMALLINT schema_length, SQLCHAR* table, SQLSMALLINT table_length, SQLCHAR* types,
                            SQLSMALLINT types_length) {
  return tables(handle, Name{catalog, catalog_length}, Name{schema, schema_length}, Name{table, table_length},
                Name{types, types_length});
}
SQLRETURN SQL_API SQLTablesW(SQLHSTMT handle, SQLWCHAR* catalog, SQLSMALLINT catalog_length, SQLWCHAR* schema,
                             SQLSMALLINT schema_length, SQLWCHAR* table, SQLSMALLINT table_length, SQLWCHAR* types,
                             SQLSMALLINT types_length) {
  return tables(handle, Name{catalog, catalog_length}, Name{schema, schema_length}, Name{table, table_length},
                Name{types, types_length});
}

SQLRETURN SQL_API SQLColumns(SQLHSTMT handle, SQLCHAR* catalog, SQLSMALLINT catalog_length, SQLCHAR* schema,
                             SQLSMALLINT schema_length, SQLCHAR* table, SQLSMALLINT table_length, SQLCHAR* column,
                             SQLSMALLINT column_length) {
  return columns(handle, Name{catalog, catalog_length}, Name{schema, schema_length}, Name{table, table_length},
                 Name{column, column_length});
}
SQLRETURN SQL_API SQLColumnsW(SQLHSTMT handle, SQLWCHAR* catalog, SQLSMALLINT catalog_length, SQLWCHAR* schema,
                              SQLSMALLINT schema_length, SQLWCHAR* table, SQLSMALLINT table_length, SQLWCHAR* column,
                              SQLSMALLINT column_length) {
  return columns(handle, Name{catalog, catalog_length}, Name{schema, schema_length}, Name{table, table_length},
                 Name{column, column_length});
}

SQLRETURN SQL_API SQLPrimaryKeys(SQLHSTMT handle, SQLCHAR* catalog, SQLSMALLINT catalog_length, SQLCHAR* schema,
                                 SQLSMALLINT schema_length, SQLCHAR* table, SQLSMALLINT table_length) {
  return primary_keys(handle, Name{catalog, catalog_length}, Name{schema, schema_length}, Name{table, table_length});
}
SQLRETURN SQL_API SQLPrimaryKeysW(SQLHSTMT handle, SQLWCHAR* catalog, SQLSMALLINT catalog_length, SQLWCHAR* schema,
                                  SQLSMALLINT schema_length, SQLWCHAR* table, SQLSMALLINT table_length) {
  return primary_keys(handle, Name{catalog, catalog_length}, Name{schema, schema_length}, Name{table, table_length});
}

SQLRETURN SQL_API SQLForeignKeys(SQLHSTMT handle, SQLCHAR* parent_catalog, SQLSMALLINT parent_catalog_length,
                                 SQLCHAR* parent_schema, SQLSMALLINT parent_schema_length, SQLCHAR* parent,
                                 SQLSMALLINT parent_length, SQLCHAR* child_catalog, SQLSMALLINT child_catalog_length,
                                 SQLCHAR* child_schema, SQLSMALLINT child_schema_length, SQLCHAR* child,
                                 SQLSMALLINT child_length) {
  return foreign_keys(handle, Name{parent_catalog, parent_catalog_length}, Name{parent_schema, parent_schema_length},
                      Name{parent, parent_length}, Name{child_catalog, child_catalog_length},
                      Name{child_schema, child_schema_length}, Name{child, child_length});
}
SQLRETURN SQL_API SQLForeignKeysW(SQLHSTMT handle, SQLWCHAR* parent_catalog, SQLSMALLINT parent_catalog_length,
                                  SQLWCHAR* parent_schema, SQLSMALLINT parent_schema_length, SQLWCHAR* parent,
                                  SQLSMALLINT parent_length, SQLWCHAR* child_catalog, SQLSMALLINT child_catalog_length,
                                  SQLWCHAR* child_schema, SQLSMALLINT child_schema_length, SQLWCHAR* child,
                                  SQLSMALLINT child_length) {
  return foreign_keys(handle, Name{parent_catalog, parent_catalog_length}, Name{parent_schema, parent_schema_length},
                      Name{parent, parent_length}, Name{child_catalog, child_catalog_length},
                      Name{child_schema, child_schema_length}, Name{child, child_length});
}

SQLRETURN SQL_API SQLStatistics(SQLHSTMT handle, SQLCHAR* catalog, SQLSMALLINT catalog_length, SQLCHAR* schema,
                                SQLSMALLINT schema_length, SQLCHAR* table, SQLSMALLINT table_length,
                                SQLUSMALLINT unique, SQLUSMALLINT accuracy) {
  return statistics(handle, Name{catalog, catalog_length}, Name{schema, schema_length}, Name{table, table_length},
                    unique, accuracy);
}
SQLRETURN SQL_API SQLStatisticsW(SQLHSTMT handle, SQLWCHAR* catalog, SQLSMALLINT catalog_length, SQLWCHAR* schema,
                                 SQLSMALLINT schema_length, SQLWCHAR* table, SQLSMALLINT table_length,
                                 SQLUSMALLINT unique, SQLUSMALLINT accuracy) {
  return statistics(handle, Name{catalog, catalog_length}, Name{schema, schema_length}, Name{table, table_length},
                    unique, accuracy);
}

SQLRETURN SQL_API SQLSpecialColumns(SQLHSTMT handle, SQLUSMALLINT kind, SQLCHAR* catalog, SQLSMALLINT catalog_length,
                                    SQLCHAR* schema, SQLSMALLINT schema_length, SQLCHAR* table,
                                    SQLSMALLINT table_length, SQLUSMALLINT scope, SQLUSMALLINT nullable) {
  return special_columns(handle, kind, Name{catalog, catalog_length}, Name{schema, schema_length},
                         Name{table, table_length}, scope, nullable);
}
SQLRETURN SQL_API SQLSpecialColumnsW(SQLHSTMT handle, SQLUSMALLINT kind, SQLWCHAR* catalog, SQLSMALLINT catalog_length,
                                     SQLWCHAR* schema, SQLSMALLINT schema_length, SQLWCHAR* table,
                                     SQLSMALLINT table_length, SQLUSMALLINT scope, SQLUSMALLINT nullable) {
  return special_columns(handle, kind, Name{catalog, catalog_length}, Name{schema, schema_length},
                         Name{table, table_length}, scope, nullable);
}

SQLRETURN SQL_API SQLTablePrivileges(SQLHSTMT handle, SQLCHAR* catalog, SQLSMALLINT catalog_length, SQLCHAR* schema,
                                     SQLSMALLINT schema_length, SQLCHAR* table, SQLSMALLINT table_length) {
  return table_privileges(handle, Name{catalog, catalog_length}, Name{schema, schema_length},
                          Name{table, table_length});
}
SQLRETURN SQL_API SQLTablePrivilegesW(SQLHSTMT handle, SQLWCHAR* catalog, SQLSMALLINT catalog_length, SQLWCHAR* schema,
                                      SQLSMALLINT schema_length, SQLWCHAR* table, SQLSMALLINT table_length) {
  return table_privileges(handle, Name{catalog, catalog_length}, Name{schema, schema_length},
                          Name{table, table_length});
}

SQLRETURN SQL_API SQLColumnPrivileges(SQLHSTMT handle, SQLCHAR* catalog, SQLSMALLINT catalog_length, SQLCHAR* schema,
                                      SQLSMALLINT schema_length, SQLCHAR* table, SQLSMALLINT table_length,
                                      SQLCHAR* column, SQLSMALLINT column_length) {
  return column_privileges(handle, Name{catalog, catalog_length}, Name{schema, schema_length},
                           Name{table, table_length}, Name{column, column_length});
}
SQLRETURN SQL_API SQLColumnPrivilegesW(SQLHSTMT handle, SQLWCHAR* catalog, SQLSMALLINT catalog_length, SQLWCHAR* schema,
                                       SQLSMALLINT schema_length, SQLWCHAR* table, SQLSMALLINT table_length,
                                       SQLWCHAR* column, SQLSMALLINT column_length) {
  return column_privileges(handle, Name{catalog, catalog_length}, Name{schema, schema_length},
                           Name{table, table_length}, Name{column, column_length});
}

SQLRETURN SQL_API SQLProcedures(SQLHSTMT handle, SQLCHAR* catalog, SQLSMALLINT catalog_length, SQLCHAR* schema,
                                SQLSMALLINT schema_length, SQLCHAR* procedure, SQLSMALLINT procedure_length) {
  return procedures(handle, Name{catalog, catalog_length}, Name{schema, schema_length},
                    Name{procedure, procedure_length});
}
SQLRETURN SQL_API SQLProceduresW(SQLHSTMT handle, SQLWCHAR* catalog, SQLSMALLINT catalog_length, SQLWCHAR* schema,
                                 SQLSMALLINT schema_length, SQLWCHAR* procedure, SQLSMALLINT procedure_length) {
  return procedures(handle, Name{catalog, catalog_length}, Name{schema, schema_length},
                    Name{procedure, procedure_length});
}

SQLRETURN SQL_API SQLProcedureColumns(SQLHSTMT handle, SQLCHAR* catalog, SQLSMALLINT catalog_length, SQLCHAR* schema,
                                      SQLSMALLINT schema_length, SQLCHAR* procedure, SQLSMALLINT procedure_length,
                                      SQLCHAR* column, SQLSMALLINT column_length) {
  return procedure_columns(handle, Name{catalog, catalog_length}, Name{schema, schema_length},
                           Name{procedure, procedure_length}, Name{column, column_length});
}
SQLRETURN SQL_API SQLProcedureColumnsW(SQLHSTMT handle, SQLWCHAR* catalog, SQLSMALLINT catalog_length, SQLWCHAR* schema,
                                       SQLSMALLINT schema_length, SQLWCHAR* procedure, SQLSMALLINT procedure_length,
                                       SQLWCHAR* column, SQLSMALLINT column_length) {
  return procedure_columns(handle, Name{catalog, catalog_length}, Name{schema, schema_length},
                           Name{procedure, procedure_length}, Name{column, column_length});
}

SQLRETURN SQL_API SQLGetTypeInfo(SQLHSTMT handle, SQLSMALLINT sql_type) { return type_info(handle, sql_type); }
SQLRETURN SQL_API SQLGetTypeInfoW(SQLHSTMT handle, SQLSMALLINT sql_type) { return type_info(handle, sql_type); }
