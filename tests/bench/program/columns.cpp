// Owns: the buffers of columns.h. Never: measures.
#include "columns.h"

#include <fmt/format.h>

#include <bit>
#include <cstring>
#include <functional>
#include <stdexcept>
#include <string_view>

namespace bench {

ColumnBuffer::ColumnBuffer(char wanted, std::size_t rows) : kind(wanted), lengths(rows, 0) {
  switch (kind) {
    case 'i':
      integers.assign(rows, 0);
      return;
    case 'r':
      reals.assign(rows, 0);
      return;
    case 't':
      texts.assign(rows * text_bytes, '\0');
      return;
    default:
      throw std::runtime_error(fmt::format("A column of kind '{}' is not known; i, r and t are.", kind));
  }
}

std::size_t ColumnBuffer::item_bytes() const { return kind == 't' ? text_bytes : sizeof(std::int64_t); }

void* ColumnBuffer::data() {
  if (kind == 'i') return integers.data();
  return kind == 'r' ? static_cast<void*>(reals.data()) : texts.data();
}

SQLSMALLINT ColumnBuffer::c_type() const {
  if (kind == 'i') return SQL_C_SBIGINT;
  return kind == 'r' ? SQL_C_DOUBLE : SQL_C_CHAR;
}

SQLSMALLINT ColumnBuffer::sql_type() const {
  if (kind == 'i') return SQL_BIGINT;
  return kind == 'r' ? SQL_DOUBLE : SQL_VARCHAR;
}

std::vector<ColumnBuffer> make_columns(const std::string& kinds, std::size_t rows) {
  std::vector<ColumnBuffer> columns;
  for (const char kind : kinds) columns.emplace_back(kind, rows);
  return columns;
}

void bind_result(const Statement& statement, std::vector<ColumnBuffer>& columns) {
  for (std::size_t index = 0; index < columns.size(); ++index) {
    ColumnBuffer& column = columns[index];
    statement.bind_column(index + 1, column.c_type(), column.data(), column.item_bytes(), column.lengths.data());
  }
}

void bind_parameters(const Statement& statement, std::vector<ColumnBuffer>& columns) {
  for (std::size_t index = 0; index < columns.size(); ++index) {
    ColumnBuffer& column = columns[index];
    statement.bind_parameter(index + 1, column.c_type(), column.sql_type(), column.data(), column.item_bytes(),
                             column.lengths.data());
  }
}

void fill(std::vector<ColumnBuffer>& columns, std::size_t row, std::int64_t number) {
  std::int64_t salt = 0;
  for (ColumnBuffer& column : columns) {
    const std::int64_t value = number + 1'000'000 * salt++;
    if (column.kind == 'i') column.integers[row] = value;
    if (column.kind == 'r') column.reals[row] = static_cast<double>(value) / 7;
    if (column.kind != 't') continue;
    const std::string text = fmt::format("text of row {}", value);
    std::memcpy(&column.texts[row * text_bytes], text.data(), text.size());
    column.lengths[row] = static_cast<SQLLEN>(text.size());
  }
}

namespace {

std::uint64_t bits_of(const ColumnBuffer& column, std::size_t row) {
  if (column.lengths[row] == SQL_NULL_DATA) return 1;
  if (column.kind == 'i') return std::bit_cast<std::uint64_t>(column.integers[row]);
  if (column.kind == 'r') return std::bit_cast<std::uint64_t>(column.reals[row]);
  const std::string_view text(&column.texts[row * text_bytes], static_cast<std::size_t>(column.lengths[row]));
  return std::hash<std::string_view>()(text);
}

}  // namespace

std::uint64_t checksum(const std::vector<ColumnBuffer>& columns, std::size_t rows) {
  constexpr std::uint64_t prime = 1'099'511'628'211;
  std::uint64_t sum = 0;
  for (const ColumnBuffer& column : columns)
    for (std::size_t row = 0; row < rows; ++row) sum = sum * prime + bits_of(column, row);
  return sum;
}

}  // namespace bench
