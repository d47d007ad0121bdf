// Owns: which cells may be GUIDs. Never: the digits.
#include "convert/cell_to_guid.h"

#include <cstring>

#include "convert/guid_text.h"

namespace d1odbc {

namespace {

std::optional<SQLGUID> guid_of(const ValueView& value) {
  switch (value.storage) {
    case StorageClass::Text:
      return read_guid(value.bytes);
    case StorageClass::Blob:
      return guid_of_bytes(value.bytes);
    default:
      return std::nullopt;
  }
}

}  // namespace

std::optional<State> convert_to_guid(const Cell& cell, void* destination) {
  const std::optional<SQLGUID> guid = guid_of(cell.value);
  if (!guid) return State::InvalidCharacterValue;
  std::memcpy(destination, &*guid, sizeof *guid);
  return std::nullopt;
}

}  // namespace d1odbc
