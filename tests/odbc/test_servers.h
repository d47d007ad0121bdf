// Owns: the servers that tests talk to: where they are, their counters, the fault server's script. Never: starts one.
#pragma once

#include <string>

#include "odbc_application.h"

namespace servers {

/// Where the D1 server is (the lines of server.mjs --env-out).
struct D1Server {
  std::string endpoint, account, token, database, ca, control;
  std::string dsn;  // a data source for it in odbc.ini, "" without one
};

/// The fault server; empty texts when tests/run did not start one.
struct FaultServer {
  std::string endpoint, ca, control;
};

/// Reads the environment and takes the driver's own variables out of it, so that no test depends on them. Called once
/// before any thread. Returns the names of required variables that are missing, "" when there are none.
[[nodiscard]] std::string take_environment();

[[nodiscard]] const D1Server& d1();
/// Fails the test when there is no fault server.
[[nodiscard]] const FaultServer& faults();

/// A connection string for the D1 server; `more` is appended (`;Keyword=value`).
[[nodiscard]] std::string connection_string(const std::string& more = "");
/// The same for another database, given by name or UUID.
[[nodiscard]] std::string connection_string_to(const std::string& database);
/// A connection string for the fault server.
[[nodiscard]] std::string faulty_connection_string(const std::string& more = "");

/// What the D1 server counted since the last reset.
struct Counts {
  long requests = 0, handshakes = 0, connections = 0, most_at_once = 0, largest_body = 0;
};
[[nodiscard]] Counts counts();
void reset_counts();

/// Gives the fault server a new script (JSON, see tests/d1-server/README.md); forgets what it had.
void set_script(const std::string& json);
/// Requests that the fault server received since the last `set_script`, as it reports them (JSON).
[[nodiscard]] std::string received();
/// How many of them there are.
[[nodiscard]] int received_count();

/// A connection to the D1 server with one statement.
struct Connected {
  application::Environment environment;
  application::Connection connection{environment};
  application::Statement statement{opened(connection)};

 private:
  static const application::Connection& opened(application::Connection& connection);
};

}  // namespace servers
