// Owns: reading odbc.ini (through the installer library) and the process environment. Never: decides which value wins.
#include <odbcinst.h>

#include <cstdlib>
#include <string>

#include "config/settings.h"

namespace d1odbc {
namespace {

constexpr std::size_t first_capacity = 4'096;  // bytes
constexpr std::size_t largest_capacity = 1'048'576;

/// "" when absent. SQLGetPrivateProfileString cuts a value that does not fit, and then returns the capacity less one.
std::string read_dsn_value(const std::string& dsn, const std::string& keyword) {
  for (std::size_t capacity = first_capacity;; capacity *= 4) {
    std::string value(capacity, '\0');
    const int length = SQLGetPrivateProfileString(dsn.c_str(), keyword.c_str(), "", value.data(),
                                                  static_cast<int>(capacity), "odbc.ini");
    if (length <= 0) return {};
    if (static_cast<std::size_t>(length) + 1 < capacity || capacity >= largest_capacity) {
      // Some managers return the whole length when they cut: the text ends at its zero byte in every case.
      return value.substr(0, value.find('\0'));
    }
  }
}

std::optional<std::string> read_variable(const char* name) {
  const char* value = std::getenv(name);
  if (value == nullptr) return std::nullopt;
  return std::string(value);
}

}  // namespace

const SettingSources& real_setting_sources() {
  static const SettingSources sources{
      .dsn_value = [](std::string_view dsn,
                      std::string_view keyword) { return read_dsn_value(std::string(dsn), std::string(keyword)); },
      .environment = read_variable,
  };
  return sources;
}

}  // namespace d1odbc
