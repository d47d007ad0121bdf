// Owns: cells as C integers, bits and floating-point numbers. Never: character or binary buffers.
#pragma once

#include "convert/cell.h"

namespace d1odbc {

/// The converter of an integer C type. https://learn.microsoft.com/sql/odbc/reference/appendixes/sql-to-c-numeric
[[nodiscard]] FixedConverter integer_converter(SQLSMALLINT c_type) noexcept;

std::optional<State> convert_to_bit(const Cell& cell, void* destination);
std::optional<State> convert_to_float(const Cell& cell, void* destination);
std::optional<State> convert_to_double(const Cell& cell, void* destination);

}  // namespace d1odbc
