// Owns: where an application stands in a finished result, and moving rows into its buffers. Never: the network.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include <cstddef>
#include <cstdint>
#include <vector>

#include "convert/cell.h"
#include "convert/pieces.h"
#include "convert/plain_cell.h"
#include "cursor/cursor_rows.h"
#include "cursor/scroll_position.h"
#include "descriptor/descriptor_data.h"
#include "error/diagnostics.h"
#include "value/column.h"
#include "value/result_set.h"

namespace d1odbc {

/// Where a fetch reports on its rowset; both places may be null (SQL_ATTR_ROW_STATUS_PTR, SQL_ATTR_ROWS_FETCHED_PTR).
struct RowsetReport {
  SQLUSMALLINT* row_status = nullptr;
  SQLULEN* rows_fetched = nullptr;
  /// SQLExtendedFetch: a row in error is the warning 01S01, even if it is the only row.
  bool extended = false;
};

/// What SQLGetData asks for.
struct DataRequest {
  std::size_t column = 1;  // from 1; 0: the bookmark
  SQLSMALLINT c_type = SQL_C_DEFAULT;
  void* buffer = nullptr;
  SQLLEN capacity = 0;  // bytes
  SQLLEN* length_or_indicator = nullptr;
};

/// Which rowset a fetch asks for: SQLFetchScroll's arguments, the row (from 1) that SQL_FETCH_BOOKMARK's bookmark
/// names, and the rowset's size where another attribute has it (SQLExtendedFetch).
struct FetchTarget {
  SQLSMALLINT orientation = SQL_FETCH_NEXT;
  std::int64_t offset = 0;
  std::int64_t bookmark_row = 0;
  std::size_t rowset_size = 0;  // 0: the ARD's array size
};

/// The statement attributes that a cursor obeys from the moment it is opened.
struct CursorOptions {
  SQLULEN max_rows = 0;    // SQL_ATTR_MAX_ROWS, 0: all
  SQLULEN max_length = 0;  // SQL_ATTR_MAX_LENGTH: bytes of texts and blobs, 0: all
  SQLULEN type = SQL_CURSOR_FORWARD_ONLY;
  SQLULEN bookmarks = SQL_UB_OFF;
};

/// A cursor over rows in memory. It can go to any row; whether it may is the statement's attribute to say.
class Cursor {
 public:
  /// `columns` may be fewer than the rows have cells: the others are hidden keys.
  Cursor(std::vector<Column> columns, ResultSet rows, const CursorOptions& options);

  [[nodiscard]] const std::vector<Column>& columns() const noexcept { return columns_; }
  [[nodiscard]] std::size_t row_count() const noexcept { return rows_.count(); }
  [[nodiscard]] const CursorOptions& options() const noexcept { return options_; }

  /// The current row's number from 1, 0 when there is none (SQL_ATTR_ROW_NUMBER).
  [[nodiscard]] std::size_t row_number() const noexcept;

  /// SQLFetch, SQLFetchScroll and SQLExtendedFetch: a rowset into the bound columns of `ard`. SQL_SUCCESS,
  /// SQL_SUCCESS_WITH_INFO (01S06 when the rowset was moved to the first row), SQL_ERROR, SQL_NO_DATA. Throws 07009 for
  /// a bound column that does not exist.
  SQLRETURN fetch(const FetchTarget& target, const DescriptorData& ard, const RowsetReport& report,
                  Diagnostics& diagnostics);
  SQLRETURN fetch_next(const DescriptorData& ard, const RowsetReport& report, Diagnostics& diagnostics) {
    return fetch({}, ard, report, diagnostics);
  }

  /// SQLGetData: the next piece of a column of the current row. `ard` says the type for SQL_ARD_TYPE, and is not read
  /// otherwise.
  /// Throws OdbcError 07009, 24000/HY109 (no row), HY003, HY009, HY090, 22002 and the conversions' states.
  SQLRETURN get_data(const DataRequest& request, const DescriptorData& ard, Diagnostics& diagnostics);

  /// Rows of the rowset that was fetched last, 0 when the cursor is on none; and the size that was asked for.
  [[nodiscard]] std::size_t rowset_rows() const noexcept { return rowset_rows_; }
  [[nodiscard]] std::size_t rowset_size() const noexcept { return static_cast<std::size_t>(previous_size_); }

  /// The row of the result (from 0) that the rowset begins with. Precondition: the cursor is on a rowset.
  [[nodiscard]] std::size_t first_row() const noexcept { return rowset_start_; }

  /// The row of the result (from 0) that is at a place of the rowset (from 0). Throws HY109 for one that was not
  /// fetched or was deleted.
  [[nodiscard]] std::size_t row_at(std::size_t place) const;

  /// SQLSetPos(SQL_POSITION): the place (from 0) becomes the current row, a deleted one too. Throws HY109 for a row
  /// that was not fetched.
  void set_position(std::size_t place);

  /// After SQLBulkOperations the cursor is on no row (24000) until it is fetched again.
  void leave_rowset() noexcept;

  /// Writes row `source` of the result into place `target` of the bound arrays; returns its row status.
  SQLUSMALLINT transfer(std::size_t source, std::size_t target, const DescriptorData& ard,
                        Diagnostics& diagnostics) const;

  /// Whether the buffers bound to a column (from 1) still hold at place `target` what a fetch of row `source` puts
  /// there.
  [[nodiscard]] bool holds_fetched(std::size_t source, std::size_t target, std::size_t column,
                                   const DescriptorData& ard) const;

  /// The rows, for changes to them: a value that SQLGetData was handing out in pieces begins anew.
  [[nodiscard]] CursorRows& changeable_rows() noexcept {
    pieces_ = {};
    return rows_;
  }
  [[nodiscard]] const CursorRows& rows() const noexcept { return rows_; }

 private:
  /// The column that SQLGetData is handing out in pieces.
  struct Pieces {
    std::size_t column = 0;  // 0: none
    SQLSMALLINT c_type = 0;
    std::size_t given = 0;  // bytes handed out
    bool finished = false;
    VariableForm form = {};
  };

  /// How SQLGetData asked for a column the last time: most programs ask alike in each row.
  struct Asked {
    SQLSMALLINT c_type = SQL_ARD_TYPE;  // never kept: nothing was asked yet
    SQLSMALLINT resolved = 0;           // SQL_C_DEFAULT decided
    PlainConverter convert = nullptr;   // nullptr: no fast path
  };

  [[nodiscard]] const Asked& asked_of(std::size_t column, SQLSMALLINT c_type);
  [[nodiscard]] bool give_plainly(const DataRequest& request);
  void require_fetched(std::size_t place) const;
  void move(const FetchTarget& target, std::size_t size, Diagnostics& diagnostics);
  void begin_pieces(std::size_t column, const CTypeFacts& facts);
  SQLRETURN give_bookmark(const DataRequest& request, SQLSMALLINT c_type, Diagnostics& diagnostics);
  SQLRETURN give_null(const DataRequest& request, const CTypeFacts& facts);
  SQLRETURN give_piece(const DataRequest& request, const CTypeFacts& facts, Diagnostics& diagnostics);
  SQLRETURN give_fixed(const DataRequest& request, const CTypeFacts& facts, const BufferForm& form,
                       Diagnostics& diagnostics);
  [[nodiscard]] Cell current_cell(std::size_t column) const;

  std::vector<Column> columns_;
  CursorRows rows_;
  CursorOptions options_;
  CursorPosition position_;
  std::int64_t previous_size_ = 1;  // rowset size of the last fetch
  std::size_t rowset_start_ = 0;    // from 0
  std::size_t rowset_rows_ = 0;     // 0: not on a row
  std::size_t current_ = 0;         // the current row's place in the rowset
  Pieces pieces_;
  std::vector<Asked> asked_;  // by column
};

}  // namespace d1odbc
