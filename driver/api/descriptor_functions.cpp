// Owns: the entry points of descriptors. Never: logic.
#include <sql.h>
#include <sqlext.h>
#include <sqlucode.h>

#include <exception>

#include "api/descriptor_guard.h"
#include "api/text_arguments.h"

namespace d1odbc {

namespace {

template <class Character>
SQLRETURN get_field(SQLHDESC handle, SQLSMALLINT record, SQLSMALLINT field, SQLPOINTER value, SQLINTEGER capacity,
                    SQLINTEGER* length) noexcept {
  return on_descriptor(handle, [&](Descriptor& descriptor, Statement* owner) {
    return descriptor.get_field(owner, record, field, value, length,
                                text_out(static_cast<Character*>(value), capacity, length, TextOut::Unit::Bytes));
  });
}

template <class Character>
SQLRETURN get_record(SQLHDESC handle, SQLSMALLINT record, Character* name, SQLSMALLINT capacity, SQLSMALLINT* length,
                     const RecordOut& out) noexcept {
  return on_descriptor(handle, [&](Descriptor& descriptor, Statement* owner) {
    return descriptor.get_record(owner, record, text_out(name, capacity, length, TextOut::Unit::Characters), out);
  });
}

/// An argument as the field's type: a number or place itself, or the text it points to (`length` in bytes).
template <class Character>
FieldValue field_value_in(const DescriptorField& field, SQLPOINTER value, SQLINTEGER length) {
  if (field.type == FieldType::Pointer) return value;
  if (field.type != FieldType::Text) return number_of(field.type, value);
  return text_of_bytes(static_cast<const Character*>(value), length).value_or("");
}

template <class Character>
SQLRETURN set_field(SQLHDESC handle, SQLSMALLINT record, SQLSMALLINT field, SQLPOINTER value,
                    SQLINTEGER length) noexcept {
  return on_descriptor(handle, [&](Descriptor& descriptor, Statement*) {
    return descriptor.set_field(record, field, field_value_in<Character>(descriptor_field(field), value, length));
  });
}

/// What a source descriptor has, or why it cannot be told: that is said on the target.
struct CopySource {
  DescriptorData data;
  std::exception_ptr failure;
};

CopySource read_source(const PinnedDescriptor& source) {
  try {
    const auto lock = source.descriptor->hold();
    source.admit();
    return {source.descriptor->snapshot(source.owner.get()), nullptr};
  } catch (...) {
    return {{}, std::current_exception()};
  }
}

/// The locks of the source end with this function: two descriptors are never held at once.
std::optional<CopySource> read_source(SQLHDESC handle) {
  const std::optional<PinnedDescriptor> pinned = pin_descriptor(handle);
  return pinned ? std::optional(read_source(*pinned)) : std::nullopt;
}

SQLRETURN copy_descriptor(SQLHDESC source, SQLHDESC target) noexcept {
  try {
    const std::optional<CopySource> copied = read_source(source);
    if (!copied) return SQL_INVALID_HANDLE;
    return on_descriptor(target, [&](Descriptor& descriptor, Statement*) -> SQLRETURN {
      descriptor.require_writable();
      if (copied->failure) std::rethrow_exception(copied->failure);
      return source == target ? SQL_SUCCESS : descriptor.take(copied->data);
    });
  } catch (...) {
    return SQL_ERROR;
  }
}

}  // namespace

}  // namespace d1odbc

using namespace d1odbc;

SQLRETURN SQL_API SQLGetDescField(SQLHDESC handle, SQLSMALLINT record, SQLSMALLINT field, SQLPOINTER value,
                                  SQLINTEGER capacity, SQLINTEGER* length) {
  return get_field<SQLCHAR>(handle, record, field, value, capacity, length);
}
SQLRETURN SQL_API SQLGetDescFieldW(SQLHDESC handle, SQLSMALLINT record, SQLSMALLINT field, SQLPOINTER value,
                                   SQLINTEGER capacity, SQLINTEGER* length) {
  return get_field<SQLWCHAR>(handle, record, field, value, capacity, length);
}

SQLRETURN SQL_API SQLGetDescRec(SQLHDESC handle, SQLSMALLINT record, SQLCHAR* name, SQLSMALLINT capacity,
                                SQLSMALLINT* length, SQLSMALLINT* type, SQLSMALLINT* interval_code,
                                SQLLEN* octet_length, SQLSMALLINT* precision, SQLSMALLINT* scale,
                                SQLSMALLINT* nullable) {
  return get_record(handle, record, name, capacity, length,
                    {type, interval_code, octet_length, precision, scale, nullable});
}
SQLRETURN SQL_API SQLGetDescRecW(SQLHDESC handle, SQLSMALLINT record, SQLWCHAR* name, SQLSMALLINT capacity,
                                 SQLSMALLINT* length, SQLSMALLINT* type, SQLSMALLINT* interval_code,
                                 SQLLEN* octet_length, SQLSMALLINT* precision, SQLSMALLINT* scale,
                                 SQLSMALLINT* nullable) {
  return get_record(handle, record, name, capacity, length,
                    {type, interval_code, octet_length, precision, scale, nullable});
}

SQLRETURN SQL_API SQLSetDescField(SQLHDESC handle, SQLSMALLINT record, SQLSMALLINT field, SQLPOINTER value,
                                  SQLINTEGER length) {
  return set_field<SQLCHAR>(handle, record, field, value, length);
}
SQLRETURN SQL_API SQLSetDescFieldW(SQLHDESC handle, SQLSMALLINT record, SQLSMALLINT field, SQLPOINTER value,
                                   SQLINTEGER length) {
  return set_field<SQLWCHAR>(handle, record, field, value, length);
}

SQLRETURN SQL_API SQLSetDescRec(SQLHDESC handle, SQLSMALLINT record, SQLSMALLINT type, SQLSMALLINT interval_code,
                                SQLLEN octet_length, SQLSMALLINT precision, SQLSMALLINT scale, SQLPOINTER data,
                                SQLLEN* octet_length_ptr, SQLLEN* indicator) {
  return on_descriptor(handle, [&](Descriptor& descriptor, Statement*) {
    return descriptor.set_record(
        record, {type, interval_code, octet_length, precision, scale, data, octet_length_ptr, indicator});
  });
}

SQLRETURN SQL_API SQLCopyDesc(SQLHDESC source, SQLHDESC target) { return copy_descriptor(source, target); }
