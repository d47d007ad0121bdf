// Owns: the columns that ODBC fixes for the result of each catalog function. Never: the rows.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include <cstdint>
#include <span>
#include <string_view>

#include "schema/catalog.h"
#include "value/described_rows.h"

namespace d1odbc {

/// What the reference calls the type of a result column.
enum class ResultType : std::uint8_t { Name, LongText, Smallint, Integer };

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

/// A result with these columns and no rows yet.
[[nodiscard]] DescribedRows empty_result(std::span<const ResultColumn> columns, const CatalogOptions& options);

}  // namespace d1odbc
