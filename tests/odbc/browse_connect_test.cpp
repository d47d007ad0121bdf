// Owns: SQLBrowseConnect as a conversation: what it asks for, how it goes on after an error, how it ends. Never: what
// each keyword means (the unit tests have that).
#include <array>

#include "test_servers.h"

using application::Connection;
using application::Environment;
using application::Manager;
using servers::d1;

namespace {

const std::string credentials_asked = "Token:API token=?;Account:Account ID=?";

struct Browsing {
  Environment environment;
  Connection connection{environment};
  std::string result;       // the browse result string of the last call
  SQLSMALLINT length = -7;  // as it was told

  /// The first request: everything but token, account and database.
  static std::string beginning() { return "DRIVER={Cloudflare D1};Endpoint=" + d1().endpoint + ";CAFile=" + d1().ca; }
  static std::string credentials() { return "Token=" + d1().token + ";Account=" + d1().account; }

  std::string outcome(SQLRETURN code) {
    CHECK(application::all_texts(connection).find(d1().token) == std::string::npos);
    if (code != SQL_NEED_DATA) return application::outcome(code, connection);
    const std::vector<application::Diagnostic> records = connection.diagnostics();
    return "NEED_DATA" + (records.empty() ? std::string() : " " + records.front().state);
  }

  std::string browse(const std::string& request) {
    std::array<SQLCHAR, 4000> out{};
    const SQLRETURN code =
        SQLBrowseConnect(connection, application::narrow(request), static_cast<SQLSMALLINT>(request.size()), out.data(),
                         static_cast<SQLSMALLINT>(out.size()), &length);
    result = reinterpret_cast<const char*>(out.data());
    return outcome(code);
  }

  std::string browse_wide(const std::u16string& request) {
    std::array<SQLWCHAR, 4000> out{};
    const SQLRETURN code = SQLBrowseConnectW(connection, application::wide(request), SQL_NTS, out.data(),
                                             static_cast<SQLSMALLINT>(out.size()), &length);
    result = application::utf8(application::utf16(out.data()));
    return outcome(code);
  }

  void expect_connected() {
    application::Statement statement(connection);
    CHECK(statement.value_of("SELECT 40 + 2") == "42");
  }

  [[nodiscard]] bool says(const std::string& part) const {
    return application::all_texts(connection).find(part) != std::string::npos;
  }
};

}  // namespace

TEST_CASE_FIXTURE(Browsing, "the conversation goes from token and account to the list of databases and a connection") {
  CHECK(browse(beginning()) == "NEED_DATA");
  CHECK(result == credentials_asked);
  CHECK(length == static_cast<SQLSMALLINT>(result.size()));
  CHECK(browse("Token=" + d1().token) == "NEED_DATA");
  CHECK(result == "Account:Account ID=?");
  CHECK(browse("Account=" + d1().account) == "NEED_DATA");
  CHECK(result.starts_with("Database:Database={main"));
  CHECK(result.ends_with("}"));
  CHECK(length == static_cast<SQLSMALLINT>(result.size()));
  CHECK(browse("Database=main") == "SUCCESS");
  CHECK(length == static_cast<SQLSMALLINT>(result.size()));
  expect_connected();

  // "The connection string is suitable to use, in conjunction with SQLDriverConnect, with the SQL_DRIVER_NOPROMPT."
  const std::string completed = result;
  CHECK(completed.find("Token=" + d1().token) != std::string::npos);
  CHECK(completed.find("Database=main") != std::string::npos);
  REQUIRE_SUCCESS(connection, SQLDisconnect(connection));
  REQUIRE_SUCCESS(connection, connection.connect(completed));
  expect_connected();
}

TEST_CASE_FIXTURE(Browsing, "the conversation works with wide texts") {
  CHECK(browse_wide(application::utf16(beginning())) == "NEED_DATA");
  CHECK(result == credentials_asked);
  CHECK(length == static_cast<SQLSMALLINT>(result.size()));  // characters
  CHECK(browse_wide(application::utf16(credentials())) == "NEED_DATA");
  CHECK(result.starts_with("Database:Database={main"));
  CHECK(browse_wide(u"DATABASE=main") == "SUCCESS");
  expect_connected();
}

TEST_CASE_FIXTURE(Browsing, "a request that leaves nothing open connects at once") {
  CHECK(browse(servers::connection_string()) == "SUCCESS");
  CHECK(result.find(d1().database) != std::string::npos);
  expect_connected();
}

TEST_CASE_FIXTURE(Browsing, "a data source needs no more than its name, and its token is in no string") {
  REQUIRE_MESSAGE(!d1().dsn.empty(), "D1_TEST_DSN must name a data source for the D1 server.");
  CHECK(browse("DSN=" + d1().dsn) == "SUCCESS");
  CHECK(result.find(d1().token) == std::string::npos);
  CHECK(result.find("DSN=" + d1().dsn) != std::string::npos);
  expect_connected();
}

TEST_CASE_FIXTURE(Browsing, "asking costs no request until D1 is asked for its databases") {
  servers::reset_counts();
  CHECK(browse(beginning()) == "NEED_DATA");
  CHECK(servers::counts().requests == 0);
  CHECK(browse(credentials()) == "NEED_DATA");
  CHECK(servers::counts().requests == 1);
  CHECK(browse("") == "NEED_DATA");
  CHECK(result.starts_with("Database:Database={main"));
  CHECK(servers::counts().requests == 1);
}

TEST_CASE_FIXTURE(Browsing, "a wrong token is 28000, is asked for again, and the conversation goes on") {
  CHECK(browse(beginning()) == "NEED_DATA");
  CHECK(browse("Token=wrong;Account=" + d1().account) == "NEED_DATA 28000");
  CHECK(result == credentials_asked);
  CHECK_FALSE(says("wrong;"));
  CHECK(browse(credentials()) == "NEED_DATA");
  CHECK(browse("Database=main") == "SUCCESS");
  CHECK(result.find("Token=wrong") == std::string::npos);
  expect_connected();
}

TEST_CASE_FIXTURE(Browsing, "a database that is not there is 08004 and the list is shown again") {
  CHECK(browse(beginning() + ";" + credentials()) == "NEED_DATA");
  const std::string list = result;
  CHECK(browse("Database=no-such-database") == "NEED_DATA 08004");
  CHECK(says("no-such-database"));
  CHECK(result == list);
  CHECK(browse("Database=00000000-0000-4000-8000-000000000000") == "NEED_DATA 08004");
  CHECK(result == list);
  CHECK(browse("Database=" + d1().database) == "SUCCESS");
  expect_connected();
}

TEST_CASE_FIXTURE(Browsing, "an unknown keyword is 01S00 with what is still missing") {
  CHECK(browse(beginning() + ";Nonsense=1") == "NEED_DATA 01S00");
  CHECK(result == credentials_asked);
  CHECK(browse("Token=" + d1().token + ";More=nonsense") == "NEED_DATA 01S00");
  CHECK(result == "Account:Account ID=?");
  CHECK(browse("Account=" + d1().account) == "NEED_DATA");
  CHECK(browse("Account=another") == "NEED_DATA 01S00");  // settled at an earlier level
  CHECK(says("Account"));
  CHECK(browse("Database=main;Third=3") == "SUCCESS_WITH_INFO 01S00");
  expect_connected();
}

TEST_CASE_FIXTURE(Browsing, "a host that nobody answers at is 08001 and ends the conversation") {
  CHECK(browse("DRIVER={Cloudflare D1};Endpoint=https://127.0.0.1:1/v4;Retries=0") == "NEED_DATA");
  CHECK(browse("Token=t;Account=a") == "ERROR 08001");
  // unixODBC goes on to think that there is something to disconnect, and passes on no record of the driver.
  if (application::manager() == Manager::None) EXPECT("ERROR 08003", connection, SQLDisconnect(connection));
  CHECK(browse(beginning()) == "NEED_DATA");
  CHECK(result == credentials_asked);
}

TEST_CASE_FIXTURE(Browsing, "a list that is lost on the way is an error; a list of hostile names asks without one") {
  const std::string start = "DRIVER={Cloudflare D1};Retries=0;Endpoint=" + servers::faults().endpoint +
                            ";CAFile=" + servers::faults().ca + ";" + credentials();
  servers::set_script(R"([{"status":200,"body":{"success":true,"result":[]},"cut_after":3}])");
  CHECK(browse(start) == "ERROR 08S01");
  servers::set_script(
      R"([{"body":{"success":true,"result":[{"uuid":"u1","name":"a};Token=x"},{"uuid":"u2","name":""}],)"
      R"("result_info":{"per_page":100}}}])");
  CHECK(browse(start) == "NEED_DATA 01000");
  CHECK(result == "Database:Database=?");
}

TEST_CASE_FIXTURE(Browsing, "a result string that does not fit is 01004 with its full length, and nothing is lost") {
  const std::string request = beginning();
  const auto at = [&](SQLCHAR* out, SQLSMALLINT capacity, const std::string& text) {
    length = -7;
    return outcome(SQLBrowseConnect(connection, application::narrow(text), SQL_NTS, out, capacity, &length));
  };
  const auto full = static_cast<SQLSMALLINT>(credentials_asked.size());
  std::array<SQLCHAR, 100> out{};
  CHECK(at(out.data(), 10, request) == "NEED_DATA 01004");
  CHECK(std::string(reinterpret_cast<char*>(out.data())) == credentials_asked.substr(0, 9));
  CHECK(length == full);
  CHECK(at(out.data(), full, "") == "NEED_DATA 01004");
  CHECK(std::string(reinterpret_cast<char*>(out.data())) == credentials_asked.substr(0, credentials_asked.size() - 1));
  CHECK(at(out.data(), static_cast<SQLSMALLINT>(full + 1), "") == "NEED_DATA");
  CHECK(std::string(reinterpret_cast<char*>(out.data())) == credentials_asked);
  out.fill('x');
  CHECK(at(out.data(), 0, "") == "NEED_DATA 01004");
  CHECK(out[0] == 'x');
  CHECK(length == full);
  CHECK(at(nullptr, 0, "") == "NEED_DATA");
  CHECK(length == full);
  CHECK(at(out.data(), 5, credentials()) == "NEED_DATA 01004");
  CHECK(at(out.data(), 5, "Database=main") == "SUCCESS_WITH_INFO 01004");
  CHECK(length > 5);
  expect_connected();
}

TEST_CASE_FIXTURE(Browsing, "a negative length of the request is HY090") {
  EXPECT("ERROR HY090", connection,
         SQLBrowseConnect(connection, application::narrow(beginning()), -5, nullptr, 0, &length));
}

TEST_CASE_FIXTURE(Browsing, "in the middle of the conversation other calls are refused as the state table says") {
  CHECK(browse(beginning()) == "NEED_DATA");
  const std::string x = "x";
  SQLCHAR* const text = application::narrow(x);
  SQLUSMALLINT word = 0;
  SQLUINTEGER number = 0;
  SQLCHAR out[20] = {};
  SQLINTEGER told = 0;
  SQLSMALLINT short_told = 0;
  SQLHANDLE statement = SQL_NULL_HANDLE;
  EXPECT("ERROR 08002", connection, SQLConnect(connection, text, SQL_NTS, nullptr, 0, nullptr, 0));
  EXPECT("ERROR 08002", connection, connection.connect(servers::connection_string()));
  EXPECT("ERROR 08003", connection, SQLAllocHandle(SQL_HANDLE_STMT, connection, &statement));
  EXPECT("ERROR 08003", connection, SQLEndTran(SQL_HANDLE_DBC, connection, SQL_COMMIT));
  EXPECT("ERROR 08003", connection, SQLNativeSql(connection, text, SQL_NTS, out, sizeof out, &told));
  EXPECT("ERROR 08003", connection, SQLGetInfo(connection, SQL_DBMS_NAME, out, sizeof out, &short_told));
  EXPECT("ERROR HY010", connection, SQLGetFunctions(connection, SQL_API_SQLTABLES, &word));
  EXPECT("ERROR HY010", connection, SQLGetConnectAttr(connection, SQL_ATTR_AUTOCOMMIT, &number, 0, nullptr));
  EXPECT("ERROR HY010", connection, SQLSetConnectAttr(connection, SQL_ATTR_AUTOCOMMIT, nullptr, 0));
  EXPECT("ERROR HY010", connection, SQLFreeHandle(SQL_HANDLE_DBC, connection));
  CHECK(browse(credentials() + ";Database=main") == "SUCCESS");
  expect_connected();
}

TEST_CASE_FIXTURE(Browsing, "SQLDisconnect ends the conversation, and another begins from the start") {
  CHECK(browse(beginning() + ";Token=" + d1().token) == "NEED_DATA");
  CHECK(result == "Account:Account ID=?");
  REQUIRE_SUCCESS(connection, SQLDisconnect(connection));
  EXPECT("ERROR 08003", connection, SQLDisconnect(connection));
  CHECK(browse(beginning()) == "NEED_DATA");
  CHECK(result == credentials_asked);
  REQUIRE_SUCCESS(connection, SQLDisconnect(connection));
  REQUIRE_SUCCESS(connection, connection.connect(servers::connection_string()));
}

TEST_CASE_FIXTURE(Browsing, "a connected handle does not browse") {
  REQUIRE_SUCCESS(connection, connection.connect(servers::connection_string()));
  CHECK(browse(beginning()) == "ERROR 08002");
  expect_connected();
}

TEST_CASE_FIXTURE(Browsing, "the current catalog that was set is not asked for") {
  REQUIRE_SUCCESS(connection,
                  SQLSetConnectAttr(connection, SQL_ATTR_CURRENT_CATALOG, const_cast<char*>("main"), SQL_NTS));
  CHECK(browse(beginning() + ";" + credentials()) == "SUCCESS");
  expect_connected();
}
