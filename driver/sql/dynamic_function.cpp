// Owns: the table of dynamic functions. Never: first keywords (statement_kind has them).
#include "sql/dynamic_function.h"

#include <sql.h>

#include <algorithm>
#include <array>
#include <vector>

#include "sql/lexer.h"
#include "sql/positioned_text.h"
#include "sql/token_reader.h"

namespace d1odbc {
namespace {

struct FunctionRow {
  StatementKind kind;
  std::string_view object;  // the keyword behind CREATE, DROP and ALTER; CURRENT for a positioned statement
  DynamicFunction function;
};

constexpr std::array function_rows = std::to_array<FunctionRow>({
    // clang-format off
    {StatementKind::Select,    "",        {"SELECT CURSOR",         SQL_DIAG_SELECT_CURSOR}},
    {StatementKind::Values,    "",        {"SELECT CURSOR",         SQL_DIAG_SELECT_CURSOR}},
    {StatementKind::Insert,    "",        {"INSERT",                SQL_DIAG_INSERT}},
    {StatementKind::Replace,   "",        {"INSERT",                SQL_DIAG_INSERT}},
    {StatementKind::Update,    "",        {"UPDATE WHERE",          SQL_DIAG_UPDATE_WHERE}},
    {StatementKind::Update,    "CURRENT", {"DYNAMIC UPDATE CURSOR", SQL_DIAG_DYNAMIC_UPDATE_CURSOR}},
    {StatementKind::Delete,    "",        {"DELETE WHERE",          SQL_DIAG_DELETE_WHERE}},
    {StatementKind::Delete,    "CURRENT", {"DYNAMIC DELETE CURSOR", SQL_DIAG_DYNAMIC_DELETE_CURSOR}},
    {StatementKind::Create,    "TABLE",   {"CREATE TABLE",          SQL_DIAG_CREATE_TABLE}},
    {StatementKind::Create,    "INDEX",   {"CREATE INDEX",          SQL_DIAG_CREATE_INDEX}},
    {StatementKind::Create,    "VIEW",    {"CREATE VIEW",           SQL_DIAG_CREATE_VIEW}},
    {StatementKind::Create,    "TRIGGER", {"CREATE TRIGGER",        80}},
    {StatementKind::Drop,      "TABLE",   {"DROP TABLE",            SQL_DIAG_DROP_TABLE}},
    {StatementKind::Drop,      "INDEX",   {"DROP INDEX",            SQL_DIAG_DROP_INDEX}},
    {StatementKind::Drop,      "VIEW",    {"DROP VIEW",             SQL_DIAG_DROP_VIEW}},
    {StatementKind::Drop,      "TRIGGER", {"DROP TRIGGER",          34}},
    {StatementKind::Alter,     "TABLE",   {"ALTER TABLE",           SQL_DIAG_ALTER_TABLE}},
    {StatementKind::Begin,     "",        {"START TRANSACTION",     111}},
    {StatementKind::Commit,    "",        {"COMMIT WORK",           11}},
    {StatementKind::Rollback,  "",        {"ROLLBACK WORK",         62}},
    {StatementKind::Savepoint, "",        {"SAVEPOINT",             63}},
    {StatementKind::Release,   "",        {"RELEASE SAVEPOINT",     57}},
    // clang-format on
});

/// CREATE [TEMP|TEMPORARY] [UNIQUE|VIRTUAL] object …, DROP object …, ALTER object …
std::string_view object_of(std::string_view sql) {
  const std::vector<Token> tokens = tokenize(sql);
  TokenReader reader(sql, tokens, {0, tokens.size()});
  reader.advance();
  for (const std::string_view word : {"TEMP", "TEMPORARY", "UNIQUE", "VIRTUAL"}) reader.take(word);
  return reader.text();
}

// Asked at each execution: the text of a SELECT or INSERT is not read again.
std::string_view detail_of(const StatementText& statement) {
  switch (statement.kind) {
    case StatementKind::Create:
    case StatementKind::Drop:
    case StatementKind::Alter:
      return object_of(statement.sql);
    case StatementKind::Update:
    case StatementKind::Delete:
      return read_positioned(statement.sql) ? "CURRENT" : "";
    default:
      return "";
  }
}

}  // namespace

DynamicFunction dynamic_function(const StatementText& statement) {
  const std::string_view detail = detail_of(statement);
  const auto row = std::find_if(function_rows.begin(), function_rows.end(), [&](const FunctionRow& each) {
    return each.kind == statement.kind && (each.object == detail || is_keyword(detail, each.object));
  });
  return row == function_rows.end() ? DynamicFunction{} : row->function;
}

}  // namespace d1odbc
