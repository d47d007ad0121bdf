// Owns: the wrapper's text and how its answer is read. Never: decides when it is used.
#include "execute/lossless.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <initializer_list>
#include <limits>

#include "error/odbc_error.h"
#include "sql/embed.h"
#include "sql/lexer.h"

namespace d1odbc {

namespace {

constexpr std::size_t largest_width = 99;  // D1 gives at most 100 columns, and one holds the storage classes

bool has_word(std::string_view sql, std::initializer_list<std::string_view> words) {
  for (const Token& token : tokenize(sql)) {
    if (token.kind != TokenKind::Word) continue;
    const std::string_view text = token.of(sql);
    if (std::ranges::any_of(words, [&](std::string_view word) { return is_keyword(text, word); })) return true;
  }
  return false;
}

bool draws_random_values(std::string_view sql) { return has_word(sql, {"RANDOM", "RANDOMBLOB"}); }
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

std::string exact_cell(std::size_t column) {
  return fmt::format(
      "CASE WHEN typeof(c{0})='integer' AND c{0} NOT BETWEEN -9007199254740991 AND 9007199254740991 THEN CAST(c{0} AS "
      "TEXT) "
      "WHEN typeof(c{0})='real' AND c{0}=9e999 THEN 'Inf' WHEN typeof(c{0})='real' AND c{0}=-9e999 THEN '-Inf' ELSE "
      "c{0} END",
      column);
}

/// The first letters of all storage classes, put together by calls of few arguments: D1 documents at most 32.
std::string storage_classes(std::size_t columns) {
  constexpr std::size_t most_arguments = 30;
  std::string classes = "concat(''";
  for (std::size_t begin = 0; begin < columns; begin += most_arguments) {
    const std::size_t count = std::min(most_arguments, columns - begin);
    classes += fmt::format(",concat({})", list_of(count, [&](std::size_t each) {
                             return fmt::format("substr(typeof(c{}),1,1)", begin + each);
                           }));
  }
  return classes + ")";
}

/// A name for the inner query that the statement does not use.
std::string free_name(std::string_view sql) {
  std::string name = "d1odbc_q";
  while (sql.find(name) != std::string_view::npos) name += '_';
  return name;
}

[[noreturn]] void refuse_answer() {
  throw OdbcError(State::CommunicationLinkFailure,
                  "D1's answer to the lossless reading of a result has another form than asked for.");
}

ValueView integer_cell(const ValueView& cell) {
  constexpr std::int64_t exact = 9007199254740991;
  if (cell.storage == StorageClass::Integer && cell.integer >= -exact && cell.integer <= exact) return cell;
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

StatementText lossless_text(const StatementText& statement, std::size_t columns) {
  const std::string name = free_name(statement.sql);
  const std::string names = list_of(columns, [](std::size_t column) { return fmt::format("c{}", column); });
  // The newline ends a comment that may stand last in the statement.
  return embed(fmt::format("WITH {}({}) AS (", name, names), statement,
               fmt::format("\n) SELECT {},{} FROM {}", list_of(columns, exact_cell), storage_classes(columns), name));
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
