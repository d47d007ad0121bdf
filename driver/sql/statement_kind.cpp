// Owns: the table of first keywords, and which pragmas only read. Never: whether D1 permits a statement.
#include "sql/statement_kind.h"

#include <algorithm>
#include <array>
#include <cstdint>

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

enum class Reads : std::uint8_t {
  WithoutArgument,  // with one it would set something
  Always,
};

struct PragmaRow {
  std::string_view name;
  Reads reads;
};

// The pragmas that D1 permits; `optimize` is left out because it writes.
constexpr std::array<PragmaRow, 18> reading_pragmas = {{
    {"TABLE_INFO", Reads::Always},
    {"TABLE_XINFO", Reads::Always},
    {"TABLE_LIST", Reads::Always},
    {"INDEX_LIST", Reads::Always},
    {"INDEX_INFO", Reads::Always},
    {"INDEX_XINFO", Reads::Always},
    {"FOREIGN_KEY_LIST", Reads::Always},
    {"FOREIGN_KEY_CHECK", Reads::Always},
    {"QUICK_CHECK", Reads::Always},
    {"DATA_VERSION", Reads::WithoutArgument},
    {"PAGE_SIZE", Reads::WithoutArgument},
    {"FOREIGN_KEYS", Reads::WithoutArgument},
    {"DEFER_FOREIGN_KEYS", Reads::WithoutArgument},
    {"IGNORE_CHECK_CONSTRAINTS", Reads::WithoutArgument},
    {"LEGACY_ALTER_TABLE", Reads::WithoutArgument},
    {"RECURSIVE_TRIGGERS", Reads::WithoutArgument},
    {"REVERSE_UNORDERED_SELECTS", Reads::WithoutArgument},
    {"CASE_SENSITIVE_LIKE", Reads::WithoutArgument},
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

/// PRAGMA [schema.]name [= value | (value)]
bool is_reading_pragma(TokenReader reader) {
  reader.advance();
  std::string_view name = reader.text();
  reader.advance();
  if (reader.text() == ".") {
    reader.advance();
    name = reader.text();
    reader.advance();
  }
  const auto* const row = std::find_if(reading_pragmas.begin(), reading_pragmas.end(),
                                       [&](const PragmaRow& r) { return is_keyword(name, r.name); });
  return row != reading_pragmas.end() && (row->reads == Reads::Always || reader.at_end());
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
