// Owns: parameter numbers and offsets of markers. Never: how D1 wants a marker written (statement_text.h, render).
#include "sql/marked_text.h"

#include <algorithm>
#include <charconv>
#include <unordered_map>

#include "error/odbc_error.h"

namespace d1odbc {
namespace {

constexpr unsigned highest_number = 32766;  // SQLite's own SQLITE_MAX_VARIABLE_NUMBER; D1's limit is D1's to tell

class Numbering {
 public:
  unsigned number_of(TokenKind kind, std::string_view text) {
    const unsigned number = kind == TokenKind::NamedMarker ? of_name(text) : of_question_mark(text);
    highest_ = std::max(highest_, number);
    return number;
  }

  [[nodiscard]] unsigned highest() const { return highest_; }

 private:
  unsigned of_name(std::string_view name) {
    const auto known = names_.find(name);
    if (known != names_.end()) return known->second;
    return names_.emplace(name, next()).first->second;
  }

  unsigned of_question_mark(std::string_view text) {
    const std::string_view digits = text.substr(1);
    if (digits.empty()) return next();
    unsigned number = 0;
    const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (parsed.ec != std::errc{} || number == 0 || number > highest_number) {
      throw OdbcError(State::SyntaxOrAccess, "The parameter marker {} is not between ?1 and ?{}.", text.substr(0, 40),
                      highest_number);
    }
    return number;
  }

  [[nodiscard]] unsigned next() const {
    if (highest_ >= highest_number) {
      throw OdbcError(State::SyntaxOrAccess, "The text has more than {} parameters.", highest_number);
    }
    return highest_ + 1;
  }

  std::unordered_map<std::string_view, unsigned> names_;
  unsigned highest_ = 0;
};

}  // namespace

void MarkedText::append_marker(std::string_view text, unsigned number) {
  markers.push_back({.offset = sql.size(), .length = text.size(), .number = number});
  sql.append(text);
}

void MarkedText::append(const MarkedText& other) {
  const std::size_t shift = sql.size();
  sql.append(other.sql);
  for (ParameterMarker marker : other.markers) {
    marker.offset += shift;
    markers.push_back(marker);
  }
}

MarkerNumbers number_markers(std::string_view sql, const std::vector<Token>& tokens) {
  MarkerNumbers numbers;
  numbers.of_token.reserve(tokens.size());
  Numbering numbering;
  for (const Token& token : tokens) {
    const bool is_marker = token.kind == TokenKind::Marker || token.kind == TokenKind::NamedMarker;
    numbers.of_token.push_back(is_marker ? numbering.number_of(token.kind, token.of(sql)) : 0);
  }
  numbers.highest = numbering.highest();
  return numbers;
}

MarkedText mark(std::string_view sql, const std::vector<Token>& tokens, const MarkerNumbers& numbers) {
  MarkedText marked{.sql = std::string(sql), .markers = {}};
  for (std::size_t index = 0; index < tokens.size(); ++index) {
    const unsigned number = numbers.of_token[index];
    if (number != 0) marked.markers.push_back({tokens[index].offset, tokens[index].length, number});
  }
  return marked;
}

MarkedText with_written_numbers(const MarkedText& text) {
  MarkedText written;
  const std::string_view sql = text.sql;
  std::size_t copied = 0;
  for (const ParameterMarker& marker : text.markers) {
    written.append(sql.substr(copied, marker.offset - copied));
    const std::string_view as_given = sql.substr(marker.offset, marker.length);
    written.append_marker(as_given == "?" ? fmt::format("?{}", marker.number) : std::string(as_given), marker.number);
    copied = marker.offset + marker.length;
  }
  written.append(sql.substr(copied));
  return written;
}

}  // namespace d1odbc
