// Owns: tests of handle/attribute_rules. Never: the tables of statements and connections.
#include "handle/attribute_rules.h"

#include <doctest/doctest.h>

#include <array>

#include "error/state_code.h"

using namespace d1odbc;
using d1odbc::testing::thrown_by;

namespace {

const std::array table = {
    NumericAttribute{1, "ANY", 0, When::Anytime, {}, {}},
    NumericAttribute{2, "SOME", 5, When::Anytime, {5, 6}, {7}},
    NumericAttribute{3, "REPLACED", 5, When::Anytime, {5}, {6, 7}, 5},
    NumericAttribute{4, "READ", 0, When::ReadOnly, {}, {}},
};

}  // namespace

TEST_CASE("a value is applied, replaced with 01S02, or refused with its own state") {
  struct Row {
    SQLINTEGER id;
    SQLULEN asked;
    std::string_view state;  // thrown
    SQLULEN kept = 0;
    bool warned = false;
  };
  const Row rows[] = {
      {1, 0, "00000", 0},       {1, static_cast<SQLULEN>(-1), "00000", static_cast<SQLULEN>(-1)},
      {2, 6, "00000", 6},       {2, 7, "HYC00"},
      {2, 8, "HY024"},          {3, 5, "00000", 5},
      {3, 7, "00000", 5, true}, {3, 8, "HY024"},
      {4, 0, "HY092"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.id);
    CAPTURE(row.asked);
    Diagnostics diagnostics;
    SQLULEN kept = 0;
    const NumericAttribute* attribute = find_attribute(table, row.id);
    REQUIRE(attribute != nullptr);
    CHECK(thrown_by([&] { return kept = check_value(*attribute, row.asked, diagnostics); }) == row.state);
    CHECK(kept == row.kept);
    CHECK(diagnostics.size() == (row.warned ? 1 : 0));
    if (row.warned) CHECK(diagnostics.records()[0].state == State::OptionValueChanged);
  }
}

TEST_CASE("an unknown attribute has no row and is HY092") {
  CHECK(find_attribute(table, 99) == nullptr);
  CHECK(find_attribute({}, 1) == nullptr);
  CHECK(thrown_by([]() -> int { refuse_unknown_attribute(99); }) == "HY092");
}
