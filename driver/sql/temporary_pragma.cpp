// Owns: reading such a PRAGMA. Never: runs it.
#include "sql/temporary_pragma.h"

#include <algorithm>
#include <array>

#include "sql/identifier.h"
#include "sql/lexer.h"
#include "sql/token_reader.h"

namespace d1odbc {

namespace {

struct ListingPragma {
  std::string_view keyword;
  std::string_view query;
};

constexpr std::array listing_pragmas{
    ListingPragma{"TABLE_INFO", "SELECT * FROM pragma_table_info('') WHERE 0"},
    ListingPragma{"TABLE_XINFO", "SELECT * FROM pragma_table_xinfo('') WHERE 0"},
    ListingPragma{"INDEX_LIST", "SELECT * FROM pragma_index_list('') WHERE 0"},
    ListingPragma{"INDEX_INFO", "SELECT * FROM pragma_index_info('') WHERE 0"},
    ListingPragma{"INDEX_XINFO", "SELECT * FROM pragma_index_xinfo('') WHERE 0"},
    ListingPragma{"FOREIGN_KEY_LIST", "SELECT * FROM pragma_foreign_key_list('') WHERE 0"},
};

constexpr std::string_view temporary_schema = "TEMP";

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

/// The query for the listing PRAGMA of the temporary schema that the text is; "" for any other text.
std::string_view query_for(std::string_view sql) {
  const std::vector<Token> tokens = tokenize(sql);
  TokenReader reader(sql, tokens, {0, tokens.size()});
  if (!reader.take("PRAGMA") || !is_keyword(take_name(reader), temporary_schema) || reader.text() != ".") return {};
  reader.advance();
  const std::string name = take_name(reader);
  const auto listing =
      std::ranges::find_if(listing_pragmas, [&](const ListingPragma& each) { return is_keyword(name, each.keyword); });
  return listing != listing_pragmas.end() && skip_to_end(reader) ? listing->query : std::string_view();
}

/// Whether it is worth cutting the text into tokens.
bool names_temporary(std::string_view sql) {
  for (std::size_t at = 0; at + temporary_schema.size() <= sql.size(); ++at) {
    if (is_keyword(sql.substr(at, temporary_schema.size()), temporary_schema)) return true;
  }
  return false;
}

}  // namespace

std::string without_temporary_pragma(std::string_view sql) {
  const std::string_view query = names_temporary(sql) ? query_for(sql) : std::string_view();
  return std::string(query.empty() ? sql : query);
}

}  // namespace d1odbc
