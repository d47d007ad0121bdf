// Owns: catalog functions on a statement: what their arguments may be, and where their rows are shown. Never: makes the
// rows (schema/catalog and info/type_info do).
#include <utility>

#include "handle/statement.h"
#include "info/type_info.h"

namespace d1odbc {

CatalogOptions Statement::catalog_options() const { return {connection_->session()->types, connection_->is_odbc2()}; }

CatalogArgument Statement::catalog_argument(std::optional<std::string> text, MayBeNull may_be_null) const {
  const bool identifier = attribute(SQL_ATTR_METADATA_ID) == SQL_TRUE;
  const bool refused = may_be_null == MayBeNull::Never || (may_be_null == MayBeNull::UnlessIdentifier && identifier);
  if (!text && refused) {
    throw OdbcError(State::InvalidNullPointer, "A name is missing: this argument must not be a null pointer{}.",
                    may_be_null == MayBeNull::Never ? "" : " while SQL_ATTR_METADATA_ID is on");
  }
  return {std::move(text), identifier};
}

// D1 has no catalogs or schemas, so their names may be null even as identifiers.
TableArguments Statement::table_arguments(CatalogNames names, MayBeNull table_may_be_null) const {
  return {.catalog = catalog_argument(std::move(names.catalog), MayBeNull::Always),
          .schema = catalog_argument(std::move(names.schema), MayBeNull::Always),
          .table = catalog_argument(std::move(names.object), table_may_be_null)};
}

Grantee Statement::grantee() const {
  return {.name = connection_->parse_options().user_name, .read_only = connection_->session()->read_only};
}

void Statement::begin_catalog_call() {
  refuse_open_cursor();
  begin_call();
  close_result();
}

SQLRETURN Statement::show_catalog(const std::function<DescribedRows(const Mirror&)>& list) {
  begin_catalog_call();
  const std::shared_ptr<Session> session = connection_->session();
  const std::shared_ptr<const Mirror> mirror = session->mirror.fresh(deadlines(), cancel_);
  show(list(*mirror));
  return SQL_SUCCESS;
}

SQLRETURN Statement::tables(CatalogNames names, const std::optional<std::string>& types) {
  const TableArguments table = table_arguments(std::move(names), MayBeNull::UnlessIdentifier);
  return show_catalog([&](const Mirror& mirror) {
    return list_tables(mirror, table.catalog, table.schema, table.table, types, catalog_options());
  });
}

SQLRETURN Statement::columns(CatalogNames names, std::optional<std::string> column) {
  const TableArguments table = table_arguments(std::move(names), MayBeNull::UnlessIdentifier);
  const CatalogArgument wanted = catalog_argument(std::move(column), MayBeNull::UnlessIdentifier);
  return show_catalog([&](const Mirror& mirror) {
    return list_columns(mirror, table.catalog, table.schema, table.table, wanted, catalog_options());
  });
}

SQLRETURN Statement::primary_keys(CatalogNames names) {
  const TableArguments table = table_arguments(std::move(names), MayBeNull::Never);
  return show_catalog([&](const Mirror& mirror) { return list_primary_keys(mirror, table, catalog_options()); });
}

SQLRETURN Statement::foreign_keys(CatalogNames parent_names, CatalogNames child_names) {
  if (!parent_names.object && !child_names.object) {
    throw OdbcError(State::InvalidNullPointer, "SQLForeignKeys needs the name of one table at least.");
  }
  const TableArguments parent = table_arguments(std::move(parent_names), MayBeNull::UnlessIdentifier);
  const TableArguments child = table_arguments(std::move(child_names), MayBeNull::UnlessIdentifier);
  return show_catalog(
      [&](const Mirror& mirror) { return list_foreign_keys(mirror, parent, child, catalog_options()); });
}

SQLRETURN Statement::statistics(CatalogNames names, SQLUSMALLINT unique, SQLUSMALLINT accuracy) {
  const TableArguments table = table_arguments(std::move(names), MayBeNull::Never);
  if (unique != SQL_INDEX_UNIQUE && unique != SQL_INDEX_ALL) {
    throw OdbcError(State::UniquenessTypeOutOfRange, "{} is neither SQL_INDEX_UNIQUE nor SQL_INDEX_ALL.", unique);
  }
  if (accuracy != SQL_QUICK && accuracy != SQL_ENSURE) {
    throw OdbcError(State::AccuracyTypeOutOfRange, "{} is neither SQL_QUICK nor SQL_ENSURE.", accuracy);
  }
  return show_catalog([&](const Mirror& mirror) {
    return list_statistics(mirror, table, unique == SQL_INDEX_UNIQUE, catalog_options());
  });
}

SQLRETURN Statement::special_columns(SQLUSMALLINT kind, CatalogNames names, SQLUSMALLINT scope, SQLUSMALLINT nullable) {
  const TableArguments table = table_arguments(std::move(names), MayBeNull::Never);
  if (kind != SQL_BEST_ROWID && kind != SQL_ROWVER) {
    throw OdbcError(State::ColumnTypeOutOfRange, "{} is neither SQL_BEST_ROWID nor SQL_ROWVER.", kind);
  }
  if (scope > SQL_SCOPE_SESSION) {
    throw OdbcError(State::ScopeTypeOutOfRange,
                    "{} is none of SQL_SCOPE_CURROW, SQL_SCOPE_TRANSACTION, SQL_SCOPE_SESSION.", scope);
  }
  if (nullable != SQL_NO_NULLS && nullable != SQL_NULLABLE) {
    throw OdbcError(State::NullableTypeOutOfRange, "{} is neither SQL_NO_NULLS nor SQL_NULLABLE.", nullable);
  }
  const SpecialColumns wanted = kind == SQL_ROWVER ? SpecialColumns::RowVersion : SpecialColumns::BestRowId;
  return show_catalog([&](const Mirror& mirror) {
    return list_special_columns(mirror, wanted, table, nullable == SQL_NULLABLE, catalog_options());
  });
}

SQLRETURN Statement::table_privileges(CatalogNames names) {
  const TableArguments table = table_arguments(std::move(names), MayBeNull::UnlessIdentifier);
  return show_catalog(
      [&](const Mirror& mirror) { return list_table_privileges(mirror, table, grantee(), catalog_options()); });
}

SQLRETURN Statement::column_privileges(CatalogNames names, std::optional<std::string> column) {
  const TableArguments table = table_arguments(std::move(names), MayBeNull::Never);
  const CatalogArgument wanted = catalog_argument(std::move(column), MayBeNull::UnlessIdentifier);
  return show_catalog([&](const Mirror& mirror) {
    return list_column_privileges(mirror, table, wanted, grantee(), catalog_options());
  });
}

SQLRETURN Statement::procedures(CatalogNames names) {
  static_cast<void>(table_arguments(std::move(names), MayBeNull::UnlessIdentifier));
  begin_catalog_call();
  show(list_procedures(catalog_options()));
  return SQL_SUCCESS;
}

SQLRETURN Statement::procedure_columns(CatalogNames names, std::optional<std::string> column) {
  static_cast<void>(table_arguments(std::move(names), MayBeNull::UnlessIdentifier));
  static_cast<void>(catalog_argument(std::move(column), MayBeNull::UnlessIdentifier));
  begin_catalog_call();
  show(list_procedure_columns(catalog_options()));
  return SQL_SUCCESS;
}

SQLRETURN Statement::type_info(SQLSMALLINT sql_type) {
  begin_catalog_call();
  show(list_types(sql_type, connection_->session()->types, connection_->is_odbc2()));
  return SQL_SUCCESS;
}

}  // namespace d1odbc
