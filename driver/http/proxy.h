// Owns: which proxy an endpoint is reached through, and the text of CONNECT. Never: connects, reads the environment
// itself.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "http/url.h"

namespace d1odbc {

/// Gives the value of an environment variable, or nothing when it is not set.
using EnvironmentLookup = std::function<std::optional<std::string>(std::string_view name)>;

/// The proxy for `endpoint`, or nothing for a direct connection.
/// `keyword_value` (the keyword Proxy): a URL is used as it is; "none" or "direct" (any case) means no proxy; "" means
/// the environment: the first set one of HTTPS_PROXY, https_proxy, ALL_PROXY, all_proxy, http_proxy, HTTP_PROXY,
/// unless NO_PROXY (or no_proxy) covers the endpoint. NO_PROXY is a list with commas or blanks of `*`, a host (which
/// covers its subdomains; a dot or `*.` in front is allowed), host:port, an IP address, or an IP network (10.0.0.0/8).
/// HTTP_PROXY in capitals is ignored in a CGI program (REQUEST_METHOD set): there a stranger's request header sets it.
/// An http:// endpoint never has a proxy, and the environment's proxy is not used for a loopback endpoint.
/// Throws OdbcError HY024 for a value that is no http:// URL; an https:// or SOCKS proxy is not supported.
[[nodiscard]] std::optional<Url> choose_proxy(std::string_view keyword_value, const Url& endpoint,
                                              const EnvironmentLookup& environment);

/// True when one entry of a NO_PROXY list covers `endpoint`.
[[nodiscard]] bool no_proxy_covers(std::string_view no_proxy, const Url& endpoint);

/// The head of a CONNECT request for `endpoint`; holds the proxy's credentials, so it must never be traced.
[[nodiscard]] std::string connect_request(const Url& proxy, const Url& endpoint);

}  // namespace d1odbc
