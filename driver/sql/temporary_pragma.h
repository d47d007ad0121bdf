// Owns: PRAGMAs that list what is temporary. Never: other PRAGMAs.
#pragma once

#include <string>
#include <string_view>

namespace d1odbc {

/// `SELECT * FROM pragma_table_xinfo('') WHERE 0` for `PRAGMA temp.table_xinfo(…)`, and so for the others that list a
/// schema: their columns and no row. D1 has no temporary objects, and refuses the question instead of saying so; the
/// sqlite dialect of SQLAlchemy asks it for every table without foreign keys or indexes. Any other text stays as it
/// is, also one with a second statement.
[[nodiscard]] std::string without_temporary_pragma(std::string_view sql);

}  // namespace d1odbc
