// Owns: cells as characters, wide characters and bytes. Never: cuts to a buffer's size (pieces does).
#include <fmt/format.h>

#include <algorithm>
#include <cstring>

#include "convert/cell.h"
#include "convert/number_text.h"
#include "convert/unicode.h"

namespace d1odbc {

namespace {

std::string hexadecimal(std::string_view bytes) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string text;
  text.reserve(bytes.size() * 2);
  for (const char each : bytes) {
    const auto byte = static_cast<unsigned char>(each);
    text.push_back(digits[byte >> 4U]);
    text.push_back(digits[byte & 0x0FU]);
  }
  return text;
}

/// Whether a cell that came as an integer is a real: D1's JSON writes the REAL 1.0 as 1, so it is one in a column of
/// reals.
bool is_real(const Cell& cell) {
  if (cell.storage_is_known) return false;
  const ColumnType& type = cell.type;
  const bool other_affinity = !type.name.empty() && !has_real_affinity(type.name);  // DECIMAL keeps integers
  const bool approximate = type.sql_type == SQL_DOUBLE || type.sql_type == SQL_FLOAT || type.sql_type == SQL_REAL;
  return approximate && !other_affinity;
}

template <class Number>
std::string bytes_of(Number number) {
  std::string bytes(sizeof number, '\0');
  std::memcpy(bytes.data(), &number, sizeof number);
  return bytes;
}

std::string number_bytes(const Cell& cell) {
  if (cell.value.storage == StorageClass::Real) return bytes_of(cell.value.real);
  return is_real(cell) ? bytes_of(static_cast<double>(cell.value.integer)) : bytes_of(cell.value.integer);
}

/// Characters that cannot go: of a date or time those before its fraction, of a GUID all.
std::size_t fixed_characters(SQLSMALLINT sql_type) {
  switch (sql_type) {
    case SQL_TYPE_DATE:
      return 10;
    case SQL_TYPE_TIME:
      return 8;
    case SQL_TYPE_TIMESTAMP:
      return 19;
    case SQL_GUID:
      return 36;
    default:
      return 0;
  }
}

std::size_t uncuttable_characters(const Cell& cell, std::string_view text) {
  switch (cell.value.storage) {
    case StorageClass::Integer:
    case StorageClass::Real:
      // Before an exponent no digit can go.
      return text.find('e') == std::string_view::npos ? std::min(text.find('.'), text.size()) : text.size();
    case StorageClass::Text:
      return std::min(fixed_characters(cell.type.sql_type), text.size());
    default:
      return 0;
  }
}

}  // namespace

std::string_view cell_text(const Cell& cell, std::string& scratch) {
  switch (cell.value.storage) {
    case StorageClass::Null:
      return {};
    case StorageClass::Text:
      return cell.value.bytes;
    case StorageClass::Integer:
      scratch = is_real(cell) ? real_text(static_cast<double>(cell.value.integer))
                              : fmt::format_int(cell.value.integer).str();
      return scratch;
    case StorageClass::Real:
      return scratch = real_text(cell.value.real);
    case StorageClass::Blob:
      return scratch = hexadecimal(cell.value.bytes);
  }
  return {};
}

std::string_view VariableForm::bytes() const noexcept {
  switch (holder_) {
    case Holder::Cell:
      return of_cell_;
    case Holder::Own:
      return own_;
    case Holder::Wide:
      return {reinterpret_cast<const char*>(wide_.data()), wide_.size() * sizeof(SQLWCHAR)};
  }
  return {};
}

void VariableForm::render(const Cell& cell, CFamily family) {
  const StorageClass storage = cell.value.storage;
  const bool is_number = storage == StorageClass::Integer || storage == StorageClass::Real;
  if (family == CFamily::Binary) {
    holder_ = is_number ? Holder::Own : Holder::Cell;
    of_cell_ = cell.value.bytes;
    if (is_number) own_ = number_bytes(cell);
    uncuttable_ = is_number ? own_.size() : 0;
    if (cell.type.sql_type == SQL_GUID) uncuttable_ = bytes().size();
    return;
  }
  const std::string_view text = cell_text(cell, own_);
  holder_ = storage == StorageClass::Text ? Holder::Cell : Holder::Own;
  of_cell_ = text;
  uncuttable_ = uncuttable_characters(cell, text);
  grain_ = storage == StorageClass::Blob ? 2 : 1;
  if (family != CFamily::WideCharacter) return;
  wide_ = wide_of(text);
  holder_ = Holder::Wide;
  uncuttable_ *= sizeof(SQLWCHAR);
  grain_ = 1;  // programs take it that a wide piece fills their buffer
}

}  // namespace d1odbc
