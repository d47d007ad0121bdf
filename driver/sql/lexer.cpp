// Owns: SQLite's rules for where a token begins and ends. Never: what a keyword means, ODBC's escapes.
#include "sql/lexer.h"

#include <algorithm>
#include <array>

namespace d1odbc {
namespace {

// Three, two and one byte operators; the longest that fits is taken. `!` alone is no operator of SQLite.
constexpr std::array<std::string_view, 20> operators = {"->>", "->", "==", "<=", "<>", "<<", ">=", ">>", "!=", "||",
                                                        "-",   "+",  "*",  "/",  "%",  "=",  "<",  ">",  "|",  "&"};
constexpr std::string_view lone_operators = "~.";

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_hex_digit(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
constexpr bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
constexpr bool starts_word(char c) { return is_letter(c) || c == '_' || static_cast<unsigned char>(c) >= 0x80; }
constexpr bool continues_word(char c) { return starts_word(c) || is_digit(c) || c == '$'; }
// SQLite refuses a vertical tab at the start of a run of blanks and takes it inside one.
constexpr bool starts_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r'; }
constexpr bool continues_space(char c) { return starts_space(c) || c == '\v'; }

/// Reads one token after another. Every read moves forward by at least one byte.
class Scanner {
 public:
  explicit Scanner(std::string_view sql) : sql_(sql) {}

  [[nodiscard]] bool at_end() const { return position_ >= sql_.size(); }

  Token next() {
    const std::size_t start = position_;
    const TokenKind kind = read();
    return {.kind = kind, .offset = start, .length = position_ - start};
  }

 private:
  // U+0000 past the end: no rule below accepts it.
  [[nodiscard]] char peek(std::size_t ahead = 0) const {
    return position_ + ahead < sql_.size() ? sql_[position_ + ahead] : '\0';
  }
  [[nodiscard]] std::string_view rest() const { return sql_.substr(position_); }

  template <class Predicate>
  std::size_t skip_while(Predicate predicate) {
    const std::size_t start = position_;
    while (!at_end() && predicate(sql_[position_])) ++position_;
    return position_ - start;
  }

  TokenKind take(std::size_t bytes, TokenKind kind) {
    position_ += bytes;
    return kind;
  }

  TokenKind read() {
    const char c = peek();
    if (starts_space(c)) return read_space();
    if (rest().starts_with("\xEF\xBB\xBF")) return take(3, TokenKind::Space);
    if (rest().starts_with("--")) return read_line_comment();
    // As in SQLite, a slash and a star that end the text are two operators.
    if (rest().starts_with("/*") && rest().size() > 2) return read_block_comment();
    if ((c == 'x' || c == 'X') && peek(1) == '\'') return read_blob();
    if (starts_word(c)) return read_word();
    if (is_digit(c) || (c == '.' && is_digit(peek(1)))) return read_number();
    switch (c) {
      case '\'':
        return read_quoted(c, TokenKind::String);
      case '"':
      case '`':
        return read_quoted(c, TokenKind::QuotedName);
      case '[':
        return read_bracketed();
      case '?':
        return read_marker();
      case ':':
      case '@':
      case '$':
      case '#':
        return read_named_marker();
      case '{':
        return take(1, TokenKind::OpenBrace);
      case '}':
        return take(1, TokenKind::CloseBrace);
      case ';':
        return take(1, TokenKind::Semicolon);
      case '(':
        return take(1, TokenKind::OpenParenthesis);
      case ')':
        return take(1, TokenKind::CloseParenthesis);
      case ',':
        return take(1, TokenKind::Comma);
      default:
        return read_operator();
    }
  }

  TokenKind read_space() {
    skip_while(continues_space);
    return TokenKind::Space;
  }

  TokenKind read_line_comment() {
    skip_while([](char c) { return c != '\n'; });
    return TokenKind::Comment;
  }

  TokenKind read_block_comment() {
    const std::size_t end = sql_.find("*/", position_ + 2);
    position_ = end == std::string_view::npos ? sql_.size() : end + 2;
    return TokenKind::Comment;
  }

  TokenKind read_word() {
    skip_while(continues_word);
    return TokenKind::Word;
  }

  // A doubled quote stands for itself.
  TokenKind read_quoted(char quote, TokenKind kind) {
    ++position_;
    while (!at_end()) {
      if (sql_[position_++] != quote) continue;
      if (peek() != quote || at_end()) return kind;
      ++position_;
    }
    return TokenKind::Unterminated;
  }

  TokenKind read_bracketed() {
    const std::size_t end = sql_.find(']', position_);
    position_ = end == std::string_view::npos ? sql_.size() : end + 1;
    return end == std::string_view::npos ? TokenKind::Unterminated : TokenKind::QuotedName;
  }

  TokenKind read_blob() {
    position_ += 2;
    const std::size_t digits = skip_while(is_hex_digit);
    if (peek() == '\'') return take(1, digits % 2 == 0 ? TokenKind::Blob : TokenKind::Unknown);
    skip_while([](char c) { return c != '\''; });
    return at_end() ? TokenKind::Unterminated : take(1, TokenKind::Unknown);
  }

  // The `_` between digits is accepted wherever newer versions of SQLite might: D1 is the judge of the rest.
  TokenKind read_number() {
    const auto is_number_part = [](char c) { return is_digit(c) || c == '_'; };
    if (peek() == '0' && (peek(1) == 'x' || peek(1) == 'X') && is_hex_digit(peek(2))) {
      position_ += 2;
      skip_while([](char c) { return is_hex_digit(c) || c == '_'; });
    } else {
      skip_while(is_number_part);
      if (peek() == '.') ++position_, skip_while(is_number_part);
      read_exponent();
    }
    return skip_while(continues_word) == 0 ? TokenKind::Number : TokenKind::Unknown;
  }

  void read_exponent() {
    if (peek() != 'e' && peek() != 'E') return;
    const std::size_t sign = peek(1) == '+' || peek(1) == '-' ? 1 : 0;
    if (!is_digit(peek(1 + sign))) return;
    position_ += 1 + sign;
    skip_while([](char c) { return is_digit(c) || c == '_'; });
  }

  TokenKind read_marker() {
    ++position_;
    skip_while(is_digit);
    return TokenKind::Marker;
  }

  // SQLite's rule for Tcl names too: $name::more::names(anything without blanks).
  TokenKind read_named_marker() {
    const bool is_register = peek() == '#' && is_digit(peek(1));  // SQLite's own use, refused in a user's text
    ++position_;
    bool has_name = false;
    while (!at_end()) {
      if (continues_word(peek())) {
        has_name = true;
        ++position_;
      } else if (peek() == ':' && peek(1) == ':') {
        position_ += 2;
      } else {
        break;
      }
    }
    if (has_name && peek() == '(' && !read_marker_suffix()) return TokenKind::Unknown;
    return has_name && !is_register ? TokenKind::NamedMarker : TokenKind::Unknown;
  }

  bool read_marker_suffix() {
    skip_while([](char c) { return c != ')' && !continues_space(c); });
    if (peek() != ')') return false;
    ++position_;
    return true;
  }

  TokenKind read_operator() {
    for (const std::string_view candidate : operators) {
      if (rest().starts_with(candidate)) return take(candidate.size(), TokenKind::Operator);
    }
    return take(1, lone_operators.find(peek()) != std::string_view::npos && peek() != '\0' ? TokenKind::Operator
                                                                                           : TokenKind::Unknown);
  }

  std::string_view sql_;
  std::size_t position_ = 0;
};

constexpr char to_upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

}  // namespace

std::vector<Token> tokenize(std::string_view sql) {
  std::vector<Token> tokens;
  Scanner scanner(sql);
  while (!scanner.at_end()) tokens.push_back(scanner.next());
  return tokens;
}

bool is_keyword(std::string_view word, std::string_view keyword) noexcept {
  return std::equal(word.begin(), word.end(), keyword.begin(), keyword.end(),
                    [](char written, char wanted) { return to_upper(written) == wanted; });
}

}  // namespace d1odbc
