// Owns: SQLTablePrivileges and SQLColumnPrivileges. Never: asks D1 what a token may do: it does not tell.
#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schema/catalog.h"
#include "schema/catalog_object.h"
#include "schema/catalog_pattern.h"
#include "schema/catalog_rows.h"
#include "schema/catalog_table_columns.h"

namespace d1odbc {

namespace {

/// Something that may be done with a table or column, and with which of them.
struct Privilege {
  std::string_view name;
  bool writes;  // not through a connection that only reads
  bool on_views;
  bool on_virtual;  // SQLite looks for no parent key in a virtual table
  bool on_columns;
  bool on_generated;  // columns
};

// In the order of the result.
constexpr std::array<Privilege, 5> privileges{{
    {.name = "DELETE",
     .writes = true,
     .on_views = false,
     .on_virtual = true,
     .on_columns = false,
     .on_generated = false},
    {.name = "INSERT",
     .writes = true,
     .on_views = false,
     .on_virtual = true,
     .on_columns = true,
     .on_generated = false},
    {.name = "REFERENCES",
     .writes = true,
     .on_views = false,
     .on_virtual = false,
     .on_columns = true,
     .on_generated = true},
    {.name = "SELECT", .writes = false, .on_views = true, .on_virtual = true, .on_columns = true, .on_generated = true},
    {.name = "UPDATE",
     .writes = true,
     .on_views = false,
     .on_virtual = true,
     .on_columns = true,
     .on_generated = false},
}};

bool is_granted(const Privilege& privilege, const SchemaObject& object, const Grantee& grantee) {
  if (privilege.writes && grantee.read_only) return false;
  if (object.is_view) return privilege.on_views;
  return !object.is_virtual || privilege.on_virtual;
}

bool is_granted_on_column(const Privilege& privilege, const TableColumn& column) {
  return privilege.on_columns && (!column.generated || privilege.on_generated);
}

// Nobody is known to have granted what a token may do, and nobody can hand it on in SQL.
void append_grant(DescribedRows& result, const Grantee& grantee, const Privilege& privilege) {
  append_row(result, {
                         ValueView::null(),                // GRANTOR
                         ValueView::text(grantee.name),    // GRANTEE
                         ValueView::text(privilege.name),  // PRIVILEGE
                         ValueView::text("NO"),            // IS_GRANTABLE
                     });
}

void append_table_privileges(DescribedRows& result, const SchemaObject& object, const Grantee& grantee) {
  for (const Privilege& privilege : privileges) {
    if (!is_granted(privilege, object, grantee)) continue;
    append_row(result, {ValueView::null(), ValueView::null(), ValueView::text(object.name)});
    append_grant(result, grantee, privilege);
  }
}

void append_column_privileges(DescribedRows& result, const SchemaObject& object, const TableColumn& column,
                              const Grantee& grantee) {
  for (const Privilege& privilege : privileges) {
    if (!is_granted(privilege, object, grantee) || !is_granted_on_column(privilege, column)) continue;
    append_row(result,
               {ValueView::null(), ValueView::null(), ValueView::text(object.name), ValueView::text(column.name)});
    append_grant(result, grantee, privilege);
  }
}

}  // namespace

DescribedRows list_table_privileges(const Mirror& mirror, const TableArguments& table, const Grantee& grantee,
                                    const CatalogOptions& options) {
  DescribedRows result = empty_result(table_privileges_columns, options);
  const bool is_anywhere = ordinary_name(table.catalog).empty() && CatalogPattern(table.schema).matches_nothing_there();
  if (!is_anywhere) return result;
  for (const SchemaObject* const object : matching_objects(mirror, CatalogPattern(table.table)))
    append_table_privileges(result, *object, grantee);
  return result;
}

// "Ordered by TABLE_NAME, COLUMN_NAME, and PRIVILEGE".
DescribedRows list_column_privileges(const Mirror& mirror, const TableArguments& table, const CatalogArgument& column,
                                     const Grantee& grantee, const CatalogOptions& options) {
  DescribedRows result = empty_result(column_privileges_columns, options);
  const SchemaObject* const found = find_catalog_object(mirror, table);
  if (found == nullptr) return result;
  std::vector<TableColumn> columns = table_columns_of(mirror, found->name);
  std::sort(columns.begin(), columns.end(),
            [](const TableColumn& left, const TableColumn& right) { return left.name < right.name; });
  const CatalogPattern wanted(column);
  for (const TableColumn& each : columns) {
    if (wanted.matches(each.name)) append_column_privileges(result, *found, each, grantee);
  }
  return result;
}

}  // namespace d1odbc
