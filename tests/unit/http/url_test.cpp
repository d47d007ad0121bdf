// Owns: claims about reading URLs. Never: connects.
#include "http/url.h"

#include <doctest/doctest.h>

#include <string>

#include "error/odbc_error.h"

using namespace d1odbc;

TEST_CASE("parse_url reads every part of a URL") {
  struct Row {
    const char* text;
    Url url;
  };
  const Row rows[] = {
      {"https://api.cloudflare.com/client/v4", {"https", "", "api.cloudflare.com", 443, "/client/v4"}},
      {"https://api.cloudflare.com/client/v4//", {"https", "", "api.cloudflare.com", 443, "/client/v4"}},
      {"HTTPS://API.Example.COM", {"https", "", "api.example.com", 443, ""}},
      {"http://localhost:8787/", {"http", "", "localhost", 8787, ""}},
      {"http://127.0.0.1", {"http", "", "127.0.0.1", 80, ""}},
      {"https://[::1]:8443/x", {"https", "", "::1", 8443, "/x"}},
      {"https://[2001:DB8::1]", {"https", "", "2001:db8::1", 443, ""}},
      {"http://user:pa%40ss%2F@proxy:3128", {"http", "user:pa@ss/", "proxy", 3128, ""}},
      {"http://a@b@proxy:3128", {"http", "a@b", "proxy", 3128, ""}},
      {"https://h:65535", {"https", "", "h", 65535, ""}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK((parse_url(row.text) == row.url));
  }
}

TEST_CASE("parse_url refuses what is no http(s) URL with HY024 and never shows a password") {
  const std::string too_long = "https://" + std::string(254, 'a');
  const std::string with_nul("https://h\0", 10);
  const std::string_view rows[] = {
      "",
      "api.cloudflare.com",
      "user:hunter2@host",
      "ftp://user:hunter2@host",
      "https://",
      "https://:443",
      "https://user:hunter2@:443",
      "https://user:hunter2@",
      "https://host?x=hunter2",
      "https://host/#frag",
      "https://host:0",
      "https://host:65536",
      "https://host:",
      "https://host:12x",
      "https://host:-1",
      "https://user:hunter2@host:99999",
      "https://user:hunter2/x@host",
      "https://user:hunter2%zz@host",
      "https://user:hunter2%0a@host",
      "https://user:hunter2%4",
      "https://ho st",
      "https://host/a b",
      "https://host\r\n",
      "https://h\xc3\xa4st",
      "https://ho%73t",
      "https://[::1",
      "https://[127.0.0.1]",
      "https://[::1]x:443",
      "https://::1",
      too_long,
      with_nul,
  };
  for (const std::string_view text : rows) {
    CAPTURE(text);
    try {
      (void)parse_url(text);
      FAIL_CHECK("nothing was thrown");
    } catch (const OdbcError& error) {
      CHECK(error.state() == State::InvalidAttributeValue);
      const bool could_be_a_password = text.find('@') != std::string_view::npos;
      if (could_be_a_password) CHECK(error.text().find("hunter2") == std::string::npos);
      CHECK(error.text().find('\n') == std::string::npos);
    }
  }
}

TEST_CASE("host_and_port leaves out the default port and brackets IPv6") {
  CHECK(host_and_port(parse_url("https://h")) == "h");
  CHECK(host_and_port(parse_url("https://h:80")) == "h:80");
  CHECK(host_and_port(parse_url("http://h:80")) == "h");
  CHECK(host_and_port(parse_url("https://[::1]")) == "[::1]");
  CHECK(host_and_port(parse_url("https://[::1]:8443")) == "[::1]:8443");
  CHECK(host_and_port(parse_url("https://h"), true) == "h:443");
}
