// Owns: binding and describing parameters of a statement. Never: reads their buffers.
#include "convert/c_type.h"
#include "convert/parameter.h"
#include "handle/statement.h"

namespace d1odbc {

namespace {

void check_direction(SQLSMALLINT direction) {
  switch (direction) {
    case SQL_PARAM_INPUT:
      return;
    case SQL_PARAM_INPUT_OUTPUT:
    case SQL_PARAM_OUTPUT:
    case SQL_PARAM_INPUT_OUTPUT_STREAM:
    case SQL_PARAM_OUTPUT_STREAM:
      throw OdbcError(State::NotImplemented, "D1 has no procedures, so only input parameters are supported.");
    default:
      throw OdbcError(State::InvalidParameterType, "{} is no parameter type of ODBC.", direction);
  }
}

bool is_sql_type(SQLSMALLINT sql_type) {
  const SQLSMALLINT modern = modern_type(sql_type);
  return find_type(modern) != nullptr || is_character(modern) || is_binary(modern) || is_number(modern) ||
         modern == SQL_GUID || modern == SQL_TYPE_DATE || modern == SQL_TYPE_TIME || modern == SQL_TYPE_TIMESTAMP ||
         verbose_type(modern) == SQL_INTERVAL;
}

const CTypeFacts& check_types(const ParameterBinding& binding) {
  if (!is_sql_type(binding.sql_type))
    throw OdbcError(State::InvalidSqlType, "{} is no SQL data type of ODBC.", binding.sql_type);
  const SQLSMALLINT code = binding.c_type == SQL_C_DEFAULT ? default_c_type(binding.sql_type) : binding.c_type;
  const CTypeFacts* c_type = find_c_type(code);
  if (c_type == nullptr) throw OdbcError(State::InvalidCType, "{} is no C data type of ODBC.", binding.c_type);
  if (!can_convert(c_type->family, modern_type(binding.sql_type))) {
    throw OdbcError(State::RestrictedDataType, "{} cannot be converted to SQL type {}.", c_type->name,
                    binding.sql_type);
  }
  if (c_type->family == CFamily::Numeric || c_type->family == CFamily::Guid || c_type->family == CFamily::Interval) {
    throw OdbcError(State::NotImplemented, "Parameters of C type {} are not supported; bind them as SQL_C_CHAR.",
                    c_type->name);
  }
  return *c_type;
}

}  // namespace

SQLRETURN Statement::bind_parameter(SQLUSMALLINT number, const ParameterBinding& binding) {
  if (number == 0) throw OdbcError(State::InvalidDescriptorIndex, "Parameters count from 1.");
  check_direction(binding.direction);
  (void)check_types(binding);
  if (binding.data == nullptr && binding.length_or_indicator == nullptr) {
    throw OdbcError(State::InvalidNullPointer, "Parameter {} has neither a buffer nor an indicator.", number);
  }
  if (binding.capacity < 0)
    throw OdbcError(State::InvalidBufferLength, "A buffer length of {} was given.", binding.capacity);

  DescriptorRecord& buffer = apd_->data().record(number);
  buffer = DescriptorRecord{.concise_type = binding.c_type,
                            .data = binding.data,
                            .octet_length = binding.capacity,
                            .octet_length_ptr = binding.length_or_indicator,
                            .indicator = binding.length_or_indicator};
  DescriptorRecord& type = ipd_->data().record(number);
  type = DescriptorRecord{.concise_type = binding.sql_type,
                          .length = binding.size,
                          .precision = static_cast<SQLSMALLINT>(binding.size),
                          .scale = binding.digits,
                          .parameter_type = binding.direction,
                          .is_described = true};
  return SQL_SUCCESS;
}

void Statement::require_parameters() const {
  require_text();
  if (!text_) throw OdbcError(State::FunctionSequence, "A catalog function has no parameters; call SQLPrepare first.");
}

SQLRETURN Statement::number_of_parameters(SQLSMALLINT* count) {
  require_parameters();
  if (count != nullptr) *count = static_cast<SQLSMALLINT>(text_->parameter_count);
  return SQL_SUCCESS;
}

SQLRETURN Statement::describe_parameter(SQLUSMALLINT number, const ColumnOut& out) {
  require_parameters();
  if (number == 0 || number > text_->parameter_count) {
    throw OdbcError(State::InvalidDescriptorIndex, "Parameter {} was asked for; the statement has {}.", number,
                    text_->parameter_count);
  }
  const ColumnType type = unknown_type(connection_->session()->types);
  if (out.sql_type != nullptr) *out.sql_type = type.sql_type;
  if (out.size != nullptr) *out.size = type.size;
  if (out.digits != nullptr) *out.digits = type.digits;
  if (out.nullable != nullptr) *out.nullable = SQL_NULLABLE_UNKNOWN;
  return SQL_SUCCESS;
}

}  // namespace d1odbc
