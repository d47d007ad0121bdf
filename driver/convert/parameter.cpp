// Owns: which conversion a parameter takes. Never: converts numbers, text or dates itself.
#include "convert/parameter.h"

#include <cstring>
#include <string>
#include <vector>

#include "convert/conversion_table.h"
#include "convert/parameter_parts.h"
#include "convert/unicode.h"
#include "error/odbc_error.h"
#include "value/column_type.h"

namespace d1odbc {

namespace {

std::string utf8_text_of(const ParameterData& data) {
  if (data.c_type.family == CFamily::WideCharacter) {
    if (data.bytes.size() % sizeof(SQLWCHAR) != 0)
      throw OdbcError(State::InvalidBufferLength, "A text parameter of {} bytes ends inside a wide character of {}.",
                      data.bytes.size(), sizeof(SQLWCHAR));
    std::vector<SQLWCHAR> units(data.bytes.size() / sizeof(SQLWCHAR));
    if (!units.empty()) std::memcpy(units.data(), data.bytes.data(), units.size() * sizeof(SQLWCHAR));
    if (!is_valid_wide(units))
      throw OdbcError(State::InvalidCharacterValue, "A text parameter is not well-formed {}.", wide_rule);
    return utf8_of(units);
  }
  const std::string_view bytes(data.bytes.data(), data.bytes.size());
  if (!is_valid_utf8(bytes))
    throw OdbcError(State::InvalidCharacterValue,
                    "A text parameter is not valid UTF-8. Bind binary data as SQL_C_BINARY with a binary SQL type.");
  return std::string(bytes);
}

}  // namespace

StorageClass storage_of(SQLSMALLINT sql_type) noexcept {
  switch (sql_type) {
    case SQL_BIT:
    case SQL_TINYINT:
    case SQL_SMALLINT:
    case SQL_INTEGER:
    case SQL_BIGINT:
      return StorageClass::Integer;
    case SQL_REAL:
    case SQL_FLOAT:
    case SQL_DOUBLE:
    case SQL_DECIMAL:
    case SQL_NUMERIC:
      return StorageClass::Real;
    default:
      return is_binary(sql_type) ? StorageClass::Blob : StorageClass::Text;
  }
}

Value read_parameter(const ParameterData& data) {
  if (!can_convert(data.c_type, data.sql_type)) {
    throw OdbcError(State::RestrictedDataType, "{} cannot be converted to SQL type {}.", data.c_type.name,
                    data.sql_type);
  }
  switch (data.c_type.family) {
    case CFamily::Character:
    case CFamily::WideCharacter:
      return parameter_from_text(utf8_text_of(data), data.sql_type);
    case CFamily::Binary:
      return parameter_from_binary(data);
    case CFamily::Integer:
    case CFamily::Bit:
    case CFamily::Floating:
      return parameter_from_number(data);
    case CFamily::Date:
    case CFamily::Time:
    case CFamily::Timestamp:
      return parameter_from_datetime(data);
    case CFamily::Numeric:
      return parameter_from_numeric(data);
    case CFamily::Guid:
      return parameter_from_guid(data);
    case CFamily::Interval:
      return parameter_from_interval(data);
  }
  throw OdbcError(State::NotImplemented, "Parameters of C type {} are not supported; bind them as SQL_C_CHAR.",
                  data.c_type.name);
}

}  // namespace d1odbc
