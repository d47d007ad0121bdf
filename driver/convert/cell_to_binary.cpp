// Owns: which form a column's binary data has. Never: converts by itself (the C types' converters do).
#include "convert/cell_to_binary.h"

#include "convert/cell_to_guid.h"
#include "convert/decimal_text.h"
#include "convert/guid_text.h"

namespace d1odbc {

namespace {

std::optional<State> decimal_bytes(const Cell& cell, std::string& bytes) {
  if (cell.rounded) return State::NumericOutOfRange;
  if (cell.value.storage == StorageClass::Blob) return State::InvalidCharacterValue;
  std::string scratch;
  bytes = cell_text(cell, scratch);
  if (!read_decimal(bytes)) return State::InvalidCharacterValue;
  return std::nullopt;
}

std::optional<State> guid_form(const Cell& cell, std::string& bytes) {
  SQLGUID guid{};
  if (const std::optional<State> problem = convert_to_guid(cell, &guid)) return problem;
  bytes = guid_bytes(guid);
  return std::nullopt;
}

}  // namespace

std::optional<State> convert_to_binary(const Cell& cell, std::string& bytes) {
  if (cell.type.sql_type == SQL_GUID) return guid_form(cell, bytes);
  const CTypeFacts& c_type = *find_c_type(default_c_type(cell.type.sql_type));
  if (c_type.size == 0) return decimal_bytes(cell, bytes);
  bytes.assign(c_type.size, '\0');
  const std::optional<State> problem = find_fixed_converter(c_type)(cell, bytes.data());
  // Binary data is for passing on: nothing may be missing from it.
  return problem == State::FractionalTruncation ? State::NumericOutOfRange : problem;
}

}  // namespace d1odbc
