// Owns: the names of a connection's cursors and the row each of them is on, for UPDATE and DELETE … WHERE CURRENT OF.
// Never: moves a cursor, changes rows.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "execute/change_rows.h"

namespace d1odbc {

/// Characters of the longest cursor name (SQL_MAX_CURSOR_NAME_LEN).
inline constexpr std::size_t longest_cursor_name = 128;

/// The row a cursor is on.
struct CurrentRow {
  std::shared_ptr<const UpdatableResult> result;
  RowVersion version;
  std::size_t number = 0;  // in the result, from 0
};

/// Where a cursor stands, as positioned statements see it.
struct CursorPlace {
  bool is_open = false;
  std::string read_only_because;  // why rows cannot be changed through it; "" when they can
  std::optional<CurrentRow> row;
};

/// Thread safe: the statement that owns a cursor and the one that names it may run on different threads.
/// A row that a positioned statement changed.
struct PositionedChange {
  std::size_t number = 0;  // in the result, from 0
  bool is_deleted = false;
  RowNow now;  // as it was read after an update; without rows when that could not be done
};

class CursorNames {
 public:
  using Owner = const void*;  // the statement

  /// The name of a statement's cursor; one beginning with SQL_CUR is made up when it has none (SQLGetCursorName).
  [[nodiscard]] std::string name_of(Owner owner);

  /// SQLSetCursorName. Throws OdbcError 34000 for an empty or too long name, 3C000 for one that another statement has.
  void set_name(Owner owner, std::string_view name);

  /// Tells where a statement's cursor is.
  void place(Owner owner, CursorPlace place);

  /// What positioned statements changed since the last call: for the cursor to show.
  [[nodiscard]] std::vector<PositionedChange> take_changes(Owner owner);

  /// Forgets a statement and its name.
  void forget(Owner owner) noexcept;

  /// The row that a positioned statement is about. Throws OdbcError 34000 when no open cursor has the name, 24000 when
  /// it is on no row, 42000 when rows cannot be changed through it.
  [[nodiscard]] CurrentRow row_of(std::string_view name) const;

  /// A positioned statement has changed a row of the cursor.
  void note_change(std::string_view name, PositionedChange change);

 private:
  struct Entry {
    std::string name;
    CursorPlace place;
    std::vector<PositionedChange> changes;  // that the cursor has not taken yet
  };

  [[nodiscard]] Entry& entry_of(Owner owner);
  [[nodiscard]] const Entry* find(std::string_view name) const noexcept;

  mutable std::mutex mutex_;
  std::map<Owner, Entry> entries_;
  std::size_t made_up_ = 0;
};

}  // namespace d1odbc
