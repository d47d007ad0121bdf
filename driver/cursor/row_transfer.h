// Owns: one row of a result into the bound columns. Never: which row, SQLGetData.
#pragma once

#include <cstddef>
#include <vector>

#include "convert/cell.h"
#include "convert/plain_cell.h"
#include "cursor/cursor.h"
#include "cursor/cursor_rows.h"
#include "descriptor/descriptor_data.h"
#include "error/diagnostics.h"
#include "value/column.h"

namespace d1odbc {

/// The bound columns of an application row descriptor with their converters, chosen once for a rowset.
class RowTransfer {
 public:
  /// Throws OdbcError 07009 when a bound column does not exist (column 0: when bookmarks are off), HY003 for
  /// a code that is no C type.
  RowTransfer(const DescriptorData& ard, const std::vector<Column>& columns, const CursorOptions& options);

  /// Converts row `source` of `rows` into row `target` of the bound arrays; returns SQL_ROW_SUCCESS,
  /// SQL_ROW_SUCCESS_WITH_INFO, SQL_ROW_ERROR, or SQL_ROW_DELETED for a hole, which leaves the buffers alone. Adds a
  /// record for each cell that had something to say.
  SQLUSMALLINT transfer(const CursorRows& rows, std::size_t source, std::size_t target, Diagnostics& diagnostics) const;

 private:
  /// Where the values of a rowset go: row r has its place at `first + r * stride`.
  struct Place {
    char* first = nullptr;  // null: nowhere
    std::size_t stride = 0;
    [[nodiscard]] void* of(std::size_t row) const noexcept { return first == nullptr ? nullptr : first + row * stride; }
  };
  struct BoundColumn {
    std::size_t index;  // in the result, from 0
    const DescriptorRecord* record;
    const CTypeFacts* c_type;
    bool exists;             // the pair of types; without it every row is 07006
    FixedConverter convert;  // nullptr: variable length
    BufferForm form;
    PlainConverter plain;  // nullptr: no fast path
    Place data, length, indicator;
  };

  void bind(std::size_t index, const DescriptorRecord& record);
  [[nodiscard]] Place place_of(void* base, std::size_t item_size) const noexcept;
  [[nodiscard]] bool transfer_plainly(const BoundColumn& column, const CursorRows& rows, const RowView& row,
                                      std::size_t target) const;
  [[nodiscard]] SQLUSMALLINT transfer_slowly(const BoundColumn& column, const CursorRows& rows, std::size_t source,
                                             std::size_t target, Diagnostics& diagnostics) const;
  [[nodiscard]] SQLUSMALLINT transfer_bookmark(std::size_t row, std::size_t target, Diagnostics& diagnostics) const;
  [[nodiscard]] std::optional<State> transfer_cell(const BoundColumn& column, const Cell& cell,
                                                   std::size_t target) const;

  const DescriptorHeader& header_;
  const std::vector<Column>& columns_;
  const std::size_t max_length_;
  std::vector<BoundColumn> bound_;
  const DescriptorRecord* bookmark_ = nullptr;
  const CTypeFacts* bookmark_c_type_ = nullptr;
};

/// A cell with its type; texts and blobs cut to `max_length` bytes (SQL_ATTR_MAX_LENGTH, 0: whole), texts at a whole
/// character. Rows and columns count from 0.
[[nodiscard]] Cell cell_of(const CursorRows& rows, std::size_t row, std::size_t column, const ColumnType& type,
                           std::size_t max_length);

/// The facts of the C type that is asked of a column: SQL_C_DEFAULT decided by its SQL type. Throws HY003 for a code
/// ODBC does not know.
[[nodiscard]] const CTypeFacts& resolve_c_type(SQLSMALLINT c_type, const ColumnType& type);

/// What an application's record says of a buffer of this C type; the C type's defaults where the record is not of it
/// (SQL_C_DEFAULT, SQLGetData with a type of its own).
[[nodiscard]] BufferForm buffer_form(const DescriptorRecord& record, const CTypeFacts& c_type) noexcept;

/// The text of a cell's diagnostic record. `rounded` as in Cell: then that is what is to be said. Such a cell is 22003
/// as a number and in binary, and its digits come with the warning 01000.
[[nodiscard]] std::string describe_conversion(State state, const Column& column, std::string_view c_type,
                                              bool rounded = false);

}  // namespace d1odbc
