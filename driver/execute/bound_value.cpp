// Owns: the arithmetic of a bound item's data and length. Never: keeps anything.
#include "execute/bound_value.h"

#include <cstring>
#include <span>

#include "convert/parameter.h"
#include "error/odbc_error.h"
#include "value/column_type.h"

namespace d1odbc {

namespace {

/// A length or indicator of the row; applications pack rows, so it need not be aligned.
std::optional<SQLLEN> read_length(SQLLEN* base, const DescriptorHeader& header, std::size_t row) {
  const void* const place = item_address(base, header, row, sizeof(SQLLEN));
  if (place == nullptr) return std::nullopt;
  SQLLEN length = 0;
  std::memcpy(&length, place, sizeof length);
  return length;
}

std::size_t byte_length(const void* data, const CTypeFacts& c_type, std::optional<SQLLEN> length) {
  if (c_type.size != 0) return c_type.size;
  // "If StrLen_or_IndPtr is a null pointer, character and binary data is null-terminated" (SQLBindParameter).
  if (!length || *length == SQL_NTS) return data == nullptr ? 0 : terminated_length(data, c_type.family);
  if (*length < 0) throw OdbcError(State::InvalidBufferLength, "Its length is {}.", *length);
  return static_cast<std::size_t>(*length);
}

bool is_data_at_execution(SQLLEN indicator) {
  return indicator == SQL_DATA_AT_EXEC || indicator <= SQL_LEN_DATA_AT_EXEC_OFFSET;
}

void refuse_special_indicators(SQLLEN indicator) {
  if (indicator == SQL_DEFAULT_PARAM) {
    throw OdbcError(State::InvalidUseOfDefaultParameter,
                    "SQL_DEFAULT_PARAM is for procedures, which D1 does not have.");
  }
}

/// The record's precision and scale; the defaults where its C type was left to the SQL type.
BufferForm form_of(const DescriptorRecord& buffer, const CTypeFacts& c_type) {
  if (buffer.concise_type != c_type.c_type) return default_form(c_type.c_type);
  return {buffer.precision, buffer.scale, buffer.interval_precision};
}

}  // namespace

std::size_t terminated_length(const void* text, CFamily family) {
  if (family != CFamily::WideCharacter) return std::strlen(static_cast<const char*>(text));
  std::size_t units = 0;
  for (SQLWCHAR unit = 1;; ++units) {
    std::memcpy(&unit, static_cast<const char*>(text) + units * sizeof(SQLWCHAR), sizeof unit);
    if (unit == 0) return units * sizeof(SQLWCHAR);
  }
}

const CTypeFacts& bound_c_type(const DescriptorRecord& buffer, SQLSMALLINT sql_type) {
  const SQLSMALLINT code = buffer.concise_type == SQL_C_DEFAULT ? default_c_type(sql_type) : buffer.concise_type;
  const CTypeFacts* c_type = find_c_type(code);
  if (c_type == nullptr) throw OdbcError(State::InvalidCType, "{} is no C data type of ODBC.", code);
  return *c_type;
}

std::optional<SQLLEN> bound_indicator(const DescriptorHeader& header, const DescriptorRecord& buffer, std::size_t row) {
  const std::optional<SQLLEN> indicator = read_length(buffer.indicator, header, row);
  if (indicator == SQL_NULL_DATA || indicator == SQL_COLUMN_IGNORE) return indicator;
  return read_length(buffer.octet_length_ptr, header, row);
}

bool is_data_at_execution(const DescriptorHeader& header, const DescriptorRecord& buffer, std::size_t row) {
  const std::optional<SQLLEN> indicator = bound_indicator(header, buffer, row);
  return indicator && is_data_at_execution(*indicator);
}

void* bound_address(const DescriptorHeader& header, const DescriptorRecord& buffer, std::size_t row,
                    const CTypeFacts& c_type) {
  const std::size_t item_size = c_type.size != 0 ? c_type.size : static_cast<std::size_t>(buffer.octet_length);
  return item_address(buffer.data, header, row, item_size);
}

Value read_bound_value(const DescriptorHeader& header, const DescriptorRecord& buffer, SQLSMALLINT sql_type,
                       std::size_t row, const SuppliedValue* supplied) {
  const CTypeFacts& c_type = bound_c_type(buffer, sql_type);
  const auto convert = [&](std::span<const char> bytes) {
    return read_parameter({c_type, modern_type(sql_type), bytes, form_of(buffer, c_type)});
  };
  if (supplied != nullptr) return supplied->is_null ? Value::null() : convert(supplied->bytes);

  const std::optional<SQLLEN> length = bound_indicator(header, buffer, row);
  if (length == SQL_NULL_DATA) return Value::null();
  if (length) refuse_special_indicators(*length);

  const void* data = bound_address(header, buffer, row, c_type);
  std::size_t bytes = byte_length(data, c_type, length);
  // A null pointer with a length of 0 is an empty value (LibreOffice and others send it).
  if (data == nullptr && bytes != 0) throw OdbcError(State::InvalidNullPointer, "Its buffer is a null pointer.");
  if (data == nullptr && c_type.size == 0) bytes = 0;
  return convert({static_cast<const char*>(data), bytes});
}

}  // namespace d1odbc
