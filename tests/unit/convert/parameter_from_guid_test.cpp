// Owns: tests of convert/parameter_from_guid, and of binary data for SQL_GUID. Never: the digits.
#include <doctest/doctest.h>

#include <initializer_list>

#include "convert/parameter_values.h"

using namespace d1odbc;
using d1odbc::testing::parameter;
using d1odbc::testing::parameter_of;

TEST_CASE("SQL_C_GUID is lower-case text, and 16 bytes in the same order for a binary type") {
  const SQLGUID guid{0x01234567, 0x89AB, 0xCDEF, {0xFE, 0xDC, 0xBA, 0x98, 0x76, 0x54, 0x32, 0x10}};
  for (const SQLSMALLINT sql_type :
       std::initializer_list<SQLSMALLINT>{SQL_GUID, SQL_CHAR, SQL_VARCHAR, SQL_WLONGVARCHAR}) {
    CAPTURE(sql_type);
    CHECK(parameter_of(SQL_C_GUID, guid, sql_type) == "T:01234567-89ab-cdef-fedc-ba9876543210");
  }
  CHECK(parameter_of(SQL_C_GUID, guid, SQL_BINARY) == "B:0123456789ABCDEFFEDCBA9876543210");
  CHECK(parameter_of(SQL_C_GUID, guid, SQL_INTEGER) == "07006");
  CHECK(parameter_of(SQL_C_GUID, guid, SQL_TYPE_DATE) == "07006");
}

TEST_CASE("binary data for SQL_GUID is the GUID's bytes or its text, else 22003") {
  CHECK(parameter(SQL_C_BINARY, "0123456789abcdef", SQL_GUID) == "T:30313233-3435-3637-3839-616263646566");
  CHECK(parameter(SQL_C_BINARY, "01234567-89AB-cdef-fedc-ba9876543210", SQL_GUID) ==
        "T:01234567-89AB-cdef-fedc-ba9876543210");
  CHECK(parameter(SQL_C_BINARY, "0123456789abcde", SQL_GUID) == "22003");
  CHECK(parameter(SQL_C_BINARY, "", SQL_GUID) == "22003");
}
