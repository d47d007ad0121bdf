// Owns: the table of first keywords. Never: whether D1 permits a statement.
#include "sql/statement_kind.h"

#include <algorithm>
#include <array>

#include "sql/listings.h"
#include "sql/token_reader.h"

namespace d1odbc {
namespace {

struct KeywordRow {
  std::string_view keyword;
  StatementKind kind;
};

constexpr std::array<KeywordRow, 22> first_keywords = {{
    {"SELECT", StatementKind::Select},     {"VALUES", StatementKind::Values},       {"INSERT", StatementKind::Insert},
    {"REPLACE", StatementKind::Replace},   {"UPDATE", StatementKind::Update},       {"DELETE", StatementKind::Delete},
    {"CREATE", StatementKind::Create},     {"DROP", StatementKind::Drop},           {"ALTER", StatementKind::Alter},
    {"BEGIN", StatementKind::Begin},       {"COMMIT", StatementKind::Commit},       {"END", StatementKind::Commit},
    {"ROLLBACK", StatementKind::Rollback}, {"SAVEPOINT", StatementKind::Savepoint}, {"RELEASE", StatementKind::Release},
    {"PRAGMA", StatementKind::Pragma},     {"EXPLAIN", StatementKind::Explain},     {"ATTACH", StatementKind::Attach},
    {"DETACH", StatementKind::Detach},     {"VACUUM", StatementKind::Vacuum},       {"ANALYZE", StatementKind::Analyze},
    {"REINDEX", StatementKind::Reindex},
}};

/// WITH [RECURSIVE] name [(columns)] AS [[NOT] MATERIALIZED] (…) [, …]: moves to the main part. Read by its grammar,
/// because REPLACE may be the name of a table expression.
void skip_with(TokenReader& reader) {
  if (!reader.take("WITH")) return;
  reader.take("RECURSIVE");
  while (!reader.at_end()) {
    reader.advance();  // the name
    reader.skip_parentheses();
    if (!reader.take("AS")) return;
    reader.take("NOT");
    reader.take("MATERIALIZED");
    reader.skip_parentheses();
    if (!reader.is_at(TokenKind::Comma)) return;
    reader.advance();
  }
}

StatementKind kind_at(const TokenReader& reader) {
  const auto* const row = std::find_if(first_keywords.begin(), first_keywords.end(),
                                       [&](const KeywordRow& r) { return reader.is_at(r.keyword); });
  return row == first_keywords.end() ? StatementKind::Other : row->kind;
}

bool has_returning(TokenReader reader) {
  while (!reader.at_end()) {
    if (reader.is_at("RETURNING")) return true;
    if (reader.is_at(TokenKind::OpenParenthesis)) {
      reader.skip_parentheses();
    } else {
      reader.advance();
    }
  }
  return false;
}

/// EXPLAIN [QUERY PLAN] PRAGMA …
bool explains_pragma(TokenReader reader) {
  reader.take("EXPLAIN");
  if (reader.take("QUERY")) reader.take("PLAN");
  return reader.is_at("PRAGMA");
}

bool may_return_rows(StatementKind kind) {
  return kind == StatementKind::Insert || kind == StatementKind::Replace || kind == StatementKind::Update ||
         kind == StatementKind::Delete;
}

}  // namespace

StatementFacts classify(std::string_view sql, const std::vector<Token>& tokens, TokenRange statement) {
  TokenReader reader(sql, tokens, statement);
  skip_with(reader);
  StatementFacts facts{.kind = kind_at(reader)};
  // SQLite applies some pragmas when it compiles them, under EXPLAIN too.
  if (facts.kind == StatementKind::Explain && explains_pragma(reader)) facts.kind = StatementKind::Pragma;
  facts.has_returning = may_return_rows(facts.kind) && has_returning(reader);
  facts.is_reading_pragma = facts.kind == StatementKind::Pragma && is_reading_pragma(reader);
  return facts;
}

}  // namespace d1odbc
