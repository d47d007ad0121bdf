// Owns: that data sources and drivers of iODBC's configuration files are found under iODBC, and that nothing of
// unixODBC is loaded then. Never: what a connection does.
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <fstream>
#include <optional>

#include "test_servers.h"

using application::Connection;
using application::Environment;
using servers::Connected;
using servers::d1;

namespace {

/// A configuration file of iODBC that a variable of the environment names, while this lives.
class ConfigurationFile {
 public:
  ConfigurationFile(const char* variable, const std::string& text) : variable_(variable) {
    const char* before = std::getenv(variable);
    if (before != nullptr) before_ = before;
    const int file = mkstemp(path_.data());
    REQUIRE(file >= 0);
    close(file);
    std::ofstream(path_) << text;
    setenv(variable_, path_.c_str(), 1);
  }
  ~ConfigurationFile() {
    before_ ? setenv(variable_, before_->c_str(), 1) : unsetenv(variable_);
    unlink(path_.c_str());
  }
  ConfigurationFile(const ConfigurationFile&) = delete;
  ConfigurationFile& operator=(const ConfigurationFile&) = delete;

 private:
  const char* variable_;
  std::optional<std::string> before_;
  std::string path_ = "/tmp/d1odbc-configuration-XXXXXX";
};

/// A data source for the D1 server, as odbc.ini has it.
std::string source_text(const std::string& name) {
  return "[" + name + "]\nDriver = Cloudflare D1\nAccount = " + d1().account + "\nToken = " + d1().token +
         "\nEndpoint = " + d1().endpoint + "\nCAFile = " + d1().ca + "\nDatabase = main\n";
}

/// Whether a library with this part in its path is loaded.
bool is_loaded(const std::string& part) {
  std::ifstream maps("/proc/self/maps");
  for (std::string line; std::getline(maps, line);) {
    if (line.find(part) != std::string::npos) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("a data source of the system's file is found by the manager and by the driver") {
  const ConfigurationFile file("SYSODBCINI", source_text("d1-of-the-system"));
  const Environment environment;
  Connection connection(environment);
  const std::string source = "d1-of-the-system";
  EXPECT("SUCCESS", connection, SQLConnect(connection, application::narrow(source), SQL_NTS, nullptr, 0, nullptr, 0));
  {
    application::Statement statement(connection);
    CHECK(statement.value_of("SELECT 1") == "1");
  }
  REQUIRE_SUCCESS(connection, SQLDisconnect(connection));
  EXPECT("SUCCESS", connection, connection.connect("DSN=" + source));
}

TEST_CASE("a data source with a name outside of ASCII is found") {
  const ConfigurationFile file("SYSODBCINI", source_text("d1-Gr\u00f6\u00dfe"));
  const Environment environment;
  const Connection connection(environment);
  EXPECT("SUCCESS", connection,
         SQLConnectW(connection, application::wide(u"d1-Gr\u00f6\u00dfe"), SQL_NTS, nullptr, 0, nullptr, 0));
}

TEST_CASE("of an entry for both managers iODBC takes Driver, and not Driver64") {
  const ConfigurationFile file("ODBCINSTINI",
                               "[For both]\nDriver = " D1ODBC_MODULE "\nDriver64 = /nowhere/libd1odbc.so\n");
  const Environment environment;
  Connection connection(environment);
  std::string text = servers::connection_string();
  text.replace(text.find("Cloudflare D1"), std::string_view("Cloudflare D1").size(), "For both");
  EXPECT("SUCCESS", connection, connection.connect(text));
}

TEST_CASE_FIXTURE(Connected, "the module is the one for iODBC, with iODBC's installer library alone") {
  std::array<SQLCHAR, 50> name{};
  SQLSMALLINT length = 0;
  REQUIRE_SUCCESS(connection, SQLGetInfo(connection, SQL_DRIVER_NAME, name.data(), name.size(), &length));
  CHECK(std::string(reinterpret_cast<const char*>(name.data())) == "libd1odbci.so");
  CHECK(is_loaded("/libd1odbci.so"));
  CHECK(is_loaded("/libiodbcinst.so"));
  CHECK_FALSE(is_loaded("/libd1odbc.so"));
  CHECK_FALSE(is_loaded("/libodbcinst.so"));
  CHECK_FALSE(is_loaded("/libodbc.so"));
}
