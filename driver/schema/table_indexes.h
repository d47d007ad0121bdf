// Owns: the indexes of a table, as SQLite's pragmas and the texts of the indexes tell them. Never: ODBC's words for
// them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schema/mirror.h"

namespace d1odbc {

/// One term of an index, in its order.
struct IndexTerm {
  std::string text;  // the column's name, or the expression as written ("" when the index's text cannot be read)
  bool is_expression = false;
  bool descending = false;
};

struct TableIndex {
  std::string name;
  bool unique = false;
  bool is_primary_key = false;
  bool is_table = false;              // the primary key of a WITHOUT ROWID table: its rows are kept in it
  std::optional<std::string> filter;  // of a partial index: the text after WHERE, "" when it cannot be read
  std::vector<IndexTerm> terms;       // without those that SQLite adds
};

[[nodiscard]] bool has_expression(const TableIndex& index) noexcept;

/// All indexes of the table, automatic ones too; none for a view. An INTEGER PRIMARY KEY has no index. Throws as
/// Mirror::query does.
[[nodiscard]] std::vector<TableIndex> indexes_of(const Mirror& mirror, std::string_view table);

/// What the text of a CREATE INDEX says beyond the pragmas.
struct IndexText {
  std::vector<std::string> terms;  // as written, without ASC and DESC
  std::string filter;              // after WHERE; "" without
};

/// Reads the text that the schema keeps. Linear in its length; never fails.
[[nodiscard]] IndexText read_index_text(std::string_view create_index);

}  // namespace d1odbc
