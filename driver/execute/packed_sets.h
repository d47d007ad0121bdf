// Owns: sets of parameters as JSON values, for INSERTs over json_each. Never: SQL (sql/array_insert has it), sends.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "sql/array_insert.h"
#include "value/value.h"

namespace d1odbc {

using ParameterSets = std::span<const std::vector<Value>>;

/// The form of the cells of each of these parameters (numbers from 1) that fits its values in all sets. Nothing when a
/// value is no number (NaN), which no form can hold.
[[nodiscard]] std::optional<std::vector<CellForm>> cell_forms(ParameterSets sets, const std::vector<unsigned>& numbers);

/// Sets that follow each other in the array.
struct PackedSets {
  std::size_t count = 0;
  std::string json;  // an array with an array of cells for each; "" for one set that is too large to be packed
};

/// All sets in their order, in as few values as their size allows (d1_limits::packed_value). Exact: SQLite reads back
/// every value in its storage class, bit for bit; text that is no UTF-8 becomes U+FFFD as in any request. Linear in the
/// bytes of the values.
[[nodiscard]] std::vector<PackedSets> pack_sets(ParameterSets sets, const std::vector<unsigned>& numbers,
                                                const std::vector<CellForm>& forms);

}  // namespace d1odbc
