// Owns: going through a SELECT clause by clause. Never: expressions, the schema.
#include "sql/single_table_select.h"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "sql/aggregate_calls.h"
#include "sql/lexer.h"
#include "sql/token_reader.h"

namespace d1odbc {
namespace {

/// A word that shows, outside of parentheses, that a SELECT is no plain one.
struct RefusedWord {
  std::string_view word;
  std::string_view reason;
};

constexpr std::string_view compound = "the SELECT is put together with UNION, INTERSECT or EXCEPT";
constexpr std::string_view join = "the result joins tables";
constexpr std::string_view not_plain = "its text is not a plain SELECT of one table";

constexpr std::array<RefusedWord, 16> refused_words{{
    {"GROUP", "the SELECT has GROUP BY"},
    {"HAVING", "the SELECT has HAVING"},
    {"WINDOW", "the SELECT has window functions"},
    {"UNION", compound},
    {"INTERSECT", compound},
    {"EXCEPT", compound},
    {"JOIN", join},
    {"NATURAL", join},
    {"LEFT", join},
    {"RIGHT", join},
    {"FULL", join},
    {"INNER", join},
    {"CROSS", join},
    {"OUTER", join},
    {"ON", join},
    {"USING", join},
}};

constexpr std::array<RefusedWord, 3> refused_beginnings{{
    {"WITH", "the statement begins with WITH"},
    {"VALUES", "VALUES reads no table"},
    {"EXPLAIN", "EXPLAIN reads no table"},
}};

template <class Table>
std::optional<std::string_view> reason_against(const Table& table, const TokenReader& reader) {
  const auto found =
      std::find_if(table.begin(), table.end(), [&](const RefusedWord& each) { return reader.is_at(each.word); });
  if (found == table.end()) return std::nullopt;
  return found->reason;
}

bool is_foreign(const Token& token) {
  return token.kind == TokenKind::Unterminated || token.kind == TokenKind::Unknown ||
         token.kind == TokenKind::OpenBrace || token.kind == TokenKind::CloseBrace;
}

/// Reads clause by clause; each step says whether the text is still a plain SELECT, and keeps the reason when not.
class SelectReader {
 public:
  explicit SelectReader(std::string_view sql)
      : sql_(sql), tokens_(tokenize(sql)), reader_(sql_, tokens_, {0, tokens_.size()}) {}

  std::variant<SingleTableSelect, NotUpdatable> read() {
    if (read_tokens() && read_beginning() && read_list() && read_from() && read_clauses()) return std::move(select_);
    return NotUpdatable{std::string(reason_)};
  }

 private:
  bool read_tokens() { return std::none_of(tokens_.begin(), tokens_.end(), is_foreign) || refuse(not_plain); }

  bool read_beginning() {
    if (const auto reason = reason_against(refused_beginnings, reader_)) return refuse(*reason);
    if (!reader_.take("SELECT")) return refuse("the statement is not a SELECT");
    if (reader_.is_at("DISTINCT")) return refuse("the SELECT has DISTINCT");
    reader_.take("ALL");
    return true;
  }

  bool read_list() {
    const std::size_t begin = reader_.position();
    bool behind_distinct = false;  // the FROM of `a IS DISTINCT FROM b` is an operator
    while (!reader_.at_end() && (behind_distinct || !reader_.is_at("FROM"))) {
      behind_distinct = reader_.is_at("DISTINCT");
      if (!step()) return false;
    }
    if (reader_.at_end()) return refuse("the SELECT reads no table");
    select_.list_end = tokens_[reader_.position()].offset;
    const TokenRange list{begin, reader_.position()};
    return has_no_aggregates(list) && has_no_subquery(list);
  }

  /// SQLite tells the column that a subquery selects as if it were the table's own.
  bool has_no_subquery(TokenRange range) {
    for (std::size_t index = range.begin; index < range.end; ++index) {
      const Token& token = tokens_[index];
      if (token.kind == TokenKind::Word && is_keyword(token.of(sql_), "SELECT"))
        return refuse("the SELECT has a subquery in its list");
    }
    return true;
  }

  bool read_from() {
    reader_.take("FROM");
    if (reader_.is_at(TokenKind::OpenParenthesis)) return refuse("FROM holds a subquery or parentheses");
    std::optional<NamedTable> table = take_table(reader_);
    if (!table) return refuse("FROM does not begin with a table of the database");
    if (reader_.is_at(TokenKind::OpenParenthesis)) return refuse("FROM calls a function");
    select_.from = std::move(*table);
    select_.table_end = end_of_previous();
    skip_index_choice(reader_);
    return true;
  }

  bool read_clauses() {
    if (reader_.is_at(TokenKind::Comma)) return refuse(join);
    if (!is_at_clause()) return refuse(reason_against(refused_words, reader_).value_or(not_plain));
    std::size_t order_begin = tokens_.size();
    while (!is_at_end()) {
      if (reader_.is_at("ORDER")) order_begin = reader_.position();
      if (!step()) return false;
    }
    const std::size_t end = reader_.position();
    while (reader_.is_at(TokenKind::Semicolon)) reader_.advance();
    if (!reader_.at_end()) return refuse("the text holds several statements");
    return has_no_aggregates({order_begin, end});
  }

  [[nodiscard]] bool is_at_end() const { return reader_.at_end() || reader_.is_at(TokenKind::Semicolon); }

  [[nodiscard]] bool is_at_clause() const {
    return is_at_end() || reader_.is_at("WHERE") || reader_.is_at("ORDER") || reader_.is_at("LIMIT");
  }

  /// Over one token, or over all that stands in parentheses.
  bool step() {
    if (reader_.is_at(TokenKind::OpenParenthesis)) return reader_.skip_parentheses() || refuse(not_plain);
    if (reader_.is_at(TokenKind::CloseParenthesis) || reader_.is_at(TokenKind::Semicolon)) return refuse(not_plain);
    if (const auto reason = reason_against(refused_words, reader_)) return refuse(*reason);
    reader_.advance();
    return true;
  }

  bool has_no_aggregates(TokenRange range) {
    return !calls_aggregates(sql_, tokens_, range) || refuse("the SELECT calls aggregate or window functions");
  }

  /// Where the last token before the reader that is no filler ends.
  [[nodiscard]] std::size_t end_of_previous() const {
    std::size_t index = reader_.position();
    do {
      --index;
    } while (is_filler(tokens_[index].kind));
    return tokens_[index].offset + tokens_[index].length;
  }

  bool refuse(std::string_view reason) {
    reason_ = reason;
    return false;
  }

  std::string_view sql_;
  std::vector<Token> tokens_;
  TokenReader reader_;
  SingleTableSelect select_;
  std::string_view reason_;
};

}  // namespace

std::variant<SingleTableSelect, NotUpdatable> read_single_table_select(std::string_view sql) {
  return SelectReader(sql).read();
}

}  // namespace d1odbc
