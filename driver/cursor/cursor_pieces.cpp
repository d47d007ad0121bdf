// Owns: SQLGetData: one column of the current row, whole or in pieces. Never: moves the cursor.
#include <cstring>
#include <utility>

#include "convert/conversion_table.h"
#include "cursor/bookmark.h"
#include "cursor/cursor.h"
#include "cursor/row_transfer.h"

namespace d1odbc {

namespace {

/// The application's place for the length need not be aligned.
void store_length(const DataRequest& request, SQLLEN length) {
  if (request.length_or_indicator != nullptr) std::memcpy(request.length_or_indicator, &length, sizeof length);
}

[[noreturn]] void fail(State state, const Column& column, const CTypeFacts& c_type) {
  throw OdbcError(state, "{}", describe_conversion(state, column, c_type.name));
}

/// The record that SQL_ARD_TYPE reads: it may be unbound. nullptr for a bookmark without one. Throws OdbcError 07009
/// for a column beyond SQL_DESC_COUNT.
const DescriptorRecord* find_record(const DescriptorData& ard, std::size_t column) {
  if (column == 0) return ard.bound(0);
  if (column <= ard.count()) return &ard.records[column - 1];
  throw OdbcError(State::InvalidDescriptorIndex, "SQL_ARD_TYPE was given for column {}; the ARD has {} records.",
                  column, ard.count());
}

}  // namespace

Cell Cursor::current_cell(std::size_t column) const {
  return cell_of(rows_, rowset_start_ + current_, column - 1, columns_[column - 1].type, options_.max_length);
}

SQLRETURN Cursor::get_data(const DataRequest& request, const DescriptorData& ard, Diagnostics& diagnostics) {
  if (rowset_rows_ == 0) throw OdbcError(State::InvalidCursorState, "There is no current row; call SQLFetch first.");
  if (request.column > columns_.size() || (request.column == 0 && options_.bookmarks == SQL_UB_OFF)) {
    throw OdbcError(State::InvalidDescriptorIndex, "Column {} was asked for; the result has {}.", request.column,
                    columns_.size());
  }
  if (request.buffer == nullptr)
    throw OdbcError(State::InvalidNullPointer, "The buffer for column {} is a null pointer.", request.column);
  if (request.capacity < 0)
    throw OdbcError(State::InvalidBufferLength, "A buffer length of {} was given.", request.capacity);

  (void)row_at(current_);
  if (give_plainly(request)) return SQL_SUCCESS;

  const DescriptorRecord* record = request.c_type == SQL_ARD_TYPE ? find_record(ard, request.column) : nullptr;
  const SQLSMALLINT asked = record != nullptr ? record->concise_type : request.c_type;
  if (request.column == 0) return give_bookmark(request, asked, diagnostics);
  const Column& column = columns_[request.column - 1];
  const CTypeFacts& facts = resolve_c_type(asked, column.type);
  if (!can_fetch(facts, column.type.sql_type)) {
    pieces_ = {};
    fail(State::RestrictedDataType, column, facts);
  }

  const bool goes_on = pieces_.column == request.column && pieces_.c_type == facts.c_type;
  if (goes_on && pieces_.finished) return SQL_NO_DATA;
  if (!goes_on) begin_pieces(request.column, facts);
  if (current_cell(request.column).value.is_null()) return give_null(request, facts);
  if (facts.size == 0) return give_piece(request, facts, diagnostics);
  const BufferForm form = record != nullptr ? buffer_form(*record, facts) : default_form(facts.c_type);
  return give_fixed(request, facts, form, diagnostics);
}

const Cursor::Asked& Cursor::asked_of(std::size_t column, SQLSMALLINT c_type) {
  asked_.resize(columns_.size());
  Asked& asked = asked_[column - 1];
  if (asked.c_type == c_type) return asked;
  const ColumnType& type = columns_[column - 1].type;
  const CTypeFacts& facts = resolve_c_type(c_type, type);
  asked = {.c_type = c_type,
           .resolved = facts.c_type,
           .convert = can_fetch(facts, type.sql_type) ? find_plain_converter(facts, type) : nullptr};
  return asked;
}

/// The first piece, when it is the whole value and nothing need be said of it. False: nothing was given.
bool Cursor::give_plainly(const DataRequest& request) {
  const std::size_t column = request.column;
  const bool is_first = column != 0 && pieces_.column != column;
  if (!is_first || request.c_type == SQL_ARD_TYPE || options_.max_length != 0) return false;
  const std::optional<RowView> row = rows_.unchanged_row(rowset_start_ + current_);
  if (!row || rows_.is_inexact(column - 1)) return false;
  const Asked& asked = asked_of(column, request.c_type);
  if (asked.convert == nullptr) return false;
  const ValueView value = row->at(column - 1);
  if (value.is_null()) {
    if (request.length_or_indicator == nullptr) return false;
    store_length(request, SQL_NULL_DATA);
  } else if (!asked.convert(value, {.data = request.buffer,
                                    .length = request.length_or_indicator,
                                    .indicator = nullptr,
                                    .capacity = static_cast<std::size_t>(request.capacity)})) {
    return false;
  }
  pieces_ = {.column = column, .c_type = asked.resolved, .finished = true};
  return true;
}

void Cursor::begin_pieces(std::size_t column, const CTypeFacts& facts) {
  pieces_ = {};
  const Cell cell = current_cell(column);
  Pieces begun{.column = column, .c_type = facts.c_type};
  if (facts.size == 0 && !cell.value.is_null()) {
    if (const std::optional<State> problem = begun.form.render(cell, facts.family))
      throw OdbcError(*problem, "{}", describe_conversion(*problem, columns_[column - 1], facts.name, cell.rounded));
  }
  pieces_ = std::move(begun);
}

SQLRETURN Cursor::give_bookmark(const DataRequest& request, SQLSMALLINT c_type, Diagnostics& diagnostics) {
  const BookmarkPlace place{request.buffer, static_cast<std::size_t>(request.capacity), request.length_or_indicator};
  const std::optional<State> state = write_bookmark(row_number(), bookmark_c_type(c_type, options_.bookmarks), place);
  if (!state) return SQL_SUCCESS;
  const OdbcError problem(*state, "The buffer is too small for the bookmark, which takes {} bytes.", bookmark_size);
  if (!is_warning(*state)) throw problem;
  diagnostics.add(problem);
  return SQL_SUCCESS_WITH_INFO;
}

SQLRETURN Cursor::give_null(const DataRequest& request, const CTypeFacts& facts) {
  if (request.length_or_indicator == nullptr) fail(State::IndicatorRequired, columns_[request.column - 1], facts);
  store_length(request, SQL_NULL_DATA);
  pieces_.finished = true;
  return SQL_SUCCESS;
}

SQLRETURN Cursor::give_piece(const DataRequest& request, const CTypeFacts& facts, Diagnostics& diagnostics) {
  const std::string_view rest = pieces_.form.bytes().substr(pieces_.given);
  const VariableBuffer buffer{request.buffer, static_cast<std::size_t>(request.capacity), facts.family,
                              pieces_.form.grain()};
  const Column& column = columns_[request.column - 1];
  const bool rounded = current_cell(request.column).rounded;
  const bool rounded_number = rounded && facts.family == CFamily::Binary;
  const std::size_t room = room_in(buffer);
  // A buffer without room asks for the length only, as many programs do before they allocate one.
  const bool loses_digits = pieces_.given == 0 && room > 0 && room < pieces_.form.uncuttable();
  if (loses_digits || rounded_number) {
    throw OdbcError(State::NumericOutOfRange, "{}",
                    describe_conversion(State::NumericOutOfRange, column, facts.name, rounded_number));
  }
  store_length(request, static_cast<SQLLEN>(rest.size()));
  const Piece piece = copy_piece(rest, buffer, Cut::Anywhere);
  pieces_.given += piece.taken;
  pieces_.finished = piece.complete;
  if (piece.complete && !rounded) return SQL_SUCCESS;
  if (piece.complete) {
    diagnostics.add(State::GeneralWarning, describe_conversion(State::GeneralWarning, column, facts.name, rounded));
  } else {
    diagnostics.add(State::StringTruncated, "More of the column is left; call SQLGetData again for the next piece.");
  }
  return SQL_SUCCESS_WITH_INFO;
}

SQLRETURN Cursor::give_fixed(const DataRequest& request, const CTypeFacts& facts, const BufferForm& form,
                             Diagnostics& diagnostics) {
  Cell cell = current_cell(request.column);
  cell.form = form;
  const std::optional<State> state = find_fixed_converter(facts)(cell, request.buffer);
  const std::string text =
      state ? describe_conversion(*state, columns_[request.column - 1], facts.name, cell.rounded) : std::string();
  if (state && !is_warning(*state)) throw OdbcError(*state, "{}", text);
  store_length(request, static_cast<SQLLEN>(facts.size));
  pieces_.finished = true;
  if (!state) return SQL_SUCCESS;
  diagnostics.add(*state, text);
  return SQL_SUCCESS_WITH_INFO;
}

}  // namespace d1odbc
