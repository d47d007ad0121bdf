// Owns: which cells may be intervals. Never: the grammar of interval texts, the structure's members.
#include "convert/cell_to_interval.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <string>

#include "convert/interval_structure.h"
#include "convert/interval_text.h"
#include "convert/number_text.h"

namespace d1odbc {

namespace {

constexpr std::uint64_t nanoseconds_of_second = 1'000'000'000;

/// The interval, already in the fields of the type that is asked for.
struct Outcome {
  Interval interval = {};
  std::optional<State> problem = std::nullopt;
};

Outcome from_text(std::string_view text, const IntervalType& type) {
  const IntervalReading reading = read_interval(text, type);
  if (reading.problem == IntervalProblem::TooLarge) return {{}, State::IntervalOverflow};
  const std::optional<Interval> interval =
      reading.problem == IntervalProblem::None ? convert_interval(reading.interval, type) : std::nullopt;
  return interval ? Outcome{*interval} : Outcome{{}, State::InvalidCharacterValue};
}

/// A number of a column of exact numbers: the value of the only field.
Outcome from_number(Decimal decimal, const IntervalType& type) {
  constexpr std::int64_t longest_field = 10;  // digits of 2^32
  // For types of several fields "whole part of number truncated" is the only outcome that the table has.
  if (!type.has_one_field() || decimal.magnitude() > longest_field) return {{}, State::IntervalOverflow};
  decimal.exponent += 9;
  const WholeNumber nanoseconds = whole_part(decimal).number;
  Interval interval{.type = &type, .negative = decimal.negative, .fraction_lost = nanoseconds.fraction_lost};
  interval.at(type.first) = nanoseconds.magnitude / nanoseconds_of_second;
  const auto fraction = static_cast<std::uint32_t>(nanoseconds.magnitude % nanoseconds_of_second);
  if (type.last == IntervalField::Second) {
    interval.nanosecond = fraction;
  } else if (fraction != 0) {
    interval.fraction_lost = true;
  }
  return {interval};
}

Outcome outcome_of(const Cell& cell, const IntervalType& type) {
  const SQLSMALLINT described = cell.type.sql_type;
  if (cell.value.storage == StorageClass::Blob) return {{}, State::InvalidCharacterValue};
  std::string scratch;
  const std::string_view text = cell_text(cell, scratch);
  // A column that was declared INTERVAL has INTEGER affinity and keeps texts.
  const std::optional<Decimal> decimal = is_character(described) ? std::nullopt : read_decimal(text);
  return decimal ? from_number(*decimal, type) : from_text(text, type);
}

template <SQLSMALLINT c_type>
std::optional<State> convert_to_interval(const Cell& cell, void* destination) {
  const auto [interval, problem] = outcome_of(cell, *find_interval(c_type));
  if (problem) return problem;
  SQL_INTERVAL_STRUCT structure{};
  const std::optional<State> state = write_interval(interval, cell.form, structure);
  if (!state || is_warning(*state)) std::memcpy(destination, &structure, sizeof structure);
  return state;
}

struct Converter {
  SQLSMALLINT c_type;
  FixedConverter convert;
};

template <SQLSMALLINT c_type>
constexpr Converter converter_of{c_type, convert_to_interval<c_type>};

constexpr std::array converters = {
    converter_of<SQL_C_INTERVAL_YEAR>,
    converter_of<SQL_C_INTERVAL_MONTH>,
    converter_of<SQL_C_INTERVAL_DAY>,
    converter_of<SQL_C_INTERVAL_HOUR>,
    converter_of<SQL_C_INTERVAL_MINUTE>,
    converter_of<SQL_C_INTERVAL_SECOND>,
    converter_of<SQL_C_INTERVAL_YEAR_TO_MONTH>,
    converter_of<SQL_C_INTERVAL_DAY_TO_HOUR>,
    converter_of<SQL_C_INTERVAL_DAY_TO_MINUTE>,
    converter_of<SQL_C_INTERVAL_DAY_TO_SECOND>,
    converter_of<SQL_C_INTERVAL_HOUR_TO_MINUTE>,
    converter_of<SQL_C_INTERVAL_HOUR_TO_SECOND>,
    converter_of<SQL_C_INTERVAL_MINUTE_TO_SECOND>,
};

}  // namespace

FixedConverter interval_converter(SQLSMALLINT c_type) noexcept {
  const auto found = std::ranges::find(converters, c_type, &Converter::c_type);
  return found == converters.end() ? nullptr : found->convert;
}

}  // namespace d1odbc
