// Owns: tests of descriptor/descriptor_data. Never: attributes of statements.
#include "descriptor/descriptor_data.h"

#include <doctest/doctest.h>

using namespace d1odbc;

TEST_CASE("a record is made with those before it, and only bound ones are found") {
  DescriptorData data;
  CHECK(data.count() == 0);
  CHECK(data.bound(0) == nullptr);
  CHECK(data.bound(1) == nullptr);
  data.record(3).is_bound = true;
  CHECK(data.count() == 3);
  CHECK(data.bound(1) == nullptr);
  CHECK(data.bound(3) == &data.records[2]);
  CHECK(data.bound(4) == nullptr);
}

TEST_CASE("unbinding the last record lowers the count to the highest bound one") {
  DescriptorData data;
  data.record(1).is_bound = true;
  data.record(4).is_bound = true;
  data.unbind(9);
  data.unbind(0);
  CHECK(data.count() == 4);
  data.unbind(4);
  CHECK(data.count() == 1);
  data.unbind(1);
  CHECK(data.count() == 0);
}

TEST_CASE("unbinding a middle record keeps the others and forgets its buffer") {
  DescriptorData data;
  int buffer = 0;
  data.record(1) = {.data = &buffer, .is_bound = true};
  data.record(2) = {.data = &buffer, .is_bound = true};
  data.unbind(1);
  CHECK(data.count() == 2);
  CHECK(data.bound(1) == nullptr);
  CHECK(data.records[0].data == nullptr);
  data.unbind_all();
  CHECK(data.count() == 0);
}

TEST_CASE("an item's address counts items by column and structures by row, and both add the offset") {
  char buffer[256] = {};
  SQLLEN offset = 16;
  struct Row {
    SQLULEN bind_type;
    SQLLEN* offset;
    std::size_t row, item_size, expected;
  };
  const Row rows[] = {
      {SQL_BIND_BY_COLUMN, nullptr, 0, 8, 0},
      {SQL_BIND_BY_COLUMN, nullptr, 3, 8, 24},
      {SQL_BIND_BY_COLUMN, nullptr, 3, 0, 0},
      {SQL_BIND_BY_COLUMN, &offset, 2, 5, 26},
      {40, nullptr, 3, 8, 120},
      {40, &offset, 3, 8, 136},
  };
  for (const Row& row : rows) {
    CAPTURE(row.expected);
    DescriptorHeader header{.bind_offset = row.offset, .bind_type = row.bind_type};
    CHECK(item_address(buffer, header, row.row, row.item_size) == buffer + row.expected);
    CHECK(item_address(nullptr, header, row.row, row.item_size) == nullptr);
  }
}
