// Owns: SQLConnect and SQLDriverConnect: what is accepted, what is refused and with which SQLSTATE. Never: statements.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "test_servers.h"

using application::Connection;
using application::Environment;
using servers::d1;

namespace {

struct Unconnected {
  Environment environment;
  Connection connection{environment};

  /// The outcome of SQLDriverConnect; no token may stand in any diagnostic.
  std::string connect(const std::string& text, SQLUSMALLINT completion = SQL_DRIVER_NOPROMPT) {
    const SQLRETURN code = connection.connect(text, completion);
    CHECK(application::all_texts(connection).find(d1().token) == std::string::npos);
    return application::outcome(code, connection);
  }

  [[nodiscard]] bool says(const std::string& part) const {
    return application::all_texts(connection).find(part) != std::string::npos;
  }
};

/// The full string with one keyword's value replaced; "" leaves the keyword out.
std::string changed(const std::string& keyword, const std::string& value) {
  std::string text = servers::connection_string();
  const std::size_t at = text.find(keyword + "=");
  REQUIRE(at != std::string::npos);
  const std::size_t end = std::min(text.find(';', at), text.size());
  return text.replace(at, end - at, value.empty() ? "" : keyword + "=" + value);
}

/// A port of loopback that nobody listens on.
int closed_port() {
  const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  REQUIRE(bind(socket, reinterpret_cast<sockaddr*>(&address), size) == 0);
  REQUIRE(getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size) == 0);
  close(socket);
  return ntohs(address.sin_port);
}

}  // namespace

TEST_CASE_FIXTURE(Unconnected, "a full string connects with every completion that needs no dialog") {
  for (const SQLUSMALLINT completion :
       std::initializer_list<SQLUSMALLINT>{SQL_DRIVER_NOPROMPT, SQL_DRIVER_COMPLETE, SQL_DRIVER_COMPLETE_REQUIRED}) {
    CAPTURE(completion);
    CHECK(connect(servers::connection_string(), completion) == "SUCCESS");
    REQUIRE_SUCCESS(connection, SQLDisconnect(connection));
  }
}

TEST_CASE_FIXTURE(Unconnected, "SQLConnect connects to a data source") {
  REQUIRE_MESSAGE(!d1().dsn.empty(), "D1_TEST_DSN must name a data source for the D1 server.");
  EXPECT("SUCCESS", connection, SQLConnect(connection, application::narrow(d1().dsn), SQL_NTS, nullptr, 0, nullptr, 0));
  application::Statement statement(connection);
  CHECK(statement.value_of("SELECT 40 + 2") == "42");
}

TEST_CASE_FIXTURE(Unconnected, "SQLConnectW connects to a data source") {
  const std::u16string dsn = application::utf16(d1().dsn);
  EXPECT("SUCCESS", connection, SQLConnectW(connection, application::wide(dsn), SQL_NTS, nullptr, 0, nullptr, 0));
}

TEST_CASE_FIXTURE(Unconnected, "a database is found by its name") {
  CHECK(connect(servers::connection_string_to("main")) == "SUCCESS");
}

TEST_CASE_FIXTURE(Unconnected, "a string that lacks keywords is 08001 and names them") {
  CHECK(connect("DRIVER={Cloudflare D1};Endpoint=" + d1().endpoint) == "ERROR 08001");
  CHECK(says("Account"));
  CHECK(says("Token"));
  CHECK(says("Database"));
  CHECK(connect(changed("Database", "")) == "ERROR 08001");
  CHECK(says("Database"));
  CHECK_FALSE(says("Account"));
}

TEST_CASE_FIXTURE(Unconnected, "a dialog that would be needed is IM008") {
  CHECK(connect(changed("Database", ""), SQL_DRIVER_COMPLETE) == "ERROR IM008");
  CHECK(says("Database"));
  CHECK(connect(changed("Database", ""), SQL_DRIVER_COMPLETE_REQUIRED) == "ERROR IM008");
}

TEST_CASE_FIXTURE(Unconnected, "an unknown keyword is 01S00 and the connection is made") {
  // iODBC asks the driver for more before SQLDriverConnect ends, and so loses what the call itself said.
  CHECK(connect(servers::connection_string(";Nonsense=1")) ==
        application::unless_iodbc("SUCCESS_WITH_INFO 01S00", "SUCCESS_WITH_INFO without a diagnostic"));
  if (application::manager() != application::Manager::Iodbc) CHECK(says("Nonsense"));
  application::Statement statement(connection);
  CHECK(statement.value_of("SELECT 1") == "1");
}

TEST_CASE_FIXTURE(Unconnected, "a token that is not accepted is 28000") {
  CHECK(connect(changed("Token", "wrong-secret")) == "ERROR 28000");
  CHECK_FALSE(says("wrong-secret"));
}

TEST_CASE_FIXTURE(Unconnected, "a database that is not there is 08004, by UUID and by name") {
  CHECK(connect(servers::connection_string_to("00000000-0000-4000-8000-000000000000")) == "ERROR 08004");
  CHECK(connect(servers::connection_string_to("no-such-database")) == "ERROR 08004");
  CHECK(says("no-such-database"));
}

TEST_CASE_FIXTURE(Unconnected, "an account that is not the token's is 28000") {
  CHECK(connect(changed("Account", "ffffffffffffffffffffffffffffffff")) == "ERROR 28000");
}

TEST_CASE_FIXTURE(Unconnected, "a host that nobody answers at is 08001") {
  CHECK(connect(changed("Endpoint", "https://127.0.0.1:" + std::to_string(closed_port()) + "/client/v4") +
                ";Retries=0") == "ERROR 08001");
}

TEST_CASE_FIXTURE(Unconnected, "a certificate that is not trusted is 08001 and says so") {
  CHECK(connect(changed("CAFile", "")) == "ERROR 08001");
  CHECK(says("certificate"));
}

TEST_CASE_FIXTURE(Unconnected, "plain http to another machine is refused before anything is sent") {
  CHECK(connect(changed("Endpoint", "http://192.0.2.1/client/v4")) == "ERROR 08001");
  CHECK(says("https"));
}

TEST_CASE_FIXTURE(Unconnected, "the token of a data source does not go to an endpoint of the string") {
  CHECK(connect("DSN=" + d1().dsn + ";Endpoint=https://localhost:1/client/v4") == "ERROR 28000");
  CHECK(says("Endpoint"));
}

TEST_CASE_FIXTURE(Unconnected, "the completed string has the token only when it was given, and connects") {
  std::string completed;
  REQUIRE_SUCCESS(connection, connection.connect("DSN=" + d1().dsn, SQL_DRIVER_NOPROMPT, &completed));
  CHECK(completed.find(d1().token) == std::string::npos);
  CHECK(completed.find("DSN=" + d1().dsn) != std::string::npos);
  REQUIRE_SUCCESS(connection, SQLDisconnect(connection));
  CHECK(connect(completed) == "SUCCESS");
  REQUIRE_SUCCESS(connection, SQLDisconnect(connection));

  REQUIRE_SUCCESS(connection, connection.connect(servers::connection_string(), SQL_DRIVER_NOPROMPT, &completed));
  CHECK(completed.find("Token=" + d1().token) != std::string::npos);
  REQUIRE_SUCCESS(connection, SQLDisconnect(connection));
  CHECK(connect(completed) == "SUCCESS");
}

TEST_CASE_FIXTURE(Unconnected, "a completed string that does not fit is cut with 01004 and the full length") {
  const std::string text = servers::connection_string();
  SQLCHAR small[10] = {};
  SQLSMALLINT length = 0;
  // iODBC loses the record, as above, and tells the length of the part that it gave.
  EXPECT(application::unless_iodbc("SUCCESS_WITH_INFO 01004", "SUCCESS_WITH_INFO without a diagnostic"), connection,
         SQLDriverConnect(connection, nullptr, application::narrow(text), SQL_NTS, small, sizeof small, &length,
                          SQL_DRIVER_NOPROMPT));
  if (application::manager() != application::Manager::Iodbc) CHECK(length >= static_cast<SQLSMALLINT>(text.size()));
  CHECK(std::string(reinterpret_cast<char*>(small)) == "DRIVER={C");
}

TEST_CASE_FIXTURE(Unconnected, "a connected handle does not connect again, and a closed one does not disconnect") {
  CHECK(connect(servers::connection_string()) == "SUCCESS");
  CHECK(connect(servers::connection_string()) == "ERROR 08002");
  REQUIRE_SUCCESS(connection, SQLDisconnect(connection));
  EXPECT("ERROR 08003", connection, SQLDisconnect(connection));
}

TEST_CASE_FIXTURE(Unconnected, "the environment's variables are used when nothing else names them") {
  setenv("CF_DATABASE_ID", d1().database.c_str(), 1);
  CHECK(connect(changed("Database", "")) == "SUCCESS");
  unsetenv("CF_DATABASE_ID");
}

TEST_CASE_FIXTURE(Unconnected, "a disconnect ends open statements; the handle connects again") {
  CHECK(connect(servers::connection_string()) == "SUCCESS");
  application::Statement open(connection);
  REQUIRE_SUCCESS(open, open.execute("SELECT 1 UNION ALL SELECT 2"));
  REQUIRE_SUCCESS(open, SQLFetch(open));
  REQUIRE_SUCCESS(connection, SQLDisconnect(connection));
  CHECK(connect(servers::connection_string()) == "SUCCESS");
  application::Statement again(connection);
  CHECK(again.value_of("SELECT 5") == "5");
}
