// Owns: the entry points of the catalog functions. Never: logic.
#include <sql.h>
#include <sqlext.h>
#include <sqlucode.h>

#include "api/guard.h"
#include "api/text_arguments.h"
#include "handle/statement.h"

namespace d1odbc {

namespace {

template <class Character>
SQLRETURN tables(SQLHSTMT handle, Character* catalog, SQLSMALLINT catalog_length, Character* schema,
                 SQLSMALLINT schema_length, Character* table, SQLSMALLINT table_length, Character* types,
                 SQLSMALLINT types_length) noexcept {
  return on<Statement>(handle, [&](Statement& statement) {
    return statement.tables(text_in(catalog, catalog_length), text_in(schema, schema_length),
                            text_in(table, table_length), text_in(types, types_length));
  });
}

template <class Character>
SQLRETURN columns(SQLHSTMT handle, Character* catalog, SQLSMALLINT catalog_length, Character* schema,
                  SQLSMALLINT schema_length, Character* table, SQLSMALLINT table_length, Character* column,
                  SQLSMALLINT column_length) noexcept {
  return on<Statement>(handle, [&](Statement& statement) {
    return statement.columns(text_in(catalog, catalog_length), text_in(schema, schema_length),
                             text_in(table, table_length), text_in(column, column_length));
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
  return tables(handle, catalog, catalog_length, schema, schema_length, table, table_length, types, types_length);
}
SQLRETURN SQL_API SQLTablesW(SQLHSTMT handle, SQLWCHAR* catalog, SQLSMALLINT catalog_length, SQLWCHAR* schema,
                             SQLSMALLINT schema_length, SQLWCHAR* table, SQLSMALLINT table_length, SQLWCHAR* types,
                             SQLSMALLINT types_length) {
  return tables(handle, catalog, catalog_length, schema, schema_length, table, table_length, types, types_length);
}

SQLRETURN SQL_API SQLColumns(SQLHSTMT handle, SQLCHAR* catalog, SQLSMALLINT catalog_length, SQLCHAR* schema,
                             SQLSMALLINT schema_length, SQLCHAR* table, SQLSMALLINT table_length, SQLCHAR* column,
                             SQLSMALLINT column_length) {
  return columns(handle, catalog, catalog_length, schema, schema_length, table, table_length, column, column_length);
}
SQLRETURN SQL_API SQLColumnsW(SQLHSTMT handle, SQLWCHAR* catalog, SQLSMALLINT catalog_length, SQLWCHAR* schema,
                              SQLSMALLINT schema_length, SQLWCHAR* table, SQLSMALLINT table_length, SQLWCHAR* column,
                              SQLSMALLINT column_length) {
  return columns(handle, catalog, catalog_length, schema, schema_length, table, table_length, column, column_length);
}

SQLRETURN SQL_API SQLGetTypeInfo(SQLHSTMT handle, SQLSMALLINT sql_type) { return type_info(handle, sql_type); }
SQLRETURN SQL_API SQLGetTypeInfoW(SQLHSTMT handle, SQLSMALLINT sql_type) { return type_info(handle, sql_type); }
