// Owns: the first words of writing statements. Never: their values.
#include "sql/written_table.h"

#include <vector>

#include "sql/named_table.h"
#include "sql/token_reader.h"

namespace d1odbc {

namespace {

/// Moves to the statement's own keyword, over `WITH …`: what stands in parentheses is not it.
bool find_main_keyword(TokenReader& reader) {
  while (!reader.at_end()) {
    for (const std::string_view keyword : {"INSERT", "REPLACE", "UPDATE", "DELETE"}) {
      if (reader.is_at(keyword)) return true;
    }
    if (reader.is_at(TokenKind::OpenParenthesis)) {
      if (!reader.skip_parentheses()) return false;
    } else {
      reader.advance();
    }
  }
  return false;
}

/// `OR REPLACE` and its like; whether it was that one.
bool take_conflict_choice(TokenReader& reader) {
  if (!reader.take("OR")) return false;
  const bool replaces = reader.is_at("REPLACE");
  reader.advance();
  return replaces;
}

/// Whether `DO UPDATE` stands outside of parentheses.
bool has_upsert(TokenReader reader) {
  while (!reader.at_end()) {
    if (reader.is_at(TokenKind::OpenParenthesis)) {
      if (!reader.skip_parentheses()) return false;
    } else if (reader.take("DO")) {
      if (reader.is_at("UPDATE")) return true;
    } else {
      reader.advance();
    }
  }
  return false;
}

}  // namespace

std::optional<WrittenTable> read_written_table(const StatementText& statement) {
  const std::vector<Token> tokens = tokenize(statement.sql);
  TokenReader reader(statement.sql, tokens, {0, tokens.size()});
  if (!find_main_keyword(reader)) return std::nullopt;
  WrittenTable written;
  const bool deletes = reader.take("DELETE");
  const bool updates = !deletes && reader.take("UPDATE");
  const bool inserts = !deletes && !updates;
  if (inserts) {
    written.replaces_rows = reader.is_at("REPLACE");
    reader.advance();
  }
  if (!deletes && take_conflict_choice(reader)) written.replaces_rows = true;
  if (deletes && !reader.take("FROM")) return std::nullopt;
  if (inserts && !reader.take("INTO")) return std::nullopt;
  std::optional<NamedTable> table = take_table(reader);
  if (!table) return std::nullopt;
  written.table = std::move(table->table);
  written.may_update = inserts && has_upsert(reader);
  return written;
}

}  // namespace d1odbc
