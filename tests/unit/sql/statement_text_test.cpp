// Owns: the claims on markers: their numbers, where they stand, and how D1 receives them.
#include "sql/statement_text.h"

#include <doctest/doctest.h>

#include <array>
#include <random>
#include <string>
#include <vector>

#include "error/odbc_error.h"

using namespace d1odbc;

namespace {

/// The markers of all statements as `text=number`, a bar between statements.
std::string markers_of(std::string_view sql) {
  std::string text;
  for (const StatementText& statement : prepare_text(sql, {}).statements) {
    if (!text.empty()) text += "| ";
    for (const ParameterMarker& marker : statement.markers) {
      text += statement.sql.substr(marker.offset, marker.length) + "=" + std::to_string(marker.number) + " ";
    }
  }
  return text;
}

struct NumberRow {
  std::string_view sql;
  std::string_view markers;
  unsigned count;
};

constexpr std::array number_rows = std::to_array<NumberRow>({
    {"SELECT 1", "", 0},
    {"SELECT ?, ?", "?=1 ?=2 ", 2},
    {"SELECT ?3, ?, ?1, ?", "?3=3 ?=4 ?1=1 ?=5 ", 5},
    {"SELECT :a, ?, :a, @a, $a, :A", ":a=1 ?=2 :a=1 @a=3 $a=4 :A=5 ", 5},
    {"SELECT $a::b(c), $a::b(c), $a::b", "$a::b(c)=1 $a::b(c)=1 $a::b=2 ", 2},
    {"SELECT ?2, :a", "?2=2 :a=3 ", 3},
    {"SELECT '?', \"?\", [?], `?`, ? /* ? */ -- ?", "?=1 ", 1},
    {"SELECT '12:30', ?", "?=1 ", 1},
    {"SELECT ?; UPDATE t SET a = ?, b = :x; SELECT :x, ?", "?=1 | ?=2 :x=3 | :x=3 ?=4 ", 4},
    {"SELECT ? /* ? */; ; SELECT ?", "?=1 | ?=2 ", 2},
    {"  SELECT ?", "?=1 ", 1},
    {"SELECT ?32766", "?32766=32766 ", 32766},
    {"SELECT ?001", "?001=1 ", 1},
    {"SELECT {fn LOCATE(?, ?)}, ?", "?2=2 ?1=1 ?3=3 ", 3},
    {"SELECT {fn LOCATE(:a, ?)}, ?3", "?2=2 :a=1 ?3=3 ", 3},
    {"SELECT ?; SELECT {fn CHAR(?)}", "?1=1 | ?2=2 ?2=2 ", 2},
    {"SELECT {fn UCASE($a(b )}, ?", "?=1 ", 1},
    {"CREATE\r\n VIEW a AS SELECT\r\n?", "?=1 ", 1},
});

struct RenderRow {
  std::string_view sql;
  std::vector<MarkerForm> forms;
  std::string_view rendered;
  std::vector<unsigned> numbers;
};

using enum MarkerForm;

}  // namespace

TEST_CASE("markers are numbered as SQLite does it, over the whole text") {
  for (const NumberRow& row : number_rows) {
    CAPTURE(row.sql);
    CHECK(markers_of(row.sql) == row.markers);
    CHECK(prepare_text(row.sql, {}).parameter_count == row.count);
  }
}

TEST_CASE("a marker number that SQLite cannot have is refused") {
  for (const std::string_view sql :
       {"SELECT ?0", "SELECT ?32767", "SELECT ?99999999999999999999", "SELECT ?32766, ?"}) {
    CAPTURE(sql);
    try {
      const PreparedText prepared = prepare_text(sql, {});
      FAIL_CHECK("accepted: ", prepared.parameter_count);
    } catch (const OdbcError& error) {
      CHECK(error.state() == State::SyntaxOrAccess);
    }
  }
}

TEST_CASE("D1 gets plain markers while they count right, else numbered ones") {
  const std::vector<RenderRow> rows = {
      {"SELECT 1", {}, "SELECT 1", {}},
      {"SELECT ?, ?", {Plain, Plain}, "SELECT ?, ?", {1, 2}},
      {"SELECT :a, @b", {Plain, Plain}, "SELECT ?, ?", {1, 2}},
      {"SELECT ?1, ?3", {Plain, Plain, Plain}, "SELECT ?, ?", {1, 3}},
      {"SELECT :a, :b, :a", {Plain, Plain}, "SELECT ?1, ?2, ?1", {1, 2}},
      {"SELECT ?2, ?1", {Plain, Plain}, "SELECT ?1, ?2", {2, 1}},
      {"SELECT ?5, ?5", {Plain, Plain, Plain, Plain, Plain}, "SELECT ?1, ?1", {5}},
      {"SELECT ?, ?", {Integer, Plain}, "SELECT +CAST(? AS INTEGER), ?", {1, 2}},
      {"SELECT :a, :a", {Integer}, "SELECT +CAST(?1 AS INTEGER), +CAST(?1 AS INTEGER)", {1}},
      {"SELECT ?, ?, ?", {Plain, PositiveInfinity, Plain}, "SELECT ?, 9e999, ?", {1, 3}},
      {"SELECT ?, :a, :a", {Plain, NegativeInfinity}, "SELECT ?, -9e999, -9e999", {1}},
      {"SELECT?AND 5-?", {PositiveInfinity, NegativeInfinity}, "SELECT 9e999 AND 5- -9e999", {}},
      {"SELECT {fn LOCATE(?, ?)}", {Plain, Integer}, "SELECT instr(+CAST(?1 AS INTEGER), ?2)", {2, 1}},
  };
  for (const RenderRow& row : rows) {
    CAPTURE(row.sql);
    const RenderedText rendered = render(prepare_text(row.sql, {}).statements.at(0), row.forms);
    CHECK(rendered.sql == row.rendered);
    CHECK(rendered.parameter_numbers == row.numbers);
  }
}

TEST_CASE("a later statement of a text counts its D1 parameters from 1") {
  const PreparedText prepared = prepare_text("SELECT ?, ?; SELECT :b, ?, :b", {});
  const RenderedText rendered = render(prepared.statements.at(1), std::vector<MarkerForm>(4, Plain));
  CHECK(rendered.sql == "SELECT ?1, ?2, ?1");
  CHECK(rendered.parameter_numbers == std::vector<unsigned>{3, 4});
}

TEST_CASE("a text of 200 KB keeps every statement and marker") {
  std::string sql;
  for (int count = 0; count < 10000; ++count) sql += "SELECT {fn ABS(?)};";
  const PreparedText prepared = prepare_text(sql, {});
  REQUIRE(prepared.statements.size() == 10000);
  CHECK(prepared.parameter_count == 10000);
  CHECK(prepared.statements.back().sql == "SELECT abs(?)");
  REQUIRE(prepared.statements.back().markers.size() == 1);
  CHECK(prepared.statements.back().markers.front().number == 10000);
}

TEST_CASE("any text is either prepared, with its markers inside, or refused with an OdbcError") {
  constexpr std::array<std::string_view, 34> pieces = {"SELECT ",
                                                       "{",
                                                       "}",
                                                       "{fn ",
                                                       "{d '2024-01-31'}",
                                                       "LEFT(",
                                                       ")",
                                                       ",",
                                                       "?",
                                                       "?2",
                                                       ":a",
                                                       ";",
                                                       "'",
                                                       "\"",
                                                       "--",
                                                       "\n",
                                                       "/*",
                                                       "*/",
                                                       "END",
                                                       "CREATE ",
                                                       "TRIGGER ",
                                                       "WITH ",
                                                       "AS ",
                                                       "(",
                                                       "RETURNING",
                                                       "{oj ",
                                                       "ROUND(",
                                                       "{escape '\\'}",
                                                       "\xFF",
                                                       "x'",
                                                       "1e",
                                                       "PRAGMA ",
                                                       "TIMESTAMPADD(SQL_TSI_DAY,",
                                                       "\r\n"};
  std::mt19937 random(7);  // a fixed seed: the same texts in every run
  int prepared_texts = 0;
  for (int round = 0; round < 20000; ++round) {
    std::string sql;
    for (auto length = random() % 12; length > 0; --length) sql += pieces[random() % pieces.size()];
    CAPTURE(sql);
    try {
      const PreparedText prepared = prepare_text(sql, {});
      ++prepared_texts;
      for (const StatementText& statement : prepared.statements) {
        REQUIRE(!statement.sql.empty());
        for (const ParameterMarker& marker : statement.markers) {
          REQUIRE(marker.offset + marker.length <= statement.sql.size());
          REQUIRE(marker.number >= 1);
          REQUIRE(marker.number <= prepared.parameter_count);
        }
        const RenderedText rendered = render(statement, std::vector<MarkerForm>(prepared.parameter_count, Integer));
        REQUIRE(rendered.parameter_numbers.size() <= statement.markers.size());
      }
    } catch (const OdbcError& error) {
      CHECK(!error.text().empty());
    }
  }
  CHECK(prepared_texts > 1000);
}
