// Owns: catalog functions on a statement. Never: makes their rows (schema/catalog and info/type_info do).
#include "handle/statement.h"
#include "info/type_info.h"

namespace d1odbc {

CatalogOptions Statement::catalog_options() const { return {connection_->session()->types, connection_->is_odbc2()}; }

CatalogArgument Statement::catalog_argument(std::optional<std::string> text, bool may_be_null) const {
  const bool identifier = attribute(SQL_ATTR_METADATA_ID) == SQL_TRUE;
  if (identifier && !text && !may_be_null) {
    throw OdbcError(State::InvalidNullPointer, "With SQL_ATTR_METADATA_ID on, this name must not be a null pointer.");
  }
  return {std::move(text), identifier};
}

SQLRETURN Statement::tables(std::optional<std::string> catalog, std::optional<std::string> schema,
                            std::optional<std::string> table, const std::optional<std::string>& types) {
  refuse_open_cursor();
  begin_call();
  close_result();
  const std::shared_ptr<Session> session = connection_->session();
  const std::shared_ptr<const Mirror> mirror = session->mirror.fresh(deadlines(), cancel_);
  // D1 has no catalogs or schemas, so their names may be null even as identifiers.
  show(list_tables(*mirror, catalog_argument(std::move(catalog), true), catalog_argument(std::move(schema), true),
                   catalog_argument(std::move(table), false), types, catalog_options()));
  return SQL_SUCCESS;
}

SQLRETURN Statement::columns(std::optional<std::string> catalog, std::optional<std::string> schema,
                             std::optional<std::string> table, std::optional<std::string> column) {
  refuse_open_cursor();
  begin_call();
  close_result();
  const std::shared_ptr<Session> session = connection_->session();
  const std::shared_ptr<const Mirror> mirror = session->mirror.fresh(deadlines(), cancel_);
  show(list_columns(*mirror, catalog_argument(std::move(catalog), true), catalog_argument(std::move(schema), true),
                    catalog_argument(std::move(table), false), catalog_argument(std::move(column), false),
                    catalog_options()));
  return SQL_SUCCESS;
}

SQLRETURN Statement::type_info(SQLSMALLINT sql_type) {
  refuse_open_cursor();
  begin_call();
  close_result();
  show(list_types(sql_type, connection_->session()->types, connection_->is_odbc2()));
  return SQL_SUCCESS;
}

}  // namespace d1odbc
