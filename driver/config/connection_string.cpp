// Owns: the grammar of connection strings, both ways. Never: which keywords exist, what their values mean.
#include <string>
#include <unordered_set>

#include "config/ascii.h"
#include "config/settings.h"
#include "error/odbc_error.h"

namespace d1odbc {
namespace {

constexpr std::size_t longest_string = 65'536;  // bytes
constexpr std::size_t most_pairs = 1'000;
// SQLDriverConnect, "Comments": values with one of these stand in braces.
constexpr std::string_view special_characters = "[]{}(),;?*=!@";

/// Reads a connection string pair by pair.
class PairReader {
 public:
  explicit PairReader(std::string_view text) : text_(text) {}

  [[nodiscard]] bool at_end() const noexcept { return position_ >= text_.size(); }

  /// The next pair and its semicolon. Both halves are empty for a part without a keyword: its text is dropped here,
  /// since it may be the rest of a token that holds a semicolon, and no message may show that.
  Attribute next() {
    const std::string_view name = trimmed(take_until("=;"));
    if (at_end() || text_[position_] == ';') {
      ++position_;
      part_was_blank_ = name.empty();
      return {};
    }
    ++position_;
    part_was_blank_ = false;
    std::string value = read_value(name);
    return name.empty() ? Attribute{} : Attribute{name, std::move(value)};
  }

  [[nodiscard]] bool part_was_blank() const noexcept { return part_was_blank_; }

 private:
  std::string_view take_until(std::string_view stops) {
    const std::size_t start = position_;
    position_ = std::min(text_.find_first_of(stops, start), text_.size());
    return text_.substr(start, position_ - start);
  }

  void skip_blanks() {
    while (!at_end() && trimmed(text_.substr(position_, 1)).empty()) ++position_;
  }

  std::string read_value(std::string_view name) {
    skip_blanks();
    std::string value =
        !at_end() && text_[position_] == '{' ? read_braced(name) : std::string(trimmed(take_until(";")));
    ++position_;
    return value;
  }

  std::string read_braced(std::string_view name) {
    std::string value;
    for (++position_;; ++position_) {
      value += take_until("}");
      if (at_end()) {
        throw OdbcError(State::GeneralError,
                        "The value of {} begins with '{{' and has no closing '}}'; write '}}}}' for a brace inside.",
                        shown(name));
      }
      ++position_;
      if (at_end() || text_[position_] != '}') break;
      value += '}';
    }
    require_end_of_pair(name);
    return value;
  }

  /// Text between the closing brace and the semicolon means that a brace inside the value was not doubled: cutting the
  /// value there would silently send half a token.
  void require_end_of_pair(std::string_view name) {
    skip_blanks();
    if (at_end() || text_[position_] == ';') return;
    throw OdbcError(State::GeneralError,
                    "The value of {} goes on after its closing '}}'; write '}}}}' for a brace inside the value.",
                    shown(name));
  }

  std::string_view text_;
  std::size_t position_ = 0;
  bool part_was_blank_ = false;
};

bool needs_braces(const Attribute& attribute) {
  const auto& [name, value] = attribute;
  return value.find_first_of(special_characters) != std::string::npos || trimmed(value).size() != value.size() ||
         (equal_folded(name, "DRIVER") && !value.empty());  // the usual form, which every driver manager reads
}

std::string in_braces(std::string_view value) {
  std::string result = "{";
  for (const char byte : value) {
    result += byte;
    if (byte == '}') result += '}';
  }
  return result + '}';
}

bool is_writable_name(std::string_view name) { return !name.empty() && name.find_first_of("=;") == std::string::npos; }

}  // namespace

std::vector<Attribute> parse_connection_string(std::string_view text) {
  if (text.size() > longest_string) {
    throw OdbcError(State::GeneralError, "The connection string has {} bytes; at most {} are read.", text.size(),
                    longest_string);
  }
  std::vector<Attribute> attributes;
  std::unordered_set<std::string> seen;
  PairReader reader(text);
  while (!reader.at_end()) {
    Attribute attribute = reader.next();
    if (reader.part_was_blank()) continue;
    if (!attribute.first.empty() && !seen.insert(folded(attribute.first)).second) continue;
    if (attributes.size() == most_pairs) {
      throw OdbcError(State::GeneralError, "The connection string has more than {} keywords.", most_pairs);
    }
    attributes.push_back(std::move(attribute));
  }
  return attributes;
}

std::string write_connection_string(const std::vector<Attribute>& attributes) {
  std::string text;
  for (const Attribute& attribute : attributes) {
    if (!is_writable_name(attribute.first)) continue;
    text += attribute.first + '=' + (needs_braces(attribute) ? in_braces(attribute.second) : attribute.second) + ';';
  }
  return text;
}

}  // namespace d1odbc
