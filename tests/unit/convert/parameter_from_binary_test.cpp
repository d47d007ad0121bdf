// Owns: tests of convert/parameter_from_binary: lengths and forms. Never: what the C types' own conversions test.
#include <doctest/doctest.h>

#include "convert/conversion_table.h"
#include "convert/numeric_values.h"
#include "convert/parameter_values.h"

using namespace d1odbc;
using d1odbc::testing::numeric;
using d1odbc::testing::parameter;
using d1odbc::testing::parameter_of;
using namespace std::string_view_literals;

TEST_CASE("binary data of another length than the SQL type's is 22003") {
  struct Row {
    SQLSMALLINT sql_type;
    std::size_t size;
  };
  const Row rows[] = {
      {SQL_BIT, 1},   {SQL_TINYINT, 1}, {SQL_SMALLINT, 2},  {SQL_INTEGER, 4},   {SQL_BIGINT, 8},          {SQL_REAL, 4},
      {SQL_FLOAT, 8}, {SQL_DOUBLE, 8},  {SQL_TYPE_DATE, 6}, {SQL_TYPE_TIME, 6}, {SQL_TYPE_TIMESTAMP, 16},
  };
  for (const Row& row : rows) {
    CAPTURE(row.sql_type);
    for (const std::size_t size : {std::size_t{0}, row.size - 1, row.size + 1}) {
      CAPTURE(size);
      CHECK(parameter(SQL_C_BINARY, std::string(size, '\1'), row.sql_type) == "22003");
    }
    CHECK(parameter(SQL_C_BINARY, std::string(row.size, '\1'), row.sql_type) != "22003");
  }
}

TEST_CASE("binary data is checked as the C type whose memory it is") {
  CHECK(parameter(SQL_C_BINARY, "\2", SQL_BIT) == "22003");
  CHECK(parameter(SQL_C_BINARY, std::string(6, '\0'), SQL_TYPE_DATE) == "22007");  // month 0
  CHECK(parameter(SQL_C_BINARY, std::string(6, '\0'), SQL_TYPE_TIME) == "T:00:00:00");
  CHECK(parameter(SQL_C_BINARY, "\xFF", SQL_TINYINT) == "I:-1");
}

TEST_CASE("binary data for SQL_DECIMAL is text or an SQL_NUMERIC_STRUCT") {
  CHECK(parameter(SQL_C_BINARY, "12.50", SQL_DECIMAL) == "R:12.5");
  CHECK(parameter(SQL_C_BINARY, "1234567890123456789", SQL_NUMERIC) == "I:1234567890123456789");  // 19 bytes of text
  CHECK(parameter_of(SQL_C_BINARY, numeric(true, "1250", 2), SQL_NUMERIC) == "R:-12.5");
  CHECK(parameter(SQL_C_BINARY, "", SQL_DECIMAL) == "22018");
  CHECK(parameter(SQL_C_BINARY, "twelve", SQL_DECIMAL) == "22018");
  CHECK(parameter(SQL_C_BINARY, "12.500000000000000000001", SQL_DECIMAL) == "22001");
}

TEST_CASE("an interval has no binary form: 07006") {
  for (const SqlTypeFacts& facts : all_sql_types()) {
    CAPTURE(facts.name);
    const bool is_interval = facts.group >= SqlGroup::YearMonthField;
    CHECK((parameter(SQL_C_BINARY, "0", facts.sql_type) == "07006") == is_interval);
  }
}
