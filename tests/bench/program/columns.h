// Owns: buffers for a block of rows, column by column. Never: where the values come from or go.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "odbc.h"

namespace bench {

/// One column's buffers: 'i' 64-bit integers, 'r' doubles, 't' texts of at most 63 bytes.
struct ColumnBuffer {
  ColumnBuffer(char kind, std::size_t rows);
  [[nodiscard]] std::size_t item_bytes() const;
  [[nodiscard]] void* data();
  [[nodiscard]] SQLSMALLINT c_type() const;
  [[nodiscard]] SQLSMALLINT sql_type() const;

  char kind;
  std::vector<std::int64_t> integers;
  std::vector<double> reals;
  std::vector<char> texts;
  std::vector<SQLLEN> lengths;
};

constexpr std::size_t text_bytes = 64;

/// A buffer for each letter of `kinds`.
[[nodiscard]] std::vector<ColumnBuffer> make_columns(const std::string& kinds, std::size_t rows);

/// Binds the columns to the result columns 1, 2, …
void bind_result(const Statement& statement, std::vector<ColumnBuffer>& columns);

/// Binds the columns to the parameters 1, 2, …
void bind_parameters(const Statement& statement, std::vector<ColumnBuffer>& columns);

/// Fills the row with values that depend on `number` only.
void fill(std::vector<ColumnBuffer>& columns, std::size_t row, std::int64_t number);

/// A sum over the first `rows` rows: the same values give the same sum, whichever driver brought them.
[[nodiscard]] std::uint64_t checksum(const std::vector<ColumnBuffer>& columns, std::size_t rows);

}  // namespace bench
