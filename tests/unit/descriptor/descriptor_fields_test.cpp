// Owns: tests of descriptor/descriptor_fields. Never: the type fields' dependence on each other.
#include "descriptor/descriptor_fields.h"

#include <doctest/doctest.h>

#include <bit>
#include <cstring>
#include <set>

#include "descriptor/kinds.h"
#include "error/state_code.h"

using namespace d1odbc;
using namespace d1odbc::testing;

namespace {

std::string write_outcome(DescriptorData& data, const DescriptorKind& kind, SQLSMALLINT record, SQLSMALLINT field,
                          const FieldValue& value) {
  return thrown_by([&] { return write_field(data, kind, record, descriptor_field(field), value), 0; });
}

SQLLEN number(const DescriptorData& data, const DescriptorKind& kind, SQLSMALLINT record, SQLSMALLINT field) {
  const std::optional<FieldValue> value = read_field(data, kind, record, descriptor_field(field));
  REQUIRE(value);
  return std::get<SQLLEN>(*value);
}

void* place(const DescriptorData& data, const DescriptorKind& kind, SQLSMALLINT record, SQLSMALLINT field) {
  return std::get<void*>(*read_field(data, kind, record, descriptor_field(field)));
}

std::string text(const DescriptorData& data, const DescriptorKind& kind, SQLSMALLINT record, SQLSMALLINT field) {
  return std::get<std::string>(*read_field(data, kind, record, descriptor_field(field)));
}

/// A value that every field of the type takes.
FieldValue some_value(const DescriptorField& field) {
  if (field.type == FieldType::Text) return std::string("x");
  if (field.type == FieldType::Pointer) return static_cast<void*>(nullptr);
  return SQLLEN{field.id == SQL_DESC_NUM_PREC_RADIX ? 10 : 1};
}

}  // namespace

TEST_CASE("the table has every field of the reference once") {
  std::set<SQLSMALLINT> ids;
  for (const DescriptorField& field : all_descriptor_fields()) {
    CAPTURE(field.name);
    CHECK(ids.insert(field.id).second);
    CHECK(&descriptor_field(field.id) == &field);
  }
  CHECK(ids.size() == 41);
  for (const SQLSMALLINT id : std::initializer_list<SQLSMALLINT>{0, -1, 3, 9999}) {
    CAPTURE(id);
    CHECK(thrown_by([&] { return descriptor_field(id).id; }) == "HY091");
  }
}

TEST_CASE("a field is written where it is read-write, read where it is not unused, and refused elsewhere") {
  int buffer = 0;
  const DescriptorKind kinds[] = {ard, apd, application, ird, ipd};
  for (const DescriptorField& field : all_descriptor_fields()) {
    for (const DescriptorKind& kind : kinds) {
      CAPTURE(field.name);
      CAPTURE(static_cast<int>(kind.role));
      DescriptorData data;
      data.record(1).data = kind.is_application() ? &buffer : nullptr;
      data.record(1).concise_type = SQL_INTEGER;
      const FieldAccess access = field.access(kind.role);
      const bool is_ird = kind.role == DescriptorRole::ImplementationRow;
      const std::string refusal = is_ird ? "HY016" : "HY091";
      CHECK(write_outcome(data, kind, 1, field.id, some_value(field)) ==
            (access == FieldAccess::ReadWrite ? "00000" : refusal));
      const bool is_of_columns = is_ird && !field.is_header;  // the statement has them
      const auto check = [&] { return check_readable(field, 1, kind), 0; };
      CHECK(thrown_by(check) == (access == FieldAccess::Unused ? "HY091" : "00000"));
      if (access != FieldAccess::Unused && !is_of_columns) {
        const std::optional<FieldValue> value = read_field(data, kind, 1, field);
        REQUIRE(value);
        CHECK(value->index() == some_value(field).index());
      }
    }
  }
}

TEST_CASE("a new descriptor has the defaults of the reference") {
  const DescriptorData data;
  DescriptorData with_record;
  (void)with_record.record(1);
  CHECK(number(data, ard, 0, SQL_DESC_ALLOC_TYPE) == SQL_DESC_ALLOC_AUTO);
  CHECK(number(data, ipd, 0, SQL_DESC_ALLOC_TYPE) == SQL_DESC_ALLOC_AUTO);
  CHECK(number(data, application, 0, SQL_DESC_ALLOC_TYPE) == SQL_DESC_ALLOC_USER);
  CHECK(number(data, apd, 0, SQL_DESC_ARRAY_SIZE) == 1);
  CHECK(number(data, apd, 0, SQL_DESC_BIND_TYPE) == SQL_BIND_BY_COLUMN);
  CHECK(number(data, ard, 0, SQL_DESC_COUNT) == 0);
  CHECK(place(data, ard, 0, SQL_DESC_ARRAY_STATUS_PTR) == nullptr);
  CHECK(place(data, ard, 0, SQL_DESC_BIND_OFFSET_PTR) == nullptr);
  CHECK(place(data, ipd, 0, SQL_DESC_ROWS_PROCESSED_PTR) == nullptr);
  CHECK(number(with_record, ard, 1, SQL_DESC_TYPE) == SQL_C_DEFAULT);
  CHECK(number(with_record, ard, 1, SQL_DESC_CONCISE_TYPE) == SQL_C_DEFAULT);
  CHECK(place(with_record, ard, 1, SQL_DESC_DATA_PTR) == nullptr);
  CHECK(place(with_record, apd, 1, SQL_DESC_INDICATOR_PTR) == nullptr);
  CHECK(place(with_record, apd, 1, SQL_DESC_OCTET_LENGTH_PTR) == nullptr);
  CHECK(number(with_record, ipd, 1, SQL_DESC_PARAMETER_TYPE) == SQL_PARAM_INPUT);
  CHECK(number(with_record, ipd, 1, SQL_DESC_TYPE) == SQL_UNKNOWN_TYPE);
  CHECK(number(with_record, ipd, 1, SQL_DESC_NULLABLE) == SQL_NULLABLE);
  CHECK(number(with_record, ipd, 1, SQL_DESC_UNNAMED) == SQL_UNNAMED);
  CHECK(text(with_record, ipd, 1, SQL_DESC_NAME).empty());
  CHECK(text(with_record, ipd, 1, SQL_DESC_TYPE_NAME).empty());
}

TEST_CASE("a described parameter tells the facts of its type") {
  DescriptorData data;
  CHECK(write_outcome(data, ipd, 1, SQL_DESC_CONCISE_TYPE, SQLLEN{SQL_INTEGER}) == "00000");
  CHECK(write_outcome(data, ipd, 2, SQL_DESC_CONCISE_TYPE, SQLLEN{SQL_VARCHAR}) == "00000");
  CHECK(text(data, ipd, 1, SQL_DESC_TYPE_NAME) == "INT");
  CHECK(number(data, ipd, 1, SQL_DESC_UNSIGNED) == SQL_FALSE);
  CHECK(number(data, ipd, 1, SQL_DESC_CASE_SENSITIVE) == SQL_FALSE);
  CHECK(number(data, ipd, 2, SQL_DESC_UNSIGNED) == SQL_TRUE);
  CHECK(number(data, ipd, 2, SQL_DESC_CASE_SENSITIVE) == SQL_TRUE);
  CHECK(number(data, ipd, 1, SQL_DESC_FIXED_PREC_SCALE) == SQL_FALSE);
  CHECK(number(data, ipd, 1, SQL_DESC_ROWVER) == SQL_FALSE);
  CHECK(text(data, ipd, 1, SQL_DESC_LOCAL_TYPE_NAME).empty());
}

TEST_CASE("record numbers are checked") {
  struct Row {
    DescriptorKind kind;
    SQLSMALLINT record;
    std::string_view written, read;
  };
  const Row rows[] = {
      {ard, -1, "07009", "07009"}, {ard, 0, "00000", "00000"},         {apd, -1, "07009", "07009"},
      {apd, 0, "07009", "00000"},  {application, 0, "00000", "00000"}, {ipd, 0, "07009", "07009"},
      {ipd, -1, "07009", "07009"}, {ipd, 1, "00000", "00000"},         {ird, -1, "HY016", "07009"},
  };
  for (const Row& row : rows) {
    CAPTURE(static_cast<int>(row.kind.role));
    CAPTURE(row.record);
    DescriptorData data;
    CHECK(write_outcome(data, row.kind, row.record, SQL_DESC_SCALE, SQLLEN{1}) == row.written);
    CHECK(thrown_by([&] { return check_readable(descriptor_field(SQL_DESC_SCALE), row.record, row.kind), 0; }) ==
          row.read);
  }
  const DescriptorData empty;
  CHECK_FALSE(read_field(empty, ard, 1, descriptor_field(SQL_DESC_TYPE)));
  CHECK(read_field(empty, ard, 0, descriptor_field(SQL_DESC_TYPE)));
  CHECK(read_field(empty, ard, -7, descriptor_field(SQL_DESC_COUNT)));  // the record does not matter for the header
}

TEST_CASE("a record beyond the count is made with those before it; a lower count forgets") {
  DescriptorData data;
  CHECK(write_outcome(data, ard, 3, SQL_DESC_CONCISE_TYPE, SQLLEN{SQL_C_SLONG}) == "00000");
  CHECK(number(data, ard, 0, SQL_DESC_COUNT) == 3);
  CHECK(number(data, ard, 2, SQL_DESC_CONCISE_TYPE) == SQL_C_DEFAULT);
  CHECK(write_outcome(data, ard, 0, SQL_DESC_COUNT, SQLLEN{2}) == "00000");
  CHECK_FALSE(read_field(data, ard, 3, descriptor_field(SQL_DESC_TYPE)));
  CHECK(write_outcome(data, ard, 0, SQL_DESC_COUNT, SQLLEN{4}) == "00000");
  CHECK(number(data, ard, 3, SQL_DESC_CONCISE_TYPE) == SQL_C_DEFAULT);
  CHECK(write_outcome(data, ard, 0, SQL_DESC_COUNT, SQLLEN{-1}) == "07009");
  CHECK(number(data, ard, 0, SQL_DESC_COUNT) == 4);
}

TEST_CASE("any field but the three places makes an application's record unbound") {
  int buffer = 0;
  SQLLEN length = 0;
  for (const DescriptorField& field : all_descriptor_fields()) {
    if (field.is_header || field.ard != FieldAccess::ReadWrite || field.id == SQL_DESC_DATA_PTR) continue;
    CAPTURE(field.name);
    DescriptorData data;
    data.record(1) = {.concise_type = SQL_C_SLONG, .data = &buffer, .octet_length_ptr = &length};
    CHECK(write_outcome(data, ard, 1, field.id, some_value(field)) == "00000");
    const bool stays_bound = field.type == FieldType::Pointer;
    CHECK((data.records[0].data == &buffer) == stays_bound);
    CHECK((data.records[0].octet_length_ptr == &length) == (field.id != SQL_DESC_OCTET_LENGTH_PTR));
  }
}

TEST_CASE("SQL_DESC_DATA_PTR runs the consistency check; a null pointer unbinds; an IPD does not keep it") {
  int buffer = 0;
  void* const somewhere = &buffer;
  DescriptorData data;
  data.record(1).concise_type = SQL_C_NUMERIC;
  data.records[0].precision = 39;
  CHECK(write_outcome(data, ard, 1, SQL_DESC_DATA_PTR, somewhere) == "HY021");
  CHECK(data.records[0].data == nullptr);
  data.records[0].precision = 10;
  CHECK(write_outcome(data, ard, 1, SQL_DESC_DATA_PTR, somewhere) == "00000");
  CHECK(data.bound(1) != nullptr);
  data.records[0].precision = 39;
  CHECK(write_outcome(data, ard, 1, SQL_DESC_DATA_PTR, static_cast<void*>(nullptr)) == "00000");
  CHECK(data.bound(1) == nullptr);
  CHECK(data.records[0].concise_type == SQL_C_NUMERIC);

  DescriptorData parameters;
  CHECK(write_outcome(parameters, ipd, 1, SQL_DESC_DATA_PTR, somewhere) == "HY021");
  CHECK(write_outcome(parameters, ipd, 1, SQL_DESC_CONCISE_TYPE, SQLLEN{SQL_INTEGER}) == "00000");
  CHECK(write_outcome(parameters, ipd, 1, SQL_DESC_DATA_PTR, somewhere) == "00000");
  CHECK(place(parameters, ipd, 1, SQL_DESC_DATA_PTR) == nullptr);
}

TEST_CASE("a value a field does not take has the state the reference names, and nothing changes") {
  struct Row {
    DescriptorKind kind;
    SQLSMALLINT field;
    FieldValue value;
    std::string_view state;
  };
  const Row rows[] = {
      {ard, SQL_DESC_ARRAY_SIZE, SQLLEN{0}, "HY092"},
      {ipd, SQL_DESC_PARAMETER_TYPE, SQLLEN{99}, "HY105"},
      {ipd, SQL_DESC_PARAMETER_TYPE, SQLLEN{SQL_PARAM_OUTPUT}, "HYC00"},
      {ipd, SQL_DESC_PARAMETER_TYPE, SQLLEN{SQL_PARAM_INPUT}, "00000"},
      {ipd, SQL_DESC_UNNAMED, SQLLEN{SQL_NAMED}, "HY092"},
      {ipd, SQL_DESC_UNNAMED, SQLLEN{SQL_UNNAMED}, "00000"},
      {ipd, SQL_DESC_NAME, std::string(128, 'n'), "00000"},
      {ipd, SQL_DESC_NAME, std::string(129, 'n'), "22001"},
      {ard, SQL_DESC_NUM_PREC_RADIX, SQLLEN{10}, "00000"},
      {ard, SQL_DESC_NUM_PREC_RADIX, SQLLEN{8}, "HY092"},
      {ard, SQL_DESC_OCTET_LENGTH, SQLLEN{0}, "00000"},
      {ard, SQL_DESC_OCTET_LENGTH, SQLLEN{-1}, "HY090"},
      {ard, SQL_DESC_TYPE, SQLLEN{777}, "HY021"},
      {ard, SQL_DESC_CONCISE_TYPE, SQLLEN{SQL_VARCHAR}, "HY021"},
      {ard, SQL_DESC_DATETIME_INTERVAL_CODE, SQLLEN{14}, "HY021"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.field);
    DescriptorData data;
    CHECK(write_outcome(data, row.kind, 1, row.field, row.value) == row.state);
    if (row.state != "00000") CHECK(data.count() == 0);
  }
}

TEST_CASE("a parameter's name is kept until it is unnamed") {
  DescriptorData data;
  CHECK(write_outcome(data, ipd, 1, SQL_DESC_NAME, std::string("price")) == "00000");
  CHECK(text(data, ipd, 1, SQL_DESC_NAME) == "price");
  CHECK(number(data, ipd, 1, SQL_DESC_UNNAMED) == SQL_NAMED);
  CHECK(write_outcome(data, ipd, 1, SQL_DESC_UNNAMED, SQLLEN{SQL_UNNAMED}) == "00000");
  CHECK(text(data, ipd, 1, SQL_DESC_NAME).empty());
}

TEST_CASE("an ODBC 2 application sets and sees ODBC 2 codes of dates and times") {
  DescriptorKind old = ard;
  old.odbc2 = true;
  DescriptorData data;
  CHECK(write_outcome(data, old, 1, SQL_DESC_CONCISE_TYPE, SQLLEN{SQL_C_TIMESTAMP}) == "00000");
  CHECK(number(data, old, 1, SQL_DESC_CONCISE_TYPE) == SQL_C_TIMESTAMP);
  CHECK(number(data, ard, 1, SQL_DESC_CONCISE_TYPE) == SQL_C_TYPE_TIMESTAMP);
}

TEST_CASE("SQLSetDescRec sets a whole record and checks it") {
  struct Row {
    DescriptorKind kind;
    SQLSMALLINT record, type, code;
    SQLLEN length;
    SQLSMALLINT precision, scale;
    std::string_view state;
    SQLSMALLINT concise = 0;
  };
  const Row rows[] = {
      {ard, 1, SQL_C_SLONG, 0, 4, 0, 0, "00000", SQL_C_SLONG},
      {ard, 0, SQL_C_VARBOOKMARK, 0, 8, 0, 0, "00000", SQL_C_BINARY},
      {apd, 0, SQL_C_VARBOOKMARK, 0, 8, 0, 0, "07009"},
      {ipd, 0, SQL_INTEGER, 0, 4, 0, 0, "07009"},
      {ard, -1, SQL_C_SLONG, 0, 4, 0, 0, "07009"},
      {ird, 1, SQL_INTEGER, 0, 4, 0, 0, "HY016"},
      {apd, 2, SQL_DATETIME, SQL_CODE_TIMESTAMP, 16, 3, 0, "00000", SQL_C_TYPE_TIMESTAMP},
      {apd, 2, SQL_DATETIME, 0, 16, 3, 0, "HY021"},
      {apd, 2, SQL_DATETIME, SQL_CODE_TIMESTAMP, 16, 10, 0, "HY021"},
      {apd, 2, SQL_INTERVAL, SQL_CODE_DAY, 34, 0, 0, "00000", SQL_C_INTERVAL_DAY},
      {apd, 2, SQL_C_SLONG, SQL_CODE_DAY, 4, 0, 0, "00000", SQL_C_SLONG},  // the code counts for verbose types only
      {apd, 2, SQL_C_TYPE_DATE, 0, 6, 0, 0, "HY021"},
      {apd, 2, SQL_C_NUMERIC, 0, 19, 10, 3, "00000", SQL_C_NUMERIC},
      {apd, 2, SQL_C_NUMERIC, 0, 19, 0, 0, "HY021"},
      {apd, 2, 777, 0, 4, 0, 0, "HY021"},
      {apd, 2, SQL_C_CHAR, 0, -1, 0, 0, "HY090"},
      {ipd, 3, SQL_VARCHAR, 0, 20, 0, 0, "00000", SQL_VARCHAR},
  };
  int buffer = 0;
  SQLLEN length = 0;
  SQLLEN indicator = 0;
  for (const Row& row : rows) {
    CAPTURE(static_cast<int>(row.kind.role));
    CAPTURE(row.record);
    CAPTURE(row.type);
    DescriptorData data;
    const RecordFields fields{row.type, row.code, row.length, row.precision, row.scale, &buffer, &length, &indicator};
    CHECK(thrown_by([&] { return write_record(data, row.kind, row.record, fields), 0; }) == row.state);
    if (row.state != "00000") {
      CHECK(data.count() == 0);
      continue;
    }
    CHECK(data.count() == static_cast<std::size_t>(row.record));
    const DescriptorRecord& written = data.record(static_cast<std::size_t>(row.record));
    const bool keeps_places = row.kind.is_application();
    CHECK(written.concise_type == row.concise);
    CHECK(written.octet_length == row.length);
    CHECK(written.precision == row.precision);
    CHECK(written.scale == row.scale);
    CHECK(written.data == (keeps_places ? &buffer : nullptr));
    CHECK(written.octet_length_ptr == (keeps_places ? &length : nullptr));
    CHECK(written.indicator == (keeps_places ? &indicator : nullptr));
  }
}

TEST_CASE("copying takes everything over, but a bound record must fit its new kind") {
  int buffer = 0;
  SQLUSMALLINT status = 0;
  DescriptorData source;
  source.header.array_size = 7;
  source.header.array_status = &status;
  source.bookmark.octet_length = 8;
  source.record(2) = {.concise_type = SQL_C_SLONG, .scale = 3, .data = &buffer};
  DescriptorData target;
  (void)target.record(5);
  copy_descriptor(source, target, apd);
  CHECK(target.header.array_size == 7);
  CHECK(target.header.array_status == &status);
  CHECK(target.bookmark.octet_length == 8);
  CHECK(target.count() == 2);
  CHECK(target.records[1].data == &buffer);
  CHECK(target.records[1].scale == 3);
  CHECK(target.described(2) == nullptr);

  CHECK(thrown_by([&] { return copy_descriptor(source, target, ird), 0; }) == "HY016");
  CHECK(thrown_by([&] { return copy_descriptor(source, target, ipd), 0; }) == "HY021");  // SQL_C_SLONG is no SQL type
  source.records[1].concise_type = SQL_INTEGER;
  copy_descriptor(source, target, ipd);
  CHECK(target.described(2) != nullptr);
  CHECK(target.described(1) == nullptr);
  CHECK(target.records[1].data == nullptr);
  copy_descriptor(source, source, ard);
  CHECK(source.count() == 2);
}

TEST_CASE("numbers have the size of their field") {
  const auto pointer = [](SQLLEN value) { return std::bit_cast<SQLPOINTER>(value); };
  CHECK(number_of(FieldType::Small, pointer(-2)) == -2);
  CHECK(number_of(FieldType::Small, pointer(0x1FFFF)) == -1);
  CHECK(number_of(FieldType::Integer, pointer(0x1FFFFFFFF)) == -1);
  CHECK(number_of(FieldType::Unsigned, pointer(0x1FFFFFFFF)) == 0x1FFFFFFFF);
  struct Row {
    FieldType type;
    SQLINTEGER bytes;
  };
  const Row rows[] = {{FieldType::Small, 2}, {FieldType::Integer, 4}, {FieldType::Length, 8}, {FieldType::Unsigned, 8}};
  for (const Row& row : rows) {
    CAPTURE(row.bytes);
    unsigned char bytes[10];
    std::memset(bytes, 0x55, sizeof bytes);
    CHECK(store_number(row.type, SQLLEN{-1}, bytes + 1) == row.bytes);  // unaligned
    CHECK(bytes[0] == 0x55);
    for (SQLINTEGER at = 1; at <= row.bytes; ++at) CHECK(bytes[at] == 0xFF);
    CHECK(bytes[row.bytes + 1] == 0x55);
    CHECK(store_number(row.type, SQLLEN{-1}, nullptr) == row.bytes);
  }
  void* stored = nullptr;
  CHECK(store_number(FieldType::Pointer, static_cast<void*>(&stored), &stored) == sizeof(void*));
  CHECK(stored == &stored);
}
