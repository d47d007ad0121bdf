// Owns: the type of a descriptor record: its three fields that say the same, the defaults that follow from it, and the
// consistency check. Never: which field may be set.
#pragma once

#include "descriptor/descriptor_data.h"
#include "descriptor/descriptor_kind.h"

namespace d1odbc {

/// Whether ODBC defines the SQL type (appendix D, "SQL Data Types"); ODBC 2 codes too.
[[nodiscard]] bool is_sql_type(SQLSMALLINT sql_type) noexcept;

/// Whether values of the (concise) type have seconds: SQL_DESC_PRECISION then counts the digits of their fraction, of
/// which there are at most nine (SQL_TIMESTAMP_STRUCT.fraction counts nanoseconds).
[[nodiscard]] bool has_seconds(SQLSMALLINT concise) noexcept;
inline constexpr SQLSMALLINT most_second_digits = 9;

/// SQL_DESC_TYPE and SQL_DESC_DATETIME_INTERVAL_CODE of a record; 0 for no code.
[[nodiscard]] SQLSMALLINT type_of(const DescriptorRecord& record) noexcept;
[[nodiscard]] SQLSMALLINT interval_code_of(const DescriptorRecord& record) noexcept;

/// Sets SQL_DESC_CONCISE_TYPE, with it the other two, and the defaults of the fields that depend on it. An ODBC 2
/// datetime code becomes that of ODBC 3. Throws OdbcError HY021 for a code that is no type of this kind of descriptor.
/// https://learn.microsoft.com/sql/odbc/reference/syntax/sqlsetdescfield-function, "SQL_DESC_TYPE"
void set_concise_type(DescriptorRecord& record, SQLSMALLINT concise, const DescriptorKind& kind);

/// Sets SQL_DESC_TYPE. SQL_DATETIME and SQL_INTERVAL wait for their code when the record has none that fits. Throws
/// HY021 for a concise datetime or interval type and for a code that is no type.
void set_type(DescriptorRecord& record, SQLSMALLINT type, const DescriptorKind& kind);

/// Sets SQL_DESC_DATETIME_INTERVAL_CODE; before the type is set it waits for it. Throws HY021 for a code that does not
/// go with the type.
void set_interval_code(DescriptorRecord& record, SQLSMALLINT code, const DescriptorKind& kind);

/// The consistency check of SQLSetDescRec. Throws HY021.
/// https://learn.microsoft.com/sql/odbc/reference/syntax/sqlsetdescrec-function, "Consistency Checks"
void check_consistency(const DescriptorRecord& record, const DescriptorKind& kind);

}  // namespace d1odbc
