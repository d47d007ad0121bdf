// Owns: which conversion a parameter takes. Never: converts numbers, text or dates itself.
#include "convert/parameter.h"

#include <cstring>
#include <string>
#include <vector>

#include "convert/guid_text.h"
#include "convert/interval_text.h"
#include "convert/parameter_parts.h"
#include "convert/unicode.h"
#include "error/odbc_error.h"
#include "value/column_type.h"

namespace d1odbc {

namespace {

bool is_datetime(SQLSMALLINT sql_type) {
  return sql_type == SQL_TYPE_DATE || sql_type == SQL_TYPE_TIME || sql_type == SQL_TYPE_TIMESTAMP;
}

std::string utf8_text_of(const ParameterData& data) {
  if (data.c_type.family == CFamily::WideCharacter) {
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

/// The 16 bytes of a GUID, or its text, as which SQL_C_BINARY gives it.
Value guid_from_binary(std::string_view bytes) {
  const std::optional<SQLGUID> of_octets = guid_of_bytes(bytes);
  if (of_octets) return Value::text(guid_text(*of_octets));
  if (read_guid(bytes)) return Value::text(std::string(bytes));
  throw OdbcError(State::NumericOutOfRange, "Binary data of {} bytes is no GUID, which has 16.", bytes.size());
}

Value parameter_from_binary(const ParameterData& data) {
  const std::string_view bytes(data.bytes.data(), data.bytes.size());
  if (is_binary(data.sql_type)) return Value::blob(std::string(bytes));
  if (data.sql_type == SQL_GUID) return guid_from_binary(bytes);
  if (!is_character(data.sql_type)) {
    throw OdbcError(State::NotImplemented,
                    "Binary data for a parameter of SQL type {} is not supported; bind it with the C type that fits.",
                    data.sql_type);
  }
  if (!is_valid_utf8(bytes))
    throw OdbcError(State::InvalidCharacterValue, "Binary data for a character parameter is not valid UTF-8.");
  return Value::text(std::string(bytes));
}

/// Text takes every interval, exact numbers one of a single field, an SQL interval one of its kind.
bool can_convert_interval(const IntervalType& type, SQLSMALLINT sql_type) {
  if (is_character(sql_type)) return true;
  if (is_interval_number(sql_type)) return type.has_one_field();
  const IntervalType* target = find_interval(sql_type);
  return target != nullptr && target->is_year_month() == type.is_year_month();
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

bool can_convert(const CTypeFacts& c_type, SQLSMALLINT sql_type) noexcept {
  const IntervalType* interval = find_interval(sql_type);
  switch (c_type.family) {
    case CFamily::Character:
    case CFamily::WideCharacter:
      return true;
    case CFamily::Binary:
      return interval == nullptr;
    case CFamily::Integer:
    case CFamily::Numeric:
      return is_character(sql_type) || is_number(sql_type) || (interval != nullptr && interval->has_one_field());
    case CFamily::Bit:
    case CFamily::Floating:
      return is_character(sql_type) || is_number(sql_type);
    case CFamily::Date:
      return is_character(sql_type) || sql_type == SQL_TYPE_DATE || sql_type == SQL_TYPE_TIMESTAMP;
    case CFamily::Time:
      return is_character(sql_type) || sql_type == SQL_TYPE_TIME || sql_type == SQL_TYPE_TIMESTAMP;
    case CFamily::Timestamp:
      return is_character(sql_type) || is_datetime(sql_type);
    case CFamily::Guid:
      return is_character(sql_type) || is_binary(sql_type) || sql_type == SQL_GUID;
    case CFamily::Interval:
      return can_convert_interval(*find_interval(c_type.c_type), sql_type);
  }
  return false;
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
