// Owns: SQLProcedures and SQLProcedureColumns. Never: rows: D1 has no procedures.
#include "schema/catalog.h"
#include "schema/catalog_rows.h"

namespace d1odbc {

DescribedRows list_procedures(const CatalogOptions& options) { return empty_result(procedures_columns, options); }

DescribedRows list_procedure_columns(const CatalogOptions& options) {
  return empty_result(procedure_columns_columns, options);
}

}  // namespace d1odbc
