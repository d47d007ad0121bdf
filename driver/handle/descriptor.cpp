// Owns: the functions of a descriptor handle. Never: the rules of its fields.
#include "handle/descriptor.h"

#include "convert/c_type.h"
#include "descriptor/descriptor_types.h"
#include "handle/column_fields.h"
#include "handle/connection.h"
#include "handle/registry.h"
#include "handle/statement.h"

namespace d1odbc {

namespace {

bool is_c_type(SQLSMALLINT c_type) noexcept { return find_c_type(c_type) != nullptr; }

/// A field of an IRD's record, as SQLColAttribute tells it.
FieldValue value_of(const Column& column, const DescriptorField& field, bool odbc2) {
  ColumnField value = column_field(column, static_cast<SQLUSMALLINT>(field.id), odbc2);
  if (auto* const text = std::get_if<std::string>(&value)) return std::move(*text);
  return std::get<SQLLEN>(value);
}

DescriptorRecord record_of(const Column& column) {
  const auto number = [&](SQLUSMALLINT field) { return std::get<SQLLEN>(column_field(column, field, false)); };
  return {.concise_type = column.type.sql_type,
          .length = column.type.size,
          .precision = static_cast<SQLSMALLINT>(number(SQL_DESC_PRECISION)),
          .scale = static_cast<SQLSMALLINT>(number(SQL_DESC_SCALE)),
          .radix = static_cast<SQLINTEGER>(number(SQL_DESC_NUM_PREC_RADIX)),
          .name = column.name,
          .octet_length = number(SQL_DESC_OCTET_LENGTH),
          .is_described = true};
}

}  // namespace

void check_record_number(SQLUSMALLINT number) {
  if (number >= 1 && number <= most_records) return;
  throw OdbcError(State::InvalidDescriptorIndex, "Columns and parameters are numbered from 1 to {}, not {}.",
                  most_records, number);
}

DescriptorRecord buffer_record(const BoundBuffer& buffer, const DescriptorKind& kind) {
  DescriptorRecord record;
  set_concise_type(record, buffer.c_type, kind);
  record.data = buffer.data;
  record.octet_length = buffer.capacity;
  record.octet_length_ptr = buffer.length_or_indicator;
  record.indicator = buffer.length_or_indicator;
  return record;
}

Descriptor::Descriptor(DescriptorRole role, std::shared_ptr<Connection> connection)
    : Handle(handle_kind), role_(role), connection_(std::move(connection)) {}

std::shared_ptr<Descriptor> Descriptor::make(DescriptorRole role, std::shared_ptr<Connection> connection) {
  auto descriptor = std::make_shared<Descriptor>(role, std::move(connection));
  descriptor->handle_ = Registry::of_process().add(descriptor);
  return descriptor;
}

DescriptorKind Descriptor::kind_of_fields() const noexcept { return {role_, is_odbc2(), is_c_type}; }

std::string Descriptor::connection_name() const { return connection_->connection_name(); }
std::string Descriptor::server_name() const { return connection_->server_name(); }
bool Descriptor::is_odbc2() const noexcept { return connection_->is_odbc2(); }

std::optional<FieldValue> Descriptor::field_value(Statement* owner, SQLSMALLINT record,
                                                  const DescriptorField& field) const {
  const bool is_of_columns =
      role_ == DescriptorRole::ImplementationRow && (!field.is_header || field.id == SQL_DESC_COUNT);
  if (!is_of_columns) return read_field(data_, kind_of_fields(), record, field);
  check_readable(field, record, kind_of_fields());
  const std::vector<Column>& columns = owner->row_description();
  if (field.is_header) return static_cast<SQLLEN>(columns.size());
  if (record == 0) return value_of(owner->bookmark_description(), field, is_odbc2());
  const auto number = static_cast<std::size_t>(record);
  if (number > columns.size()) return std::nullopt;
  FieldValue value = value_of(columns[number - 1], field, is_odbc2());
  if (field.id != SQL_DESC_UPDATABLE) return value;
  return owner->updatability(static_cast<SQLUSMALLINT>(number), std::get<SQLLEN>(value));
}

SQLRETURN Descriptor::get_field(Statement* owner, SQLSMALLINT record, SQLSMALLINT field, SQLPOINTER value,
                                SQLINTEGER* length, const TextOut& text) {
  const DescriptorField& facts = descriptor_field(field);
  const std::optional<FieldValue> found = field_value(owner, record, facts);
  if (!found) return SQL_NO_DATA;
  if (const auto* const words = std::get_if<std::string>(&*found)) {
    text.put(*words, &diagnostics());
    return SQL_SUCCESS;
  }
  const SQLINTEGER bytes = store_number(facts.type, *found, value);
  if (length != nullptr) *length = bytes;
  return SQL_SUCCESS;
}

SQLRETURN Descriptor::get_record(Statement* owner, SQLSMALLINT record, const TextOut& name, const RecordOut& out) {
  const std::optional<FieldValue> named = field_value(owner, record, descriptor_field(SQL_DESC_NAME));
  if (!named) return SQL_NO_DATA;
  const auto put = [&](SQLSMALLINT field, void* place) {
    const DescriptorField& facts = descriptor_field(field);
    store_number(facts.type, *field_value(owner, record, facts), place);
  };
  put(SQL_DESC_TYPE, out.type);
  put(SQL_DESC_DATETIME_INTERVAL_CODE, out.interval_code);
  put(SQL_DESC_OCTET_LENGTH, out.octet_length);
  put(SQL_DESC_PRECISION, out.precision);
  put(SQL_DESC_SCALE, out.scale);
  put(SQL_DESC_NULLABLE, out.nullable);
  name.put(std::get<std::string>(*named), &diagnostics());
  return SQL_SUCCESS;
}

SQLRETURN Descriptor::set_field(SQLSMALLINT record, SQLSMALLINT field, const FieldValue& value) {
  write_field(data_, kind_of_fields(), record, descriptor_field(field), value);
  return SQL_SUCCESS;
}

SQLRETURN Descriptor::set_record(SQLSMALLINT record, const RecordFields& fields) {
  write_record(data_, kind_of_fields(), record, fields);
  return SQL_SUCCESS;
}

void Descriptor::require_writable() const { require_not_ird(kind_of_fields()); }

void Descriptor::bind(std::size_t number, DescriptorRecord record) {
  const auto lock = hold();
  data_.record(number) = std::move(record);
}

void Descriptor::unbind(std::size_t number) {
  const auto lock = hold();
  data_.unbind(number);
}

void Descriptor::unbind_all() {
  const auto lock = hold();
  data_.unbind_all();
}

DescriptorData Descriptor::snapshot(Statement* owner) const {
  if (role_ != DescriptorRole::ImplementationRow) return data_;
  DescriptorData described;
  described.header = data_.header;
  for (const Column& column : owner->row_description()) described.records.push_back(record_of(column));
  return described;
}

SQLRETURN Descriptor::take(const DescriptorData& source) {
  copy_descriptor(source, data_, kind_of_fields());
  return SQL_SUCCESS;
}

}  // namespace d1odbc
