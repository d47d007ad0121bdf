// Owns: the rows of one finished answer, compactly (9 bytes a cell, and the bytes of texts and blobs that are longer
// than 8). Never: where a cursor stands, SQL types, the network.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "value/value.h"

namespace d1odbc {

/// Bytes of texts and blobs, one value behind the other.
struct Arena {
  std::unique_ptr<char[]> bytes;
  std::size_t used = 0;
  std::size_t capacity = 0;
};

/// What is kept of a cell beside its payload of 8 bytes: the storage class, and of a text or blob that is short enough
/// to be the payload itself its length.
class CellTag {
 public:
  static constexpr std::size_t longest_inside = sizeof(std::uint64_t);

  CellTag() = default;
  explicit CellTag(StorageClass storage) noexcept : bits_(static_cast<std::uint8_t>(storage)) {}
  CellTag(StorageClass storage, std::size_t length_inside) noexcept
      : bits_(static_cast<std::uint8_t>(static_cast<std::size_t>(storage) | (length_inside + 1) << class_bits)) {}

  [[nodiscard]] StorageClass storage() const noexcept { return static_cast<StorageClass>(bits_ & class_mask); }
  [[nodiscard]] bool is_inside() const noexcept { return bits_ >> class_bits != 0; }
  [[nodiscard]] std::size_t length_inside() const noexcept { return (bits_ >> class_bits) - 1U; }

 private:
  static constexpr unsigned class_bits = 3;
  static constexpr unsigned class_mask = 7;
  std::uint8_t bits_;  // left as it is where cells are made by the block
};

/// Where a longer text or blob lies, as the payload of its cell. One that is too long for `length` has an arena of its
/// own.
struct StoredPlace {
  static constexpr unsigned part_bits = 20;
  static constexpr std::size_t largest_part = (std::size_t{1} << part_bits) - 1;
  static constexpr std::size_t whole_arena = (std::size_t{1} << (64U - 2U * part_bits)) - 1;

  std::size_t arena;
  std::size_t offset;
  std::size_t length;  // or `whole_arena`

  [[nodiscard]] static StoredPlace of(std::uint64_t payload) noexcept {
    return {.arena = payload & largest_part,
            .offset = payload >> part_bits & largest_part,
            .length = payload >> (2U * part_bits)};
  }
  [[nodiscard]] std::uint64_t payload() const noexcept {
    return std::uint64_t{arena} | std::uint64_t{offset} << part_bits | std::uint64_t{length} << (2U * part_bits);
  }
};

/// One row of a result set, for readers of all its cells; valid until a row is appended.
class RowView {
 public:
  RowView(const std::uint64_t* payloads, const CellTag* tags, const Arena* arenas) noexcept
      : payloads_(payloads), tags_(tags), arenas_(arenas) {}

  /// Precondition: the result has this column (from 0).
  [[nodiscard]] ValueView at(std::size_t column) const noexcept;

 private:
  [[nodiscard]] std::string_view bytes_at(std::size_t column) const noexcept;

  const std::uint64_t* payloads_;
  const CellTag* tags_;
  const Arena* arenas_;
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
    std::unique_ptr<CellTag[]> tags;
  };

  void add_block();
  [[nodiscard]] const Block& block_of(std::size_t row) const noexcept;
  void keep(StorageClass storage, std::string_view bytes, CellTag& tag, std::uint64_t& payload);
  [[nodiscard]] Arena& arena_for(std::size_t length);

  std::vector<std::string> names_;
  std::vector<Block> blocks_;
  std::vector<Arena> arenas_;
  std::vector<bool> inexact_columns_;
  std::size_t rows_ = 0;
  std::size_t filled_in_row_ = 0;
  bool storage_is_known_ = false;
};

inline std::string_view RowView::bytes_at(std::size_t column) const noexcept {
  const CellTag tag = tags_[column];
  if (tag.is_inside()) return {reinterpret_cast<const char*>(payloads_ + column), tag.length_inside()};
  const StoredPlace place = StoredPlace::of(payloads_[column]);
  const Arena& arena = arenas_[place.arena];
  const std::size_t length = place.length == StoredPlace::whole_arena ? arena.used : place.length;
  return {arena.bytes.get() + place.offset, length};
}

inline ValueView RowView::at(std::size_t column) const noexcept {
  ValueView cell{.storage = tags_[column].storage()};
  switch (cell.storage) {
    case StorageClass::Null:
      break;
    case StorageClass::Integer:
      cell.integer = std::bit_cast<std::int64_t>(payloads_[column]);
      break;
    case StorageClass::Real:
      cell.real = std::bit_cast<double>(payloads_[column]);
      break;
    case StorageClass::Text:
    case StorageClass::Blob:
      cell.bytes = bytes_at(column);
      break;
  }
  return cell;
}

}  // namespace d1odbc
