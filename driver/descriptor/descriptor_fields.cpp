// Owns: the rules by which the fields of descriptors are read and written. Never: the table of fields, what lies at an
// address.
#include "descriptor/descriptor_fields.h"

#include <bit>
#include <cstring>

#include "descriptor/descriptor_types.h"
#include "error/odbc_error.h"

namespace d1odbc {

namespace {

using Record = DescriptorRecord;
using Kind = DescriptorKind;

/// Record 0 is the bookmark. Parameters have none, but an application's descriptor may yet become an ARD.
void check_record_number(SQLSMALLINT record, bool has_bookmark) {
  if (record > 0 || (record == 0 && has_bookmark)) return;
  throw OdbcError(State::InvalidDescriptorIndex, "There is no record {} in this descriptor.", record);
}

void require_writable_record(SQLSMALLINT record, const Kind& kind) {
  check_record_number(record, kind.role == DescriptorRole::ApplicationRow || kind.role == DescriptorRole::Application);
}

/// A record as it is, or a new one.
Record record_or_new(const DescriptorData& data, SQLSMALLINT number) {
  const auto index = static_cast<std::size_t>(number);
  if (index == 0) return data.bookmark;
  return index <= data.count() ? data.records[index - 1] : Record{};
}

void check_copied(const Record& record, const Kind& kind) {
  if (record.data != nullptr) check_consistency(record, kind);
}

Record fit_to(Record record, const Kind& kind) {
  record.is_described = !kind.is_application() && is_sql_type(record.concise_type);
  if (!kind.is_application()) record.data = nullptr;
  return record;
}

}  // namespace

void require_not_ird(const Kind& kind) {
  if (kind.role == DescriptorRole::ImplementationRow)
    throw OdbcError(State::CannotModifyIrd, "The columns of a result cannot be changed through its descriptor.");
}

void check_readable(const DescriptorField& field, SQLSMALLINT record, const DescriptorKind& kind) {
  if (field.access(kind.role) == FieldAccess::Unused)
    throw OdbcError(State::InvalidDescriptorField, "This kind of descriptor has no field {}.", field.name);
  if (!field.is_header) check_record_number(record, kind.role != DescriptorRole::ImplementationParameter);
}

std::optional<FieldValue> read_field(const DescriptorData& data, const DescriptorKind& kind, SQLSMALLINT record,
                                     const DescriptorField& field) {
  check_readable(field, record, kind);
  if (field.is_header) return field.read(data, data.bookmark, kind);
  if (record > 0 && static_cast<std::size_t>(record) > data.count()) return std::nullopt;
  return field.read(data, record_or_new(data, record), kind);
}

void write_field(DescriptorData& data, const DescriptorKind& kind, SQLSMALLINT record, const DescriptorField& field,
                 const FieldValue& value) {
  if (field.ird != FieldAccess::ReadWrite) require_not_ird(kind);
  if (field.access(kind.role) != FieldAccess::ReadWrite)
    throw OdbcError(State::InvalidDescriptorField, "{} cannot be set in this kind of descriptor.", field.name);
  if (field.is_header) {
    field.write(data, data.bookmark, value, kind);
    return;
  }
  require_writable_record(record, kind);
  Record changed = record_or_new(data, record);
  field.write(data, changed, value, kind);
  if (field.type != FieldType::Pointer) changed.data = nullptr;
  data.record(static_cast<std::size_t>(record)) = std::move(changed);
}

void write_record(DescriptorData& data, const DescriptorKind& kind, SQLSMALLINT record, const RecordFields& fields) {
  require_not_ird(kind);
  require_writable_record(record, kind);
  Record changed = record_or_new(data, record);
  set_type(changed, fields.type, kind);
  if (fields.type == SQL_DATETIME || fields.type == SQL_INTERVAL)
    set_interval_code(changed, fields.interval_code, kind);
  descriptor_field(SQL_DESC_OCTET_LENGTH).write(data, changed, fields.octet_length, kind);
  changed.precision = fields.precision;
  changed.scale = fields.scale;
  if (kind.is_application()) {
    changed.data = fields.data;
    changed.octet_length_ptr = fields.octet_length_ptr;
    changed.indicator = fields.indicator;
  }
  check_consistency(changed, kind);
  data.record(static_cast<std::size_t>(record)) = std::move(changed);
}

void copy_descriptor(const DescriptorData& source, DescriptorData& target, const DescriptorKind& kind) {
  require_not_ird(kind);
  check_copied(source.bookmark, kind);
  for (const Record& record : source.records) check_copied(record, kind);
  DescriptorData copy = source;
  copy.bookmark = fit_to(std::move(copy.bookmark), kind);
  for (Record& record : copy.records) record = fit_to(std::move(record), kind);
  target = std::move(copy);
}

SQLLEN number_of(FieldType type, SQLPOINTER value) noexcept {
  const auto whole = std::bit_cast<SQLLEN>(value);
  switch (type) {
    case FieldType::Small:
      return static_cast<SQLSMALLINT>(whole);
    case FieldType::Integer:
      return static_cast<SQLINTEGER>(whole);
    default:
      return whole;
  }
}

SQLINTEGER store_number(FieldType type, const FieldValue& value, void* place) {
  const auto store = [place](auto stored) {
    if (place != nullptr) std::memcpy(place, &stored, sizeof stored);
    return static_cast<SQLINTEGER>(sizeof stored);
  };
  if (type == FieldType::Pointer) return store(std::get<void*>(value));
  const SQLLEN whole = std::get<SQLLEN>(value);
  if (type == FieldType::Small) return store(static_cast<SQLSMALLINT>(whole));
  if (type == FieldType::Integer) return store(static_cast<SQLINTEGER>(whole));
  return store(whole);
}

}  // namespace d1odbc
