// Owns: the claims about the table of D1's figures, and that README.md shows it. Never: statements.
#include "handle/d1_figures.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "handle/statement_attributes.h"
#include "readme.h"

using namespace d1odbc;

namespace {

std::string markdown() {
  std::string text = "| Attribute | Number | Type | Meaning |\n|---|---|---|---|\n";
  for (const FigureAttribute& row : figure_attributes())
    text += fmt::format("| `{}` | {} | {} | {} |\n", row.name, row.id, row.type, row.meaning);
  return text;
}

}  // namespace

TEST_CASE("README.md shows the table of D1's figures exactly") {
  CHECK(testing::readme_section("figures") == markdown());
}

TEST_CASE("figures are told as D1 said them, and -1 or nothing where it did not") {
  Meta meta;
  CHECK(std::get<std::int64_t>(find_figure(0x4001)->read(meta)) == -1);
  CHECK(std::get<std::int64_t>(find_figure(0x4003)->read(meta)) == -1);
  CHECK(std::get<std::string_view>(find_figure(0x4006)->read(meta)).empty());
  meta.rows_read = 7;
  meta.duration = 0.2345;
  meta.served_by_region = "WEUR";
  CHECK(std::get<std::int64_t>(find_figure(0x4001)->read(meta)) == 7);
  CHECK(std::get<std::int64_t>(find_figure(0x4003)->read(meta)) == 235);
  CHECK(std::get<std::string_view>(find_figure(0x4006)->read(meta)) == "WEUR");
  meta.duration = -1.0;
  CHECK(std::get<std::int64_t>(find_figure(0x4003)->read(meta)) == -1);
}

TEST_CASE("no figure has the number of an attribute of ODBC") {
  for (const FigureAttribute& figure : figure_attributes()) {
    CAPTURE(figure.name);
    CHECK(find_attribute(statement_attributes(), figure.id) == nullptr);
    CHECK(find_figure(figure.id) == &figure);
  }
  CHECK(find_figure(0x4000) == nullptr);
}
