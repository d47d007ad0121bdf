// Owns: the claims about the table of conversions, and that README.md shows it. Never: values.
#include "convert/conversion_table.h"

#include <doctest/doctest.h>
#include <fmt/core.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "../../odbc/conversions/every_pair.h"
#include "convert/interval_text.h"
#include "readme.h"
#include "value/column_type.h"

namespace d1odbc {
namespace {

std::string markdown_cell(std::string_view cell) {
  const std::string sign = cell.starts_with('+') ? "✓" : "–";
  return cell.size() == 1 ? sign : fmt::format("{} <sup>{}</sup>", sign, cell.substr(1));
}

std::string markdown_line(std::string_view first, const auto& cells) {
  std::string line = fmt::format("| {} |", first);
  for (const std::string_view cell : cells) line += fmt::format(" {} |", cell);
  return line + "\n";
}

std::string markdown_table(std::string_view title, ConversionCells ConversionRow::*direction) {
  std::string text = markdown_line(title, sql_group_names()) + "|---|";
  for (std::size_t column = 0; column < sql_group_count; ++column) text += "---|";
  text += "\n";
  for (const ConversionRow& row : conversion_rows()) {
    std::array<std::string, sql_group_count> cells;
    std::ranges::transform(row.*direction, cells.begin(), markdown_cell);
    text += markdown_line(row.name, cells);
  }
  return text;
}

/// The text that stands between the markers of README.md.
std::string conversions_markdown() {
  std::string text = markdown_table("Results: C type ← column", &ConversionRow::from_sql) + "\n" +
                     markdown_table("Parameters: C type → SQL type", &ConversionRow::to_sql) + "\n";
  for (const ConversionNote& note : conversion_notes())
    text += fmt::format("- <sup>{}</sup> {}\n", note.letter, note.reason);
  return text;
}

const ConversionRow& row_of(SQLSMALLINT c_type) { return conversions_of(*find_c_type(c_type)); }

TEST_CASE("README.md shows the table of conversions exactly, between its markers") {
  CHECK(testing::readme_section("conversions") == conversions_markdown());
}

TEST_CASE("every cell of the table is sound, and every note is used") {
  std::set<char> used;
  for (const ConversionRow& row : conversion_rows()) {
    CAPTURE(row.name);
    for (const ConversionCells& cells : {row.from_sql, row.to_sql}) {
      for (const std::string_view cell : cells) {
        CAPTURE(cell);
        REQUIRE_FALSE(cell.empty());
        CHECK((cell.front() == '+' || cell.front() == '-'));
        used.insert(cell.begin() + 1, cell.end());
      }
    }
  }
  std::set<char> explained;
  for (const ConversionNote& note : conversion_notes()) CHECK(explained.insert(note.letter).second);
  CHECK(used == explained);
}

TEST_CASE("every C type has a row, and every row a C type") {
  std::set<const ConversionRow*> rows;
  for (const CTypeFacts& facts : all_c_types()) rows.insert(&conversions_of(facts));
  CHECK(rows.size() == conversion_rows().size());
}

TEST_CASE("every SQL type is in the group that its kind says") {
  for (const SqlTypeFacts& facts : all_sql_types()) {
    CAPTURE(facts.name);
    CHECK(find_sql_type(facts.sql_type) == &facts);
    CHECK((facts.group == SqlGroup::Character) == is_character(facts.sql_type));
    CHECK((facts.group == SqlGroup::Binary) == is_binary(facts.sql_type));
    CHECK((facts.group >= SqlGroup::Exact && facts.group <= SqlGroup::Bit) == is_number(facts.sql_type));
    CHECK((facts.group >= SqlGroup::YearMonthField) == (find_interval(facts.sql_type) != nullptr));
    // Its default C type converts both ways, intervals as parameters only.
    const CTypeFacts& usual = *find_c_type(default_c_type(facts.sql_type));
    CHECK(can_convert(usual, facts.sql_type));
    CHECK(can_fetch(usual, facts.sql_type) == (facts.group < SqlGroup::YearMonthField));
  }
  // Every type that a column can have is among them.
  for (const TypeFacts& facts : all_types()) CHECK(find_sql_type(facts.sql_type) != nullptr);
  CHECK(find_sql_type(SQL_DATE) == nullptr);  // of ODBC 2: modern_type first
  CHECK_FALSE(can_fetch(*find_c_type(SQL_C_CHAR), 0));
  CHECK_FALSE(can_convert(*find_c_type(SQL_C_CHAR), 0));
}

TEST_CASE("the matrix of tests/odbc has a row for every C type and SQL type of the driver, and the same pairs") {
  std::set<SQLSMALLINT> c_types;
  for (const CTypeFacts& facts : all_c_types()) c_types.insert(facts.c_type);
  std::set<SQLSMALLINT> sql_types;
  for (const SqlTypeFacts& facts : all_sql_types()) sql_types.insert(facts.sql_type);
  const std::vector<SQLSMALLINT> tested_c_types = conversions::every_c_type();
  const std::vector<SQLSMALLINT> tested_sql_types = conversions::every_sql_type();
  CHECK(std::set(tested_c_types.begin(), tested_c_types.end()) == c_types);
  CHECK(std::set(tested_sql_types.begin(), tested_sql_types.end()) == sql_types);
  for (const SQLSMALLINT c_type : c_types) {
    CAPTURE(c_type);
    for (const SQLSMALLINT sql_type : sql_types) {
      CAPTURE(sql_type);
      const CTypeFacts& facts = *find_c_type(c_type);
      CHECK((conversions::parameter_of_pair(c_type, sql_type).outcome != "07006") == can_convert(facts, sql_type));
      if (find_interval(sql_type) != nullptr) continue;  // no column has one
      CHECK((conversions::result_of_pair(c_type, sql_type).outcome != "ERROR 07006") == can_fetch(facts, sql_type));
    }
  }
}

TEST_CASE("the pairs are those of appendix D") {
  struct Row {
    SQLSMALLINT c_type;
    std::string_view from_sql;
    std::string_view to_sql;
  };
  // Columns: the groups in their order: character, exact, approximate, BIT, binary, date, time, timestamp, GUID, the
  // four kinds of intervals. "b": the driver has the pair, the reference does not.
  const Row rows[] = {
      {SQL_C_CHAR, "yyyyyyyyy----", "yyyyyyyyyyyyy"},
      {SQL_C_WCHAR, "yyyyyyyyy----", "yyyyyyyyyyyyy"},
      {SQL_C_BINARY, "yyyyyyyyy----", "yyyyyyyyb----"},
      {SQL_C_SLONG, "yyyy---------", "yyyy-----y-y-"},
      {SQL_C_UBIGINT, "yyyy---------", "yyyy-----y-y-"},
      {SQL_C_BIT, "yyyy---------", "yyyy---------"},
      {SQL_C_DOUBLE, "yyyy---------", "yyyy---------"},
      {SQL_C_NUMERIC, "yyyy---------", "yyyy-----y-y-"},
      {SQL_C_TYPE_DATE, "y----y-y-----", "y----y-y-----"},
      {SQL_C_TIME, "y-----yy-----", "y-----yy-----"},
      {SQL_C_TYPE_TIMESTAMP, "y----yyy-----", "y----yyy-----"},
      {SQL_C_GUID, "y---b---y----", "y---b---y----"},
      {SQL_C_INTERVAL_MONTH, "yy-----------", "yy-------yy--"},
      {SQL_C_INTERVAL_YEAR_TO_MONTH, "yy-----------", "y--------yy--"},
      {SQL_C_INTERVAL_SECOND, "yy-----------", "yy---------yy"},
      {SQL_C_INTERVAL_DAY_TO_HOUR, "yy-----------", "y----------yy"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.c_type);
    for (std::size_t column = 0; column < sql_group_count; ++column) {
      CAPTURE(column);
      CHECK(row_of(row.c_type).from_sql[column].starts_with('+') == (row.from_sql[column] != '-'));
      CHECK(row_of(row.c_type).to_sql[column].starts_with('+') == (row.to_sql[column] != '-'));
    }
  }
}

}  // namespace
}  // namespace d1odbc
