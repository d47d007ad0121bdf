// Owns: making parameters of C data and writing the value that comes of them as text. Never: asserts.
#pragma once

#include <fmt/format.h>

#include <cstring>
#include <string>
#include <string_view>

#include "convert/parameter.h"
#include "error/odbc_error.h"

namespace d1odbc::testing {

/// "NULL", "I:7", "R:0.5", "T:text", "B:0AFF".
inline std::string written(const Value& value) {
  const ValueView view = value.view();
  switch (view.storage) {
    case StorageClass::Null:
      return "NULL";
    case StorageClass::Integer:
      return fmt::format("I:{}", view.integer);
    case StorageClass::Real:
      return fmt::format("R:{}", view.real);
    case StorageClass::Text:
      return fmt::format("T:{}", view.bytes);
    case StorageClass::Blob:
      break;
  }
  std::string text = "B:";
  for (const char byte : view.bytes) text += fmt::format("{:02X}", static_cast<unsigned char>(byte));
  return text;
}

/// The value of the bytes, or the SQLSTATE that was thrown.
inline std::string parameter(SQLSMALLINT c_type, std::string_view bytes, SQLSMALLINT sql_type, const BufferForm& form) {
  try {
    return written(read_parameter({*find_c_type(c_type), sql_type, bytes, form}));
  } catch (const OdbcError& error) {
    return std::string(facts_of(error.state()).code);
  }
}

inline std::string parameter(SQLSMALLINT c_type, std::string_view bytes, SQLSMALLINT sql_type) {
  return parameter(c_type, bytes, sql_type, default_form(c_type));
}

/// The same for a number or structure, read from an odd address.
template <class Structure>
std::string parameter_of(SQLSMALLINT c_type, const Structure& data, SQLSMALLINT sql_type, const BufferForm& form) {
  char memory[1 + sizeof(Structure)];
  std::memcpy(memory + 1, &data, sizeof data);
  return parameter(c_type, std::string_view(memory + 1, sizeof data), sql_type, form);
}
template <class Structure>
std::string parameter_of(SQLSMALLINT c_type, const Structure& data, SQLSMALLINT sql_type) {
  return parameter_of(c_type, data, sql_type, default_form(c_type));
}

}  // namespace d1odbc::testing
