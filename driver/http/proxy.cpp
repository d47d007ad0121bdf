// Owns: which proxy an endpoint is reached through, and the text of CONNECT. Never: connects, reads the environment
// itself.
#include "http/proxy.h"

#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "error/odbc_error.h"
#include "http/address.h"
#include "http/ascii.h"

namespace d1odbc {
namespace {

// In this order. The last two are meant for http:// by other programs, but are often all that is set.
constexpr std::array<std::string_view, 6> proxy_variables = {"HTTPS_PROXY", "https_proxy", "ALL_PROXY",
                                                             "all_proxy",   "http_proxy",  "HTTP_PROXY"};

Url parse_proxy(std::string_view text, std::string_view source) {
  const bool has_scheme = text.find("://") != std::string_view::npos;
  try {
    Url proxy = parse_url(has_scheme ? std::string(text) : "http://" + std::string(text));
    if (proxy.scheme == "http") return proxy;
  } catch (const OdbcError& error) {
    throw OdbcError(State::InvalidAttributeValue, "{} (given by {}). Write http://host:port, or Proxy=none.",
                    error.text(), source);
  }
  throw OdbcError(State::InvalidAttributeValue,
                  "The proxy given by {} begins with https://; only http:// proxies are supported (the connection "
                  "through it is encrypted all the same).",
                  source);
}

std::string value_of(const EnvironmentLookup& environment, std::string_view name) {
  return environment ? environment(name).value_or("") : "";
}

bool is_loopback_host(const Url& endpoint) {
  const auto address = parse_address(endpoint.host);
  return endpoint.host == "localhost" || (address && is_loopback(*address));
}

std::optional<Url> proxy_from_environment(const Url& endpoint, const EnvironmentLookup& environment) {
  if (is_loopback_host(endpoint)) return std::nullopt;
  if (no_proxy_covers(value_of(environment, "NO_PROXY"), endpoint)) return std::nullopt;
  if (no_proxy_covers(value_of(environment, "no_proxy"), endpoint)) return std::nullopt;
  const bool is_cgi = environment && environment("REQUEST_METHOD").has_value();
  for (const std::string_view name : proxy_variables) {
    if (name == "HTTP_PROXY" && is_cgi) continue;
    const std::string value = value_of(environment, name);
    if (!value.empty()) return parse_proxy(value, name);
  }
  return std::nullopt;
}

bool covers_network(std::string_view entry, const Address& host) {
  const std::size_t slash = entry.find('/');
  const auto network = parse_address(entry.substr(0, slash));
  if (!network) return false;
  std::size_t prefix_bits = std::size_t{network->length} * 8;
  if (slash != std::string_view::npos) {
    const std::string_view digits = entry.substr(slash + 1);
    const char* end = digits.data() + digits.size();
    const auto [stop, error] = std::from_chars(digits.data(), end, prefix_bits);
    if (error != std::errc() || stop != end) return false;
  }
  return in_network(host, *network, prefix_bits);
}

// Takes ":port" off an entry; false when it is there and is another one than the endpoint's.
bool port_agrees(std::string_view& entry, const Url& endpoint) {
  const bool v6_without_brackets = std::ranges::count(entry, ':') > 1 && !entry.starts_with('[');
  const std::size_t colon = entry.rfind(':');
  const std::size_t bracket = entry.rfind(']');
  const bool has_port =
      colon != std::string_view::npos && !v6_without_brackets && (bracket == std::string_view::npos || colon > bracket);
  if (!has_port) return true;
  const bool agrees = entry.substr(colon + 1) == std::to_string(endpoint.port);
  entry = entry.substr(0, colon);
  return agrees;
}

bool entry_covers(std::string_view entry, const Url& endpoint) {
  if (entry == "*") return true;
  if (!port_agrees(entry, endpoint)) return false;
  if (entry.starts_with('[') && entry.ends_with(']')) entry = entry.substr(1, entry.size() - 2);
  if (const auto address = parse_address(endpoint.host)) return covers_network(entry, *address);
  if (entry.starts_with("*.")) entry.remove_prefix(1);
  if (entry.starts_with('.')) entry.remove_prefix(1);
  if (entry.empty()) return false;
  return endpoint.host == entry || endpoint.host.ends_with("." + std::string(entry));
}

std::string base64(std::string_view bytes) {
  std::string encoded((bytes.size() + 2) / 3 * 4 + 1, '\0');
  const int length =
      EVP_EncodeBlock(reinterpret_cast<unsigned char*>(encoded.data()),
                      reinterpret_cast<const unsigned char*>(bytes.data()), static_cast<int>(bytes.size()));
  encoded.resize(static_cast<std::size_t>(length));
  return encoded;
}

}  // namespace

std::optional<Url> choose_proxy(std::string_view keyword_value, const Url& endpoint,
                                const EnvironmentLookup& environment) {
  if (endpoint.scheme == "http") return std::nullopt;
  const std::string keyword = ascii_lower(keyword_value);
  if (keyword == "none" || keyword == "direct") return std::nullopt;
  if (!keyword_value.empty()) return parse_proxy(keyword_value, "Proxy");
  return proxy_from_environment(endpoint, environment);
}

bool no_proxy_covers(std::string_view no_proxy, const Url& endpoint) {
  const std::string list = ascii_lower(no_proxy);
  std::string_view rest = list;
  while (!rest.empty()) {
    const std::size_t end = rest.find_first_of(", \t");
    const std::string_view entry = rest.substr(0, end);
    if (!entry.empty() && entry_covers(entry, endpoint)) return true;
    rest = end == std::string_view::npos ? "" : rest.substr(end + 1);
  }
  return false;
}

std::string connect_request(const Url& proxy, const Url& endpoint) {
  const std::string target = host_and_port(endpoint, true);
  std::string head = "CONNECT " + target + " HTTP/1.1\r\nHost: " + target + "\r\n";
  if (!proxy.user_info.empty()) head += "Proxy-Authorization: Basic " + base64(proxy.user_info) + "\r\n";
  return head + "\r\n";
}

}  // namespace d1odbc
