// Owns: the syntax of calls, one reader for each CallForm. Never: which functions there are (scalar_functions.cpp).
#include "sql/function_call.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string>

#include "error/odbc_error.h"
#include "sql/brace_pairs.h"

namespace d1odbc {
namespace {

int depth_change(TokenKind kind) {
  if (kind == TokenKind::OpenParenthesis || kind == TokenKind::OpenBrace) return 1;
  if (kind == TokenKind::CloseParenthesis || kind == TokenKind::CloseBrace) return -1;
  return 0;
}

/// Reads one call. `name_` views the text.
class CallReader {
 public:
  CallReader(std::string_view sql, const std::vector<Token>& tokens, TokenRange inside)
      : sql_(sql), tokens_(tokens), reader_(sql, tokens, inside), inside_(without_filler(tokens, inside)) {}

  FunctionCall read() {
    if (!reader_.is_at(TokenKind::Word)) fail("no function name follows {fn");
    name_ = reader_.text();
    reader_.advance();
    const std::optional<TokenRange> brackets = read_brackets();
    const ScalarFunction& first = first_row();
    switch (first.form) {
      case CallForm::Position:
        return around_keyword(first, required(brackets), "IN");
      case CallForm::FieldFrom:
        return extract(first, required(brackets));
      case CallForm::AsType:
        return {first.form, first.text, {required(brackets)}};
      case CallForm::AddInterval:
      case CallForm::SubtractInterval:
        return with_interval(first, split(required(brackets)));
      case CallForm::CommaType:
        return convert(first, split(required(brackets)));
      default:
        return with_arguments(brackets ? split(*brackets) : std::vector<TokenRange>{}, brackets.has_value());
    }
  }

 private:
  [[noreturn]] void fail(std::string_view why) const {
    throw OdbcError(State::SyntaxOrAccess, "The ODBC escape {{fn {}}} cannot be read: {}.", excerpt(text_of(inside_)),
                    why);
  }

  [[nodiscard]] std::string_view text_of(TokenRange range) const {
    if (range.empty()) return {};
    const Token& last = tokens_[range.end - 1];
    const std::size_t offset = tokens_[range.begin].offset;
    return sql_.substr(offset, last.offset + last.length - offset);
  }

  /// What stands between the brackets behind the name; empty where there are none. Nothing may follow them.
  std::optional<TokenRange> read_brackets() {
    if (reader_.at_end()) return std::nullopt;
    if (!reader_.is_at(TokenKind::OpenParenthesis)) fail("a '(' must follow the function's name");
    const std::size_t open = reader_.position();
    if (!reader_.skip_parentheses() || !reader_.at_end()) fail("it must end with the ')' that closes the arguments");
    return TokenRange{open + 1, inside_.end - 1};
  }

  [[nodiscard]] TokenRange required(std::optional<TokenRange> brackets) const {
    if (!brackets || without_filler(tokens_, *brackets).empty()) fail("it has no arguments");
    return without_filler(tokens_, *brackets);
  }

  [[nodiscard]] const ScalarFunction& first_row() const {
    const auto rows = all_scalar_functions();
    const auto row =
        std::find_if(rows.begin(), rows.end(), [&](const ScalarFunction& f) { return is_keyword(name_, f.name); });
    if (row == rows.end()) {
      throw OdbcError(State::SyntaxOrAccess,
                      "The scalar function {} of {{fn {}}} is not known to this driver or has no equal in D1.",
                      excerpt(name_), excerpt(text_of(inside_)));
    }
    return *row;
  }

  [[nodiscard]] TokenRange argument(TokenRange range) const {
    const TokenRange trimmed = without_filler(tokens_, range);
    if (trimmed.empty()) fail("an argument is missing");
    return trimmed;
  }

  /// The first token of this range outside of inner brackets that the predicate names; `range.end` if there is none.
  template <class Predicate>
  [[nodiscard]] std::size_t find_outside(TokenRange range, Predicate predicate) const {
    int depth = 0;
    for (std::size_t index = range.begin; index < range.end; ++index) {
      if (depth == 0 && predicate(tokens_[index])) return index;
      depth += depth_change(tokens_[index].kind);
    }
    return range.end;
  }

  [[nodiscard]] std::vector<TokenRange> split(TokenRange brackets) const {
    std::vector<TokenRange> arguments;
    if (without_filler(tokens_, brackets).empty()) return arguments;
    const auto is_comma = [](const Token& token) { return token.kind == TokenKind::Comma; };
    while (true) {
      const std::size_t comma = find_outside(brackets, is_comma);
      arguments.push_back(argument({brackets.begin, comma}));
      if (comma == brackets.end) return arguments;
      brackets.begin = comma + 1;
    }
  }

  FunctionCall around_keyword(const ScalarFunction& row, TokenRange brackets, std::string_view keyword) const {
    const auto is_wanted = [&](const Token& token) {
      return token.kind == TokenKind::Word && is_keyword(token.of(sql_), keyword);
    };
    const std::size_t middle = find_outside(brackets, is_wanted);
    if (middle == brackets.end) fail(fmt::format("it has no {}", keyword));
    return {row.form, row.text, {argument({brackets.begin, middle}), argument({middle + 1, brackets.end})}};
  }

  /// The table's row for the keyword an argument is; nullptr if it is no single word or none of the table's.
  template <class Row>
  [[nodiscard]] const Row* find_keyword(std::span<const Row> rows, TokenRange word) const {
    const auto row =
        std::find_if(rows.begin(), rows.end(), [&](const Row& r) { return is_keyword(text_of(word), r.keyword); });
    return row == rows.end() ? nullptr : &*row;
  }

  template <class Row>
  [[nodiscard]] const Row& require_keyword(std::span<const Row> rows, TokenRange word, std::string_view what) const {
    const Row* row = find_keyword(rows, word);
    if (row != nullptr) return *row;
    const State state = text_of(word).starts_with("SQL_") ? State::NotImplemented : State::SyntaxOrAccess;
    throw OdbcError(state, "{} is no {} that {{fn {}}} can have in D1.", excerpt(text_of(word)), what, name_);
  }

  FunctionCall extract(const ScalarFunction& row, TokenRange brackets) const {
    FunctionCall call = around_keyword(row, brackets, "FROM");
    call.text = require_keyword(all_extract_fields(), call.arguments.front(), "field").text;
    call.arguments.erase(call.arguments.begin());
    return call;
  }

  FunctionCall with_interval(const ScalarFunction& row, std::vector<TokenRange> arguments) const {
    if (arguments.size() != 3) fail_count(arguments.size(), "3");
    const TimestampInterval& interval = require_keyword(all_intervals(), arguments.front(), "interval");
    arguments.erase(arguments.begin());
    const bool adds = row.form == CallForm::AddInterval;
    return {row.form, adds ? interval.add_template : interval.difference_template, std::move(arguments)};
  }

  FunctionCall convert(const ScalarFunction& row, std::vector<TokenRange> arguments) const {
    if (arguments.size() != 2) fail_count(arguments.size(), "2");
    const ConversionTarget& target = require_keyword(all_conversions(), arguments.back(), "type");
    arguments.pop_back();
    return {row.form, target.text, std::move(arguments)};
  }

  /// One function may have a row for each number of arguments it takes.
  FunctionCall with_arguments(std::vector<TokenRange> arguments, bool has_brackets) const {
    std::string counts;
    for (const ScalarFunction& row : all_scalar_functions()) {
      if (!is_keyword(name_, row.name)) continue;
      if (row.arguments == arguments.size() && (has_brackets || row.form != CallForm::Arguments)) {
        return {row.form, row.text, std::move(arguments)};
      }
      counts += fmt::format("{}{}", counts.empty() ? "" : " or ", row.arguments);
    }
    fail_count(arguments.size(), counts);
  }

  [[noreturn]] void fail_count(std::size_t given, std::string_view wanted) const {
    throw OdbcError(State::SyntaxOrAccess, "The scalar function {} has {} arguments in {{fn {}}}; it takes {}.", name_,
                    given, excerpt(text_of(inside_)), wanted);
  }

  std::string_view sql_;
  const std::vector<Token>& tokens_;
  TokenReader reader_;
  TokenRange inside_;
  std::string_view name_;
};

}  // namespace

FunctionCall read_function_call(std::string_view sql, const std::vector<Token>& tokens, TokenRange inside) {
  return CallReader(sql, tokens, inside).read();
}

}  // namespace d1odbc
