// Owns: moving through a result and handing out its data. Never: changes rows.
#include "cursor/cursor.h"

#include <algorithm>
#include <utility>

#include "cursor/row_transfer.h"

namespace d1odbc {

Cursor::Cursor(std::vector<Column> columns, ResultSet rows, SQLULEN max_rows)
    : columns_(std::move(columns)), rows_(std::move(rows)), row_count_(rows_.rows()) {
  if (max_rows != 0) row_count_ = std::min(row_count_, static_cast<std::size_t>(max_rows));
}

std::size_t Cursor::row_number() const noexcept { return rowset_rows_ == 0 ? 0 : rowset_start_ + 1; }

Cell Cursor::current_cell(std::size_t column) const {
  return {rows_.at(rowset_start_, column - 1), columns_[column - 1].type};
}

SQLRETURN Cursor::fetch_next(const DescriptorData& ard, const RowsetReport& report, Diagnostics& diagnostics) {
  const RowTransfer transfer(ard, columns_);
  const std::size_t size = std::max<std::size_t>(ard.header.array_size, 1);
  pieces_ = {};
  rowset_start_ = next_row_;
  rowset_rows_ = std::min(size, row_count_ - next_row_);
  next_row_ += rowset_rows_;

  if (report.rows_fetched != nullptr) *report.rows_fetched = rowset_rows_;
  if (report.row_status != nullptr)
    std::fill(report.row_status + rowset_rows_, report.row_status + size, SQLUSMALLINT{SQL_ROW_NOROW});
  if (rowset_rows_ == 0) return SQL_NO_DATA;

  std::size_t failed = 0;
  std::size_t said = 0;
  for (std::size_t row = 0; row < rowset_rows_; ++row) {
    const SQLUSMALLINT status = transfer.transfer(rows_, rowset_start_ + row, row, diagnostics);
    if (report.row_status != nullptr) report.row_status[row] = status;
    if (status == SQL_ROW_ERROR) ++failed;
    if (status != SQL_ROW_SUCCESS) ++said;
  }
  // "If an error occurred in all rows: SQL_ERROR; in some: SQL_SUCCESS_WITH_INFO" (SQLFetch, "Error Handling").
  if (failed == rowset_rows_) return SQL_ERROR;
  return said == 0 ? SQL_SUCCESS : SQL_SUCCESS_WITH_INFO;
}

SQLRETURN Cursor::get_data(const DataRequest& request, const DescriptorData& ard, Diagnostics& diagnostics) {
  if (rowset_rows_ == 0) throw OdbcError(State::InvalidCursorState, "There is no current row; call SQLFetch first.");
  if (request.column == 0 || request.column > columns_.size()) {
    throw OdbcError(State::InvalidDescriptorIndex, "Column {} was asked for; the result has {}.", request.column,
                    columns_.size());
  }
  if (request.buffer == nullptr)
    throw OdbcError(State::InvalidNullPointer, "The buffer for column {} is a null pointer.", request.column);
  if (request.capacity < 0)
    throw OdbcError(State::InvalidBufferLength, "A buffer length of {} was given.", request.capacity);

  const DescriptorRecord* bound = ard.bound(request.column);
  const SQLSMALLINT asked = request.c_type == SQL_ARD_TYPE && bound != nullptr ? bound->concise_type : request.c_type;
  const CTypeFacts& facts = resolve_c_type(asked, columns_[request.column - 1].type);

  const bool goes_on = pieces_.column == request.column && pieces_.c_type == facts.c_type;
  if (goes_on && pieces_.finished) return SQL_NO_DATA;
  if (!goes_on) pieces_ = Pieces{.column = request.column, .c_type = facts.c_type};

  if (current_cell(request.column).value.is_null()) {
    if (request.length_or_indicator == nullptr) {
      throw OdbcError(State::IndicatorRequired, "{}",
                      describe_conversion(State::IndicatorRequired, columns_[request.column - 1], facts.name));
    }
    *request.length_or_indicator = SQL_NULL_DATA;
    pieces_.finished = true;
    return SQL_SUCCESS;
  }
  if (!goes_on && facts.size == 0) pieces_.form.render(current_cell(request.column), facts.family);
  return facts.size == 0 ? give_piece(request, facts.family, diagnostics) : give_fixed(request, facts, diagnostics);
}

SQLRETURN Cursor::give_piece(const DataRequest& request, CFamily family, Diagnostics& diagnostics) {
  const std::string_view rest = pieces_.form.bytes().substr(pieces_.given);
  if (request.length_or_indicator != nullptr) *request.length_or_indicator = static_cast<SQLLEN>(rest.size());
  const Piece piece =
      copy_piece(rest, {request.buffer, static_cast<std::size_t>(request.capacity), family}, Cut::Anywhere);
  pieces_.given += piece.taken;
  pieces_.finished = piece.complete;
  if (piece.complete) return SQL_SUCCESS;
  diagnostics.add(State::StringTruncated, "More of the column is left; call SQLGetData again for the next piece.");
  return SQL_SUCCESS_WITH_INFO;
}

SQLRETURN Cursor::give_fixed(const DataRequest& request, const CTypeFacts& facts, Diagnostics& diagnostics) {
  const std::optional<State> state = find_fixed_converter(facts)(current_cell(request.column), request.buffer);
  const std::string text =
      state ? describe_conversion(*state, columns_[request.column - 1], facts.name) : std::string();
  if (state && !is_warning(*state)) throw OdbcError(*state, "{}", text);
  if (request.length_or_indicator != nullptr) *request.length_or_indicator = static_cast<SQLLEN>(facts.size);
  pieces_.finished = true;
  if (!state) return SQL_SUCCESS;
  diagnostics.add(*state, text);
  return SQL_SUCCESS_WITH_INFO;
}

}  // namespace d1odbc
