// Owns: the columns of one table as the catalog functions need them, and the cells that tell a column's type. Never:
// which rows a function shows.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schema/catalog.h"

namespace d1odbc {

/// What the mirror knows of one column.
struct TableColumn {
  std::string name;
  std::string declared_type;
  bool never_null = false;
  bool is_rowid = false;   // an INTEGER PRIMARY KEY
  bool generated = false;  // SQLite refuses to write it
  std::optional<std::string> default_text;
};

/// The columns of a table or view in order. Empty for a view that does not compile: each object is asked for by itself
/// so that one cannot cost the others.
[[nodiscard]] std::vector<TableColumn> table_columns_of(const Mirror& mirror, std::string_view table);

/// The columns of the declared primary key in the key's order; none for a view. Throws as Mirror::query does.
[[nodiscard]] std::vector<std::string> primary_key_of(const Mirror& mirror, std::string_view table);

// Cells that mean the same in several functions. The reference's Integer has 32 bits: larger sizes are told as the
// largest.
[[nodiscard]] ValueView number_cell(std::int64_t number);
[[nodiscard]] ValueView size_cell(std::uint64_t size);
[[nodiscard]] ValueView text_or_null_cell(std::string_view text);                               // NULL for ""
[[nodiscard]] ValueView data_type_cell(const ColumnType& type, const CatalogOptions& options);  // concise
[[nodiscard]] ValueView buffer_length_cell(const ColumnType& type);
[[nodiscard]] ValueView decimal_digits_cell(const ColumnType& type);  // NULL where they do not apply

}  // namespace d1odbc
