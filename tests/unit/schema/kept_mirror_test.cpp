// Owns: which connections share a mirror. Never: loading.
#include "schema/kept_mirror.h"

#include <doctest/doctest.h>

using namespace d1odbc;

namespace {

ClientSettings settings() {
  ClientSettings client;
  client.route.endpoint = parse_url("https://d1.test/v4");
  client.account = "account";
  client.token = "token";
  client.database_id = "database";
  return client;
}

}  // namespace

TEST_CASE("connections with the same way, account, database and token share a mirror, others do not") {
  const std::shared_ptr<KeptMirror> kept = kept_mirror(settings());
  CHECK(kept_mirror(settings()) == kept);
  const auto changed = [](auto change) {
    ClientSettings other = settings();
    change(other);
    return kept_mirror(other);
  };
  CHECK(changed([](ClientSettings& other) { other.retries = 0; }) == kept);
  CHECK(changed([](ClientSettings& other) { other.token = "another"; }) != kept);
  CHECK(changed([](ClientSettings& other) { other.account = "another"; }) != kept);
  CHECK(changed([](ClientSettings& other) { other.database_id = "another"; }) != kept);
  CHECK(changed([](ClientSettings& other) { other.route.ca_file = "/another.pem"; }) != kept);
  CHECK(changed([](ClientSettings& other) { other.route.endpoint = parse_url("https://d2.test/v4"); }) != kept);
  CHECK(changed([](ClientSettings& other) { other.route.proxy = parse_url("http://proxy.test:3128"); }) != kept);
}

TEST_CASE("a mirror goes with the last connection that used it") {
  std::weak_ptr<KeptMirror> seen;
  {
    const std::shared_ptr<KeptMirror> kept = kept_mirror(settings());
    kept->generation = 7;
    seen = kept;
  }
  CHECK(seen.expired());
  CHECK(kept_mirror(settings())->generation == 0);
}

TEST_CASE("a digest is SHA-256") {
  CHECK(digest_of("abc").substr(0, 4) == "\xBA\x78\x16\xBF");
  CHECK(digest_of("").size() == 32);
}
