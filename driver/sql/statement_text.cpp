// Owns: the way from the application's text to statements, and from a statement to D1's text. Never: single tokens,
// escapes, keywords (the files beside this one).
#include "sql/statement_text.h"

#include <algorithm>
#include <cctype>
#include <functional>

#include "error/odbc_error.h"
#include "sql/escapes.h"
#include "sql/last_write_calls.h"
#include "sql/lexer.h"
#include "sql/marked_text.h"
#include "sql/statement_border.h"
#include "sql/statement_kind.h"
#include "sql/temporary_pragma.h"

namespace d1odbc {
namespace {

bool has_escapes(const std::vector<Token>& tokens) {
  return std::any_of(tokens.begin(), tokens.end(), [](const Token& token) {
    return token.kind == TokenKind::OpenBrace || token.kind == TokenKind::CloseBrace;
  });
}

/// A translated text with its tokens.
struct LexedText {
  MarkedText text;
  std::vector<Token> tokens;
  unsigned highest_number = 0;
};

LexedText lex(std::string_view given, const ParseOptions& options) {
  const std::string sql =
      options.translate_escapes ? without_temporary_pragma(without_identity_variable(given)) : std::string(given);
  std::vector<Token> tokens = tokenize(sql);
  const MarkerNumbers numbers = number_markers(sql, tokens);
  if (!options.translate_escapes || !has_escapes(tokens)) {
    return {mark(sql, tokens, numbers), std::move(tokens), numbers.highest};
  }
  MarkedText translated = translate_escapes(sql, tokens, numbers, options);
  std::vector<Token> translated_tokens = tokenize(translated.sql);
  return {std::move(translated), std::move(translated_tokens), numbers.highest};
}

bool is_definition(StatementKind kind) { return kind == StatementKind::Create || kind == StatementKind::Alter; }

/// The text of a blank or comment with LF for CRLF. `follower` is the byte behind it: a line comment ends before its
/// LF.
std::string with_line_feeds(std::string_view filler, char follower) {
  std::string text;
  for (std::size_t index = 0; index < filler.size(); ++index) {
    const char next = index + 1 < filler.size() ? filler[index + 1] : follower;
    if (filler[index] != '\r' || next != '\n') text.push_back(filler[index]);
  }
  return text;
}

/// Cuts statements out of the text in their order; the markers are walked along, so the whole is linear.
class Cutter {
 public:
  explicit Cutter(const LexedText& lexed) : lexed_(lexed) {}

  StatementText cut(TokenRange range) {
    const StatementFacts facts = classify(lexed_.text.sql, lexed_.tokens, range);
    MarkedText text;
    for (std::size_t index = range.begin; index < range.end; ++index) {
      append(text, lexed_.tokens[index], is_definition(facts.kind));
    }
    return {.sql = std::move(text.sql),
            .markers = std::move(text.markers),
            .kind = facts.kind,
            .has_returning = facts.has_returning,
            .is_reading_pragma = facts.is_reading_pragma};
  }

 private:
  void append(MarkedText& text, const Token& token, bool unify_line_ends) {
    const std::string_view sql = lexed_.text.sql;
    const std::size_t end = token.offset + token.length;
    const bool is_marker = token.kind == TokenKind::Marker || token.kind == TokenKind::NamedMarker;
    const unsigned number = is_marker ? number_at(token.offset) : 0;
    if (number != 0) {
      text.append_marker(token.of(sql), number);
    } else if (unify_line_ends && is_filler(token.kind)) {
      text.append(with_line_feeds(token.of(sql), end < sql.size() ? sql[end] : '\0'));
    } else {
      text.append(token.of(sql));
    }
  }

  /// 0 for what became a marker only by a translation (a broken `$a(b` in brackets): D1 refuses such a text.
  unsigned number_at(std::size_t offset) {
    const std::vector<ParameterMarker>& markers = lexed_.text.markers;
    while (next_marker_ < markers.size() && markers[next_marker_].offset < offset) ++next_marker_;
    const bool is_known = next_marker_ < markers.size() && markers[next_marker_].offset == offset;
    return is_known ? markers[next_marker_].number : 0;
  }

  const LexedText& lexed_;
  std::size_t next_marker_ = 0;
};

/// D1 takes positional markers only while each parameter is used once and in order (a literal is no parameter).
bool is_positional(const std::vector<unsigned>& used_numbers) {
  return std::adjacent_find(used_numbers.begin(), used_numbers.end(), std::greater_equal<>()) == used_numbers.end();
}

/// Gives each ODBC parameter of a statement its place in D1's list.
class Placement {
 public:
  explicit Placement(std::size_t highest) : places_(highest + 1, 0) {}

  std::size_t place_of(unsigned number) {
    if (places_[number] == 0) {
      order_.push_back(number);
      places_[number] = order_.size();
    }
    return places_[number];
  }

  [[nodiscard]] std::vector<unsigned> take_order() { return std::move(order_); }

 private:
  std::vector<std::size_t> places_;
  std::vector<unsigned> order_;
};

bool is_parameter(MarkerForm form) { return form == MarkerForm::Plain || form == MarkerForm::Integer; }

bool is_word_byte(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '$' ||
         static_cast<unsigned char>(c) >= 0x80;
}

/// A real that cannot travel as JSON.
std::string_view literal_of(MarkerForm form) {
  if (form == MarkerForm::NegativeZero) return "-0.0";
  return form == MarkerForm::NegativeInfinity ? "-9e999" : "9e999";
}

/// A number between its neighbours: it would run into a word, and two minus signs begin a comment.
std::string literal_between(std::string_view literal, std::string_view before, std::string_view behind) {
  const bool negative = literal.front() == '-';
  const char last = before.empty() ? ' ' : before.back();
  const char next = behind.empty() ? ' ' : behind.front();
  const bool blank_before = negative ? last == '-' : is_word_byte(last) || last == '.';
  return fmt::format("{}{}{}", blank_before ? " " : "", literal, is_word_byte(next) ? " " : "");
}

}  // namespace

PreparedText prepare_text(std::string_view sql, const ParseOptions& options) {
  const LexedText lexed = lex(sql, options);
  PreparedText prepared;
  prepared.parameter_count = lexed.highest_number;
  Cutter cutter(lexed);
  for (const TokenRange range : split_statements(lexed.text.sql, lexed.tokens)) {
    prepared.statements.push_back(cutter.cut(range));
  }
  return prepared;
}

std::string native_sql(std::string_view sql, const ParseOptions& options) { return lex(sql, options).text.sql; }

RenderedText render(const StatementText& statement, const std::vector<MarkerForm>& forms) {
  std::vector<unsigned> used;
  for (const ParameterMarker& marker : statement.markers) {
    if (is_parameter(forms.at(marker.number - 1))) used.push_back(marker.number);
  }
  const bool positional = is_positional(used);
  Placement placement(forms.size());
  std::string rendered;
  const std::string_view sql = statement.sql;
  std::size_t copied = 0;
  for (const ParameterMarker& marker : statement.markers) {
    rendered.append(sql.substr(copied, marker.offset - copied));
    copied = marker.offset + marker.length;
    const MarkerForm form = forms[marker.number - 1];
    if (!is_parameter(form)) {
      rendered.append(literal_between(literal_of(form), rendered, sql.substr(copied)));
      continue;
    }
    const std::size_t place = placement.place_of(marker.number);
    const std::string written = positional ? "?" : fmt::format("?{}", place);
    rendered.append(form == MarkerForm::Integer ? fmt::format("+CAST({} AS INTEGER)", written) : written);
  }
  rendered.append(sql.substr(copied));
  return {std::move(rendered), placement.take_order()};
}

}  // namespace d1odbc
