// Owns: cells as SQLGUID. Never: parses by itself (guid_text does).
#pragma once

#include "convert/cell.h"

namespace d1odbc {

/// Text 8-4-4-4-12 or a blob of 16 bytes; anything else is 22018.
/// https://learn.microsoft.com/sql/odbc/reference/appendixes/sql-to-c-guid
std::optional<State> convert_to_guid(const Cell& cell, void* destination);

}  // namespace d1odbc
