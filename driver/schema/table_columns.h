// Owns: the one query that tells the columns of a table or view on the mirror. Never: ODBC's words for them.
#pragma once

#include <cstddef>
#include <string_view>

namespace d1odbc {

/// Parameter ?1 is the name of a table or view; the rows are its columns in order, without those a virtual table hides
/// and with generated ones. `rowid_alias` is 1 for an INTEGER PRIMARY KEY: SQLite keeps an index of origin "pk" for
/// every other primary key (WITHOUT ROWID, several columns, another type, INTEGER PRIMARY KEY DESC).
inline constexpr std::string_view table_columns_query =
    "SELECT c.name, c.type, c.\"notnull\", c.dflt_value,"
    " c.pk > 0 AND upper(c.type) = 'INTEGER'"
    " AND NOT EXISTS (SELECT 1 FROM pragma_index_list(?1) i WHERE i.origin = 'pk') AS rowid_alias,"
    " c.hidden > 1 AS generated"
    " FROM pragma_table_xinfo(?1) c WHERE c.hidden <> 1";

/// Where the cells of `table_columns_query` stand.
enum class TableColumnsCell : std::size_t { Name, Type, NotNull, Default, RowidAlias, Generated };

}  // namespace d1odbc
