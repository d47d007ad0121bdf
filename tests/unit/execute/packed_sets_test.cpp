// Owns: the JSON of packed sets: forms, exactness, sizes. Never: the statements that read it.
#include "execute/packed_sets.h"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <sqlite3.h>

#include <cmath>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <memory>
#include <random>

#include "d1/limits.h"

using namespace d1odbc;

namespace {

using Sets = std::vector<std::vector<Value>>;

Value blob(std::string bytes) { return Value::blob(std::move(bytes)); }
Value integer(std::int64_t number) { return Value::of(number); }

std::string forms_of(const Sets& sets, const std::vector<unsigned>& numbers) {
  const std::optional<std::vector<CellForm>> forms = cell_forms(sets, numbers);
  if (!forms) return "none";
  std::string text;
  for (const CellForm form : *forms) text += form == CellForm::Plain ? 'p' : form == CellForm::Hex ? 'h' : 'm';
  return text;
}

std::string json_of(const Sets& sets, const std::vector<unsigned>& numbers) {
  const std::vector<PackedSets> packed = pack_sets(sets, numbers, cell_forms(sets, numbers).value());
  REQUIRE(packed.size() == 1);
  CHECK(packed[0].count == sets.size());
  return packed[0].json;
}

/// "3 2 -1": the sets of each value, - where one goes by itself.
std::string counts_of(const Sets& sets) {
  std::string text;
  std::size_t longest = 0;
  for (const PackedSets& each : pack_sets(sets, {1}, cell_forms(sets, {1}).value())) {
    text += (text.empty() ? "" : " ") + std::string(each.json.empty() ? "-" : "") + std::to_string(each.count);
    longest = std::max(longest, each.json.size());
  }
  CHECK(longest <= d1_limits::packed_value);
  return text;
}

/// The storage class with the value, bit for bit.
std::string shown(const ValueView& value) {
  const std::string name = std::to_string(static_cast<int>(value.storage)) + ' ';
  if (value.storage == StorageClass::Integer) return name + std::to_string(value.integer);
  if (value.storage == StorageClass::Real) return name + fmt::format("{:a}", value.real);
  return name + std::string(value.bytes);
}

/// For a SQLite before 3.41: D1's function.
void unhex(sqlite3_context* context, int /*count*/, sqlite3_value** arguments) {
  if (sqlite3_value_type(arguments[0]) == SQLITE_NULL) return;
  const std::string digits = reinterpret_cast<const char*>(sqlite3_value_text(arguments[0]));
  std::string bytes;
  for (std::size_t at = 0; at + 1 < digits.size(); at += 2)
    bytes += static_cast<char>(std::stoi(digits.substr(at, 2), nullptr, 16));
  sqlite3_result_blob(context, bytes.c_str(), static_cast<int>(bytes.size()), SQLITE_TRANSIENT);
}

ValueView cell_of(sqlite3_stmt* statement) {
  const auto bytes = [&](const void* data) {
    return std::string_view(static_cast<const char*>(data),
                            static_cast<std::size_t>(sqlite3_column_bytes(statement, 0)));
  };
  switch (sqlite3_column_type(statement, 0)) {
    case SQLITE_INTEGER:
      return ValueView::of(static_cast<std::int64_t>(sqlite3_column_int64(statement, 0)));
    case SQLITE_FLOAT:
      return ValueView::of(sqlite3_column_double(statement, 0));
    case SQLITE_TEXT:
      return ValueView::text(bytes(sqlite3_column_text(statement, 0)));
    case SQLITE_BLOB:
      return ValueView::blob(bytes(sqlite3_column_blob(statement, 0)));
    default:
      return ValueView::null();
  }
}

/// What SQLite takes out of the JSON of these sets of one value, by the text that D1 gets.
std::vector<std::string> read_back(const Sets& sets) {
  sqlite3* opened = nullptr;
  REQUIRE(sqlite3_open(":memory:", &opened) == SQLITE_OK);
  const std::unique_ptr<sqlite3, decltype(&sqlite3_close)> database(opened, sqlite3_close);
  sqlite3_create_function(opened, "unhex", 1, SQLITE_UTF8, nullptr, unhex, nullptr, nullptr);
  REQUIRE(sqlite3_exec(opened, "CREATE TABLE t (a)", nullptr, nullptr, nullptr) == SQLITE_OK);

  const StatementText statement = prepare_text("INSERT INTO t VALUES (?)", {}).statements.at(0);
  const StatementText packed =
      array_insert_text(statement, read_array_insert(statement).value(), cell_forms(sets, {1}).value(), "q");
  const std::string json = json_of(sets, {1});
  std::vector<std::string> cells;
  for (const std::string& sql : {packed.sql, std::string("SELECT a FROM t ORDER BY rowid")}) {
    sqlite3_stmt* prepared = nullptr;
    REQUIRE(sqlite3_prepare_v2(opened, sql.c_str(), -1, &prepared, nullptr) == SQLITE_OK);
    const std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)> owned(prepared, sqlite3_finalize);
    sqlite3_bind_text(prepared, 1, json.data(), static_cast<int>(json.size()), SQLITE_TRANSIENT);
    while (sqlite3_step(prepared) == SQLITE_ROW) cells.push_back(shown(cell_of(prepared)));
  }
  return cells;
}

double parts_of(const std::string& json) {
  char* end = nullptr;
  const long long mantissa = std::strtoll(json.c_str() + json.rfind('[') + 1, &end, 10);
  REQUIRE(*end == ',');
  return static_cast<double>(mantissa) * std::pow(2.0, std::strtol(end + 1, nullptr, 10));
}

}  // namespace

TEST_CASE("the form of a parameter's cells follows its values in all sets") {
  const Value null = Value::null();
  CHECK(forms_of({{null}, {null}}, {1}) == "p");
  CHECK(forms_of({{integer(1)}, {Value::text("x")}, {Value::of(1.5)}, {null}}, {1}) == "p");
  CHECK(forms_of({{null}, {blob("x")}, {blob("")}}, {1}) == "h");
  CHECK(forms_of({{blob("x")}, {integer(1)}}, {1}) == "m");
  CHECK(forms_of({{Value::of(1e300)}}, {1}) == "m");
  CHECK(forms_of({{Value::of(0.0)}, {Value::of(-0.0)}, {Value::of(1e25)}, {Value::of(-1e-25)}}, {1}) == "p");
  CHECK(forms_of({{Value::of(std::numeric_limits<double>::infinity())}}, {1}) == "p");
  CHECK(forms_of({{integer(1), blob("a"), null}}, {2, 1, 3}) == "hpp");
  CHECK(forms_of({{Value::of(std::nan(""))}}, {1}) == "none");
}

TEST_CASE("cells are written so that SQLite reads the same value in the same class") {
  const double infinity = std::numeric_limits<double>::infinity();
  CHECK(json_of({{integer(std::numeric_limits<std::int64_t>::min()), Value::text("a\"\\\n"), Value::of(1.0)},
                 {Value::null(), Value::text(std::string("\0", 1)), Value::of(-0.0)}},
                {1, 2, 3}) == R"([[-9223372036854775808,"a\"\\\n",1.0],[null,"\u0000",-0.0]])");
  CHECK(json_of({{Value::of(infinity)}, {Value::of(-infinity)}, {Value::of(1e22)}}, {1}) ==
        "[[9e999],[-9e999],[1e+22]]");
  CHECK(json_of({{blob(std::string("\x00\xFF", 2))}, {Value::null()}, {blob("")}}, {1}) == R"([["00FF"],[null],[""]])");
  CHECK(json_of({{blob("a")}, {integer(1)}, {Value::of(0.5)}, {Value::text("[]")}}, {1}) ==
        R"([[["61"]],[1],[0.5],["[]"]])");
  CHECK(json_of({{Value::text("unused"), integer(2)}, {Value::null(), integer(3)}}, {2}) == "[[2],[3]]");
}

TEST_CASE("extreme reals are an integer times a power of two, exactly") {
  std::mt19937_64 random{7};
  std::vector<double> numbers{5e-324,
                              -5e-324,
                              2.2250738585072009e-308,
                              2.2250738585072014e-308,
                              1e26,
                              -1e-26,
                              std::numeric_limits<double>::max(),
                              std::numeric_limits<double>::lowest()};
  while (numbers.size() < 5000) {
    const std::uint64_t bits = random();
    double number = 0;
    std::memcpy(&number, &bits, sizeof number);
    if (std::isfinite(number) && (std::fabs(number) > 1e25 || std::fabs(number) < 1e-25)) numbers.push_back(number);
  }
  for (const double number : numbers) {
    const std::string json = json_of({{Value::of(number)}}, {1});
    CAPTURE(json);
    CHECK(parts_of(json) == number);
  }
}

TEST_CASE("a parameter of every storage class is read back by SQLite as it was") {
  const Sets sets{{blob(std::string("\x00\xFF", 2))},
                  {blob("")},
                  {integer(std::numeric_limits<std::int64_t>::max())},
                  {Value::of(1.0)},
                  {Value::of(-0.0)},
                  {Value::of(1e-300 / 3)},
                  {Value::of(-std::numeric_limits<double>::infinity())},
                  {Value::text("[\"61\"]")},
                  {Value::text("")},
                  {Value::null()}};
  const std::vector<std::string> stored = read_back(sets);
  REQUIRE(stored.size() == sets.size());
  for (std::size_t set = 0; set < sets.size(); ++set) {
    CAPTURE(set);
    CHECK(stored[set] == shown(sets[set][0].view()));
  }
}

TEST_CASE("values are filled up to their limit, in order, and a set too large for one goes by itself") {
  const auto texts = [](std::initializer_list<std::size_t> sizes) {
    Sets sets;
    for (const std::size_t size : sizes) sets.push_back({Value::text(std::string(size, 'x'))});
    return sets;
  };
  constexpr std::size_t most = d1_limits::packed_value - 6;  // of a text in `[["…"]]`
  CHECK(counts_of({}) == "");
  CHECK(counts_of(texts({1, 2, 3})) == "3");
  CHECK(counts_of(texts({most})) == "1");
  CHECK(counts_of(texts({most + 1})) == "-1");
  CHECK(counts_of(texts({400'000, 400'000, 400'000, 5})) == "2 2");
  CHECK(counts_of(texts({5, most, 5, most + 1, 5, 5})) == "1 1 1 -1 2");
  CHECK(counts_of(texts({most + 1, most + 1, 7})) == "-1 -1 1");
}
