// Owns: the arithmetic of embedding. Never: lexes.
#include "sql/embed.h"

namespace d1odbc {

StatementText embed(std::string_view before, const StatementText& statement, std::string_view after) {
  StatementText whole = statement;
  whole.sql.insert(0, before).append(after);
  for (ParameterMarker& marker : whole.markers) marker.offset += before.size();
  return whole;
}

}  // namespace d1odbc
