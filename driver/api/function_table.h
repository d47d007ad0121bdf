// Owns: reading the list of functions (functions.def) from C++. Never: the functions' bodies.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include <span>
#include <string_view>

#ifndef SQL_API_SQLCOMPLETEASYNC
#define SQL_API_SQLCOMPLETEASYNC 1551  // ODBC 3.8; unixODBC's headers do not name it
#endif

namespace d1odbc {

enum class Forms { Ansi, AnsiAndWide };
enum class Stage { Built, Later };

struct FunctionFacts {
  std::string_view name;
  SQLUSMALLINT id;
  Forms forms;
  Stage stage;
};

/// Every exported ODBC function.
[[nodiscard]] std::span<const FunctionFacts> all_functions() noexcept;

/// SQLGetFunctions: whether the function of this id is built.
[[nodiscard]] bool is_supported(SQLUSMALLINT id) noexcept;

/// Fills what SQLGetFunctions wants: SQL_API_ALL_FUNCTIONS (100 flags), SQL_API_ODBC3_ALL_FUNCTIONS (a bit map of 250
/// words) or one flag. Throws HY095 for an id ODBC does not know, HY009 for a null pointer.
void report_functions(SQLUSMALLINT id, SQLUSMALLINT* supported);

}  // namespace d1odbc
