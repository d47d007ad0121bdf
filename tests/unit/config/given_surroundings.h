// Owns: surroundings for tests: a DSN and an environment as tables. Never: the real ones.
#pragma once

#include <map>
#include <string>

#include "config/ascii.h"
#include "config/settings.h"

namespace d1odbc {

using Table = std::map<std::string, std::string>;

/// SettingSources with the section `dsn` of odbc.ini (keys folded, as installer libraries search them) and variables.
inline SettingSources given_surroundings(const std::string& dsn, const Table& section, const Table& variables) {
  Table keys;
  for (const auto& [name, value] : section) keys[folded(name)] = value;
  return {
      .dsn_value =
          [=](std::string_view asked, std::string_view keyword) {
            const auto found = keys.find(folded(keyword));
            return equal_folded(asked, dsn) && found != keys.end() ? found->second : std::string();
          },
      .environment = [=](const char* name) -> std::optional<std::string> {
        const auto found = variables.find(name);
        if (found == variables.end()) return std::nullopt;
        return found->second;
      },
  };
}

}  // namespace d1odbc
