// Owns: GUIDs as text and as 16 bytes. Never: buffers, cells.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include <optional>
#include <string>
#include <string_view>

namespace d1odbc {

/// Reads 8-4-4-4-12 hexadecimal digits, with or without braces; blanks around are ignored. Empty when it is no GUID.
[[nodiscard]] std::optional<SQLGUID> read_guid(std::string_view text);

/// In lower case, without braces (RFC 9562: "output as lowercase").
[[nodiscard]] std::string guid_text(const SQLGUID& guid);

/// 16 bytes in the order of the text's digits (RFC 9562, as SQLite's function uuid_blob), not that of SQLGUID in
/// memory. Empty when there are more or fewer bytes.
[[nodiscard]] std::optional<SQLGUID> guid_of_bytes(std::string_view bytes);
[[nodiscard]] std::string guid_bytes(const SQLGUID& guid);

}  // namespace d1odbc
