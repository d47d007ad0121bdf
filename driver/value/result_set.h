// Owns: the rows of one finished answer, compactly (about 9 bytes a cell and the bytes of texts and blobs).
// Never: where a cursor stands, SQL types, the network.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "value/value.h"

namespace d1odbc {

// Texts and blobs lie in an arena, their length before them. An answer has at most 1 GiB.
using StoredLength = std::uint32_t;

/// One row of a result set, for readers of all its cells; valid as long as that.
class RowView {
 public:
  RowView(const std::uint64_t* payloads, const StorageClass* tags) noexcept : payloads_(payloads), tags_(tags) {}

  /// Precondition: the result has this column (from 0).
  [[nodiscard]] ValueView at(std::size_t column) const noexcept;

 private:
  const std::uint64_t* payloads_;
  const StorageClass* tags_;
};

/// Rows in memory, appended once cell by cell and read in any order afterwards. Cells lie row by row in blocks whose
/// size grows with the result, so that a result of one row is small and one of a million is never copied to grow.
class ResultSet {
 public:
  ResultSet() = default;
  explicit ResultSet(std::vector<std::string> column_names);

  /// Appends the next cell of the row that is being filled; the row counts once its last cell is there. Copies bytes.
  void append(const ValueView& cell);

  /// Notes that the last appended integer lay at or beyond 2^53, where D1's JSON rounds (a fact of the answer: the
  /// value may not be the one that is stored).
  void mark_last_inexact();

  [[nodiscard]] std::size_t rows() const noexcept { return rows_; }
  [[nodiscard]] std::size_t columns() const noexcept { return names_.size(); }
  [[nodiscard]] const std::vector<std::string>& column_names() const noexcept { return names_; }

  /// True while a row has some of its cells but not all: a complete answer never ends so.
  [[nodiscard]] bool row_is_open() const noexcept { return filled_in_row_ != 0; }

  /// The cell, counted from 0; it stays valid as long as the result set. Precondition: row < rows(), column <
  /// columns().
  [[nodiscard]] ValueView at(std::size_t row, std::size_t column) const noexcept;

  /// A row, counted from 0. Precondition: row < rows().
  [[nodiscard]] RowView row(std::size_t row) const noexcept;

  /// Whether any integer of the column was marked inexact.
  [[nodiscard]] bool is_inexact(std::size_t column) const noexcept { return inexact_columns_[column]; }
  [[nodiscard]] bool has_inexact() const noexcept;

  /// Whether this cell may be rounded: a number at or beyond 2^53 in a marked column.
  [[nodiscard]] bool is_rounded(std::size_t row, std::size_t column) const noexcept;

  /// Takes a column's mark off: its numbers are known to be what is stored, or rounding is accepted.
  void accept_inexact(std::size_t column);

  /// Notes that each cell has the storage class it has in D1. Elsewhere D1's JSON writes the REAL 1.0 as 1, so that an
  /// integer may have been a real.
  void know_storage() noexcept { storage_is_known_ = true; }
  [[nodiscard]] bool storage_is_known() const noexcept { return storage_is_known_; }

  /// Bytes held for cells and their text (not counting the allocator's own).
  [[nodiscard]] std::size_t memory() const noexcept;

 private:
  struct Block {
    std::size_t first_row = 0;
    std::size_t capacity = 0;  // rows
    std::unique_ptr<std::uint64_t[]> payloads;
    std::unique_ptr<StorageClass[]> tags;
  };
  struct Arena {
    std::unique_ptr<char[]> bytes;
    std::size_t used = 0;
    std::size_t capacity = 0;
  };

  void add_block();
  [[nodiscard]] const Block& block_of(std::size_t row) const noexcept;
  [[nodiscard]] std::uint64_t keep(std::string_view bytes);

  std::vector<std::string> names_;
  std::vector<Block> blocks_;
  std::vector<Arena> arenas_;
  std::vector<bool> inexact_columns_;
  std::size_t rows_ = 0;
  std::size_t filled_in_row_ = 0;
  bool storage_is_known_ = false;
};

inline ValueView RowView::at(std::size_t column) const noexcept {
  ValueView cell{.storage = tags_[column]};
  const std::uint64_t payload = payloads_[column];
  switch (cell.storage) {
    case StorageClass::Null:
      break;
    case StorageClass::Integer:
      cell.integer = std::bit_cast<std::int64_t>(payload);
      break;
    case StorageClass::Real:
      cell.real = std::bit_cast<double>(payload);
      break;
    case StorageClass::Text:
    case StorageClass::Blob: {
      const char* place = std::bit_cast<const char*>(static_cast<std::uintptr_t>(payload));
      StoredLength length = 0;
      std::memcpy(&length, place, sizeof length);
      cell.bytes = std::string_view(place + sizeof length, length);
      break;
    }
  }
  return cell;
}

}  // namespace d1odbc
