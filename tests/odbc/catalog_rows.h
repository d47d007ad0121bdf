// Owns: reading the result of a catalog function, for its tests. Never: calls one.
#pragma once

#include <initializer_list>
#include <string>

#include "odbc_application.h"

namespace catalog {

/// These columns of all rows: cells with spaces, rows with bars between; NULL is "NULL". Closes the cursor.
[[nodiscard]] inline std::string rows_of(application::Statement& statement,
                                         std::initializer_list<SQLUSMALLINT> columns) {
  std::string text;
  bool is_first = true;
  SQLRETURN code = SQL_SUCCESS;
  while ((code = SQLFetch(statement)) == SQL_SUCCESS) {
    if (!is_first) text += "|";
    is_first = false;
    std::string cells;
    for (const SQLUSMALLINT column : columns) {
      cells += (cells.empty() ? "" : " ") + statement.text_at(column).value_or("NULL");
    }
    text += cells;
  }
  EXPECT("NO_DATA", statement, code);
  statement.close();
  return text;
}

/// The names of the result's columns, with commas between.
[[nodiscard]] inline std::string column_names(const application::Statement& statement) {
  SQLSMALLINT count = 0;
  REQUIRE_SUCCESS(statement, SQLNumResultCols(statement, &count));
  std::string names;
  for (SQLSMALLINT column = 1; column <= count; ++column) {
    SQLCHAR name[64] = {};
    REQUIRE_SUCCESS(statement, SQLDescribeCol(statement, static_cast<SQLUSMALLINT>(column), name, sizeof name, nullptr,
                                              nullptr, nullptr, nullptr, nullptr));
    names += (names.empty() ? "" : ",") + std::string(reinterpret_cast<const char*>(name));
  }
  return names;
}

/// A connection of an application that asked for ODBC 2 behaviour, with one statement.
struct Odbc2 {
  explicit Odbc2(const std::string& connection_string) {
    REQUIRE_SUCCESS(connection, connection.connect(connection_string));
  }
  application::Environment environment{SQL_OV_ODBC2};
  application::Connection connection{environment};
};

}  // namespace catalog
