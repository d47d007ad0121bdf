// Owns: reading one value out of a bound buffer: where its data and length lie, what the indicator says.
// Never: converts (convert/parameter does), knows which parameter or column it is.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "convert/c_type.h"
#include "descriptor/descriptor_data.h"
#include "value/value.h"

namespace d1odbc {

/// A value that came through SQLPutData.
struct SuppliedValue {
  bool is_null = false;
  std::string bytes;  // all pieces
};

/// The values that came through SQLPutData, by row of the array (from 0) and number of the parameter or column.
using SuppliedValues = std::map<std::pair<std::size_t, std::size_t>, SuppliedValue>;

/// Bytes up to the terminator of a text that the application gave without a length (SQL_NTS).
[[nodiscard]] std::size_t terminated_length(const void* text, CFamily family);

/// The C type of a bound buffer, SQL_C_DEFAULT decided by the SQL type. Throws OdbcError HY003.
[[nodiscard]] const CTypeFacts& bound_c_type(const DescriptorRecord& buffer, SQLSMALLINT sql_type);

/// The length or indicator of a buffer's item in row `row`; empty where the application gave no place for it.
[[nodiscard]] std::optional<SQLLEN> bound_indicator(const DescriptorHeader& header, const DescriptorRecord& buffer,
                                                    std::size_t row);

/// Whether the item's value will come through SQLPutData: SQL_DATA_AT_EXEC or SQL_LEN_DATA_AT_EXEC(length).
[[nodiscard]] bool is_data_at_execution(const DescriptorHeader& header, const DescriptorRecord& buffer,
                                        std::size_t row);

/// Where the item of a row lies: what SQLParamData gives the application as its token.
[[nodiscard]] void* bound_address(const DescriptorHeader& header, const DescriptorRecord& buffer, std::size_t row,
                                  const CTypeFacts& c_type);

/// The value of the item in row `row` for a SQL type (concise, ODBC 3 or 2); `supplied` is its data when it came
/// through SQLPutData. Throws OdbcError: HY003, 07S01 (SQL_DEFAULT_PARAM), HY090 (a bad length), HY009 (no buffer) and
/// what the conversions throw.
[[nodiscard]] Value read_bound_value(const DescriptorHeader& header, const DescriptorRecord& buffer,
                                     SQLSMALLINT sql_type, std::size_t row, const SuppliedValue* supplied);

}  // namespace d1odbc
