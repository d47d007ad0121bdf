// Owns: how many requests and handshakes each ODBC call costs, by the server's own counters. Never: how fast they are.
#include "test_servers.h"

using servers::Connected;
using servers::counts;
using servers::reset_counts;

namespace {

/// Requests since the last reset; resets.
long requests() {
  const long seen = counts().requests;
  reset_counts();
  return seen;
}

}  // namespace

TEST_CASE("connecting costs one request by UUID and two by name, disconnecting none") {
  const application::Environment environment;
  application::Connection by_uuid(environment);
  reset_counts();
  REQUIRE_SUCCESS(by_uuid, by_uuid.connect(servers::connection_string()));
  CHECK(requests() == 1);
  application::Connection by_name(environment);
  REQUIRE_SUCCESS(by_name, by_name.connect(servers::connection_string_to("main")));
  CHECK(requests() == 2);
  REQUIRE_SUCCESS(by_name, SQLDisconnect(by_name));
  CHECK(requests() == 0);
}

TEST_CASE("a second connection of the process makes no handshake") {
  const application::Environment environment;
  {
    application::Connection first(environment);
    REQUIRE_SUCCESS(first, first.connect(servers::connection_string()));
    REQUIRE_SUCCESS(first, SQLDisconnect(first));
  }
  reset_counts();
  application::Connection second(environment);
  REQUIRE_SUCCESS(second, second.connect(servers::connection_string()));
  CHECK(counts().handshakes == 0);
  CHECK(counts().connections == 0);
  CHECK(requests() == 1);
}

TEST_CASE_FIXTURE(Connected, "preparing and describing cost nothing, executing one request, fetching nothing") {
  statement.run("DROP TABLE IF EXISTS trips");
  statement.run("CREATE TABLE trips (id INTEGER PRIMARY KEY, name TEXT)");
  statement.run("INSERT INTO trips VALUES (1, 'a'), (2, 'b')");
  application::Connection fresh(environment);
  REQUIRE_SUCCESS(fresh, fresh.connect(servers::connection_string()));
  application::Statement counted(fresh);
  reset_counts();
  SQLSMALLINT number = 0;
  REQUIRE_SUCCESS(counted, counted.prepare("SELECT id, name FROM trips WHERE id >= ? ORDER BY id"));
  REQUIRE_SUCCESS(counted, SQLNumParams(counted, &number));
  CHECK(number == 1);
  REQUIRE_SUCCESS(counted, SQLNumResultCols(counted, &number));
  CHECK(number == 2);
  CHECK(requests() == 0);
  SQLINTEGER least = 1;
  REQUIRE_SUCCESS(counted,
                  SQLBindParameter(counted, 1, SQL_PARAM_INPUT, SQL_C_SLONG, SQL_INTEGER, 10, 0, &least, 0, nullptr));
  REQUIRE_SUCCESS(counted, SQLExecute(counted));
  CHECK(requests() == 1);
  REQUIRE_SUCCESS(counted, SQLFetch(counted));
  CHECK(counted.text_at(2) == "a");
  REQUIRE_SUCCESS(counted, SQLFetch(counted));
  EXPECT("NO_DATA", counted, SQLFetch(counted));
  REQUIRE_SUCCESS(counted, SQLCloseCursor(counted));
  CHECK(requests() == 0);
  REQUIRE_SUCCESS(counted, counted.execute("SELECT 1; SELECT 2; SELECT 3"));
  CHECK(requests() == 1);
}

TEST_CASE_FIXTURE(Connected, "catalog functions cost nothing while the schema is fresh") {
  application::Connection fresh(environment);
  REQUIRE_SUCCESS(fresh, fresh.connect(servers::connection_string()));
  application::Statement counted(fresh);
  reset_counts();
  REQUIRE_SUCCESS(counted, SQLTables(counted, nullptr, 0, nullptr, 0, nullptr, 0, nullptr, 0));
  counted.close();
  REQUIRE_SUCCESS(counted, SQLColumns(counted, nullptr, 0, nullptr, 0, nullptr, 0, nullptr, 0));
  counted.close();
  REQUIRE_SUCCESS(counted, SQLGetTypeInfo(counted, SQL_ALL_TYPES));
  counted.close();
  CHECK(requests() == 0);
}

TEST_CASE_FIXTURE(Connected, "DDL costs one request, and the catalog shows it with at most one more") {
  statement.run("DROP TABLE IF EXISTS trips_new");
  reset_counts();
  statement.run("CREATE TABLE trips_new (id INTEGER)");
  std::string name = "trips_new";
  REQUIRE_SUCCESS(statement,
                  SQLTables(statement, nullptr, 0, nullptr, 0, application::narrow(name), SQL_NTS, nullptr, 0));
  REQUIRE_SUCCESS(statement, SQLFetch(statement));
  CHECK(statement.text_at(3) == name);
  CHECK(statement.text_at(4) == "TABLE");
  EXPECT("NO_DATA", statement, SQLFetch(statement));
  CHECK(requests() <= 2);
}

TEST_CASE_FIXTURE(Connected, "an array of parameter sets is one request") {
  statement.run("DROP TABLE IF EXISTS trips_array");
  statement.run("CREATE TABLE trips_array (x INTEGER)");
  SQLINTEGER values[] = {1, 2, 3};
  statement.set(SQL_ATTR_PARAMSET_SIZE, 3);
  REQUIRE_SUCCESS(statement,
                  SQLBindParameter(statement, 1, SQL_PARAM_INPUT, SQL_C_SLONG, SQL_INTEGER, 10, 0, values, 0, nullptr));
  reset_counts();
  REQUIRE_SUCCESS(statement, statement.execute("INSERT INTO trips_array VALUES (?)"));
  CHECK(requests() == 1);
}
