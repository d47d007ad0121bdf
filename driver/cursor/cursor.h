// Owns: where an application stands in a finished result, and moving rows into its buffers. Never: the network.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include <cstddef>
#include <cstdint>
#include <vector>

#include "convert/cell.h"
#include "convert/pieces.h"
#include "cursor/scroll_position.h"
#include "descriptor/descriptor_data.h"
#include "error/diagnostics.h"
#include "value/column.h"
#include "value/result_set.h"

namespace d1odbc {

/// Where SQLFetch reports on its rowset; both may be null (SQL_ATTR_ROW_STATUS_PTR, SQL_ATTR_ROWS_FETCHED_PTR).
struct RowsetReport {
  SQLUSMALLINT* row_status = nullptr;
  SQLULEN* rows_fetched = nullptr;
};

/// What SQLGetData asks for.
struct DataRequest {
  std::size_t column = 1;  // from 1
  SQLSMALLINT c_type = SQL_C_DEFAULT;
  void* buffer = nullptr;
  SQLLEN capacity = 0;  // bytes
  SQLLEN* length_or_indicator = nullptr;
};

/// Which rowset a fetch asks for: SQLFetchScroll's arguments.
struct FetchTarget {
  SQLSMALLINT orientation = SQL_FETCH_NEXT;
  std::int64_t offset = 0;
};

/// A cursor over rows in memory. It can go to any row; whether it may is the statement's attribute to say.
class Cursor {
 public:
  /// `max_rows` 0: all rows (SQL_ATTR_MAX_ROWS).
  Cursor(std::vector<Column> columns, ResultSet rows, SQLULEN max_rows);

  [[nodiscard]] const std::vector<Column>& columns() const noexcept { return columns_; }
  [[nodiscard]] std::size_t row_count() const noexcept { return row_count_; }

  /// The current row's number from 1, 0 when there is none (SQL_ATTR_ROW_NUMBER).
  [[nodiscard]] std::size_t row_number() const noexcept;

  /// SQLFetch and SQLFetchScroll: a rowset into the bound columns of `ard`. SQL_SUCCESS, SQL_SUCCESS_WITH_INFO (01S06
  /// when the rowset was moved to the first row), SQL_ERROR, SQL_NO_DATA.
  SQLRETURN fetch(const FetchTarget& target, const DescriptorData& ard, const RowsetReport& report,
                  Diagnostics& diagnostics);
  SQLRETURN fetch_next(const DescriptorData& ard, const RowsetReport& report, Diagnostics& diagnostics) {
    return fetch({}, ard, report, diagnostics);
  }

  /// SQLGetData: the next piece of a column of the current row. `ard` says the type for SQL_ARD_TYPE.
  /// Throws OdbcError 07009, 24000/HY109 (no row), HY003, HY009, HY090, HYC00, 22002 and the conversions' states.
  SQLRETURN get_data(const DataRequest& request, const DescriptorData& ard, Diagnostics& diagnostics);

 private:
  /// The column that SQLGetData is handing out in pieces.
  struct Pieces {
    std::size_t column = 0;  // 0: none
    SQLSMALLINT c_type = 0;
    std::size_t given = 0;  // bytes handed out
    bool finished = false;
    VariableForm form = {};
  };

  void move(const FetchTarget& target, std::size_t size, Diagnostics& diagnostics);
  void begin_pieces(std::size_t column, const CTypeFacts& facts);
  SQLRETURN give_null(const DataRequest& request, const CTypeFacts& facts);
  SQLRETURN give_piece(const DataRequest& request, const CTypeFacts& facts, Diagnostics& diagnostics);
  SQLRETURN give_fixed(const DataRequest& request, const CTypeFacts& facts, Diagnostics& diagnostics);
  [[nodiscard]] Cell current_cell(std::size_t column) const;

  std::vector<Column> columns_;
  ResultSet rows_;
  std::size_t row_count_ = 0;
  CursorPosition position_;
  std::int64_t previous_size_ = 1;  // rowset size of the last fetch
  std::size_t rowset_start_ = 0;    // from 0
  std::size_t rowset_rows_ = 0;     // 0: not on a row
  Pieces pieces_;
};

}  // namespace d1odbc
