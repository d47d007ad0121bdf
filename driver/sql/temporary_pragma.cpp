// Owns: reading such a PRAGMA. Never: runs it.
#include "sql/temporary_pragma.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "config/ascii.h"
#include "sql/identifier.h"
#include "sql/lexer.h"
#include "sql/token_reader.h"

namespace d1odbc {

namespace {

constexpr std::array<std::string_view, 6> listing_pragmas{"table_info", "table_xinfo", "index_list",
                                                          "index_info", "index_xinfo", "foreign_key_list"};

constexpr std::string_view temporary_schema = "temp";

/// The name at which the reader stands, without quotes, and behind it; "" for anything else.
std::string take_name(TokenReader& reader) {
  const bool is_name =
      reader.is_at(TokenKind::Word) || reader.is_at(TokenKind::QuotedName) || reader.is_at(TokenKind::String);
  if (!is_name) return {};
  std::string name = without_quotes(reader.text());
  reader.advance();
  return name;
}

/// An argument, `(x)` or `= x`, or none; whether nothing but a semicolon is behind it.
bool skip_to_end(TokenReader& reader) {
  if (reader.is_at(TokenKind::OpenParenthesis)) {
    if (!reader.skip_parentheses()) return false;
  } else if (reader.text() == "=") {
    reader.advance();
    if (take_name(reader).empty()) return false;
  }
  if (reader.is_at(TokenKind::Semicolon)) reader.advance();
  return reader.at_end();
}

/// The listing PRAGMA of the temporary schema that the text is; nullptr for any other text.
const std::string_view* temporary_pragma(std::string_view sql) {
  const std::vector<Token> tokens = tokenize(sql);
  TokenReader reader(sql, tokens, {0, tokens.size()});
  if (!reader.take("PRAGMA") || !equal_folded(take_name(reader), temporary_schema) || reader.text() != ".")
    return nullptr;
  reader.advance();
  const std::string name = take_name(reader);
  const auto listing =
      std::ranges::find_if(listing_pragmas, [&](std::string_view each) { return equal_folded(each, name); });
  return listing != listing_pragmas.end() && skip_to_end(reader) ? &*listing : nullptr;
}

/// Whether it is worth cutting the text into tokens.
bool names_temporary(std::string_view sql) {
  const auto same = [](char left, char right) { return folded(left) == right; };
  return !std::ranges::search(sql, temporary_schema, same).empty();
}

}  // namespace

std::string without_temporary_pragma(std::string_view sql) {
  const std::string_view* const pragma = names_temporary(sql) ? temporary_pragma(sql) : nullptr;
  return pragma == nullptr ? std::string(sql) : fmt::format("SELECT * FROM pragma_{}('') WHERE 0", *pragma);
}

}  // namespace d1odbc
