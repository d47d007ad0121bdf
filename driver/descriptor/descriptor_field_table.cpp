// Owns: the table of descriptor fields, and what reading and writing each one means. Never: which may be read or
// written when (descriptor_fields.cpp has the rules).
#include <algorithm>
#include <array>
#include <type_traits>

#include "descriptor/descriptor_fields.h"
#include "descriptor/descriptor_types.h"
#include "error/odbc_error.h"
#include "value/column_type.h"

namespace d1odbc {

namespace {

using Data = DescriptorData;
using Record = DescriptorRecord;
using Kind = DescriptorKind;
using Value = FieldValue;

constexpr std::size_t longest_name = 128;  // characters, as SQLGetInfo tells of identifiers (SQL_MAX_IDENTIFIER_LEN)

SQLLEN number(const Value& value) { return std::get<SQLLEN>(value); }

SQLSMALLINT small(const Value& value) { return static_cast<SQLSMALLINT>(number(value)); }

[[noreturn]] void refuse_value(const char* field, SQLLEN value) {
  throw OdbcError(State::InvalidAttribute, "{} is no value of {}.", value, field);
}

// The header.

SQLSMALLINT allocation(const Kind& kind) {
  return kind.role == DescriptorRole::Application ? SQL_DESC_ALLOC_USER : SQL_DESC_ALLOC_AUTO;
}

template <auto Member>
Value header_number(const Data& data, const Record&, const Kind&) {
  return static_cast<SQLLEN>(data.header.*Member);
}

template <auto Member>
Value header_place(const Data& data, const Record&, const Kind&) {
  return static_cast<void*>(data.header.*Member);
}

template <auto Member>
void set_header_place(Data& data, Record&, const Value& value, const Kind&) {
  using Place = std::remove_reference_t<decltype(data.header.*Member)>;
  data.header.*Member = static_cast<Place>(std::get<void*>(value));
}

void set_array_size(Data& data, Record&, const Value& value, const Kind&) {
  if (number(value) == 0) refuse_value("SQL_DESC_ARRAY_SIZE", 0);
  data.header.array_size = static_cast<SQLULEN>(number(value));
}

void set_bind_type(Data& data, Record&, const Value& value, const Kind&) {
  data.header.bind_type = static_cast<SQLULEN>(number(value));
}

void set_count(Data& data, Record&, const Value& value, const Kind&) {
  if (number(value) < 0) throw OdbcError(State::InvalidDescriptorIndex, "SQL_DESC_COUNT cannot be {}.", number(value));
  data.set_count(static_cast<std::size_t>(number(value)));
}

// Records.

template <auto Member>
Value record_number(const Data&, const Record& record, const Kind&) {
  return static_cast<SQLLEN>(record.*Member);
}

template <auto Member>
void set_record_number(Data&, Record& record, const Value& value, const Kind&) {
  record.*Member = static_cast<std::remove_reference_t<decltype(record.*Member)>>(number(value));
}

template <auto Member>
Value record_place(const Data&, const Record& record, const Kind&) {
  return static_cast<void*>(record.*Member);
}

template <auto Member>
void set_record_place(Data&, Record& record, const Value& value, const Kind&) {
  record.*Member = static_cast<std::remove_reference_t<decltype(record.*Member)>>(std::get<void*>(value));
}

void set_data(Data&, Record& record, const Value& value, const Kind& kind) {
  void* const data = std::get<void*>(value);
  // A null pointer unbinds, which never fails. In an IPD the field only asks for the check and is not kept.
  if (data != nullptr || !kind.is_application()) check_consistency(record, kind);
  if (kind.is_application()) record.data = data;
}

/// A parameter whose type the application did not give has no type to tell.
bool has_type(const Record& record, const Kind& kind) { return kind.is_application() || record.is_described; }

Value concise_type(const Data&, const Record& record, const Kind& kind) {
  if (!has_type(record, kind)) return SQLLEN{SQL_UNKNOWN_TYPE};
  return SQLLEN{kind.odbc2 ? odbc2_type(record.concise_type) : record.concise_type};
}

Value verbose(const Data&, const Record& record, const Kind& kind) {
  const bool awaits_code = record.concise_type == SQL_DATETIME || record.concise_type == SQL_INTERVAL;
  return SQLLEN{has_type(record, kind) || awaits_code ? type_of(record) : SQLSMALLINT{SQL_UNKNOWN_TYPE}};
}

Value code(const Data&, const Record& record, const Kind&) { return SQLLEN{interval_code_of(record)}; }

void put_concise_type(Data&, Record& record, const Value& value, const Kind& kind) {
  set_concise_type(record, small(value), kind);
}

void put_type(Data&, Record& record, const Value& value, const Kind& kind) { set_type(record, small(value), kind); }

void put_code(Data&, Record& record, const Value& value, const Kind& kind) {
  set_interval_code(record, small(value), kind);
}

void set_radix(Data&, Record& record, const Value& value, const Kind&) {
  const SQLLEN radix = number(value);
  if (radix != 0 && radix != 2 && radix != 10) refuse_value("SQL_DESC_NUM_PREC_RADIX", radix);
  record.radix = static_cast<SQLINTEGER>(radix);
}

void set_octet_length(Data&, Record& record, const Value& value, const Kind&) {
  if (number(value) < 0) throw OdbcError(State::InvalidBufferLength, "A length of {} was given.", number(value));
  record.octet_length = number(value);
}

void set_parameter_type(Data&, Record& record, const Value& value, const Kind&) {
  check_parameter_type(small(value));
  record.parameter_type = small(value);
}

void set_name(Data&, Record& record, const Value& value, const Kind&) {
  const std::string& name = std::get<std::string>(value);
  if (name.size() > longest_name)
    throw OdbcError(State::StringTooLong, "The name has {} bytes; at most {} are kept.", name.size(), longest_name);
  record.name = name;
}

Value name(const Data&, const Record& record, const Kind&) { return record.name; }

Value unnamed(const Data&, const Record& record, const Kind&) {
  return SQLLEN{record.name.empty() ? SQL_UNNAMED : SQL_NAMED};
}

void set_unnamed(Data&, Record& record, const Value& value, const Kind&) {
  if (number(value) != SQL_UNNAMED) {
    throw OdbcError(State::InvalidAttribute,
                    "SQL_DESC_UNNAMED can only be set to SQL_UNNAMED; a name is set with "
                    "SQL_DESC_NAME.");
  }
  record.name.clear();
}

// What an IPD tells of a parameter's type; the application cannot set it.

const TypeFacts* facts_of(const Record& record, const Kind& kind) {
  return has_type(record, kind) ? find_type(record.concise_type) : nullptr;
}

Value never(const Data&, const Record&, const Kind&) { return SQLLEN{SQL_FALSE}; }

// "Dynamic parameters are always nullable."
Value nullable(const Data&, const Record&, const Kind&) { return SQLLEN{SQL_NULLABLE}; }

Value case_sensitive(const Data&, const Record& record, const Kind& kind) {
  const TypeFacts* const facts = facts_of(record, kind);
  return SQLLEN{facts != nullptr && facts->case_sensitive ? SQL_TRUE : SQL_FALSE};
}

Value type_name(const Data&, const Record& record, const Kind& kind) {
  const TypeFacts* const facts = facts_of(record, kind);
  return facts == nullptr ? std::string() : std::string(facts->name);
}

Value no_text(const Data&, const Record&, const Kind&) { return std::string(); }

Value is_unsigned(const Data&, const Record& record, const Kind& kind) {
  const TypeFacts* const facts = facts_of(record, kind);
  return SQLLEN{facts == nullptr || facts->is_unsigned.value_or(true) ? SQL_TRUE : SQL_FALSE};
}

constexpr FieldAccess U = FieldAccess::Unused;
constexpr FieldAccess R = FieldAccess::ReadOnly;
constexpr FieldAccess W = FieldAccess::ReadWrite;
constexpr bool Header = true;
constexpr bool InRecord = false;
using enum FieldType;

// clang-format off
#define FIELD(id) id, #id
constexpr std::array fields = {
    // id, name                                 where     type      ARD APD IRD IPD  read, write
    DescriptorField{FIELD(SQL_DESC_ALLOC_TYPE), Header, Small, R, R, R, R,
                    [](const Data&, const Record&, const Kind& kind) -> Value { return SQLLEN{allocation(kind)}; }, nullptr},
    DescriptorField{FIELD(SQL_DESC_ARRAY_SIZE), Header, Unsigned, W, W, U, U, header_number<&DescriptorHeader::array_size>, set_array_size},
    DescriptorField{FIELD(SQL_DESC_ARRAY_STATUS_PTR), Header, Pointer, W, W, W, W, header_place<&DescriptorHeader::array_status>, set_header_place<&DescriptorHeader::array_status>},
    DescriptorField{FIELD(SQL_DESC_BIND_OFFSET_PTR), Header, Pointer, W, W, U, U, header_place<&DescriptorHeader::bind_offset>, set_header_place<&DescriptorHeader::bind_offset>},
    DescriptorField{FIELD(SQL_DESC_BIND_TYPE), Header, Integer, W, W, U, U, header_number<&DescriptorHeader::bind_type>, set_bind_type},
    DescriptorField{FIELD(SQL_DESC_COUNT), Header, Small, W, W, R, W,
                    [](const Data& data, const Record&, const Kind&) -> Value { return static_cast<SQLLEN>(data.count()); }, set_count},
    DescriptorField{FIELD(SQL_DESC_ROWS_PROCESSED_PTR), Header, Pointer, U, U, W, W, header_place<&DescriptorHeader::rows_processed>, set_header_place<&DescriptorHeader::rows_processed>},

    DescriptorField{FIELD(SQL_DESC_AUTO_UNIQUE_VALUE), InRecord, Integer, U, U, R, U, nullptr, nullptr},
    DescriptorField{FIELD(SQL_DESC_BASE_COLUMN_NAME), InRecord, Text, U, U, R, U, nullptr, nullptr},
    DescriptorField{FIELD(SQL_DESC_BASE_TABLE_NAME), InRecord, Text, U, U, R, U, nullptr, nullptr},
    DescriptorField{FIELD(SQL_DESC_CASE_SENSITIVE), InRecord, Integer, U, U, R, R, case_sensitive, nullptr},
    DescriptorField{FIELD(SQL_DESC_CATALOG_NAME), InRecord, Text, U, U, R, U, nullptr, nullptr},
    DescriptorField{FIELD(SQL_DESC_CONCISE_TYPE), InRecord, Small, W, W, R, W, concise_type, put_concise_type},
    DescriptorField{FIELD(SQL_DESC_DATA_PTR), InRecord, Pointer, W, W, U, W, record_place<&Record::data>, set_data},
    DescriptorField{FIELD(SQL_DESC_DATETIME_INTERVAL_CODE), InRecord, Small, W, W, R, W, code, put_code},
    DescriptorField{FIELD(SQL_DESC_DATETIME_INTERVAL_PRECISION), InRecord, Integer, W, W, R, W, record_number<&Record::interval_precision>, set_record_number<&Record::interval_precision>},
    DescriptorField{FIELD(SQL_DESC_DISPLAY_SIZE), InRecord, Length, U, U, R, U, nullptr, nullptr},
    DescriptorField{FIELD(SQL_DESC_FIXED_PREC_SCALE), InRecord, Small, U, U, R, R, never, nullptr},
    DescriptorField{FIELD(SQL_DESC_INDICATOR_PTR), InRecord, Pointer, W, W, U, U, record_place<&Record::indicator>, set_record_place<&Record::indicator>},
    DescriptorField{FIELD(SQL_DESC_LABEL), InRecord, Text, U, U, R, U, nullptr, nullptr},
    DescriptorField{FIELD(SQL_DESC_LENGTH), InRecord, Unsigned, W, W, R, W, record_number<&Record::length>, set_record_number<&Record::length>},
    DescriptorField{FIELD(SQL_DESC_LITERAL_PREFIX), InRecord, Text, U, U, R, U, nullptr, nullptr},
    DescriptorField{FIELD(SQL_DESC_LITERAL_SUFFIX), InRecord, Text, U, U, R, U, nullptr, nullptr},
    DescriptorField{FIELD(SQL_DESC_LOCAL_TYPE_NAME), InRecord, Text, U, U, R, R, no_text, nullptr},
    // SQLGetDescField's page reads the name and the nullability of application descriptors with success.
    DescriptorField{FIELD(SQL_DESC_NAME), InRecord, Text, R, R, R, W, name, set_name},
    DescriptorField{FIELD(SQL_DESC_NULLABLE), InRecord, Small, R, R, R, R, nullable, nullptr},
    DescriptorField{FIELD(SQL_DESC_NUM_PREC_RADIX), InRecord, Integer, W, W, R, W, record_number<&Record::radix>, set_radix},
    DescriptorField{FIELD(SQL_DESC_OCTET_LENGTH), InRecord, Length, W, W, R, W, record_number<&Record::octet_length>, set_octet_length},
    DescriptorField{FIELD(SQL_DESC_OCTET_LENGTH_PTR), InRecord, Pointer, W, W, U, U, record_place<&Record::octet_length_ptr>, set_record_place<&Record::octet_length_ptr>},
    DescriptorField{FIELD(SQL_DESC_PARAMETER_TYPE), InRecord, Small, U, U, U, W, record_number<&Record::parameter_type>, set_parameter_type},
    DescriptorField{FIELD(SQL_DESC_PRECISION), InRecord, Small, W, W, R, W, record_number<&Record::precision>, set_record_number<&Record::precision>},
    DescriptorField{FIELD(SQL_DESC_ROWVER), InRecord, Small, U, U, R, R, never, nullptr},
    DescriptorField{FIELD(SQL_DESC_SCALE), InRecord, Small, W, W, R, W, record_number<&Record::scale>, set_record_number<&Record::scale>},
    DescriptorField{FIELD(SQL_DESC_SCHEMA_NAME), InRecord, Text, U, U, R, U, nullptr, nullptr},
    DescriptorField{FIELD(SQL_DESC_SEARCHABLE), InRecord, Small, U, U, R, U, nullptr, nullptr},
    DescriptorField{FIELD(SQL_DESC_TABLE_NAME), InRecord, Text, U, U, R, U, nullptr, nullptr},
    DescriptorField{FIELD(SQL_DESC_TYPE), InRecord, Small, W, W, R, W, verbose, put_type},
    DescriptorField{FIELD(SQL_DESC_TYPE_NAME), InRecord, Text, U, U, R, R, type_name, nullptr},
    DescriptorField{FIELD(SQL_DESC_UNNAMED), InRecord, Small, R, R, R, W, unnamed, set_unnamed},
    DescriptorField{FIELD(SQL_DESC_UNSIGNED), InRecord, Small, U, U, R, R, is_unsigned, nullptr},
    DescriptorField{FIELD(SQL_DESC_UPDATABLE), InRecord, Small, U, U, R, U, nullptr, nullptr},
};
#undef FIELD
// clang-format on

}  // namespace

FieldAccess DescriptorField::access(DescriptorRole role) const noexcept {
  switch (role) {
    case DescriptorRole::ApplicationRow:
      return ard;
    case DescriptorRole::ApplicationParameter:
      return apd;
    case DescriptorRole::Application:
      return std::max(ard, apd);
    case DescriptorRole::ImplementationRow:
      return ird;
    case DescriptorRole::ImplementationParameter:
      return ipd;
  }
  return FieldAccess::Unused;
}

std::span<const DescriptorField> all_descriptor_fields() noexcept { return fields; }

const DescriptorField& descriptor_field(SQLSMALLINT id) {
  const auto found = std::ranges::find(fields, id, &DescriptorField::id);
  if (found == fields.end()) throw OdbcError(State::InvalidDescriptorField, "{} is no field of a descriptor.", id);
  return *found;
}

void check_parameter_type(SQLSMALLINT direction) {
  switch (direction) {
    case SQL_PARAM_INPUT:
      return;
    case SQL_PARAM_INPUT_OUTPUT:
    case SQL_PARAM_OUTPUT:
    case SQL_PARAM_INPUT_OUTPUT_STREAM:
    case SQL_PARAM_OUTPUT_STREAM:
      throw OdbcError(State::NotImplemented, "D1 has no procedures, so only input parameters are supported.");
    default:
      throw OdbcError(State::InvalidParameterType, "{} is no parameter type of ODBC.", direction);
  }
}

}  // namespace d1odbc
