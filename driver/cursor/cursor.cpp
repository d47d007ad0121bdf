// Owns: moving through a result, and its rows in the bound buffers. Never: changes rows, SQLGetData (cursor_pieces).
#include "cursor/cursor.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "cursor/row_transfer.h"

namespace d1odbc {

Cursor::Cursor(std::vector<Column> columns, ResultSet rows, const CursorOptions& options)
    : columns_(std::move(columns)), rows_(std::move(rows), options.max_rows), options_(options) {}

std::size_t Cursor::row_number() const noexcept { return rowset_rows_ == 0 ? 0 : rowset_start_ + current_ + 1; }

void Cursor::require_fetched(std::size_t place) const {
  if (place < rowset_rows_) return;
  throw OdbcError(State::InvalidCursorPosition, "Row {} of the rowset was not fetched.", place + 1);
}

std::size_t Cursor::row_at(std::size_t place) const {
  require_fetched(place);
  const std::size_t row = rowset_start_ + place;
  if (rows_.is_deleted(row))
    throw OdbcError(State::InvalidCursorPosition, "Row {} of the rowset has been deleted.", place + 1);
  return row;
}

void Cursor::set_position(std::size_t place) {
  require_fetched(place);
  current_ = place;
  pieces_ = {};
}

void Cursor::leave_rowset() noexcept {
  rowset_rows_ = 0;
  current_ = 0;
  pieces_ = {};
}

SQLUSMALLINT Cursor::transfer(std::size_t source, std::size_t target, const DescriptorData& ard,
                              Diagnostics& diagnostics) const {
  return RowTransfer(ard, columns_, options_).transfer(rows_, source, target, diagnostics);
}

bool Cursor::holds_fetched(std::size_t source, std::size_t target, std::size_t column,
                           const DescriptorData& ard) const {
  const DescriptorRecord* bound = ard.bound(column);
  if (bound == nullptr || bound->data == nullptr) return false;
  const CTypeFacts& c_type = resolve_c_type(bound->concise_type, columns_[column - 1].type);
  const std::size_t size = c_type.size != 0 ? c_type.size : static_cast<std::size_t>(bound->octet_length);

  // The row once more, into a buffer of the same size beside the application's.
  std::vector<char> data(size + 1);
  SQLLEN fetched = 0;
  DescriptorData beside;
  DescriptorRecord& record = beside.record(column);
  record = *bound;
  record.data = data.data();
  record.octet_length_ptr = &fetched;
  record.indicator = &fetched;
  Diagnostics ignored;
  if (transfer(source, 0, beside, ignored) == SQL_ROW_ERROR) return false;

  SQLLEN held = fetched;
  const void* const length_place = item_address(bound->octet_length_ptr, ard.header, target, sizeof(SQLLEN));
  const void* const null_place = item_address(bound->indicator, ard.header, target, sizeof(SQLLEN));
  if (length_place != nullptr) std::memcpy(&held, length_place, sizeof held);
  SQLLEN null_or_not = held;
  if (null_place != nullptr) std::memcpy(&null_or_not, null_place, sizeof null_or_not);
  if (null_or_not == SQL_NULL_DATA || fetched == SQL_NULL_DATA) return null_or_not == fetched;
  // The length of a fixed type is not looked at when a value is read.
  if (c_type.size == 0 && held != fetched) return false;
  const std::size_t terminator = c_type.family == CFamily::Character       ? 1
                                 : c_type.family == CFamily::WideCharacter ? sizeof(SQLWCHAR)
                                                                           : 0;
  const std::size_t room = size < terminator ? 0 : size - terminator;
  const std::size_t compared = c_type.size != 0 ? size : std::min(room, static_cast<std::size_t>(fetched));
  const void* const held_data = item_address(bound->data, ard.header, target, size);
  return std::memcmp(held_data, data.data(), compared) == 0;
}

void Cursor::move(const FetchTarget& target, std::size_t size, Diagnostics& diagnostics) {
  const ScrollContext context{position_, static_cast<std::int64_t>(row_count()), static_cast<std::int64_t>(size),
                              previous_size_};
  const ScrollResult moved = scroll(context, target.orientation, target.offset, target.bookmark_row);
  position_ = moved.position;
  previous_size_ = context.rowset_size;
  const bool on_rowset = position_.place == CursorPosition::Place::OnRowset;
  rowset_start_ = on_rowset ? static_cast<std::size_t>(position_.start - 1) : 0;
  rowset_rows_ = on_rowset ? std::min(size, row_count() - rowset_start_) : 0;
  current_ = 0;
  if (moved.overlapped_start)
    diagnostics.add(State::FetchBeforeFirstRowset,
                    "The rowset began before the first row; it was moved to the first row.");
}

SQLRETURN Cursor::fetch(const FetchTarget& target, const DescriptorData& ard, const RowsetReport& report,
                        Diagnostics& diagnostics) {
  const RowTransfer transfer(ard, columns_, options_);
  constexpr std::size_t largest = std::size_t{1} << 62;  // positions are reckoned with signed numbers
  const std::size_t asked = target.rowset_size != 0 ? target.rowset_size : ard.header.array_size;
  const std::size_t size = std::clamp<std::size_t>(asked, 1, largest);
  pieces_ = {};
  move(target, size, diagnostics);

  // RODBC's place for it is a member of 4 bytes, not aligned for 8.
  const SQLULEN fetched = rowset_rows_;
  if (report.rows_fetched != nullptr) std::memcpy(static_cast<void*>(report.rows_fetched), &fetched, sizeof fetched);
  if (report.row_status != nullptr)
    std::fill(report.row_status + rowset_rows_, report.row_status + size, SQLUSMALLINT{SQL_ROW_NOROW});
  if (rowset_rows_ == 0) return SQL_NO_DATA;

  std::size_t failed = 0;
  std::size_t said = 0;
  for (std::size_t row = 0; row < rowset_rows_; ++row) {
    const SQLUSMALLINT status = transfer.transfer(rows_, rowset_start_ + row, row, diagnostics);
    if (report.row_status != nullptr) report.row_status[row] = status;
    if (status == SQL_ROW_ERROR) ++failed;
    if (status == SQL_ROW_ERROR || status == SQL_ROW_SUCCESS_WITH_INFO) ++said;
  }
  if (failed != 0 && report.extended) {
    diagnostics.add(State::ErrorInRow, "A row of the rowset could not be fetched.");
    return SQL_SUCCESS_WITH_INFO;
  }
  // "If an error occurred in all rows: SQL_ERROR; in some: SQL_SUCCESS_WITH_INFO" (SQLFetch, "Error Handling").
  if (failed == rowset_rows_) return SQL_ERROR;
  return said == 0 ? SQL_SUCCESS : SQL_SUCCESS_WITH_INFO;
}

}  // namespace d1odbc
