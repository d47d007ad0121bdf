// Owns: the text and the reading of keys. Never: the names of the columns, how a cell travels (marked_cell).
#include "execute/row_key_text.h"

#include <fmt/format.h>

#include "error/odbc_error.h"
#include "execute/marked_cell.h"

namespace d1odbc {
namespace {

[[noreturn]] void refuse_cell() {
  throw OdbcError(State::CommunicationLinkFailure,
                  "D1's answer holds something else where the key of a row was asked for.");
}

}  // namespace

std::string key_cell_text(RowKey::Kind kind, std::string_view column) {
  return kind == RowKey::Kind::Rowid ? fmt::format("'i'||{}", column) : marked_cell(column);
}

std::vector<Value> key_of(const RowKey& key, const ResultSet& rows, std::size_t row, std::size_t first_column) {
  if (row >= rows.rows() || first_column + key.columns.size() > rows.columns()) refuse_cell();
  std::vector<Value> values;
  for (std::size_t index = 0; index < key.columns.size(); ++index) {
    const ValueView value = read_marked(rows.at(row, first_column + index));
    if (value.is_null()) refuse_cell();  // no part of a key is NULL
    values.push_back(Value::copy_of(value));
  }
  return values;
}

}  // namespace d1odbc
