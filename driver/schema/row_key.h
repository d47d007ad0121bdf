// Owns: by which columns a row of a table is named. Never: SQL that changes rows.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "schema/mirror.h"
#include "sql/single_table_select.h"
#include "value/column_type.h"

namespace d1odbc {

/// What names one row of a table among the others.
struct RowKey {
  enum class Kind : std::uint8_t {
    Rowid,       // one column: rowid, _rowid_ or oid, whichever no column shadows, else the INTEGER PRIMARY KEY
    PrimaryKey,  // the primary key of a WITHOUT ROWID table, in key order; never NULL
  };

  Kind kind = Kind::Rowid;
  std::vector<std::string> columns;
  std::vector<Affinity> affinities = {};  // of PrimaryKey: what its columns make of values
  std::string rowid_column = {};          // of Rowid: the INTEGER PRIMARY KEY, which gives the rowid; "" without one
};

/// A column of a table whose rows can be changed.
struct RowColumn {
  std::string name;
  bool generated = false;  // SQLite refuses to write it
};

/// A table whose rows can be named.
struct KeyedTable {
  std::string name;  // as the schema spells it
  RowKey key;
  std::vector<RowColumn> columns;  // in order, generated ones too

  /// The column of this name (ASCII case folding, as SQLite compares); null when there is none.
  [[nodiscard]] const RowColumn* find(std::string_view column) const noexcept;
};

/// The table of this name. NotUpdatable for views, virtual tables, names that the mirror does not have, and a rowid
/// table whose columns shadow all three names of the rowid. Throws as Mirror::query does.
[[nodiscard]] std::variant<KeyedTable, NotUpdatable> keyed_table(const Mirror& mirror, std::string_view table);

}  // namespace d1odbc
