// Owns: the claims about reading odbc.ini and the environment. Never: which value wins.
#include <doctest/doctest.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <string>

#include "config/settings.h"

namespace d1odbc {
namespace {

/// An odbc.ini of its own for the life of the object.
class OwnOdbcIni {
 public:
  explicit OwnOdbcIni(const std::string& text) {
    descriptor_ = ::mkstemp(path_.data());
    REQUIRE(descriptor_ >= 0);
    std::ofstream(path_) << text;
    if (const char* before = std::getenv("ODBCINI")) before_ = before;
    ::setenv("ODBCINI", path_.c_str(), 1);
  }
  ~OwnOdbcIni() {
    ::close(descriptor_);
    ::unlink(path_.c_str());
    before_.empty() ? ::unsetenv("ODBCINI") : ::setenv("ODBCINI", before_.c_str(), 1);
  }
  OwnOdbcIni(const OwnOdbcIni&) = delete;
  OwnOdbcIni& operator=(const OwnOdbcIni&) = delete;

 private:
  std::string path_ = "/tmp/d1odbc-odbcini-XXXXXX";
  std::string before_;
  int descriptor_ = -1;
};

TEST_CASE("a keyword is read from the data source's section of odbc.ini") {
  const std::string long_value(900, 'v');
  const OwnOdbcIni ini("[d1odbc surroundings]\nAccount = abc\nToken = " + long_value + "\n");
  const SettingSources& real = real_setting_sources();
  CHECK(real.dsn_value("d1odbc surroundings", "Account") == "abc");
  CHECK(real.dsn_value("d1odbc surroundings", "account") == "abc");
  CHECK(real.dsn_value("d1odbc surroundings", "Token") == long_value);
  CHECK(real.dsn_value("d1odbc surroundings", "Database") == "");
  CHECK(real.dsn_value("d1odbc no such section", "Account") == "");
}

TEST_CASE("a variable is read from the environment") {
  ::setenv("D1ODBC_SURROUNDINGS_TEST", "value", 1);
  CHECK(real_setting_sources().environment("D1ODBC_SURROUNDINGS_TEST") == "value");
  ::unsetenv("D1ODBC_SURROUNDINGS_TEST");
  CHECK(real_setting_sources().environment("D1ODBC_SURROUNDINGS_TEST") == std::nullopt);
}

}  // namespace
}  // namespace d1odbc
