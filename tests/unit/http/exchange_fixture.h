// Owns: what every exchange test repeats: a route to the server, a run, the failure it ends with. Never: a server.
#pragma once

#include <optional>
#include <string>

#include "http/exchange.h"

namespace d1odbc::test {

inline constexpr Deadlines generous{
    .connect = std::chrono::seconds(30), .exchange = std::chrono::seconds(30), .silence = std::chrono::seconds(30)};

inline Route route_to(const std::string& origin, const std::string& ca_file = "") {
  return Route{.endpoint = parse_url(origin), .ca_file = ca_file, .proxy = std::nullopt};
}
inline Route plain_route(std::uint16_t port) { return route_to("http://127.0.0.1:" + std::to_string(port)); }
inline Route tls_route(std::uint16_t port, const std::string& ca_file) {
  return route_to("https://localhost:" + std::to_string(port), ca_file);
}

inline HttpRequest post(std::string body) {
  HttpRequest request;
  request.method = "POST";
  request.target = "/query";
  request.content_type = "application/json";
  request.body = std::move(body);
  return request;
}

/// What an exchange came to: an answer with its whole body, or a failure.
struct Result {
  HttpResponse response;
  std::string body;
  std::optional<HttpFailure> failure;
};

inline Result run(const Route& route, const HttpRequest& request, const Deadlines& deadlines, CancelToken& cancel) {
  Result result;
  try {
    result.response = exchange(route, request, deadlines, cancel,
                               [&](const HttpResponse&, std::string_view piece) { result.body += piece; });
  } catch (const HttpFailure& failure) {
    result.failure = failure;
  }
  return result;
}

inline Result run(const Route& route, const HttpRequest& request = post("{}"), const Deadlines& deadlines = generous) {
  CancelToken cancel;
  return run(route, request, deadlines, cancel);
}

inline bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

}  // namespace d1odbc::test
