// Owns: the paths of D1's REST API. Never: the host, headers.
#pragma once

#include <string>
#include <string_view>

namespace d1odbc {

/// `/accounts/{account}/d1/database/{database}/raw`, both percent-encoded.
[[nodiscard]] std::string raw_path(std::string_view account, std::string_view database_id);

/// The list of databases: `page` counts from 1; `name` is a filter that is not exact, "" for none.
[[nodiscard]] std::string list_path(std::string_view account, std::string_view name, unsigned page, unsigned per_page);

/// Everything but RFC 3986's unreserved characters as `%XX`.
[[nodiscard]] std::string percent_encoded(std::string_view text);

}  // namespace d1odbc
