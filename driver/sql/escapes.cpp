// Owns: the table of escapes and their translation. Never: the syntax of {fn …} (function_call.h) or its functions.
#include "sql/escapes.h"

#include <algorithm>
#include <array>
#include <functional>
#include <string>

#include "error/odbc_error.h"
#include "sql/brace_pairs.h"
#include "sql/function_call.h"
#include "sql/literal_escapes.h"
#include "sql/outer_join.h"
#include "sql/token_reader.h"

namespace d1odbc {
namespace {

enum class EscapeForm : std::uint8_t { Literal, Like, OuterJoin, Function, Missing };

struct EscapeRow {
  std::string_view keyword;
  EscapeForm form;
  State state;                                  // of a literal that is none, or of an escape that D1 lacks
  bool (*is_valid)(std::string_view) noexcept;  // for Literal
  std::string_view text;                        // how a literal must look, or why there is no such escape
};

constexpr std::array<EscapeRow, 9> escape_table = {{
    // clang-format off
    {"D",        EscapeForm::Literal,   State::InvalidDatetimeFormat, is_date_literal,      "'yyyy-mm-dd'"},
    {"T",        EscapeForm::Literal,   State::InvalidDatetimeFormat, is_time_literal,      "'hh:mm:ss[.fraction]'"},
    {"TS",       EscapeForm::Literal,   State::InvalidDatetimeFormat, is_timestamp_literal, "'yyyy-mm-dd hh:mm:ss[.fraction]'"},
    {"GUID",     EscapeForm::Literal,   State::InvalidCharacterValue, is_guid_literal,      "'xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx'"},
    {"ESCAPE",   EscapeForm::Like,      State::SyntaxOrAccess,        nullptr,              ""},
    {"OJ",       EscapeForm::OuterJoin, State::SyntaxOrAccess,        nullptr,              ""},
    {"FN",       EscapeForm::Function,  State::SyntaxOrAccess,        nullptr,              ""},
    {"CALL",     EscapeForm::Missing,   State::NotImplemented,        nullptr,              "D1 has no procedures"},
    {"INTERVAL", EscapeForm::Missing,   State::NotImplemented,        nullptr,              "D1 has no interval type"},
    // clang-format on
}};

// D1 takes no statement above 100,000 bytes. The other limit bounds memory: templates repeat arguments, nested ones
// multiply.
constexpr std::size_t longest_translation = 100'000;
constexpr std::size_t longest_sum_of_translations = 4'000'000;

bool needs_no_blank_behind(char c) { return std::string_view(" \t\n\r(,=").find(c) != std::string_view::npos; }

std::string text_literal(std::string_view text) {
  std::string literal = "'";
  for (const char c : text) literal.append(c == '\'' ? 2 : 1, c);
  return literal + "'";
}

MarkedText unmarked(std::string text) { return {.sql = std::move(text), .markers = {}}; }

/// Puts the arguments where the template has `$1`, `$2`, …
MarkedText fill(std::string_view text, const std::vector<MarkedText>& arguments) {
  MarkedText filled;
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t dollar = std::min(text.find('$', start), text.size());
    filled.append(text.substr(start, dollar - start));
    if (dollar == text.size()) break;
    filled.append(arguments.at(static_cast<std::size_t>(text[dollar + 1] - '1')));
    start = dollar + 2;
  }
  return filled;
}

class Translator {
 public:
  Translator(std::string_view sql, const std::vector<Token>& tokens, const MarkerNumbers& numbers,
             const ParseOptions& options)
      : sql_(sql), tokens_(tokens), numbers_(numbers), options_(options), braces_(sql, tokens) {}

  /// The tokens of the range with all escapes in it translated.
  MarkedText translate(TokenRange range) {
    MarkedText text;
    for (std::size_t index = range.begin; index < range.end; ++index) {
      if (tokens_[index].kind != TokenKind::OpenBrace) {
        append_token(text, index);
        continue;
      }
      const std::size_t close = braces_.closing_of(index);
      append_apart(text, translate_escape({index + 1, close}), close + 1 < range.end ? &tokens_[close + 1] : nullptr);
      index = close;
    }
    return text;
  }

 private:
  void append_token(MarkedText& text, std::size_t index) const {
    const std::string_view bytes = tokens_[index].of(sql_);
    const unsigned number = numbers_.of_token[index];
    number == 0 ? text.append(bytes) : text.append_marker(bytes, number);
  }

  /// Appends with blanks where the bytes around it would otherwise make other tokens together with it.
  void append_apart(MarkedText& text, const MarkedText& addition, const Token* next) const {
    if (!text.sql.empty() && !needs_no_blank_behind(text.sql.back())) text.append(" ");
    text.append(addition);
    const bool is_apart = next == nullptr || is_filler(next->kind) || next->kind == TokenKind::Comma ||
                          next->kind == TokenKind::CloseParenthesis || next->kind == TokenKind::Semicolon ||
                          next->kind == TokenKind::OpenBrace;
    if (!is_apart) text.append(" ");
  }

  MarkedText translate_escape(TokenRange inside) {
    const EscapeRow& row = row_of(inside);
    TokenReader reader(sql_, tokens_, inside);
    reader.advance();
    const TokenRange rest = without_filler(tokens_, {reader.position(), inside.end});
    switch (row.form) {
      case EscapeForm::Literal:
        return literal(row, rest);
      case EscapeForm::Like:
        return like_escape(rest);
      case EscapeForm::OuterJoin:
        return outer_join(rest);
      case EscapeForm::Function:
        return function(rest);
      case EscapeForm::Missing:
        break;
    }
    throw OdbcError(row.state, "The ODBC escape {} is not supported: {}.", escape_text(inside), row.text);
  }

  /// `?` begins {?=call …}.
  [[nodiscard]] const EscapeRow& row_of(TokenRange inside) const {
    const TokenReader reader(sql_, tokens_, inside);
    const std::string_view keyword = reader.is_at(TokenKind::Marker) ? "CALL" : reader.text();
    const auto* const row = std::find_if(escape_table.begin(), escape_table.end(),
                                         [&](const EscapeRow& r) { return is_keyword(keyword, r.keyword); });
    if (row != escape_table.end()) return *row;
    throw OdbcError(State::SyntaxOrAccess,
                    "{} is no ODBC escape: d, t, ts, guid, fn, oj or escape must follow the '{{'.",
                    escape_text(inside));
  }

  [[nodiscard]] MarkedText literal(const EscapeRow& row, TokenRange rest) const {
    const std::string_view text = only_string(rest);
    if (text.empty()) {
      throw OdbcError(State::SyntaxOrAccess, "The ODBC escape {{{} …}} needs one text in single quotes: {}.",
                      row.keyword, row.text);
    }
    const std::string_view value = text.substr(1, text.size() - 2);
    if (!row.is_valid(value)) {
      throw OdbcError(row.state, "The literal {} of the ODBC escape {{{} …}} is not valid: it must be {}.",
                      excerpt(text), row.keyword, row.text);
    }
    return unmarked(std::string(text));
  }

  [[nodiscard]] MarkedText like_escape(TokenRange rest) const {
    const std::string_view text = only_string(rest);
    if (text.empty()) {
      throw OdbcError(State::SyntaxOrAccess, "The ODBC escape {{escape …}} needs one character in single quotes.");
    }
    return unmarked("ESCAPE " + std::string(text));
  }

  /// A join inside of another gets brackets: SQLite reads `a JOIN b JOIN c` as `(a JOIN b) JOIN c`.
  MarkedText outer_join(TokenRange rest) {
    const bool is_inner = outer_joins_ > 0;
    ++outer_joins_;
    MarkedText text;
    if (is_inner) text.append("(");
    for (const JoinBracket& bracket : join_brackets(sql_, tokens_, rest)) {
      text.append(translate({rest.begin, bracket.token}));
      text.append(bracket.bracket == '(' ? " (" : ") ");
      rest.begin = bracket.token;
    }
    text.append(translate(rest));
    if (is_inner) text.append(")");
    --outer_joins_;
    return text;
  }

  MarkedText function(TokenRange rest) {
    const FunctionCall call = read_function_call(sql_, tokens_, rest);
    if (call.form == CallForm::DatabaseName) return unmarked(text_literal(options_.database_name));
    if (call.form == CallForm::UserName) return unmarked(text_literal(options_.user_name));
    std::vector<MarkedText> arguments;
    for (const TokenRange argument : call.arguments) arguments.push_back(translate(argument));
    MarkedText text = fill(call.text, arguments);
    sum_ += text.sql.size();
    if (text.sql.size() > longest_translation || sum_ > longest_sum_of_translations) {
      throw OdbcError(State::SyntaxOrAccess, "{{fn {} becomes longer than the {} bytes of a statement in D1.",
                      excerpt(sql_.substr(tokens_[rest.begin].offset)), longest_translation);
    }
    return text;
  }

  /// The one string that the range is, with its quotes; empty if it is anything else.
  [[nodiscard]] std::string_view only_string(TokenRange range) const {
    const bool is_string = range.end == range.begin + 1 && tokens_[range.begin].kind == TokenKind::String;
    return is_string ? tokens_[range.begin].of(sql_) : std::string_view{};
  }

  [[nodiscard]] std::string escape_text(TokenRange inside) const {
    if (inside.empty()) return "{}";
    const std::size_t offset = tokens_[inside.begin].offset;
    const Token& last = tokens_[inside.end - 1];
    return fmt::format("{{{}}}", excerpt(sql_.substr(offset, last.offset + last.length - offset)));
  }

  std::string_view sql_;
  const std::vector<Token>& tokens_;
  const MarkerNumbers& numbers_;
  const ParseOptions& options_;
  BracePairs braces_;
  std::size_t sum_ = 0;
  unsigned outer_joins_ = 0;  // around the token that is translated
};

/// Whether the markers still stand as in the user's text, so that plain `?` count right.
bool has_same_markers(const MarkedText& text, const MarkerNumbers& numbers) {
  std::vector<unsigned> original;
  std::copy_if(numbers.of_token.begin(), numbers.of_token.end(), std::back_inserter(original),
               [](unsigned number) { return number != 0; });
  return std::equal(original.begin(), original.end(), text.markers.begin(), text.markers.end(),
                    [](unsigned number, const ParameterMarker& marker) { return number == marker.number; });
}

}  // namespace

MarkedText translate_escapes(std::string_view sql, const std::vector<Token>& tokens, const MarkerNumbers& numbers,
                             const ParseOptions& options) {
  MarkedText text = Translator(sql, tokens, numbers, options).translate({0, tokens.size()});
  return has_same_markers(text, numbers) ? text : with_written_numbers(text);
}

}  // namespace d1odbc
