// Owns: claims about the text of a request's head. Never: sends it.
#include "http/request_head.h"

#include <doctest/doctest.h>

#include "error/odbc_error.h"

using namespace d1odbc;

TEST_CASE("The endpoint's path comes before the target, and the Host has no default port") {
  HttpRequest request;
  request.target = "/accounts/1?name=a%20b";
  request.accept_gzip = false;
  CHECK(request_head(parse_url("https://api.cloudflare.com/client/v4"), request) ==
        "GET /client/v4/accounts/1?name=a%20b HTTP/1.1\r\nHost: api.cloudflare.com\r\nConnection: keep-alive\r\n"
        "Accept: application/json\r\n\r\n");
}

TEST_CASE("A POST without a body says so, and the caller's own Accept is kept") {
  HttpRequest request;
  request.method = "POST";
  request.content_type = "application/json";
  request.headers = {{"accept", "text/plain"}, {"ACCEPT-Encoding", "identity"}};
  CHECK(request_head(parse_url("https://[::1]:8443"), request) ==
        "POST / HTTP/1.1\r\nHost: [::1]:8443\r\nConnection: keep-alive\r\naccept: text/plain\r\n"
        "ACCEPT-Encoding: identity\r\nContent-Length: 0\r\n\r\n");
}

TEST_CASE("What could split a request is refused with HY024 and not shown") {
  const auto with_header = [](std::string name, std::string value) {
    HttpRequest request;
    request.headers = {{std::move(name), std::move(value)}};
    return request;
  };
  HttpRequest bad_target;
  bad_target.target = "/a b";
  HttpRequest bad_method;
  bad_method.method = "GET /";
  HttpRequest bad_type;
  bad_type.content_type = "a\nb";
  HttpRequest relative;
  relative.target = "accounts";
  const HttpRequest rows[] = {
      with_header("Authorization", "Bearer hunter2\r\nX: y"),
      with_header("Authorization", "Bearer hunter2\n"),
      with_header("Authorization", std::string("hunter2\0", 8)),
      with_header("A B", "hunter2"),
      with_header("", "hunter2"),
      with_header("Host", "hunter2"),
      with_header("transfer-encoding", "hunter2"),
      bad_target,
      bad_method,
      bad_type,
      relative,
  };
  for (const HttpRequest& request : rows) {
    CAPTURE(&request - rows);
    try {
      (void)request_head(parse_url("https://h"), request);
      FAIL_CHECK("nothing was thrown");
    } catch (const OdbcError& error) {
      CHECK(error.state() == State::InvalidAttributeValue);
      CHECK(error.text().find("hunter2") == std::string::npos);
    }
  }
}
