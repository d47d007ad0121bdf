// Owns: the wrapper's text and how its answer is read. Never: decides when it is used.
#include "execute/lossless.h"

#include <fmt/format.h>

#include <charconv>
#include <limits>

#include "error/odbc_error.h"
#include "sql/embed.h"
#include "sql/lexer.h"

namespace d1odbc {

namespace {

constexpr std::size_t largest_width = 99;  // D1 gives at most 100 columns, and one holds the storage classes

bool draws_random_values(std::string_view sql) {
  for (const Token& token : tokenize(sql)) {
    if (token.kind != TokenKind::Word) continue;
    if (is_keyword(token.of(sql), "RANDOM") || is_keyword(token.of(sql), "RANDOMBLOB")) return true;
  }
  return false;
}

bool holds_reals(const Column& column) { return column.has_declared_type && column.type.sql_type == SQL_DOUBLE; }

template <class Part>
std::string list_of(std::size_t columns, Part part) {
  std::string list;
  for (std::size_t column = 0; column < columns; ++column) {
    if (column != 0) list += ',';
    list += part(column);
  }
  return list;
}

std::string exact_cell(std::size_t column) {
  return fmt::format(
      "CASE WHEN typeof(c{0})='integer' AND c{0} NOT BETWEEN -9007199254740991 AND 9007199254740991 THEN CAST(c{0} AS "
      "TEXT) "
      "WHEN c{0}=9e999 THEN 'Inf' WHEN c{0}=-9e999 THEN '-Inf' ELSE c{0} END",
      column);
}

[[noreturn]] void refuse_answer() {
  throw OdbcError(State::CommunicationLinkFailure,
                  "D1's answer to the lossless reading of a result has another form than asked for.");
}

ValueView integer_cell(const ValueView& cell) {
  if (cell.storage == StorageClass::Integer) return cell;
  std::int64_t number = 0;
  const char* const end = cell.bytes.data() + cell.bytes.size();
  const auto read = std::from_chars(cell.bytes.data(), end, number);
  if (cell.storage != StorageClass::Text || read.ec != std::errc() || read.ptr != end) refuse_answer();
  return ValueView::of(number);
}

ValueView real_cell(const ValueView& cell) {
  if (cell.storage == StorageClass::Real) return cell;
  if (cell.storage == StorageClass::Integer) return ValueView::of(static_cast<double>(cell.integer));
  if (cell.bytes == "Inf") return ValueView::of(std::numeric_limits<double>::infinity());
  if (cell.bytes == "-Inf") return ValueView::of(-std::numeric_limits<double>::infinity());
  refuse_answer();
}

/// A cell by the first letter of its storage class: integer, real, text, blob, null.
ValueView cell_of(const ValueView& cell, char storage) {
  switch (storage) {
    case 'i':
      return integer_cell(cell);
    case 'r':
      return real_cell(cell);
    default:
      return cell;
  }
}

}  // namespace

bool can_read_losslessly(const StatementText& statement, std::size_t columns) {
  const bool is_query = statement.kind == StatementKind::Select || statement.kind == StatementKind::Values;
  return is_query && columns > 0 && columns <= largest_width && !draws_random_values(statement.sql);
}

bool may_be_rounded(const ResultSet& rows, const std::vector<Column>& columns) {
  if (!rows.has_inexact()) return false;
  for (std::size_t column = 0; column < rows.columns(); ++column) {
    const bool known_reals = column < columns.size() && holds_reals(columns[column]);
    if (rows.is_inexact(column) && !known_reals) return true;
  }
  return false;
}

StatementText lossless_text(const StatementText& statement, std::size_t columns) {
  const std::string names = list_of(columns, [](std::size_t column) { return fmt::format("c{}", column); });
  const std::string classes =
      list_of(columns, [](std::size_t column) { return fmt::format("substr(typeof(c{}),1,1)", column); });
  // The newline ends a comment that may stand last in the statement.
  return embed(fmt::format("WITH d1odbc_q({}) AS (", names), statement,
               fmt::format("\n) SELECT {},concat({}) FROM d1odbc_q", list_of(columns, exact_cell), classes));
}

ResultSet lossless_rows(const ResultSet& answer, const std::vector<Column>& columns) {
  if (answer.columns() != columns.size() + 1) refuse_answer();
  std::vector<std::string> names;
  for (const Column& column : columns) names.push_back(column.name);
  ResultSet rows(std::move(names));
  for (std::size_t row = 0; row < answer.rows(); ++row) {
    const std::string_view classes = answer.at(row, columns.size()).bytes;
    if (classes.size() != columns.size()) refuse_answer();
    for (std::size_t column = 0; column < columns.size(); ++column)
      rows.append(cell_of(answer.at(row, column), classes[column]));
  }
  return rows;
}

}  // namespace d1odbc
