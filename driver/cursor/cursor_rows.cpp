// Owns: laying changes over a finished result. Never: sends them.
#include "cursor/cursor_rows.h"

#include <algorithm>
#include <utility>

namespace d1odbc {

CursorRows::CursorRows(ResultSet rows, std::size_t max_rows) : rows_(std::move(rows)), fetched_rows_(rows_.rows()) {
  if (max_rows != 0) fetched_rows_ = std::min(fetched_rows_, max_rows);
}

const CursorRows::Source* CursorRows::source_of(std::size_t row) const noexcept {
  if (row >= fetched_rows_) return &added_[row - fetched_rows_];
  if (edits_.empty()) return nullptr;
  const auto edit = edits_.find(row);
  return edit == edits_.end() || edit->second.now.rows == nullptr ? nullptr : &edit->second.now;
}

ValueView CursorRows::at(std::size_t row, std::size_t column) const noexcept {
  const Source* source = source_of(row);
  if (source == nullptr) return rows_.at(row, column);
  return source->rows == nullptr ? ValueView::null() : source->rows->at(source->row, column);
}

bool CursorRows::is_rounded(std::size_t row, std::size_t column) const noexcept {
  const Source* source = source_of(row);
  if (source == nullptr) return rows_.is_rounded(row, column);
  return source->rows != nullptr && source->rows->is_rounded(source->row, column);
}

bool CursorRows::storage_is_known(std::size_t row) const noexcept {
  const Source* source = source_of(row);
  if (source == nullptr) return rows_.storage_is_known();
  return source->rows != nullptr && source->rows->storage_is_known();
}

bool CursorRows::is_deleted(std::size_t row) const noexcept {
  if (edits_.empty()) return false;
  const auto edit = edits_.find(row);
  return edit != edits_.end() && edit->second.deleted;
}

ResultSet CursorRows::copy_of(std::size_t row) const {
  ResultSet copy(rows_.column_names());
  if (storage_is_known(row)) copy.know_storage();
  for (std::size_t column = 0; column < width(); ++column) {
    copy.append(at(row, column));
    if (is_rounded(row, column)) copy.mark_last_inexact();
  }
  return copy;
}

void CursorRows::replace(std::size_t row, Source source) {
  unread_.erase(row);
  if (row >= fetched_rows_) {
    added_[row - fetched_rows_] = std::move(source);
  } else {
    edits_[row].now = std::move(source);
  }
}

void CursorRows::mark_deleted(std::size_t row) {
  unread_.erase(row);
  edits_[row].deleted = true;
}

std::size_t CursorRows::append(std::vector<Value> key) {
  added_.emplace_back();
  const std::size_t row = count() - 1;
  if (key.empty()) {
    mark_deleted(row);
  } else {
    unread_.emplace(row, std::move(key));
  }
  return row;
}

}  // namespace d1odbc
