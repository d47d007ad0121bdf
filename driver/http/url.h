// Owns: what an http(s) URL of an endpoint or proxy says. Never: resolves or connects.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace d1odbc {

/// The parts of `scheme://[user:password@]host[:port][/path]`. The host of an IPv6 literal has no brackets.
struct Url {
  std::string scheme;      // "https" or "http", lower case
  std::string user_info;   // decoded "user:password", empty for none: a secret
  std::string host;        // lower case
  std::uint16_t port = 0;  // filled in from the scheme
  std::string path;        // "" or "/…" without a trailing slash; no query, no fragment

  auto operator<=>(const Url&) const = default;
};

/// Reads a URL. Throws OdbcError HY024 naming what is wrong (never the user info): other schemes, a query, a fragment,
/// control characters, a port outside 1–65535, an empty host.
[[nodiscard]] Url parse_url(std::string_view text);

/// "host", "host:port" or "[v6]:port" as the Host header wants it: without the scheme's default port unless
/// `always_with_port` (the target of CONNECT and texts for people).
[[nodiscard]] std::string host_and_port(const Url& url, bool always_with_port = false);

}  // namespace d1odbc
