// Owns: connection attributes that a driver manager keeps or checks itself, at the driver. Never: what the same calls
// do through a manager (connection_attributes_test has that).
#include <array>

#include "test_servers.h"

using application::Connection;
using application::Environment;
using servers::Connected;

namespace {

struct Unconnected {
  Environment environment;
  Connection connection{environment};

  std::string set(SQLINTEGER attribute, SQLULEN value) {
    return application::outcome(SQLSetConnectAttr(connection, attribute, reinterpret_cast<SQLPOINTER>(value), 0),
                                connection);
  }
  SQLULEN get(SQLINTEGER attribute) {
    SQLULEN value = 0;
    REQUIRE_SUCCESS(connection, SQLGetConnectAttr(connection, attribute, &value, 0, nullptr));
    return value;
  }
};

}  // namespace

TEST_CASE_FIXTURE(Unconnected, "before connecting, numbers are checked, kept and told with their defaults") {
  struct Row {
    const char* name;
    SQLINTEGER attribute;
    SQLULEN before, value;
    const char* outcome;
    SQLULEN after;
  };
  const Row rows[] = {
      {"cursors by the driver", SQL_ATTR_ODBC_CURSORS, SQL_CUR_USE_DRIVER, SQL_CUR_USE_IF_NEEDED, "SUCCESS",
       SQL_CUR_USE_IF_NEEDED},
      {"cursors by the manager", SQL_ATTR_ODBC_CURSORS, SQL_CUR_USE_IF_NEEDED, SQL_CUR_USE_ODBC, "ERROR HYC00",
       SQL_CUR_USE_IF_NEEDED},
      {"a packet size", SQL_ATTR_PACKET_SIZE, 16384, 4096, "SUCCESS_WITH_INFO 01S02", 16384},
      {"the packet size", SQL_ATTR_PACKET_SIZE, 16384, 16384, "SUCCESS", 16384},
      {"no trace", SQL_ATTR_TRACE, SQL_OPT_TRACE_OFF, SQL_OPT_TRACE_OFF, "SUCCESS", SQL_OPT_TRACE_OFF},
      {"a trace", SQL_ATTR_TRACE, SQL_OPT_TRACE_OFF, SQL_OPT_TRACE_ON, "ERROR HYC00", SQL_OPT_TRACE_OFF},
      {"a login timeout", SQL_ATTR_LOGIN_TIMEOUT, 15, 0, "SUCCESS", 0},
      {"a long login timeout", SQL_ATTR_LOGIN_TIMEOUT, 0, 100000, "SUCCESS_WITH_INFO 01S02", 86400},
      {"a synchronous connection", SQL_ATTR_ASYNC_DBC_FUNCTIONS_ENABLE, 0, SQL_ASYNC_DBC_ENABLE_OFF, "SUCCESS", 0},
      {"an ANSI application", SQL_ATTR_ANSI_APP, SQL_AA_FALSE, SQL_AA_TRUE, "SUCCESS", SQL_AA_TRUE},
      {"a strange application", SQL_ATTR_ANSI_APP, SQL_AA_TRUE, 7, "ERROR HY024", SQL_AA_TRUE},
      {"an isolation", SQL_ATTR_TXN_ISOLATION, SQL_TXN_SERIALIZABLE, SQL_TXN_READ_COMMITTED, "SUCCESS_WITH_INFO 01S02",
       SQL_TXN_SERIALIZABLE},
      {"no isolation", SQL_ATTR_TXN_ISOLATION, SQL_TXN_SERIALIZABLE, 77, "ERROR HY024", SQL_TXN_SERIALIZABLE},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    CHECK(get(row.attribute) == row.before);
    CHECK(set(row.attribute, row.value) == row.outcome);
    CHECK(get(row.attribute) == row.after);
  }
  CHECK(set(SQL_ATTR_RESET_CONNECTION, SQL_RESET_CONNECTION_YES) == "ERROR 08003");
  CHECK(set(SQL_ATTR_ENLIST_IN_DTC, SQL_DTC_DONE) == "ERROR 08003");
}

TEST_CASE_FIXTURE(Unconnected, "a text attribute without a value is SQL_NO_DATA, and one with a value is told") {
  std::array<SQLCHAR, 20> place{};
  SQLINTEGER length = -7;
  for (const SQLINTEGER attribute : {SQL_ATTR_CURRENT_CATALOG, SQL_ATTR_TRACEFILE}) {
    CAPTURE(attribute);
    EXPECT("NO_DATA", connection, SQLGetConnectAttr(connection, attribute, place.data(), place.size(), &length));
  }
  const std::string name = "shop";
  REQUIRE_SUCCESS(connection,
                  SQLSetConnectAttr(connection, SQL_ATTR_CURRENT_CATALOG, const_cast<char*>(name.c_str()), SQL_NTS));
  EXPECT("SUCCESS", connection,
         SQLGetConnectAttr(connection, SQL_ATTR_CURRENT_CATALOG, place.data(), place.size(), &length));
  CHECK(std::string(reinterpret_cast<char*>(place.data())) == name);
  CHECK(length == 4);
}

TEST_CASE_FIXTURE(Connected, "a text attribute needs a text: HY009, HY024 and HY090 where it is none") {
  const std::string name = "main";
  char* const text = const_cast<char*>(name.c_str());
  const auto set = [&](SQLINTEGER attribute, SQLPOINTER value, SQLINTEGER length) {
    return application::outcome(SQLSetConnectAttr(connection, attribute, value, length), connection);
  };
  for (const SQLINTEGER attribute : {SQL_ATTR_CURRENT_CATALOG, SQL_ATTR_TRACEFILE, SQL_ATTR_TRANSLATE_LIB}) {
    CAPTURE(attribute);
    CHECK(set(attribute, nullptr, SQL_NTS) == "ERROR HY009");
    CHECK(set(attribute, text, -5) == "ERROR HY090");
    CHECK(set(attribute, text, 0) == (attribute == SQL_ATTR_CURRENT_CATALOG ? "ERROR 3D000" : "ERROR HY024"));
  }
  CHECK(set(SQL_ATTR_TRACEFILE, text, SQL_NTS) == "ERROR HYC00");
  CHECK(set(SQL_ATTR_CURRENT_CATALOG, text, 4) == "SUCCESS");
  application::WideText wide(u"main");
  EXPECT("ERROR HY090", connection,
         SQLSetConnectAttrW(connection, SQL_ATTR_CURRENT_CATALOG, wide.data(), 4 * SQLINTEGER{sizeof(SQLWCHAR)} - 1));
  std::array<SQLCHAR, 20> place{};
  EXPECT("ERROR HY090", connection, SQLGetConnectAttr(connection, SQL_ATTR_CURRENT_CATALOG, place.data(), -5, nullptr));
  EXPECT("SUCCESS_WITH_INFO 01004", connection,
         SQLGetConnectAttr(connection, SQL_ATTR_CURRENT_CATALOG, place.data(), 0, nullptr));
}
