// Owns: the test of cursor names and of the rows positioned statements find by them. Never: statements.
#include "handle/cursor_names.h"

#include <doctest/doctest.h>

#include "error/state_code.h"

using namespace d1odbc;
using namespace d1odbc::testing;

namespace {

CursorPlace on_row(std::size_t number, std::int64_t key) {
  const auto result = std::make_shared<const UpdatableResult>();
  return {true, "", CurrentRow{result, {{Value::of(key)}, {{"c", Value::text("seen")}}}, number}};
}

struct Names {
  CursorNames names;
  int first = 0, second = 0;  // their addresses stand for statements

  std::string refusal(std::string_view name) {
    return thrown_by([&] { return names.row_of(name); });
  }
};

}  // namespace

TEST_CASE_FIXTURE(Names, "names are made up once, beginning with SQL_CUR, and never twice") {
  names.set_name(&first, "sql_cur1");
  CHECK(names.name_of(&second) == "SQL_CUR2");
  CHECK(names.name_of(&second) == "SQL_CUR2");
}

TEST_CASE_FIXTURE(Names, "a name belongs to one statement, whatever its letter case, until that is forgotten") {
  names.set_name(&first, "Orders");
  CHECK(thrown_by([&] {
          names.set_name(&second, "ORDERS");
          return 0;
        }) == "3C000");
  names.set_name(&first, "orders");
  names.forget(&first);
  names.set_name(&second, "ORDERS");
  CHECK(names.name_of(&second) == "ORDERS");
}

TEST_CASE_FIXTURE(Names, "names without characters and with too many are refused") {
  CHECK(thrown_by([&] {
          names.set_name(&first, "");
          return 0;
        }) == "34000");
  CHECK(thrown_by([&] {
          names.set_name(&first, std::string(longest_cursor_name + 1, 'x'));
          return 0;
        }) == "34000");
  std::string umlauts;
  for (std::size_t count = 0; count < longest_cursor_name; ++count) umlauts += "\u00FC";
  names.set_name(&first, umlauts);
}

TEST_CASE_FIXTURE(Names, "a row is found by the name of an open cursor that is on one") {
  CHECK(refusal("c") == "34000");
  names.set_name(&first, "c");
  CHECK(refusal("c") == "34000");
  names.place(&first, {true, "", std::nullopt});
  CHECK(refusal("c") == "24000");
  names.place(&first, {true, "it joins tables", std::nullopt});
  CHECK(refusal("c") == "42000");
  names.place(&first, on_row(3, 30));
  CHECK(names.row_of("C").version.key.front().view().integer == 30);
  names.place(&first, {});
  CHECK(refusal("c") == "34000");
}

TEST_CASE_FIXTURE(Names, "a change is kept for the cursor, and its row is not found until the cursor knows it") {
  names.set_name(&first, "c");
  names.place(&first, on_row(3, 30));
  names.note_change("C", {.number = 4, .is_deleted = true, .now = {}});
  CHECK(names.row_of("c").version.key.front().view().integer == 30);
  names.note_change("c", {.number = 3, .is_deleted = true, .now = {}});
  CHECK(refusal("c") == "24000");
  const std::vector<PositionedChange> changes = names.take_changes(&first);
  REQUIRE(changes.size() == 2);
  CHECK(changes[0].number == 4);
  CHECK(changes[1].is_deleted);
  CHECK(names.take_changes(&first).empty());
  names.note_change("c", {.number = 4, .is_deleted = true, .now = {}});
  names.place(&first, {});  // closed: another cursor under the same name has other rows
  CHECK(names.take_changes(&first).empty());
  CHECK(names.take_changes(&second).empty());
}
