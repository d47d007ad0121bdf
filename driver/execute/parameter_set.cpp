// Owns: where a parameter's data and length lie, and what the indicator says. Never: converts (convert/parameter does).
#include "execute/parameter_set.h"

#include <cstring>
#include <optional>
#include <span>

#include "convert/parameter.h"
#include "error/odbc_error.h"
#include "value/column_type.h"

namespace d1odbc {

namespace {

/// Bytes up to the terminator of a text.
std::size_t terminated_length(const void* data, CFamily family) {
  if (family != CFamily::WideCharacter) return std::strlen(static_cast<const char*>(data));
  std::size_t units = 0;
  for (SQLWCHAR unit = 1;; ++units) {
    std::memcpy(&unit, static_cast<const char*>(data) + units * sizeof(SQLWCHAR), sizeof unit);
    if (unit == 0) return units * sizeof(SQLWCHAR);
  }
}

/// A length or indicator of the set; applications pack rows, so it need not be aligned.
std::optional<SQLLEN> read_length(SQLLEN* base, const DescriptorHeader& header, std::size_t set) {
  const void* const place = item_address(base, header, set, sizeof(SQLLEN));
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

void refuse_special_indicators(SQLLEN indicator) {
  if (indicator == SQL_DEFAULT_PARAM) {
    throw OdbcError(State::InvalidUseOfDefaultParameter,
                    "SQL_DEFAULT_PARAM is for procedures, which D1 does not have.");
  }
  if (indicator == SQL_DATA_AT_EXEC || indicator <= SQL_LEN_DATA_AT_EXEC_OFFSET) {
    throw OdbcError(State::NotImplemented, "Data at execution is not supported; bind the whole value.");
  }
}

Value read_bound(const DescriptorData& apd, const DescriptorRecord& buffer, const DescriptorRecord& type,
                 std::size_t set) {
  const SQLSMALLINT code =
      buffer.concise_type == SQL_C_DEFAULT ? default_c_type(type.concise_type) : buffer.concise_type;
  const CTypeFacts* c_type = find_c_type(code);
  if (c_type == nullptr) throw OdbcError(State::InvalidCType, "{} is no C data type of ODBC.", code);

  const std::optional<SQLLEN> indicator = read_length(buffer.indicator, apd.header, set);
  const std::optional<SQLLEN> length = read_length(buffer.octet_length_ptr, apd.header, set);
  if (indicator == SQL_NULL_DATA) return Value::null();
  if (length) refuse_special_indicators(*length);

  const std::size_t item_size = c_type->size != 0 ? c_type->size : static_cast<std::size_t>(buffer.octet_length);
  const void* data = item_address(buffer.data, apd.header, set, item_size);
  std::size_t bytes = byte_length(data, *c_type, length);
  // A null pointer with a length of 0 is an empty value (LibreOffice and others send it).
  if (data == nullptr && bytes != 0) throw OdbcError(State::InvalidNullPointer, "Its buffer is a null pointer.");
  if (data == nullptr && c_type->size == 0) bytes = 0;
  return read_parameter({*c_type, modern_type(type.concise_type), {static_cast<const char*>(data), bytes}});
}

}  // namespace

std::vector<Value> read_parameter_set(const DescriptorData& apd, const DescriptorData& ipd, std::size_t count,
                                      std::size_t set) {
  std::vector<Value> values;
  values.reserve(count);
  for (std::size_t number = 1; number <= count; ++number) {
    const DescriptorRecord* buffer = apd.bound(number);
    const DescriptorRecord* type = ipd.described(number);
    if (buffer == nullptr || type == nullptr) {
      throw OdbcError(State::CountFieldIncorrect, "Parameter {} is not bound; the statement has {}.", number, count);
    }
    try {
      values.push_back(read_bound(apd, *buffer, *type, set));
    } catch (const OdbcError& error) {
      throw OdbcError(error.state(), "Parameter {}: {}", number, error.text());
    }
  }
  return values;
}

}  // namespace d1odbc
