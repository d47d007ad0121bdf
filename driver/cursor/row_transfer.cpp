// Owns: moving one row into bound buffers. Never: moves the cursor.
#include "cursor/row_transfer.h"

#include <fmt/format.h>

#include <cstring>

#include "convert/conversion_table.h"
#include "convert/pieces.h"
#include "convert/unicode.h"
#include "cursor/bookmark.h"

namespace d1odbc {

namespace {

/// Where a cell goes. Applications pack rows, so the places need not be aligned.
struct Slots {
  void* data;
  void* length;
  void* indicator;
};

Slots slots_of(const DescriptorRecord& record, const DescriptorHeader& header, std::size_t target,
               std::size_t item_size) {
  return {item_address(record.data, header, target, item_size),
          item_address(record.octet_length_ptr, header, target, sizeof(SQLLEN)),
          item_address(record.indicator, header, target, sizeof(SQLLEN))};
}

void store(void* place, SQLLEN value) {
  if (place != nullptr) std::memcpy(place, &value, sizeof value);
}

std::optional<State> store_null(const Slots& slots) {
  if (slots.indicator == nullptr) return State::IndicatorRequired;
  store(slots.indicator, SQL_NULL_DATA);
  return std::nullopt;
}

constexpr std::string_view rounded_advice =
    "D1 rounded this integer beyond 2^53, and the driver could not have it exactly; select CAST(column AS TEXT), or "
    "connect with LosslessIntegers=off to accept rounded numbers";

std::string_view advice_of(State state) {
  switch (state) {
    case State::StringTruncated:
      return "the value is longer than the buffer and was cut";
    case State::FractionalTruncation:
      return "a fraction was cut";
    case State::NumericOutOfRange:
      return "the value does not fit; use a larger type or buffer";
    case State::IntervalOverflow:
      return "the first field of the interval is longer than SQL_DESC_DATETIME_INTERVAL_PRECISION, or there is no such "
             "interval";
    case State::InvalidCharacterValue:
      return "the value is not of that kind; read it as SQL_C_CHAR";
    case State::IndicatorRequired:
      return "the value is NULL and no indicator was given";
    case State::RestrictedDataType:
      return "there is no such conversion";
    default:
      return "the value cannot be converted";
  }
}

}  // namespace

const CTypeFacts& resolve_c_type(SQLSMALLINT c_type, const ColumnType& type) {
  const SQLSMALLINT resolved = c_type == SQL_C_DEFAULT ? default_c_type(type.sql_type) : c_type;
  const CTypeFacts* facts = find_c_type(resolved);
  if (facts == nullptr) throw OdbcError(State::InvalidCType, "{} is no C data type of ODBC.", c_type);
  return *facts;
}

BufferForm buffer_form(const DescriptorRecord& record, const CTypeFacts& c_type) noexcept {
  if (record.concise_type != c_type.c_type) return default_form(c_type.c_type);
  return {record.precision, record.scale, record.interval_precision};
}

std::string describe_conversion(State state, const Column& column, std::string_view c_type, bool rounded) {
  return fmt::format("Column \"{}\" as {}: {}.", column.name, c_type, rounded ? rounded_advice : advice_of(state));
}

Cell cell_of(const CursorRows& rows, std::size_t row, std::size_t column, const ColumnType& type,
             std::size_t max_length) {
  ValueView value = rows.at(row, column);
  const bool is_long = max_length != 0 && value.bytes.size() > max_length;
  if (is_long && value.storage == StorageClass::Blob) value.bytes = value.bytes.substr(0, max_length);
  if (is_long && value.storage == StorageClass::Text)
    value.bytes = value.bytes.substr(0, whole_characters(value.bytes, max_length));
  return {.value = value,
          .type = type,
          .rounded = rows.is_rounded(row, column),
          .storage_is_known = rows.storage_is_known(row)};
}

RowTransfer::RowTransfer(const DescriptorData& ard, const std::vector<Column>& columns, const CursorOptions& options)
    : header_(ard.header), columns_(columns), max_length_(options.max_length) {
  for (std::size_t number = 1; number <= ard.count(); ++number) {
    const DescriptorRecord* record = ard.bound(number);
    if (record == nullptr) continue;
    if (number > columns.size()) {
      throw OdbcError(State::InvalidDescriptorIndex, "Column {} is bound; the result has {}.", number, columns.size());
    }
    bind(number - 1, *record);
  }
  bookmark_ = ard.bound(0);
  if (bookmark_ == nullptr) return;
  if (options.bookmarks == SQL_UB_OFF)
    throw OdbcError(State::InvalidDescriptorIndex, "Column 0 is bound, but SQL_ATTR_USE_BOOKMARKS is off.");
  bookmark_c_type_ = &bookmark_c_type(bookmark_->concise_type, options.bookmarks);
}

void RowTransfer::bind(std::size_t index, const DescriptorRecord& record) {
  const ColumnType& type = columns_[index].type;
  const CTypeFacts& facts = resolve_c_type(record.concise_type, type);
  const bool exists = can_fetch(facts, type.sql_type);
  const bool is_whole = max_length_ == 0;  // SQL_ATTR_MAX_LENGTH may cut
  const std::size_t size = facts.size != 0 ? facts.size : static_cast<std::size_t>(record.octet_length);
  bound_.push_back({.index = index,
                    .record = &record,
                    .c_type = &facts,
                    .exists = exists,
                    .convert = find_fixed_converter(facts),
                    .form = buffer_form(record, facts),
                    .plain = exists && is_whole ? find_plain_converter(facts, type) : nullptr,
                    .data = place_of(record.data, size),
                    .length = place_of(record.octet_length_ptr, sizeof(SQLLEN)),
                    .indicator = place_of(record.indicator, sizeof(SQLLEN))});
}

RowTransfer::Place RowTransfer::place_of(void* base, std::size_t item_size) const noexcept {
  const bool by_column = header_.bind_type == SQL_BIND_BY_COLUMN;
  return {.first = static_cast<char*>(item_address(base, header_, 0, item_size)),
          .stride = by_column ? item_size : header_.bind_type};
}

SQLUSMALLINT RowTransfer::transfer_bookmark(std::size_t row, std::size_t target, Diagnostics& diagnostics) const {
  const auto capacity = static_cast<std::size_t>(bookmark_->octet_length);
  const Slots slots =
      slots_of(*bookmark_, header_, target, bookmark_c_type_->size != 0 ? bookmark_c_type_->size : capacity);
  store(slots.indicator, 0);
  const std::optional<State> state = write_bookmark(row + 1, *bookmark_c_type_, {slots.data, capacity, slots.length});
  if (!state) return SQL_ROW_SUCCESS;
  diagnostics.add(DiagnosticRecord{.state = *state,
                                   .text = "The buffer of column 0 is too small for a bookmark.",
                                   .row = static_cast<std::int64_t>(target) + 1,
                                   .column = 0});
  return is_warning(*state) ? SQL_ROW_SUCCESS_WITH_INFO : SQL_ROW_ERROR;
}

std::optional<State> RowTransfer::transfer_cell(const BoundColumn& column, const Cell& cell, std::size_t target) const {
  // "SQLFetch returns 07006", whatever the cell holds.
  if (!column.exists) return State::RestrictedDataType;
  const DescriptorRecord& record = *column.record;
  const bool is_fixed = column.convert != nullptr;
  const auto capacity = static_cast<std::size_t>(record.octet_length);
  const Slots slots = slots_of(record, header_, target, is_fixed ? column.c_type->size : capacity);
  if (cell.value.is_null()) return store_null(slots);
  // The length may share its place with the indicator: write the indicator first.
  store(slots.indicator, 0);
  if (is_fixed) {
    store(slots.length, static_cast<SQLLEN>(column.c_type->size));
    return slots.data == nullptr ? std::nullopt : column.convert(cell, slots.data);
  }
  if (cell.rounded && column.c_type->family == CFamily::Binary) return State::NumericOutOfRange;
  VariableForm form;
  if (const std::optional<State> problem = form.render(cell, column.c_type->family)) return problem;
  store(slots.length, static_cast<SQLLEN>(form.bytes().size()));
  if (slots.data == nullptr) return std::nullopt;
  const VariableBuffer buffer{slots.data, capacity, column.c_type->family, form.grain()};
  if (room_in(buffer) < form.uncuttable()) return State::NumericOutOfRange;
  const Piece piece = copy_piece(form.bytes(), buffer, Cut::AtCharacter);
  if (!piece.complete) return State::StringTruncated;
  if (cell.rounded) return State::GeneralWarning;
  return std::nullopt;
}

bool RowTransfer::transfer_plainly(const BoundColumn& column, const CursorRows& rows, const RowView& row,
                                   std::size_t target) const {
  if (column.plain == nullptr || rows.is_inexact(column.index)) return false;
  const ValueView value = row.at(column.index);
  void* const indicator = column.indicator.of(target);
  if (value.is_null()) {
    store(indicator, SQL_NULL_DATA);
    return indicator != nullptr;
  }
  return column.plain(value, {.data = column.data.of(target),
                              .length = column.length.of(target),
                              .indicator = indicator,
                              .capacity = static_cast<std::size_t>(column.record->octet_length)});
}

SQLUSMALLINT RowTransfer::transfer_slowly(const BoundColumn& bound, const CursorRows& rows, std::size_t source,
                                          std::size_t target, Diagnostics& diagnostics) const {
  const Column& column = columns_[bound.index];
  Cell cell = cell_of(rows, source, bound.index, column.type, max_length_);
  cell.form = bound.form;
  const std::optional<State> state = transfer_cell(bound, cell, target);
  if (!state) return SQL_ROW_SUCCESS;
  diagnostics.add(DiagnosticRecord{.state = *state,
                                   .text = describe_conversion(*state, column, bound.c_type->name, cell.rounded),
                                   .row = static_cast<std::int64_t>(target) + 1,
                                   .column = static_cast<std::int32_t>(bound.index) + 1});
  return is_warning(*state) ? SQL_ROW_SUCCESS_WITH_INFO : SQL_ROW_ERROR;
}

SQLUSMALLINT RowTransfer::transfer(const CursorRows& rows, std::size_t source, std::size_t target,
                                   Diagnostics& diagnostics) const {
  if (rows.is_deleted(source)) return SQL_ROW_DELETED;
  SQLUSMALLINT status =
      bookmark_ == nullptr ? SQLUSMALLINT{SQL_ROW_SUCCESS} : transfer_bookmark(source, target, diagnostics);
  const std::optional<RowView> unchanged = rows.unchanged_row(source);
  for (const BoundColumn& bound : bound_) {
    if (unchanged && transfer_plainly(bound, rows, *unchanged, target)) continue;
    const SQLUSMALLINT said = transfer_slowly(bound, rows, source, target, diagnostics);
    if (said == SQL_ROW_ERROR || status == SQL_ROW_SUCCESS) status = said;
  }
  return status;
}

}  // namespace d1odbc
