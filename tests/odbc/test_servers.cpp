// Owns: the environment of the test programs and a small HTTP client for the servers' control ports. Never: a test.
#include "test_servers.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <stdexcept>

namespace servers {

namespace {

D1Server d1_server;
FaultServer fault_server;

struct Variable {
  const char* name;
  std::string* place;
  bool required;
  bool is_the_drivers;  // the driver reads it too
};

const std::array variables{
    Variable{"CF_D1_BASE_URL", &d1_server.endpoint, true, true},
    Variable{"CF_ACCOUNT_ID", &d1_server.account, true, true},
    Variable{"CF_API_TOKEN", &d1_server.token, true, true},
    Variable{"CF_DATABASE_ID", &d1_server.database, true, true},
    Variable{"D1_TEST_CA", &d1_server.ca, true, false},
    Variable{"D1_TEST_CONTROL", &d1_server.control, true, false},
    Variable{"D1_TEST_DSN", &d1_server.dsn, false, false},
    Variable{"D1_TEST_FAULTS", &fault_server.endpoint, false, false},
    Variable{"D1_TEST_FAULTS_CA", &fault_server.ca, false, false},
    Variable{"D1_TEST_FAULTS_CONTROL", &fault_server.control, false, false},
};

std::string read_all(int socket) {
  std::string all;
  std::array<char, 16384> piece{};
  for (ssize_t got = 0; (got = recv(socket, piece.data(), piece.size(), 0)) > 0;)
    all.append(piece.data(), static_cast<std::size_t>(got));
  return all;
}

/// One exchange with a control port, `http://127.0.0.1:PORT`. HTTP/1.0, so that the body ends with the connection.
std::string control(const std::string& url, const std::string& method, const std::string& path,
                    const std::string& body = "") {
  const int port = std::atoi(url.substr(url.rfind(':') + 1).c_str());
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<in_port_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const int connected = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (connect(connected, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    close(connected);
    throw std::runtime_error("No server answers at the control port " + url);
  }
  const std::string request = method + " " + path +
                              " HTTP/1.0\r\nHost: localhost\r\nContent-Length: " + std::to_string(body.size()) +
                              "\r\n\r\n" + body;
  const bool sent =
      send(connected, request.data(), request.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(request.size());
  const std::string answer = sent ? read_all(connected) : "";
  close(connected);
  const std::size_t head = answer.find("\r\n\r\n");
  if (answer.find(" 200 ") > head) throw std::runtime_error("The control port answered: " + answer);
  return answer.substr(head + 4);
}

long number_in(const std::string& json, const std::string& name) {
  const std::size_t at = json.find("\"" + name + "\":");
  if (at == std::string::npos) throw std::runtime_error("No " + name + " in " + json);
  return std::atol(json.c_str() + at + name.size() + 3);
}

std::string common_part(const std::string& endpoint, const std::string& ca) {
  return "DRIVER={Cloudflare D1};Account=" + d1_server.account + ";Token=" + d1_server.token + ";Endpoint=" + endpoint +
         ";CAFile=" + ca;
}

}  // namespace

std::string take_environment() {
  std::string missing;
  for (const Variable& variable : variables) {
    const char* value = std::getenv(variable.name);
    if (value != nullptr) *variable.place = value;
    if (variable.required && variable.place->empty()) missing += std::string(" ") + variable.name;
    if (variable.is_the_drivers) unsetenv(variable.name);
  }
  for (const char* name : {"CLOUDFLARE_ACCOUNT_ID", "CLOUDFLARE_API_TOKEN", "HTTPS_PROXY", "https_proxy"})
    unsetenv(name);
  return missing;
}

const D1Server& d1() { return d1_server; }

const FaultServer& faults() {
  if (fault_server.control.empty())
    throw std::runtime_error(
        "D1_TEST_FAULTS, D1_TEST_FAULTS_CA and D1_TEST_FAULTS_CONTROL must name a fault server (faults.mjs).");
  return fault_server;
}

std::string connection_string(const std::string& more) { return connection_string_to(d1_server.database) + more; }

std::string connection_string_to(const std::string& database) {
  return common_part(d1_server.endpoint, d1_server.ca) + ";Database=" + database;
}

std::string faulty_connection_string(const std::string& more) {
  return common_part(faults().endpoint, faults().ca) + ";Database=" + d1_server.database + more;
}

Counts counts() {
  const std::string report = control(d1_server.control, "GET", "/__test/counters");
  return {.requests = number_in(report, "requests"),
          .handshakes = number_in(report, "handshakes"),
          .connections = number_in(report, "connections"),
          .most_at_once = number_in(report, "most_at_once"),
          .largest_body = number_in(report, "largest_body")};
}

void reset_counts() { control(d1_server.control, "POST", "/__test/reset"); }

void set_script(const std::string& json) {
  control(faults().control, "POST", "/__reset");
  control(faults().control, "POST", "/__script", json);
}

std::string received() { return control(faults().control, "GET", "/__requests"); }

int received_count() {
  const std::string requests = received();
  int count = 0;
  for (std::size_t at = 0; (at = requests.find("\"method\":", at)) != std::string::npos; ++at) ++count;
  return count;
}

const application::Connection& Connected::opened(application::Connection& connection) {
  REQUIRE_SUCCESS(connection, connection.connect(connection_string()));
  return connection;
}

}  // namespace servers
