// Owns: the result set of SQLGetTypeInfo. Never: the facts themselves (value/column_type has them).
#include "info/type_info.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "error/odbc_error.h"

namespace d1odbc {

namespace {

enum class Kind : std::uint8_t { Name, Small, Integer };

// One column of the result: what it is called, whether it can be NULL, and where its value comes from.
struct ResultColumn {
  std::string_view name;
  std::string_view odbc2_name;  // "" where it is the same
  Kind kind;
  SQLSMALLINT nullable;
  ValueView (*value)(const TypeFacts& facts, const TypeOptions& options);
};

ValueView small(SQLSMALLINT number) { return ValueView::of(std::int64_t{number}); }

ValueView small_or_null(const std::optional<SQLSMALLINT>& number) {
  return number ? small(*number) : ValueView::null();
}

ValueView flag(bool is_true) { return small(is_true ? SQL_TRUE : SQL_FALSE); }

ValueView text_or_null(std::string_view text) { return text.empty() ? ValueView::null() : ValueView::text(text); }

using Facts = const TypeFacts&;
using Options = const TypeOptions&;

std::int64_t column_size(Facts facts, Options options) {
  return facts.column_size == 0 ? options.long_size : facts.column_size;
}

std::optional<SQLSMALLINT> datetime_code(Facts facts) {
  const SQLSMALLINT code = interval_code(facts.sql_type);
  return code == 0 ? std::nullopt : std::optional(code);
}

/// A flag that only numbers have.
ValueView number_flag(Facts facts, bool is_true) { return facts.is_unsigned ? flag(is_true) : ValueView::null(); }

// NULLABLE of the result's own columns.
constexpr SQLSMALLINT never = SQL_NO_NULLS;
constexpr SQLSMALLINT maybe = SQL_NULLABLE;

constexpr std::size_t data_type_column = 1;

constexpr std::array result_columns = {
    ResultColumn{"TYPE_NAME", "", Kind::Name, never, [](Facts facts, Options) { return ValueView::text(facts.name); }},
    ResultColumn{"DATA_TYPE", "", Kind::Small, never, [](Facts facts, Options) { return small(facts.sql_type); }},
    ResultColumn{"COLUMN_SIZE", "PRECISION", Kind::Integer, maybe,
                 [](Facts facts, Options options) { return ValueView::of(column_size(facts, options)); }},
    ResultColumn{"LITERAL_PREFIX", "", Kind::Name, maybe,
                 [](Facts facts, Options) { return text_or_null(facts.literal_prefix); }},
    ResultColumn{"LITERAL_SUFFIX", "", Kind::Name, maybe,
                 [](Facts facts, Options) { return text_or_null(facts.literal_suffix); }},
    ResultColumn{"CREATE_PARAMS", "", Kind::Name, maybe,
                 [](Facts facts, Options) { return text_or_null(facts.create_params); }},
    ResultColumn{"NULLABLE", "", Kind::Small, never, [](Facts, Options) { return small(SQL_NULLABLE); }},
    ResultColumn{"CASE_SENSITIVE", "", Kind::Small, never,
                 [](Facts facts, Options) { return flag(facts.case_sensitive); }},
    ResultColumn{"SEARCHABLE", "", Kind::Small, never, [](Facts facts, Options) { return small(facts.searchable); }},
    ResultColumn{"UNSIGNED_ATTRIBUTE", "", Kind::Small, maybe,
                 [](Facts facts, Options) { return number_flag(facts, facts.is_unsigned.value_or(false)); }},
    ResultColumn{"FIXED_PREC_SCALE", "MONEY", Kind::Small, never, [](Facts, Options) { return flag(false); }},
    ResultColumn{"AUTO_UNIQUE_VALUE", "AUTO_INCREMENT", Kind::Small, maybe,
                 [](Facts facts, Options) { return number_flag(facts, facts.auto_unique); }},
    ResultColumn{"LOCAL_TYPE_NAME", "", Kind::Name, maybe, [](Facts, Options) { return ValueView::null(); }},
    ResultColumn{"MINIMUM_SCALE", "", Kind::Small, maybe,
                 [](Facts facts, Options) { return small_or_null(facts.minimum_scale); }},
    ResultColumn{"MAXIMUM_SCALE", "", Kind::Small, maybe,
                 [](Facts facts, Options) { return small_or_null(facts.maximum_scale); }},
    ResultColumn{"SQL_DATA_TYPE", "", Kind::Small, never,
                 [](Facts facts, Options) { return small(verbose_type(facts.sql_type)); }},
    ResultColumn{"SQL_DATETIME_SUB", "", Kind::Small, maybe,
                 [](Facts facts, Options) { return small_or_null(datetime_code(facts)); }},
    ResultColumn{"NUM_PREC_RADIX", "", Kind::Integer, maybe,
                 [](Facts facts, Options) { return small_or_null(facts.radix); }},
    ResultColumn{"INTERVAL_PRECISION", "", Kind::Small, maybe, [](Facts, Options) { return ValueView::null(); }},
};

/// Whether ODBC defines the concise code at all (appendix D, "SQL Data Types").
bool is_odbc_type(SQLSMALLINT sql_type) noexcept {
  return is_character(sql_type) || is_binary(sql_type) || is_number(sql_type) || interval_code(sql_type) != 0 ||
         sql_type == SQL_GUID;
}

std::string_view name_of(const ResultColumn& column, bool odbc2) {
  return odbc2 && !column.odbc2_name.empty() ? column.odbc2_name : column.name;
}

ColumnType type_of(Kind kind, const TypeOptions& options) {
  constexpr SQLULEN longest_name = 128;
  if (kind == Kind::Small) return default_type(SQL_SMALLINT, options);
  if (kind == Kind::Integer) return default_type(SQL_INTEGER, options);
  ColumnType type = default_type(options.wide ? SQL_WVARCHAR : SQL_VARCHAR, options);
  type.size = longest_name;
  return type;
}

DescribedRows describe(const TypeOptions& options, bool odbc2) {
  DescribedRows result;
  std::vector<std::string> names;
  for (const ResultColumn& column : result_columns) {
    names.emplace_back(name_of(column, odbc2));
    Column& described = result.columns.emplace_back();
    described.name = names.back();
    described.type = type_of(column.kind, options);
    described.nullable = column.nullable;
  }
  result.rows = ResultSet(std::move(names));
  return result;
}

/// D1's type under another code: what the application is told of its size is that of the code.
TypeFacts in_place_of(const TypeFacts& facts, const TypeOptions& options) {
  const ColumnType told = default_type(facts.sql_type, options);
  TypeFacts replaced = facts;
  replaced.sql_type = told.sql_type;
  replaced.column_size = static_cast<std::uint32_t>(told.size);
  return replaced;
}

/// The types that were asked for, in the order of the codes the application will see.
std::vector<TypeFacts> select_types(SQLSMALLINT sql_type, const TypeOptions& options, bool odbc2) {
  std::vector<TypeFacts> selected;
  std::vector<TypeFacts> widened;  // after the types that are what they are called
  for (const TypeFacts& facts : all_types()) {
    const bool is_replaced = told_type(facts.sql_type, options) != facts.sql_type;
    const TypeFacts told = is_replaced ? in_place_of(facts, options) : facts;
    if (sql_type == SQL_ALL_TYPES || told.sql_type == sql_type) (is_replaced ? widened : selected).push_back(told);
  }
  selected.insert(selected.end(), widened.begin(), widened.end());
  const auto shown = [odbc2](const TypeFacts& facts) { return odbc2 ? odbc2_type(facts.sql_type) : facts.sql_type; };
  std::ranges::stable_sort(selected, {}, shown);
  return selected;
}

void append_row(const TypeFacts& facts, const TypeOptions& options, bool odbc2, ResultSet& rows) {
  for (std::size_t index = 0; index < result_columns.size(); ++index) {
    const bool old_code = odbc2 && index == data_type_column;
    rows.append(old_code ? small(odbc2_type(facts.sql_type)) : result_columns[index].value(facts, options));
  }
}

}  // namespace

DescribedRows list_types(SQLSMALLINT sql_type, const TypeOptions& options, bool odbc2) {
  const SQLSMALLINT asked = modern_type(sql_type);
  if (asked != SQL_ALL_TYPES && !is_odbc_type(asked)) {
    throw OdbcError{State::InvalidSqlType,
                    "{} is not an SQL data type of ODBC; use a code such as SQL_VARCHAR (12), or SQL_ALL_TYPES (0).",
                    sql_type};
  }
  DescribedRows result = describe(options, odbc2);
  for (const TypeFacts& facts : select_types(asked, options, odbc2)) append_row(facts, options, odbc2, result.rows);
  return result;
}

}  // namespace d1odbc
