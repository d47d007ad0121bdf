// Owns: the table of a column's fields. Never: finds out what a column is.
#include "handle/column_fields.h"

#include <algorithm>
#include <array>

#include "error/odbc_error.h"

namespace d1odbc {

namespace {

const TypeFacts& facts_of(const Column& column) {
  const TypeFacts* facts = find_type(column.type.sql_type);
  return facts != nullptr ? *facts : *find_type(SQL_VARCHAR);
}

SQLLEN number_of(bool value) { return value ? SQL_TRUE : SQL_FALSE; }

SQLLEN octets(const Column& column) { return octet_length(column.type); }

/// SQL_DESC_LENGTH: characters of character types, digits of numbers, bytes of binary ones.
SQLLEN length(const Column& column) { return static_cast<SQLLEN>(column.type.size); }

bool has_precision(const Column& column) {
  return is_number(column.type.sql_type) || column.type.sql_type == SQL_TYPE_TIME ||
         column.type.sql_type == SQL_TYPE_TIMESTAMP;
}

/// SQL_DESC_PRECISION: digits of numbers, digits of the fraction of times; column size of the others, as the reference
/// allows and clients expect.
SQLLEN precision(const Column& column) {
  const bool is_time = column.type.sql_type == SQL_TYPE_TIME || column.type.sql_type == SQL_TYPE_TIMESTAMP;
  if (is_time) return column.type.digits;
  return has_precision(column) || is_character(column.type.sql_type) ? static_cast<SQLLEN>(column.type.size) : 0;
}

SQLLEN is_unsigned(const Column& column) { return number_of(facts_of(column).is_unsigned.value_or(true)); }

struct FieldFacts {
  SQLUSMALLINT field;
  ColumnField (*read)(const Column& column);
};

ColumnField text(std::string_view value) { return std::string(value); }

const std::array fields = {
    FieldFacts{SQL_DESC_AUTO_UNIQUE_VALUE, [](const Column& c) -> ColumnField { return number_of(c.auto_unique); }},
    FieldFacts{SQL_DESC_BASE_COLUMN_NAME, [](const Column& c) -> ColumnField { return c.base_column; }},
    FieldFacts{SQL_DESC_BASE_TABLE_NAME, [](const Column& c) -> ColumnField { return c.base_table; }},
    FieldFacts{
        SQL_DESC_CASE_SENSITIVE,
        [](const Column& c) -> ColumnField { return number_of(is_character(c.type.sql_type) && c.case_sensitive); }},
    FieldFacts{SQL_DESC_CATALOG_NAME, [](const Column&) -> ColumnField { return text(""); }},
    FieldFacts{SQL_DESC_CONCISE_TYPE, [](const Column& c) -> ColumnField { return SQLLEN{c.type.sql_type}; }},
    FieldFacts{SQL_DESC_DATETIME_INTERVAL_CODE,
               [](const Column& c) -> ColumnField { return SQLLEN{interval_code(c.type.sql_type)}; }},
    // No column of D1 is an interval.
    FieldFacts{SQL_DESC_DATETIME_INTERVAL_PRECISION, [](const Column&) -> ColumnField { return SQLLEN{0}; }},
    FieldFacts{SQL_DESC_DISPLAY_SIZE, [](const Column& c) -> ColumnField { return display_size(c.type); }},
    FieldFacts{SQL_DESC_FIXED_PREC_SCALE, [](const Column&) -> ColumnField { return number_of(false); }},
    FieldFacts{SQL_DESC_LABEL, [](const Column& c) -> ColumnField { return c.name; }},
    FieldFacts{SQL_DESC_LENGTH, [](const Column& c) -> ColumnField { return length(c); }},
    FieldFacts{SQL_COLUMN_LENGTH, [](const Column& c) -> ColumnField { return octets(c); }},
    FieldFacts{SQL_DESC_LITERAL_PREFIX,
               [](const Column& c) -> ColumnField { return text(facts_of(c).literal_prefix); }},
    FieldFacts{SQL_DESC_LITERAL_SUFFIX,
               [](const Column& c) -> ColumnField { return text(facts_of(c).literal_suffix); }},
    FieldFacts{SQL_DESC_LOCAL_TYPE_NAME, [](const Column&) -> ColumnField { return text(""); }},
    FieldFacts{SQL_DESC_NAME, [](const Column& c) -> ColumnField { return c.name; }},
    FieldFacts{SQL_COLUMN_NAME, [](const Column& c) -> ColumnField { return c.name; }},
    FieldFacts{SQL_DESC_NULLABLE, [](const Column& c) -> ColumnField { return SQLLEN{c.nullable}; }},
    FieldFacts{SQL_COLUMN_NULLABLE, [](const Column& c) -> ColumnField { return SQLLEN{c.nullable}; }},
    FieldFacts{SQL_DESC_NUM_PREC_RADIX,
               [](const Column& c) -> ColumnField { return SQLLEN{facts_of(c).radix.value_or(0)}; }},
    FieldFacts{SQL_DESC_OCTET_LENGTH, [](const Column& c) -> ColumnField { return octets(c); }},
    FieldFacts{SQL_DESC_PRECISION, [](const Column& c) -> ColumnField { return precision(c); }},
    FieldFacts{SQL_COLUMN_PRECISION, [](const Column& c) -> ColumnField { return length(c); }},
    // D1 changes no column by itself when a row is updated.
    FieldFacts{SQL_DESC_ROWVER, [](const Column&) -> ColumnField { return number_of(false); }},
    FieldFacts{SQL_DESC_SCALE,
               [](const Column& c) -> ColumnField {
                 return SQLLEN{is_number(c.type.sql_type) ? c.type.digits : SQLSMALLINT{0}};
               }},
    FieldFacts{SQL_COLUMN_SCALE, [](const Column& c) -> ColumnField { return SQLLEN{c.type.digits}; }},
    FieldFacts{SQL_DESC_SCHEMA_NAME, [](const Column&) -> ColumnField { return text(""); }},
    FieldFacts{SQL_DESC_SEARCHABLE, [](const Column& c) -> ColumnField { return SQLLEN{facts_of(c).searchable}; }},
    FieldFacts{SQL_DESC_TABLE_NAME, [](const Column& c) -> ColumnField { return c.base_table; }},
    FieldFacts{SQL_DESC_TYPE, [](const Column& c) -> ColumnField { return SQLLEN{verbose_type(c.type.sql_type)}; }},
    FieldFacts{SQL_DESC_TYPE_NAME,
               [](const Column& c) -> ColumnField {
                 return c.type.name.empty() ? text(facts_of(c).name) : text(c.type.name);
               }},
    FieldFacts{SQL_DESC_UNNAMED,
               [](const Column& c) -> ColumnField { return SQLLEN{c.name.empty() ? SQL_UNNAMED : SQL_NAMED}; }},
    FieldFacts{SQL_DESC_UNSIGNED, [](const Column& c) -> ColumnField { return is_unsigned(c); }},
    FieldFacts{SQL_DESC_UPDATABLE,
               [](const Column& c) -> ColumnField {
                 return SQLLEN{c.updatable ? SQL_ATTR_READWRITE_UNKNOWN : SQL_ATTR_READONLY};
               }},
};

bool is_type_field(SQLUSMALLINT field) { return field == SQL_DESC_CONCISE_TYPE || field == SQL_DESC_TYPE; }

}  // namespace

ColumnField column_field(const Column& column, SQLUSMALLINT field, bool odbc2) {
  if (odbc2 && is_type_field(field)) return SQLLEN{odbc2_type(column.type.sql_type)};
  const auto found = std::ranges::find(fields, field, &FieldFacts::field);
  if (found == fields.end())
    throw OdbcError(State::InvalidDescriptorField, "Field {} of a column is not known.", field);
  return found->read(column);
}

}  // namespace d1odbc
