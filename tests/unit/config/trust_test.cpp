// Owns: the claims of design D11 about settings. Never: how settings are merged otherwise.
#include "config/trust.h"

#include <doctest/doctest.h>

#include "error/odbc_error.h"
#include "given_surroundings.h"

namespace d1odbc {
namespace {

const Table no_table;

struct Attempt {
  std::string text;
  Table section;
  Table variables;
};

/// The text of the 28000 that the merge gives, "" when it is allowed.
std::string refusal(const Attempt& attempt) {
  Diagnostics diagnostics;
  try {
    (void)Settings::merge(parse_connection_string(attempt.text),
                          given_surroundings("known", attempt.section, attempt.variables), diagnostics);
  } catch (const OdbcError& error) {
    CHECK(error.state() == State::InvalidAuthorization);
    return error.text();
  }
  return {};
}

const std::string evil = "https://evil.example";

TEST_CASE("only Cloudflare's API host over HTTPS counts as Cloudflare's") {
  for (const std::string endpoint : {"https://api.cloudflare.com", "https://api.cloudflare.com/",
                                     "https://api.cloudflare.com/client/v4", "HTTPS://API.Cloudflare.COM/client/v4"}) {
    CAPTURE(endpoint);
    CHECK(is_cloudflare_endpoint(endpoint));
  }
  for (const std::string endpoint :
       {"", "https://", "http://api.cloudflare.com/client/v4", "https://api.cloudflare.com.evil/",
        "https://api.cloudflare.com@evil/", "https://api.cloudflare.com:x@evil/", "https://api.cloudflare.com:1234/",
        "https://api.cloudflare.com\\@evil/", "https://api.cloudflare.com?@evil/", "https://api.cloudflare.com#@evil/",
        "https://api.cloudflare.co", "https://api.cloudflare.com%2eevil/", " https://api.cloudflare.com/",
        "https:/api.cloudflare.com/", "//api.cloudflare.com/", "https://x@api.cloudflare.com/",
        "https://api.cloudflare.com./"}) {
    CAPTURE(endpoint);
    CHECK_FALSE(is_cloudflare_endpoint(endpoint));
  }
}

TEST_CASE("a token never goes to an endpoint from another source") {
  const std::vector<Attempt> attacks = {
      {"DSN=known;Endpoint=" + evil, {{"Token", "SECRET"}}, no_table},
      {"DSN=known;Endpoint=" + evil + ";PWD=", {{"PWD", "SECRET"}}, no_table},
      {"DSN=known;Endpoint=" + evil + ";Token={}", {{"PWD", "SECRET"}}, no_table},
      {"DSN=known;Endpoint=" + evil + ";Token={a\nb}", {{"PWD", "SECRET"}}, no_table},
      {"DSN=known;Endpoint=https://api.cloudflare.com.evil/", {{"Token", "SECRET"}}, no_table},
      {"DSN=known;Endpoint=https://api.cloudflare.com@evil/", {{"Token", "SECRET"}}, no_table},
      {"DSN=known;Endpoint=http://127.0.0.1:8080", {{"Token", "SECRET"}}, no_table},
      {"DSN=known;Endpoint=" + evil, {{"Token", "SECRET"}, {"Endpoint", "https://good.example"}}, no_table},
      {"DRIVER=x;Endpoint=" + evil, no_table, {{"CF_API_TOKEN", "SECRET"}}},
      {"DRIVER=x;Endpoint=" + evil, no_table, {{"CLOUDFLARE_API_TOKEN", "SECRET"}, {"CF_D1_BASE_URL", evil}}},
      {"DSN=known", {{"Endpoint", evil}}, {{"CF_API_TOKEN", "SECRET"}}},
      {"DSN=known", {{"Token", "SECRET"}}, {{"CF_D1_BASE_URL", evil}}},
      {"DSN=known;Token=SECRET", {{"Endpoint", evil}}, no_table},
      {"DRIVER=x;Token=SECRET", no_table, {{"CF_D1_BASE_URL", evil}}},
  };
  for (const Attempt& attack : attacks) {
    CAPTURE(attack.text);
    const std::string text = refusal(attack);
    CHECK(text.find("a token is sent only to an endpoint from the same place") != std::string::npos);
    CHECK(text.find("SECRET") == std::string::npos);
  }
}

TEST_CASE("a token goes to its own source's endpoint and to Cloudflare") {
  const std::vector<Attempt> uses = {
      {"DSN=known", {{"Token", "SECRET"}}, no_table},
      {"DSN=known", {{"Token", "SECRET"}, {"Endpoint", evil}}, no_table},
      {"DRIVER=x;Token=SECRET;Endpoint=" + evil, no_table, no_table},
      {"DRIVER=x", no_table, {{"CF_API_TOKEN", "SECRET"}, {"CF_D1_BASE_URL", evil}}},
      {"DSN=known;Endpoint=https://api.cloudflare.com/client/v4", {{"Token", "SECRET"}}, no_table},
      {"DSN=known;Token=SECRET", {{"Endpoint", "https://api.cloudflare.com/client/v4"}}, no_table},
      {"DSN=known;Account=a;Database=d", {{"Token", "SECRET"}}, no_table},
      {"DRIVER=x;Endpoint=" + evil, no_table, no_table},
  };
  for (const Attempt& use : uses) {
    CAPTURE(use.text);
    CHECK(refusal(use) == "");
  }
}

TEST_CASE("the refusal says from where to where and what to do, without the endpoint's credentials") {
  CHECK(refusal({"DSN=known;Endpoint=https://user:pass@evil.example/", {{"Token", "SECRET"}}, no_table}) ==
        "The token comes from the data source, but Endpoint '***@evil.example/' comes from the connection string: a "
        "token is sent only to an endpoint from the same place or to https://api.cloudflare.com. Give both in the data "
        "source, or leave Endpoint out.");
}

TEST_CASE("files, proxies and traces in a connection string need a token in that same string") {
  const Table token = {{"Token", "SECRET"}};
  for (const std::string pair :
       {"CAFile=/tmp/ca.pem", "Proxy=http://evil.example:1", "TraceFile=/tmp/t", "Trace=yes"}) {
    CAPTURE(pair);
    const std::string name = pair.substr(0, pair.find('='));
    CHECK(refusal({"DSN=known;" + pair, token, no_table}).starts_with(name + " stands in a connection string without"));
    CHECK(refusal({"DSN=known;PWD=;" + pair, token, no_table}) != "");
    CHECK(refusal({"DRIVER=x;" + pair, no_table, {{"CF_API_TOKEN", "SECRET"}}}) != "");
    CHECK(refusal({"DRIVER=x;" + pair, no_table, no_table}) != "");
    CHECK(refusal({"DRIVER=x;Token=t;" + pair, no_table, no_table}) == "");
    CHECK(refusal({"DSN=known", {{"Token", "t"}, {name, pair.substr(pair.find('=') + 1)}}, no_table}) == "");
  }
  CHECK(refusal({"DSN=known;Trace=no;TraceFile=;Proxy=", token, no_table}) == "");
}

}  // namespace
}  // namespace d1odbc
