// Owns: the fields of descriptors: one table, and reading and writing them by its rules. Never: handles, the records of
// an implementation row descriptor (they are the statement's columns), the application's buffers.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "descriptor/descriptor_data.h"
#include "descriptor/descriptor_kind.h"

namespace d1odbc {

/// The C type a field has in SQLGetDescField and SQLSetDescField.
enum class FieldType : std::uint8_t { Small, Integer, Length, Unsigned, Pointer, Text };

/// A field's value: a number (an SQLULEN with its bits), a place or a text.
using FieldValue = std::variant<SQLLEN, void*, std::string>;

enum class FieldAccess : std::uint8_t { Unused, ReadOnly, ReadWrite };

/// One row of the reference's tables "Initialization of Descriptor Fields" (SQLSetDescField).
struct DescriptorField {
  SQLSMALLINT id;
  std::string_view name;
  bool is_header;
  FieldType type;
  FieldAccess ard, apd, ird, ipd;
  // Of a header field or, with a record, of a record field; nullptr where only an IRD has it, or nobody may write it.
  FieldValue (*read)(const DescriptorData& data, const DescriptorRecord& record, const DescriptorKind& kind);
  void (*write)(DescriptorData& data, DescriptorRecord& record, const FieldValue& value, const DescriptorKind& kind);

  [[nodiscard]] FieldAccess access(DescriptorRole role) const noexcept;
};

[[nodiscard]] std::span<const DescriptorField> all_descriptor_fields() noexcept;

/// The row of a field. Throws OdbcError HY091 for an id ODBC does not know.
[[nodiscard]] const DescriptorField& descriptor_field(SQLSMALLINT id);

/// Throws OdbcError HY105 for a code that is no parameter type of ODBC, HYC00 for one that is not supported.
void check_parameter_type(SQLSMALLINT direction);

/// Throws OdbcError HY016 for an IRD.
void require_not_ird(const DescriptorKind& kind);

/// Throws OdbcError HY091 for a field that this kind of descriptor does not have, 07009 for a record number below 0 and
/// for record 0 of an IPD.
void check_readable(const DescriptorField& field, SQLSMALLINT record, const DescriptorKind& kind);

/// SQLGetDescField of a header field or of a record that lies in `data`. Empty for a record beyond SQL_DESC_COUNT
/// (SQL_NO_DATA). Throws as check_readable.
[[nodiscard]] std::optional<FieldValue> read_field(const DescriptorData& data, const DescriptorKind& kind,
                                                   SQLSMALLINT record, const DescriptorField& field);

/// SQLSetDescField. Any field of a record but the three places makes an application's record unbound
/// (SQL_DESC_DATA_PTR null); SQL_DESC_DATA_PTR runs the consistency check. Nothing changes when it throws: HY016 (an
/// IRD), HY091 (not to be set here), 07009 (record number; SQL_DESC_COUNT below 0), HY021, HY092 (a value the field
/// does not take), HY090 (a length below 0), HY105 and HYC00 (parameter types), 22001 (a name longer than 128).
void write_field(DescriptorData& data, const DescriptorKind& kind, SQLSMALLINT record, const DescriptorField& field,
                 const FieldValue& value);

/// SQLSetDescRec's arguments.
struct RecordFields {
  SQLSMALLINT type = 0;
  SQLSMALLINT interval_code = 0;
  SQLLEN octet_length = 0;
  SQLSMALLINT precision = 0;
  SQLSMALLINT scale = 0;
  void* data = nullptr;
  SQLLEN* octet_length_ptr = nullptr;
  SQLLEN* indicator = nullptr;
};

/// SQLSetDescRec: sets a record and checks it. States as write_field.
void write_record(DescriptorData& data, const DescriptorKind& kind, SQLSMALLINT record, const RecordFields& fields);

/// SQLCopyDesc: everything of `source` but its allocation type. Throws HY016 for an IRD, HY021 when a record with a
/// buffer is not consistent as one of `kind`.
void copy_descriptor(const DescriptorData& source, DescriptorData& target, const DescriptorKind& kind);

/// The number as a field of that type has it: cut to its size.
[[nodiscard]] SQLLEN number_of(FieldType type, SQLPOINTER value) noexcept;

/// Writes a number or a place as the field's C type to `place`, which need not be aligned (nothing is written to a null
/// pointer), and returns its bytes.
SQLINTEGER store_number(FieldType type, const FieldValue& value, void* place);

}  // namespace d1odbc
