// Owns: moving one row into bound buffers. Never: moves the cursor.
#include "cursor/row_transfer.h"

#include <fmt/format.h>

#include <cstring>

#include "convert/pieces.h"

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

std::string_view advice_of(State state) {
  switch (state) {
    case State::StringTruncated:
      return "the value is longer than the buffer and was cut";
    case State::FractionalTruncation:
      return "a fraction was cut";
    case State::NumericOutOfRange:
      return "the value does not fit; use a larger type or buffer";
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
  const bool is_variable = facts->size == 0;
  if (!is_variable && find_fixed_converter(*facts) == nullptr) {
    throw OdbcError(State::NotImplemented, "Reading as {} is not supported; read the column as SQL_C_CHAR.",
                    facts->name);
  }
  return *facts;
}

std::string describe_conversion(State state, const Column& column, std::string_view c_type) {
  return fmt::format("Column \"{}\" as {}: {}.", column.name, c_type, advice_of(state));
}

RowTransfer::RowTransfer(const DescriptorData& ard, const std::vector<Column>& columns)
    : header_(ard.header), columns_(columns) {
  for (std::size_t number = 1; number <= ard.count(); ++number) {
    const DescriptorRecord* record = ard.bound(number);
    if (record == nullptr) continue;
    if (number > columns.size()) {
      throw OdbcError(State::InvalidDescriptorIndex, "Column {} is bound; the result has {}.", number, columns.size());
    }
    const CTypeFacts& facts = resolve_c_type(record->concise_type, columns[number - 1].type);
    bound_.push_back({number - 1, record, &facts, find_fixed_converter(facts)});
  }
}

std::optional<State> RowTransfer::transfer_cell(const BoundColumn& column, const Cell& cell, std::size_t target) const {
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
  VariableForm form;
  form.render(cell, column.c_type->family);
  store(slots.length, static_cast<SQLLEN>(form.bytes().size()));
  if (slots.data == nullptr) return std::nullopt;
  const VariableBuffer buffer{slots.data, capacity, column.c_type->family, form.grain()};
  if (room_in(buffer) < form.uncuttable()) return State::NumericOutOfRange;
  const Piece piece = copy_piece(form.bytes(), buffer, Cut::AtCharacter);
  if (!piece.complete) return State::StringTruncated;
  return std::nullopt;
}

SQLUSMALLINT RowTransfer::transfer(const ResultSet& rows, std::size_t source, std::size_t target,
                                   Diagnostics& diagnostics) const {
  SQLUSMALLINT status = SQL_ROW_SUCCESS;
  for (const BoundColumn& bound : bound_) {
    const Column& column = columns_[bound.index];
    const std::optional<State> state =
        transfer_cell(bound, {rows.at(source, bound.index), column.type, rows.is_rounded(source, bound.index)}, target);
    if (!state) continue;
    diagnostics.add(DiagnosticRecord{.state = *state,
                                     .text = describe_conversion(*state, column, bound.c_type->name),
                                     .row = static_cast<std::int64_t>(target) + 1,
                                     .column = static_cast<std::int32_t>(bound.index) + 1});
    if (!is_warning(*state)) {
      status = SQL_ROW_ERROR;
    } else if (status == SQL_ROW_SUCCESS) {
      status = SQL_ROW_SUCCESS_WITH_INFO;
    }
  }
  return status;
}

}  // namespace d1odbc
