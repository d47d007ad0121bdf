// Owns: finding tables' names by their place in the text. Never: a parse, scopes.
#include "schema/table_references.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "sql/lexer.h"

namespace d1odbc {

namespace {

constexpr std::uint64_t columns_of_star = 100;  // D1 lets a table or result have no more

// All of these are reserved: as bare words they are never names.
constexpr std::array<std::string_view, 4> begins_tables{"FROM", "JOIN", "INTO", "UPDATE"};
constexpr std::array<std::string_view, 8> ends_tables{"SELECT", "WHERE", "GROUP", "ORDER",
                                                      "HAVING", "LIMIT", "UNION", "SET"};
constexpr std::array<std::string_view, 4> before_star{"SELECT", "DISTINCT", "ALL", "RETURNING"};

std::string folded(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return result;
}

// The name inside "x", `x`, 'x' or [x], where a doubled quote stands for itself.
std::string unquoted(std::string_view text) {
  const char quote = text.front();
  const std::string_view inside = text.substr(1, text.size() - 2);
  if (quote == '[') return std::string(inside);
  std::string name;
  for (std::size_t index = 0; index < inside.size(); ++index) {
    name += inside[index];
    if (inside[index] == quote) ++index;
  }
  return name;
}

/// The tokens of a text without blanks and comments; asking beyond the ends is allowed.
class Significant {
 public:
  explicit Significant(std::string_view sql) : sql_(sql), tokens_(tokenize(sql)) {
    std::erase_if(
        tokens_, [](const Token& token) { return token.kind == TokenKind::Space || token.kind == TokenKind::Comment; });
  }

  [[nodiscard]] std::size_t size() const { return tokens_.size(); }
  [[nodiscard]] TokenKind kind(std::size_t index) const {
    return index < tokens_.size() ? tokens_[index].kind : TokenKind::Unknown;
  }
  [[nodiscard]] std::string_view text(std::size_t index) const {
    return index < tokens_.size() ? tokens_[index].of(sql_) : std::string_view();
  }
  [[nodiscard]] bool is_word(std::size_t index, std::string_view word) const {
    return kind(index) == TokenKind::Word && is_keyword(text(index), word);
  }
  template <class Table>
  [[nodiscard]] bool is_one_of(std::size_t index, const Table& words) const {
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return is_word(index, word); });
  }
  [[nodiscard]] bool is_operator(std::size_t index, std::string_view sign) const {
    return kind(index) == TokenKind::Operator && text(index) == sign;
  }
  // SQLite takes a string for a name where only a name can stand.
  [[nodiscard]] bool is_name(std::size_t index) const {
    const TokenKind its = kind(index);
    return its == TokenKind::Word || its == TokenKind::QuotedName || its == TokenKind::String;
  }
  [[nodiscard]] std::string name(std::size_t index) const {
    return folded(kind(index) == TokenKind::Word ? std::string(text(index)) : unquoted(text(index)));
  }

 private:
  std::string_view sql_;
  std::vector<Token> tokens_;
};

/// Walks through a text once. An index before the first token is a huge one, which `Significant` takes.
class PartReader {
 public:
  explicit PartReader(std::string_view sql) : tokens_(sql) { parts_.emplace_back(); }

  TextParts read() {
    for (std::size_t index = 0; index < tokens_.size(); ++index) read_token(index);
    return std::move(parts_);
  }

 private:
  struct Frame {
    std::size_t part = 0;
    bool in_tables = false;  // between FROM and what ends its list
    std::size_t opened = 0;  // where the parenthesis stands
  };

  void read_token(std::size_t index) {
    parts_[frames_.back().part].tokens += is_star(index) ? columns_of_star : 1;
    switch (tokens_.kind(index)) {
      case TokenKind::OpenParenthesis:
        return open(index);
      case TokenKind::CloseParenthesis:
        return close();
      case TokenKind::Semicolon:
        frames_ = {Frame{}};
        return;
      default:
        break;
    }
    if (tokens_.is_one_of(index, begins_tables)) {
      frames_.back().in_tables = true;
    } else if (tokens_.is_one_of(index, ends_tables)) {
      frames_.back().in_tables = false;
    } else if (names_table(index)) {
      parts_[frames_.back().part].references.push_back(tokens_.name(index));
    }
  }

  void open(std::size_t index) {
    Frame inner = frames_.back();
    inner.opened = index;
    const std::size_t name = name_of_cte(index);
    if (tokens_.is_name(name)) inner.part = part_of(tokens_.name(name));
    frames_.push_back(inner);
  }

  void close() {
    last_opened_ = frames_.back().opened;
    if (frames_.size() > 1) frames_.pop_back();
  }

  // `name AS (`, `name(columns) AS NOT MATERIALIZED (`: where the name stands, for the parenthesis at `index`.
  [[nodiscard]] std::size_t name_of_cte(std::size_t index) const {
    std::size_t as = index - 1;
    if (tokens_.is_word(as, "MATERIALIZED")) --as;
    if (tokens_.is_word(as, "NOT")) --as;
    if (!tokens_.is_word(as, "AS")) return tokens_.size();
    return tokens_.kind(as - 1) == TokenKind::CloseParenthesis ? last_opened_ - 1 : as - 1;
  }

  std::size_t part_of(const std::string& name) {
    const auto [place, is_new] = part_numbers_.emplace(name, parts_.size());
    if (is_new) parts_.push_back({.name = name, .tokens = 0, .references = {}});
    return place->second;
  }

  // Not `name.`, which is a schema or an alias, and not `AS name`.
  [[nodiscard]] bool names_table(std::size_t index) const {
    if (!tokens_.is_name(index) || tokens_.is_operator(index + 1, ".") || tokens_.is_word(index - 1, "AS"))
      return false;
    return frames_.back().in_tables || tokens_.is_word(index - 1, "IN") ||
           (tokens_.is_operator(index - 1, ".") && tokens_.is_word(index - 3, "IN"));
  }

  // Neither count(*) nor a product.
  [[nodiscard]] bool is_star(std::size_t index) const {
    return tokens_.is_operator(index, "*") &&
           (tokens_.is_operator(index - 1, ".") || tokens_.kind(index - 1) == TokenKind::Comma ||
            tokens_.is_one_of(index - 1, before_star));
  }

  Significant tokens_;
  TextParts parts_;
  std::unordered_map<std::string, std::size_t> part_numbers_;
  std::vector<Frame> frames_{Frame{}};
  std::size_t last_opened_ = 0;
};

}  // namespace

TextParts read_references(std::string_view sql) { return PartReader(sql).read(); }

CreatedObject created_object(std::string_view sql) {
  const Significant tokens(sql);
  const bool temporary = tokens.is_word(1, "TEMP") || tokens.is_word(1, "TEMPORARY");
  const std::size_t kind = temporary ? 2 : 1;
  if (tokens.is_word(kind, "TRIGGER")) return {.kind = ObjectKind::Trigger, .name = {}};
  if (!tokens.is_word(kind, "VIEW")) return {};
  CreatedObject view{.kind = ObjectKind::View, .name = {}};
  // In CREATE VIEW IF NOT EXISTS and in schema.name the name stands elsewhere; SQLite stores neither.
  const bool plain = !temporary && tokens.is_name(2) && !tokens.is_operator(3, ".") && !tokens.is_word(3, "NOT");
  if (plain) view.name = tokens.name(2);
  return view;
}

}  // namespace d1odbc
