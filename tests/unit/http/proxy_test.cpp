// Owns: claims about the choice of a proxy. Never: connects.
#include "http/proxy.h"

#include <doctest/doctest.h>

#include <map>

#include "error/odbc_error.h"

using namespace d1odbc;

namespace {

using Environment = std::map<std::string, std::string, std::less<>>;

std::string chosen(const Environment& environment, std::string_view keyword = "",
                   std::string_view endpoint = "https://api.cloudflare.com") {
  const auto lookup = [&](std::string_view name) -> std::optional<std::string> {
    const auto found = environment.find(name);
    return found != environment.end() ? std::optional(found->second) : std::nullopt;
  };
  const auto proxy = choose_proxy(keyword, parse_url(endpoint), lookup);
  return proxy ? host_and_port(*proxy, true) : "none";
}

}  // namespace

TEST_CASE("The keyword Proxy wins over the environment") {
  const Environment environment{{"HTTPS_PROXY", "http://env:1"}, {"NO_PROXY", "*"}};
  CHECK(chosen(environment, "http://key:2") == "key:2");
  CHECK(chosen(environment, "key:2") == "key:2");
  CHECK(chosen({{"HTTPS_PROXY", "http://env:1"}}, "None") == "none");
  CHECK(chosen({{"HTTPS_PROXY", "http://env:1"}}, "direct") == "none");
}

TEST_CASE("Without a keyword the environment decides, in a fixed order") {
  CHECK(chosen({}) == "none");
  CHECK(chosen({{"HTTPS_PROXY", ""}, {"https_proxy", "b:1"}}) == "b:1");
  CHECK(chosen({{"HTTPS_PROXY", "http://a:1"}, {"https_proxy", "http://b:1"}}) == "a:1");
  CHECK(chosen({{"ALL_PROXY", "http://c:1"}, {"http_proxy", "http://d:1"}}) == "c:1");
  CHECK(chosen({{"http_proxy", "http://d:1"}, {"HTTP_PROXY", "http://e:1"}}) == "d:1");
  CHECK(chosen({{"HTTP_PROXY", "http://e"}}) == "e:80");
}

TEST_CASE("HTTP_PROXY is ignored in a CGI program, where a request header sets it") {
  CHECK(chosen({{"HTTP_PROXY", "http://evil:1"}, {"REQUEST_METHOD", "GET"}}) == "none");
}

TEST_CASE("An http:// endpoint and, by the environment, a loopback one have no proxy") {
  const Environment environment{{"HTTPS_PROXY", "http://a:1"}};
  CHECK(chosen(environment, "http://key:2", "http://127.0.0.1:8787") == "none");
  for (const char* endpoint : {"https://localhost:1", "https://127.0.0.9", "https://[::1]"}) {
    CAPTURE(endpoint);
    CHECK(chosen(environment, "", endpoint) == "none");
    CHECK(chosen(environment, "http://key:2", endpoint) == "key:2");
  }
}

TEST_CASE("NO_PROXY covers hosts, subdomains, ports, addresses and networks") {
  struct Row {
    const char* list;
    const char* endpoint;
    bool covered;
  };
  const Row rows[] = {
      {"*", "https://a.example.com", true},
      {"", "https://a.example.com", false},
      {"a.example.com", "https://a.example.com", true},
      {"A.Example.COM", "https://a.example.com", true},
      {"example.com", "https://a.example.com", true},
      {".example.com", "https://a.example.com", true},
      {"*.example.com", "https://a.example.com", true},
      {"ample.com", "https://a.example.com", false},
      {"example.com", "https://badexample.com", false},
      {".", "https://a.example.com", false},
      {"x.org, example.com", "https://a.example.com", true},
      {"x.org example.com", "https://a.example.com", true},
      {",,x.org,", "https://a.example.com", false},
      {"example.com:443", "https://a.example.com", true},
      {"example.com:8443", "https://a.example.com", false},
      {"example.com:8443", "https://a.example.com:8443", true},
      {"10.1.2.3", "https://10.1.2.3", true},
      {"10.1.2.3:443", "https://10.1.2.3", true},
      {"10.1.2.4", "https://10.1.2.3", false},
      {"10.0.0.0/8", "https://10.1.2.3", true},
      {"10.0.0.0/x", "https://10.1.2.3", false},
      {"10.0.0.0/99", "https://10.1.2.3", false},
      {".2.3", "https://10.1.2.3", false},
      {"2001:db8::1", "https://[2001:db8::1]", true},
      {"[2001:db8::1]:443", "https://[2001:db8::1]", true},
      {"[2001:db8::1]:444", "https://[2001:db8::1]", false},
      {"2001:db8::/32", "https://[2001:db8::1]", true},
  };
  for (const Row& row : rows) {
    CAPTURE(row.list);
    CAPTURE(row.endpoint);
    CHECK(no_proxy_covers(row.list, parse_url(row.endpoint)) == row.covered);
    CHECK((chosen({{"https_proxy", "http://p:1"}, {"no_proxy", row.list}}, "", row.endpoint) == "none") == row.covered);
  }
}

TEST_CASE("A proxy that cannot be used is refused with the place it came from and without its password") {
  for (const char* value : {"https://u:hunter2@p:1", "socks5://u:hunter2@p:1", "http://u:hunter2@p:99999"}) {
    CAPTURE(value);
    try {
      (void)chosen({{"ALL_PROXY", value}});
      FAIL_CHECK("nothing was thrown");
    } catch (const OdbcError& error) {
      CHECK(error.state() == State::InvalidAttributeValue);
      CHECK(error.text().find("ALL_PROXY") != std::string::npos);
      CHECK(error.text().find("hunter2") == std::string::npos);
    }
  }
}

TEST_CASE("connect_request names host and port, and credentials only when there are some") {
  const Url endpoint = parse_url("https://[2001:db8::1]/client");
  CHECK(connect_request(parse_url("http://p:1"), endpoint) ==
        "CONNECT [2001:db8::1]:443 HTTP/1.1\r\nHost: [2001:db8::1]:443\r\n\r\n");
  CHECK(connect_request(parse_url("http://a:b@p:1"), endpoint) ==
        "CONNECT [2001:db8::1]:443 HTTP/1.1\r\nHost: [2001:db8::1]:443\r\nProxy-Authorization: Basic YTpi\r\n\r\n");
}
