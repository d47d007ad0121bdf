// Owns: the conversation of SQLParamData and SQLPutData: which value is asked for, and the pieces that came. Never:
// what is done with the values.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include <cstddef>
#include <optional>
#include <vector>

#include "convert/c_type.h"
#include "execute/bound_value.h"

namespace d1odbc {

/// One run of data at execution: every item is asked for once, in order.
class DataAtExecution {
 public:
  struct Item {
    std::size_t row = 0;     // of the array of parameter sets or of the rowset, from 0
    std::size_t number = 0;  // of the parameter or column
    SQLPOINTER token = nullptr;
    const CTypeFacts* c_type = nullptr;
  };

  /// Precondition: there is an item.
  explicit DataAtExecution(std::vector<Item> items) : items_(std::move(items)) {}

  /// SQLParamData: the token of the next item; empty when the last one has its data. Throws OdbcError HY010 when no
  /// data came for the item that was asked for before.
  [[nodiscard]] std::optional<SQLPOINTER> next();

  /// SQLPutData: a piece of the item that was asked for; `length` in bytes, SQL_NTS, SQL_NULL_DATA or, for types of
  /// fixed size, anything. Throws OdbcError HY010 (nothing was asked for), HY019 (a second piece of a fixed type),
  /// HY020 (a piece after NULL), HY011 (NULL after a piece: appendix B, "SQLPutData"), HY009, HY090, 07S01
  /// (SQL_DEFAULT_PARAM).
  void put(const void* data, SQLLEN length);

  [[nodiscard]] const SuppliedValues& supplied() const noexcept { return supplied_; }

 private:
  [[nodiscard]] std::string_view piece(const void* data, SQLLEN length) const;

  std::vector<Item> items_;
  std::size_t asked_ = 0;  // items that were asked for; the last of them is open
  SuppliedValues supplied_;
};

}  // namespace d1odbc
