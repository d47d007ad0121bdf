// Owns: the function that puts words into its error. Never: statements.
#include "execute/failing_expression.h"

#include <fmt/format.h>

namespace d1odbc {

std::string failing_expression(std::string_view word) {
  // SQLite's error names the path, which is bad because it does not begin with `$`.
  return fmt::format("json_extract('{{}}',{})", word);
}

}  // namespace d1odbc
