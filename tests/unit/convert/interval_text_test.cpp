// Owns: tests of convert/interval_text and its grammar: literals, fields, from one type to another. Never: structures.
#include "convert/interval_text.h"

#include <doctest/doctest.h>

using namespace d1odbc;

namespace {

/// The text in the fields of a type, "!" where something was lost; "none", "long", "other kind" when it cannot be.
std::string as(SQLSMALLINT code, std::string_view text) {
  const IntervalType& type = *find_interval(code);
  const IntervalReading reading = read_interval(text, type);
  if (reading.problem == IntervalProblem::NotAnInterval) return "none";
  if (reading.problem == IntervalProblem::TooLarge) return "long";
  const std::optional<Interval> converted = convert_interval(reading.interval, type);
  if (!converted) return "other kind";
  return interval_text(*converted) + (converted->fraction_lost ? "!" : "");
}

struct Row {
  SQLSMALLINT type;
  std::string_view text;
  std::string_view expected;
};

const Row rows[] = {
    // Fields alone.
    {SQL_INTERVAL_YEAR, "12", "12"},
    {SQL_INTERVAL_MONTH, " -7 ", "-7"},
    {SQL_INTERVAL_DAY, "+163", "163"},
    {SQL_INTERVAL_SECOND, "6.50", "6.5"},
    {SQL_INTERVAL_SECOND, "6.", "6"},
    {SQL_INTERVAL_YEAR_TO_MONTH, "1-3", "1-03"},
    {SQL_INTERVAL_YEAR_TO_MONTH, "-163-11", "-163-11"},
    {SQL_INTERVAL_YEAR_TO_MONTH, "5", "5-00"},
    {SQL_INTERVAL_DAY_TO_HOUR, "3 4", "3 04"},
    {SQL_INTERVAL_DAY_TO_HOUR, "3   04", "3 04"},
    {SQL_INTERVAL_DAY_TO_MINUTE, "3 04:05", "3 04:05"},
    {SQL_INTERVAL_DAY_TO_SECOND, "3 04:05:06.5", "3 04:05:06.5"},
    {SQL_INTERVAL_DAY_TO_SECOND, "3 04:05:06.000000001", "3 04:05:06.000000001"},
    {SQL_INTERVAL_DAY_TO_SECOND, "3 04:05:06.0000000012", "3 04:05:06.000000001!"},
    {SQL_INTERVAL_HOUR_TO_MINUTE, "04:05", "4:05"},
    {SQL_INTERVAL_MINUTE_TO_SECOND, "04:05", "4:05"},
    {SQL_INTERVAL_MINUTE_TO_SECOND, "163:59.25", "163:59.25"},
    {SQL_INTERVAL_HOUR_TO_SECOND, "163:39:59", "163:39:59"},
    {SQL_INTERVAL_DAY, "-0", "0"},
    {SQL_INTERVAL_SECOND, "-0.5", "-0.5"},
    // Into other fields: higher ones go into the first, what is below the last is lost.
    {SQL_INTERVAL_MONTH, "1-3", "15"},
    {SQL_INTERVAL_YEAR, "1-3", "1!"},
    {SQL_INTERVAL_YEAR, "1-00", "1"},
    {SQL_INTERVAL_HOUR_TO_SECOND, "3 04:05:06", "76:05:06"},
    {SQL_INTERVAL_SECOND, "3 04:05:06.5", "273906.5"},
    {SQL_INTERVAL_DAY_TO_HOUR, "3 04:05:06", "3 04!"},
    {SQL_INTERVAL_DAY_TO_MINUTE, "3 04:05:00.1", "3 04:05!"},
    {SQL_INTERVAL_DAY_TO_SECOND, "25:00:00", "1 01:00:00"},
    {SQL_INTERVAL_DAY_TO_SECOND, "90:30.5", "0 01:30:30.5"},
    {SQL_INTERVAL_DAY_TO_SECOND, "90:30", "3 18:30:00"},
    {SQL_INTERVAL_MINUTE, "1:30", "1!"},
    {SQL_INTERVAL_DAY, "1-3", "other kind"},
    {SQL_INTERVAL_YEAR_TO_MONTH, "3 04:05", "other kind"},
    // The reference's examples of literals.
    {SQL_INTERVAL_YEAR, "INTERVAL '326' YEAR(4)", "326"},
    {SQL_INTERVAL_MONTH, "{INTERVAL '326' MONTH(3)}", "326"},
    {SQL_INTERVAL_DAY, "{INTERVAL '3261' DAY(4)}", "3261"},
    {SQL_INTERVAL_HOUR, "{INTERVAL '163' HOUR(3)}", "163"},
    {SQL_INTERVAL_MINUTE, "{INTERVAL '163' MINUTE(3)}", "163"},
    {SQL_INTERVAL_SECOND, "{INTERVAL '223.16' SECOND(3,2)}", "223.16"},
    {SQL_INTERVAL_YEAR_TO_MONTH, "{INTERVAL '163-11' YEAR(3) TO MONTH}", "163-11"},
    {SQL_INTERVAL_DAY_TO_HOUR, "{INTERVAL '163 12' DAY(3) TO HOUR}", "163 12"},
    {SQL_INTERVAL_DAY_TO_MINUTE, "{INTERVAL '163 12:39' DAY(3) TO MINUTE}", "163 12:39"},
    {SQL_INTERVAL_DAY_TO_SECOND, "{INTERVAL '163 12:39:59.163' DAY(3) TO SECOND(3)}", "163 12:39:59.163"},
    {SQL_INTERVAL_HOUR_TO_MINUTE, "{INTERVAL '163:39' HOUR(3) TO MINUTE}", "163:39"},
    {SQL_INTERVAL_HOUR_TO_SECOND, "{INTERVAL '163:39:59.163' HOUR(3) TO SECOND(4)}", "163:39:59.163"},
    {SQL_INTERVAL_MINUTE_TO_SECOND, "{INTERVAL '163:59.163' MINUTE(3) TO SECOND(5)}", "163:59.163"},
    {SQL_INTERVAL_DAY_TO_SECOND, "{INTERVAL -'16 23:39:56.23' DAY TO SECOND}", "-16 23:39:56.23"},
    {SQL_INTERVAL_MINUTE_TO_SECOND, "interval + '4:05' hour to minute", "245:00"},
    // Its examples of invalid ones.
    {SQL_INTERVAL_HOUR, "{INTERVAL '163' HOUR(2)}", "none"},
    {SQL_INTERVAL_SECOND, "{INTERVAL '223.16' SECOND(2,2)}", "none"},
    {SQL_INTERVAL_SECOND, "{INTERVAL '223.16' SECOND(3,1)}", "none"},
    {SQL_INTERVAL_SECOND, "{INTERVAL '223.16' SECOND}", "none"},
    {SQL_INTERVAL_YEAR, "{INTERVAL '223' YEAR}", "none"},
    {SQL_INTERVAL_SECOND, "{INTERVAL '22.1234567' SECOND}", "none"},
    {SQL_INTERVAL_YEAR_TO_MONTH, "{INTERVAL '163-13' YEAR(3) TO MONTH}", "none"},
    {SQL_INTERVAL_DAY_TO_HOUR, "{INTERVAL '163 65' DAY(3) TO HOUR}", "none"},
    {SQL_INTERVAL_DAY_TO_MINUTE, "{INTERVAL '163 62:39' DAY(3) TO MINUTE}", "none"},
    {SQL_INTERVAL_DAY_TO_SECOND, "{INTERVAL '163 12:125:59.163' DAY(3) TO SECOND(3)}", "none"},
    {SQL_INTERVAL_HOUR_TO_MINUTE, "{INTERVAL '163:144' HOUR(3) TO MINUTE}", "none"},
    {SQL_INTERVAL_HOUR_TO_SECOND, "{INTERVAL '163:567:234.163' HOUR(3) TO SECOND(4)}", "none"},
    {SQL_INTERVAL_MINUTE_TO_SECOND, "{INTERVAL '163:591.163' MINUTE(3) TO SECOND(5)}", "none"},
    // Other texts that are none.
    {SQL_INTERVAL_DAY, "", "none"},
    {SQL_INTERVAL_DAY, "-", "none"},
    {SQL_INTERVAL_DAY, "x", "none"},
    {SQL_INTERVAL_DAY, "5.5", "none"},
    {SQL_INTERVAL_DAY, "5 ", "5"},
    {SQL_INTERVAL_DAY_TO_SECOND, "3 04:05:", "none"},
    {SQL_INTERVAL_DAY_TO_SECOND, "3 04:05:06:07", "none"},
    {SQL_INTERVAL_DAY_TO_SECOND, "3 04:05:06.5x", "none"},
    {SQL_INTERVAL_DAY_TO_SECOND, "3 24:00:00", "none"},
    {SQL_INTERVAL_DAY_TO_SECOND, "3 04:60:00", "none"},
    {SQL_INTERVAL_DAY_TO_SECOND, "3 04:05:60", "none"},
    {SQL_INTERVAL_DAY_TO_SECOND, "3-04", "other kind"},
    {SQL_INTERVAL_YEAR_TO_MONTH, "1-12", "none"},
    {SQL_INTERVAL_YEAR_TO_MONTH, "1-003", "none"},
    {SQL_INTERVAL_DAY, "INTERVAL", "none"},
    {SQL_INTERVAL_DAY, "INTERVAL '5'", "none"},
    {SQL_INTERVAL_DAY, "INTERVAL '5 DAY", "none"},
    {SQL_INTERVAL_DAY, "INTERVAL '5' DAY x", "none"},
    {SQL_INTERVAL_DAY, "INTERVAL '5' WEEK", "none"},
    {SQL_INTERVAL_DAY, "INTERVAL '5' DAY(", "none"},
    {SQL_INTERVAL_DAY, "INTERVAL '5' DAY()", "none"},
    {SQL_INTERVAL_DAY, "INTERVAL '5' DAY(2", "none"},
    {SQL_INTERVAL_DAY, "INTERVAL '5 3' MONTH TO DAY", "none"},
    {SQL_INTERVAL_DAY, "INTERVAL '5 3' HOUR TO DAY", "none"},
    {SQL_INTERVAL_DAY, "INTERVAL '5' DAY TO", "none"},
    {SQL_INTERVAL_DAY, "INTERVAL '5' DAY TO HOUR", "none"},
    // Long leading fields.
    {SQL_INTERVAL_DAY, "999999999999", "999999999999"},
    {SQL_INTERVAL_DAY, "000000000000000000007", "7"},
    {SQL_INTERVAL_DAY, "1000000000000", "long"},
    {SQL_INTERVAL_SECOND, "999999999999 23:59:59", "86399999999999999"},
};

}  // namespace

TEST_CASE("intervals are read as literals and as fields, and written in any type of their kind") {
  for (const Row& row : rows) {
    CAPTURE(row.type);
    CAPTURE(row.text);
    CHECK(as(row.type, row.text) == row.expected);
  }
}

TEST_CASE("each of the 13 types reads what it writes") {
  for (SQLSMALLINT code = SQL_INTERVAL_YEAR; code <= SQL_INTERVAL_MINUTE_TO_SECOND; ++code) {
    CAPTURE(code);
    const IntervalType* type = find_interval(code);
    REQUIRE(type != nullptr);
    CHECK(static_cast<int>(type->structure) == code - 100);
    Interval interval{.type = type, .negative = true};
    for (auto field = static_cast<std::size_t>(type->first); field <= static_cast<std::size_t>(type->last); ++field)
      interval.fields[field] = field + 2;
    if (type->last == IntervalField::Second) interval.nanosecond = 120'000'000;
    const std::string text = interval_text(interval);
    CHECK(as(code, text) == text);
  }
  CHECK(find_interval(SQL_INTERVAL_YEAR - 1) == nullptr);
  CHECK(find_interval(SQL_INTERVAL_MINUTE_TO_SECOND + 1) == nullptr);
}
