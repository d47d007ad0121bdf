// Owns: the wrapper's text and how its answer is read. Never: decides when it is used.
#include "execute/lossless.h"

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>
#include <utility>

#include "error/odbc_error.h"
#include "execute/free_name.h"
#include "execute/marked_cell.h"
#include "sql/embed.h"
#include "sql/identifier.h"
#include "sql/lexer.h"
#include "sql/token_reader.h"

namespace d1odbc {

namespace {

bool has_word(std::string_view sql, std::initializer_list<std::string_view> words) {
  for (const Token& token : tokenize(sql)) {
    if (token.kind != TokenKind::Word) continue;
    const std::string_view text = token.of(sql);
    if (std::ranges::any_of(words, [&](std::string_view word) { return is_keyword(text, word); })) return true;
  }
  return false;
}

bool is_compound(std::string_view sql) { return has_word(sql, {"UNION", "INTERSECT", "EXCEPT"}); }

/// A plain column whose declared type gives it REAL affinity: integers that are stored in it become reals.
bool is_real_column(const Column& column) {
  return column.has_declared_type && !column.base_column.empty() && has_real_affinity(column.type.name);
}

bool is_rounded(const ResultSet& rows, std::size_t index, const std::vector<Column>& columns) {
  return rows.is_inexact(index) && !(index < columns.size() && is_real_column(columns[index]));
}

template <class Part>
std::string list_of(std::size_t columns, Part part) {
  std::string list;
  for (std::size_t column = 0; column < columns; ++column) {
    if (column != 0) list += ',';
    list += part(column);
  }
  return list;
}

/// LIMIT inside and WHERE outside keep SQLite from flattening the query, which would copy an expression to each place
/// that a cell stands in and evaluate random() in each of them; MATERIALIZED would do so too, but D1 counts and bills
/// each of its rows twice. The newline ends a comment that may stand last in the statement.
StatementText wrapped(const StatementText& statement, std::string_view name, std::string_view head,
                      std::string_view cells) {
  return embed(fmt::format("WITH {} AS (SELECT * FROM (", head), statement,
               fmt::format("\n) LIMIT -1) SELECT {} FROM {} WHERE 1", cells, name));
}

}  // namespace

bool can_read_losslessly(const StatementText& statement) {
  return statement.kind == StatementKind::Select || statement.kind == StatementKind::Values;
}

bool may_be_rounded(const ResultSet& rows, const std::vector<Column>& columns, const StatementText& statement) {
  if (!rows.has_inexact()) return false;
  if (is_compound(statement.sql)) return true;
  for (std::size_t column = 0; column < rows.columns(); ++column) {
    if (is_rounded(rows, column, columns)) return true;
  }
  return false;
}

void accept_known_reals(ResultSet& rows, const std::vector<Column>& columns, const StatementText& statement,
                        Lossless lossless) {
  if (!rows.has_inexact()) return;
  const bool compound = is_compound(statement.sql);
  for (std::size_t column = 0; column < rows.columns(); ++column) {
    const bool proven = !compound && !is_rounded(rows, column, columns);
    if (proven || lossless == Lossless::Off) rows.accept_inexact(column);
  }
}

bool expands_columns(const StatementText& statement) {
  const std::vector<Token> tokens = tokenize(statement.sql);
  std::string_view before;
  for (const Token& token : tokens) {
    if (is_filler(token.kind)) continue;
    const std::string_view text = token.of(statement.sql);
    const bool begins_item = before == "," || before == "." || is_keyword(before, "SELECT") ||
                             is_keyword(before, "DISTINCT") || is_keyword(before, "ALL");
    if (text == "*" && begins_item) return true;
    before = text;
  }
  return false;
}

StatementText lossless_text(const StatementText& statement, std::size_t columns) {
  const std::string name = free_name(statement.sql, "d1odbc_q");
  const auto cell_name = [](std::size_t column) { return fmt::format("c{}", column); };
  const auto cell = [&](std::size_t column) { return marked_cell(cell_name(column)); };
  return wrapped(statement, name, fmt::format("{}({})", name, list_of(columns, cell_name)), list_of(columns, cell));
}

StatementText lossless_text(const StatementText& statement, const std::vector<std::string>& names) {
  const std::string name = free_name(statement.sql, "d1odbc_q");
  const auto cell = [&](std::size_t column) { return marked_cell(name + '.' + certain_name(names[column])); };
  return wrapped(statement, name, name, list_of(names.size(), cell));
}

ResultSet lossless_rows(const ResultSet& answer, std::vector<std::string> names) {
  if (answer.columns() != names.size()) {
    throw OdbcError(State::CommunicationLinkFailure, "D1 answered with {} columns where the driver asked for {}.",
                    answer.columns(), names.size());
  }
  ResultSet rows(std::move(names));
  rows.know_storage();
  for (std::size_t row = 0; row < answer.rows(); ++row) {
    for (std::size_t column = 0; column < answer.columns(); ++column) rows.append(read_marked(answer.at(row, column)));
  }
  return rows;
}

std::vector<std::string> names_of(const std::vector<Column>& columns) {
  std::vector<std::string> names;
  for (const Column& column : columns) names.push_back(column.name);
  return names;
}

}  // namespace d1odbc
