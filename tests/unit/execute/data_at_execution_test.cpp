// Owns: the test of the conversation of SQLParamData and SQLPutData. Never: statements.
#include "execute/data_at_execution.h"

#include <doctest/doctest.h>

#include "error/state_code.h"

using namespace d1odbc;
using namespace d1odbc::testing;

namespace {

DataAtExecution::Item item(std::size_t row, std::size_t number, SQLSMALLINT c_type, void* token = nullptr) {
  return {row, number, token, find_c_type(c_type)};
}

std::string bytes_of(const DataAtExecution& data, std::size_t row, std::size_t number) {
  return data.supplied().at({row, number}).bytes;
}

}  // namespace

TEST_CASE("items are asked for in order, and each must get data") {
  int first = 0, second = 0;
  DataAtExecution data({item(0, 3, SQL_C_CHAR, &first), item(2, 1, SQL_C_BINARY, &second)});
  CHECK(thrown_by([&] {
          data.put("x", 1);
          return 0;
        }) == "HY010");
  CHECK(data.next() == &first);
  CHECK(thrown_by([&] { return data.next(); }) == "HY010");
  data.put("ab", 2);
  data.put("c", SQL_NTS);
  CHECK(data.next() == &second);
  data.put("\0x", 2);
  CHECK_FALSE(data.next().has_value());
  CHECK(bytes_of(data, 0, 3) == "abc");
  CHECK(bytes_of(data, 2, 1) == std::string("\0x", 2));
}

TEST_CASE("NULL stands alone") {
  DataAtExecution data({item(0, 1, SQL_C_CHAR), item(0, 2, SQL_C_CHAR)});
  (void)data.next();
  data.put(nullptr, SQL_NULL_DATA);
  CHECK(data.supplied().at({0, 1}).is_null);
  CHECK(thrown_by([&] {
          data.put("x", 1);
          return 0;
        }) == "HY020");
  (void)data.next();
  data.put("x", 1);
  CHECK(thrown_by([&] {
          data.put(nullptr, SQL_NULL_DATA);
          return 0;
        }) == "HY011");
}

TEST_CASE("a value of fixed size comes in one piece, whatever its length says") {
  DataAtExecution data({item(0, 1, SQL_C_SLONG)});
  (void)data.next();
  const SQLINTEGER number = 5;
  data.put(&number, SQL_NTS);
  CHECK(bytes_of(data, 0, 1).size() == sizeof number);
  CHECK(thrown_by([&] {
          data.put(&number, sizeof number);
          return 0;
        }) == "HY019");
}

TEST_CASE("lengths and buffers that cannot be are refused") {
  struct Row {
    const char* name;
    const void* data;
    SQLLEN length;
    const char* state;
  };
  for (const Row& row : {Row{"negative", "x", -7, "HY090"}, Row{"null with length", nullptr, 1, "HY009"},
                         Row{"default", "x", SQL_DEFAULT_PARAM, "07S01"}}) {
    CAPTURE(row.name);
    DataAtExecution data({item(0, 1, SQL_C_CHAR)});
    (void)data.next();
    CHECK(thrown_by([&] {
            data.put(row.data, row.length);
            return 0;
          }) == row.state);
  }
  DataAtExecution binary({item(0, 1, SQL_C_BINARY)});
  (void)binary.next();
  CHECK(thrown_by([&] {
          binary.put("x", SQL_NTS);
          return 0;
        }) == "HY090");
}

TEST_CASE("a piece without bytes is an empty value") {
  DataAtExecution data({item(0, 1, SQL_C_WCHAR)});
  (void)data.next();
  data.put(nullptr, 0);
  CHECK_FALSE(data.next().has_value());
  CHECK(bytes_of(data, 0, 1).empty());
  CHECK_FALSE(data.supplied().at({0, 1}).is_null);
}
