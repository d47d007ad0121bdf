// Owns: reading a cell as a date or time of C. Never: parses by itself (datetime_text does).
#include "convert/cell_to_datetime.h"

#include <cstring>

#include "convert/datetime_text.h"

namespace d1odbc {

namespace {

struct Reading {
  DateTime moment;
  std::optional<State> problem;
};

Reading moment_of(const Cell& cell) {
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
  const bool time_lost = moment.hour != 0 || moment.minute != 0 || moment.second != 0 || moment.nanosecond != 0;
  if (time_lost) return State::FractionalTruncation;
  return std::nullopt;
}

std::optional<State> convert_to_time(const Cell& cell, void* destination) {
  const auto [moment, problem] = moment_of(cell);
  if (problem) return problem;
  if (!moment.has_time) return State::InvalidCharacterValue;
  store(destination, SQL_TIME_STRUCT{static_cast<SQLUSMALLINT>(moment.hour), static_cast<SQLUSMALLINT>(moment.minute),
                                     static_cast<SQLUSMALLINT>(moment.second)});
  if (moment.nanosecond != 0) return State::FractionalTruncation;
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
  return std::nullopt;
}

}  // namespace d1odbc
