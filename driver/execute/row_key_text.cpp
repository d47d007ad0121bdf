// Owns: the letters before a key's values. Never: the names of the columns.
#include "execute/row_key_text.h"

#include <fmt/format.h>

#include <charconv>
#include <limits>

#include "error/odbc_error.h"

namespace d1odbc {
namespace {

[[noreturn]] void refuse_cell() {
  throw OdbcError(State::CommunicationLinkFailure,
                  "D1's answer holds something else where the key of a row was asked for.");
}

Value integer_of(std::string_view digits) {
  std::int64_t number = 0;
  const char* const end = digits.data() + digits.size();
  const auto read = std::from_chars(digits.data(), end, number);
  if (read.ec != std::errc() || read.ptr != end) refuse_cell();
  return Value::of(number);
}

Value infinity_of(std::string_view text) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  if (text == "Inf") return Value::of(infinity);
  if (text == "-Inf") return Value::of(-infinity);
  refuse_cell();
}

Value marked_value(std::string_view text) {
  if (text.empty()) refuse_cell();
  const std::string_view rest = text.substr(1);
  switch (text.front()) {
    case 'i':
      return integer_of(rest);
    case 't':
      return Value::text(std::string(rest));
    case 'r':
      return infinity_of(rest);
    default:
      refuse_cell();
  }
}

Value key_value(const ValueView& cell) {
  switch (cell.storage) {
    case StorageClass::Text:
      return marked_value(cell.bytes);
    case StorageClass::Blob:
      return Value::blob(std::string(cell.bytes));
    case StorageClass::Real:
      return Value::of(cell.real);
    case StorageClass::Integer:  // JSON's form of a real without a fraction: integers come as text
      return Value::of(static_cast<double>(cell.integer));
    default:
      refuse_cell();
  }
}

}  // namespace

std::string key_cell_text(RowKey::Kind kind, std::string_view column) {
  if (kind == RowKey::Kind::Rowid) return fmt::format("'i'||{}", column);
  return fmt::format(
      "CASE typeof({0}) WHEN 'integer' THEN 'i'||{0} WHEN 'text' THEN 't'||{0} WHEN 'real' THEN "
      "iif({0} IN (9e999,-9e999),'r'||{0},{0}) ELSE {0} END",
      column);
}

std::vector<Value> key_of(const RowKey& key, const ResultSet& rows, std::size_t row, std::size_t first_column) {
  if (row >= rows.rows() || first_column + key.columns.size() > rows.columns()) refuse_cell();
  std::vector<Value> values;
  for (std::size_t index = 0; index < key.columns.size(); ++index) {
    values.push_back(key_value(rows.at(row, first_column + index)));
  }
  return values;
}

}  // namespace d1odbc
