// Owns: which kind of SQL statement a text is, in the words of SQLGetDiagField. Never: runs it, knows the schema.
#pragma once

#include <cstdint>
#include <string_view>

#include "sql/statement_text.h"

namespace d1odbc {

/// SQL_DIAG_DYNAMIC_FUNCTION and SQL_DIAG_DYNAMIC_FUNCTION_CODE; the name is static. Made with nothing, it is the
/// unknown statement: "" and SQL_DIAG_UNKNOWN_STATEMENT.
struct DynamicFunction {
  std::string_view name = {};
  std::int32_t code = 0;
};

/// What the statement is (ODBC reference, SQLGetDiagField, "Values of the Dynamic Function Fields"; for triggers and
/// transactions, which ODBC leaves out, the names and codes of ISO 9075-2 that ODBC's are taken from). Never fails.
[[nodiscard]] DynamicFunction dynamic_function(const StatementText& statement);

}  // namespace d1odbc
