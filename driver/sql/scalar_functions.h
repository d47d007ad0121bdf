// Owns: which scalar functions of ODBC this driver knows and how each is written in D1's SQL: tables, read by the
// translation of {fn …}, by SQLGetInfo and by the tests. Never: reads SQL text.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace d1odbc {

/// The SQLGetInfo type a function is told by: SQL_STRING_FUNCTIONS and so on, SQL_CONVERT_FUNCTIONS.
enum class FunctionGroup : std::uint8_t { String, Numeric, TimeDate, System, Convert };

/// How the arguments of a function are written, and where the row's template comes from.
enum class CallForm : std::uint8_t {
  Arguments,         // f(a, b, …): the row's template
  OptionalBrackets,  // f() or f alone: the row's template
  Position,          // f(a IN b): the row's template
  FieldFrom,         // f(FIELD FROM a): the template of all_extract_fields()
  AddInterval,       // f(INTERVAL, a, b): add_template of all_intervals()
  SubtractInterval,  // f(INTERVAL, a, b): difference_template of all_intervals()
  CommaType,         // f(a, TYPE): the template of all_conversions()
  AsType,            // f(a AS type): the row's template, `$1` being all that stands in the brackets
  DatabaseName,      // f() or f alone: ParseOptions::database_name as a text
  UserName,          // f() or f alone: ParseOptions::user_name as a text
};

/// One function with one number of arguments. In a template `$1`, `$2`, … stand for the arguments as they were written;
/// where an argument is not between commas or brackets of a call, the template puts its own brackets around it.
///
/// A template may use an argument more than once: the marker in it keeps its number, so it is sent once. It must not
/// move an argument into a subquery, where count(*) or row_number() would mean other rows.
struct ScalarFunction {
  std::string_view name;  // upper case
  FunctionGroup group;
  std::uint32_t bit;  // SQL_FN_…; 0: a second form of a function whose bit stands in another row
  CallForm form;
  unsigned arguments;  // how many the template takes; for AddInterval and the like the keyword is not counted
  std::string_view text;
};

/// An interval of TIMESTAMPADD and TIMESTAMPDIFF. In add_template `$1` is the count and `$2` the timestamp, in
/// difference_template `$1` is taken from `$2`.
struct TimestampInterval {
  std::string_view keyword;
  std::uint32_t bit;  // SQL_FN_TSI_…, for SQL_TIMEDATE_ADD_INTERVALS and SQL_TIMEDATE_DIFF_INTERVALS
  std::string_view add_template;
  std::string_view difference_template;
};

/// A field of EXTRACT.
struct ExtractField {
  std::string_view keyword;
  std::string_view text;
};

/// A target of CONVERT.
struct ConversionTarget {
  std::string_view keyword;  // SQL_…
  std::uint32_t bit;         // SQL_CVT_…, for SQL_CONVERT_BIGINT and the like; 0 where ODBC has none
  std::string_view text;
};

[[nodiscard]] std::span<const ScalarFunction> all_scalar_functions() noexcept;
[[nodiscard]] std::span<const TimestampInterval> all_intervals() noexcept;
[[nodiscard]] std::span<const ExtractField> all_extract_fields() noexcept;
[[nodiscard]] std::span<const ConversionTarget> all_conversions() noexcept;

/// The bits of all functions of a group: what SQLGetInfo tells for it.
[[nodiscard]] std::uint32_t function_bits(FunctionGroup group) noexcept;

}  // namespace d1odbc
