// Owns: tests of convert/datetime_number: that numbers are the moments SQLite reads. Never: cells, buffers.
#include "convert/datetime_number.h"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <sqlite3.h>

#include <cmath>
#include <limits>
#include <memory>
#include <random>

using namespace d1odbc;

namespace {

/// SQLite's own functions over one number.
class SqliteDates {
 public:
  SqliteDates() {
    sqlite3* opened = nullptr;
    const int code = sqlite3_open(":memory:", &opened);
    database_.reset(opened);
    REQUIRE(code == SQLITE_OK);
    sqlite3_stmt* prepared = nullptr;
    REQUIRE(sqlite3_prepare_v2(opened, "SELECT strftime('%Y-%m-%d %H:%M:%f', ?1, 'auto'), time(?1, 'auto')", -1,
                               &prepared, nullptr) == SQLITE_OK);
    statement_.reset(prepared);
  }

  struct Answer {
    std::string timestamp, time;  // "" for NULL
  };

  template <class Number>
  Answer answer(Number number) {
    sqlite3_stmt* statement = statement_.get();
    if constexpr (std::is_integral_v<Number>) {
      sqlite3_bind_int64(statement, 1, number);
    } else {
      sqlite3_bind_double(statement, 1, number);
    }
    REQUIRE(sqlite3_step(statement) == SQLITE_ROW);
    const auto text = [&](int column) {
      const auto* const bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
      return bytes == nullptr ? std::string() : std::string(bytes);
    };
    Answer answer{text(0), text(1)};
    sqlite3_reset(statement);
    return answer;
  }

 private:
  std::unique_ptr<sqlite3, decltype(&sqlite3_close)> database_{nullptr, sqlite3_close};
  std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)> statement_{nullptr, sqlite3_finalize};
};

std::string written(const std::optional<DateTime>& moment) {
  if (!moment) return "";
  return moment->has_date ? timestamp_text(*moment, 3) : time_text(*moment, 0);
}

template <class Number>
void check_as_sqlite(SqliteDates& sqlite, Number number) {
  const auto expected = sqlite.answer(number);
  const auto value = static_cast<double>(number);
  CAPTURE(fmt::format("{:.17g}", value));
  // The year before 0000 is -001; of those there is no text in ODBC.
  const bool has_text = !expected.timestamp.starts_with('-');
  CHECK(written(datetime_of_number(value)) == (has_text ? expected.timestamp : ""));
  CHECK(written(time_of_number(value)) == expected.time);
}

}  // namespace

TEST_CASE("the borders of Julian days and Unix times are where SQLite has them") {
  SqliteDates sqlite;
  for (const double border : {0.0, 5373484.5, -210866760000.0, 253402300799.0, 253402300800.0, 1721059.5, 1721060.5,
                              2440587.5, 2299160.5, 86400.0, 1e300, 5e-324}) {
    for (const double sign : {1.0, -1.0}) {
      const double at = sign * border;
      for (const double number : {at, std::nextafter(at, -1e308), std::nextafter(at, 1e308), at - 0.001, at + 0.001,
                                  at - 0.0000001, at + 0.0000001}) {
        check_as_sqlite(sqlite, number);
      }
    }
  }
  for (const double none : {std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity(),
                            std::numeric_limits<double>::quiet_NaN()}) {
    CHECK_FALSE(datetime_of_number(none));
    CHECK_FALSE(time_of_number(none));
  }
}

TEST_CASE("reals and integers over all ranges are the moments SQLite reads, to the millisecond") {
  SqliteDates sqlite;
  std::mt19937_64 random(20260);
  std::uniform_real_distribution<double> julian(0, 5373490), unix_time(-211'000'000'000.0, 254'000'000'000.0);
  std::uniform_int_distribution<std::int64_t> seconds(-211'000'000'000, 254'000'000'000), days(-10, 5'400'000);
  for (int count = 0; count < 20'000; ++count) {
    check_as_sqlite(sqlite, julian(random));
    check_as_sqlite(sqlite, unix_time(random));
    check_as_sqlite(sqlite, std::round(unix_time(random) * 1000) / 1000);
    check_as_sqlite(sqlite, seconds(random));
    check_as_sqlite(sqlite, days(random));
  }
}

TEST_CASE("known moments") {
  CHECK(written(datetime_of_number(2460340.5)) == "2024-01-31 00:00:00.000");
  CHECK(written(datetime_of_number(2460341.0)) == "2024-01-31 12:00:00.000");
  CHECK(written(datetime_of_number(1706704245.25)) == "2024-01-31 12:30:45.250");
  CHECK(written(datetime_of_number(-1)) == "1969-12-31 23:59:59.000");
  CHECK(written(datetime_of_number(0)) == "");  // a Julian day before the year 0
  CHECK(written(time_of_number(0.25)) == "18:00:00");
}
