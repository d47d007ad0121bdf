// Owns: SQLSetEnvAttr and SQLGetEnvAttr, and what the version of an environment decides. Never: connections'
// attributes.
#include "test_servers.h"

using application::Connection;
using application::Environment;
using application::Manager;

namespace {

SQLPOINTER number(SQLULEN value) { return reinterpret_cast<SQLPOINTER>(value); }

std::string set(const application::Handle& environment, SQLINTEGER attribute, SQLULEN value) {
  return application::outcome(SQLSetEnvAttr(environment, attribute, number(value), 0), environment);
}

SQLINTEGER get(const application::Handle& environment, SQLINTEGER attribute) {
  SQLINTEGER value = -7;
  SQLINTEGER length = -7;
  REQUIRE_SUCCESS(environment, SQLGetEnvAttr(environment, attribute, &value, 0, &length));
  // The length of a number is not looked at by applications, and unixODBC tells none.
  if (application::manager() == Manager::None) CHECK(length == sizeof value);
  return value;
}

}  // namespace

TEST_CASE("an environment attribute keeps what was set, and refuses what is no value of it") {
  struct Row {
    const char* name;
    SQLINTEGER attribute;
    SQLULEN value;
    const char* outcome;
    SQLINTEGER after;
  };
  const Row rows[] = {
      {"version 3", SQL_ATTR_ODBC_VERSION, SQL_OV_ODBC3, "SUCCESS", SQL_OV_ODBC3},
      {"version 2", SQL_ATTR_ODBC_VERSION, SQL_OV_ODBC2, "SUCCESS", SQL_OV_ODBC2},
      {"version 3.8", SQL_ATTR_ODBC_VERSION, SQL_OV_ODBC3_80, "SUCCESS", SQL_OV_ODBC3_80},
      {"version 4", SQL_ATTR_ODBC_VERSION, 4, "ERROR HY024", SQL_OV_ODBC3_80},
      {"one pool for each driver", SQL_ATTR_CONNECTION_POOLING, SQL_CP_ONE_PER_DRIVER, "SUCCESS",
       SQL_CP_ONE_PER_DRIVER},
      {"no pool", SQL_ATTR_CONNECTION_POOLING, SQL_CP_OFF, "SUCCESS", SQL_CP_OFF},
      {"a strange pool", SQL_ATTR_CONNECTION_POOLING, 9, "ERROR HY024", SQL_CP_OFF},
      {"relaxed match", SQL_ATTR_CP_MATCH, SQL_CP_RELAXED_MATCH, "SUCCESS", SQL_CP_RELAXED_MATCH},
      {"a strange match", SQL_ATTR_CP_MATCH, 9, "ERROR HY024", SQL_CP_RELAXED_MATCH},
      {"terminators", SQL_ATTR_OUTPUT_NTS, SQL_TRUE, "SUCCESS", SQL_TRUE},
      {"no terminators", SQL_ATTR_OUTPUT_NTS, SQL_FALSE, "ERROR HYC00", SQL_TRUE},
  };
  const Environment environment;
  for (const Row& row : rows) {
    CAPTURE(row.name);
    CHECK(set(environment, row.attribute, row.value) == row.outcome);
    CHECK(get(environment, row.attribute) == row.after);
  }
  CHECK(set(environment, 12345, 1) == "ERROR HY092");
  CHECK(set(environment, SQL_ATTR_AUTOCOMMIT, 1) == "ERROR HY092");
  SQLINTEGER value = 0;
  EXPECT("ERROR HY092", environment, SQLGetEnvAttr(environment, 12345, &value, 0, nullptr));
}

TEST_CASE("the version is HY010 once there is a connection handle, and free again without one") {
  const Environment environment;
  {
    const Connection connection(environment);
    const std::string outcome = set(environment, SQL_ATTR_ODBC_VERSION, SQL_OV_ODBC2);
    // unixODBC gives the code of ODBC 2 to every application.
    CHECK((outcome == "ERROR HY010" || (application::manager() == Manager::UnixOdbc && outcome == "ERROR S1010")));
    CHECK(get(environment, SQL_ATTR_ODBC_VERSION) == SQL_OV_ODBC3);
  }
  CHECK(set(environment, SQL_ATTR_ODBC_VERSION, SQL_OV_ODBC2) == "SUCCESS");
}

TEST_CASE("a null environment is for the manager's pool; the driver has no such handle") {
  const SQLRETURN code = SQLSetEnvAttr(SQL_NULL_HENV, SQL_ATTR_CONNECTION_POOLING, number(SQL_CP_OFF), SQL_IS_UINTEGER);
  CHECK(code == (application::manager() == Manager::None ? SQL_INVALID_HANDLE : SQL_SUCCESS));
}

TEST_CASE("a null place is not written to") {
  if (application::manager() != Manager::None) return;  // unixODBC writes to it
  const Environment environment;
  SQLINTEGER length = -7;
  CHECK(SQLGetEnvAttr(environment, SQL_ATTR_ODBC_VERSION, nullptr, 0, &length) == SQL_SUCCESS);
  CHECK(length == sizeof(SQLINTEGER));
}

TEST_CASE("an environment of ODBC 2 has the SQLSTATEs of ODBC 2, one of ODBC 3.8 those of ODBC 3") {
  struct Row {
    SQLINTEGER version;
    const char* outcome;
  };
  for (const Row& row :
       {Row{SQL_OV_ODBC2, "ERROR S0002"}, Row{SQL_OV_ODBC3, "ERROR 42S02"}, Row{SQL_OV_ODBC3_80, "ERROR 42S02"}}) {
    CAPTURE(row.version);
    const Environment environment(row.version);
    Connection connection(environment);
    REQUIRE_SUCCESS(connection, connection.connect(servers::connection_string()));
    application::Statement statement(connection);
    EXPECT(row.outcome, statement, statement.execute("SELECT 1 FROM nowhere"));
  }
}
