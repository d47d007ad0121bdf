// Owns: reading the http(s) URL of an endpoint or proxy. Never: resolves or connects.
#include "http/url.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "error/odbc_error.h"
#include "http/address.h"
#include "http/ascii.h"

namespace d1odbc {
namespace {

constexpr std::size_t longest_host = 253;  // RFC 1035, in text form
constexpr std::uint16_t https_port = 443;
constexpr std::uint16_t http_port = 80;

bool is_host_character(char c) { return is_ascii_digit(c) || is_ascii_letter(c) || c == '-' || c == '.' || c == '_'; }

// Anything before or after an '@' may be a password that was not percent-encoded, so such a text is never shown.
std::string shown(std::string_view text) {
  if (text.find('@') != std::string_view::npos) return "(not shown, it may hold a password)";
  std::string visible(text.substr(0, 200));
  std::ranges::replace_if(
      visible, [](char c) { return !is_visible_ascii(c) && c != ' '; }, '?');
  return "'" + visible + "'";
}

[[noreturn]] void refuse(std::string_view text, std::string_view reason) {
  throw OdbcError(State::InvalidAttributeValue, "The URL {} {}.", shown(text), reason);
}

std::optional<char> hex_digit(char c) {
  if (is_ascii_digit(c)) return static_cast<char>(c - '0');
  const char lower = static_cast<char>(c | 0x20);
  if (lower >= 'a' && lower <= 'f') return static_cast<char>(lower - 'a' + 10);
  return std::nullopt;
}

std::string percent_decode(std::string_view whole, std::string_view encoded) {
  std::string decoded;
  for (std::size_t index = 0; index < encoded.size(); ++index) {
    if (encoded[index] != '%') {
      decoded += encoded[index];
      continue;
    }
    const auto high = index + 2 < encoded.size() ? hex_digit(encoded[index + 1]) : std::nullopt;
    const auto low = index + 2 < encoded.size() ? hex_digit(encoded[index + 2]) : std::nullopt;
    if (!high || !low) refuse(whole, "has a '%' in its user or password that two hexadecimal digits do not follow");
    decoded += static_cast<char>(*high * 16 + *low);
    index += 2;
  }
  if (std::ranges::any_of(decoded, is_ascii_control)) {
    refuse(whole, "has a control character in its user or password");
  }
  return decoded;
}

// Every piece of a URL, still as written.
struct Pieces {
  std::string_view scheme, user_info, host, port, path;
  bool has_port = false;
};

Pieces split(std::string_view text) {
  const std::size_t scheme_end = text.find("://");
  if (scheme_end == std::string_view::npos) refuse(text, "has no scheme; write https:// in front of the host");
  Pieces pieces;
  pieces.scheme = text.substr(0, scheme_end);
  std::string_view rest = text.substr(scheme_end + 3);
  if (rest.find_first_of("?#") != std::string_view::npos) refuse(text, "has a query or a fragment, which it may not");

  const std::size_t path_begin = std::min(rest.find('/'), rest.size());
  pieces.path = rest.substr(path_begin);
  if (pieces.path.find('@') != std::string_view::npos) {
    refuse(text, "has an '@' after its first '/'; write a '/' in a user or password as %2F");
  }
  std::string_view authority = rest.substr(0, path_begin);
  if (const std::size_t at = authority.rfind('@'); at != std::string_view::npos) {
    pieces.user_info = authority.substr(0, at);
    authority.remove_prefix(at + 1);
  }
  const std::size_t bracket = authority.starts_with('[') ? authority.find(']') : 0;
  if (bracket == std::string_view::npos) refuse(text, "has an IPv6 address without its closing ']'");
  const std::size_t colon = authority.find(':', bracket);
  pieces.has_port = colon != std::string_view::npos;
  pieces.host = authority.substr(0, colon);
  if (pieces.has_port) pieces.port = authority.substr(colon + 1);
  return pieces;
}

std::string read_scheme(std::string_view text, std::string_view scheme) {
  std::string lower = ascii_lower(scheme);
  if (lower != "https" && lower != "http") refuse(text, "has another scheme than https:// or http://");
  return lower;
}

std::string read_host(std::string_view text, std::string_view host) {
  if (host.empty()) refuse(text, "names no host");
  if (host.starts_with('[')) {
    if (!host.ends_with(']')) refuse(text, "has text between the ']' of its host and the port");
    const std::string_view literal = host.substr(1, host.size() - 2);
    const auto address = parse_address(literal);
    if (!address || !address->is_v6()) refuse(text, "has no IPv6 address between '[' and ']'");
    return ascii_lower(literal);
  }
  std::string lower = ascii_lower(host);
  if (!std::ranges::all_of(lower, is_host_character)) {
    refuse(text, "has a character in its host that a host name cannot have (write international names as xn--)");
  }
  if (lower.size() > longest_host) refuse(text, "names a host longer than 253 characters");
  return lower;
}

std::uint16_t read_port(std::string_view text, const Pieces& pieces, std::string_view scheme) {
  if (!pieces.has_port) return scheme == "https" ? https_port : http_port;
  std::uint16_t port = 0;
  const char* end = pieces.port.data() + pieces.port.size();
  const auto [stop, error] = std::from_chars(pieces.port.data(), end, port);
  if (error != std::errc() || stop != end || port == 0) refuse(text, "has a port that is no number from 1 to 65535");
  return port;
}

}  // namespace

Url parse_url(std::string_view text) {
  if (!std::ranges::all_of(text, is_visible_ascii)) {
    refuse(text, "has a space, a control character or a character outside ASCII");
  }
  const Pieces pieces = split(text);
  Url url;
  url.scheme = read_scheme(text, pieces.scheme);
  url.user_info = percent_decode(text, pieces.user_info);
  url.host = read_host(text, pieces.host);
  url.port = read_port(text, pieces, url.scheme);
  url.path = pieces.path.substr(0, pieces.path.find_last_not_of('/') + 1);
  return url;
}

std::string host_and_port(const Url& url, bool always_with_port) {
  const bool v6 = url.host.find(':') != std::string::npos;
  std::string text = v6 ? "[" + url.host + "]" : url.host;
  const std::uint16_t default_port = url.scheme == "https" ? https_port : http_port;
  if (always_with_port || url.port != default_port) text += ":" + std::to_string(url.port);
  return text;
}

}  // namespace d1odbc
