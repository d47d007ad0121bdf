// Owns: the rows of an open result with what its cursor changed of them. Never: where the cursor stands, the network.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

#include "value/result_set.h"
#include "value/value.h"

namespace d1odbc {

/// The finished result, over it the rows that were changed through the cursor, behind it the rows that were added.
/// Deleted rows stay as holes, so that a row keeps its number (a bookmark is that number). Rows and columns count from
/// 0.
class CursorRows {
 public:
  /// A row of a result set that was read later.
  struct Source {
    std::shared_ptr<const ResultSet> rows;
    std::size_t row = 0;
  };

  /// `max_rows` 0: all rows (SQL_ATTR_MAX_ROWS).
  CursorRows(ResultSet rows, std::size_t max_rows);

  /// Rows of the result and added ones, holes included.
  [[nodiscard]] std::size_t count() const noexcept { return fetched_rows_ + added_.size(); }

  /// Cells of a row: the result's columns and the hidden ones of its key.
  [[nodiscard]] std::size_t width() const noexcept { return rows_.columns(); }

  /// The cell as it is now. It stays valid until the row is replaced. Precondition: it is in the result.
  [[nodiscard]] ValueView at(std::size_t row, std::size_t column) const noexcept;

  /// A row of the result as D1 sent it; empty when the cursor changed or added it.
  [[nodiscard]] std::optional<RowView> unchanged_row(std::size_t row) const noexcept {
    if (!edits_.empty() || row >= fetched_rows_) return std::nullopt;
    return rows_.row(row);
  }

  /// Whether D1 rounded numbers of the column, in the rows as it sent them.
  [[nodiscard]] bool is_inexact(std::size_t column) const noexcept { return rows_.is_inexact(column); }

  /// Whether D1 rounded this cell (value/result_set.h).
  [[nodiscard]] bool is_rounded(std::size_t row, std::size_t column) const noexcept;

  /// Whether the row's cells have the storage class they have in D1 (value/result_set.h).
  [[nodiscard]] bool storage_is_known(std::size_t row) const noexcept;

  [[nodiscard]] bool is_deleted(std::size_t row) const noexcept;

  /// One row as a result set of its own, its marks of rounding kept.
  [[nodiscard]] ResultSet copy_of(std::size_t row) const;

  /// The row is from now on the one at `source`, which has the same columns.
  void replace(std::size_t row, Source source);
  void mark_deleted(std::size_t row);

  /// Adds a row at the end of which only the key is known; returns its number. It must be replaced before it is read.
  /// Without a key nothing can replace it: it is a hole.
  std::size_t append(std::vector<Value> key);

  /// The added rows that were not read yet, with their keys.
  [[nodiscard]] const std::unordered_map<std::size_t, std::vector<Value>>& unread() const noexcept { return unread_; }

 private:
  struct Edit {
    Source now;
    bool deleted = false;
  };

  [[nodiscard]] const Source* source_of(std::size_t row) const noexcept;

  ResultSet rows_;
  std::size_t fetched_rows_ = 0;
  std::unordered_map<std::size_t, Edit> edits_;
  std::vector<Source> added_;
  std::unordered_map<std::size_t, std::vector<Value>> unread_;
};

}  // namespace d1odbc
