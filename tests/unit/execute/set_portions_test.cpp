// Owns: that what goes in one request is surely not longer than D1 may take, and not much shorter. Never: sends.
#include "execute/set_portions.h"

#include <doctest/doctest.h>

#include <limits>

#include "d1/limits.h"
#include "d1/request_body.h"

using namespace d1odbc;

namespace {

using Sets = std::vector<std::vector<Value>>;

/// The longest bodies that these sets can become: one statement for each, and packed without blobs.
std::size_t longest_body(ParameterSets sets) {
  std::vector<D1Statement> single;
  for (const std::vector<Value>& set : sets) single.push_back({"INSERT INTO t VALUES (?, ?)", set});
  std::size_t longest = write_request_body(single).size();
  const std::vector<unsigned> numbers{1, 2};
  const auto forms = cell_forms(sets, numbers);
  REQUIRE(forms.has_value());
  std::vector<D1Statement> packed;
  for (PackedSets& part : pack_sets(sets, numbers, *forms)) {
    if (part.json.empty()) return longest;  // goes by itself
    packed.push_back({"INSERT INTO t SELECT 1", {}});
    packed.back().parameters.push_back(Value::text(std::move(part.json)));
  }
  return std::max(longest, write_request_body(packed).size());
}

Sets sets_of(std::size_t count, const Value& first, const Value& second) { return Sets(count, {first, second}); }

}  // namespace

TEST_CASE("what fits is below the limit, whatever the values are") {
  const std::string controls(1'000, '\x01');
  const std::string quotes(1'000, '"');
  const std::string usual = "a customer's name and town, as long as they often are";
  for (const Sets& sets :
       {sets_of(200'000, Value::of(std::numeric_limits<std::int64_t>::min()), Value::of(-1.7976931348623157e308)),
        sets_of(200'000, Value::null(), Value::of(5e-324)), sets_of(5'000, Value::text(controls), Value::null()),
        sets_of(5'000, Value::text(quotes), Value::text("\\\n")), sets_of(100'000, Value::text(usual), Value::of(7.25)),
        sets_of(3'000, Value::blob(std::string(1'000, '\xFF')), Value::blob(""))}) {
    const std::size_t count = sets_in_one_request(sets, {.overhead = 100});
    CAPTURE(count);
    REQUIRE(count > 0);
    REQUIRE(count < sets.size());
    CHECK(longest_body(ParameterSets(sets).first(count)) <= d1_limits::request_body);
  }
}

TEST_CASE("usual rows fill most of a request") {
  const Sets sets = sets_of(100'000, Value::text(std::string(300, 'x')), Value::of(std::int64_t{1}));
  const std::size_t count = sets_in_one_request(sets, {});
  CHECK(longest_body(ParameterSets(sets).first(count)) > d1_limits::request_body * 3 / 4);
}

TEST_CASE("a value counts as often as it is sent") {
  const Sets sets = sets_of(1'000, Value::text(std::string(10'000, 'x')), Value::null());
  CHECK(sets_in_one_request(sets, {}) == 2 * sets_in_one_request(sets, {.copies = 2}) + 1);
}

TEST_CASE("few sets go together, and one always goes") {
  CHECK(sets_in_one_request(sets_of(3, Value::null(), Value::null()), {.overhead = 100}) == 3);
  CHECK(sets_in_one_request(sets_of(3, Value::text(std::string(7'000'000, 'x')), Value::null()), {.overhead = 100}) ==
        1);
}
