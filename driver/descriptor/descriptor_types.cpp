// Owns: how the type fields of a record depend on each other. Never: reads or writes for an application.
#include "descriptor/descriptor_types.h"

#include <optional>

#include "error/odbc_error.h"
#include "value/column_type.h"

namespace d1odbc {

namespace {

// An SQL_NUMERIC_STRUCT holds 38 decimal digits; a double 15, a float 7.
constexpr SQLSMALLINT numeric_digits = 38;
constexpr SQLSMALLINT double_digits = 15;
constexpr SQLSMALLINT float_digits = 7;
constexpr SQLSMALLINT default_second_digits = 6;
constexpr SQLINTEGER default_leading_digits = 2;
constexpr SQLINTEGER most_leading_digits = 10;  // an SQLUINTEGER of SQL_INTERVAL_STRUCT
constexpr SQLINTEGER decimal_radix = 10;

bool is_verbose(SQLSMALLINT type) noexcept { return type == SQL_DATETIME || type == SQL_INTERVAL; }

bool is_exact_decimal(SQLSMALLINT concise) noexcept { return concise == SQL_DECIMAL || concise == SQL_NUMERIC; }

/// The concise type of a verbose one and its code; nothing when ODBC has no such pair.
std::optional<SQLSMALLINT> concise_of(SQLSMALLINT verbose, SQLSMALLINT code) noexcept {
  if (code <= 0) return std::nullopt;
  // The concise codes are numbered like their interval codes: SQL_TYPE_DATE is 91, SQL_INTERVAL_YEAR 101.
  const int base = verbose == SQL_DATETIME ? SQL_TYPE_DATE - SQL_CODE_DATE : SQL_INTERVAL_YEAR - SQL_CODE_YEAR;
  const auto concise = static_cast<SQLSMALLINT>(base + code);
  const bool is_one = verbose_type(concise) == verbose && interval_code(concise) == code;
  return is_one ? std::optional(concise) : std::nullopt;
}

bool is_type(SQLSMALLINT concise, const DescriptorKind& kind) noexcept {
  if (!kind.is_application()) return is_sql_type(concise);
  return concise == SQL_C_DEFAULT || kind.is_c_type(concise);
}

void set_defaults(DescriptorRecord& record) {
  const SQLSMALLINT concise = record.concise_type;
  record.radix = is_number(concise) ? decimal_radix : 0;
  if (is_character(concise)) {
    record.length = 1;
    record.precision = 0;
  } else if (verbose_type(concise) == SQL_DATETIME) {
    record.precision = concise == SQL_TYPE_TIMESTAMP ? default_second_digits : SQLSMALLINT{0};
  } else if (verbose_type(concise) == SQL_INTERVAL) {
    record.interval_precision = default_leading_digits;
    if (has_seconds(concise)) record.precision = default_second_digits;
  } else if (is_exact_decimal(concise)) {
    record.precision = numeric_digits;
    record.scale = 0;
  } else if (concise == SQL_FLOAT || concise == SQL_DOUBLE) {
    record.precision = double_digits;
  } else if (concise == SQL_REAL) {
    record.precision = float_digits;
  }
}

void apply(DescriptorRecord& record, SQLSMALLINT concise, const DescriptorKind& kind) {
  if (!is_type(concise, kind)) {
    throw OdbcError(State::InconsistentDescriptor, "{} is no {} of ODBC.", concise,
                    kind.is_application() ? "C data type" : "SQL data type");
  }
  record.concise_type = concise;
  record.pending_interval_code = 0;
  record.is_described = !kind.is_application();
  set_defaults(record);
}

/// A verbose type whose code is not known yet: the record is not usable until it comes.
void await_code(DescriptorRecord& record, SQLSMALLINT verbose) {
  record.concise_type = verbose;
  record.pending_interval_code = 0;
  record.is_described = false;
}

void require_range(SQLINTEGER value, SQLINTEGER lowest, SQLINTEGER highest, const char* field) {
  if (value >= lowest && value <= highest) return;
  throw OdbcError(State::InconsistentDescriptor, "{} is {}; for this type it is from {} to {}.", field, value, lowest,
                  highest);
}

}  // namespace

bool is_sql_type(SQLSMALLINT sql_type) noexcept {
  const SQLSMALLINT concise = modern_type(sql_type);
  return is_character(concise) || is_binary(concise) || is_number(concise) || interval_code(concise) != 0 ||
         concise == SQL_GUID;
}

bool has_seconds(SQLSMALLINT concise) noexcept {
  switch (concise) {
    case SQL_TYPE_TIME:
    case SQL_TYPE_TIMESTAMP:
    case SQL_INTERVAL_SECOND:
    case SQL_INTERVAL_DAY_TO_SECOND:
    case SQL_INTERVAL_HOUR_TO_SECOND:
    case SQL_INTERVAL_MINUTE_TO_SECOND:
      return true;
    default:
      return false;
  }
}

SQLSMALLINT type_of(const DescriptorRecord& record) noexcept { return verbose_type(record.concise_type); }

SQLSMALLINT interval_code_of(const DescriptorRecord& record) noexcept {
  const SQLSMALLINT code = interval_code(record.concise_type);
  return code != 0 ? code : record.pending_interval_code;
}

void set_concise_type(DescriptorRecord& record, SQLSMALLINT concise, const DescriptorKind& kind) {
  apply(record, modern_type(concise), kind);
}

void set_type(DescriptorRecord& record, SQLSMALLINT type, const DescriptorKind& kind) {
  if (!is_verbose(type)) {
    if (interval_code(type) != 0) {
      throw OdbcError(State::InconsistentDescriptor,
                      "{} is a concise type: set SQL_DESC_CONCISE_TYPE, or SQL_DESC_TYPE to SQL_DATETIME or "
                      "SQL_INTERVAL and then the code.",
                      type);
    }
    // SQL_TIMESTAMP of ODBC 2 is a concise type too, its codes 9 and 10 are now those of the verbose types.
    apply(record, modern_type(type), kind);
    return;
  }
  const bool code_is_of_other_type = is_verbose(type_of(record)) && type_of(record) != type;
  const std::optional<SQLSMALLINT> concise =
      code_is_of_other_type ? std::nullopt : concise_of(type, interval_code_of(record));
  if (concise) {
    apply(record, *concise, kind);
  } else {
    await_code(record, type);
  }
}

void set_interval_code(DescriptorRecord& record, SQLSMALLINT code, const DescriptorKind& kind) {
  const SQLSMALLINT type = type_of(record);
  if (!is_verbose(type)) {
    require_range(code, 0, SQL_CODE_MINUTE_TO_SECOND, "SQL_DESC_DATETIME_INTERVAL_CODE");
    record.pending_interval_code = code;
    return;
  }
  const std::optional<SQLSMALLINT> concise = concise_of(type, code);
  if (!concise) {
    throw OdbcError(State::InconsistentDescriptor, "{} is no code of {}.", code,
                    type == SQL_DATETIME ? "SQL_DATETIME" : "SQL_INTERVAL");
  }
  apply(record, *concise, kind);
}

void check_consistency(const DescriptorRecord& record, const DescriptorKind& kind) {
  const SQLSMALLINT concise = record.concise_type;
  if (is_verbose(concise)) {
    throw OdbcError(
        State::InconsistentDescriptor,
        "SQL_DESC_TYPE is SQL_DATETIME or SQL_INTERVAL without its code (SQL_DESC_DATETIME_INTERVAL_CODE).");
  }
  if (!is_type(concise, kind)) throw OdbcError(State::InconsistentDescriptor, "The record has no type that is valid.");
  if (is_exact_decimal(concise)) {
    require_range(record.precision, 1, numeric_digits, "SQL_DESC_PRECISION");
    require_range(record.scale, -numeric_digits, numeric_digits, "SQL_DESC_SCALE");
  }
  if (has_seconds(concise)) require_range(record.precision, 0, most_second_digits, "SQL_DESC_PRECISION");
  if (verbose_type(concise) == SQL_INTERVAL) {
    require_range(record.interval_precision, 1, most_leading_digits, "SQL_DESC_DATETIME_INTERVAL_PRECISION");
  }
}

}  // namespace d1odbc
