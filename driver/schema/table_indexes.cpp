// Owns: the queries for indexes and the steps through the text of a CREATE INDEX. Never: what an index is good for.
#include "schema/table_indexes.h"

#include <algorithm>
#include <cstdint>

#include "sql/token_reader.h"

namespace d1odbc {

namespace {

// Every index of a table with a rowid ends with it; `key` is 0 for what SQLite adds.
constexpr std::string_view indexes_query =
    "SELECT i.name, i.\"unique\", i.origin, i.partial, x.cid, x.name, x.\"desc\", x.key"
    " FROM pragma_index_list(?1) i JOIN pragma_index_xinfo(i.name) x ORDER BY i.seq, x.seqno";
enum IndexesCell : std::size_t { Name, Unique, Origin, Partial, ColumnId, ColumnName, Descending, IsKey };
constexpr std::int64_t rowid_column = -1;
constexpr std::int64_t expression_column = -2;

TableIndex read_index(const std::vector<ValueView>& cells) {
  TableIndex index;
  index.name = cells[Name].bytes;
  index.unique = cells[Unique].integer != 0;
  index.is_primary_key = cells[Origin].bytes == "pk";
  index.is_table = index.is_primary_key;
  if (cells[Partial].integer != 0) index.filter.emplace();
  return index;
}

void read_term(TableIndex& index, const std::vector<ValueView>& cells) {
  if (cells[ColumnId].integer == rowid_column) {
    index.is_table = false;
  } else if (cells[IsKey].integer != 0) {
    index.terms.push_back({.text = std::string(cells[ColumnName].bytes),
                           .is_expression = cells[ColumnId].integer == expression_column,
                           .descending = cells[Descending].integer != 0});
  }
}

void fill_in_text(const Mirror& mirror, TableIndex& index) {
  if (!index.filter && !has_expression(index)) return;
  const IndexText text = read_index_text(mirror.text_of(mirror.objects().place_of(index.name)));
  if (index.filter) index.filter = text.filter;
  if (text.terms.size() != index.terms.size()) return;
  for (std::size_t at = 0; at < text.terms.size(); ++at) {
    if (index.terms[at].is_expression) index.terms[at].text = text.terms[at];
  }
}

class IndexTextReader {
 public:
  explicit IndexTextReader(std::string_view sql)
      : sql_(sql), tokens_(tokenize(sql)), reader_(sql, tokens_, {.begin = 0, .end = tokens_.size()}) {}

  IndexText read() {
    while (!reader_.at_end() && !reader_.is_at(TokenKind::OpenParenthesis)) reader_.advance();
    while (is_before_term()) {
      reader_.advance();
      found_.terms.push_back(read_term());
    }
    reader_.advance();
    if (reader_.take("WHERE")) found_.filter = text_of({.begin = reader_.position(), .end = tokens_.size()});
    return std::move(found_);
  }

 private:
  [[nodiscard]] bool is_before_term() const {
    return reader_.is_at(TokenKind::OpenParenthesis) || reader_.is_at(TokenKind::Comma);
  }

  std::string read_term() {
    TokenRange range{.begin = reader_.position(), .end = 0};
    while (!reader_.at_end() && !reader_.is_at(TokenKind::Comma) && !reader_.is_at(TokenKind::CloseParenthesis)) {
      if (!reader_.skip_parentheses()) reader_.advance();
    }
    range.end = reader_.position();
    return text_of(without_direction(range));
  }

  [[nodiscard]] TokenRange without_direction(TokenRange range) const {
    range = without_filler(tokens_, range);
    if (range.end - range.begin < 2) return range;
    const Token& last = tokens_[range.end - 1];
    const bool is_direction =
        last.kind == TokenKind::Word && (is_keyword(last.of(sql_), "ASC") || is_keyword(last.of(sql_), "DESC"));
    if (is_direction) --range.end;
    return range;
  }

  [[nodiscard]] std::string text_of(TokenRange range) const {
    range = without_filler(tokens_, range);
    if (range.empty()) return {};
    const std::size_t begin = tokens_[range.begin].offset;
    const Token& last = tokens_[range.end - 1];
    return std::string(sql_.substr(begin, last.offset + last.length - begin));
  }

  std::string_view sql_;
  std::vector<Token> tokens_;
  TokenReader reader_;
  IndexText found_;
};

}  // namespace

bool has_expression(const TableIndex& index) noexcept {
  return std::any_of(index.terms.begin(), index.terms.end(), [](const IndexTerm& term) { return term.is_expression; });
}

std::vector<TableIndex> indexes_of(const Mirror& mirror, std::string_view table) {
  std::vector<TableIndex> indexes;
  mirror.query(indexes_query, {ValueView::text(table)}, [&](const std::vector<ValueView>& cells) {
    if (indexes.empty() || indexes.back().name != cells[Name].bytes) indexes.push_back(read_index(cells));
    read_term(indexes.back(), cells);
  });
  for (TableIndex& index : indexes) fill_in_text(mirror, index);
  return indexes;
}

IndexText read_index_text(std::string_view create_index) { return IndexTextReader(create_index).read(); }

}  // namespace d1odbc
