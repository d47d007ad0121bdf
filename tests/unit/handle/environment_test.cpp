// Owns: tests of handle/environment. Never: connections.
#include "handle/environment.h"

#include <doctest/doctest.h>

#include <bit>
#include <memory>
#include <vector>

#include "error/state_code.h"

using namespace d1odbc;
using d1odbc::testing::thrown_by;

namespace {

SQLPOINTER number(std::intptr_t value) { return std::bit_cast<SQLPOINTER>(value); }

}  // namespace

TEST_CASE("an environment attribute is taken, or refused with its own state") {
  struct Row {
    SQLINTEGER attribute;
    std::intptr_t value;
    std::string_view state;
  };
  const Row rows[] = {
      {SQL_ATTR_ODBC_VERSION, SQL_OV_ODBC2, "00000"},
      {SQL_ATTR_ODBC_VERSION, SQL_OV_ODBC3, "00000"},
      {SQL_ATTR_ODBC_VERSION, SQL_OV_ODBC3_80, "00000"},
      {SQL_ATTR_ODBC_VERSION, 4, "HY024"},
      {SQL_ATTR_ODBC_VERSION, 0, "HY024"},
      {SQL_ATTR_CONNECTION_POOLING, SQL_CP_ONE_PER_HENV, "00000"},
      {SQL_ATTR_CONNECTION_POOLING, 9, "HY024"},
      {SQL_ATTR_CONNECTION_POOLING, -1, "HY024"},
      {SQL_ATTR_CP_MATCH, SQL_CP_RELAXED_MATCH, "00000"},
      {SQL_ATTR_CP_MATCH, 2, "HY024"},
      {SQL_ATTR_OUTPUT_NTS, SQL_TRUE, "00000"},
      {SQL_ATTR_OUTPUT_NTS, SQL_FALSE, "HYC00"},
      {SQL_ATTR_OUTPUT_NTS, 7, "HY024"},
      {12345, 0, "HY092"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.attribute);
    CAPTURE(row.value);
    Environment environment;
    CHECK(thrown_by([&] { return environment.set_attribute(row.attribute, number(row.value)); }) == row.state);
  }
}

TEST_CASE("attributes are given back as 32-bit integers with their length") {
  Environment environment;
  struct {
    SQLINTEGER value = 77;
    SQLINTEGER guard = 0x5A5A5A5A;
  } place;
  SQLINTEGER length = 0;
  environment.set_attribute(SQL_ATTR_ODBC_VERSION, number(SQL_OV_ODBC3_80));
  environment.set_attribute(SQL_ATTR_CONNECTION_POOLING, number(SQL_CP_ONE_PER_DRIVER));
  struct Row {
    SQLINTEGER attribute, value;
  };
  for (const Row& row : {Row{SQL_ATTR_ODBC_VERSION, 380}, Row{SQL_ATTR_CONNECTION_POOLING, 1},
                         Row{SQL_ATTR_CP_MATCH, 0}, Row{SQL_ATTR_OUTPUT_NTS, SQL_TRUE}}) {
    CAPTURE(row.attribute);
    CHECK(environment.get_attribute(row.attribute, &place.value, &length) == SQL_SUCCESS);
    CHECK(place.value == row.value);
    CHECK(place.guard == 0x5A5A5A5A);
    CHECK(length == 4);
    CHECK(environment.get_attribute(row.attribute, &place.value, nullptr) == SQL_SUCCESS);
  }
  length = 0;
  CHECK(environment.get_attribute(SQL_ATTR_ODBC_VERSION, nullptr, &length) == SQL_SUCCESS);
  CHECK(length == 4);
  CHECK(thrown_by([&] { return environment.get_attribute(12345, &place.value, &length); }) == "HY092");
}

TEST_CASE("the version decides between the two sets of codes") {
  Environment environment;
  CHECK_FALSE(environment.has_version());
  CHECK_FALSE(environment.is_odbc2());
  environment.set_attribute(SQL_ATTR_ODBC_VERSION, number(SQL_OV_ODBC2));
  CHECK(environment.has_version());
  CHECK(environment.is_odbc2());
  environment.set_attribute(SQL_ATTR_ODBC_VERSION, number(SQL_OV_ODBC3));
  CHECK_FALSE(environment.is_odbc2());
}

namespace {

/// A connection that notes how it was ended, and may refuse.
struct GivenConnection : TransactionOwner {
  void end_open_transaction(SQLSMALLINT completion) override {
    endings.push_back(completion);
    if (refuses) throw OdbcError(State::NotImplemented, "cannot be undone");
  }
  std::vector<SQLSMALLINT> endings;
  bool refuses = false;
};

}  // namespace

TEST_CASE("an environment knows whether it has connections") {
  Environment environment;
  CHECK_FALSE(environment.has_connections());
  auto connection = std::make_shared<GivenConnection>();
  environment.add(connection);
  CHECK(environment.has_connections());
  connection.reset();
  CHECK_FALSE(environment.has_connections());
}

TEST_CASE("the version cannot change under a connection; what the manager's pool does with it can") {
  Environment environment;
  environment.set_attribute(SQL_ATTR_ODBC_VERSION, number(SQL_OV_ODBC2));
  environment.set_attribute(SQL_ATTR_ODBC_VERSION, number(SQL_OV_ODBC3));
  auto connection = std::make_shared<GivenConnection>();
  environment.add(connection);
  for (const std::intptr_t version : {SQL_OV_ODBC2, SQL_OV_ODBC3}) {
    CAPTURE(version);
    CHECK(thrown_by([&] { return environment.set_attribute(SQL_ATTR_ODBC_VERSION, number(version)); }) == "HY010");
  }
  CHECK_FALSE(environment.is_odbc2());
  CHECK(environment.set_attribute(SQL_ATTR_CP_MATCH, number(SQL_CP_RELAXED_MATCH)) == SQL_SUCCESS);
  connection.reset();
  CHECK(environment.set_attribute(SQL_ATTR_ODBC_VERSION, number(SQL_OV_ODBC2)) == SQL_SUCCESS);
}

TEST_CASE("SQLEndTran on an environment ends every connection, also behind one that fails") {
  Environment environment;
  CHECK(environment.end_transaction(SQL_COMMIT) == SQL_SUCCESS);
  CHECK(thrown_by([&] { return environment.end_transaction(2); }) == "HY012");
  const auto first = std::make_shared<GivenConnection>();
  const auto second = std::make_shared<GivenConnection>();
  first->refuses = true;
  environment.add(first);
  environment.add(second);
  CHECK(environment.end_transaction(SQL_ROLLBACK) == SQL_ERROR);
  CHECK(first->endings == std::vector<SQLSMALLINT>{SQL_ROLLBACK});
  CHECK(second->endings == std::vector<SQLSMALLINT>{SQL_ROLLBACK});
  REQUIRE(environment.diagnostics().size() == 1);
  CHECK(facts_of(environment.diagnostics().records()[0].state).code == "HYC00");
}
