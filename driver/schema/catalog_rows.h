// Owns: the columns that ODBC fixes for the result of each catalog function. Never: the rows.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include <cstdint>
#include <initializer_list>
#include <span>
#include <string_view>

#include "schema/catalog.h"
#include "value/described_rows.h"

namespace d1odbc {

/// What the reference calls the type of a result column.
enum class ResultType : std::uint8_t { Name, LongText, Character, Smallint, Integer };

/// One column of a catalog function's result.
struct ResultColumn {
  std::string_view name;
  std::string_view odbc2_name;
  ResultType type;
  SQLSMALLINT nullable;  // SQL_NO_NULLS where the reference says "not NULL"
};

inline constexpr ResultColumn tables_columns[]{
    {"TABLE_CAT", "TABLE_QUALIFIER", ResultType::Name, SQL_NULLABLE},
    {"TABLE_SCHEM", "TABLE_OWNER", ResultType::Name, SQL_NULLABLE},
    {"TABLE_NAME", "TABLE_NAME", ResultType::Name, SQL_NULLABLE},
    {"TABLE_TYPE", "TABLE_TYPE", ResultType::Name, SQL_NULLABLE},
    {"REMARKS", "REMARKS", ResultType::LongText, SQL_NULLABLE},
};

inline constexpr ResultColumn columns_columns[]{
    {"TABLE_CAT", "TABLE_QUALIFIER", ResultType::Name, SQL_NULLABLE},
    {"TABLE_SCHEM", "TABLE_OWNER", ResultType::Name, SQL_NULLABLE},
    {"TABLE_NAME", "TABLE_NAME", ResultType::Name, SQL_NO_NULLS},
    {"COLUMN_NAME", "COLUMN_NAME", ResultType::Name, SQL_NO_NULLS},
    {"DATA_TYPE", "DATA_TYPE", ResultType::Smallint, SQL_NO_NULLS},
    {"TYPE_NAME", "TYPE_NAME", ResultType::Name, SQL_NO_NULLS},
    {"COLUMN_SIZE", "PRECISION", ResultType::Integer, SQL_NULLABLE},
    {"BUFFER_LENGTH", "LENGTH", ResultType::Integer, SQL_NULLABLE},
    {"DECIMAL_DIGITS", "SCALE", ResultType::Smallint, SQL_NULLABLE},
    {"NUM_PREC_RADIX", "RADIX", ResultType::Smallint, SQL_NULLABLE},
    {"NULLABLE", "NULLABLE", ResultType::Smallint, SQL_NO_NULLS},
    {"REMARKS", "REMARKS", ResultType::LongText, SQL_NULLABLE},
    {"COLUMN_DEF", "COLUMN_DEF", ResultType::LongText, SQL_NULLABLE},
    {"SQL_DATA_TYPE", "SQL_DATA_TYPE", ResultType::Smallint, SQL_NO_NULLS},
    {"SQL_DATETIME_SUB", "SQL_DATETIME_SUB", ResultType::Smallint, SQL_NULLABLE},
    {"CHAR_OCTET_LENGTH", "CHAR_OCTET_LENGTH", ResultType::Integer, SQL_NULLABLE},
    {"ORDINAL_POSITION", "ORDINAL_POSITION", ResultType::Integer, SQL_NO_NULLS},
    {"IS_NULLABLE", "IS_NULLABLE", ResultType::Name, SQL_NULLABLE},
};

inline constexpr ResultColumn primary_keys_columns[]{
    {"TABLE_CAT", "TABLE_QUALIFIER", ResultType::Name, SQL_NULLABLE},
    {"TABLE_SCHEM", "TABLE_OWNER", ResultType::Name, SQL_NULLABLE},
    {"TABLE_NAME", "TABLE_NAME", ResultType::Name, SQL_NO_NULLS},
    {"COLUMN_NAME", "COLUMN_NAME", ResultType::Name, SQL_NO_NULLS},
    {"KEY_SEQ", "KEY_SEQ", ResultType::Smallint, SQL_NO_NULLS},
    {"PK_NAME", "PK_NAME", ResultType::Name, SQL_NULLABLE},
};

inline constexpr ResultColumn foreign_keys_columns[]{
    {"PKTABLE_CAT", "PKTABLE_QUALIFIER", ResultType::Name, SQL_NULLABLE},
    {"PKTABLE_SCHEM", "PKTABLE_OWNER", ResultType::Name, SQL_NULLABLE},
    {"PKTABLE_NAME", "PKTABLE_NAME", ResultType::Name, SQL_NO_NULLS},
    {"PKCOLUMN_NAME", "PKCOLUMN_NAME", ResultType::Name, SQL_NO_NULLS},
    {"FKTABLE_CAT", "FKTABLE_QUALIFIER", ResultType::Name, SQL_NULLABLE},
    {"FKTABLE_SCHEM", "FKTABLE_OWNER", ResultType::Name, SQL_NULLABLE},
    {"FKTABLE_NAME", "FKTABLE_NAME", ResultType::Name, SQL_NO_NULLS},
    {"FKCOLUMN_NAME", "FKCOLUMN_NAME", ResultType::Name, SQL_NO_NULLS},
    {"KEY_SEQ", "KEY_SEQ", ResultType::Smallint, SQL_NO_NULLS},
    {"UPDATE_RULE", "UPDATE_RULE", ResultType::Smallint, SQL_NULLABLE},
    {"DELETE_RULE", "DELETE_RULE", ResultType::Smallint, SQL_NULLABLE},
    {"FK_NAME", "FK_NAME", ResultType::Name, SQL_NULLABLE},
    {"PK_NAME", "PK_NAME", ResultType::Name, SQL_NULLABLE},
    {"DEFERRABILITY", "DEFERRABILITY", ResultType::Smallint, SQL_NULLABLE},
};

inline constexpr ResultColumn statistics_columns[]{
    {"TABLE_CAT", "TABLE_QUALIFIER", ResultType::Name, SQL_NULLABLE},
    {"TABLE_SCHEM", "TABLE_OWNER", ResultType::Name, SQL_NULLABLE},
    {"TABLE_NAME", "TABLE_NAME", ResultType::Name, SQL_NO_NULLS},
    {"NON_UNIQUE", "NON_UNIQUE", ResultType::Smallint, SQL_NULLABLE},
    {"INDEX_QUALIFIER", "INDEX_QUALIFIER", ResultType::Name, SQL_NULLABLE},
    {"INDEX_NAME", "INDEX_NAME", ResultType::Name, SQL_NULLABLE},
    {"TYPE", "TYPE", ResultType::Smallint, SQL_NO_NULLS},
    {"ORDINAL_POSITION", "SEQ_IN_INDEX", ResultType::Smallint, SQL_NULLABLE},
    {"COLUMN_NAME", "COLUMN_NAME", ResultType::Name, SQL_NULLABLE},
    {"ASC_OR_DESC", "COLLATION", ResultType::Character, SQL_NULLABLE},
    {"CARDINALITY", "CARDINALITY", ResultType::Integer, SQL_NULLABLE},
    {"PAGES", "PAGES", ResultType::Integer, SQL_NULLABLE},
    {"FILTER_CONDITION", "FILTER_CONDITION", ResultType::LongText, SQL_NULLABLE},
};

inline constexpr ResultColumn special_columns_columns[]{
    {"SCOPE", "SCOPE", ResultType::Smallint, SQL_NULLABLE},
    {"COLUMN_NAME", "COLUMN_NAME", ResultType::Name, SQL_NO_NULLS},
    {"DATA_TYPE", "DATA_TYPE", ResultType::Smallint, SQL_NO_NULLS},
    {"TYPE_NAME", "TYPE_NAME", ResultType::Name, SQL_NO_NULLS},
    {"COLUMN_SIZE", "PRECISION", ResultType::Integer, SQL_NULLABLE},
    {"BUFFER_LENGTH", "LENGTH", ResultType::Integer, SQL_NULLABLE},
    {"DECIMAL_DIGITS", "SCALE", ResultType::Smallint, SQL_NULLABLE},
    {"PSEUDO_COLUMN", "PSEUDO_COLUMN", ResultType::Smallint, SQL_NULLABLE},
};

inline constexpr ResultColumn table_privileges_columns[]{
    {"TABLE_CAT", "TABLE_QUALIFIER", ResultType::Name, SQL_NULLABLE},
    {"TABLE_SCHEM", "TABLE_OWNER", ResultType::Name, SQL_NULLABLE},
    {"TABLE_NAME", "TABLE_NAME", ResultType::Name, SQL_NO_NULLS},
    {"GRANTOR", "GRANTOR", ResultType::Name, SQL_NULLABLE},
    {"GRANTEE", "GRANTEE", ResultType::Name, SQL_NO_NULLS},
    {"PRIVILEGE", "PRIVILEGE", ResultType::Name, SQL_NO_NULLS},
    {"IS_GRANTABLE", "IS_GRANTABLE", ResultType::Name, SQL_NULLABLE},
};

inline constexpr ResultColumn column_privileges_columns[]{
    {"TABLE_CAT", "TABLE_QUALIFIER", ResultType::Name, SQL_NULLABLE},
    {"TABLE_SCHEM", "TABLE_OWNER", ResultType::Name, SQL_NULLABLE},
    {"TABLE_NAME", "TABLE_NAME", ResultType::Name, SQL_NO_NULLS},
    {"COLUMN_NAME", "COLUMN_NAME", ResultType::Name, SQL_NO_NULLS},
    {"GRANTOR", "GRANTOR", ResultType::Name, SQL_NULLABLE},
    {"GRANTEE", "GRANTEE", ResultType::Name, SQL_NO_NULLS},
    {"PRIVILEGE", "PRIVILEGE", ResultType::Name, SQL_NO_NULLS},
    {"IS_GRANTABLE", "IS_GRANTABLE", ResultType::Name, SQL_NULLABLE},
};

// "Reserved for future use": the three counts have no type in the reference.
inline constexpr ResultColumn procedures_columns[]{
    {"PROCEDURE_CAT", "PROCEDURE_QUALIFIER", ResultType::Name, SQL_NULLABLE},
    {"PROCEDURE_SCHEM", "PROCEDURE_OWNER", ResultType::Name, SQL_NULLABLE},
    {"PROCEDURE_NAME", "PROCEDURE_NAME", ResultType::Name, SQL_NO_NULLS},
    {"NUM_INPUT_PARAMS", "NUM_INPUT_PARAMS", ResultType::Integer, SQL_NULLABLE},
    {"NUM_OUTPUT_PARAMS", "NUM_OUTPUT_PARAMS", ResultType::Integer, SQL_NULLABLE},
    {"NUM_RESULT_SETS", "NUM_RESULT_SETS", ResultType::Integer, SQL_NULLABLE},
    {"REMARKS", "REMARKS", ResultType::LongText, SQL_NULLABLE},
    {"PROCEDURE_TYPE", "PROCEDURE_TYPE", ResultType::Smallint, SQL_NULLABLE},
};

inline constexpr ResultColumn procedure_columns_columns[]{
    {"PROCEDURE_CAT", "PROCEDURE_QUALIFIER", ResultType::Name, SQL_NULLABLE},
    {"PROCEDURE_SCHEM", "PROCEDURE_OWNER", ResultType::Name, SQL_NULLABLE},
    {"PROCEDURE_NAME", "PROCEDURE_NAME", ResultType::Name, SQL_NO_NULLS},
    {"COLUMN_NAME", "COLUMN_NAME", ResultType::Name, SQL_NO_NULLS},
    {"COLUMN_TYPE", "COLUMN_TYPE", ResultType::Smallint, SQL_NO_NULLS},
    {"DATA_TYPE", "DATA_TYPE", ResultType::Smallint, SQL_NO_NULLS},
    {"TYPE_NAME", "TYPE_NAME", ResultType::Name, SQL_NO_NULLS},
    {"COLUMN_SIZE", "PRECISION", ResultType::Integer, SQL_NULLABLE},
    {"BUFFER_LENGTH", "LENGTH", ResultType::Integer, SQL_NULLABLE},
    {"DECIMAL_DIGITS", "SCALE", ResultType::Smallint, SQL_NULLABLE},
    {"NUM_PREC_RADIX", "RADIX", ResultType::Smallint, SQL_NULLABLE},
    {"NULLABLE", "NULLABLE", ResultType::Smallint, SQL_NO_NULLS},
    {"REMARKS", "REMARKS", ResultType::LongText, SQL_NULLABLE},
    {"COLUMN_DEF", "COLUMN_DEF", ResultType::LongText, SQL_NULLABLE},
    {"SQL_DATA_TYPE", "SQL_DATA_TYPE", ResultType::Smallint, SQL_NO_NULLS},
    {"SQL_DATETIME_SUB", "SQL_DATETIME_SUB", ResultType::Smallint, SQL_NULLABLE},
    {"CHAR_OCTET_LENGTH", "CHAR_OCTET_LENGTH", ResultType::Integer, SQL_NULLABLE},
    {"ORDINAL_POSITION", "ORDINAL_POSITION", ResultType::Integer, SQL_NO_NULLS},
    {"IS_NULLABLE", "IS_NULLABLE", ResultType::Name, SQL_NULLABLE},
};

/// A result with these columns and no rows yet.
[[nodiscard]] DescribedRows empty_result(std::span<const ResultColumn> columns, const CatalogOptions& options);

/// Appends one row: a cell for each column of the result. Copies bytes.
void append_row(DescribedRows& result, std::initializer_list<ValueView> cells);

}  // namespace d1odbc
