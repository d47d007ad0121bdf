// Owns: reading a cell as a date or time of C. Never: parses by itself (datetime_text and
// datetime_number do).
#include "convert/cell_to_datetime.h"

#include <cstring>

#include "convert/datetime_number.h"

namespace d1odbc {

namespace {

struct Reading {
  DateTime moment;
  std::optional<State> problem;
};

Reading moment_of(const Cell& cell) {
  if (const std::optional<DateTime> moment = moment_of_number(cell)) return {*moment, std::nullopt};
  if (cell.value.storage != StorageClass::Text) {
    // Appendix D has no row from numbers or binary to a date; in a column described as a date it is bad data.
    const bool described_otherwise = is_number(cell.type.sql_type) || is_binary(cell.type.sql_type);
    return {{}, described_otherwise ? State::RestrictedDataType : State::InvalidCharacterValue};
  }
  const std::optional<DateTime> moment = read_datetime(cell.value.bytes);
  if (!moment) return {{}, State::InvalidCharacterValue};
  return {*moment, std::nullopt};
}

template <class Structure>
void store(void* destination, const Structure& structure) {
  std::memcpy(destination, &structure, sizeof structure);
}

}  // namespace

std::optional<State> convert_to_date(const Cell& cell, void* destination) {
  const auto [moment, problem] = moment_of(cell);
  if (problem) return problem;
  if (!moment.has_date) return State::InvalidCharacterValue;
  store(destination, SQL_DATE_STRUCT{static_cast<SQLSMALLINT>(moment.year), static_cast<SQLUSMALLINT>(moment.month),
                                     static_cast<SQLUSMALLINT>(moment.day)});
  if (has_time_of_day(moment)) return State::FractionalTruncation;
  return std::nullopt;
}

std::optional<State> convert_to_time(const Cell& cell, void* destination) {
  const auto [moment, problem] = moment_of(cell);
  if (problem) return problem;
  if (!moment.has_time) return State::InvalidCharacterValue;
  store(destination, SQL_TIME_STRUCT{static_cast<SQLUSMALLINT>(moment.hour), static_cast<SQLUSMALLINT>(moment.minute),
                                     static_cast<SQLUSMALLINT>(moment.second)});
  if (moment.nanosecond != 0 || moment.digits_cut) return State::FractionalTruncation;
  return std::nullopt;
}

std::optional<State> convert_to_timestamp(const Cell& cell, void* destination) {
  auto [moment, problem] = moment_of(cell);
  if (problem) return problem;
  if (!moment.has_date) set_today(moment);
  store(destination,
        SQL_TIMESTAMP_STRUCT{static_cast<SQLSMALLINT>(moment.year), static_cast<SQLUSMALLINT>(moment.month),
                             static_cast<SQLUSMALLINT>(moment.day), static_cast<SQLUSMALLINT>(moment.hour),
                             static_cast<SQLUSMALLINT>(moment.minute), static_cast<SQLUSMALLINT>(moment.second),
                             moment.nanosecond});
  if (moment.digits_cut) return State::FractionalTruncation;
  return std::nullopt;
}

std::optional<DateTime> moment_of_number(const Cell& cell) {
  const bool is_real = cell.value.storage == StorageClass::Real;
  if (!is_real && cell.value.storage != StorageClass::Integer) return std::nullopt;
  // SQLite's functions take integers as doubles too; far outside every range nothing is lost by it.
  const double number = is_real ? cell.value.real : static_cast<double>(cell.value.integer);
  switch (cell.type.sql_type) {
    case SQL_TYPE_DATE:
    case SQL_TYPE_TIMESTAMP:
      return datetime_of_number(number);
    case SQL_TYPE_TIME:
      return time_of_number(number);
    default:
      return std::nullopt;
  }
}

std::string text_of_number(const DateTime& moment, SQLSMALLINT sql_type) {
  const unsigned digits = fraction_digits(moment.nanosecond);
  if (!moment.has_date) return time_text(moment, digits);
  const bool is_only_date = sql_type == SQL_TYPE_DATE && !has_time_of_day(moment);
  return is_only_date ? date_text(moment) : timestamp_text(moment, digits);
}

}  // namespace d1odbc
