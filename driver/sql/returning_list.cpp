// Owns: cutting a RETURNING list at its commas. Never: the grammar of expressions.
#include "sql/returning_list.h"

#include "sql/lexer.h"
#include "sql/token_reader.h"

namespace d1odbc {
namespace {

class ListReader {
 public:
  explicit ListReader(std::string_view sql)
      : sql_(sql), tokens_(tokenize(sql)), reader_(sql, tokens_, {0, tokens_.size()}) {}

  std::optional<ReturningList> read() {
    if (!find_list()) return std::nullopt;
    ReturningList list;
    while (true) {
      const std::optional<ReturningItem> item = read_item();
      if (!item) return std::nullopt;
      list.items.push_back(*item);
      if (!reader_.is_at(TokenKind::Comma)) break;
      reader_.advance();
    }
    if (!is_behind_list()) return std::nullopt;
    list.begin = list.items.front().begin;
    list.end = list.items.back().end;
    return list;
  }

 private:
  /// RETURNING is reserved: outside of parentheses it is the clause.
  bool find_list() {
    while (!reader_.at_end()) {
      if (reader_.take("RETURNING")) return !reader_.at_end();
      if (!step()) return false;
    }
    return false;
  }

  /// A DELETE and an UPDATE may go on with ORDER BY and LIMIT.
  [[nodiscard]] bool is_behind_list() const {
    return reader_.at_end() || reader_.is_at("ORDER") || reader_.is_at("LIMIT");
  }

  std::optional<ReturningItem> read_item() {
    const std::size_t begin = reader_.position();
    while (!is_behind_list() && !reader_.is_at(TokenKind::Comma)) {
      if (!step()) return std::nullopt;
    }
    const TokenRange range = without_filler(tokens_, {begin, reader_.position()});
    if (range.empty()) return std::nullopt;
    ReturningItem item{.begin = tokens_[range.begin].offset, .end = end_of(range.end - 1)};
    classify(item, range);
    return item;
  }

  void classify(ReturningItem& item, TokenRange range) const {
    TokenReader reader(sql_, tokens_, range);
    if (reader.text() == "*" && range.end == range.begin + 1) {
      item.kind = ReturningItem::Kind::AllColumns;
      return;
    }
    if (!take_name(reader, item.name_end)) return;
    if (reader.text() == ".") {
      reader.advance();
      if (!take_name(reader, item.name_end)) return;
    }
    if (reader.take("AS")) reader.advance();  // over the alias
    if (reader.at_end()) item.kind = ReturningItem::Kind::Name;
  }

  bool take_name(TokenReader& reader, std::size_t& end) const {
    if (!reader.is_at(TokenKind::Word) && !reader.is_at(TokenKind::QuotedName)) return false;
    end = end_of(reader.position());
    reader.advance();
    return true;
  }

  bool step() {
    if (reader_.is_at(TokenKind::OpenParenthesis)) return reader_.skip_parentheses();
    const bool is_foreign = reader_.is_at(TokenKind::CloseParenthesis) || reader_.is_at(TokenKind::Semicolon) ||
                            reader_.is_at(TokenKind::Unterminated) || reader_.is_at(TokenKind::Unknown);
    reader_.advance();
    return !is_foreign;
  }

  [[nodiscard]] std::size_t end_of(std::size_t token) const { return tokens_[token].offset + tokens_[token].length; }

  std::string_view sql_;
  std::vector<Token> tokens_;
  TokenReader reader_;
};

}  // namespace

std::optional<ReturningList> read_returning(std::string_view sql) { return ListReader(sql).read(); }

}  // namespace d1odbc
