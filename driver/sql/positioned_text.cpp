// Owns: the grammar of positioned statements. Never: SET clauses and expressions.
#include "sql/positioned_text.h"

#include <vector>

#include "sql/identifier.h"
#include "sql/lexer.h"
#include "sql/token_reader.h"

namespace d1odbc {
namespace {

bool is_at_name(const TokenReader& reader) {
  return reader.is_at(TokenKind::Word) || reader.is_at(TokenKind::QuotedName);
}

class PositionedReader {
 public:
  explicit PositionedReader(std::string_view sql)
      : tokens_(tokenize(sql)), reader_(sql, tokens_, {0, tokens_.size()}) {}

  std::optional<PositionedText> read() {
    if (!take_beginning() || !take_set() || !take_where() || !is_at_end()) return std::nullopt;
    return std::move(read_);
  }

 private:
  bool take_beginning() {
    if (reader_.take("UPDATE")) {
      read_.kind = PositionedText::Kind::Update;
      if (reader_.take("OR")) reader_.advance();
    } else if (reader_.take("DELETE") && reader_.take("FROM")) {
      read_.kind = PositionedText::Kind::Delete;
    } else {
      return false;
    }
    std::optional<NamedTable> table = take_table(reader_);
    if (!table) return false;
    read_.table = std::move(*table);
    return true;
  }

  /// To WHERE. An `UPDATE … FROM other` is no positioned one.
  bool take_set() {
    if (read_.kind == PositionedText::Kind::Delete) return true;
    if (!reader_.take("SET")) return false;
    bool behind_distinct = false;  // the FROM of `a IS DISTINCT FROM b` is an operator
    while (!reader_.at_end() && !reader_.is_at("WHERE")) {
      if (reader_.is_at("FROM") && !behind_distinct) return false;
      behind_distinct = reader_.is_at("DISTINCT");
      if (!step()) return false;
    }
    return true;
  }

  bool take_where() {
    if (!reader_.is_at("WHERE")) return false;
    read_.where_begin = offset();
    reader_.advance();
    if (!reader_.take("CURRENT") || !reader_.take("OF") || !is_at_name(reader_)) return false;
    read_.cursor = without_quotes(reader_.text());
    read_.where_end = offset() + reader_.text().size();
    reader_.advance();
    return true;
  }

  bool is_at_end() {
    while (reader_.is_at(TokenKind::Semicolon)) reader_.advance();
    return reader_.at_end();
  }

  bool step() {
    if (reader_.is_at(TokenKind::OpenParenthesis)) return reader_.skip_parentheses();
    const bool is_foreign = reader_.is_at(TokenKind::CloseParenthesis) || reader_.is_at(TokenKind::Semicolon);
    reader_.advance();
    return !is_foreign;
  }

  [[nodiscard]] std::size_t offset() const { return tokens_[reader_.position()].offset; }

  std::vector<Token> tokens_;
  TokenReader reader_;
  PositionedText read_;
};

}  // namespace

std::optional<PositionedText> read_positioned(std::string_view sql) { return PositionedReader(sql).read(); }

StatementText with_condition(const StatementText& statement, const PositionedText& positioned,
                             const StatementText& condition) {
  StatementText whole = statement;
  whole.sql.replace(positioned.where_begin, positioned.where_end - positioned.where_begin, condition.sql);
  // All markers of the statement stand before its WHERE.
  for (ParameterMarker marker : condition.markers) {
    marker.offset += positioned.where_begin;
    whole.markers.push_back(marker);
  }
  return whole;
}

StatementText without_position(const StatementText& statement, const PositionedText& positioned) {
  StatementText no_row;
  no_row.sql = "WHERE 0";
  return with_condition(statement, positioned, no_row);
}

}  // namespace d1odbc
