// Owns: cells as characters, wide characters and bytes. Never: cuts to a buffer's size (pieces does).
#include <fmt/format.h>

#include <algorithm>

#include "convert/cell.h"
#include "convert/cell_to_binary.h"
#include "convert/cell_to_datetime.h"
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
      if (moment_of_number(cell)) return std::min(fixed_characters(cell.type.sql_type), text.size());
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
  if (const auto moment = moment_of_number(cell)) return scratch = text_of_number(*moment, cell.type.sql_type);
  switch (cell.value.storage) {
    case StorageClass::Null:
      return {};
    case StorageClass::Text:
      return cell.value.bytes;
    case StorageClass::Integer:
      scratch = is_integer_of_real(cell) ? real_text(static_cast<double>(cell.value.integer))
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

std::optional<State> VariableForm::render(const Cell& cell, CFamily family) {
  if (family == CFamily::Binary) return render_binary(cell);
  const StorageClass storage = cell.value.storage;
  const std::string_view text = cell_text(cell, own_);
  holder_ = storage == StorageClass::Text ? Holder::Cell : Holder::Own;
  of_cell_ = text;
  uncuttable_ = uncuttable_characters(cell, text);
  grain_ = storage == StorageClass::Blob ? 2 : 1;
  if (family != CFamily::WideCharacter) return std::nullopt;
  wide_ = wide_of(text);
  holder_ = Holder::Wide;
  uncuttable_ *= sizeof(SQLWCHAR);
  grain_ = 1;  // programs take it that a wide piece fills their buffer
  return std::nullopt;
}

std::optional<State> VariableForm::render_binary(const Cell& cell) {
  grain_ = 1;
  uncuttable_ = 0;
  if (is_character(cell.type.sql_type) || is_binary(cell.type.sql_type)) {
    const StorageClass storage = cell.value.storage;
    const bool has_bytes = storage == StorageClass::Text || storage == StorageClass::Blob;
    // A number there is its text, as SQLite's CAST to BLOB has it.
    of_cell_ = has_bytes ? cell.value.bytes : cell_text(cell, own_);
    holder_ = has_bytes ? Holder::Cell : Holder::Own;
    return std::nullopt;
  }
  holder_ = Holder::Own;
  const std::optional<State> problem = convert_to_binary(cell, own_);
  uncuttable_ = own_.size();
  return problem;
}

}  // namespace d1odbc
