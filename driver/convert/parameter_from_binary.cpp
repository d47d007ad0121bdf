// Owns: binary data of a parameter as a value of its SQL type. Never: the layout of numbers and structures (the C
// types' own conversions read them).
#include <string>

#include "convert/guid_text.h"
#include "convert/parameter_parts.h"
#include "convert/utf8.h"
#include "error/odbc_error.h"
#include "value/column_type.h"

namespace d1odbc {

namespace {

Value text_from_binary(std::string_view bytes) {
  if (is_valid_utf8(bytes)) return Value::text(std::string(bytes));
  throw OdbcError(State::InvalidCharacterValue, "Binary data for a character parameter is not valid UTF-8.");
}

/// The 16 bytes of a GUID, as which SQL_C_BINARY gives it, or its text.
Value guid_from_binary(std::string_view bytes) {
  const std::optional<SQLGUID> of_octets = guid_of_bytes(bytes);
  if (of_octets) return Value::text(guid_text(*of_octets));
  if (read_guid(bytes)) return Value::text(std::string(bytes));
  throw OdbcError(State::NumericOutOfRange, "Binary data of {} bytes is no GUID, which has 16.", bytes.size());
}

/// No text of a number has a byte 0 or 1, which the sign of an SQL_NUMERIC_STRUCT always is.
bool is_numeric_structure(std::string_view bytes) {
  constexpr std::size_t place_of_sign = offsetof(SQL_NUMERIC_STRUCT, sign);
  return bytes.size() == sizeof(SQL_NUMERIC_STRUCT) && static_cast<unsigned char>(bytes[place_of_sign]) <= 1;
}

SQLSMALLINT form_of(SQLSMALLINT sql_type, std::string_view bytes) {
  const bool is_decimal = sql_type == SQL_DECIMAL || sql_type == SQL_NUMERIC;
  return is_decimal && is_numeric_structure(bytes) ? SQLSMALLINT{SQL_C_NUMERIC} : default_c_type(sql_type);
}

}  // namespace

Value parameter_from_binary(const ParameterData& data) {
  const std::string_view bytes(data.bytes.data(), data.bytes.size());
  if (is_binary(data.sql_type)) return Value::blob(std::string(bytes));
  if (is_character(data.sql_type)) return text_from_binary(bytes);
  if (data.sql_type == SQL_GUID) return guid_from_binary(bytes);
  const CTypeFacts& form = *find_c_type(form_of(data.sql_type, bytes));
  if (form.size != 0 && form.size != bytes.size()) {
    throw OdbcError(State::NumericOutOfRange, "Binary data for SQL type {} has {} bytes, not the {} of {}.",
                    data.sql_type, bytes.size(), form.size, form.name);
  }
  return read_parameter({form, data.sql_type, data.bytes, default_form(form.c_type)});
}

}  // namespace d1odbc
