// Owns: tests of convert/number_text. Never: C buffers.
#include "convert/number_text.h"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>

using namespace d1odbc;

namespace {

struct Whole {
  std::string text;
  NumberProblem problem;
  bool negative = false;
  std::uint64_t magnitude = 0;
  bool fraction_lost = false;
};

constexpr auto none = NumberProblem::None;
constexpr auto bad = NumberProblem::NotANumber;
constexpr auto large = NumberProblem::TooLarge;

}  // namespace

TEST_CASE("a text is read as a whole number exactly") {
  const Whole rows[] = {
      {"0", none},
      {"-0", none, true},
      {" +7 ", none, false, 7},
      {"\t-12\n", none, true, 12},
      {"007", none, false, 7},
      {"1.", none, false, 1},
      {".5", none, false, 0, true},
      {"-0.5", none, true, 0, true},
      {"1.000", none, false, 1, false},
      {"9223372036854775807", none, false, 9223372036854775807U},
      {"-9223372036854775808.25", none, true, 9223372036854775808U, true},
      {"18446744073709551615", none, false, 18446744073709551615U},
      {"18446744073709551616", large},
      {"99999999999999999999999", large},
      {"1e3", none, false, 1000},
      {"15E-1", none, false, 1, true},
      {"1e20", large},
      {"1e400", large},
      {"", bad},
      {"   ", bad},
      {".", bad},
      {"-", bad},
      {"+-1", bad},
      {"1 2", bad},
      {"12abc", bad},
      {"0x10", bad},
      {"1e", bad},
      {"inf", bad},
      {"nan", bad},
      {"1,5", bad},
      {std::string("1\0", 2), bad},
  };
  for (const Whole& row : rows) {
    CAPTURE(row.text);
    const WholeNumberReading reading = read_whole_number(std::string_view(row.text));
    REQUIRE(reading.problem == row.problem);
    if (row.problem != none) continue;
    CHECK(reading.number.negative == row.negative);
    CHECK(reading.number.magnitude == row.magnitude);
    CHECK(reading.number.fraction_lost == row.fraction_lost);
  }
}

TEST_CASE("a double is read as a whole number up to 2^64") {
  struct Row {
    double number;
    Whole whole;
  };
  const Row rows[] = {
      {-0.0, {"", none, false, 0}},
      {1.999, {"", none, false, 1, true}},
      {-0.25, {"", none, true, 0, true}},
      {9007199254740993.0, {"", none, false, 9007199254740992U}},
      {18446744073709549568.0, {"", none, false, 18446744073709549568U}},
      {18446744073709551616.0, {"", large}},
      {-1e300, {"", large}},
      {std::numeric_limits<double>::infinity(), {"", large}},
      {std::numeric_limits<double>::quiet_NaN(), {"", bad}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.number);
    const WholeNumberReading reading = read_whole_number(row.number);
    REQUIRE(reading.problem == row.whole.problem);
    if (row.whole.problem != none) continue;
    CHECK(reading.number.negative == row.whole.negative);
    CHECK(reading.number.magnitude == row.whole.magnitude);
    CHECK(reading.number.fraction_lost == row.whole.fraction_lost);
  }
}

TEST_CASE("a text is read as the nearest double") {
  struct Row {
    std::string text;
    double number;
  };
  const double infinity = std::numeric_limits<double>::infinity();
  const Row rows[] = {
      {"0.1", 0.1},
      {" -2.5e3 ", -2500},
      {"+.5", 0.5},
      {"5.", 5},
      {"1.7976931348623157e308", std::numeric_limits<double>::max()},
      {"4.9406564584124654e-324", std::numeric_limits<double>::denorm_min()},
      {"2.2250738585072011e-308", 2.2250738585072011e-308},  // PHP's and Java's old trap
      {"9007199254740993", 9007199254740992.0},
      {"1e309", infinity},
      {"-1e309", -infinity},
      {"1e-400", 0.0},
      {"0." + std::string(400, '0') + "1", 0.0},         // tiny without an exponent
      {"1" + std::string(400, '0') + "e-10", infinity},  // large in spite of its exponent
      {"0." + std::string(400, '0') + "1e+10", 0.0},     // tiny in spite of its exponent
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const auto number = read_real(row.text);
    REQUIRE(number.has_value());
    CHECK(*number == row.number);
  }
  CHECK(std::signbit(*read_real("-0")));
}

TEST_CASE("words and remains are no doubles") {
  for (const std::string_view text :
       {"", " ", "inf", "-Infinity", "NaN", "1x", "0x1p3", "1e", "e5", ".", "1..2", "--1", "1 e5"}) {
    CAPTURE(text);
    CHECK_FALSE(read_real(text).has_value());
  }
}

TEST_CASE("a real is written as SQLite writes it, in the shortest digits that read back") {
  struct Row {
    double number;
    std::string_view text;
  };
  const Row rows[] = {
      {0.0, "0.0"},
      {-0.0, "-0.0"},
      {1.0, "1.0"},
      {-2.5, "-2.5"},
      {0.1, "0.1"},
      {1e21, "1.0e+21"},
      {1.5e300, "1.5e+300"},
      {1e-7, "1.0e-07"},
      {12345.678, "12345.678"},
      {std::numeric_limits<double>::infinity(), "Inf"},
      {-std::numeric_limits<double>::infinity(), "-Inf"},
      // Money and counts: SQLite uses an exponent from 1e15 on and below 1e-4 only.
      {100000.0, "100000.0"},
      {2000000.0, "2000000.0"},
      {0.0001, "0.0001"},
      {0.005, "0.005"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.number);
    CHECK(real_text(row.number) == row.text);
  }
}
