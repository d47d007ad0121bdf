// Owns: the grammar of SQLite's qualified table names. Never: expressions.
#include "sql/named_table.h"

#include <algorithm>
#include <array>

#include "sql/identifier.h"

namespace d1odbc {
namespace {

/// Words that go on behind a table: they are no alias unless AS stands before them. All are reserved but WINDOW, which
/// SQLite tells by what follows it.
constexpr std::array<std::string_view, 27> words_behind_table{
    "WHERE", "ORDER",   "LIMIT", "GROUP", "HAVING", "WINDOW",    "UNION",  "INTERSECT", "EXCEPT",
    "JOIN",  "NATURAL", "LEFT",  "RIGHT", "FULL",   "INNER",     "CROSS",  "OUTER",     "ON",
    "USING", "INDEXED", "NOT",   "SET",   "FROM",   "RETURNING", "VALUES", "DEFAULT",   "SELECT"};

bool is_at_name(const TokenReader& reader) {
  // SQLite takes a string for a name where only a name can stand.
  return reader.is_at(TokenKind::Word) || reader.is_at(TokenKind::QuotedName) || reader.is_at(TokenKind::String);
}

std::optional<std::string> take_name(TokenReader& reader) {
  if (!is_at_name(reader)) return std::nullopt;
  std::string name = without_quotes(reader.text());
  reader.advance();
  return name;
}

bool is_at_alias(const TokenReader& reader) {
  return is_at_name(reader) && std::none_of(words_behind_table.begin(), words_behind_table.end(),
                                            [&](std::string_view word) { return reader.is_at(word); });
}

bool is_main(std::string_view schema) { return is_keyword(schema, "MAIN"); }

}  // namespace

std::optional<NamedTable> take_table(TokenReader& reader) {
  std::optional<std::string> name = take_name(reader);
  if (name && reader.is_at(TokenKind::Operator) && reader.text() == ".") {
    if (!is_main(*name)) return std::nullopt;
    reader.advance();
    name = take_name(reader);
  }
  if (!name) return std::nullopt;
  const bool must_have_alias = reader.take("AS");
  if (!must_have_alias && !is_at_alias(reader)) return NamedTable{std::move(*name), {}};
  std::optional<std::string> alias = take_name(reader);
  if (!alias) return std::nullopt;
  return NamedTable{std::move(*name), std::move(*alias)};
}

void skip_index_choice(TokenReader& reader) noexcept {
  if (reader.take("NOT")) {
    reader.take("INDEXED");
  } else if (reader.take("INDEXED")) {
    reader.take("BY");
    reader.advance();
  }
}

}  // namespace d1odbc
