// Owns: reading every field that describes a result's columns, by every function that tells one, and the lists of these
// fields. Never: what they should be.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "test_servers.h"

namespace columns {

using application::Statement;

struct Field {
  const char* name;
  SQLUSMALLINT id;
};

// clang-format off
#define COLUMN_FIELD(id) Field{#id, id}
inline constexpr std::array number_fields = {
    COLUMN_FIELD(SQL_DESC_AUTO_UNIQUE_VALUE), COLUMN_FIELD(SQL_DESC_CASE_SENSITIVE),
    COLUMN_FIELD(SQL_DESC_CONCISE_TYPE),      COLUMN_FIELD(SQL_DESC_DATETIME_INTERVAL_CODE),
    COLUMN_FIELD(SQL_DESC_DATETIME_INTERVAL_PRECISION),
    COLUMN_FIELD(SQL_DESC_DISPLAY_SIZE),      COLUMN_FIELD(SQL_DESC_FIXED_PREC_SCALE),
    COLUMN_FIELD(SQL_DESC_LENGTH),            COLUMN_FIELD(SQL_DESC_NULLABLE),
    COLUMN_FIELD(SQL_DESC_NUM_PREC_RADIX),    COLUMN_FIELD(SQL_DESC_OCTET_LENGTH),
    COLUMN_FIELD(SQL_DESC_PRECISION),         COLUMN_FIELD(SQL_DESC_ROWVER),
    COLUMN_FIELD(SQL_DESC_SCALE),             COLUMN_FIELD(SQL_DESC_SEARCHABLE),
    COLUMN_FIELD(SQL_DESC_TYPE),              COLUMN_FIELD(SQL_DESC_UNNAMED),
    COLUMN_FIELD(SQL_DESC_UNSIGNED),          COLUMN_FIELD(SQL_DESC_UPDATABLE),
};
inline constexpr std::array text_fields = {
    COLUMN_FIELD(SQL_DESC_BASE_COLUMN_NAME),  COLUMN_FIELD(SQL_DESC_BASE_TABLE_NAME),
    COLUMN_FIELD(SQL_DESC_CATALOG_NAME),      COLUMN_FIELD(SQL_DESC_LABEL),
    COLUMN_FIELD(SQL_DESC_LITERAL_PREFIX),    COLUMN_FIELD(SQL_DESC_LITERAL_SUFFIX),
    COLUMN_FIELD(SQL_DESC_LOCAL_TYPE_NAME),   COLUMN_FIELD(SQL_DESC_NAME),
    COLUMN_FIELD(SQL_DESC_SCHEMA_NAME),       COLUMN_FIELD(SQL_DESC_TABLE_NAME),
    COLUMN_FIELD(SQL_DESC_TYPE_NAME),
};
// The fields of SQLColAttributes that ODBC 3 has under another code or with another meaning.
inline constexpr std::array odbc2_number_fields = {
    COLUMN_FIELD(SQL_COLUMN_COUNT),     COLUMN_FIELD(SQL_COLUMN_LENGTH), COLUMN_FIELD(SQL_COLUMN_PRECISION),
    COLUMN_FIELD(SQL_COLUMN_SCALE),     COLUMN_FIELD(SQL_COLUMN_NULLABLE),
};
inline constexpr std::array odbc2_text_fields = {COLUMN_FIELD(SQL_COLUMN_NAME)};
#undef COLUMN_FIELD
// clang-format on

[[nodiscard]] inline SQLLEN number(const Statement& statement, SQLUSMALLINT column, SQLUSMALLINT field) {
  CAPTURE(column);
  CAPTURE(field);
  SQLLEN value = -77;
  REQUIRE_SUCCESS(statement, SQLColAttribute(statement, column, field, nullptr, 0, nullptr, &value));
  return value;
}

[[nodiscard]] inline std::string text(const Statement& statement, SQLUSMALLINT column, SQLUSMALLINT field) {
  CAPTURE(column);
  CAPTURE(field);
  std::array<char, 200> value{};
  SQLSMALLINT length = -7;
  REQUIRE_SUCCESS(statement, SQLColAttribute(statement, column, field, value.data(),
                                             static_cast<SQLSMALLINT>(value.size()), &length, nullptr));
  CHECK(length == static_cast<SQLSMALLINT>(std::string(value.data()).size()));
  return value.data();
}

[[nodiscard]] inline SQLSMALLINT count(const Statement& statement) {
  SQLSMALLINT columns = -7;
  REQUIRE_SUCCESS(statement, SQLNumResultCols(statement, &columns));
  return columns;
}

/// All that is told of one column, one line a field: what differs is seen at once.
[[nodiscard]] inline std::vector<std::string> all_fields(const Statement& statement, SQLUSMALLINT column) {
  std::vector<std::string> lines;
  const auto add = [&](const Field& field, const std::string& value) {
    lines.push_back(std::string(field.name) + " = " + value);
  };
  for (const Field& field : number_fields) add(field, std::to_string(number(statement, column, field.id)));
  for (const Field& field : odbc2_number_fields) add(field, std::to_string(number(statement, column, field.id)));
  for (const Field& field : text_fields) add(field, text(statement, column, field.id));
  for (const Field& field : odbc2_text_fields) add(field, text(statement, column, field.id));
  std::array<SQLCHAR, 200> name{};
  SQLSMALLINT length = 0;
  SQLSMALLINT type = 0;
  SQLULEN size = 0;
  SQLSMALLINT digits = 0;
  SQLSMALLINT nullable = 0;
  REQUIRE_SUCCESS(statement, SQLDescribeCol(statement, column, name.data(), static_cast<SQLSMALLINT>(name.size()),
                                            &length, &type, &size, &digits, &nullable));
  lines.push_back(std::string("SQLDescribeCol = ") + reinterpret_cast<const char*>(name.data()) + " " +
                  std::to_string(length) + " " + std::to_string(type) + " " + std::to_string(size) + " " +
                  std::to_string(digits) + " " + std::to_string(nullable));
  return lines;
}

}  // namespace columns
