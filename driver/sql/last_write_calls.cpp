// Owns: the walk over the calls, and the text without them. Never: sends.
#include "sql/last_write_calls.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <optional>
#include <vector>

#include "sql/identifier.h"
#include "sql/marked_text.h"
#include "sql/statement_kind.h"
#include "sql/token_reader.h"

namespace d1odbc {

namespace {

enum class LastWriteCall : std::uint8_t { Identity, Changes };

/// A call without arguments: its first token and the one behind its `)`.
struct FoundCall {
  LastWriteCall which;
  std::size_t begin = 0;
  std::size_t end = 0;
};

std::optional<LastWriteCall> function_of(const Token& token, std::string_view sql) {
  const bool is_name = token.kind == TokenKind::Word || token.kind == TokenKind::QuotedName;
  const std::string name = is_name ? without_quotes(token.of(sql)) : std::string();
  if (is_keyword(name, "LAST_INSERT_ROWID")) return LastWriteCall::Identity;
  if (is_keyword(name, "CHANGES")) return LastWriteCall::Changes;
  return std::nullopt;
}

std::vector<FoundCall> calls_in(std::string_view sql, const std::vector<Token>& tokens) {
  std::vector<FoundCall> calls;
  for (std::size_t index = 0; index < tokens.size(); ++index) {
    const std::optional<LastWriteCall> which = function_of(tokens[index], sql);
    if (!which) continue;
    TokenReader reader(sql, tokens, {index, tokens.size()});
    reader.advance();
    if (!reader.is_at(TokenKind::OpenParenthesis)) continue;
    reader.advance();
    if (reader.is_at(TokenKind::CloseParenthesis)) calls.push_back({*which, index, reader.position() + 1});
  }
  return calls;
}

bool may_call(StatementKind kind) {
  return kind == StatementKind::Select || kind == StatementKind::Values || changes_rows(kind);
}

bool has_letters(std::string_view sql, std::string_view name) {
  constexpr auto is_same = [](char one, char lower) {
    return (one >= 'A' && one <= 'Z' ? one + 'a' - 'A' : one) == lower;
  };
  return std::ranges::search(sql, name, is_same).begin() != sql.end();
}

/// Without reading the text by tokens, which each execution would: false for nearly all texts.
bool may_name_call(std::string_view sql) {
  return has_letters(sql, "last_insert_rowid") || has_letters(sql, "changes");
}

/// Copies the tokens, and `replacement` in place of those of each call.
StatementText with_replaced_calls(const StatementText& statement, const std::vector<Token>& tokens,
                                  const std::vector<FoundCall>& calls,
                                  const std::function<std::string(LastWriteCall)>& replacement) {
  MarkedText text;
  auto marker = statement.markers.begin();
  auto call = calls.begin();
  for (std::size_t index = 0; index < tokens.size(); ++index) {
    if (call != calls.end() && index == call->begin) {
      text.append(replacement(call->which));
      index = call->end - 1;
      ++call;
      continue;
    }
    const std::string_view token = tokens[index].of(statement.sql);
    const bool is_marker = marker != statement.markers.end() && marker->offset == tokens[index].offset;
    if (is_marker) {
      text.append_marker(token, marker->number);
      ++marker;
    } else {
      text.append(token);
    }
  }
  StatementText replaced = statement;
  replaced.sql = std::move(text.sql);
  replaced.markers = std::move(text.markers);
  return replaced;
}

}  // namespace

bool calls_last_write(const StatementText& statement) {
  if (!may_call(statement.kind) || !may_name_call(statement.sql)) return false;
  return !calls_in(statement.sql, tokenize(statement.sql)).empty();
}

StatementText with_last_write(const StatementText& statement, const LastWriteValues& values) {
  if (!may_call(statement.kind)) return statement;
  const std::vector<Token> tokens = tokenize(statement.sql);
  const std::vector<FoundCall> calls = calls_in(statement.sql, tokens);
  if (calls.empty()) return statement;
  return with_replaced_calls(statement, tokens, calls, [&](LastWriteCall which) {
    return fmt::format("({})", which == LastWriteCall::Identity ? values.identity : values.changes);
  });
}

std::string without_identity_variable(std::string_view sql) {
  if (sql.find("@@") == std::string_view::npos) return std::string(sql);
  const std::vector<Token> tokens = tokenize(sql);
  std::string text;
  for (std::size_t index = 0; index < tokens.size(); ++index) {
    const bool is_variable = tokens[index].of(sql) == "@" && index + 1 < tokens.size() &&
                             tokens[index + 1].kind == TokenKind::NamedMarker &&
                             is_keyword(tokens[index + 1].of(sql), "@IDENTITY");
    text.append(is_variable ? std::string_view("last_insert_rowid()") : tokens[index].of(sql));
    if (is_variable) ++index;
  }
  return text;
}

}  // namespace d1odbc
