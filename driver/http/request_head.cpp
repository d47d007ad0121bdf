// Owns: the text of a request's head. Never: sends it; shows a header's value in a text.
#include "http/request_head.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "error/odbc_error.h"
#include "http/ascii.h"

namespace d1odbc {
namespace {

// Another value of these could make the server see other requests than were meant.
constexpr std::array<std::string_view, 6> headers_of_ours = {"host",    "connection", "content-length",
                                                             "upgrade", "te",         "transfer-encoding"};

bool is_token_character(char c) {
  constexpr std::string_view others = "!#$%&'*+-.^_`|~";  // RFC 9110, section 5.6.2
  return is_ascii_digit(c) || is_ascii_letter(c) || others.find(c) != std::string_view::npos;
}

bool is_token(std::string_view text) { return !text.empty() && std::ranges::all_of(text, is_token_character); }
// A tab is allowed inside a value (RFC 9110, section 5.5).
bool is_forbidden(char c) { return c != '\t' && is_ascii_control(c); }

void check_value(std::string_view name, std::string_view value) {
  if (std::ranges::none_of(value, is_forbidden)) return;
  throw OdbcError(State::InvalidAttributeValue,
                  "The value of the HTTP header {} holds a line break or another control character.", name);
}

void check_header(const Header& header) {
  if (!is_token(header.name)) throw OdbcError(State::InvalidAttributeValue, "An HTTP header has an impossible name.");
  if (std::ranges::find(headers_of_ours, ascii_lower(header.name)) != headers_of_ours.end()) {
    throw OdbcError(State::InvalidAttributeValue, "The HTTP header {} is written by the driver itself.", header.name);
  }
  check_value(header.name, header.value);
}

void check_request_line(const HttpRequest& request) {
  if (!is_token(request.method)) throw OdbcError(State::InvalidAttributeValue, "An impossible HTTP method.");
  const bool begins_well = request.target.empty() || request.target.front() == '/' || request.target.front() == '?';
  if (begins_well && std::ranges::all_of(request.target, is_visible_ascii)) return;
  throw OdbcError(State::InvalidAttributeValue,
                  "The request path must begin with '/' and hold no blank, control or non-ASCII character.");
}

bool has(const HttpRequest& request, std::string_view name) {
  return std::ranges::any_of(request.headers, [&](const Header& each) { return ascii_lower(each.name) == name; });
}

std::string target_of(const Url& endpoint, const HttpRequest& request) {
  std::string target = endpoint.path + request.target;
  if (!target.starts_with('/')) target.insert(target.begin(), '/');
  return target;
}

void add(std::string& head, std::string_view name, std::string_view value) {
  head.append(name).append(": ").append(value).append("\r\n");
}

}  // namespace

std::string request_head(const Url& endpoint, const HttpRequest& request) {
  check_request_line(request);
  std::ranges::for_each(request.headers, check_header);
  check_value("Content-Type", request.content_type);

  std::string head = request.method + " " + target_of(endpoint, request) + " HTTP/1.1\r\n";
  add(head, "Host", host_and_port(endpoint));
  add(head, "Connection", "keep-alive");
  if (!has(request, "accept")) add(head, "Accept", "application/json");
  if (request.accept_gzip && !has(request, "accept-encoding")) add(head, "Accept-Encoding", "gzip");
  for (const Header& header : request.headers) add(head, header.name, header.value);
  if (!request.body.empty() && !request.content_type.empty()) add(head, "Content-Type", request.content_type);
  const bool may_have_body = request.method == "POST" || request.method == "PUT" || request.method == "PATCH";
  if (!request.body.empty() || may_have_body) add(head, "Content-Length", std::to_string(request.body.size()));
  return head + "\r\n";
}

}  // namespace d1odbc
