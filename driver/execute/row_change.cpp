// Owns: how the statements are put together. Never: the forms of values (bound_statement, parameter_limit).
#include "execute/row_change.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>

#include "config/ascii.h"
#include "d1/json_number.h"
#include "error/odbc_error.h"
#include "execute/parameter_limit.h"
#include "execute/row_key_text.h"
#include "sql/identifier.h"

namespace d1odbc {
namespace {

/// A text that is being written, and the values of its markers behind `taken` parameters of the user.
class ValuedText {
 public:
  explicit ValuedText(std::vector<Value> taken = {})
      : values_(std::move(taken)), first_own_(static_cast<unsigned>(values_.size() + 1)) {}

  ValuedText& add(std::string_view sql) {
    text_.sql += sql;
    return *this;
  }

  ValuedText& add(const Value& value) {
    values_.push_back(value);
    text_.markers.push_back({text_.sql.size(), 1, static_cast<unsigned>(values_.size())});
    text_.sql += '?';
    return *this;
  }

  [[nodiscard]] const StatementText& text() const noexcept { return text_; }
  [[nodiscard]] D1Statement bound() const { return bound(text_); }

  /// The values with a statement that holds this text.
  [[nodiscard]] D1Statement bound(const StatementText& whole) const {
    return bound_within_limit(whole, values_, first_own_);
  }

 private:
  StatementText text_;
  std::vector<Value> values_;
  unsigned first_own_;
};

std::string column_of(const std::string& qualifier, const std::string& column) {
  return fmt::format("{}.{}", quoted_name(qualifier), quoted_name(column));
}

void add_key(ValuedText& text, const RowKey& key, const std::string& qualifier, const std::vector<Value>& values) {
  for (std::size_t index = 0; index < key.columns.size(); ++index) {
    const std::string column = column_of(qualifier, key.columns[index]);
    text.add(index == 0 ? " WHERE " : " AND ").add(column).add(" = ").add(values.at(index));
    // The primary key's collation may be finer than the column's, by which `=` compares.
    if (values.at(index).storage() == StorageClass::Text)
      text.add(" AND ").add(column).add(" COLLATE BINARY = ").add(values.at(index));
  }
}

/// An infinity comes from D1 as null.
void add_original(ValuedText& text, const std::string& column, const Value& value) {
  if (value.is_null()) {
    text.add(fmt::format("({0} IS NULL OR +{0} IN (9e999,-9e999))", column));
  } else {
    text.add(column).add(" COLLATE BINARY IS ").add(value);
  }
}

/// In groups, because SQLite counts a chain of ANDs as so many levels and allows 100.
void add_originals(ValuedText& text, const std::string& qualifier, const std::vector<ColumnValue>& originals) {
  constexpr std::size_t group = 10;
  for (std::size_t index = 0; index < originals.size(); ++index) {
    text.add(index % group == 0 ? " AND (" : " AND ");
    add_original(text, column_of(qualifier, originals[index].column), originals[index].value);
    if (index % group == group - 1 || index + 1 == originals.size()) text.add(")");
  }
}

/// Where RETURNING stands, an alias of the table is not known.
std::string returning_text(const RowKey& key) {
  std::string text;
  for (const std::string& column : key.columns)
    text += fmt::format("{}{}", text.empty() ? " RETURNING " : ", ", key_cell_text(key.kind, quoted_name(column)));
  return text;
}

void add_row(ValuedText& text, const UpdateTarget& target, const std::string& qualifier, const RowVersion& row) {
  add_key(text, target.key, qualifier, row.key);
  add_originals(text, qualifier, row.originals);
  text.add(returning_text(target.key));
}

constexpr std::int64_t largest_exact = 9007199254740991;

bool is_comparable(const ResultSet& rows, std::size_t row, std::size_t column, Lossless lossless) {
  if (rows.is_rounded(row, column)) return false;
  const ValueView cell = rows.at(row, column);
  const bool is_large =
      cell.storage == StorageClass::Integer && (cell.integer > largest_exact || cell.integer < -largest_exact);
  // D1 replaces what is no UTF-8: such a text would never compare equal.
  const bool was_replaced = cell.storage == StorageClass::Text && cell.bytes.find("\xEF\xBF\xBD") != cell.bytes.npos;
  return !was_replaced && (lossless != Lossless::Off || !is_large);
}

bool holds(const std::vector<ColumnValue>& values, const std::string& column) {
  return std::any_of(values.begin(), values.end(), [&](const ColumnValue& each) { return each.column == column; });
}

}  // namespace

std::vector<ColumnValue> originals_of(const UpdateTarget& target, const ResultSet& rows, std::size_t row,
                                      Lossless lossless) {
  std::vector<ColumnValue> originals;
  for (std::size_t index = 0; index < target.columns.size(); ++index) {
    const std::string& column = target.columns[index].base_column;
    if (column.empty() || holds(originals, column) || !is_comparable(rows, row, index, lossless)) continue;
    originals.push_back({column, Value::copy_of(rows.at(row, index))});
  }
  return originals;
}

D1Statement update_row(const UpdateTarget& target, const std::vector<ColumnValue>& assignments, const RowVersion& row) {
  ValuedText text;
  text.add("UPDATE ").add(quoted_name(target.table));
  std::string_view before = " SET ";
  for (const ColumnValue& each : assignments) {
    text.add(before).add(quoted_name(each.column)).add(" = ").add(each.value);
    before = ", ";
  }
  add_row(text, target, target.table, row);
  return text.bound();
}

D1Statement delete_row(const UpdateTarget& target, const RowVersion& row) {
  ValuedText text;
  text.add("DELETE FROM ").add(quoted_name(target.table));
  add_row(text, target, target.table, row);
  return text.bound();
}

StatementText insert_text(const UpdateTarget& target, const std::vector<std::string>& columns) {
  StatementText text{
      .sql = fmt::format("INSERT INTO {}", quoted_name(target.table)), .markers = {}, .kind = StatementKind::Insert};
  if (columns.empty()) {
    text.sql += " DEFAULT VALUES";
    return text;
  }
  std::string_view before = " (";
  for (const std::string& column : columns) {
    text.sql += fmt::format("{}{}", before, quoted_name(column));
    before = ", ";
  }
  before = ") VALUES (";
  for (unsigned number = 1; number <= columns.size(); ++number) {
    text.sql += before;
    text.markers.push_back({text.sql.size(), 1, number});
    text.sql += '?';
    before = ", ";
  }
  text.sql += ')';
  return text;
}

D1Statement insert_row(const UpdateTarget& target, const std::vector<std::string>& columns,
                       const std::vector<Value>& values) {
  StatementText text = insert_text(target, columns);
  text.sql += returning_text(target.key);
  return bound_within_limit(text, values, 1);
}

D1Statement change_positioned(const UpdateTarget& target, const StatementText& statement,
                              const PositionedText& positioned, const std::vector<Value>& parameters,
                              const RowVersion& row) {
  if (!equal_folded(target.table, positioned.table.table)) {
    throw OdbcError(State::SyntaxOrAccess, "The cursor {} reads the table {}; the statement changes {}.",
                    positioned.cursor, target.table, positioned.table.table);
  }
  ValuedText condition(parameters);
  add_row(condition, target, positioned.table.qualifier(), row);
  return condition.bound(with_condition(statement, positioned, condition.text()));
}

D1Statement read_rows_together(const UpdatableSelect& select, const std::vector<Value>& parameters,
                               std::span<const std::vector<Value>> keys) {
  std::string rowids;
  for (const std::vector<Value>& key : keys) {
    rowids += rowids.empty() ? '[' : ',';
    append_json_integer(rowids, key.front().view().integer);
  }
  std::vector<Value> values(parameters);
  values.resize(select.first_key_number - 1);
  values.push_back(Value::text(rowids + ']'));
  return bound_within_limit(select.rows_text, values, select.first_key_number);
}

D1Statement read_row(const UpdatableSelect& select, const std::vector<Value>& parameters,
                     const std::vector<Value>& key) {
  std::vector<Value> values(parameters);
  values.resize(select.first_key_number - 1);
  values.insert(values.end(), key.begin(), key.end());
  return bound_within_limit(select.row_text, values, select.first_key_number);
}

}  // namespace d1odbc
