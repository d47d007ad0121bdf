// Owns: design D11 for settings: which token may go to which endpoint, what a connection string may ask for.
// Never: opens connections, reads settings from outside.
#pragma once

#include <string_view>

#include "config/settings.h"

namespace d1odbc {

/// True for Cloudflare's own API host over HTTPS: `https://api.cloudflare.com`, alone or followed by `/`. Anything else
/// after the host name (`.evil`, `@evil`, a port) names another place and gives false.
[[nodiscard]] bool is_cloudflare_endpoint(std::string_view endpoint) noexcept;

/// Throws 28000 when the token would go to an endpoint from another source that is not Cloudflare's, or when the
/// connection string has no token of its own and sets a keyword of Trust::WithOwnToken to other than its default.
void require_trust(const Settings& settings);

}  // namespace d1odbc
