// Owns: reading what README.md shows of a table. Never: the tables.
#pragma once

#include <fstream>
#include <iterator>
#include <string>

namespace d1odbc::testing {

/// The text between `<!-- NAME -->` and `<!-- /NAME -->`, each on a line of its own; "(no NAME)" without them.
inline std::string readme_section(const std::string& name) {
  std::ifstream file(std::string(D1ODBC_SOURCE_DIR) + "/README.md");
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  const std::string opening = "<!-- " + name + " -->\n";
  const std::size_t begin = text.find(opening);
  const std::size_t end = text.find("<!-- /" + name + " -->");
  if (begin == std::string::npos || end == std::string::npos || end < begin) return "(no " + name + ")";
  return text.substr(begin + opening.size(), end - begin - opening.size());
}

}  // namespace d1odbc::testing
