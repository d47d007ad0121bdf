// Owns: reading and matching search patterns. Never: the escape character's place in SQLGetInfo.
#include "schema/catalog_pattern.h"

namespace d1odbc {

namespace {

constexpr char escape = '\\';

constexpr char fold(char c) noexcept { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

constexpr bool is_special(char c) noexcept { return c == '%' || c == '_' || c == escape; }

constexpr bool continues_character(char c) noexcept { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

std::size_t next_character(std::string_view text, std::size_t at) noexcept {
  do ++at;
  while (at < text.size() && continues_character(text[at]));
  return at;
}

std::string_view without_trailing_blanks(std::string_view text) noexcept {
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

// The closing quote of `text` when it is quoted as a whole, else 0.
char quote_around(std::string_view text) noexcept {
  if (text.size() < 2) return 0;
  const char close = text.front() == '[' ? ']' : text.front();
  const bool is_quote = close == '"' || close == '`' || close == ']';
  return is_quote && text.back() == close ? close : '\0';
}

std::string_view without_leading_blanks(std::string_view text) noexcept {
  while (text.starts_with(' ')) text.remove_prefix(1);
  return text;
}

// "Identifier Arguments": blanks around a quoted name go, of an unquoted one only those at the end.
std::string identifier_name(std::string_view text) {
  text = without_trailing_blanks(text);
  const std::string_view trimmed = without_leading_blanks(text);
  const char quote = quote_around(trimmed);
  if (quote != 0) text = trimmed.substr(1, trimmed.size() - 2);
  std::string name;
  for (std::size_t at = 0; at < text.size(); ++at) {
    name += text[at];
    const bool doubled =
        quote != 0 && quote != ']' && text[at] == quote && at + 1 < text.size() && text[at + 1] == quote;
    if (doubled) ++at;
  }
  return name;
}

}  // namespace

std::string ordinary_name(const CatalogArgument& argument) {
  if (!argument.text) return {};
  return argument.identifier ? identifier_name(*argument.text) : *argument.text;
}

CatalogPattern::CatalogPattern(const CatalogArgument& argument) {
  if (!argument.text) {
    pieces_.push_back({Kind::AnyCharacters, 0});
  } else if (argument.identifier) {
    read_name(identifier_name(*argument.text));
  } else {
    read_pattern(*argument.text);
  }
}

void CatalogPattern::read_pattern(std::string_view text) {
  pieces_.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == escape && at + 1 < text.size() && is_special(text[at + 1])) {
      pieces_.push_back({Kind::Byte, text[++at]});
    } else if (text[at] == '%') {
      pieces_.push_back({Kind::AnyCharacters, 0});
    } else if (text[at] == '_') {
      pieces_.push_back({Kind::OneCharacter, 0});
    } else {
      pieces_.push_back({Kind::Byte, fold(text[at])});
    }
  }
}

void CatalogPattern::read_name(std::string_view name) {
  pieces_.reserve(name.size());
  for (const char byte : name) pieces_.push_back({Kind::Byte, fold(byte)});
}

std::optional<std::string> CatalogPattern::only_name() const {
  std::string name;
  for (const Piece& piece : pieces_) {
    if (piece.kind != Kind::Byte) return std::nullopt;
    name += piece.byte;
  }
  return name;
}

// Only the last `%` is ever tried again, so the work is at most name × pattern.
bool CatalogPattern::matches(std::string_view name) const noexcept {
  std::size_t at = 0;
  std::size_t piece = 0;
  std::size_t retry_piece = pieces_.size() + 1;  // none yet
  std::size_t retry_at = 0;
  while (at < name.size()) {
    const bool more = piece < pieces_.size();
    if (more && pieces_[piece].kind == Kind::AnyCharacters) {
      retry_piece = ++piece;
      retry_at = at;
    } else if (more && pieces_[piece].kind == Kind::OneCharacter) {
      at = next_character(name, at);
      ++piece;
    } else if (more && pieces_[piece].byte == fold(name[at])) {
      ++at;
      ++piece;
    } else if (retry_piece <= pieces_.size()) {
      at = retry_at = next_character(name, retry_at);
      piece = retry_piece;
    } else {
      return false;
    }
  }
  while (piece < pieces_.size() && pieces_[piece].kind == Kind::AnyCharacters) ++piece;
  return piece == pieces_.size();
}

}  // namespace d1odbc
