// Owns: how the key of a row travels from D1 without loss, and how it is read back. Never: whole statements.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "schema/row_key.h"
#include "value/result_set.h"
#include "value/value.h"

namespace d1odbc {

/// An expression for one column of a key that D1's JSON can neither round nor mistake for another storage class (see
/// marked_cell). `column` is SQL.
[[nodiscard]] std::string key_cell_text(RowKey::Kind kind, std::string_view column);

/// The key of a row of an answer: of an updatable result (`first_column` = visible()) or of a change (0). Throws
/// OdbcError 08S01 for cells that are no key of this table.
[[nodiscard]] std::vector<Value> key_of(const RowKey& key, const ResultSet& rows, std::size_t row,
                                        std::size_t first_column);

}  // namespace d1odbc
