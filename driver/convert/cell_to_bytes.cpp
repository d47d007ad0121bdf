// Owns: cells as characters, wide characters and bytes. Never: cuts to a buffer's size (pieces does).
#include <fmt/format.h>

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

/// D1's JSON writes the REAL 1.0 as 1, so an integer in a column of reals is a real.
bool is_column_of_reals(const ColumnType& type) {
  return type.sql_type == SQL_DOUBLE || type.sql_type == SQL_FLOAT || type.sql_type == SQL_REAL;
}

template <class Number>
std::string bytes_of(Number number) {
  std::string bytes(sizeof number, '\0');
  std::memcpy(bytes.data(), &number, sizeof number);
  return bytes;
}

}  // namespace

std::string_view cell_text(const Cell& cell, std::string& scratch) {
  switch (cell.value.storage) {
    case StorageClass::Null:
      return {};
    case StorageClass::Text:
      return cell.value.bytes;
    case StorageClass::Integer:
      scratch = is_column_of_reals(cell.type) ? real_text(static_cast<double>(cell.value.integer))
                                              : fmt::format_int(cell.value.integer).str();
      return scratch;
    case StorageClass::Real:
      return scratch = real_text(cell.value.real);
    case StorageClass::Blob:
      return scratch = hexadecimal(cell.value.bytes);
  }
  return {};
}

void VariableForm::render(const Cell& cell, CFamily family) {
  switch (family) {
    case CFamily::WideCharacter:
      wide_ = wide_of(cell_text(cell, own_));
      bytes_ = {reinterpret_cast<const char*>(wide_.data()), wide_.size() * sizeof(SQLWCHAR)};
      return;
    case CFamily::Binary:
      if (cell.value.storage == StorageClass::Integer) own_ = bytes_of(cell.value.integer);
      if (cell.value.storage == StorageClass::Real) own_ = bytes_of(cell.value.real);
      bytes_ = cell.value.storage == StorageClass::Text || cell.value.storage == StorageClass::Blob
                   ? cell.value.bytes
                   : std::string_view(own_);
      return;
    default:
      bytes_ = cell_text(cell, own_);
      return;
  }
}

}  // namespace d1odbc
