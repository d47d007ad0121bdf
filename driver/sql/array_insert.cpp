// Owns: the grammar of such an INSERT, and the text over json_each. Never: values.
#include "sql/array_insert.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "sql/aggregate_calls.h"
#include "sql/named_table.h"
#include "sql/token_reader.h"

namespace d1odbc {

namespace {

/// Words that read what the sets before have done, or that mean something else in a SELECT.
constexpr std::array<std::string_view, 10> words_of_no_array{
    "SELECT", "VALUES", "WITH", "EXISTS", "RAISE", "OVER", "FILTER", "RETURNING", "CHANGES", "TOTAL_CHANGES"};
constexpr std::string_view identity_function = "LAST_INSERT_ROWID";

/// Words that may stand in the row without a `(` behind them; any other one may be a column's name.
constexpr std::array<std::string_view, 26> words_of_expressions{
    "NULL", "TRUE", "FALSE",  "CURRENT_TIME", "CURRENT_DATE", "CURRENT_TIMESTAMP",
    "CASE", "WHEN", "THEN",   "ELSE",         "END",          "AND",
    "OR",   "NOT",  "IS",     "DISTINCT",     "FROM",         "BETWEEN",
    "LIKE", "GLOB", "ESCAPE", "ISNULL",       "NOTNULL",      "COLLATE",
    "CAST", "AS",
};

template <class Table>
bool lists(const Table& table, const TokenReader& reader) {
  return std::ranges::any_of(table, [&](std::string_view each) { return reader.is_at(each); });
}

/// Whether the word at the reader may change what a statement over many sets does. `x IN t` reads a table.
bool is_refused_word(const TokenReader& reader, bool has_parenthesis) {
  return lists(words_of_no_array, reader) || reader.is_at(identity_function) ||
         (reader.is_at("IN") && !has_parenthesis);
}

bool is_followed_by_parenthesis(TokenReader reader) {
  reader.advance();
  return reader.is_at(TokenKind::OpenParenthesis);
}

/// Goes over the tokens of the row, one by one.
class RowCheck {
 public:
  explicit RowCheck(const TokenReader& reader) : reader_(reader) {}

  bool passes() {
    for (; !reader_.at_end(); reader_.advance()) {
      if (!is_harmless()) return false;
    }
    return true;
  }

 private:
  bool is_harmless() {
    if (reader_.is_at(TokenKind::Word)) return is_harmless_word();
    free_ = Free::Nothing;
    if (reader_.is_at(TokenKind::Operator)) return reader_.text() != ".";
    constexpr std::array harmless{
        TokenKind::Marker, TokenKind::NamedMarker,     TokenKind::String,           TokenKind::Blob,
        TokenKind::Number, TokenKind::OpenParenthesis, TokenKind::CloseParenthesis, TokenKind::Comma};
    return std::ranges::any_of(harmless, [&](TokenKind kind) { return reader_.is_at(kind); });
  }

  bool is_harmless_word() {
    const bool has_parenthesis = is_followed_by_parenthesis(reader_);
    if (is_refused_word(reader_, has_parenthesis)) return false;
    const bool is_free = free_ != Free::Nothing;
    if (free_ == Free::OneWord) free_ = Free::Nothing;
    if (!is_free && reader_.is_at("AS")) free_ = Free::Words;
    if (!is_free && reader_.is_at("COLLATE")) free_ = Free::OneWord;
    return is_free || has_parenthesis || lists(words_of_expressions, reader_);
  }

  enum class Free : std::uint8_t { Nothing, OneWord, Words };  // a collation's name; a type's words

  TokenReader reader_;
  Free free_ = Free::Nothing;
};

bool has_refused_word(TokenReader reader) {
  for (; !reader.at_end(); reader.advance()) {
    if (reader.is_at(TokenKind::Word) && is_refused_word(reader, is_followed_by_parenthesis(reader))) return true;
  }
  return false;
}

/// Reads one statement from its first word to its last.
class ArrayInsertReader {
 public:
  explicit ArrayInsertReader(const StatementText& statement)
      : statement_(statement), tokens_(tokenize(statement.sql)), reader_(statement.sql, tokens_, {0, tokens_.size()}) {}

  std::optional<ArrayInsert> read() {
    if (!take_verb() || !take_target() || !take_row() || !take_conflict_clauses()) return std::nullopt;
    if (!take_numbers()) return std::nullopt;
    return std::move(insert_);
  }

 private:
  [[nodiscard]] std::size_t offset() const {
    return reader_.at_end() ? statement_.sql.size() : tokens_[reader_.position()].offset;
  }

  bool take_verb() {
    insert_.has_conflict_clause = reader_.is_at("REPLACE");
    if (!reader_.is_at("INSERT") && !reader_.is_at("REPLACE")) return false;
    insert_.verb_end = offset() + reader_.text().size();
    reader_.advance();
    if (!reader_.take("OR")) return true;
    insert_.has_conflict_clause = true;
    return reader_.take("IGNORE") || reader_.take("REPLACE") || reader_.take("ABORT");
  }

  bool take_target() {
    if (!reader_.take("INTO")) return false;
    std::optional<NamedTable> table = take_table(reader_);
    if (!table) return false;
    insert_.table = std::move(table->table);
    return !reader_.is_at(TokenKind::OpenParenthesis) || reader_.skip_parentheses();
  }

  bool take_row() {
    insert_.values_begin = offset();
    if (!reader_.take("VALUES") || !reader_.is_at(TokenKind::OpenParenthesis)) return false;
    const std::size_t open = reader_.position();
    if (!reader_.skip_parentheses()) return false;
    // Behind the `)` there may be blanks before the reader's place.
    std::size_t close = reader_.position() - 1;
    while (is_filler(tokens_[close].kind)) --close;
    const TokenRange row{open + 1, close};
    insert_.row_begin = tokens_[open].offset + 1;
    insert_.row_end = tokens_[close].offset;
    return RowCheck(TokenReader(statement_.sql, tokens_, row)).passes() &&
           !calls_aggregates(statement_.sql, tokens_, row);
  }

  bool take_conflict_clauses() {
    if (reader_.at_end()) return true;
    insert_.has_conflict_clause = true;
    return reader_.is_at("ON") && !has_refused_word(reader_);
  }

  bool take_numbers() {
    for (const ParameterMarker& marker : statement_.markers) {
      if (marker.offset < insert_.row_begin || marker.offset >= insert_.row_end) return false;
      if (std::ranges::find(insert_.numbers, marker.number) == insert_.numbers.end())
        insert_.numbers.push_back(marker.number);
    }
    return !insert_.numbers.empty();
  }

  const StatementText& statement_;
  std::vector<Token> tokens_;
  TokenReader reader_;
  ArrayInsert insert_;
};

/// The expression that gives the cell at `index` of a set.
std::string cell_text(CellForm form, std::size_t index) {
  switch (form) {
    case CellForm::Plain:
      return fmt::format("value->>{}", index);
    case CellForm::Hex:
      return fmt::format("unhex(value->>{})", index);
    case CellForm::Marked:
      break;
  }
  // pow() of two is exact, and so is the product: only the way from decimal digits is not, in some builds of SQLite.
  return fmt::format(
      "CASE json_type(value,'$[{0}]') WHEN 'array' THEN CASE json_array_length(value,'$[{0}]') WHEN 1 THEN "
      "unhex(value->>'$[{0}][0]') ELSE (value->>'$[{0}][0]')*pow(2.0,value->>'$[{0}][1]') END ELSE value->>{0} END",
      index);
}

/// The row's expressions with the names of cells in place of markers.
std::string row_text(const StatementText& statement, const ArrayInsert& insert) {
  std::string text;
  std::size_t copied = insert.row_begin;
  for (const ParameterMarker& marker : statement.markers) {
    text.append(statement.sql, copied, marker.offset - copied);
    copied = marker.offset + marker.length;
    const auto index = std::ranges::find(insert.numbers, marker.number) - insert.numbers.begin();
    text += fmt::format(" p{} ", index);
  }
  return text.append(statement.sql, copied, insert.row_end - copied);
}

}  // namespace

std::optional<ArrayInsert> read_array_insert(const StatementText& statement) {
  return ArrayInsertReader(statement).read();
}

StatementText array_insert_text(const StatementText& statement, const ArrayInsert& insert,
                                const std::vector<CellForm>& forms, std::string_view name, OnViolation on_violation) {
  std::string names;
  std::string cells;
  for (std::size_t index = 0; index < forms.size(); ++index) {
    names += fmt::format("{}p{}", index == 0 ? "" : ",", index);
    cells += (index == 0 ? "" : ",") + cell_text(forms[index], index);
  }
  StatementText made{.sql = fmt::format("WITH {}({}) AS (SELECT {} FROM json_each(", name, names, cells),
                     .markers = {},
                     .kind = statement.kind};
  made.markers.push_back({.offset = made.sql.size(), .length = 1, .number = 1});
  const std::string_view sql = statement.sql;
  made.sql += fmt::format("?)) {}{}{}SELECT {} FROM {} WHERE true{}", sql.substr(0, insert.verb_end),
                          on_violation == OnViolation::Ignore ? " OR IGNORE" : "",
                          sql.substr(insert.verb_end, insert.values_begin - insert.verb_end),
                          row_text(statement, insert), name, sql.substr(insert.row_end + 1));
  return made;
}

}  // namespace d1odbc
