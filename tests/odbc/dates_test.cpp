// Owns: dates as D1 stores them: numbers in columns of dates, text that is none, what D1's own functions say of what
// was stored. Never: single conversions, the grammar of dates.
#include <algorithm>
#include <array>
#include <cstdio>
#include <random>
#include <tuple>

#include "test_servers.h"

using servers::Connected;

namespace {

/// A table of one column of each datetime type and one of numbers, with the same SQL literal in each.
struct Dates : Connected {
  void fill(const std::vector<std::string>& literals) {
    statement.run("DROP TABLE IF EXISTS dates");
    statement.run("CREATE TABLE dates (id INTEGER PRIMARY KEY, d DATE, t TIME, ts DATETIME, x REAL)");
    std::string sql = "INSERT INTO dates (d, t, ts, x) VALUES ";
    for (const std::string& literal : literals) {
      sql += '(' + literal + ", " + literal + ", " + literal + ", " + literal + "),";
    }
    sql.pop_back();
    statement.run(sql);
  }
};

template <class Structure>
Structure read_as(const application::Statement& statement, SQLUSMALLINT column, SQLSMALLINT c_type,
                  const std::string& expected) {
  Structure value{};
  SQLLEN length = -9;
  EXPECT(expected, statement, SQLGetData(statement, column, c_type, &value, sizeof value, &length));
  if (!expected.starts_with("ERROR")) CHECK(length == static_cast<SQLLEN>(sizeof value));
  return value;
}

std::string printed(const char* format, auto... fields) {
  std::array<char, 100> text{};
  std::snprintf(text.data(), text.size(), format, fields...);
  return text.data();
}

}  // namespace

TEST_CASE_FIXTURE(Dates, "numbers in columns of dates are the dates that SQLite's functions read, in others numbers") {
  struct Row {
    std::string literal, date, time, timestamp, number;
  };
  const std::vector<Row> rows{
      {"2460340.5", "2024-01-31", "00:00:00", "2024-01-31 00:00:00", "2460340.5"},
      {"2460341", "2024-01-31 12:00:00", "12:00:00", "2024-01-31 12:00:00", "2460341.0"},
      {"1706704245", "2024-01-31 12:30:45", "12:30:45", "2024-01-31 12:30:45", "1706704245.0"},
      {"1706704245.25", "2024-01-31 12:30:45.25", "12:30:45.25", "2024-01-31 12:30:45.25", "1706704245.25"},
      {"-1", "1969-12-31 23:59:59", "23:59:59", "1969-12-31 23:59:59", "-1.0"},
      {"0.25", "0.25", "18:00:00", "0.25", "0.25"},  // a day of the year -4713
      {"253402300800", "253402300800", "253402300800", "253402300800", "253402300800.0"},
  };
  std::vector<std::string> literals;
  for (const Row& row : rows) literals.push_back(row.literal);
  fill(literals);
  REQUIRE_SUCCESS(statement, statement.execute("SELECT d, t, ts, x, ts + 0 FROM dates ORDER BY id"));
  for (const Row& row : rows) {
    CAPTURE(row.literal);
    REQUIRE_SUCCESS(statement, SQLFetch(statement));
    CHECK(statement.text_at(1) == row.date);
    CHECK(statement.text_at(2) == row.time);
    CHECK(statement.text_at(3) == row.timestamp);
    CHECK(statement.text_at(4) == row.number);
    CHECK(statement.text_at(5) == row.number);
    const bool is_date = row.timestamp != row.literal;
    const auto moment =
        read_as<SQL_TIMESTAMP_STRUCT>(statement, 3, SQL_C_TYPE_TIMESTAMP, is_date ? "SUCCESS" : "ERROR 22018");
    if (!is_date) continue;
    const std::string fraction = moment.fraction == 0 ? "" : printed(".%02u", moment.fraction / 10'000'000);
    CHECK(printed("%04d-%02u-%02u %02u:%02u:%02u", moment.year, moment.month, moment.day, moment.hour, moment.minute,
                  moment.second) +
              fraction ==
          row.timestamp);
    const bool has_time = row.date.size() > 10;
    const auto date =
        read_as<SQL_DATE_STRUCT>(statement, 1, SQL_C_TYPE_DATE, has_time ? "SUCCESS_WITH_INFO 01S07" : "SUCCESS");
    CHECK(printed("%04d-%02u-%02u", date.year, date.month, date.day) == row.date.substr(0, 10));
    const bool has_fraction = row.time.size() > 8;
    const auto time =
        read_as<SQL_TIME_STRUCT>(statement, 2, SQL_C_TYPE_TIME, has_fraction ? "SUCCESS_WITH_INFO 01S07" : "SUCCESS");
    CHECK(printed("%02u:%02u:%02u", time.hour, time.minute, time.second) == row.time.substr(0, 8));
  }
  EXPECT("NO_DATA", statement, SQLFetch(statement));
}

TEST_CASE_FIXTURE(Dates, "text that is no date costs its cell, not the other columns, nor the other rows") {
  fill({"'2024-01-31'", "'soon'", "2460340.5"});
  std::array<SQLBIGINT, 4> ids{};
  std::array<SQL_DATE_STRUCT, 4> dates{};
  std::array<std::array<char, 30>, 4> texts{};
  std::array<SQLLEN, 4> id_lengths{}, date_lengths{}, text_lengths{};
  std::array<SQLUSMALLINT, 4> status{};
  SQLULEN fetched = 0;
  statement.set(SQL_ATTR_ROW_ARRAY_SIZE, status.size());
  statement.set_place(SQL_ATTR_ROW_STATUS_PTR, status.data());
  statement.set_place(SQL_ATTR_ROWS_FETCHED_PTR, &fetched);
  REQUIRE_SUCCESS(statement, SQLBindCol(statement, 1, SQL_C_SBIGINT, ids.data(), 0, id_lengths.data()));
  REQUIRE_SUCCESS(statement, SQLBindCol(statement, 2, SQL_C_TYPE_DATE, dates.data(), 0, date_lengths.data()));
  REQUIRE_SUCCESS(statement, SQLBindCol(statement, 3, SQL_C_CHAR, texts.data(), 30, text_lengths.data()));
  REQUIRE_SUCCESS(statement, statement.execute("SELECT id, d, ts FROM dates ORDER BY id"));
  EXPECT("SUCCESS_WITH_INFO 22018", statement, SQLFetch(statement));
  CHECK(fetched == 3);
  CHECK(status == std::array<SQLUSMALLINT, 4>{SQL_ROW_SUCCESS, SQL_ROW_ERROR, SQL_ROW_SUCCESS, SQL_ROW_NOROW});
  CHECK(ids == std::array<SQLBIGINT, 4>{1, 2, 3, 0});
  CHECK(std::string(texts[0].data()) == "2024-01-31");
  CHECK(std::string(texts[1].data()) == "soon");
  CHECK(text_lengths[1] == 4);
  CHECK(std::string(texts[2].data()) == "2024-01-31 00:00:00");
  for (const std::size_t row : {0U, 2U}) {
    CAPTURE(row);
    CHECK(date_lengths[row] == sizeof(SQL_DATE_STRUCT));
    CHECK(printed("%d-%u-%u", dates[row].year, dates[row].month, dates[row].day) == "2024-1-31");
  }
  SQLLEN row = 0;
  REQUIRE_SUCCESS(statement,
                  SQLGetDiagField(SQL_HANDLE_STMT, statement, 1, SQL_DIAG_ROW_NUMBER, &row, sizeof row, nullptr));
  CHECK(row == 2);
  EXPECT("NO_DATA", statement, SQLFetch(statement));
}

TEST_CASE_FIXTURE(Dates, "one row with text that is no date is an error of its fetch, and is there as text") {
  fill({"'soon'"});
  SQL_DATE_STRUCT date{};
  SQLLEN length = 0;
  REQUIRE_SUCCESS(statement, statement.execute("SELECT d, id FROM dates"));
  REQUIRE_SUCCESS(statement, SQLBindCol(statement, 1, SQL_C_TYPE_DATE, &date, 0, &length));
  EXPECT("ERROR 22018", statement, SQLFetch(statement));
  if (application::manager() == application::Manager::None) CHECK(statement.text_at(1) == "soon");
  // The managers take the cursor for one on no row then; the text is there for a fetch without the binding.
  REQUIRE_SUCCESS(statement, SQLFreeStmt(statement, SQL_UNBIND));
  statement.close();
  REQUIRE_SUCCESS(statement, statement.execute("SELECT d, id FROM dates"));
  REQUIRE_SUCCESS(statement, SQLFetch(statement));
  CHECK(statement.text_at(1) == "soon");
  CHECK(statement.integer_at(2) == 1);
}

TEST_CASE_FIXTURE(Connected, "D1's own functions read every moment that was stored, and its text sorts") {
  constexpr std::size_t count = 500;
  std::mt19937_64 random(41);
  const auto below = [&random](unsigned limit) { return static_cast<SQLUSMALLINT>(random() % limit); };
  std::vector<SQL_TIMESTAMP_STRUCT> moments(count);
  std::vector<SQL_DATE_STRUCT> dates(count);
  std::vector<SQL_TIME_STRUCT> times(count);
  for (std::size_t index = 0; index < count; ++index) {
    SQL_TIMESTAMP_STRUCT& at = moments[index];
    at = {static_cast<SQLSMALLINT>(below(10000)),
          static_cast<SQLUSMALLINT>(1 + below(12)),
          static_cast<SQLUSMALLINT>(1 + below(28)),
          below(24),
          below(60),
          below(60),
          index % 3 == 0 ? 0U : below(1000) * 1'000'000U};
    dates[index] = {at.year, at.month, at.day};
    times[index] = {at.hour, at.minute, at.second};
  }
  statement.run("DROP TABLE IF EXISTS moments");
  statement.run("CREATE TABLE moments (id INTEGER PRIMARY KEY, ts DATETIME, d DATE, t TIME)");
  statement.set(SQL_ATTR_PARAMSET_SIZE, count);
  const auto bind = [&](SQLUSMALLINT number, SQLSMALLINT c_type, SQLSMALLINT sql_type, void* place) {
    REQUIRE_SUCCESS(statement,
                    SQLBindParameter(statement, number, SQL_PARAM_INPUT, c_type, sql_type, 29, 9, place, 0, nullptr));
  };
  bind(1, SQL_C_TYPE_TIMESTAMP, SQL_TYPE_TIMESTAMP, moments.data());
  bind(2, SQL_C_TYPE_DATE, SQL_TYPE_DATE, dates.data());
  bind(3, SQL_C_TYPE_TIME, SQL_TYPE_TIME, times.data());
  REQUIRE_SUCCESS(statement, statement.execute("INSERT INTO moments (ts, d, t) VALUES (?, ?, ?)"));
  application::Statement asked(connection);
  REQUIRE_SUCCESS(asked, asked.execute("SELECT datetime(ts), strftime('%f', ts), date(d), time(t), strftime('%s', ts) "
                                       "- strftime('%s', d || ' ' || t) FROM moments ORDER BY id"));
  for (const SQL_TIMESTAMP_STRUCT& at : moments) {
    REQUIRE_SUCCESS(asked, SQLFetch(asked));
    const std::string date = printed("%04d-%02u-%02u", at.year, at.month, at.day);
    const std::string time = printed("%02u:%02u:%02u", at.hour, at.minute, at.second);
    CAPTURE(date);
    CAPTURE(time);
    CHECK(asked.text_at(1) == date + ' ' + time);
    CHECK(asked.text_at(2) == printed("%02u.%03u", at.second, at.fraction / 1'000'000));
    CHECK(asked.text_at(3) == date);
    CHECK(asked.text_at(4) == time);
    CHECK(asked.text_at(5) == "0");
  }
  asked.close();
  std::ranges::sort(moments, {}, [](const SQL_TIMESTAMP_STRUCT& at) {
    return std::tuple(at.year, at.month, at.day, at.hour, at.minute, at.second, at.fraction);
  });
  REQUIRE_SUCCESS(asked, asked.execute("SELECT ts FROM moments ORDER BY ts"));
  for (const SQL_TIMESTAMP_STRUCT& at : moments) {
    REQUIRE_SUCCESS(asked, SQLFetch(asked));
    const auto got = read_as<SQL_TIMESTAMP_STRUCT>(asked, 1, SQL_C_TYPE_TIMESTAMP, "SUCCESS");
    CHECK(std::tuple(got.year, got.month, got.day, got.hour, got.minute, got.second, got.fraction) ==
          std::tuple(at.year, at.month, at.day, at.hour, at.minute, at.second, at.fraction));
  }
}

TEST_CASE_FIXTURE(Connected, "a leap second is refused as a parameter, and readable where it was stored") {
  SQL_TIMESTAMP_STRUCT leap{2016, 12, 31, 23, 59, 60, 0};
  const auto send = [&](SQLSMALLINT sql_type) {
    REQUIRE_SUCCESS(statement, SQLBindParameter(statement, 1, SQL_PARAM_INPUT, SQL_C_TYPE_TIMESTAMP, sql_type, 29, 9,
                                                &leap, 0, nullptr));
    return statement.execute("SELECT ?");
  };
  EXPECT("ERROR 22007", statement, send(SQL_TYPE_TIMESTAMP));
  CHECK(statement.text().find("leap second") != std::string::npos);
  EXPECT("ERROR 22008", statement, send(SQL_VARCHAR));
  REQUIRE_SUCCESS(statement, SQLFreeStmt(statement, SQL_RESET_PARAMS));
  REQUIRE_SUCCESS(statement, statement.execute("SELECT '2016-12-31 23:59:60'"));
  REQUIRE_SUCCESS(statement, SQLFetch(statement));
  CHECK(read_as<SQL_TIMESTAMP_STRUCT>(statement, 1, SQL_C_TYPE_TIMESTAMP, "SUCCESS").second == 60);
}
