// Owns: tests of descriptor/descriptor_data. Never: the fields' rules.
#include "descriptor/descriptor_data.h"

#include <doctest/doctest.h>

using namespace d1odbc;

TEST_CASE("a record is made with those before it, and only bound ones are found") {
  DescriptorData data;
  int buffer = 0;
  CHECK(data.count() == 0);
  CHECK(data.bound(0) == nullptr);
  CHECK(data.bound(1) == nullptr);
  data.record(3).data = &buffer;
  CHECK(data.count() == 3);
  CHECK(data.bound(1) == nullptr);
  CHECK(data.bound(3) == &data.records[2]);
  CHECK(data.bound(4) == nullptr);
  CHECK(data.described(3) == nullptr);
  data.record(3).is_described = true;
  CHECK(data.described(3) == &data.records[2]);
  CHECK(data.described(4) == nullptr);
}

TEST_CASE("a record with only a length or an indicator is bound") {
  DescriptorData data;
  SQLLEN place = 0;
  data.record(1).octet_length_ptr = &place;
  data.record(2).indicator = &place;
  CHECK(data.bound(1) != nullptr);
  CHECK(data.bound(2) != nullptr);
}

TEST_CASE("unbinding the highest record lowers the count to the highest bound one, another one does not") {
  DescriptorData data;
  int buffer = 0;
  data.record(1).data = &buffer;
  data.record(4).data = &buffer;
  data.record(5).concise_type = SQL_C_SLONG;
  data.unbind(9);
  data.unbind(0);
  data.unbind(3);
  CHECK(data.count() == 5);
  data.unbind(5);
  CHECK(data.count() == 4);
  data.unbind(4);
  CHECK(data.count() == 1);
  data.unbind(1);
  CHECK(data.count() == 0);
}

TEST_CASE("unbinding a middle record keeps the others and forgets its buffer") {
  DescriptorData data;
  int buffer = 0;
  data.record(1).data = &buffer;
  data.record(2).data = &buffer;
  data.unbind(1);
  CHECK(data.count() == 2);
  CHECK(data.bound(1) == nullptr);
  CHECK(data.records[0].data == nullptr);
}

TEST_CASE("unbinding everything, and a lower count, keep the bookmark") {
  DescriptorData data;
  int buffer = 0;
  data.record(0).data = &buffer;
  data.record(3).data = &buffer;
  CHECK(data.count() == 3);
  data.set_count(2);
  CHECK(data.count() == 2);
  data.set_count(4);
  CHECK(data.bound(3) == nullptr);
  data.unbind_all();
  CHECK(data.count() == 0);
  CHECK(data.bound(0) == &data.bookmark);
  data.unbind(0);
  CHECK(data.bound(0) == nullptr);
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
    DescriptorHeader header;
    header.bind_offset = row.offset;
    header.bind_type = row.bind_type;
    CHECK(item_address(buffer, header, row.row, row.item_size) == buffer + row.expected);
    CHECK(item_address(nullptr, header, row.row, row.item_size) == nullptr);
  }
}
