// Owns: the paths of D1's REST API. Never: the host, headers.
#include "d1/paths.h"

#include <fmt/core.h>

namespace d1odbc {

namespace {

bool is_unreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("-._~").find(c) != std::string_view::npos;
}

// A segment of dots alone would be taken as "this" or "the parent" folder.
bool is_dots(std::string_view text) { return text == "." || text == ".."; }

}  // namespace

std::string percent_encoded(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (is_unreserved(c) && !is_dots(text)) {
      out += c;
    } else {
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return out;
}

std::string raw_path(std::string_view account, std::string_view database_id) {
  return fmt::format("/accounts/{}/d1/database/{}/raw", percent_encoded(account), percent_encoded(database_id));
}

std::string list_path(std::string_view account, std::string_view name, unsigned page, unsigned per_page) {
  const std::string filter = name.empty() ? "" : fmt::format("name={}&", percent_encoded(name));
  return fmt::format("/accounts/{}/d1/database?{}page={}&per_page={}", percent_encoded(account), filter, page,
                     per_page);
}

}  // namespace d1odbc
