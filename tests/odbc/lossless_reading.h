// Owns: connections with one way of reading, and what is seen through them. Never: a test.
#pragma once

#include <array>
#include <string>

#include "test_servers.h"

namespace lossless {

using application::Connection;
using application::Environment;
using application::Statement;

/// A connection with one way of reading.
struct Reading {
  Environment environment;
  Connection connection{environment};

  explicit Reading(const std::string& lossless) {
    REQUIRE_SUCCESS(connection, connection.connect(servers::connection_string(";LosslessIntegers=" + lossless)));
  }
};

/// A column as text and in binary: together they show the storage class ("1 00…", "1.0 …F03F", "31 31").
inline std::string shown(const Statement& statement, SQLUSMALLINT column) {
  std::array<char, 100> text{};
  std::array<unsigned char, 100> bytes{};
  SQLLEN length = 0;
  REQUIRE_SUCCESS(statement, SQLGetData(statement, column, SQL_C_CHAR, text.data(), text.size(), &length));
  if (length == SQL_NULL_DATA) return "NULL";
  REQUIRE_SUCCESS(statement, SQLGetData(statement, column, SQL_C_BINARY, bytes.data(), bytes.size(), &length));
  std::string shown = std::string(text.data()) + " ";
  for (SQLLEN each = 0; each < length; ++each) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    shown += digits[bytes.at(static_cast<std::size_t>(each)) >> 4U];
    shown += digits[bytes.at(static_cast<std::size_t>(each)) & 15U];
  }
  return shown;
}

inline std::string rows_of(Statement& statement, const std::string& sql) {
  const SQLRETURN code = statement.execute(sql);
  INFO(sql, ": ", application::all_texts(statement));
  REQUIRE(application::outcome(code, statement) == "SUCCESS");
  SQLSMALLINT columns = 0;
  REQUIRE_SUCCESS(statement, SQLNumResultCols(statement, &columns));
  std::string rows;
  while (SQLFetch(statement) == SQL_SUCCESS) {
    for (SQLUSMALLINT column = 1; column <= columns; ++column)
      rows += (column > 1 ? ", " : rows.empty() ? "" : " | ") + statement.text_at(column).value_or("NULL");
  }
  statement.close();
  return rows;
}

inline void make_table(Statement& statement) {
  statement.run("DROP TABLE IF EXISTS lossless");
  statement.run("CREATE TABLE lossless (id INTEGER PRIMARY KEY, x, \"select\" TEXT)");
}

}  // namespace lossless
