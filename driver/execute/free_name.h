// Owns: names that the driver puts into a text of the user's. Never: parses the text.
#pragma once

#include <string>
#include <string_view>

namespace d1odbc {

/// `beginning`, with underscores behind it until the text holds it nowhere (SQLite compares names without case): a name
/// that means nothing in the text yet, and neither does any longer one.
[[nodiscard]] std::string free_name(std::string_view sql, std::string_view beginning);

}  // namespace d1odbc
