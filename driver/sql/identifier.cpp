// Owns: quotes around names. Never: lexes.
#include "sql/identifier.h"

namespace d1odbc {
namespace {

constexpr std::string_view quotes = "\"[`'";

/// A doubled quote inside stands for itself.
std::string without_doubled(std::string_view inside, char quote) {
  std::string name;
  name.reserve(inside.size());
  for (std::size_t index = 0; index < inside.size(); ++index) {
    name += inside[index];
    if (inside[index] == quote) ++index;
  }
  return name;
}

std::string in_quotes(std::string_view name, char quote) {
  std::string quoted(1, quote);
  for (const char c : name) {
    quoted += c;
    if (c == quote) quoted += quote;
  }
  return quoted + quote;
}

}  // namespace

std::string without_quotes(std::string_view token) {
  if (token.size() < 2 || quotes.find(token.front()) == std::string_view::npos) return std::string(token);
  const std::string_view inside = token.substr(1, token.size() - 2);
  return token.front() == '[' ? std::string(inside) : without_doubled(inside, token.front());
}

std::string quoted_name(std::string_view name) { return in_quotes(name, '"'); }

std::string certain_name(std::string_view name) { return in_quotes(name, '`'); }

}  // namespace d1odbc
