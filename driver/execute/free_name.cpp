// Owns: finding a name that a text does not use. Never: knows what it is for.
#include "execute/free_name.h"

#include "config/ascii.h"

namespace d1odbc {

std::string free_name(std::string_view sql, std::string_view beginning) {
  const std::string text = folded(sql);
  std::string name(beginning);
  while (text.find(name) != std::string::npos) name += '_';
  return name;
}

}  // namespace d1odbc
