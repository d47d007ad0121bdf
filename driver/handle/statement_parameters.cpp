// Owns: binding and describing parameters of a statement. Never: reads their buffers.
#include <limits>

#include "convert/c_type.h"
#include "convert/conversion_table.h"
#include "descriptor/descriptor_types.h"
#include "handle/statement.h"

namespace d1odbc {

namespace {

void check_types(const ParameterBinding& binding) {
  if (!is_sql_type(binding.sql_type))
    throw OdbcError(State::InvalidSqlType, "{} is no SQL data type of ODBC.", binding.sql_type);
  const SQLSMALLINT code = binding.c_type == SQL_C_DEFAULT ? default_c_type(binding.sql_type) : binding.c_type;
  const CTypeFacts* c_type = find_c_type(code);
  if (c_type == nullptr) throw OdbcError(State::InvalidCType, "{} is no C data type of ODBC.", binding.c_type);
  if (!can_convert(*c_type, modern_type(binding.sql_type))) {
    throw OdbcError(State::RestrictedDataType, "{} cannot be converted to SQL type {}.", c_type->name,
                    binding.sql_type);
  }
}

SQLSMALLINT precision_of(const ParameterBinding& binding) {
  if (binding.size <= static_cast<SQLULEN>(std::numeric_limits<SQLSMALLINT>::max()))
    return static_cast<SQLSMALLINT>(binding.size);
  throw OdbcError(State::InvalidPrecisionOrScale, "A column size of {} was given for a number.", binding.size);
}

SQLSMALLINT seconds_of(const ParameterBinding& binding) {
  if (binding.digits >= 0 && binding.digits <= most_second_digits) return binding.digits;
  throw OdbcError(State::InvalidPrecisionOrScale, "{} decimal digits were given for seconds, which have 0 to {}.",
                  binding.digits, most_second_digits);
}

/// The IPD's record. The column size and the decimal digits go into different fields for different types.
/// https://learn.microsoft.com/sql/odbc/reference/syntax/sqlbindparameter-function, "ColumnSize Argument"
DescriptorRecord type_record(const ParameterBinding& binding, const DescriptorKind& kind) {
  DescriptorRecord record;
  set_concise_type(record, binding.sql_type, kind);
  record.parameter_type = binding.direction;
  const SQLSMALLINT concise = record.concise_type;
  const bool has_length =
      is_character(concise) || is_binary(concise) || interval_code(concise) != 0;  // datetimes and intervals
  const bool has_precision = concise == SQL_DECIMAL || concise == SQL_NUMERIC || concise == SQL_FLOAT ||
                             concise == SQL_REAL || concise == SQL_DOUBLE;
  if (has_length) record.length = binding.size;
  if (has_precision) record.precision = precision_of(binding);
  if (has_seconds(concise)) record.precision = seconds_of(binding);
  if (concise == SQL_DECIMAL || concise == SQL_NUMERIC) record.scale = binding.digits;
  return record;
}

/// A manager makes of ODBC 1's SQLSetParam, which knows input only, a binding for input and output with this capacity
/// (appendix G, "SQLSetParam Mapping").
ParameterBinding meant_by(ParameterBinding binding) {
  if (binding.direction != SQL_PARAM_INPUT_OUTPUT || binding.capacity != SQL_SETPARAM_VALUE_MAX) return binding;
  binding.direction = SQL_PARAM_INPUT;
  binding.capacity = 0;
  return binding;
}

}  // namespace

SQLRETURN Statement::bind_parameter(SQLUSMALLINT number, const ParameterBinding& given) {
  const ParameterBinding binding = meant_by(given);
  check_record_number(number);
  check_parameter_type(binding.direction);
  check_types(binding);
  if (binding.data == nullptr && binding.length_or_indicator == nullptr) {
    throw OdbcError(State::InvalidNullPointer, "Parameter {} has neither a buffer nor an indicator.", number);
  }
  if (binding.capacity < 0)
    throw OdbcError(State::InvalidBufferLength, "A buffer length of {} was given.", binding.capacity);
  DescriptorRecord type = type_record(binding, ipd_->kind_of_fields());
  DescriptorRecord buffer = buffer_record({binding.c_type, binding.data, binding.capacity, binding.length_or_indicator},
                                          apd_->kind_of_fields());
  apd_->bind(number, std::move(buffer));
  ipd_->bind(number, std::move(type));
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

const ParameterDescription& Statement::described_parameter(SQLUSMALLINT number) {
  if (number == 0 || number > text_->parameter_count) {
    throw OdbcError(State::InvalidParameterNumber, "Parameter {} was asked for; the statement has {}.", number,
                    text_->parameter_count);
  }
  if (!parameters_) {
    PreparedText text = *text_;
    if (positioned_) text.statements.front() = without_position(text.statements.front(), *positioned_);
    parameters_ = describe_parameters(*connection_->session(), text);
  }
  return (*parameters_)[number - 1U];
}

SQLRETURN Statement::describe_parameter(SQLUSMALLINT number, const ColumnOut& out) {
  require_parameters();
  const auto& [type, nullable] = described_parameter(number);
  if (out.sql_type != nullptr) *out.sql_type = is_odbc2() ? odbc2_type(type.sql_type) : type.sql_type;
  if (out.size != nullptr) *out.size = type.size;
  if (out.digits != nullptr) *out.digits = type.digits;
  if (out.nullable != nullptr) *out.nullable = nullable;
  return SQL_SUCCESS;
}

}  // namespace d1odbc
