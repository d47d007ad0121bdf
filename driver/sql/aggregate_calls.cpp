// Owns: the list of aggregates and the walk over calls. Never: window definitions.
#include "sql/aggregate_calls.h"

#include <algorithm>
#include <array>

#include "sql/identifier.h"

namespace d1odbc {
namespace {

// SQLite's own, those that D1 lacks today too.
constexpr std::array<std::string_view, 14> aggregates{"AVG",
                                                      "COUNT",
                                                      "GROUP_CONCAT",
                                                      "STRING_AGG",
                                                      "SUM",
                                                      "TOTAL",
                                                      "MEDIAN",
                                                      "PERCENTILE",
                                                      "PERCENTILE_CONT",
                                                      "PERCENTILE_DISC",
                                                      "JSON_GROUP_ARRAY",
                                                      "JSONB_GROUP_ARRAY",
                                                      "JSON_GROUP_OBJECT",
                                                      "JSONB_GROUP_OBJECT"};
constexpr std::array<std::string_view, 2> aggregates_of_one{"MAX", "MIN"};
constexpr std::array<std::string_view, 3> words_of_aggregates{"OVER", "FILTER", "WITHIN"};  // behind the `)` of a call

template <class Table>
bool lists(const Table& table, std::string_view word) {
  return std::any_of(table.begin(), table.end(), [&](std::string_view each) { return is_keyword(word, each); });
}

/// A `(` that is still open.
struct OpenCall {
  bool of_one = false;  // max( or min(
  bool has_comma = false;
};

/// Told every token that is no filler, knows after each whether an aggregate was called.
class CallWalk {
 public:
  void read(TokenKind kind, std::string_view text) {
    switch (kind) {
      case TokenKind::OpenParenthesis:
        open();
        break;
      case TokenKind::CloseParenthesis:
        close();
        break;
      case TokenKind::Comma:
        if (!calls_.empty()) calls_.back().has_comma = true;
        break;
      case TokenKind::Word:
        read_word(text);
        break;
      default:
        break;
    }
    previous_kind_ = kind;
    previous_text_ = text;
  }

  [[nodiscard]] bool found() const noexcept { return found_; }

 private:
  void open() {
    const bool named = previous_kind_ == TokenKind::Word || previous_kind_ == TokenKind::QuotedName;
    const std::string name = named ? without_quotes(previous_text_) : std::string();
    found_ = found_ || lists(aggregates, name);
    calls_.push_back({.of_one = lists(aggregates_of_one, name)});
  }

  void close() {
    if (calls_.empty()) return;
    found_ = found_ || (calls_.back().of_one && !calls_.back().has_comma);
    calls_.pop_back();
  }

  void read_word(std::string_view word) {
    const bool behind_call = previous_kind_ == TokenKind::CloseParenthesis && lists(words_of_aggregates, word);
    const bool takes_distinct = previous_kind_ == TokenKind::OpenParenthesis && is_keyword(word, "DISTINCT");
    found_ = found_ || behind_call || takes_distinct;
  }

  std::vector<OpenCall> calls_;
  TokenKind previous_kind_ = TokenKind::Comma;
  std::string_view previous_text_;
  bool found_ = false;
};

}  // namespace

bool calls_aggregates(std::string_view sql, const std::vector<Token>& tokens, TokenRange range) {
  CallWalk walk;
  for (TokenReader reader(sql, tokens, range); !reader.at_end() && !walk.found(); reader.advance()) {
    walk.read(tokens[reader.position()].kind, reader.text());
  }
  return walk.found();
}

}  // namespace d1odbc
