// Owns: the fast converters, one for each kind of C type. Never: diagnostics.
#include "convert/plain_cell.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <optional>
#include <utility>

#include "convert/unicode.h"

namespace d1odbc {

namespace {

/// The length goes last: it may share its place with the indicator.
void store_length(const PlainTarget& target, std::size_t length) {
  const auto told = static_cast<SQLLEN>(length);
  const SQLLEN not_null = 0;
  if (target.indicator != nullptr) std::memcpy(target.indicator, &not_null, sizeof not_null);
  if (target.length != nullptr) std::memcpy(target.length, &told, sizeof told);
}

template <class Number>
bool store(const PlainTarget& target, Number number) {
  store_length(target, sizeof number);
  if (target.data != nullptr) std::memcpy(target.data, &number, sizeof number);
  return true;
}

template <class Integer>
bool write_integer(const ValueView& value, const PlainTarget& target) {
  // Greater ones may stand for a real that is not written so.
  constexpr std::int64_t first_doubtful = std::int64_t{1} << 53;
  const bool is_certain = value.integer < first_doubtful && value.integer > -first_doubtful;
  if (value.storage != StorageClass::Integer || !is_certain || !std::in_range<Integer>(value.integer)) return false;
  return store(target, static_cast<Integer>(value.integer));
}

bool write_double(const ValueView& value, const PlainTarget& target) {
  if (value.storage == StorageClass::Real) return store(target, value.real);
  return value.storage == StorageClass::Integer && store(target, static_cast<double>(value.integer));
}

bool write_characters(std::string_view text, const PlainTarget& target) {
  if (target.data == nullptr || text.size() >= target.capacity) return false;
  store_length(target, text.size());
  auto* const place = static_cast<char*>(target.data);
  std::copy(text.begin(), text.end(), place);
  place[text.size()] = '\0';
  return true;
}

bool write_text(const ValueView& value, const PlainTarget& target) {
  return value.storage == StorageClass::Text && write_characters(value.bytes, target);
}

bool write_text_or_integer(const ValueView& value, const PlainTarget& target) {
  if (value.storage != StorageClass::Integer) return write_text(value, target);
  const fmt::format_int digits(value.integer);
  return write_characters({digits.data(), digits.size()}, target);
}

bool write_wide_text(const ValueView& value, const PlainTarget& target) {
  if (value.storage != StorageClass::Text || target.data == nullptr) return false;
  const std::optional<std::size_t> units = put_wide(value.bytes, target.data, target.capacity / sizeof(SQLWCHAR));
  if (units) store_length(target, *units * sizeof(SQLWCHAR));
  return units.has_value();
}

PlainConverter integer_writer(SQLSMALLINT c_type) noexcept {
  switch (c_type) {
    case SQL_C_LONG:
    case SQL_C_SLONG:
      return write_integer<SQLINTEGER>;
    case SQL_C_SHORT:
    case SQL_C_SSHORT:
      return write_integer<SQLSMALLINT>;
    case SQL_C_SBIGINT:
      return write_integer<std::int64_t>;
    default:
      return nullptr;
  }
}

/// Whether an integer's text depends on the type: numbers in such columns are reals or moments.
bool writes_integers_otherwise(SQLSMALLINT sql_type) noexcept {
  switch (sql_type) {
    case SQL_BIT:
    case SQL_TINYINT:
    case SQL_SMALLINT:
    case SQL_INTEGER:
    case SQL_BIGINT:
      return false;
    default:
      return true;
  }
}

}  // namespace

PlainConverter find_plain_converter(const CTypeFacts& c_type, const ColumnType& type) noexcept {
  switch (c_type.family) {
    case CFamily::Integer:
      return integer_writer(c_type.c_type);
    case CFamily::Floating:
      return c_type.c_type == SQL_C_DOUBLE ? write_double : nullptr;
    case CFamily::Character:
      return writes_integers_otherwise(type.sql_type) ? write_text : write_text_or_integer;
    case CFamily::WideCharacter:
      return write_wide_text;
    default:
      return nullptr;
  }
}

}  // namespace d1odbc
