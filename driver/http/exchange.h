// Owns: one HTTPS request and its answer over a pooled connection. Never: knows D1, retries after the request left.
#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <exception>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/cancel.h"
#include "http/url.h"

namespace d1odbc {

/// Where requests go and what is trusted on the way: the key under which connections are pooled (design D11).
struct Route {
  Url endpoint;
  std::string ca_file;       // PEM; empty: the system's store
  std::optional<Url> proxy;  // CONNECT through it; its credentials are part of the key

  auto operator<=>(const Route&) const = default;
};

/// How long things may take; zero means without limit.
struct Deadlines {
  std::chrono::milliseconds connect{0};   // from resolving the name to the end of the TLS handshake
  std::chrono::milliseconds exchange{0};  // the whole exchange, connecting included
  std::chrono::milliseconds silence{0};   // any single wait for the network
};

struct Header {
  std::string name;
  std::string value;
};

struct HttpRequest {
  std::string method = "GET";
  std::string target;           // path and query, percent-encoded, without the endpoint's own path
  std::vector<Header> headers;  // may hold the Authorization header: never traced, never in a text
  std::string content_type;     // sent when there is a body
  std::string body;
  bool accept_gzip = true;
};

struct HttpResponse {
  unsigned status = 0;
  std::string content_type;           // lower case, without parameters
  std::vector<Header> headers;        // names in lower case
  std::uint64_t wire_body_bytes = 0;  // before inflating

  /// The value of a header (name in lower case), or "".
  [[nodiscard]] std::string_view header(std::string_view name) const noexcept;
};

/// Why an exchange failed. The text is for people, says the reason in words, and holds no secret.
class HttpFailure : public std::exception {
 public:
  enum class Kind {
    Resolve,         // the name has no address
    Connect,         // nobody listens, no route
    Tls,             // handshake failed for another reason than trust
    Certificate,     // chain or host name not trusted; the text says which and why
    Proxy,           // the proxy refused (407 and others)
    NotLoopback,     // http:// and the connected address is not loopback
    ConnectTimeout,  // Deadlines::connect ran out
    Timeout,         // Deadlines::exchange or silence ran out
    Cancelled,       // the token was cancelled
    Lost,            // the connection broke, or the answer is not HTTP, or its body is cut or not inflatable
  };

  HttpFailure(Kind kind, bool request_left, std::string text)
      : kind_(kind), request_left_(request_left), text_(std::move(text)) {}

  [[nodiscard]] Kind kind() const noexcept { return kind_; }
  /// False only when not one byte of the request can have reached the server's HTTP layer.
  [[nodiscard]] bool request_left() const noexcept { return request_left_; }
  [[nodiscard]] const char* what() const noexcept override { return text_.c_str(); }
  [[nodiscard]] const std::string& text() const noexcept { return text_; }

 private:
  Kind kind_;
  bool request_left_;
  std::string text_;
};

/// Is given the body, inflated, in pieces as they arrive; `response` has status and headers already. What it throws
/// ends the exchange (the connection is dropped) and passes through.
using BodySink = std::function<void(const HttpResponse& response, std::string_view piece)>;

/// Sends `request` over a kept-alive connection of the process-wide pool, or a new one, on the calling thread, and
/// feeds the body to `sink`. Redirects are not followed (the 3xx is returned). Head and body leave in one write.
/// A kept connection that turns out to be closed before one byte of the request was taken is replaced silently.
/// A connection goes back to the pool only after a complete answer.
/// Throws HttpFailure. Thread safe; safe after fork (a child drops inherited sockets without a word on the wire).
HttpResponse exchange(const Route& route, const HttpRequest& request, const Deadlines& deadlines, CancelToken& cancel,
                      const BodySink& sink);

/// Closes every idle connection of the pool (called when the last environment is freed).
void close_idle_connections() noexcept;

}  // namespace d1odbc
