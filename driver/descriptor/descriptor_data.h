// Owns: a descriptor's header and records as data, and where a bound item of a row or parameter set lies.
// Never: handles, field-by-field access rules.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace d1odbc {

/// The header fields (ODBC reference, SQLSetDescField, "Header Fields"). SQL_DESC_COUNT is the number of records.
struct DescriptorHeader {
  SQLULEN array_size = 1;
  SQLUSMALLINT* array_status = nullptr;  // row or parameter status (implementation) or operation (application)
  SQLLEN* bind_offset = nullptr;
  SQLULEN bind_type = SQL_BIND_BY_COLUMN;  // else the size of the application's row structure
  SQLULEN* rows_processed = nullptr;
};

/// One record. Application descriptors use the buffer fields, the implementation parameter descriptor the type fields.
/// (An implementation row descriptor's records are the statement's columns: value/column.h.)
struct DescriptorRecord {
  SQLSMALLINT concise_type = SQL_C_DEFAULT;  // SQL_DESC_TYPE and the interval code follow from it (value/column_type.h)
  SQLULEN length = 0;                        // characters, bytes, or column size of a parameter
  SQLSMALLINT precision = 0;
  SQLSMALLINT scale = 0;
  SQLINTEGER interval_precision = 2;  // SQL_DESC_DATETIME_INTERVAL_PRECISION: digits of the leading field
  SQLINTEGER radix = 0;
  SQLSMALLINT parameter_type = SQL_PARAM_INPUT;
  std::string name = {};  // of a parameter (IPD); "" for SQL_UNNAMED
  void* data = nullptr;
  SQLLEN octet_length = 0;  // bytes of the buffer
  SQLLEN* octet_length_ptr = nullptr;
  SQLLEN* indicator = nullptr;
  bool is_described = false;              // IPD: the application gave its type
  SQLSMALLINT pending_interval_code = 0;  // SQL_DESC_DATETIME_INTERVAL_CODE that was set before its type

  /// Whether an application's buffer, length or indicator is there to read or to write.
  [[nodiscard]] bool is_bound() const noexcept {
    return data != nullptr || octet_length_ptr != nullptr || indicator != nullptr;
  }
};

struct DescriptorData {
  DescriptorHeader header;
  DescriptorRecord bookmark;              // record 0
  std::vector<DescriptorRecord> records;  // record 1 is records[0]

  /// The record of a column or parameter number (from 1; 0: the bookmark) of an application descriptor; nullptr when it
  /// is not bound.
  [[nodiscard]] const DescriptorRecord* bound(std::size_t number) const noexcept;

  /// The record of a parameter of an implementation descriptor; nullptr when no type was given.
  [[nodiscard]] const DescriptorRecord* described(std::size_t number) const noexcept;

  /// The record to write to (0: the bookmark); makes it and those before it.
  [[nodiscard]] DescriptorRecord& record(std::size_t number);

  /// SQL_DESC_COUNT.
  [[nodiscard]] std::size_t count() const noexcept { return records.size(); }

  /// Sets SQL_DESC_COUNT: records beyond it are forgotten, missing ones are made. The bookmark stays.
  void set_count(std::size_t count) { records.resize(count); }

  /// Unbinds one record and drops trailing unbound ones (SQL_DESC_COUNT becomes the highest bound one).
  void unbind(std::size_t number) noexcept;

  /// SQL_DESC_COUNT becomes 0. "This does not unbind the bookmark column" (SQLFreeStmt, SQL_UNBIND).
  void unbind_all() noexcept { records.clear(); }
};

/// The address of an item in row (or parameter set) `row` of the arrays the header describes: by column, items of
/// `item_size` bytes follow each other; by row, one application structure further. The bind offset is added to both.
/// A null base stays null.
[[nodiscard]] void* item_address(void* base, const DescriptorHeader& header, std::size_t row,
                                 std::size_t item_size) noexcept;

}  // namespace d1odbc
