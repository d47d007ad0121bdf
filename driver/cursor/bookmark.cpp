// Owns: bookmarks in the application's memory. Never: which row one names.
#include "cursor/bookmark.h"

#include <algorithm>
#include <cstring>
#include <limits>

#include "error/odbc_error.h"

namespace d1odbc {

namespace {

constexpr SQLULEN integer_digits = 19;

void store(void* place, SQLLEN value) {
  if (place != nullptr) std::memcpy(place, &value, sizeof value);
}

}  // namespace

Column bookmark_column(SQLULEN use_bookmarks) {
  Column column;
  const bool variable = use_bookmarks == SQL_UB_VARIABLE;
  column.type = variable ? ColumnType{.sql_type = SQL_BINARY, .name = "BINARY", .size = bookmark_size}
                         : ColumnType{.sql_type = SQL_BIGINT, .name = "BIGINT", .size = integer_digits};
  column.nullable = SQL_NO_NULLS;
  column.has_declared_type = true;
  return column;
}

std::uint64_t read_bookmark(const void* place) noexcept {
  std::uint64_t bookmark = 0;
  std::memcpy(&bookmark, place, sizeof bookmark);
  return bookmark;
}

const CTypeFacts& bookmark_c_type(SQLSMALLINT c_type, SQLULEN use_bookmarks) {
  const SQLSMALLINT usual = use_bookmarks == SQL_UB_VARIABLE ? SQL_C_VARBOOKMARK : SQL_C_BOOKMARK;
  const CTypeFacts* facts = find_c_type(c_type == SQL_C_DEFAULT ? usual : c_type);
  if (facts == nullptr) throw OdbcError(State::InvalidCType, "{} is no C data type of ODBC.", c_type);
  const bool fits =
      facts->family == CFamily::Binary || (facts->family == CFamily::Integer && facts->size >= sizeof(SQLINTEGER));
  if (fits) return *facts;
  throw OdbcError(State::RestrictedDataType, "A bookmark is SQL_C_BOOKMARK or SQL_C_VARBOOKMARK, not {}.", facts->name);
}

std::optional<State> write_bookmark(std::uint64_t bookmark, const CTypeFacts& c_type, const BookmarkPlace& place) {
  if (c_type.family == CFamily::Binary) {
    store(place.length, SQLLEN{bookmark_size});
    if (place.data == nullptr) return std::nullopt;
    std::memcpy(place.data, &bookmark, std::min(place.capacity, bookmark_size));
    return place.capacity < bookmark_size ? std::optional(State::StringTruncated) : std::nullopt;
  }
  const bool is_short = c_type.size == sizeof(SQLINTEGER);
  if (is_short && bookmark > std::uint64_t{std::numeric_limits<SQLINTEGER>::max()}) return State::NumericOutOfRange;
  store(place.length, static_cast<SQLLEN>(c_type.size));
  if (place.data == nullptr) return std::nullopt;
  const auto narrow = static_cast<SQLINTEGER>(bookmark);
  if (is_short) {
    std::memcpy(place.data, &narrow, sizeof narrow);
  } else {
    std::memcpy(place.data, &bookmark, sizeof bookmark);
  }
  return std::nullopt;
}

}  // namespace d1odbc
