// Owns: tests of keeping D1's limit of parameters. Never: which statements are written.
#include "execute/parameter_limit.h"

#include <doctest/doctest.h>

#include <limits>
#include <string>

#include "error/state_code.h"
#include "local_d1.h"

namespace d1odbc {

namespace {

/// A SELECT of as many markers as there are values.
StatementText select_of(std::size_t count) {
  StatementText text;
  text.sql = "SELECT ";
  for (std::size_t index = 0; index < count; ++index) {
    if (index != 0) text.sql += ", ";
    text.sql += "quote(";
    text.markers.push_back({text.sql.size(), 1, static_cast<unsigned>(index + 1)});
    text.sql += "?)";
  }
  return text;
}

std::vector<std::string> cells_of(const D1Statement& statement) {
  testing::LocalD1 d1("");
  const ResultSet rows = d1.run(statement);
  std::vector<std::string> cells;
  for (std::size_t column = 0; column < rows.columns(); ++column) cells.emplace_back(rows.at(0, column).bytes);
  return cells;
}

void append(std::vector<Value>& values, std::size_t count, const Value& value) {
  values.insert(values.end(), count, value);
}

}  // namespace

TEST_CASE("up to 100 parameters are sent as they are") {
  std::vector<Value> values;
  append(values, 99, Value::of(std::int64_t{5}));
  append(values, 1, Value::null());
  append(values, 50, Value::of(std::numeric_limits<double>::infinity()));  // no parameters
  const D1Statement bound = bound_within_limit(select_of(values.size()), values, 1);
  CHECK(bound.parameters.size() == 100);
  CHECK(bound.sql.find("+CAST(? AS INTEGER)") != std::string::npos);
}

TEST_CASE("a parameter that is used twice counts once") {
  StatementText text = select_of(100);
  text.sql += ", ?1";
  text.markers.push_back({text.sql.size() - 2, 2, 1});
  std::vector<Value> values;
  append(values, 100, Value::of(0.5));
  CHECK(bound_within_limit(text, values, 1).parameters.size() == 100);
}

TEST_CASE("beyond 100 parameters integers and NULL are written into the text") {
  std::vector<Value> values;
  append(values, 99, Value::of(0.5));
  values.push_back(Value::null());
  values.push_back(Value::of(std::numeric_limits<std::int64_t>::min()));
  values.push_back(Value::of(std::int64_t{9007199254740993}));
  values.push_back(Value::text("x"));
  const D1Statement bound = bound_within_limit(select_of(values.size()), values, 1);
  CHECK(bound.parameters.size() == 100);
  const std::vector<std::string> cells = cells_of(bound);
  REQUIRE(cells.size() == 103);
  CHECK(cells[98] == "0.5");
  CHECK(cells[99] == "NULL");
  CHECK(cells[100] == "-9223372036854775808");
  CHECK(cells[101] == "9007199254740993");
  CHECK(cells[102] == "'x'");
}

TEST_CASE("beyond 100 parameters the shortest texts travel in one JSON parameter") {
  std::vector<Value> values;
  append(values, 98, Value::of(0.5));
  values.push_back(Value::text(std::string(1000, 'L')));
  values.push_back(Value::text("it's \"q\" \\ \xC3\xA4"));
  values.push_back(Value::text(""));
  values.push_back(Value::text("12"));
  const D1Statement bound = bound_within_limit(select_of(values.size()), values, 1);
  REQUIRE(bound.parameters.size() == 100);
  CHECK(bound.parameters[98].view().bytes.size() == 1000);
  CHECK(bound.parameters[99].view().bytes == "[\"\",\"12\",\"it's \\\"q\\\" \\\\ \xC3\xA4\"]");
  const std::vector<std::string> cells = cells_of(bound);
  REQUIRE(cells.size() == 102);
  CHECK(cells[98].size() == 1002);
  CHECK(cells[99] == "'it''s \"q\" \\ \xC3\xA4'");
  CHECK(cells[100] == "''");
  CHECK(cells[101] == "'12'");
}

TEST_CASE("the user's own parameters stay parameters") {
  std::vector<Value> values;
  append(values, 60, Value::of(std::int64_t{1}));
  append(values, 50, Value::of(std::int64_t{2}));
  const D1Statement bound = bound_within_limit(select_of(values.size()), values, 61);
  CHECK(bound.parameters.size() == 60);
  const std::vector<std::string> cells = cells_of(bound);
  CHECK(cells[59] == "1");
  CHECK(cells[60] == "2");
}

TEST_CASE("more than 100 reals and blobs cannot be sent: HYC00") {
  std::vector<Value> values;
  append(values, 60, Value::of(0.5));
  append(values, 41, Value::blob("b"));
  CHECK(testing::thrown_by([&] { return bound_within_limit(select_of(values.size()), values, 1); }) == "HYC00");
  append(values, 1, Value::text("t"));
  values.erase(values.begin());
  CHECK(testing::thrown_by([&] { return bound_within_limit(select_of(values.size()), values, 1); }) == "HYC00");
  values.erase(values.begin());
  CHECK(bound_within_limit(select_of(values.size()), values, 1).parameters.size() == 100);
}

}  // namespace d1odbc
